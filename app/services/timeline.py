"""The months of a year up to the one that is looked at, beside those of the year before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.services.months import MonthView, UnscorableError
from scoring.model import Evaluation, Indicator, State
from scoring.pace import Expected, expected_at
from scoring.score import Result
from scoring.weak_rules import Context

ResultsOf = Callable[[str], tuple[Result, ...]]
Values = Mapping[str, Mapping[str, Decimal]]
"""Indicator -> month -> value."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The scored months of an evaluation, first to last, and those of the evaluation of the year before.

    The last of ``this_year`` is the month that is looked at.
    """

    this_year: tuple[Result, ...]
    last_year: tuple[Result, ...] = ()

    @property
    def now(self) -> Result:
        """The month that is looked at."""
        return self.this_year[-1]

    def until(self, month: str) -> "Timeline":
        """The timeline as it was at the end of an earlier month."""
        return Timeline(tuple(one for one in self.this_year if one.month <= month), self.last_year)


def timeline_of(view: MonthView, results_of: ResultsOf) -> Timeline:
    """The timeline up to a month; ``results_of`` gives all months of an evaluation.

    Other months that cannot be scored keep an open month from being shown, but not a closed one. Raises as
    ``results_of``.
    """
    earlier = _looked_at(view, view.evaluation.code, results_of)
    before = _looked_at(view, view.evaluation.previous, results_of)
    return Timeline((*(one for one in earlier if one.month < view.month), view.result), before)


def _looked_at(view: MonthView, code: str | None, results_of: ResultsOf) -> tuple[Result, ...]:
    try:
        return results_of(code) if code else ()
    except UnscorableError:
        if view.closed is None:
            raise
        return ()


def context_of(timeline: Timeline, unit: str, chances: Mapping[str, Fraction] | None = None) -> Context:
    """What the weak rules look at beside the month: the same for every screen that asks for a unit."""
    return Context(
        earlier=timeline.this_year[:-1],
        last_year=timeline.last_year,
        expected={result.month: expected_of(timeline, result, unit) for result in timeline.this_year},
        chances=chances or {},
    )


def expected_of(timeline: Timeline, result: Result, unit: str) -> dict[str, Expected]:
    """What should stand for every indicator of a unit in a month of the timeline, by indicator code."""
    before = values_last_year(timeline, result.evaluation, unit)
    found = {}
    for indicator in result.evaluation.indicators():
        expected = expected_at(result.evaluation, indicator, unit, result.month, before.get(indicator.code))
        if expected is not None:
            found[indicator.code] = expected
    return found


def values_last_year(timeline: Timeline, evaluation: Evaluation, unit: str) -> Values:
    """The values of a unit in the months of the year before, matched by code.

    Without new indicators, and without those that were measured in another unit or added up otherwise.
    """
    found: dict[str, dict[str, Decimal]] = {}
    for result in timeline.last_year:
        grades = result.standings[unit].grades if unit in result.standings else {}
        for code in same_measure(result.evaluation, evaluation) & grades.keys():
            cell = grades[code]
            if cell.state is State.SUBMITTED and cell.value is not None:
                found.setdefault(code, {})[result.month] = cell.value
    return found


def without_last_year(timeline: Timeline, evaluation: Evaluation) -> frozenset[str]:
    """The indicators of an evaluation for which there is no earlier year to compare with."""
    codes = frozenset(indicator.code for indicator in evaluation.indicators())
    return codes - same_measure(timeline.last_year[-1].evaluation, evaluation) if timeline.last_year else codes


def same_measure(before: Evaluation, after: Evaluation) -> frozenset[str]:
    """The indicators that two evaluations measure alike: method, unit of measure, and whether values add up."""
    old = {indicator.code: _measure(indicator) for indicator in before.indicators()}
    return frozenset(one.code for one in after.indicators() if old.get(one.code) == _measure(one))


def _measure(indicator: Indicator) -> tuple[object, ...]:
    return indicator.method, indicator.unit_of_measure, indicator.accumulation
