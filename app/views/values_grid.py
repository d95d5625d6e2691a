"""A grid in which cells can be typed over; what is typed goes into the draft before anything else happens."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from app.services.editing import Typed, put
from app.services.editing_tables import NOW, REASON, GridRow, grid_table
from app.views import state
from app.views.frame import Screen
from app.views.tables import ROW_HEIGHT, heading_of, show_download
from app.views.unsaved import drafts, hold
from scoring.model import Evaluation

LONGEST = 200
EDITABLE = (NOW, REASON)
RIGHT = frozenset({"target", "last", "force", NOW})
WIDTHS = {REASON: 250, NOW: 110}
WIDE_ITEM = 310


def show_grid(screen: Screen, name: str, rows: tuple[GridRow, ...], *, height_rows: int, locked: bool) -> None:
    """Draw the rows; the columns of what is there now, and of reasons, can be typed in unless ``locked``."""
    columns = list(rows[0].words)
    widths = WIDTHS | ({"item": WIDE_ITEM} if "measure" in columns else {})
    key = f"grid_{name}"
    about = (screen.view.evaluation, screen.view.month, key, tuple(rows))
    fold(*about)
    st.data_editor(
        pd.DataFrame({column: [row.words[column] for row in rows] for column in columns}),
        hide_index=True,
        width="stretch",
        height=(min(len(rows), height_rows) + 1) * ROW_HEIGHT + 2,
        row_height=ROW_HEIGHT,
        column_config={column: _configured(screen, column, widths.get(column)) for column in columns},
        disabled=True if locked else [column for column in columns if column not in EDITABLE],
        key=key,
        on_change=fold,
        args=about,
        alt=screen.text("edit.grid_alt"),
    )
    title = screen.text("edit.grid_alt")
    show_download(screen, lambda: grid_table(rows, title, screen.language), "values", heading_of(screen, "values"))


def fold(evaluation: Evaluation, month: str, key: str, rows: tuple[GridRow, ...]) -> None:
    """Take what was typed into a grid over into the draft; also before another screen opens."""
    edited = state.held(key, {}).get("edited_rows", {})
    draft = drafts().get((evaluation.code, month))
    if not edited or draft is None:
        return
    typed = {rows[int(index)].key: _typed(rows[int(index)], cells) for index, cells in edited.items()}
    hold(put(evaluation, draft, typed))


def _typed(row: GridRow, cells: Mapping[str, str | None]) -> Typed:
    text, reason = (cells.get(name, row.words.get(name, "")) or "" for name in EDITABLE)
    return Typed(text, reason)


def _configured(screen: Screen, column: str, width: int | None) -> object:
    return st.column_config.TextColumn(
        screen.text(f"edit.grid.{column}"),
        help=screen.text(f"edit.grid_help.{column}") if column in EDITABLE else None,
        width=width,
        alignment="right" if column in RIGHT else None,
        max_chars=LONGEST if column in EDITABLE else None,
    )
