"""The grid in which the planner says what a step costs and what cannot be changed."""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import streamlit as st

from app.services.effort import MOST, effort_text, with_rows
from app.services.ways import Question
from app.services.ways_tables import effort_rows, effort_table
from app.views import cached, state
from app.views.frame import Screen, card, unit_label
from app.views.tables import ROW_HEIGHT, filtered, show_download
from app.views.whatif_mark import what_if_heading
from app.views.whatif_plan import EFFORT
from scoring.shortest import Effort
from scoring.weak import WeakIndicator, find_below_top

COST, FIXED, GAIN = "cost_of_step", "fixed", "gain_next"
ROWS_SHOWN, ITEM_WIDTH = 12, 300


def show_effort(screen: Screen, question: Question) -> None:
    """Every indicator that can rise with what a step of it costs; what is typed counts when it is applied."""
    below_top = cached.found_of(
        screen.view, ("below_top", question.unit), lambda: find_below_top(screen.view.result, question.unit)
    )
    effort = question.effort
    changed = len(effort.costs) + len(effort.fixed)
    said = screen.text("whatif_plan.effort.changed", count=changed) if changed else ""
    if not below_top:
        return
    with card(screen.text("whatif_plan.effort.title"), said or screen.text("whatif_plan.effort.explained")):
        # The key holds what was applied: a grid begins anew with it, also on the browser's way back.
        key = f"effort_grid_{question.unit}_{effort_text(effort)}"
        with st.form("effort_form", border=False):
            _show_grid(screen, below_top, effort, key)
            with st.container(horizontal=True):
                st.form_submit_button(
                    screen.text("whatif_plan.effort.apply"),
                    type="primary",
                    key="effort_apply",
                    on_click=_apply,
                    args=(key, below_top, effort),
                )
                st.form_submit_button(
                    screen.text("whatif_plan.effort.reset"), key="effort_reset", on_click=_reset, disabled=not changed
                )
        title = screen.text("whatif_plan.effort.title")
        table = effort_table(below_top, effort, title, screen.language)
        table = filtered(screen, table, {"frame.unit": unit_label(screen, question.unit)})
        show_download(screen, table, "effort", what_if_heading(screen, "effort"))


def _show_grid(screen: Screen, below_top: Sequence[WeakIndicator], effort: Effort, key: str) -> None:
    rows = effort_rows(below_top, effort, screen.language)
    columns = list(rows[0])
    st.data_editor(
        pd.DataFrame(rows).astype({COST: float, GAIN: float}),
        hide_index=True,
        width="stretch",
        height=(min(len(rows), ROWS_SHOWN) + 1) * ROW_HEIGHT + 2,
        row_height=ROW_HEIGHT,
        column_config={column: _configured(screen, column) for column in columns},
        disabled=[column for column in columns if column not in (COST, FIXED)],
        key=key,
        alt=screen.text("whatif_plan.effort.title"),
    )


def _configured(screen: Screen, column: str) -> object:
    label, tip = (screen.text(f"whatif_plan.{part}.{column}") for part in ("column", "tip"))
    if column == FIXED:
        return st.column_config.CheckboxColumn(label, help=tip)
    if column == COST:
        return st.column_config.NumberColumn(label, help=tip, min_value=0.0, max_value=float(MOST), format="%g")
    if column == GAIN:
        return st.column_config.NumberColumn(label, help=tip, format="%.3f")
    return st.column_config.TextColumn(label, help=tip, width=ITEM_WIDTH if column == "indicator" else None)


def _apply(key: str, below_top: Sequence[WeakIndicator], effort: Effort) -> None:
    """What was typed, as the numbers that were typed; an emptied cost is one again."""
    edited = state.held(key, {}).get("edited_rows", {})
    rows = {below_top[int(index)].indicator.code: cells for index, cells in edited.items()}
    costs = {
        code: Decimal(str(cells[COST] if cells[COST] is not None else 1))
        for code, cells in rows.items()
        if COST in cells
    }
    fixed = {code: bool(cells[FIXED]) for code, cells in rows.items() if FIXED in cells}
    state.pin(EFFORT, effort_text(with_rows(effort, costs, fixed)))


def _reset() -> None:
    state.pin(EFFORT, "")
