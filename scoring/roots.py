"""Where a polynomial of the first or second degree changes its sign: exact numbers, irrational ones too, in order."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering
from math import isqrt
from typing import NamedTuple

FINE = 64
"""Binary places of the grid on which numbers are put in order; only those in one cell of it are compared themselves."""


@total_ordering
class Root:
    """The number rational + sign x sqrt(square), where ``square`` is not the square of a rational; sign 0: rational.

    Two are equal exactly where their parts are. ``cell`` is the number times 2 to the 64, rounded down: it never
    puts two in another order than their true one.

    >>> golden = Root(Fraction(1, 2), 1, Fraction(5, 4))
    >>> golden.rounded(6), golden > Root(Fraction(1618033, 1000000)), golden.exact
    (Decimal('1.618034'), True, None)
    """

    __slots__ = ("cell", "rational", "sign", "square")

    def __init__(self, rational: Fraction, sign: int = 0, square: Fraction = Fraction(0)) -> None:
        self.rational, self.sign, self.square = rational, sign, square
        if sign:
            self.cell = self.floor_of(1 << FINE)
        else:
            numerator, denominator = rational.as_integer_ratio()
            self.cell = (numerator << FINE) // denominator

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Root):
            return NotImplemented
        return (self.rational, self.sign, self.square) == (other.rational, other.sign, other.square)

    def __hash__(self) -> int:
        return hash((self.rational, self.sign, self.square))

    def __repr__(self) -> str:
        return f"Root({self.rational!r}, {self.sign}, {self.square!r})" if self.sign else f"Root({self.rational!r})"

    def __lt__(self, other: "Root") -> bool:
        if self.cell != other.cell:
            return self.cell < other.cell
        if self == other:
            return False
        if not self.sign and not other.sign:
            return self.rational < other.rational
        places = FINE
        while (mine := self.floor_of(1 << places)) == (others := other.floor_of(1 << places)):
            places *= 2
        return mine < others

    def __float__(self) -> float:
        return self.floor_of(1 << 2 * FINE) / (1 << 2 * FINE)

    @property
    def exact(self) -> Fraction | None:
        """The number as a fraction; None where it is irrational."""
        return None if self.sign else self.rational

    def floor_of(self, times: int) -> int:
        """The greatest whole number that is not above ``times`` x the number, for whole ``times`` above 0."""
        if not self.sign:
            return self.rational.numerator * times // self.rational.denominator
        (up, down), (above, below) = self.rational.as_integer_ratio(), self.square.as_integer_ratio()
        part = isqrt(above * below * (down * times) ** 2)
        return (up * below * times + (part if self.sign > 0 else -part - 1)) // (down * below)

    def rounded(self, decimals: int) -> Decimal:
        """The number rounded half up to ``decimals`` places, from the exact number; halves go up."""
        scaled = (self.floor_of(2 * 10**decimals) + 1) // 2
        return Decimal((int(scaled < 0), tuple(int(digit) for digit in str(abs(scaled))), -decimals))


Ratio = tuple[int, int]
Polynomial = tuple[int, int, int]
"""Constant, linear and quadratic coefficient."""


class Crossing(NamedTuple):
    """A place where a polynomial changes its sign: from below zero to above where it ``rises``."""

    at: Root
    rises: bool


def crossings(constant: int, linear: int, quadratic: int) -> tuple[Crossing, ...]:
    """Where constant + linear t + quadratic t squared changes its sign, in order of t.

    A polynomial that only touches zero, or is zero throughout, changes it nowhere.

    >>> [(place.at.exact, place.rises) for place in crossings(-6, 1, 1)]
    [(Fraction(-3, 1), False), (Fraction(2, 1), True)]
    >>> crossings(1, -2, 1), crossings(0, 0, 0)
    ((), ())
    >>> [str(place.at.rounded(4)) for place in crossings(-2, 0, 1)]
    ['-1.4142', '1.4142']
    """
    if not quadratic:
        return (Crossing(Root(Fraction(-constant, linear)), linear > 0),) if linear else ()
    inner = linear * linear - 4 * quadratic * constant
    if inner <= 0:
        return ()
    first, second = (_root(linear, quadratic, inner, sign) for sign in ((-1, 1) if quadratic > 0 else (1, -1)))
    return Crossing(first, quadratic < 0), Crossing(second, quadratic > 0)


def crossings_between(polynomial: Polynomial, signs: tuple[int, int], low: Ratio, high: Ratio) -> Sequence[Crossing]:
    """The same strictly between two fractions, given numbers that have the signs of the polynomial at them.

    Mostly the signs tell that there is one place, or none, so that no root has to be compared with the ends.

    >>> [place.at.exact for place in crossings_between((-6, 1, 1), (-6, 6), (0, 1), (3, 1))]
    [Fraction(2, 1)]
    """
    before, after = signs
    constant, linear, quadratic = polynomial
    if before < 0 < after or after < 0 < before:
        if not quadratic:
            return (Crossing(Root(Fraction(-constant, linear)), after > 0),)
        inner = linear * linear - 4 * quadratic * constant
        return (Crossing(_root(linear, quadratic, inner, 1 if after > 0 else -1), after > 0),)
    if not before or not after:
        return _other_crossing(polynomial, signs, low, high)
    slope, last_slope = (linear * down + 2 * quadratic * up for up, down in (low, high))
    if slope * before < 0 < last_slope * after:  # it bends towards zero in between
        start, end = Root(Fraction(*low)), Root(Fraction(*high))
        return [place for place in crossings(*polynomial) if start < place.at < end]
    return ()


def _other_crossing(polynomial: Polynomial, signs: tuple[int, int], low: Ratio, high: Ratio) -> Sequence[Crossing]:
    """The same for a polynomial that is zero at an end: at its other root, known from the sum of both."""
    _, linear, quadratic = polynomial
    (before, after), (up, down) = signs, high if signs[0] else low
    above, below = -linear * down - quadratic * up, quadratic * down
    if below < 0:
        above, below = -above, -below
    # Zero at both ends, on a line, or with the other root off the range.
    if before == after or low[0] * below >= above * low[1] or above * high[1] >= high[0] * below:
        return ()
    return (Crossing(Root(Fraction(above, below)), before < 0 or after > 0),)


def _root(linear: int, quadratic: int, inner: int, sign: int) -> Root:
    """(-linear + sign x root of inner) / (2 quadratic), where a polynomial rises (sign 1) or falls through zero."""
    part = isqrt(inner)
    if part * part == inner:
        return Root(Fraction(sign * part - linear, 2 * quadratic))
    side = sign if quadratic > 0 else -sign
    return Root(Fraction(-linear, 2 * quadratic), side, Fraction(inner, 4 * quadratic * quadratic))
