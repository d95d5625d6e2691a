"""Closing: a month frozen with its definition and results, and the difference to today."""

from app.views.closing import closing_of, show_months, show_open_month
from app.views.closing_closed import show_anew, show_closed_finding, show_proof, show_reopening
from app.views.frame import opened_screen

screen = opened_screen()
closing = closing_of(screen)
if closing is None:
    show_open_month(screen)
else:
    reproduction = show_closed_finding(screen, closing)
    show_proof(screen, closing, reproduction)
    show_anew(screen, closing)
    show_reopening(screen, closing)
show_months(screen)
