"""Where the order of rounded scores changes along the path of a weight, exactly.

A rounded score stands still between two shares at which the exact one passes a half of its last place. So who is ahead
can change at such shares only, and only while two exact scores are less than one step of rounding apart.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from scoring.curves import Curve, difference
from scoring.roots import FINE, crossings

HALF = Fraction(1, 2)
GRAIN = Fraction(1, 1 << FINE)
MOST_STEPS = 1000
"""Two curves that rise side by side pass halves by turns all along; with more than these nothing could be read."""


class Turning(NamedTuple):
    """A share from which on another unit is ahead of the unit (``ahead``), or no longer."""

    at: Fraction
    other: str
    ahead: bool


class Staircase(NamedTuple):
    """How many units are ahead of a unit just after the low end, and every turning after it, in order."""

    ahead: int
    turnings: tuple[Turning, ...]


class Span(NamedTuple):
    """The shares from ``low`` to ``high``, and how many steps of rounding are in one point."""

    low: Fraction
    high: Fraction
    steps: int


def staircase(curves: Mapping[str, Curve], unit: str, span: Span) -> Staircase | None:
    """Who is ahead of a unit on rounded scores, strictly inside a span; None where too many steps would tell it.

    Scores are rounded half up as in ``rank_within_group``. KeyError for a unit without a curve.

    >>> curves = {"a": Curve(3, 0, 1, 0), "b": Curve(2, 2, 1, 0)}  # 3 and 2 + 2 t, ranked in whole points
    >>> staircase(curves, "a", Span(Fraction(0), Fraction(1), 1))
    Staircase(ahead=0, turnings=(Turning(at=Fraction(3, 4), other='b', ahead=True),))
    """
    ahead, found = 0, []
    for other, curve in curves.items():
        if other == unit:
            continue
        shares = _shares(curve, curves[unit], span)
        if shares is None:
            return None
        edges = [span.low, *shares, span.high]
        order = [_is_ahead(curve, curves[unit], (start + end) / 2, span.steps) for start, end in pairwise(edges)]
        ahead += order[0]
        turns = zip(shares, pairwise(order), strict=True)
        found += [Turning(at, other, after) for at, (before, after) in turns if before != after]
    return Staircase(ahead, tuple(sorted(found)))


def _shares(first: Curve, second: Curve, span: Span) -> list[Fraction] | None:
    """All shares at which one of the two may be rounded otherwise than before while the other is near."""
    found: set[Fraction] = set()
    for near in _near(first, second, span):
        for curve in (first, second):
            low, high = sorted((_value(curve, near.low) * span.steps, _value(curve, near.high) * span.steps))
            if len(found) + high - low > MOST_STEPS:
                return None
            if low < high:
                halves = range(ceil(low - HALF), floor(high - HALF) + 1)
                found.update(_share_of(curve, 2 * half + 1, 2 * span.steps) for half in halves)
    return sorted(share for share in found if span.low < share < span.high)


def _near(first: Curve, second: Curve, span: Span) -> Iterator[Span]:
    """Where the exact scores are less than one step of rounding apart; nowhere for equal curves."""
    apart = difference(first, second)
    if not any(apart):
        return
    step = first.c * second.c, first.c * second.d + first.d * second.c, first.d * second.d
    bounds = [
        tuple(span.steps * number + sign * one for number, one in zip(apart, step, strict=True)) for sign in (-1, 1)
    ]
    cells = {place.at.cell for bound in bounds for place in crossings(*bound)}
    inner = sorted(at for cell in cells if span.low < (at := Fraction(cell, 1 << FINE)) < span.high)
    for start, end in pairwise((span.low, *inner, span.high)):
        middle = (start + end) / 2
        if abs(_value(first, middle) - _value(second, middle)) * span.steps < 1:
            yield Span(start, end, span.steps)
    for at in inner:  # The bounds themselves lie beside the places taken for them, by less than a grain.
        yield Span(max(span.low, at - GRAIN), min(span.high, at + 2 * GRAIN), span.steps)


def _value(curve: Curve, share: Fraction) -> Fraction:
    """The score at a share; where nothing weighs anything at an end, the one that it has all along."""
    return value if (value := curve.at(share)) is not None else Fraction(curve.b, curve.d)


def _share_of(curve: Curve, above: int, below: int) -> Fraction:
    """The share at which a curve that is not level has the score above / below."""
    return Fraction(above * curve.c - below * curve.a, below * curve.b - above * curve.d)


def _is_ahead(first: Curve, second: Curve, share: Fraction, steps: int) -> bool:
    return _rounded(_value(first, share) * steps) > _rounded(_value(second, share) * steps)


def _rounded(number: Fraction) -> int:
    whole = floor(abs(number) + HALF)
    return -whole if number < 0 else whole
