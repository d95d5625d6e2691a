"""How values went from a month to the cut-off date in the year before: the cases that a forecast rests on."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from math import sqrt
from statistics import median
from typing import NamedTuple

from scoring.endings import Endings, endings_of
from scoring.grade import Graded, yardstick
from scoring.model import Accumulation, Direction, Evaluation, Indicator, Method, State
from scoring.pool import Pool, normal_values, pool_of
from scoring.score import Result

FEWEST = 5
"""With fewer cases of its own an indicator borrows the pace of all of its kind; with fewer of those, it has none."""

ELEMENTS, DOUBT, SCARCE = 40, 0.2, 10
"""Of so many equally likely endings a share of DOUBT is never learned, however many cases there are: one earlier year
shows how units differ, not how years do. Of n cases the share is SCARCE / (SCARCE + n) at least."""

SLOWEST = 0.25
"""What a cumulative value goes on by at least: as if it stood at a quarter of the linear path."""

LEVEL_DEVIATION = 0.02
"""Assumed: the standard deviation of a level, in shares of the target, times the root of the months to go."""

PACE_DEVIATION = 0.25
"""Assumed: the standard deviation of a cumulative value, as a share of the way left to the target."""

FINAL_MEAN, FINAL_DEVIATION = 0.95, 0.15
"""Assumed: where a value ends of which nothing is known yet, in shares of the target."""

LEFT_MISSING = 0.05
"""Assumed without an earlier year: the chance that what is not submitted stays so."""


class Basis(StrEnum):
    """What a forecast rests on."""

    DECIDED = "decided"
    LAST_YEAR = "last_year"
    ALIKE = "alike"
    ASSUMED = "assumed"
    BY_HAND = "by_hand"
    PLANNER = "planner"


class Course(NamedTuple):
    """How a value goes on: first by ``pace`` steps, then to where values ended that stood there.

    ``offsets`` are the endings that are assumed, in shares of the aim from where the pace leads.
    """

    pace: float
    endings: Endings | None
    offsets: tuple[float, ...]
    deviation: float
    basis: Basis

    def pool(self, place: float) -> Pool:
        """Where the value ends whose pace leads to a place, both in shares of the aim."""
        learned = self.endings.at(place) if self.endings else []
        return pool_of([*learned, *(place + offset for offset in self.offsets)], 2 * self.deviation)


class Known(NamedTuple):
    """A pool and what it rests on."""

    pool: Pool
    basis: Basis


def months_to_go(evaluation: Evaluation, month: str) -> int:
    """The months from a month to the cut-off; 0 from the cut-off on. ValueError for a month before the period."""
    return 0 if month >= evaluation.months[-1] else len(evaluation.months) - 1 - evaluation.months.index(month)


def aim_of(evaluation: Evaluation, indicator: Indicator, unit: str) -> float | None:
    """The value from which the top grade is given at the cut-off; None where there is none above 0."""
    threshold = yardstick(evaluation, indicator, unit, evaluation.months[-1]).thresholds[0]
    return float(threshold) if threshold is not None and threshold > 0 else None


def size_of(indicator: Indicator, unit: str) -> float:
    """What differences are measured in: the target, else the first cut-off that is not 0, else 1."""
    aims = (indicator.target_of(unit), *indicator.cutoffs)
    return next((abs(float(aim)) for aim in aims if aim), 1.0)


def step_of(evaluation: Evaluation, indicator: Indicator, unit: str, value: float, to_go: int) -> float:
    """What one whole of a pace is worth in the indicator's own unit.

    Of a level the target; of a cumulative value the value so far, at least a quarter of what the linear path has by
    now, so that a unit which has nothing yet is not held to end with nothing.
    """
    size = size_of(indicator, unit)
    if indicator.accumulation is Accumulation.LEVEL:
        return size
    return max(value, SLOWEST * size * (1 - _rest(evaluation, to_go)))


def _rest(evaluation: Evaluation, to_go: int) -> float:
    """The share of the period that is still to come."""
    return to_go / len(evaluation.months)


def value_of(cell: Graded | None) -> float | None:
    """The value that a cell was graded by; None where it has none."""
    if cell is None or cell.state is not State.SUBMITTED or cell.given or cell.value is None:
        return None
    return float(cell.value)


class Ways:
    """The year before, month by month, as cases: made once, asked for every indicator."""

    def __init__(self, last_year: Sequence[Result]) -> None:
        """``last_year`` teaches nothing where it does not go up to its cut-off month."""
        ends = [result for result in last_year if not months_to_go(result.evaluation, result.month)]
        self.final = ends[-1] if ends else None
        self._months = {months_to_go(one.evaluation, one.month): one for one in last_year} if ends else {}
        self._indicators = {one.code: one for one in self.final.evaluation.indicators()} if self.final else {}
        self.course, self.end, self.left_missing = cache(self._course), cache(self._end), cache(self._left_missing)
        self._cases, self._taught = cache(self._find_cases), cache(self._find_endings)

    def month(self, to_go: int) -> Result | None:
        """The month of the year before with as many months to go."""
        return self._months.get(to_go)

    def _course(self, evaluation: Evaluation, indicator: Indicator, to_go: int, *, aimed: bool = True) -> Course:
        """How a value goes on; where it aims at nothing, only what is assumed holds."""
        alike, own = self._cases(self._like(indicator), to_go), self._cases(self._same(indicator), to_go)
        if not aimed or len(alike) < FEWEST:
            return _assumed(evaluation, indicator, to_go)
        pace, basis = (_pace(own), Basis.LAST_YEAR) if len(own) >= FEWEST else (_pace(alike), Basis.ALIKE)
        endings = self._taught(self._like(indicator), to_go)
        deviation = _deviation(evaluation, indicator, to_go)
        offsets = normal_values(0.0, deviation, ELEMENTS - len(endings.endings[0]))
        return Course(pace, endings, tuple(offsets), deviation, basis)

    def _end(self, indicator: Indicator) -> Known:
        """Where a value ends of which nothing is known yet, in shares of the target."""
        own, alike = self._ends(self._same(indicator)), self._ends(self._like(indicator))
        for basis, cases in ((Basis.LAST_YEAR, own), (Basis.ALIKE, alike)):
            if len(cases) >= FEWEST:
                learned = pool_of(cases).quantiles(_learned(len(cases)))
                assumed = normal_values(FINAL_MEAN, FINAL_DEVIATION, ELEMENTS - len(learned))
                return Known(pool_of([*learned, *assumed]), basis)
        return Known(pool_of(normal_values(FINAL_MEAN, FINAL_DEVIATION, ELEMENTS)), Basis.ASSUMED)

    def _left_missing(self, to_go: int) -> float:
        """The chance that what is not submitted with so many months to go stays so, over all units and indicators."""
        now = self._months.get(to_go)
        if now is None or self.final is None:
            return LEFT_MISSING
        open_cells = [(unit, code) for unit, one in now.standings.items() for code in one.not_submitted]
        final = self.final.standings
        stayed = sum(unit in final and code in final[unit].not_submitted for unit, code in open_cells)
        return (stayed + 1) / (len(open_cells) + 2)

    def _same(self, indicator: Indicator) -> tuple[Indicator, ...]:
        """The same indicator in the year before, where it measured the same."""
        one = self._indicators.get(indicator.code)
        same = one is not None and one.unit_of_measure.ko == indicator.unit_of_measure.ko
        return (one,) if one is not None and same and _kind(one) == _kind(indicator) else ()

    def _like(self, indicator: Indicator) -> tuple[Indicator, ...]:
        return tuple(one for one in self._indicators.values() if _kind(one) == _kind(indicator))

    def _find_cases(self, indicators: tuple[Indicator, ...], to_go: int) -> tuple["_Case", ...]:
        now = self._months.get(to_go)
        if now is None or self.final is None:
            return ()
        if len(indicators) > 1:
            return tuple(case for one in indicators for case in self._cases((one,), to_go))
        cases = (self._case(now, one, unit, to_go) for one in indicators for unit in now.standings)
        return tuple(case for case in cases if case is not None)

    def _case(self, now: Result, indicator: Indicator, unit: str, to_go: int) -> "_Case | None":
        value, final = _value_in(now, unit, indicator.code), _value_in(self.final, unit, indicator.code)
        aim = aim_of(now.evaluation, indicator, unit)
        if value is None or final is None or aim is None:
            return None
        step = step_of(now.evaluation, indicator, unit, value, to_go)
        slow = indicator.accumulation is Accumulation.CUMULATIVE and value < step
        return None if slow else _Case(value, final, step, aim)

    def _find_endings(self, indicators: tuple[Indicator, ...], to_go: int) -> Endings:
        """Every case from where its own indicator's pace would have led it, or that of all where it has too few."""
        everybody = self._cases(indicators, to_go)
        pairs = []
        for one in indicators:
            own = self._cases((one,), to_go)
            pace = _pace(own if len(own) >= FEWEST else everybody)
            pairs += [((case.value + pace * case.step) / case.aim, case.final / case.aim) for case in own]
        return endings_of(pairs, _learned(len(pairs)))

    def _ends(self, indicators: Sequence[Indicator]) -> list[float]:
        units = self.final.standings if self.final else ()
        ends = ((one, unit, _value_in(self.final, unit, one.code)) for one in indicators for unit in units)
        return [value / size_of(one, unit) for one, unit, value in ends if value is not None]


