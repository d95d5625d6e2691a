"""What should stand at the end of a month, against paths calculated by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model import Accumulation, Direction, Evaluation, Indicator, Method, Pace, Policies
from scoring.pace import Expected, Fallback, Lag, expected_at, lag
from tests.scoring.build import branch, evaluation, indicator, leaf

SUM, LEVEL, LOWER = Accumulation.CUMULATIVE, Accumulation.LEVEL, Direction.LOWER
NINE = evaluation(branch("final", leaf("I")))  # January to September 2023
COUNT = indicator("I", target=Decimal(90), accumulation=SUM)
DAYS = indicator("I", target=Decimal(10), direction=LOWER)
LAST_YEAR = {"2022-03": Decimal(20), "2022-06": Decimal(50), "2022-09": Decimal(80)}


def by(pace: Pace) -> Evaluation:
    return replace(NINE, policies=Policies(pace=pace))


def value_of(one: Evaluation, measured: Indicator, month: str, last_year: dict[str, Decimal] | None = None) -> Fraction:
    found = expected_at(one, measured, "u", month, last_year)
    assert found is not None
    assert found.value is not None
    return found.value


@pytest.mark.parametrize(
    ("month", "value"),
    [
        ("2023-01", 10),  # 90 x 1 / 9
        ("2023-04", 40),  # 90 x 4 / 9
        ("2023-09", 90),  # 90 x 9 / 9
        ("2023-11", 90),  # after the cut-off the target stands
    ],
)
def test_what_adds_up_grows_by_the_months_that_have_passed(month: str, value: int) -> None:
    assert value_of(NINE, COUNT, month) == value
    assert value_of(NINE, replace(COUNT, direction=LOWER), month) == value


@pytest.mark.parametrize("month", ["2023-01", "2023-05", "2023-09"])
def test_a_level_should_be_at_its_target_all_along(month: str) -> None:
    assert value_of(NINE, indicator("I", target=Decimal(90)), month) == 90
    assert value_of(NINE, DAYS, month) == 10


@pytest.mark.parametrize(
    ("month", "value"),
    [
        ("2023-03", "22.5"),  # 90 x 20 / 80
        ("2023-06", "56.25"),  # 90 x 50 / 80
        ("2023-09", "90"),
        ("2023-10", "90"),
    ],
)
def test_as_last_year_the_target_is_reached_on_last_years_way(month: str, value: str) -> None:
    found = expected_at(by(Pace.LAST_YEAR), COUNT, "u", month, LAST_YEAR)
    assert found == Expected(Fraction(value) / 90, Fraction(value), Pace.LAST_YEAR, None)


def test_a_level_that_should_fall_may_still_be_as_high_as_last_year() -> None:
    last_year = {"2022-03": Decimal(15), "2022-09": Decimal(12)}
    assert value_of(by(Pace.LAST_YEAR), DAYS, "2023-03", last_year) == Fraction("12.5")  # 10 x 15 / 12


@pytest.mark.parametrize(
    ("last_year", "why"),
    [
        (None, Fallback.NO_LAST_YEAR),
        ({}, Fallback.NO_LAST_YEAR),
        ({"2022-03": Decimal(20)}, Fallback.NO_LAST_YEAR),  # no value at the cut-off
        ({"2022-09": Decimal(80)}, Fallback.NO_LAST_YEAR),  # no value in March
        ({"2021-03": Decimal(20), "2021-09": Decimal(80)}, Fallback.NO_LAST_YEAR),  # that is two years ago
        ({"2022-03": Decimal(0), "2022-09": Decimal(0)}, Fallback.LAST_YEAR_ZERO),
        ({"2022-03": Decimal(-1), "2022-09": Decimal(4)}, Fallback.LAST_YEAR_ZERO),
        ({"2022-03": Decimal(1), "2022-09": Decimal(-4)}, Fallback.LAST_YEAR_ZERO),
    ],
)
def test_without_last_year_months_are_counted_and_it_is_said(last_year: dict[str, Decimal], why: Fallback) -> None:
    found = expected_at(by(Pace.LAST_YEAR), COUNT, "u", "2023-03", last_year)
    assert found == Expected(Fraction(1, 3), Fraction(30), Pace.LINEAR, why)  # 90 x 3 / 9


def test_nothing_by_march_last_year_is_nothing_expected_by_march() -> None:
    assert value_of(by(Pace.LAST_YEAR), COUNT, "2023-03", {"2022-03": Decimal(0), "2022-09": Decimal(8)}) == 0


PLANNED = replace(COUNT, pace=Pace.PATH, path={3: Decimal(10), 6: Decimal(40), 8: Decimal(80)})


@pytest.mark.parametrize(
    ("month", "share"),
    [
        ("2023-01", Fraction(1, 30)),  # before the first point, from 0: 10 % x 1 / 3
        ("2023-03", Fraction(10, 100)),
        ("2023-04", Fraction(20, 100)),  # 10 + (40 - 10) x 1 / 3
        ("2023-05", Fraction(30, 100)),
        ("2023-06", Fraction(40, 100)),
        ("2023-07", Fraction(60, 100)),  # 40 + (80 - 40) x 1 / 2
        ("2023-08", Fraction(80, 100)),
        ("2023-09", Fraction(1)),  # after the last point, up to 100 at the cut-off
        ("2023-12", Fraction(1)),
    ],
)
def test_a_planned_path_is_linear_between_its_points(month: str, share: Fraction) -> None:
    assert expected_at(NINE, PLANNED, "u", month) == Expected(share, share * 90, Pace.PATH, None)


def test_a_path_may_state_its_end_and_is_of_the_indicator_or_of_the_evaluation() -> None:
    short = replace(COUNT, path={9: Decimal(90)})
    assert value_of(by(Pace.PATH), short, "2023-09") == 81
    assert value_of(by(Pace.PATH), short, "2023-03") == 27  # 90 x 90 % x 3 / 9
    assert value_of(NINE, short, "2023-03") == 30  # the policy is linear and the indicator asks for nothing else


def test_the_planned_percent_of_a_low_level_is_its_achievement() -> None:
    planned = replace(DAYS, pace=Pace.PATH, path={1: Decimal(60), 6: Decimal(80)})
    assert value_of(NINE, planned, "2023-01") == 14  # 10 x (2 - 60 %)
    assert value_of(NINE, planned, "2023-06") == 12
    assert value_of(NINE, planned, "2023-09") == 10
    adding = replace(planned, accumulation=SUM)
    assert value_of(NINE, adding, "2023-06") == 8  # of what adds up, 80 % may have been used


def test_a_path_that_is_asked_for_and_not_there_is_said() -> None:
    found = expected_at(by(Pace.PATH), COUNT, "u", "2023-03")
    assert found == Expected(Fraction(1, 3), Fraction(30), Pace.LINEAR, Fallback.NO_PATH)


def test_a_period_from_october_to_september() -> None:
    year = replace(NINE, period_start=date(2022, 10, 1))
    assert value_of(year, COUNT, "2022-10") == Fraction("7.5")  # 90 x 1 / 12
    assert value_of(year, COUNT, "2023-03") == 45  # 90 x 6 / 12
    planned = replace(COUNT, pace=Pace.PATH, path={12: Decimal(60)})
    assert value_of(year, planned, "2022-10") == 18  # 90 x 60 % x 1 / 3
    assert value_of(year, planned, "2022-12") == 54
    assert value_of(year, planned, "2023-03") == 66  # 90 x (60 + 40 x 3 / 9) %
    last_year = {"2021-12": Decimal(3), "2022-09": Decimal(4)}
    assert value_of(replace(year, policies=Policies(pace=Pace.LAST_YEAR)), COUNT, "2022-12", last_year) == Fraction(
        "67.5"  # 90 x 3 / 4
    )


def test_a_unit_with_a_target_of_its_own() -> None:
    own = replace(COUNT, unit_targets={"v": Decimal(45)})
    assert expected_at(NINE, own, "u", "2023-04") == Expected(Fraction(4, 9), Fraction(40), Pace.LINEAR)
    assert expected_at(NINE, own, "v", "2023-04") == Expected(Fraction(4, 9), Fraction(20), Pace.LINEAR)


def test_without_a_target_the_share_alone_is_known() -> None:
    found = expected_at(NINE, replace(COUNT, target=None), "u", "2023-03")
    assert found == Expected(Fraction(1, 3), None, Pace.LINEAR)
    assert lag(replace(COUNT, target=None), "u", Decimal(5), found) is None


def test_nothing_is_expected_of_grades_by_hand_and_before_the_period() -> None:
    assert expected_at(NINE, replace(COUNT, method=Method.QUALITATIVE), "u", "2023-03") is None
    with pytest.raises(ValueError, match="before the period"):
        expected_at(NINE, COUNT, "u", "2022-12")


@pytest.mark.parametrize(
    ("measured", "value", "month", "points", "own"),
    [
        (COUNT, "31", "2023-04", -10, -9),  # 31 - 40 = -9, of 90: -10 points
        (COUNT, "49", "2023-04", 10, 9),
        (replace(COUNT, direction=LOWER), "49", "2023-04", -10, -9),  # nine cases more than should be
        (DAYS, "11.5", "2023-04", -15, Fraction(-3, 2)),
        (DAYS, "9", "2023-04", 10, 1),
        (replace(DAYS, target=Decimal(0)), "1", "2023-04", None, -1),  # no case at all was the target
        (indicator("I", target=Decimal(-2)), "-3", "2023-04", -50, -1),  # growth of -3 where -2 was the target
    ],
)
def test_the_lag_has_the_sign_of_the_direction(
    measured: Indicator, value: str, month: str, points: int | None, own: Fraction
) -> None:
    found = expected_at(NINE, measured, "u", month)
    assert found is not None
    assert lag(measured, "u", Decimal(value), found) == Lag(None if points is None else Fraction(points), Fraction(own))


POINTS = st.dictionaries(st.integers(1, 9), st.integers(0, 100), min_size=1)


@given(POINTS)
def test_a_path_that_rises_is_expected_to_rise_and_ends_with_the_target(points: dict[int, int]) -> None:
    rising = dict(zip(sorted(points), sorted(Decimal(height) for height in points.values()), strict=True))
    planned = replace(COUNT, pace=Pace.PATH, path=rising)
    values = [value_of(NINE, planned, month) for month in NINE.months]
    assert values == sorted(values)
    assert values[-1] == Fraction(90) * (Fraction(rising.get(9, Decimal(100))) / 100)
    assert all(value_of(NINE, planned, f"2023-{month:02d}") == 90 * height / 100 for month, height in rising.items())


@pytest.mark.parametrize("page", ["method.md", "method.ko.md"])
def test_the_example_on_the_page_of_the_method(page: str) -> None:
    last_year = {"2022-04": Decimal(30), "2022-09": Decimal(80)}
    planned = replace(COUNT, pace=Pace.PATH, path={3: Decimal(10), 6: Decimal(40)})
    linear = expected_at(NINE, COUNT, "u", "2023-04")
    assert linear is not None
    assert lag(COUNT, "u", Decimal(31), linear) == Lag(Fraction(-10), Fraction(-9))
    shown = [
        linear.value,
        value_of(by(Pace.LAST_YEAR), COUNT, "2023-04", last_year),
        value_of(NINE, planned, "2023-04"),
    ]
    assert shown == [40, Fraction("33.75"), 18]
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    assert all(line in text for line in ("= 40 |", "= 33.75 |", "= 18 |"))
