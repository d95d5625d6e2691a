"""The grid in which grades and values of a what-if are chosen and typed; all of it goes into the address at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from app.services.problems import describe
from app.services.scenario_changes import put, without
from app.services.scenario_grid import STATES, GridRow, grid_rows, grid_table, letters_of
from app.services.scenarios import Scenario
from app.views import state
from app.views.frame import Screen
from app.views.said import say
from app.views.tables import ROW_HEIGHT, show_download
from app.views.whatif import address_of, change_to, present_scenario, with_changes
from app.views.whatif_mark import what_if_heading
from scoring.model import Indicator
from scoring.problem import Problem

GRADE, VALUE = "grade", "value"
WIDTHS = {"indicator": 165, "official": 108, GRADE: 96, VALUE: 96, "gain": 72}
ROWS_SHOWN, LONGEST = 9, 60
DRAWN, LEFT = "grades_drawn", "grades_left"


@dataclass(frozen=True, slots=True)
class Grid:
    """What is drawn: the scenario, whose cells, of which indicators."""

    scenario: Scenario
    unit: str
    indicators: tuple[Indicator, ...]


def show_grid(screen: Screen, grid: Grid) -> None:
    """Draw the indicators of a unit; grade and value can be typed over."""
    rows = grid_rows(screen.view, grid.scenario, grid.unit, grid.indicators, screen.language)
    key = f"grades_{grid.unit}_{len(rows)}_{_drawing(grid.scenario)}"
    # What was typed just before another screen opened had no callback.
    if _fold(screen, key, rows):
        st.rerun()
    st.data_editor(
        pd.DataFrame({column: [row.words[column] for row in rows] for column in WIDTHS}),
        hide_index=True,
        width="stretch",
        height=(min(len(rows), ROWS_SHOWN) + 1) * ROW_HEIGHT + 2,
        row_height=ROW_HEIGHT,
        column_config={column: _configured(screen, column, grid) for column in WIDTHS},
        disabled=[column for column in WIDTHS if column not in (GRADE, VALUE)],
        key=key,
        on_change=_fold,
        args=(screen, key, rows),
        alt=screen.text("whatif_grades.grid_alt"),
    )
    title = screen.text("whatif_grades.grid_alt")
    table = with_changes(screen, grid_table(rows, title, screen.language), grid.scenario)
    show_download(screen, table, "whatif_grid", what_if_heading(screen, "whatif_grid"))


def _drawing(scenario: Scenario) -> int:
    """A number that grows whenever the scenario changed elsewhere than in the grid, so that the grid begins anew."""
    drawn, now = state.remembered(DRAWN, 0), address_of(scenario)
    if state.remembered(LEFT, now) != now:
        drawn += 1
        state.remember(DRAWN, drawn)
    state.remember(LEFT, now)
    return int(drawn)


def _fold(screen: Screen, key: str, rows: tuple[GridRow, ...]) -> bool:
    """Take over what was typed, and whether anything was.

    A grid in which both were typed for a cell is drawn anew, since only the last one counts.
    """
    edited: Mapping[object, Mapping[str, str | None]] = state.held(key, {}).get("edited_rows", {})
    scenario = present_scenario(screen)
    changed, again = scenario, False
    for index, cells in edited.items():
        row = rows[int(str(index))]
        typed = _typed(screen, row, cells)
        if typed is None:
            continue
        again = again or len(cells) > 1
        found = put(screen.view, changed, {row.cell: typed}) if typed else without(changed, row.cell)
        if isinstance(found, Problem):
            say("whatif_grades.not_taken", warning=True, reason=describe(found, screen.language))
            again = True
        else:
            changed = found
    # What was typed may say what stands there already: 99 is 99.0.
    new = again or changed != scenario
    if new:
        state.remember(LEFT, None if again else address_of(changed))
        change_to(changed)
    return new


def _typed(screen: Screen, row: GridRow, cells: Mapping[str, str | None]) -> str | None:
    """What is wanted of a cell: empty to have it as it is officially, None where nothing new was typed."""
    value = (cells.get(VALUE, row.words[VALUE]) or "").strip()
    if value != row.words[VALUE]:
        return value
    grade = cells.get(GRADE, row.words[GRADE]) or ""
    if grade == row.words[GRADE]:
        return None
    return {screen.text(f"words.{one}"): one.value for one in STATES}.get(grade, grade)


def _configured(screen: Screen, column: str, grid: Grid) -> object:
    label = screen.text(f"whatif_grades.grid.{column}")
    explained = screen.text(f"whatif_grades.grid_help.{column}") if column in (GRADE, VALUE, "gain") else None
    width = WIDTHS[column]
    if column == GRADE:
        options = [*letters_of(grid.indicators), *(screen.text(f"words.{one}") for one in STATES)]
        return st.column_config.SelectboxColumn(label, help=explained, width=width, options=options, required=False)
    return st.column_config.TextColumn(
        label,
        help=explained,
        width=width,
        alignment="right" if column in (VALUE, "gain") else None,
        max_chars=LONGEST if column == VALUE else None,
    )
