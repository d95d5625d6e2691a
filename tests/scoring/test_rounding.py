from decimal import Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rounding import decimals_that_tell_apart, plain_decimal, round_half_up


@pytest.mark.parametrize(
    ("score", "decimals", "shown"),
    [
        ("98.942", 2, "98.94"),
        ("98.945", 2, "98.95"),  # half goes up
        ("98.935", 2, "98.94"),  # also after an odd digit: not half to even
        ("98.9449999", 2, "98.94"),
        ("100.5", 0, "101"),
        ("2.5", 0, "3"),
        ("99.995", 2, "100.00"),
        ("0.004", 2, "0.00"),
        ("-0.004", 2, "0.00"),  # no minus before a zero
        ("-0.005", 2, "-0.01"),
    ],
)
def test_half_goes_up(score: str, decimals: int, shown: str) -> None:
    assert str(round_half_up(Fraction(score), decimals)) == shown


def test_a_third_of_two_is_rounded_from_all_its_digits() -> None:
    assert round_half_up(Fraction(2, 3), 3) == Decimal("0.667")


@given(st.fractions(max_denominator=10**6), st.integers(0, 8))
def test_the_rounded_number_is_nearest_and_halves_go_away_from_zero(score: Fraction, decimals: int) -> None:
    error = Fraction(round_half_up(abs(score), decimals)) - abs(score)
    half = Fraction(1, 2) / 10**decimals
    assert -half < error <= half
    assert Fraction(round_half_up(-score, decimals)) == -Fraction(round_half_up(score, decimals))


@given(st.decimals(-1000, 1000, places=18))
def test_a_number_that_ends_is_written_in_full(number: Decimal) -> None:
    assert plain_decimal(Fraction(number)) == number


@pytest.mark.parametrize("power", [-40, -3, 0, 2, 29, 45])
def test_an_endless_number_has_thirty_significant_digits(power: int) -> None:
    written = plain_decimal(Fraction(2, 3) * Fraction(10) ** power)
    significant = Decimal("0." + 29 * "6" + "7").scaleb(power, Context(prec=30))
    assert written == significant


@pytest.mark.parametrize(
    ("scores", "decimals"),
    [
        (["99", "98"], 2),
        (["99.002", "99.004"], 3),
        (["99", "99"], 2),  # equal scores need not be told apart
        (["99", "99.000000001"], 8),  # the most that is shown
    ],
)
def test_as_many_decimals_as_tell_scores_apart(scores: list[str], decimals: int) -> None:
    assert decimals_that_tell_apart([Fraction(score) for score in scores]) == decimals
