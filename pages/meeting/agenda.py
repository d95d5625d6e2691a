"""Preparing a meeting: called, bound to frozen data, put in order, its cards written."""

import streamlit as st

from app.views.frame import opened_screen
from app.views.meeting_agenda import (
    choose_meeting,
    prepared_of,
    show_agenda_finding,
    show_calling,
    show_freezing,
    show_order,
    show_person,
)
from app.views.meeting_cards import show_cards
from app.views.meeting_extras import show_extras, show_what_ifs
from app.views.said import show_said

screen = opened_screen()
with st.container(horizontal=True, vertical_alignment="bottom"):
    kept = choose_meeting(screen)
    show_person(screen)
prepared = prepared_of(screen, kept)
show_agenda_finding(screen, kept, prepared)
show_said(screen)
show_calling(screen, first=kept is None)
if kept is not None:
    show_freezing(screen, kept, prepared)
    if prepared is not None:
        show_order(screen, kept, prepared)
        show_cards(screen, kept, prepared)
        show_what_ifs(screen, kept, prepared)
        show_extras(screen, kept)
