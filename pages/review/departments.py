"""The month by department: what each owes, what it costs, and a sheet to hand out."""

import streamlit as st

from app.views.departments import (
    choose_department,
    show_all,
    show_departments_finding,
    show_hand_out,
    show_one,
)
from app.views.frame import opened_screen
from app.views.progress import departments_on

screen = opened_screen()
months = departments_on(screen)
if not months:
    show_departments_finding(screen, months, None)
    st.info(screen.text("departments.empty"))
else:
    chooser, _, paper = st.columns([1.4, 1.4, 1.2], vertical_alignment="bottom")
    with chooser:
        chosen = choose_department(screen, months)
    with paper:
        show_hand_out(screen, (chosen,) if chosen else months, one=chosen is not None)
    show_departments_finding(screen, months, chosen)
    if chosen:
        show_one(screen, chosen)
    else:
        show_all(screen, months)
