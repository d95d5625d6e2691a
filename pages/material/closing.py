"""Closing: a month frozen with its definition and results, and the difference to today."""

from app.views.frame import opened_screen, show_finding

screen = opened_screen()
show_finding(screen, screen.text("frame.page.closing"))
