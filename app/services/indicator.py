"""One indicator: its definition, the values of all units in a month, and one unit's months against last year."""

from dataclasses import dataclass
from fractions import Fraction

from app.services.months import MonthView
from scoring.derive import effective_share, field_of
from scoring.grade import Graded, Yardstick, achievement_of, yardstick
from scoring.model import Branch, Evaluation, Indicator
from scoring.score import Result
from scoring.weak import WeakIndicator, describe_gap


@dataclass(frozen=True, slots=True)
class UnitValue:
    """One unit's cell of an indicator in a month."""

    unit: str
    group: str
    cell: Graded
    target: Fraction | None
    achievement: Fraction | None


@dataclass(frozen=True, slots=True)
class MonthValue:
    """One unit's cell of an indicator in one month with the target and the thresholds of that month."""

    month: str
    cell: Graded
    measure: Yardstick


@dataclass(frozen=True, slots=True)
class IndicatorDetail:
    """Everything that is shown of one indicator; ``last_year`` is empty where the indicator is new."""

    indicator: Indicator
    field: Branch
    share: Fraction
    gap: WeakIndicator
    values: tuple[UnitValue, ...]
    months: tuple[MonthValue, ...]
    last_year: tuple[MonthValue, ...]


def indicator_detail(
    view: MonthView, unit: str, code: str, *, months: tuple[Result, ...], last_year: tuple[Result, ...]
) -> IndicatorDetail:
    """An indicator for a unit; ``months`` and ``last_year`` are the scored months of both years.

    KeyError for an indicator that the evaluation does not have.
    """
    evaluation = view.evaluation
    indicator = indicator_of(evaluation, code)
    return IndicatorDetail(
        indicator=indicator,
        field=field_of(evaluation, code),
        share=effective_share(evaluation, view.result.standings[unit], code),
        gap=describe_gap(view.result, unit, indicator),
        values=values_of_all(view.result, indicator),
        months=_path(months, unit, code),
        last_year=_path(last_year, unit, code),
    )


def indicator_of(evaluation: Evaluation, code: str) -> Indicator:
    """The indicator with a code; KeyError where the evaluation has none."""
    for indicator in evaluation.indicators():
        if indicator.code == code:
            return indicator
    raise KeyError(code)


def values_of_all(result: Result, indicator: Indicator) -> tuple[UnitValue, ...]:
    """The cells of every unit in the order of the groups."""
    return tuple(_value(result, indicator, unit.code) for unit in result.evaluation.units)


def _value(result: Result, indicator: Indicator, unit: str) -> UnitValue:
    standing = result.standings[unit]
    cell = standing.grades[indicator.code]
    target = yardstick(result.evaluation, indicator, unit, result.month).target
    achievement = achievement_of(result.evaluation, indicator, cell, unit, result.month)
    return UnitValue(unit, standing.group, cell, target, achievement)


def _path(results: tuple[Result, ...], unit: str, code: str) -> tuple[MonthValue, ...]:
    found = []
    for result in results:
        standing = result.standings.get(unit)
        if standing is not None and code in standing.grades:
            indicator = indicator_of(result.evaluation, code)
            measure = yardstick(result.evaluation, indicator, unit, result.month)
            found.append(MonthValue(result.month, standing.grades[code], measure))
    return tuple(found)
