"""Backups: which copies are kept, by which rule, how to get one back, and what is done unasked."""

import streamlit as st

from app.views.backups import (
    copies_now,
    make_now,
    show_backups_finding,
    show_copies,
    show_inbox,
    show_keeper,
    show_rule,
    show_way_back,
)
from app.views.frame import opened_desk

desk = opened_desk()
make_now(desk)
copies = copies_now()
show_backups_finding(desk, copies)
left, right = st.columns([3, 2])
with left:
    chosen = show_copies(desk, copies) if copies else ""
    show_rule(desk)
with right:
    show_keeper(desk)
    if chosen:
        show_way_back(desk, chosen)
    show_inbox(desk)