class _Case(NamedTuple):
    """One cell of the year before: its value in a month and at the cut-off, its step and its aim."""

    value: float
    final: float
    step: float
    aim: float


def _pace(cases: Sequence[_Case]) -> float:
    return median((case.final - case.value) / case.step for case in cases)


def _learned(cases: int) -> int:
    """How many of the endings are learned from so many cases."""
    return max(1, round(ELEMENTS * (1 - max(DOUBT, SCARCE / (SCARCE + cases)))))


def _assumed(evaluation: Evaluation, indicator: Indicator, to_go: int) -> Course:
    """A cumulative value goes on along the linear path, a level stays as it is."""
    rest, deviation = _rest(evaluation, to_go), _deviation(evaluation, indicator, to_go)
    pace = rest / (1 - rest) if indicator.accumulation is Accumulation.CUMULATIVE else 0.0
    return Course(pace, None, tuple(normal_values(0.0, deviation, ELEMENTS)), deviation, Basis.ASSUMED)


def _deviation(evaluation: Evaluation, indicator: Indicator, to_go: int) -> float:
    if indicator.accumulation is Accumulation.CUMULATIVE:
        return PACE_DEVIATION * _rest(evaluation, to_go)
    return LEVEL_DEVIATION * sqrt(to_go)


def _kind(indicator: Indicator) -> tuple[Method, Accumulation, Direction]:
    return indicator.method, indicator.accumulation, indicator.direction


def _value_in(result: Result | None, unit: str, code: str) -> float | None:
    return value_of(result.standings[unit].grades.get(code)) if result and unit in result.standings else None
