from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.examples import DAYS, RATE, SCALE
from scoring.grade import achievement_rate, elapsed_share, grade, yardstick
from scoring.model import (
    NOT_APPLICABLE,
    NOT_SUBMITTED,
    Accumulation,
    Direction,
    Evaluation,
    GradeScale,
    GradeStep,
    Indicator,
    InterimTarget,
    LowerAchievement,
    Method,
    Observation,
    Policies,
    State,
)
from tests.scoring.build import MONTH, branch, evaluation, indicator, leaf
from tests.scoring.naive import naive_step

PLAIN = Policies()
INVERSE = Policies(lower_achievement=LowerAchievement.INVERSE)
LINEAR = Policies(interim_target=InterimTarget.LINEAR)


def holding(measured: Indicator, policies: Policies = PLAIN) -> Evaluation:
    return evaluation(branch("final", leaf(measured)), policies=policies)


def letter(measured: Indicator, value: str, policies: Policies = PLAIN, month: str = MONTH) -> str:
    measure = yardstick(holding(measured, policies), measured, "u", month)
    step = grade(Observation(State.SUBMITTED, Decimal(value)), measure).step
    assert step is not None
    return step.letter


@pytest.mark.parametrize(
    ("value", "expected"),
    # Target 90: S from 90, A from 90 x 90 % = 81, B from 90 x 80 % = 72, else C.
    [("90.001", "S"), ("90", "S"), ("89.999", "A"), ("81", "A"), ("80.999", "B"), ("72.0", "B"), ("71.99", "C")],
)
def test_higher_is_better(value: str, expected: str) -> None:
    assert letter(RATE, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    # Target 10 days, reflected: S to 10, A to 10 x (2 - 90 %) = 11, B to 10 x (2 - 80 %) = 12, else C.
    [("0", "S"), ("10", "S"), ("10.001", "A"), ("11", "A"), ("11.001", "B"), ("12", "B"), ("12.001", "C")],
)
def test_lower_is_better_reflected(value: str, expected: str) -> None:
    assert letter(DAYS, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    # Target 10 days, inverse: S to 10, A to 10 / 90 % = 11.111..., B to 10 / 80 % = 12.5, else C.
    [("10", "S"), ("11.1111111111", "A"), ("11.1111111112", "B"), ("12.5", "B"), ("12.501", "C")],
)
def test_lower_is_better_inverse(value: str, expected: str) -> None:
    assert letter(DAYS, value, INVERSE) == expected


def test_a_threshold_without_end_parts_values_at_the_sixtieth_decimal() -> None:
    ones = "." + 60 * "1"  # the whole ninth lies between this and one more in the last place
    one_more = ones[:-1] + "2"
    # A to 10 / 90 % = 11.111... days, inverse
    assert (letter(DAYS, f"11{ones}", INVERSE), letter(DAYS, f"11{one_more}", INVERSE)) == ("A", "B")
    # S from 100 x 1/9 = 11.111... at the end of January
    count = indicator("I", accumulation=Accumulation.CUMULATIVE)
    assert letter(count, f"11{ones}", LINEAR, "2023-01") == "A"
    assert letter(count, f"11{one_more}", LINEAR, "2023-01") == "S"


def test_own_cutoffs_go_before_the_rates_of_the_scale() -> None:
    own = indicator("I", cutoffs=(Decimal("99.5"), Decimal(95), Decimal(90), None), target=Decimal(50))
    assert [letter(own, value) for value in ("99.5", "99.49", "95", "90", "89.9")] == ["S", "A", "A", "B", "C"]
    fewer = indicator("I", direction=Direction.LOWER, cutoffs=(Decimal(0), Decimal(2), Decimal(5), None))
    assert [letter(fewer, value) for value in ("0", "1", "2", "5", "6")] == ["S", "A", "A", "B", "C"]


def test_a_unit_has_its_own_target_where_one_is_set() -> None:
    own = indicator("I", target=Decimal(100), unit_targets={"u": Decimal(50)})
    other = indicator("I", target=Decimal(100), unit_targets={"v": Decimal(50)})
    assert (letter(own, "50"), letter(other, "50")) == ("S", "C")


def test_a_given_grade_stands_also_beside_a_value() -> None:
    measure = yardstick(holding(RATE), RATE, "u", MONTH)
    cell = grade(Observation(State.SUBMITTED, Decimal(10), "S"), measure)
    assert (cell.step, cell.value, cell.given) == (SCALE.top, Decimal(10), True)


def test_what_was_not_submitted_or_does_not_apply_has_no_grade() -> None:
    measure = yardstick(holding(RATE), RATE, "u", MONTH)
    assert grade(NOT_SUBMITTED, measure) == (State.NOT_SUBMITTED, None, None, False)
    assert grade(NOT_APPLICABLE, measure) == (State.NOT_APPLICABLE, None, None, False)


def test_nothing_is_guessed_where_a_grade_cannot_be_told() -> None:
    by_hand = indicator("Q", method=Method.QUALITATIVE)
    with pytest.raises(ValueError, match="Q: submitted without a grade"):
        letter(by_hand, "90")
    measure = yardstick(holding(RATE), RATE, "u", MONTH)
    with pytest.raises(ValueError, match="R: submitted without a grade"):
        grade(Observation(State.SUBMITTED), measure)
    with pytest.raises(KeyError, match="Z"):
        grade(Observation(State.SUBMITTED, None, "Z"), measure)


def test_a_value_without_target_and_cutoffs_is_not_called_the_worst() -> None:
    with pytest.raises(ValueError, match="I: neither target nor cut-offs"):
        letter(indicator("I", target=None), "99")
    only_others = indicator("I", target=None, unit_targets={"v": Decimal(50)})
    with pytest.raises(ValueError, match="I: neither target nor cut-offs"):
        letter(only_others, "99")


