"""Values per dong office: entered, added up to the value of the city, and which dong lags."""

from app.views.dongs import (
    choose_indicator,
    show_differing,
    show_dongs_finding,
    show_entry,
    show_stands,
    show_why_none,
    stands_on,
)
from app.views.dongs_grid import current_draft
from app.views.frame import opened_screen

screen = opened_screen()
if not show_why_none(screen):
    draft = current_draft(screen, choose_indicator(screen))
    stands = stands_on(screen, draft)
    show_dongs_finding(screen, draft, stands)
    show_differing(screen, draft)
    show_entry(screen, draft, stands)
    show_stands(screen, draft, stands)
