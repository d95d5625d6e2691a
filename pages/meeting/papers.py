"""The papers of a meeting: slides, report, archive, figures and a page for each department."""

import streamlit as st

from app.views.frame import opened_screen
from app.views.meeting_agenda import choose_meeting, prepared_of
from app.views.papers import show_papers, show_papers_finding

screen = opened_screen()
kept = choose_meeting(screen)
prepared = prepared_of(screen, kept)
show_papers_finding(screen, kept, prepared)
if prepared is None:
    st.info(screen.text("papers.nothing_yet"))
else:
    show_papers(screen, prepared)
