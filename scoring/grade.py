"""From a value to its grade: the value against the target or the cut-offs, and the letter it earns."""

from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from scoring.model import (
    Accumulation,
    Direction,
    Evaluation,
    GradeStep,
    Indicator,
    InterimTarget,
    LowerAchievement,
    Method,
    Observation,
    State,
)

FINEST = 60
"""Values carry at most this many decimals; the store keeps 22."""

EXACT = Context(prec=200)

FARTHEST = Fraction(10**60)
"""A threshold that every value of a lower-is-better indicator reaches; stored values end at 10**16."""

# Members of an enumeration are slow to look up in Python 3.11, and every cell of a month passes here.
SUBMITTED, HIGHER, QUALITATIVE = State.SUBMITTED, Direction.HIGHER, Method.QUALITATIVE


class Graded(NamedTuple):
    """One cell graded: its state, the step it reached (None where it has none) and whether a person gave it."""

    state: State
    value: Decimal | None
    step: GradeStep | None
    given: bool


class Yardstick(NamedTuple):
    """What the values of one indicator and unit are held against in one month.

    ``thresholds`` aligns with the steps of the scale: the value from which (to which, where lower is better)
    the step is given; None for the last step, which takes the rest. ``limits`` are the same as decimals that
    part the values alike: one without an end is cut at FINEST on its better side.
    """

    indicator: Indicator
    target: Fraction | None
    thresholds: tuple[Fraction | None, ...]
    limits: tuple[tuple[Decimal, GradeStep], ...]


def elapsed_share(evaluation: Evaluation, month: str) -> Fraction:
    """The share of the period that has passed at the end of a month: 1 from the cut-off month on.

    Months are counted whole. ValueError for a month before the period.
    """
    months = evaluation.months
    if month > months[-1]:
        return Fraction(1)
    if month not in months:
        raise ValueError(f"{month} is before the period of {evaluation.code}")
    return Fraction(months.index(month) + 1, len(months))


def achievement_rate(
    indicator: Indicator, value: Decimal, target: Fraction, lower: LowerAchievement = LowerAchievement.REFLECTED
) -> Fraction | None:
    """How far a value meets its target, in percent; 100 is met.

    Higher is better: 100 x value / target. Lower is better, reflected: 100 x (2 - value / target); inverse:
    100 x target / value. None where no rate can be taken: of a target of 0, and inverse of a value of 0. Nothing
    is rounded. The grade itself never goes through this rate: values are held against thresholds.

    >>> from scoring.examples import RATE, DAYS
    >>> achievement_rate(RATE, Decimal('85.5'), Fraction(90))
    Fraction(95, 1)
    >>> achievement_rate(DAYS, Decimal('12'), Fraction(10))
    Fraction(80, 1)
    """
    if not target:
        return None
    ratio = Fraction(value) / target
    if indicator.direction is Direction.HIGHER:
        return 100 * ratio
    if lower is LowerAchievement.REFLECTED:
        return 100 * (2 - ratio)
    return 100 / ratio if ratio else None


def yardstick(evaluation: Evaluation, indicator: Indicator, unit: str, month: str) -> Yardstick:
    """The target and the threshold of every grade for one unit in one month.

    Before the cut-off date a cumulative value is held against the share of the months that have passed where
    the policy is LINEAR, and against the whole target where it is FULL. Own cut-offs of an indicator go before
    the achievement rates of its scale.
    """
    share = elapsed_share(evaluation, month) if _by_months(evaluation, indicator) else Fraction(1)
    return yardstick_at(evaluation, indicator, unit, share)


def yardstick_at(evaluation: Evaluation, indicator: Indicator, unit: str, elapsed: Fraction) -> Yardstick:
    """The same where a share of the period has passed, of whatever period."""
    share = elapsed if _by_months(evaluation, indicator) else Fraction(1)
    return yardstick_of_share(evaluation, indicator, unit, share)


def yardstick_of_share(evaluation: Evaluation, indicator: Indicator, unit: str, share: Fraction) -> Yardstick:
    """The target and every threshold taken to a share of what they are at the cut-off, whatever the policy says."""
    return _yardstick(indicator, indicator.target_of(unit), share, evaluation.policies.lower_achievement)


