"""Cells that somebody else has changed first: both contents side by side, and a decision for each cell."""

import streamlit as st

from app.services.editing import Draft, settle
from app.services.editing_tables import said_by
from app.services.entry_words import content_words, item_words, unit_words
from app.storage.records import Conflict
from app.views import state
from app.views.frame import Screen, card, escaped
from app.views.said import say
from app.views.unsaved import hold

MINE, THEIRS = "mine", "theirs"
WIDTHS = [2.2, 1.2, 2.2, 1.2, 2]


def show_conflicts(screen: Screen, draft: Draft) -> None:
    """Every cell concerned with what was seen, what stands there now and what is wanted."""
    if not draft.conflicts:
        return
    with card(screen.text("edit.conflicts", count=len(draft.conflicts)), screen.text("edit.conflicts_explained")):
        for place, heading in zip(st.columns(WIDTHS), ("cell", "seen", "found", "wanted", "choice"), strict=True):
            place.caption(screen.text(f"edit.conflict_column.{heading}"))
        keys = tuple(_show_conflict(screen, draft, number) for number in range(len(draft.conflicts)))
        with st.container(horizontal=True):
            st.button(
                screen.text("edit.settle"), key="settle", type="primary", on_click=_settle_chosen, args=(draft, keys)
            )
            if len(keys) > 1:
                st.button(screen.text("edit.all_mine"), key="all_mine", on_click=_settle_all, args=(draft, MINE))
                st.button(screen.text("edit.all_theirs"), key="all_theirs", on_click=_settle_all, args=(draft, THEIRS))


def _show_conflict(screen: Screen, draft: Draft, number: int) -> str:
    """One cell in a line; gives the key of its choice."""
    conflict = draft.conflicts[number]
    places = st.columns(WIDTHS, vertical_alignment="center")
    for place, words in zip(places, _words(screen, conflict), strict=False):
        place.markdown(escaped(words))
    key = f"conflict_{draft.drawing}_{number}"
    with places[-1]:
        st.segmented_control(
            screen.text("edit.conflict_column.choice"),
            (MINE, THEIRS),
            format_func=lambda code: screen.text(f"edit.{code}"),
            key=key,
            label_visibility="collapsed",
        )
    return key


def _words(screen: Screen, conflict: Conflict) -> tuple[str, ...]:
    evaluation, language, key = screen.view.evaluation, screen.language, conflict.key
    cell = f"{unit_words(evaluation, key[1], language)} · {item_words(evaluation, key, language)}"
    seen, wanted = (content_words(evaluation, key, content, language) for content in (conflict.seen, conflict.wanted))
    return cell, seen, said_by(evaluation, key, conflict.found, conflict.source, language), wanted


def _settle_chosen(draft: Draft, keys: tuple[str, ...]) -> None:
    chosen = [state.held(key) for key in keys]
    if None in chosen:
        say("edit.choose_first", warning=True)
        return
    mine = {conflict.key for conflict, one in zip(draft.conflicts, chosen, strict=True) if one == MINE}
    hold(settle(draft, mine))


def _settle_all(draft: Draft, choice: str) -> None:
    hold(settle(draft, {conflict.key for conflict in draft.conflicts} if choice == MINE else set()))
