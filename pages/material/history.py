"""History: every import, edit and undo, and the way back."""

from app.views.frame import opened_screen, show_finding

screen = opened_screen()
show_finding(screen, screen.text("frame.page.history"))
