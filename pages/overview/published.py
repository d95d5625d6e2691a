"""Published results: real places and scores of past years, and how far the computed ones reproduce them."""

import streamlit as st

from app.services.published import published_years
from app.views import cached
from app.views.frame import opened_screen, show_empty
from app.views.published import (
    choose_group,
    choose_years,
    show_places,
    show_published_finding,
    show_reproduced,
    show_results,
)

screen = opened_screen()
years = published_years(cached.store())
if not years:
    show_empty(screen.text("published.none"), screen.text("published.none_do"))
    st.stop()
show_published_finding(screen, years)
group = choose_group(screen)
show_places(screen, years, group)
chosen = choose_years(screen, years)
show_results(screen, chosen)
show_reproduced(screen, chosen)
