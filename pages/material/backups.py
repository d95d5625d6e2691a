"""Backups: which copies are kept, by which rule, and how to get one back."""

from app.views.frame import opened_desk, show_desk_finding

desk = opened_desk()
show_desk_finding(desk.text("frame.page.backups"))
