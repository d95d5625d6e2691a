"""The marks below a title: what a reader of the month must not overlook."""

from typing import Literal

import streamlit as st

from app.services.assumptions import assumptions_of
from app.services.closing_findings import date_text
from app.services.months import MonthView
from app.services.wording import name_in
from app.text.catalogue import text


def show_marks(view: MonthView, unit: str, language: str) -> None:
    """Demonstration data, assumptions, a closed or an unfinished month, missing scores and cells of the unit."""
    if view.provenance.demonstration:
        _mark("frame.demonstration", "orange", language)
    count = len(assumptions_of(view.evaluation))
    if count:
        _mark("frame.assumptions", "gray", language, count=count)
    _show_state(view, language)
    standing = view.result.standings[unit]
    if standing.missing_scores:
        absent = [leaf for leaf in view.evaluation.score_leaves() if leaf.code in standing.missing_scores]
        names = ", ".join(name_in(leaf.short_name, language) for leaf in absent)
        _mark("frame.missing_score", "red", language, names=names)
    if standing.not_submitted:
        _mark("frame.not_submitted", "red", language, count=len(standing.not_submitted))


def _show_state(view: MonthView, language: str) -> None:
    """Closed with its date, or before the cut-off date, or both."""
    interim = view.month < view.evaluation.months[-1]
    if view.closed is not None:
        key = "closing.mark_interim" if interim else "closing.mark"
        _mark(key, "green", language, date=date_text(view.closed), who=view.closed.who)
    elif interim:
        _mark("frame.interim", "blue", language)


def _mark(key: str, color: Literal["orange", "gray", "green", "blue", "red"], language: str, **values: object) -> None:
    st.badge(text(key, language, **values), color=color, help=text(f"{key}_help", language, **values))
