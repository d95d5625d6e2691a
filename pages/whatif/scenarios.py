"""Scenarios: kept what-ifs beside each other and beside the official result."""

import streamlit as st

from app.views.frame import opened_screen
from app.views.said import show_said
from app.views.whatif import opened_scenario
from app.views.whatif_saving import show_saving
from app.views.whatif_scenarios import (
    beside,
    kept_now,
    show_comparison,
    show_one,
    show_person,
    show_rest,
    show_scenarios_finding,
)

screen = opened_screen()
present = opened_scenario(screen)
kept = kept_now(screen)
found = beside(screen, kept, present)
show_scenarios_finding(screen, kept, found)
show_said(screen)
show_comparison(screen, found)
show_person(screen)
left, right = st.columns(2)
with left:
    show_saving(screen, kept, present)
with right:
    show_one(screen, kept)
show_rest(screen, kept)
