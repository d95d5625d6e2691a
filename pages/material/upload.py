"""Bring data in: a file, what is wrong with it, what it would change, and one click."""

from app.views.frame import opened_desk, show_desk_finding

desk = opened_desk()
show_desk_finding(desk.text("frame.page.upload"))
