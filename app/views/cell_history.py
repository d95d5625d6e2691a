"""The life of one cell, on the screen of its indicator and beside the grid."""

import streamlit as st

from app.services.entry_words import item_words, unit_words
from app.services.history import cell_steps
from app.services.history_tables import cell_table
from app.storage.records import Key
from app.views import cached
from app.views.frame import Screen, card
from app.views.tables import show_table

ROWS_SHOWN = 8


def show_cell_history(screen: Screen, key: Key) -> None:
    """Everything that happened to a cell of the month at the top, newest first."""
    evaluation, language = screen.view.evaluation, screen.language
    unit, item = unit_words(evaluation, key[1], language), item_words(evaluation, key, language)
    title = screen.text("history.cell_card", unit=unit, item=item)
    with card(title):
        steps = cell_steps(cached.store(), evaluation.code, screen.view.month, key)
        if not steps:
            st.caption(screen.text("history.cell_none"))
            return
        table = cell_table(evaluation, key, steps, title, language)
        show_table(screen, table, f"cell_{'_'.join(key)}", height_rows=ROWS_SHOWN)
