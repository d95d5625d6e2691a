"""The month at a glance: what came in, where it should be by now, and who owes it."""

import streamlit as st

from app.views.frame import opened_screen
from app.views.month import (
    BY_DEPARTMENT,
    choose_courses,
    choose_rows,
    show_bars,
    show_counts,
    show_courses,
    show_departments,
    show_month_finding,
)
from app.views.progress import courses_of, departments_on

screen = opened_screen()
courses = courses_of(screen)
show_month_finding(screen, courses)
if not courses:
    st.info(screen.text("month.empty"))
else:
    show_counts(screen, courses)
    listed, chosen = choose_courses(screen, courses)
    if not listed:
        st.info(screen.text("month.nothing_chosen"))
    else:
        show_bars(screen, listed)
        if choose_rows(screen) == BY_DEPARTMENT:
            show_departments(screen, departments_on(screen, listed), chosen)
        else:
            show_courses(screen, listed, chosen)
