"""The chance to miss the top grade at the cut-off date, as the weak rules ask for it."""

from collections.abc import Mapping
from fractions import Fraction

from app.services.timeline import Timeline
from scoring.forecast import CellOutlook, Judgements, Years, forecast
from scoring.model import Evaluation, WeakRuleKind

FINEST = 10**6
"""A chance is a floating point number; a threshold is met to a millionth of a percent."""


def chances_of(timeline: Timeline, judgements: Judgements, unit: str) -> dict[str, Fraction]:
    """By indicator of a unit the chance in percent of missing the top grade; empty where no rule asks for it."""
    evaluation = timeline.now.evaluation
    if all(rule.kind is not WeakRuleKind.FORECAST_TO_MISS for rule in evaluation.weak_rules):
        return {}
    cells = forecast(Years(timeline.this_year, timeline.last_year, judgements), {unit})
    return _chances(evaluation, cells.get(unit, {}))


def _chances(evaluation: Evaluation, row: Mapping[str, CellOutlook]) -> dict[str, Fraction]:
    return {
        indicator.code: Fraction(100 * (1 - row[indicator.code].chances[indicator.scale.top.letter])).limit_denominator(
            FINEST
        )
        for indicator in evaluation.indicators()
        if indicator.code in row
    }
