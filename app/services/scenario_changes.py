"""Cells of a what-if put in, stepped and taken out, and what each of them does on its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from app.services.entry_words import indicator_with
from app.services.months import MonthView
from app.services.scenario_cells import Cell, observation_of, typed_of
from app.services.scenarios import MOST_CELLS, Scenario, observations_of, result_of
from scoring.grade import Graded
from scoring.model import Evaluation, Observation, State
from scoring.problem import Problem
from scoring.regrade import regraded
from scoring.score import Result, Standing


@dataclass(frozen=True, slots=True)
class OwnEffect:
    """One changed cell, officially and in the what-if, and its unit without and with this change alone.

    ``without`` has the weights and points of the what-if already, so that the difference is that of the cell.
    """

    cell: Cell
    official: Graded
    changed: Graded
    without: Standing
    alone: Standing

    @property
    def gain(self) -> Fraction | None:
        """The final score that this change alone adds; None where there is no score."""
        if self.without.score is None or self.alone.score is None:
            return None
        return self.alone.score - self.without.score


def put(view: MonthView, scenario: Scenario, typed: Mapping[Cell, str]) -> Scenario | Problem:
    """The scenario with what was typed for some cells; what stands there officially is not kept.

    The first problem where one can't be read, or where there would be more cells than an address holds.
    """
    grades = dict(scenario.grades)
    for cell, words in typed.items():
        seen = observation_of(view.evaluation, view.month, cell, words)
        if isinstance(seen, Problem):
            return seen
        if _stands(view.result.standings[cell[0]].grades[cell[1]], seen):
            grades.pop(cell, None)
        else:
            grades[cell] = typed_of(seen)
    if len(grades) > MOST_CELLS:
        return Problem("whatif_scenarios.problem.too_many", "", {"most": str(MOST_CELLS)})
    return replace(scenario, grades=grades)


def without(scenario: Scenario, cell: Cell) -> Scenario:
    """The scenario without one of its cells."""
    return replace(scenario, grades={one: typed for one, typed in scenario.grades.items() if one != cell})


def stepped(evaluation: Evaluation, now: Graded, indicator: str, *, up: bool) -> str | None:
    """The letter one step better or worse than what stands in a cell; None where there is none.

    From a cell without a grade the way up leads to the last letter and the way down nowhere.
    """
    found = indicator_with(evaluation, indicator)
    if found is None:
        return None
    letters = [step.letter for step in found.scale.steps]
    place = len(letters) if now.step is None else letters.index(now.step.letter)
    target = place - 1 if up else place + 1
    return letters[target] if 0 <= target < len(letters) else None


def own_effects(view: MonthView, scenario: Scenario) -> tuple[OwnEffect, ...]:
    """Every changed cell on its own, in the order of units and indicators of the evaluation."""
    base = result_of(view, replace(scenario, grades={}))
    seen = observations_of(view.evaluation, scenario, view.month)
    return tuple(_own(view, base, cell, seen[cell]) for cell in sorted(seen, key=_order(view.evaluation)))


def _own(view: MonthView, base: Result, cell: Cell, seen: Observation) -> OwnEffect:
    unit, indicator = cell
    alone = regraded(base, {cell: seen}).standings[unit]
    official = view.result.standings[unit].grades[indicator]
    return OwnEffect(cell, official, alone.grades[indicator], base.standings[unit], alone)


def _order(evaluation: Evaluation) -> Callable[[Cell], tuple[int, int]]:
    units = {unit.code: place for place, unit in enumerate(evaluation.units)}
    indicators = {one.code: place for place, one in enumerate(evaluation.indicators())}
    return lambda cell: (units[cell[0]], indicators[cell[1]])


def _stands(official: Graded, seen: Observation) -> bool:
    """Whether a cell says officially what is typed: the same state, value and given grade, or just its letter."""
    if official.state is not seen.state:
        return False
    if seen.state is not State.SUBMITTED:
        return True
    letter = None if official.step is None else official.step.letter
    if seen.value is None:
        return seen.grade == letter
    return seen.value == official.value and seen.grade == (letter if official.given else None)
