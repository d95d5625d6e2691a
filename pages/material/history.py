"""History: every import, edit and undo, what it changed, and the way back."""

from app.views.frame import opened_screen
from app.views.history import choose_act, choose_scope, show_acts, show_changes, show_history_finding, show_undo

screen = opened_screen()
scope = choose_scope(screen)
show_history_finding(screen, scope)
show_acts(screen, scope)
record = choose_act(screen, scope)
if record is not None:
    show_undo(screen, record)
    show_changes(screen, record)
