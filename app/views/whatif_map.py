"""A heatmap of a field in which every click moves a grade by one step."""

from dataclasses import dataclass

import streamlit as st

from app.charts import theme
from app.charts.heatmap import Cell, HeatRow, cell_at, describe_heatmap, grade_cell, heatmap, state_cell
from app.services.problems import describe
from app.services.scenario_changes import put, stepped, without
from app.services.scenario_grid import changed_cell
from app.services.scenario_words import graded_words
from app.services.scenarios import Scenario
from app.services.wording import name_in
from app.views import state
from app.views.figures import WIDE
from app.views.frame import Screen, escaped, unit_label
from app.views.said import say
from app.views.whatif import change_to, present_scenario
from scoring.grade import Graded
from scoring.model import Group, Indicator
from scoring.problem import Problem
from scoring.score import Result

KEY, CLICKED, CHANGED = "whatif_heat", "heat_clicked", "*"
STEP, UP, DOWN, BACK = "step", "up", "down", "back"


@dataclass(frozen=True, slots=True)
class Map:
    """What is drawn: the scenario with its result, the units of some groups, some indicators, and what a click does."""

    scenario: Scenario
    result: Result
    groups: tuple[Group, ...]
    indicators: tuple[Indicator, ...]
    direction: str

    @property
    def units(self) -> tuple[str, ...]:
        """The units in the order of their official places, group by group."""
        return tuple(unit.code for group in self.groups for unit in group.units)


def show_map(screen: Screen, drawn: Map) -> None:
    """Units against indicators with their grades in the what-if; a click changes a cell.

    The columns have codes, so that the map stays low and what follows from a click in sight; names stand below.
    """
    columns = [one.code for one in drawn.indicators]
    rows = [
        HeatRow(
            unit_label(screen, unit),
            tuple(_cell(screen, drawn, unit, one) for one in drawn.indicators),
            unit == screen.unit,
        )
        for unit in drawn.units
    ]
    st.plotly_chart(
        heatmap(columns, rows, screen.language, size=WIDE),
        width="stretch",
        theme=None,
        config=theme.CONFIG,
        key=_key(),
        alt=describe_heatmap(columns, rows, screen.language),
        on_select=lambda: _click(screen, drawn),
        selection_mode="points",
    )
    st.caption(escaped(" · ".join(f"{one.code} {name_in(one.name, screen.language)}" for one in drawn.indicators)))


def _cell(screen: Screen, drawn: Map, unit: str, indicator: Indicator) -> Cell:
    now, official = _grade(drawn.result, unit, indicator), _grade(screen.view.result, unit, indicator)
    shown = state_cell(now.state, screen.language) if now.step is None else grade_cell(now.step.letter, now.step.points)
    words = graded_words(indicator, now, screen.language)
    label = shown.label
    if (unit, indicator.code) in drawn.scenario.grades:
        label = f"{label}{CHANGED}"
        before = graded_words(indicator, official, screen.language)
        words = screen.text("whatif_grades.map_cell", now=words, official=before)
    return Cell(label, shown.shade, f"{name_in(indicator.name, screen.language)}: {words}")


def _grade(result: Result, unit: str, indicator: Indicator) -> Graded:
    return result.standings[unit].grades[indicator.code]


def _key() -> str:
    return f"{KEY}_{state.remembered(CLICKED, 0)}"


def _click(screen: Screen, drawn: Map) -> None:
    points = (state.held(_key()) or {}).get("selection", {}).get("points", [])
    if points:
        row, column = cell_at(int(points[0]["point_index"]), len(drawn.indicators))
        before = state.written(state.SCENARIO)
        # What a click does may have been chosen since the map was drawn.
        direction = state.held(STEP, drawn.direction)
        _step(screen, direction, drawn.units[row], drawn.indicators[column])
        if state.written(state.SCENARIO) == before:
            # A chart that stays as it is keeps its selection: another click on the same cell would not be heard.
            state.remember(CLICKED, state.remembered(CLICKED, 0) + 1)


def _step(screen: Screen, direction: str, unit: str, indicator: Indicator) -> None:
    """Move what stands in a cell by a step, or back to what stands there officially."""
    scenario, view = present_scenario(screen), screen.view
    if direction == BACK:
        change_to(without(scenario, (unit, indicator.code)))
        return
    now = changed_cell(view, scenario, unit, indicator) or _grade(view.result, unit, indicator)
    letter = stepped(view.evaluation, now, indicator.code, up=direction == UP)
    if letter is None:
        say("whatif_grades.at_the_end", warning=True)
        return
    found = put(view, scenario, {(unit, indicator.code): letter})
    if isinstance(found, Problem):
        say("whatif_grades.not_taken", warning=True, reason=describe(found, screen.language))
    else:
        change_to(found)
