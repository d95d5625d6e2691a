"""Ranking: the groups, where each unit lost its points, two units side by side, the map, the months."""

import streamlit as st

from app.services.ranking_findings import ranking_title
from app.views.comparison import show_comparison
from app.views.frame import opened_screen, show_finding
from app.views.ranking import choose_group, choose_part, show_lost_points, show_map, show_months, show_rank_tables

OF_A_GROUP = {"table": show_rank_tables, "lost": show_lost_points, "months": show_months}
OF_ALL = {"comparison": show_comparison, "map": show_map}

screen = opened_screen()
show_finding(screen, ranking_title(screen.view, screen.unit, screen.language))
with st.container(horizontal=True, gap="large"):
    part = choose_part(screen)
    groups = choose_group(screen) if part in OF_A_GROUP else ()
if part in OF_A_GROUP:
    OF_A_GROUP[part](screen, groups)
else:
    OF_ALL[part](screen)