def test_a_scale_of_one_letter_needs_no_target() -> None:
    done = GradeScale("done", (GradeStep("D", Fraction(100), None),))
    assert letter(indicator("I", scale=done, target=None), "1") == "D"


def test_a_rate_of_zero_is_reached_by_every_value_also_inverse() -> None:
    steps = (GradeStep("S", Fraction(100), Decimal(100)), GradeStep("A", Fraction(50), Decimal(0)))
    loose = GradeScale("loose", (*steps, GradeStep("Z", Fraction(0), None)))
    days = indicator("I", scale=loose, target=Decimal(10), direction=Direction.LOWER)
    assert (letter(days, "10", INVERSE), letter(days, "11", INVERSE), letter(days, "1E+30", INVERSE)) == ("S", "A", "A")
    # Reflected, a rate of 0 % is twice the target.
    assert (letter(days, "20"), letter(days, "20.1")) == ("A", "Z")


def test_a_cumulative_value_is_held_against_the_months_that_have_passed() -> None:
    # Target 90 by September: 10 a month, so 30 by the end of March; A from 27, B from 24.
    count = indicator("I", target=Decimal(90), accumulation=Accumulation.CUMULATIVE)
    assert [letter(count, value, LINEAR, "2023-03") for value in ("30", "29.9", "27", "24", "23")] == list("SAABC")
    assert letter(count, "30", Policies(interim_target=InterimTarget.FULL), "2023-03") == "C"
    assert letter(count, "30", LINEAR, "2023-09") == "C"
    level = indicator("I", target=Decimal(90))
    assert letter(level, "30", LINEAR, "2023-03") == "C"


def test_own_cutoffs_of_a_cumulative_value_shrink_alike() -> None:
    own = indicator("I", cutoffs=(Decimal(90), Decimal(45), None, None), accumulation=Accumulation.CUMULATIVE)
    assert [letter(own, value, LINEAR, "2023-01") for value in ("10", "9.99", "5", "4.99")] == list("SAAC")


def test_months_are_counted_whole() -> None:
    one = holding(RATE)
    shares = [elapsed_share(one, f"2023-{number:02d}") for number in (1, 3, 9, 12)]
    assert shares == [Fraction(1, 9), Fraction(1, 3), 1, 1]
    with pytest.raises(ValueError, match="2022-12 is before the period of e"):
        elapsed_share(one, "2022-12")


@pytest.mark.parametrize(
    ("measured", "value", "lower", "rate"),
    [
        (RATE, "85.5", LowerAchievement.REFLECTED, Fraction(95)),
        (RATE, "100", LowerAchievement.REFLECTED, Fraction(1000, 9)),
        (DAYS, "8", LowerAchievement.REFLECTED, Fraction(120)),
        (DAYS, "30", LowerAchievement.REFLECTED, Fraction(-100)),
        (DAYS, "8", LowerAchievement.INVERSE, Fraction(125)),
        (DAYS, "0", LowerAchievement.INVERSE, None),
    ],
)
def test_achievement(measured: Indicator, value: str, lower: LowerAchievement, rate: Fraction | None) -> None:
    assert measured.target is not None
    assert achievement_rate(measured, Decimal(value), Fraction(measured.target), lower) == rate


def test_no_rate_can_be_taken_of_a_target_of_zero() -> None:
    assert achievement_rate(DAYS, Decimal(3), Fraction(0)) is None
    assert achievement_rate(RATE, Decimal(3), Fraction(0)) is None


@given(
    target=st.decimals(Decimal("0.01"), 1000, places=2),
    cutoffs=st.lists(st.decimals(1, 150, places=1), min_size=3, max_size=3, unique=True),
    months_passed=st.integers(1, 9),
    direction=st.sampled_from(tuple(Direction)),
    lower=st.sampled_from(tuple(LowerAchievement)),
    off=st.sampled_from(
        [Decimal(0), Decimal("1e-18"), Decimal("-1e-18"), Decimal("1e-40"), Decimal("-1e-40"), Decimal("1e-60")]
    ),
    digits=st.sampled_from([2, 18, 40, 60, 60]),
    pick=st.integers(0, 2),
)
def test_a_grade_by_decimal_limits_is_the_grade_by_exact_thresholds(
    target: Decimal,
    cutoffs: list[Decimal],
    months_passed: int,
    direction: Direction,
    lower: LowerAchievement,
    off: Decimal,
    digits: int,
    pick: int,
) -> None:
    """Values on a threshold and a hair beside it; ninths of a target and inverse rates have no end."""
    rates = sorted(cutoffs, reverse=True)
    steps = [GradeStep(name, Fraction(9), rate) for name, rate in zip("SAB", rates, strict=True)]
    scale = GradeScale("x", (*steps, GradeStep("C", Fraction(0), None)))
    measured = indicator("I", scale=scale, target=target, direction=direction, accumulation=Accumulation.CUMULATIVE)
    policies = Policies(interim_target=InterimTarget.LINEAR, lower_achievement=lower)
    measure = yardstick(holding(measured, policies), measured, "u", f"2023-{months_passed:02d}")
    threshold = measure.thresholds[pick]
    assert threshold is not None
    near = int(threshold * 10**digits)
    with localcontext(prec=100):
        value = Decimal(f"{near}E-{digits}") + off
    share = Fraction(months_passed, 9)
    expected = naive_step(measured, value, Fraction(target) * share, share, lower)
    assert grade(Observation(State.SUBMITTED, value), measure).step == expected
