"""Instructions and countermeasures: what is open, what is late, what became of each."""

from app.views.decisions import decisions_on, show_decisions_finding, show_list, show_new, show_one, show_person
from app.views.frame import opened_screen
from app.views.said import show_said

screen = opened_screen()
decisions = decisions_on(screen)
show_decisions_finding(screen, decisions)
show_said(screen)
opened = show_list(screen, decisions)
show_person(screen)
if opened is not None:
    show_one(screen, opened)
show_new(screen)
