"""What should stand at the end of a month for the target to be met at the cut-off, and how far a value is from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from scoring.grade import elapsed_share
from scoring.model import Accumulation, Direction, Evaluation, Indicator, Method, Pace

ONE = Fraction(1)


class Fallback(StrEnum):
    """Why months passed are counted although the definition asks for another pace."""

    NO_PATH = "no_path"
    NO_LAST_YEAR = "no_last_year"
    LAST_YEAR_ZERO = "last_year_zero"


@dataclass(frozen=True, slots=True)
class Expected:
    """What should stand at the end of a month.

    ``share`` is the share of the target, ``value`` the same in the indicator's own unit, None without a target.
    ``pace`` is the one that was used; ``fallback`` says why it is not the one that was asked for.
    """

    share: Fraction
    value: Fraction | None
    pace: Pace
    fallback: Fallback | None = None


class Lag(NamedTuple):
    """How far a value is from what should stand: negative where it is behind, by the indicator's direction.

    ``points`` in percentage points of the target, None of a target of 0; ``own`` in the indicator's own unit.
    """

    points: Fraction | None
    own: Fraction


def expected_at(
    evaluation: Evaluation,
    indicator: Indicator,
    unit: str,
    month: str,
    last_year: Mapping[str, Decimal] | None = None,
) -> Expected | None:
    """What should stand for one indicator and unit at the end of a month; None where grades are given by hand.

    Linear: target x months passed / months of the period, of a level the whole target all along. Last year: target
    x last year's value in the same month / last year's value at the cut-off. Path: target x the planned percent,
    linear between the stated months, from 0 before the period to 100 at the cut-off where these are not stated; of
    a level that should be low, target x (2 - percent), so that 80 % of 10 days are 12 days.
    ``last_year`` maps the months of the year before, as YYYY-MM, to values. Where it says nothing or nothing above
    zero for the two months that are needed, and where there is no path, months passed are counted. After the
    cut-off the target stands. Nothing is rounded. ValueError for a month before the period.
    Source: the pace of the indicator, else of the evaluation, in indicators.yaml.

    >>> from scoring.examples import RATE, TWO_PARTS
    >>> expected_at(TWO_PARTS, RATE, "a", "2023-03").value  # a level of 90: 90 all along
    Fraction(90, 1)
    """
    if indicator.method is Method.QUALITATIVE:
        return None
    asked = indicator.pace or evaluation.policies.pace
    elapsed = elapsed_share(evaluation, month)
    linear = elapsed if indicator.accumulation is Accumulation.CUMULATIVE else ONE
    share: Fraction | Fallback = linear
    if asked is Pace.LAST_YEAR:
        share = _as_last_year(evaluation, month, last_year or {})
    elif asked is Pace.PATH:
        share = _planned(evaluation, indicator, elapsed)
    used, why = (Pace.LINEAR, share) if isinstance(share, Fallback) else (asked, None)
    exact = linear if isinstance(share, Fallback) else share
    target = indicator.target_of(unit)
    return Expected(exact, None if target is None else exact * Fraction(target), used, why)


def lag(indicator: Indicator, unit: str, value: Decimal, expected: Expected) -> Lag | None:
    """A value less what should stand, turned round where lower is better; None without a target.

    >>> from scoring.examples import DAYS
    >>> lag(DAYS, "a", Decimal("11.5"), Expected(Fraction(1), Fraction(10), Pace.LINEAR))  # 1.5 of 10 days too many
    Lag(points=Fraction(-15, 1), own=Fraction(-3, 2))
    """
    target = indicator.target_of(unit)
    if target is None or expected.value is None:
        return None
    own = Fraction(value) - expected.value
    if indicator.direction is Direction.LOWER:
        own = -own
    return Lag(100 * own / abs(Fraction(target)) if target else None, own)


def _as_last_year(evaluation: Evaluation, month: str, last_year: Mapping[str, Decimal]) -> Fraction | Fallback:
    cutoff = evaluation.months[-1]
    if month >= cutoff:
        return ONE
    then, final = last_year.get(_year_before(month)), last_year.get(_year_before(cutoff))
    if then is None or final is None:
        return Fallback.NO_LAST_YEAR
    if final <= 0 or then < 0:
        return Fallback.LAST_YEAR_ZERO
    return Fraction(then) / Fraction(final)


def _year_before(month: str) -> str:
    return f"{int(month[:4]) - 1:04d}{month[4:]}"


def _planned(evaluation: Evaluation, indicator: Indicator, elapsed: Fraction) -> Fraction | Fallback:
    if not indicator.path:
        return Fallback.NO_PATH
    months = evaluation.months
    points = {Fraction(0): Fraction(0), ONE: ONE}
    for position, month in enumerate(months, start=1):
        planned = indicator.path.get(int(month[5:]))
        if planned is not None:
            points[Fraction(position, len(months))] = Fraction(planned) / 100
    share = _between(points, elapsed)
    low_level = indicator.direction is Direction.LOWER and indicator.accumulation is Accumulation.LEVEL
    return 2 - share if low_level else share


def _between(points: Mapping[Fraction, Fraction], at: Fraction) -> Fraction:
    """The height of the line through the points at a place among them."""
    before, after = max(place for place in points if place <= at), min(place for place in points if place >= at)
    if before == after:
        return points[at]
    return points[before] + (points[after] - points[before]) * (at - before) / (after - before)
