"""What would stand in a cell: read by the rules for the cells of a file, kept as text that any language reads."""

from collections.abc import Iterable
from functools import lru_cache

from app.intake.cells import nearest, observation
from app.intake.grid import CellType, RawCell
from app.intake.numbers import Unread
from app.intake.reading import problem, shorten
from app.services.entry_words import indicator_with
from scoring.grade import grade, yardstick
from scoring.model import Evaluation, Observation, State
from scoring.problem import Problem

Cell = tuple[str, str]
"""The codes of a unit and of an indicator."""
SHOWN = 60


def observation_of(evaluation: Evaluation, month: str, cell: Cell, typed: str) -> Observation | Problem:
    """What is typed for a cell, if it can be read and graded; else what is wrong with it."""
    unit, code = cell
    indicator = indicator_with(evaluation, code)
    if unit not in _units(evaluation):
        return unknown("unit", unit, _units(evaluation))
    if indicator is None:
        return unknown("indicator", code, (one.code for one in evaluation.indicators()))
    try:
        seen = observation(RawCell(CellType.TEXT, typed), indicator)
    except Unread as unread:
        return problem(unread.code, f"{unit} {code}", **unread.values)
    try:
        grade(seen, yardstick(evaluation, indicator, unit, month))
    except (KeyError, ValueError):
        return Problem("whatif_scenarios.problem.no_target", "", {"unit": unit, "indicator": code})
    return seen


def typed_of(seen: Observation) -> str:
    """What one would type to have this stand in a cell: in words of no language."""
    if seen.state is not State.SUBMITTED:
        return seen.state.value
    if seen.value is None:
        return seen.grade or State.NOT_SUBMITTED.value
    return f"{seen.value:f} ({seen.grade})" if seen.grade else f"{seen.value:f}"


def unknown(what: str, found: str, allowed: Iterable[str]) -> Problem:
    """A code that the evaluation does not have, with the nearest one that it has."""
    shown = shorten(found, SHOWN)
    values = {"found": shown}
    near = nearest(shown, list(allowed))
    if near is not None:
        values["suggestion"] = near
    return Problem(f"whatif_scenarios.problem.unknown_{what}", "", values)


@lru_cache(maxsize=8)
def _units(evaluation: Evaluation) -> frozenset[str]:
    return frozenset(unit.code for unit in evaluation.units)
