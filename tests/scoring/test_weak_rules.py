"""The rules that look at the year: behind pace, falling, likely to miss, overtaken; and on what numbers each fired."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.model import Accumulation, Direction, Indicator, Pace, WarningLevel, WeakRule, WeakRuleKind
from scoring.pace import Expected
from scoring.score import Result, score_month
from scoring.weak import find_weak_indicators
from scoring.weak_rules import Context, Firing, firings_of
from tests.scoring.build import NONE, branch, evaluation, indicator, leaf, month

KIND = WeakRuleKind
RATE = indicator("I", target=Decimal(90))
COUNT = indicator("I", target=Decimal(90), accumulation=Accumulation.CUMULATIVE)
DAYS = indicator("I", target=Decimal(10), direction=Direction.LOWER)


def rule(kind: WeakRuleKind, threshold: str | None = None) -> WeakRule:
    return WeakRule("r", kind, NONE, None if threshold is None else Decimal(threshold), level=WarningLevel.HIGH)


def course(measured: Indicator, one: WeakRule, *values: object, first: int = 1) -> list[Result]:
    """A value for each month from January on."""
    tree = evaluation(branch("final", leaf(measured), leaf("other")), weak_rules=(one,))
    return [
        score_month(tree, month({"u": {"I": value, "other": "S"}}, at=f"2023-{number:02d}"))
        for number, value in enumerate(values, start=first)
    ]


def should(value: object, share: str = "1") -> Expected:
    return Expected(Fraction(share), Fraction(str(value)), Pace.LINEAR)


def firing(results: list[Result], expected: dict[str, Expected] | None = None) -> Firing | None:
    by_month = {at: {"I": one} for at, one in (expected or {}).items()}
    found = firings_of(results[-1], "u", Context(earlier=tuple(results[:-1]), expected=by_month))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("measured", "value", "should_be", "points"),
    [
        (COUNT, "31", "40", None),  # (40 - 31) / 90 = 10 points, not more than 10
        (COUNT, "30.9", "40", Fraction("91") / 9),  # 9.1 / 90
        (COUNT, "50", "40", None),
        (DAYS, "11", "10", None),
        (DAYS, "11.5", "10", 15),
        (DAYS, "8", "10", None),
        (COUNT, "", "40", None),  # not submitted is another rule
        (COUNT, "A", "40", None),  # a grade by hand has no value
        (replace(DAYS, target=Decimal(0), cutoffs=(Decimal(0), Decimal(1), Decimal(2), None)), "9", "0", None),
    ],
)
def test_behind_pace_is_more_than_so_many_points_of_the_target(
    measured: Indicator, value: str, should_be: str, points: Fraction | int | None
) -> None:
    found = firing(course(measured, rule(KIND.BEHIND_PACE, "10"), value, first=4), {"2023-04": should(should_be)})
    assert (found.number if found else None) == points
    if found is not None:
        assert (found.aim, found.indicator, found.key) == (Fraction(should_be), measured, ("r", "I"))


def test_nothing_is_behind_where_nothing_is_known_to_be_expected() -> None:
    late = course(COUNT, rule(KIND.BEHIND_PACE, "10"), "1", first=4)
    assert firing(late) is None
    assert firing(late, {"2023-03": should(40)}) is None  # that is another month
    assert firing(late, {"2023-04": Expected(Fraction(1), None, Pace.LINEAR)}) is None


@pytest.mark.parametrize(
    ("measured", "values", "fires"),
    [
        (RATE, ("92", "91", "90.5"), True),
        (RATE, ("90", "92", "91", "90.5"), True),
        (RATE, ("92", "91"), False),  # one month only
        (RATE, ("90.5",), False),
        (RATE, ("92", "91", "91"), False),  # not worse than the month before
        (RATE, ("91", "92", "91"), False),
        (RATE, ("92", "", "91", "90"), False),  # a month without a value ends the run
        (RATE, ("92", "91", ""), False),
        (DAYS, ("9", "9.5", "10"), True),
        (DAYS, ("10", "9.5", "9"), False),
    ],
)
def test_falling_is_worse_as_many_months_running_as_the_rule_says(
    measured: Indicator, values: tuple[str, ...], fires: bool
) -> None:
    found = firing(course(measured, rule(KIND.FALLING, "2"), *values))
    assert (found is not None) == fires
    if found is not None:
        assert [str(moment.cell.value) for moment in found.before] == list(values[-3:-1])
        assert found.lags == ()


def test_a_month_without_any_data_ends_the_run() -> None:
    january, february, march = course(RATE, rule(KIND.FALLING, "2"), "92", "91", "90")
    assert firing([january, february, march]) is not None
    assert firing([january, february, replace(march, month="2023-04")]) is None


def test_what_adds_up_falls_where_it_lags_further_behind_what_should_stand() -> None:
    expected = {"2023-01": should(10), "2023-02": should(20), "2023-03": should(30)}
    falling = rule(KIND.FALLING, "2")
    found = firing(course(COUNT, falling, "10", "19.1", "28.2"), expected)  # 0, -0.9 and -1.8 of 90
    assert found is not None
    assert found.lags == (0, -1, -2)
    assert firing(course(COUNT, falling, "19", "28", "37"), expected) is None  # 9, 8 and 7 ahead
    assert firing(course(COUNT, falling, "9", "20", "28"), expected) is None
    assert firing(course(COUNT, falling, "10", "19.1", "28.2")) is None  # nothing known to be expected


@pytest.mark.parametrize(("chance", "fires"), [("50", True), ("49.999999", False), ("100", True)])
def test_likely_to_miss_from_the_threshold_on(chance: str, fires: bool) -> None:
    (now,) = course(RATE, rule(KIND.FORECAST_TO_MISS, "50"), "80")
    found = firings_of(now, "u", Context(chances={"I": Fraction(chance)}))
    assert [one.number for one in found] == ([Fraction(chance)] if fires else [])
    assert firings_of(now, "u") == ()


def ranked(at: str, **values: object) -> Result:
    one = evaluation(branch("final", leaf("I")), tuple("abc"), weak_rules=(rule(KIND.OVERTAKEN),))
    return score_month(one, month({unit: {"I": value} for unit, value in values.items()}, at=at))


def test_overtaken_by_who_was_behind_and_is_ahead() -> None:
    before, now = ranked("2023-08", a="S", b="A", c="B"), ranked("2023-09", a="B", b="A", c="S")
    (found,) = firings_of(now, "a", Context(earlier=(before,)))
    assert found.overtaken is not None
    assert (found.overtaken.month, found.overtaken.before, found.overtaken.now) == ("2023-08", 1, 3)
    assert found.overtaken.by == ("c", "b")
    assert found.key == ("r", "")
    assert firings_of(now, "c", Context(earlier=(before,))) == ()
    assert firings_of(now, "a") == ()


def test_overtaken_is_of_the_unit_and_makes_no_indicator_weak() -> None:
    before, now = ranked("2023-08", a="S", b="A", c="B"), ranked("2023-09", a="B", b="A", c="S")
    assert find_weak_indicators(now, "a", Context(earlier=(before,))) == ()


def test_who_catches_up_has_not_overtaken_and_who_was_level_has_not_been_behind() -> None:
    level, ahead = ranked("2023-08", a="S", b="S", c="C"), ranked("2023-08", a="S", b="A", c="C")
    assert firings_of(ranked("2023-09", a="A", b="S", c="C"), "a", Context(earlier=(level,))) == ()
    assert firings_of(ranked("2023-09", a="A", b="A", c="C"), "a", Context(earlier=(ahead,))) == ()


def test_a_unit_that_came_or_changed_its_group_was_not_overtaken() -> None:
    now = ranked("2023-09", a="B", b="A", c="S")
    other = evaluation(branch("final", leaf("I")), ("b",), ("a", "c"), weak_rules=(rule(KIND.OVERTAKEN),))
    before = score_month(other, month({"a": {"I": "S"}, "b": {"I": "A"}, "c": {"I": "C"}}, at="2023-08"))
    assert firings_of(now, "a", Context(earlier=(before,))) == ()
    alone = evaluation(branch("final", leaf("I")), ("b",))
    assert firings_of(now, "a", Context(earlier=(score_month(alone, month({"b": {"I": "A"}})),))) == ()


def test_what_does_not_apply_never_fires() -> None:
    expected = {"2023-03": {"I": should(30)}}
    for one in (rule(KIND.BEHIND_PACE, "10"), rule(KIND.FALLING, "2"), rule(KIND.FORECAST_TO_MISS, "50")):
        *earlier, now = course(COUNT, one, "9", "8", "n/a")
        context = Context(earlier=tuple(earlier), expected=expected, chances={"I": Fraction(100)})
        assert firings_of(now, "u", context) == ()


def test_a_grade_that_fell_names_the_month_it_is_compared_with() -> None:
    *earlier, now = course(RATE, rule(KIND.GRADE_FELL_FROM_LAST_MONTH), "90", "81")
    (found,) = firings_of(now, "u", Context(earlier=tuple(earlier)))
    ((at, cell),) = found.before
    assert cell.step is not None
    assert (at, cell.step.letter) == ("2023-01", "S")


def test_the_rate_that_was_held_against_the_threshold_is_said() -> None:
    (now,) = course(RATE, rule(KIND.ACHIEVEMENT_AT_MOST, "70"), "45")
    (found,) = firings_of(now, "u")
    assert (found.number, found.aim) == (50, 90)


@pytest.mark.parametrize(
    ("july", "september", "now", "held_against"),
    [
        # 45 of 90 by July is C, 90 by September S. This July 60 of 90, 66.7 %, is C too: no worse than a year ago.
        ("45", "90", "60", None),
        ("81", "90", "60", "2022-07"),  # 81 of 90 were A
        ("81", "60", "72", "2022-07"),  # 72 of 90 are B: worse than A in July, though last year ended with C
        ("72", "90", "81", None),  # A now, B a year ago
        ("", "90", "81", "2022-09"),  # last July says nothing: the end of that year speaks
        ("n/a", "90", "81", "2022-09"),
        (None, "90", "81", "2022-09"),  # there is no such month
        ("", "60", "81", None),
        ("", "", "81", None),
        ("81", "90", "", None),  # not submitted is another rule
    ],
)
def test_below_last_year_looks_at_the_same_month_and_else_at_the_end(
    july: str | None, september: str, now: str, held_against: str | None
) -> None:
    below = rule(KIND.GRADE_BELOW_LAST_YEAR)
    last = [*course(COUNT, below, "S", first=1), *course(COUNT, below, september, first=9)]
    if july is not None:
        last[1:1] = course(COUNT, below, july, first=7)
    last = [replace(one, month=one.month.replace("2023", "2022")) for one in last]
    (this,) = course(COUNT, below, now, first=7)
    found = firings_of(this, "u", Context(last_year=tuple(last)))
    assert [one.before[0].month for one in found] == ([held_against] if held_against else [])
    assert [one.against_end for one in found] == ([held_against == "2022-09"] if held_against else [])


def test_in_the_cut_off_month_the_end_of_last_year_is_its_same_month() -> None:
    below = rule(KIND.GRADE_BELOW_LAST_YEAR)
    (last,) = course(COUNT, below, "90", first=9)
    (this,) = course(COUNT, below, "81", first=9)
    (found,) = firings_of(this, "u", Context(last_year=(replace(last, month="2022-09"),)))
    assert (found.before[0].month, found.against_end) == ("2022-09", False)
