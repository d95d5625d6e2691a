"""The weak indicators of a unit: which rules fired, what is missing to the next grade and what it is worth."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.derive import field_of
from scoring.grade import Graded, achievement_of, yardstick
from scoring.model import Branch, GradeStep, Indicator, State, WeakRule
from scoring.score import Result
from scoring.weak_rules import NO_CONTEXT, Context, firings_of
from scoring.whatif import Outcome, with_grades


@dataclass(frozen=True, slots=True)
class WeakIndicator:
    """One weak indicator of one unit.

    ``gap`` is what is missing to the next grade in the indicator's own unit, None where no value decides.
    ``next_outcome`` and ``top_outcome`` are the unit's score and rank if this one indicator reached the next or
    the top grade, everything else as it is; ``gain_next`` and ``gain_top`` what that adds to the final score.
    """

    indicator: Indicator
    field: Branch
    cell: Graded
    rules: tuple[WeakRule, ...]
    target: Fraction | None
    achievement: Fraction | None
    next_step: GradeStep | None
    next_threshold: Fraction | None
    gap: Fraction | None
    next_outcome: Outcome | None
    top_outcome: Outcome | None
    gain_next: Fraction
    gain_top: Fraction


def find_weak_indicators(result: Result, unit: str, context: Context = NO_CONTEXT) -> tuple[WeakIndicator, ...]:
    """The indicators of a unit for which at least one weak rule of the evaluation fires.

    Ordered by what they cost: the points that the top grade would add to the final score, most first, then by
    code. Rules about the unit itself make no indicator weak.
    """
    found: dict[Indicator, list[WeakRule]] = {}
    for firing in firings_of(result, unit, context):
        if firing.indicator is not None:
            found.setdefault(firing.indicator, []).append(firing.rule)
    weak = (describe_gap(result, unit, indicator, tuple(rules)) for indicator, rules in found.items())
    return tuple(sorted(weak, key=lambda one: (-one.gain_top, one.indicator.code)))


def find_below_top(result: Result, unit: str) -> tuple[WeakIndicator, ...]:
    """Every indicator that applies to a unit and has not the top grade, whatever the weak rules say; worst first."""
    grades = result.standings[unit].grades
    below = (
        describe_gap(result, unit, indicator)
        for indicator in result.evaluation.indicators()
        if grades[indicator.code].state is not State.NOT_APPLICABLE
        and grades[indicator.code].step != indicator.scale.top
    )
    return tuple(sorted(below, key=lambda weak: (-weak.gain_top, weak.indicator.code)))


def describe_gap(result: Result, unit: str, indicator: Indicator, rules: tuple[WeakRule, ...] = ()) -> WeakIndicator:
    """What one indicator lacks to its next and its top grade, and what reaching them is worth to the unit."""
    evaluation, standing = result.evaluation, result.standings[unit]
    cell = standing.grades[indicator.code]
    measure = yardstick(evaluation, indicator, unit, result.month)
    steps = indicator.scale.steps
    position = len(steps) if cell.step is None else steps.index(cell.step)
    next_step = steps[position - 1] if position else None
    threshold = measure.thresholds[position - 1] if position else None
    gap = (
        abs(threshold - Fraction(cell.value))
        if threshold is not None and cell.value is not None and not cell.given
        else None
    )
    next_outcome = with_grades(result, unit, {indicator.code: next_step}) if next_step else None
    top_outcome = with_grades(result, unit, {indicator.code: steps[0]}) if next_step else None
    return WeakIndicator(
        indicator=indicator,
        field=field_of(evaluation, indicator.code),
        cell=cell,
        rules=rules,
        target=measure.target,
        achievement=achievement_of(evaluation, indicator, cell, unit, result.month),
        next_step=next_step,
        next_threshold=threshold,
        gap=gap,
        next_outcome=next_outcome,
        top_outcome=top_outcome,
        gain_next=_gain(standing.score, next_outcome),
        gain_top=_gain(standing.score, top_outcome),
    )


def _gain(score: Fraction | None, outcome: Outcome | None) -> Fraction:
    if outcome is None or outcome.score is None:
        return Fraction(0)
    return outcome.score - (score or Fraction(0))
