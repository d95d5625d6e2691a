"""The marks below a title: what a reader of the month must not overlook."""

from typing import Literal

import streamlit as st

from app.services.marks import marks_of
from app.services.months import MonthView

Color = Literal["orange", "gray", "green", "blue", "red"]
COLORS: dict[str, Color] = {
    "frame.demonstration": "orange",
    "frame.assumptions": "gray",
    "closing.mark": "green",
    "closing.mark_interim": "green",
    "frame.interim": "blue",
    "frame.missing_score": "red",
    "frame.not_submitted": "red",
}


def show_marks(view: MonthView, unit: str, language: str) -> None:
    """Every mark of the month as a badge; what it means stands in its tip."""
    for mark in marks_of(view, unit, language):
        st.badge(mark.words, color=COLORS[mark.key], help=mark.explained)
