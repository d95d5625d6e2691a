"""The weak indicators of a unit: which rules fired, what is missing to the next grade and what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.derive import field_of
from scoring.grade import Graded, achievement_rate, yardstick
from scoring.model import Branch, Direction, Evaluation, GradeStep, Indicator, State, WeakRule, WeakRuleKind
from scoring.score import Result
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


def find_weak_indicators(
    result: Result, unit: str, *, last_month: Result | None = None, last_year: Result | None = None
) -> tuple[WeakIndicator, ...]:
    """The indicators of a unit for which at least one weak rule of the evaluation fires.

    Ordered by what they cost: the points that the top grade would add to the final score, most first, then by
    code. Indicators that do not apply are never weak. Rules that look back fire only where there is something
    to look back at, matched by indicator code.
    """
    past = _Past(_grades(last_month, unit), _grades(last_year, unit))
    found = []
    for indicator in result.evaluation.indicators():
        cell = result.standings[unit].grades[indicator.code]
        if cell.state is State.NOT_APPLICABLE:
            continue
        rate = achievement_of(result.evaluation, indicator, cell, unit, result.month)
        target = yardstick(result.evaluation, indicator, unit, result.month).target
        seen = _Seen(indicator, cell, target, rate, past)
        rules = tuple(rule for rule in result.evaluation.weak_rules if _fires(rule, seen))
        if rules:
            found.append(describe_gap(result, unit, indicator, rules))
    return tuple(sorted(found, key=lambda weak: (-weak.gain_top, weak.indicator.code)))


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


def achievement_of(
    evaluation: Evaluation, indicator: Indicator, cell: Graded, unit: str, month: str
) -> Fraction | None:
    """The achievement rate of a cell against the target of the month; None without value, target or rate."""
    target = yardstick(evaluation, indicator, unit, month).target
    if cell.state is not State.SUBMITTED or cell.value is None or target is None:
        return None
    return achievement_rate(indicator, cell.value, target, evaluation.policies.lower_achievement)


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


@dataclass(frozen=True, slots=True)
class _Past:
    last_month: Mapping[str, Graded]
    last_year: Mapping[str, Graded]


@dataclass(frozen=True, slots=True)
class _Seen:
    indicator: Indicator
    cell: Graded
    target: Fraction | None
    rate: Fraction | None
    past: _Past


def _grades(result: Result | None, unit: str) -> Mapping[str, Graded]:
    return result.standings[unit].grades if result and unit in result.standings else {}


def _fires(rule: WeakRule, seen: _Seen) -> bool:
    code = seen.indicator.code
    match rule.kind:
        case WeakRuleKind.NOT_SUBMITTED:
            return seen.cell.state is State.NOT_SUBMITTED
        case WeakRuleKind.NOT_TOP_GRADE:
            return seen.cell.step is not None and seen.cell.step != seen.indicator.scale.top
        case WeakRuleKind.ACHIEVEMENT_AT_MOST:
            return seen.rate is not None and rule.threshold is not None and seen.rate <= Fraction(rule.threshold)
        case WeakRuleKind.TARGET_NOT_MET:
            return _misses_target(seen)
        case WeakRuleKind.GRADE_FELL_FROM_LAST_MONTH:
            return _worse_than(seen, seen.past.last_month.get(code))
        case WeakRuleKind.GRADE_BELOW_LAST_YEAR:
            return _worse_than(seen, seen.past.last_year.get(code))
        case WeakRuleKind.EXPECTED_WEAK:
            return code in rule.indicators
        case _:
            return False


def _misses_target(seen: _Seen) -> bool:
    """Value against target, not the rate against 100: a target of 0, no case at all, has no rate."""
    if seen.cell.state is not State.SUBMITTED or seen.cell.value is None or seen.target is None:
        return False
    value = Fraction(seen.cell.value)
    return value < seen.target if seen.indicator.direction is Direction.HIGHER else value > seen.target


def _worse_than(seen: _Seen, before: Graded | None) -> bool:
    """By letter, not by points: the earlier month may rest on a definition that gives other points for one letter."""
    letters = [step.letter for step in seen.indicator.scale.steps]
    if seen.cell.step is None or before is None or before.step is None or before.step.letter not in letters:
        return False
    return letters.index(seen.cell.step.letter) > letters.index(before.step.letter)
