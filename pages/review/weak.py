"""Weak indicators of the home unit, worst first by what they cost."""

import streamlit as st

from app.views import cached
from app.views.frame import opened_screen
from app.views.weak import choose_grouping, choose_rule, show_weak, show_weak_finding

screen = opened_screen()
weak = cached.weak_of(screen.view, screen.unit)
show_weak_finding(screen, weak)
rule, grouping, _ = st.columns([1.2, 1.6, 2], vertical_alignment="bottom")
with rule:
    listed = choose_rule(screen, weak)
with grouping:
    by = choose_grouping(screen)
show_weak(screen, listed, by)
