"""Backups: which copies are kept, by which rule, how to get one back, and what is done unasked."""

import streamlit as st

from app.views.backups import (
    copies_now,
    show_backups_finding,
    show_copies,
    show_inbox,
    show_keeper,
    show_rule,
    show_store,
    show_way_back,
)
from app.views.frame import opened_desk

desk = opened_desk()
show_store(desk)
copies = copies_now()
show_backups_finding(desk, copies)
if copies:
    left, right = st.columns([3, 2])
    with left:
        chosen = show_copies(desk, copies)
    with right:
        show_keeper(desk)
        show_way_back(desk, chosen)
else:
    show_keeper(desk)
show_inbox(desk)
show_rule(desk)
