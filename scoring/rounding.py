"""Rounding for display and, where the rules say so, for ranking: half up, on exact numbers."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

DIGITS_OF_A_LONG_QUOTIENT = 30


def round_half_up(score: Fraction, decimals: int) -> Decimal:
    """A number rounded half up to ``decimals`` places; halves of negative numbers go away from zero.

    >>> round_half_up(Fraction(98942, 1000), 2)
    Decimal('98.94')
    >>> round_half_up(Fraction(98945, 1000), 2), round_half_up(Fraction(-5, 1000), 2)
    (Decimal('98.95'), Decimal('-0.01'))
    """
    above, below = score.as_integer_ratio()
    above, below = abs(above) * 10 ** max(decimals, 0), below * 10 ** max(-decimals, 0)
    scaled = (2 * above + below) // (2 * below)  # whole numbers: a fraction at every step takes twenty times as long
    sign = "-" if score < 0 and scaled else ""
    return Decimal(f"{sign}{scaled}E{-decimals}")


def plain_decimal(score: Fraction) -> Decimal:
    """The number unrounded: all digits of a quotient that ends, else 30 significant digits, rounded half up.

    >>> plain_decimal(Fraction(98942, 1000)), plain_decimal(Fraction(100))
    (Decimal('98.942'), Decimal('100'))
    >>> plain_decimal(Fraction(1, 3))
    Decimal('0.333333333333333333333333333333')
    """
    twos = fives = 0
    rest = score.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest == 1:
        return round_half_up(score, max(twos, fives))
    return round_half_up(score, DIGITS_OF_A_LONG_QUOTIENT - _digits_before_the_point(score))


def _digits_before_the_point(score: Fraction) -> int:
    """2 for 98.9, 0 for 0.5; negative for zeros right after the point: -1 for 0.05."""
    size = abs(score)
    if size >= 1:
        return len(str(floor(size)))
    return 1 - len(str(ceil(1 / size) - 1))


def exact(number: Decimal) -> Fraction:
    """A decimal as typed, as a fraction.

    >>> exact(Decimal('98.94'))
    Fraction(4947, 50)
    """
    return Fraction(number)


def decimals_that_tell_apart(scores: Iterable[Fraction], least: int = 2, most: int = 8) -> int:
    """How many decimals show different scores as different, ``least`` where that is enough.

    >>> decimals_that_tell_apart([Fraction('99.002'), Fraction('99.004')])
    3
    """
    different = set(scores)
    for decimals in range(least, most):
        if len({round_half_up(score, decimals) for score in different}) == len(different):
            return decimals
    return most
