"""What is most worth doing now: expected points by hand, the order, awards in question, and what holds of all of it."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.outlook import Outlook, chance_if, outlook_from
from app.services.worth import Worths, aims_of, worths_of
from scoring.forecast import Judgements, Years
from scoring.model import Accumulation, Direction, Indicator, Method, MissingPolicy, Policies
from tests.scoring import build
from tests.services import progressing
from tests.services.progressing import evaluation, results, view_of

JULY, CUTOFF = "2023-07", "2023-09"
LETTERS = "SABC"


def by_hand(code: str) -> Indicator:
    return build.indicator(code, target=None, method=Method.QUALITATIVE)


HANDS = tuple(by_hand(f"h{number}") for number in range(4))
GROWING = build.indicator("grows", accumulation=Accumulation.CUMULATIVE)


def percents(**letters: int) -> Mapping[str, Decimal]:
    return {letter: Decimal(percent) for letter, percent in letters.items()}


def found(
    row: Mapping[str, object], judged: Mapping[str, Mapping[str, Decimal]], *more: Indicator, at: str = JULY
) -> tuple[Worths, Outlook]:
    """The grades by hand of ``u`` and some more indicators, with what the planner expects of them."""
    of = evaluation(*HANDS, *more)
    cells = {at: {one.code: "S" for one in HANDS} | dict(row)}
    judgements: Judgements = {(code, "u"): one for code, one in judged.items()}
    outlook = outlook_from(Years(results(of, cells), (), judgements))
    courses = tuple(progressing.courses(of, cells).values())
    worths = worths_of(view_of(of, cells).result, "u", courses, outlook)
    assert worths is not None
    return worths, outlook


def codes(worths: Worths) -> list[str]:
    return [one.indicator.code for one in worths.listed]


SURE = {one.code: percents(S=100) for one in HANDS}


def test_expected_points_are_the_chance_of_every_lower_grade_times_what_it_costs() -> None:
    """Four equal indicators: 1/4 x (50 % x 10 + 20 % x 20 points) = 2.25; a sure one is not listed."""
    worths, _ = found({"h1": "A"}, SURE | {"h1": percents(S=30, A=50, B=20)})
    (one,) = worths.listed
    assert one.expected == pytest.approx(2.25)
    assert one.chance == pytest.approx(0.3)
    assert one.course.gap.gain_top == Fraction(10, 4)
    assert (one.gap, one.share) == (None, None)
    assert worths.lost == ()


def test_most_expected_first_equal_ones_by_code_and_the_hard_ones_last() -> None:
    judged = {
        "h0": percents(S=4, C=96),
        "h1": percents(S=90, A=10),
        "h2": percents(S=50, A=50),
        "h3": percents(S=75, B=25),
    }
    worths, _ = found({}, judged)
    assert codes(worths) == ["h2", "h3", "h1", "h0"]
    assert [one.is_hard for one in worths.listed] == [False, False, False, True]
    assert worths.unlikely == 1
    assert worths.months_left == 2


def test_of_equal_expected_points_the_nearer_stands_first() -> None:
    near, far = (build.indicator(code) for code in ("z-near", "a-far"))
    worths, outlook = found({"z-near": 95, "a-far": 91}, SURE, near, far)
    row = dict(outlook.cells["u"])
    row["a-far"] = replace(row["a-far"], chances=row["z-near"].chances)
    courses = tuple(one.course for one in worths.listed)
    again = worths_of(outlook.finals.result, "u", courses, replace(outlook, cells={"u": row}))
    assert again is not None
    assert codes(again) == ["z-near", "a-far"]
    assert [one.share for one in again.listed] == [Fraction(5, 100), Fraction(9, 100)]


@pytest.mark.parametrize(
    ("settings_", "value", "gap", "share"),
    [
        ({"target": Decimal(80)}, 60, Fraction(20), Fraction(1, 4)),
        ({"target": Decimal(80)}, 81, Fraction(0), Fraction(0)),
        ({"target": Decimal(10), "direction": Direction.LOWER}, 12, Fraction(2), Fraction(1, 5)),
        ({"target": Decimal(10), "direction": Direction.LOWER}, 9, Fraction(0), Fraction(0)),
        ({"target": Decimal(10)}, None, None, None),
    ],
    ids=["below", "there", "above", "there from below", "not submitted"],
)
def test_the_distance_is_that_to_the_top_grade_at_the_cut_off(
    settings_: dict[str, Any], value: object, gap: object, share: object
) -> None:
    one = build.indicator("v", **settings_)
    worths, _ = found({"v": value} if value else {}, SURE, one)
    (worth,) = (worth for worth in worths.listed if worth.indicator.code == "v")
    assert (worth.gap, worth.share) == (gap, share)


def test_what_cannot_have_the_top_grade_any_more_is_lost_and_not_in_the_order() -> None:
    """A cumulative value that must stay below 10 stands at 15 in July."""
    deaths = replace(GROWING, code="deaths", direction=Direction.LOWER, target=Decimal(10))
    worths, _ = found({"deaths": 15}, SURE | {"h0": percents(S=50, A=50)}, deaths)
    assert codes(worths) == ["h0"]
    assert [course.indicator.code for course in worths.lost] == ["deaths"]


def test_at_the_cut_off_nothing_is_left_to_turn_and_what_was_missed_is_proposed_dearest_first() -> None:
    worths, _ = found({"h1": "A", "h3": "C"}, {}, at=CUTOFF)
    assert worths.listed == ()
    assert worths.proposal == ("h3", "h1")
    assert worths.months_left == 0


def test_a_unit_that_no_final_gives_a_score_has_no_order() -> None:
    of = evaluation(*HANDS)
    cells = {JULY: {one.code: "n/a" for one in HANDS}}
    outlook = outlook_from(Years(results(of, cells)))
    courses = tuple(progressing.courses(of, cells).values())
    assert worths_of(view_of(of, cells).result, "u", courses, outlook) is None


def test_an_indicator_that_weighs_nothing_is_worth_nothing_and_stays_in_the_list() -> None:
    of = evaluation(*HANDS, policies=Policies(not_submitted=MissingPolicy.LEAVE_OUT))
    cells = {JULY: {one.code: "A" for one in HANDS}}
    outlook = outlook_from(Years(results(of, cells)))
    none = {"u": {code: share for code, share in outlook.finals.shares["u"].items() if code != "h1"}}
    light = replace(outlook, finals=replace(outlook.finals, shares=none))
    worths = worths_of(outlook.finals.result, "u", tuple(progressing.courses(of, cells).values()), light)
    assert worths is not None
    (one,) = (one for one in worths.listed if one.indicator.code == "h1")
    assert (one.expected, one.shifts) == (0.0, {})


@pytest.mark.parametrize(
    ("rank", "expected"),
    [
        (1, [("grand", True)]),
        (3, [("excellence", True), ("grand", False)]),
        (5, [("encouragement", True), ("excellence", False)]),
        (6, [("encouragement", False)]),
        (None, [("encouragement", False)]),
    ],
)
def test_the_awards_in_question_are_the_one_held_and_the_next_better(
    rank: int | None, expected: list[tuple[str, bool]]
) -> None:
    of = progressing.evaluation(*HANDS)
    cells = {JULY: {one.code: "A" for one in HANDS}}
    (result,) = results(of, cells)
    standing = replace(result.standings["u"], rank=rank)
    outlook = outlook_from(Years((result,)))
    aims = aims_of(replace(result, standings={"u": standing}), "u", outlook)
    assert [(aim.tier.code, aim.kept) for aim in aims] == expected


CHANCES = st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any)


@settings(max_examples=25)
@given(st.lists(CHANCES, min_size=4, max_size=4))
def test_whatever_is_expected_turning_never_harms_and_brings_what_is_said(rows: list[list[int]]) -> None:
    judged = {one.code: percents(**dict(zip(LETTERS, row, strict=True))) for one, row in zip(HANDS, rows, strict=True)}
    worths, outlook = found({}, judged)
    everything = codes(worths) + [one.indicator.code for one in worths.lost]
    sure = [one.code for one, row in zip(HANDS, rows, strict=True) if not any(row[1:])]
    assert sorted(everything + sure) == [one.code for one in HANDS]
    order = [(one.is_hard, -round(one.expected, 3)) for one in worths.listed]
    assert order == sorted(order)
    for one in worths.listed:
        turned = chance_if(outlook, "u", {one.indicator.code: "S"})
        assert turned.expected - outlook.expected_score["u"] == pytest.approx(one.expected, abs=0.3)
        assert all(shift.after >= shift.before - 1e-9 and 0 <= shift.error <= 0.005 for shift in one.shifts.values())
