"""Fields and indicators: every field, then one field, then one indicator."""

import streamlit as st

from app.views.fields import (
    choose_field,
    choose_group,
    choose_indicator,
    show_all_fields,
    show_field,
)
from app.views.frame import opened_screen
from app.views.indicator import show_indicator

screen = opened_screen()
choice, detail, groups = st.columns([1, 1.4, 1.5], vertical_alignment="bottom")
with choice:
    field = choose_field(screen)
with detail:
    indicator = choose_indicator(screen, field)
with groups:
    shown = choose_group(screen)
if field is None:
    show_all_fields(screen, shown)
elif indicator is None:
    show_field(screen, field, shown)
else:
    show_indicator(screen, indicator, shown)