def _by_months(evaluation: Evaluation, indicator: Indicator) -> bool:
    linear = evaluation.policies.interim_target is InterimTarget.LINEAR
    return linear and indicator.accumulation is Accumulation.CUMULATIVE


@lru_cache(maxsize=65536)
def _yardstick(indicator: Indicator, target: Decimal | None, share: Fraction, lower: LowerAchievement) -> Yardstick:
    target_now = None if target is None else Fraction(target) * share
    thresholds = tuple(
        _threshold(indicator, index, target_now, share, lower) for index in range(len(indicator.scale.steps))
    )
    limits = tuple(
        (_limit(threshold, indicator.direction), step)
        for threshold, step in zip(thresholds, indicator.scale.steps, strict=True)
        if threshold is not None
    )
    return Yardstick(indicator, target_now, thresholds, limits)


def _limit(threshold: Fraction, direction: Direction) -> Decimal:
    scaled = threshold * 10**FINEST
    cut = ceil(scaled) if direction is Direction.HIGHER else floor(scaled)
    return Decimal(cut).scaleb(-FINEST, EXACT)


def _threshold(
    indicator: Indicator, index: int, target: Fraction | None, share: Fraction, lower: LowerAchievement
) -> Fraction | None:
    if indicator.cutoffs:
        own = indicator.cutoffs[index]
        return None if own is None else Fraction(own) * share
    cutoff = indicator.scale.steps[index].cutoff
    if cutoff is None or target is None or index == len(indicator.scale.steps) - 1:
        return None
    rate = Fraction(cutoff) / 100
    if indicator.direction is Direction.HIGHER:
        return target * rate
    if lower is LowerAchievement.REFLECTED:
        return target * (2 - rate)
    return target / rate if rate > 0 else FARTHEST


def achievement_of(
    evaluation: Evaluation, indicator: Indicator, cell: Graded, unit: str, month: str
) -> Fraction | None:
    """The achievement rate of a cell against the target of the month; None without value, target or rate."""
    target = yardstick(evaluation, indicator, unit, month).target
    if cell.state is not State.SUBMITTED or cell.value is None or target is None:
        return None
    return achievement_rate(indicator, cell.value, target, evaluation.policies.lower_achievement)


def grade(observation: Observation, measure: Yardstick) -> Graded:
    """The grade of one cell.

    A grade given by hand stands as given, also beside a value; otherwise the first step, best first, whose
    threshold the value reaches (equal counts as reached), and the last step for all other values. A cell that
    was not submitted or does not apply has no grade. KeyError for a given letter that the scale does not have;
    ValueError for a submitted cell of a qualitative indicator without a grade, and for a value that there is
    nothing to hold against. Letters and thresholds: the scale in indicators.yaml.

    >>> from scoring.examples import RATE
    >>> measure = _yardstick(RATE, RATE.target, Fraction(1), LowerAchievement.REFLECTED)  # A from 90 % of 90: 81
    >>> [grade(Observation(State.SUBMITTED, Decimal(value)), measure).step.letter for value in ("90", "89.9", "81")]
    ['S', 'A', 'A']
    """
    state, value, letter = observation
    if state is not SUBMITTED:
        return Graded(state, value, None, False)
    indicator, _, _, limits = measure
    if letter is not None:
        return Graded(state, value, indicator.scale.steps[indicator.scale.position(letter)], True)
    if value is None or indicator.method is QUALITATIVE:
        raise ValueError(f"{indicator.code}: submitted without a grade")
    reached = indicator.scale.steps[-1]
    if indicator.direction is HIGHER:
        for limit, step in limits:
            if value >= limit:
                reached = step
                break
    else:
        for limit, step in limits:
            if value <= limit:
                reached = step
                break
    if not limits and len(indicator.scale.steps) > 1:
        raise ValueError(f"{indicator.code}: neither target nor cut-offs to hold a value against")
    return tuple.__new__(Graded, (state, value, reached, False))
