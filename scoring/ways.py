"""How values went from a month to the cut-off date in the year before: the cases that a forecast rests on."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from math import sqrt
from typing import NamedTuple

from scoring.grade import Graded
from scoring.model import Accumulation, Evaluation, Indicator, Method, State
from scoring.pool import Pool, normal_pool, pool_of
from scoring.score import Result

FEWEST = 5
"""With fewer cases of its own an indicator borrows those of all indicators of its kind."""

WIDENED = 1.5
"""One earlier year shows how units differ, not how years do; so its cases are moved half as far again apart."""

FLOOR = 0.005
"""The least width of an end, in shares of the target, times the root of the months to go."""

SLOWEST = 0.25
"""What a cumulative value goes on by at least: as if it stood at a quarter of the linear path."""

LEVEL_DEVIATION = 0.02
"""Without an earlier year: the standard deviation of a level, in shares of the target, times the root of the months."""

PACE_DEVIATION = 0.25
"""Without an earlier year: the standard deviation of the way left to go, as a share of what the pace so far gives."""

FINAL_MEAN, FINAL_DEVIATION = 0.95, 0.15
"""Without an earlier year: where a value ends of which nothing is known yet, in shares of the target."""

LEFT_MISSING = 0.05
"""Without an earlier year: the chance that what is not submitted stays so."""


class Basis(StrEnum):
    """What a forecast rests on."""

    DECIDED = "decided"
    LAST_YEAR = "last_year"
    ALIKE = "alike"
    ASSUMED = "assumed"
    BY_HAND = "by_hand"
    PLANNER = "planner"


class Known(NamedTuple):
    """A pool and what it rests on."""

    pool: Pool
    basis: Basis


def months_to_go(evaluation: Evaluation, month: str) -> int:
    """The months from a month to the cut-off; 0 from the cut-off on. ValueError for a month before the period."""
    return 0 if month >= evaluation.months[-1] else len(evaluation.months) - 1 - evaluation.months.index(month)


def size_of(indicator: Indicator, unit: str) -> float:
    """What differences are measured in: the target, else the first cut-off that is not 0, else 1."""
    aims = (indicator.target_of(unit), *indicator.cutoffs)
    return next((abs(float(aim)) for aim in aims if aim), 1.0)


def step_of(evaluation: Evaluation, indicator: Indicator, unit: str, value: float, to_go: int) -> float:
    """What one whole of a way is worth in the indicator's own unit.

    Of a level the target; of a cumulative value the value so far, at least a quarter of what the linear path has by
    now, so that a unit which has nothing yet is not held to end with nothing.
    """
    size = size_of(indicator, unit)
    if indicator.accumulation is Accumulation.LEVEL:
        return size
    return max(value, SLOWEST * size * _elapsed(evaluation, to_go))


def _elapsed(evaluation: Evaluation, to_go: int) -> float:
    months = len(evaluation.months)
    return (months - to_go) / months


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
        self._final = ends[-1] if ends else None
        self._months = {months_to_go(one.evaluation, one.month): one for one in last_year} if ends else {}
        self._indicators = {one.code: one for one in self._final.evaluation.indicators()} if self._final else {}
        self.way = cache(self._way)
        self.end = cache(self._end)
        self.left_missing = cache(self._left_missing)

    @property
    def final(self) -> Result | None:
        """The cut-off month of the year before; None where there is none."""
        return self._final

    def month(self, to_go: int) -> Result | None:
        """The month of the year before with as many months to go."""
        return self._months.get(to_go)

    def _way(self, evaluation: Evaluation, indicator: Indicator, to_go: int) -> Known:
        """How far a value still goes, in steps (``step_of``)."""
        cumulative = indicator.accumulation is Accumulation.CUMULATIVE
        rest = to_go / (len(evaluation.months) - to_go) if cumulative else 1.0
        floor = FLOOR * sqrt(to_go) * rest
        for basis, cases in self._cases(indicator, to_go):
            if len(cases) >= FEWEST:
                return Known(_forward(pool_of(cases, widened=WIDENED, floor=floor), cumulative), basis)
        if cumulative:
            return Known(_forward(normal_pool(rest, PACE_DEVIATION * rest), True), Basis.ASSUMED)
        return Known(normal_pool(0.0, LEVEL_DEVIATION * sqrt(to_go)), Basis.ASSUMED)

    def _end(self, indicator: Indicator) -> Known:
        """Where a value ends of which nothing is known yet, in shares of the target."""
        own, alike = self._ends(self._same(indicator)), self._ends(self._like(indicator))
        for basis, cases in ((Basis.LAST_YEAR, own), (Basis.ALIKE, alike)):
            if len(cases) >= FEWEST:
                return Known(pool_of(cases, widened=WIDENED, floor=FLOOR), basis)
        return Known(normal_pool(FINAL_MEAN, FINAL_DEVIATION), Basis.ASSUMED)

    def _left_missing(self, to_go: int) -> float:
        """The chance that what is not submitted with so many months to go stays so, over all units and indicators."""
        now = self._months.get(to_go)
        if now is None or self._final is None:
            return LEFT_MISSING
        open_cells = [(unit, code) for unit, one in now.standings.items() for code in one.not_submitted]
        final = self._final.standings
        stayed = sum(unit in final and code in final[unit].not_submitted for unit, code in open_cells)
        return (stayed + 1) / (len(open_cells) + 2)

    def _cases(self, indicator: Indicator, to_go: int) -> Iterator[tuple[Basis, list[float]]]:
        yield Basis.LAST_YEAR, self._went(self._same(indicator), to_go)
        yield Basis.ALIKE, self._went(self._like(indicator), to_go)

    def _same(self, indicator: Indicator) -> list[Indicator]:
        """The same indicator in the year before, where it measured the same."""
        one = self._indicators.get(indicator.code)
        same = one is not None and one.unit_of_measure.ko == indicator.unit_of_measure.ko
        return [one] if one is not None and same and _kind(one) == _kind(indicator) else []

    def _like(self, indicator: Indicator) -> list[Indicator]:
        return [one for one in self._indicators.values() if _kind(one) == _kind(indicator)]

    def _went(self, indicators: Sequence[Indicator], to_go: int) -> list[float]:
        now = self._months.get(to_go)
        if now is None or self._final is None:
            return []
        ways = (self._went_of(now, one, unit, to_go) for one in indicators for unit in now.standings)
        return [way for way in ways if way is not None]

    def _went_of(self, now: Result, indicator: Indicator, unit: str, to_go: int) -> float | None:
        value, final = _value_in(now, unit, indicator.code), _value_in(self._final, unit, indicator.code)
        if value is None or final is None:
            return None
        step = step_of(now.evaluation, indicator, unit, value, to_go)
        cumulative = indicator.accumulation is Accumulation.CUMULATIVE
        return None if cumulative and (value < step or not step) else (final - value) / step

    def _ends(self, indicators: Sequence[Indicator]) -> list[float]:
        units = self._final.standings if self._final else ()
        ends = ((one, unit, _value_in(self._final, unit, one.code)) for one in indicators for unit in units)
        return [value / size_of(one, unit) for one, unit, value in ends if value is not None]


def _kind(indicator: Indicator) -> tuple[Method, str, str]:
    return indicator.method, indicator.accumulation.value, indicator.direction.value


def _value_in(result: Result | None, unit: str, code: str) -> float | None:
    return value_of(result.standings[unit].grades.get(code)) if result and unit in result.standings else None


def _forward(pool: Pool, cumulative: bool) -> Pool:
    """Of a cumulative value no way leads back."""
    return Pool(tuple(max(0.0, value) for value in pool.values), pool.chances) if cumulative else pool
