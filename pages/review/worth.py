"""What is most worth doing now, and the list of indicators for the meeting."""

import streamlit as st

from app.views.frame import opened_screen
from app.views.shortlist import shortlist_on, show_shortlist, worths_on
from app.views.worth import show_worth_finding, show_worths

screen = opened_screen()
worths = worths_on(screen)
show_worth_finding(screen, worths)
if worths is None:
    st.info(screen.text("worth.no_score_do"))
else:
    shortlist = shortlist_on(screen)
    show_worths(screen, worths, shortlist)
    show_shortlist(screen, worths, shortlist)
