"""Numbers with a square root in them: put in order, rounded and found exactly."""

from decimal import Context, Decimal
from fractions import Fraction
from functools import reduce
from math import isqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.roots import Crossing, Root, crossings, crossings_between

LONG = Context(prec=120)
TINY = st.builds(Fraction, st.integers(-(10**6), 10**6), st.integers(10**20, 10**26))
RATIONALS = st.fractions(-5, 5, max_denominator=40) | TINY
SQUARES = st.builds(Fraction, st.integers(1, 300), st.integers(1, 300)).filter(lambda one: not is_square(one))
ROOTS = st.builds(Root, RATIONALS) | st.builds(Root, RATIONALS, st.sampled_from((-1, 1)), SQUARES)
COEFFICIENTS = st.integers(-60, 60)


def is_square(one: Fraction) -> bool:
    return all(isqrt(part) ** 2 == part for part in one.as_integer_ratio())


def long_decimal(root: Root) -> Decimal:
    def decimal(one: Fraction) -> Decimal:
        return LONG.divide(Decimal(one.numerator), Decimal(one.denominator))

    return LONG.add(decimal(root.rational), LONG.multiply(Decimal(root.sign), LONG.sqrt(decimal(root.square))))


def value(polynomial: tuple[int, int, int], at: Fraction) -> Fraction:
    return reduce(lambda sum_, part: sum_ * at + part, reversed(polynomial), Fraction(0))


def sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


@given(st.lists(ROOTS, max_size=8))
def test_numbers_stand_in_the_order_that_120_digits_give(roots: list[Root]) -> None:
    assert [long_decimal(root) for root in sorted(roots)] == sorted(map(long_decimal, roots))
    assert [root.cell for root in sorted(roots)] == sorted(root.cell for root in roots)


@given(ROOTS, st.integers(0, 30))
def test_a_number_is_rounded_half_up_from_all_its_digits(root: Root, decimals: int) -> None:
    scaled = LONG.add(LONG.scaleb(long_decimal(root), decimals), Decimal("0.5"))
    assert LONG.scaleb(root.rounded(decimals), decimals) == scaled.to_integral_value("ROUND_FLOOR")
    assert root.rounded(decimals).as_tuple().exponent == -decimals
    assert float(root) == pytest.approx(float(long_decimal(root)), abs=1e-15)


def test_a_root_is_told_apart_from_fractions_that_agree_in_fifty_digits() -> None:
    """Convergents of the square root of 2, in turn below and above."""
    root, (above, below) = Root(Fraction(0), 1, Fraction(2)), (1, 1)
    for step in range(140):
        near = Root(Fraction(above, below))
        assert (near < root, near == root, root < near) == (step % 2 == 0, False, step % 2 == 1)
        above, below = above + 2 * below, above + below
    assert near.cell == root.cell


def test_equal_numbers_are_one_key_and_a_number_is_not_its_fraction() -> None:
    first, second = Root(Fraction(1, 2), -1, Fraction(3)), Root(Fraction(2, 4), -1, Fraction(6, 2))
    assert len({first, second, Root(Fraction(1, 2))}) == 2
    assert Root(Fraction(1, 2)) != Fraction(1, 2)
    assert repr(Root(Fraction(1, 2))) == "Root(Fraction(1, 2))"
    assert repr(first) == "Root(Fraction(1, 2), -1, Fraction(3, 1))"


@settings(max_examples=300)
@given(COEFFICIENTS, COEFFICIENTS, COEFFICIENTS)
def test_a_polynomial_changes_its_sign_at_its_crossings_and_nowhere_else(
    constant: int, linear: int, quadratic: int
) -> None:
    polynomial = constant, linear, quadratic
    places = crossings(*polynomial)
    assert [place.at for place in places] == sorted(place.at for place in places)
    grid = [Fraction(step, 8) + Fraction(1, 1009) for step in range(-480, 480, 7)]
    now = sign(value(polynomial, Fraction(-1000)))
    for at in [*grid, Fraction(1000)]:
        passed = [place for place in places if place.at < Root(at)]
        expected = (1 if passed[-1].rises else -1) if passed else now
        assert sign(value(polynomial, at)) in (expected, 0)
    for place in places:
        near = Fraction(1, 2**80)
        before, after = (
            Fraction(place.at.floor_of(2**80), 2**80) - near,
            Fraction(place.at.floor_of(2**80), 2**80) + near,
        )
        signs = sign(value(polynomial, before)), sign(value(polynomial, after))
        assert signs == ((-1, 1) if place.rises else (1, -1))
        assert place.at.exact is None or value(polynomial, place.at.exact) == 0


ENDS = st.fractions(-3, 3, max_denominator=4)


@st.composite
def polynomials(draw: st.DrawFn) -> tuple[tuple[int, int, int], Fraction, Fraction]:
    """A polynomial with a range, at whose ends it is often zero; denominators 4 make all coefficients whole."""
    low, high = sorted(draw(st.sets(ENDS, min_size=2, max_size=2)))
    if draw(st.booleans()):
        return (draw(COEFFICIENTS), draw(COEFFICIENTS), draw(COEFFICIENTS)), low, high
    first, second = draw(st.sampled_from((low, high))), draw(ENDS | st.sampled_from((low, high)))
    factor = draw(st.integers(-3, 3)) * 144
    line = (-first * factor, factor, 0)
    bent = (first * second * factor, -(first + second) * factor, factor)
    constant, linear, quadratic = map(int, draw(st.sampled_from((line, bent))))
    return (constant, linear, quadratic), low, high


@settings(max_examples=500)
@given(polynomials())
def test_between_two_ends_are_the_crossings_that_lie_there(
    case: tuple[tuple[int, int, int], Fraction, Fraction],
) -> None:
    polynomial, low, high = case
    signs = sign(value(polynomial, low)) * 7, sign(value(polynomial, high)) * 3
    found = crossings_between(polynomial, signs, low.as_integer_ratio(), high.as_integer_ratio())
    assert list(found) == [place for place in crossings(*polynomial) if Root(low) < place.at < Root(high)]


@pytest.mark.parametrize("polynomial", [(0, 0, 0), (3, 0, 0), (1, 2, 1), (-4, 4, -1), (1, 0, 1)])
def test_touching_zero_being_zero_and_staying_off_it_are_no_crossings(polynomial: tuple[int, int, int]) -> None:
    assert crossings(*polynomial) == ()


def test_a_falling_line_falls() -> None:
    assert crossings(3, -2, 0) == (Crossing(Root(Fraction(3, 2)), False),)
