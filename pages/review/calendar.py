"""The dates: how long to the cut-off of both evaluations, what is next, and who has to submit by when."""

from app.views.agenda import agenda_on, owed_on, show_agenda_finding, show_countdowns, show_dates, show_owed
from app.views.frame import opened_screen

screen = opened_screen()
agenda, owed = agenda_on(screen), owed_on(screen)
show_agenda_finding(screen, agenda, owed)
show_countdowns(screen, agenda)
show_dates(screen, agenda)
show_owed(screen, agenda, owed)
