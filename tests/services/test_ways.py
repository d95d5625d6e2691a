"""The shortest way as the planner asks for it: which aims, which value a grade takes, which sets are alike."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import comb

import pytest

from app.services.effort import effort_of, effort_text, with_rows
from app.services.months import MonthView
from app.services.scenarios import decode, encode
from app.services.ways import Aim, Question, RivalsAs, aims_of, answer, default_aim, scenario_of, step_of
from app.services.ways_findings import line, slip_changes, slip_title, title
from scoring.model import Direction, Method
from scoring.shortest import Change, Effort
from scoring.whatif import with_grades
from tests.scoring.build import TIERS, branch, evaluation, indicator, leaf, month
from tests.services.what_ifs import view_of

CODES = ("p", "q", "r", "s")


def four(**cells: dict[str, object]) -> MonthView:
    """Four indicators of the same weight: a step is worth 10 / 4 points."""
    root = branch("final", branch("f", *(leaf(code) for code in CODES)))
    return view_of(evaluation(root, list(cells)), month(cells))


def home_behind() -> MonthView:
    """a: all A, the values near to S in the order r, p, s, q; b: two S and two A; c: all B."""
    near = {"p": "98", "q": "92", "r": "99.5", "s": "97"}
    return four(a=near, b={"p": "S", "q": "S", "r": "A", "s": "A"}, c=dict.fromkeys(CODES, "B"))


def test_the_aims_are_every_rank_up_to_the_own_and_every_award_that_the_group_is_large_enough_for() -> None:
    view = home_behind()
    assert [aim.code for aim in aims_of(view, "a")] == ["rank-1", "rank-2", "award-grand", "award-excellence"]
    assert default_aim(view, "a") == Aim(1)
    assert default_aim(view, "b") == Aim(1)


def test_a_unit_without_a_score_has_no_aim_and_an_evaluation_without_awards_only_ranks() -> None:
    root = branch("final", branch("f", *(leaf(code) for code in CODES)))
    bare = view_of(evaluation(root, ["a", "b"], awards=()), month({"a": dict.fromkeys(CODES, "n/a"), "b": {"p": "S"}}))
    assert aims_of(bare, "a") == ()
    assert [aim.code for aim in aims_of(bare, "b")] == ["rank-1"]


def test_sets_alike_are_shown_once_by_the_one_nearest_to_coming_true() -> None:
    """To draw level with b takes two steps, of any two of the four: six sets."""
    view = home_behind()
    found = answer(view, Question("a", Aim(1)))
    (way,) = found.ways
    assert [change.indicator for change in way.plan.changes] == ["r", "p"]
    assert [change.indicator for change in way.instead] == ["s", "q"]
    assert way.sets == 6
    top = view.evaluation.indicators()[0].scale.top
    for pair in combinations(CODES, 2):
        assert with_grades(view.result, "a", dict.fromkeys(pair, top)).rank == 1


def test_after_millions_of_sets_that_are_alike_the_next_different_ones_follow() -> None:
    """Ten of thirty small ones, or some of them and a large one, worth three: the large one takes the fewest steps."""
    codes = [f"s{number}" for number in range(30)]
    root = branch("final", branch("f", leaf("large", 3), *(leaf(code) for code in codes)))
    cells = {
        "a": dict.fromkeys(["large", *codes], "A"),
        "b": {"large": "A", **dict.fromkeys(codes[:10], "S"), **dict.fromkeys(codes[10:], "A")},
    }
    found = answer(view_of(evaluation(root, list(cells)), month(cells)), Question("a", Aim(1)))
    assert [(way.plan.steps, way.sets) for way in found.ways] == [(8, comb(30, 7)), (10, comb(30, 10))]
    assert not found.more


def test_costs_and_what_cannot_be_changed_lead_elsewhere() -> None:
    effort = Effort({"r": Fraction(5)}, frozenset({"p"}))
    found = answer(home_behind(), Question("a", Aim(1), effort=effort))
    assert [change.indicator for change in found.ways[0].plan.changes] == ["s", "q"]
    assert found.ways[0].alone
    assert [way.plan.cost for way in found.ways] == [2, 6]


def test_rivals_at_their_best_cannot_be_passed_only_equalled() -> None:
    view = home_behind()
    found = answer(view, Question("a", Aim(1), RivalsAs.BEST))
    assert len(found.ways[0].plan.changes) == 4
    assert found.there == 3
    assert slip_changes(found) == ()
    words = slip_title(view, Question("a", Aim(1), RivalsAs.BEST), found, "ko")
    assert "등급이 떨어지지 않아도 2위를 잃고 3위가 됩니다" in words


def test_rivals_as_a_forecast_expects_them_are_held_against_that_score() -> None:
    """b stands at 95 and is expected at 92.4: one step, from 90 to 92.5, is enough; at 92.6 it takes two."""
    view = home_behind()
    steps = {
        expected: len(answer(view, Question("a", Aim(1), RivalsAs.FORECAST), {"b": expected}).ways[0].plan.changes)
        for expected in (92.4, 92.5, 92.6)
    }
    assert steps == {92.4: 1, 92.5: 1, 92.6: 2}
    assert len(answer(view, Question("a", Aim(1), RivalsAs.TODAY), {"b": 92.4}).ways[0].plan.changes) == 2


def test_beyond_reach_the_best_rank_is_told() -> None:
    view = four(a={"p": "A", "q": "A", "r": "n/a", "s": "n/a"}, b=dict.fromkeys(CODES, "S"))
    question = Question("a", Aim(1), effort=Effort(fixed=frozenset({"p"})))
    found = answer(view, question)
    assert found.ways == ()
    assert "올릴 수 있는 지표 1개를 모두" in title(view, question, found, "ko")
    assert "The best rank is 2nd" in title(view, question, found, "en")
    assert "5.00점 모자람" in line(view, question, found, "ko")
    none = Question("a", Aim(1), effort=Effort(fixed=frozenset({"p", "q"})))
    assert "더 올릴 지표가 없어" in title(view, none, answer(view, none), "ko")


def test_the_first_has_nothing_to_do_and_is_told_how_it_loses_its_place() -> None:
    """b leads a by 5 points: three steps of 2.5 lose the first place."""
    view = home_behind()
    question = Question("b", Aim(1))
    found = answer(view, question)
    assert found.ways[0].plan.changes == ()
    assert "이미 이루었습니다" in title(view, question, found, "ko")
    assert found.slips[0].plan.steps == 3
    assert "3단계" in slip_title(view, question, found, "ko")


def test_any_one_of_several_indicators_loses_the_rank_the_least_room_first() -> None:
    view = four(a={"p": "104", "q": "101", "r": "100.5", "s": "S"}, b=dict.fromkeys(CODES, "S"))
    found = answer(view, Question("a", Aim(1)))
    assert [change.indicator for change in slip_changes(found)] == ["r", "q", "p", "s"]
    assert "4개 가운데 하나만 1단계" in slip_title(view, Question("a", Aim(1)), found, "ko")


def test_nobody_can_overtake_a_unit_that_is_alone() -> None:
    view = four(a=dict.fromkeys(CODES, "S"))
    found = answer(view, Question("a", Aim(1)))
    assert slip_changes(found) == ()
    assert "모든 등급이 떨어져도 1위를 지킵니다" in slip_title(view, Question("a", Aim(1)), found, "ko")


@pytest.mark.parametrize(
    ("settings", "now", "after", "gain", "value", "gap"),
    [
        ({"target": Decimal("73.3")}, "66.6", "S", 1, "73.3", "6.7"),
        # A from 90 % of 73.3 = 65.97: 65.9 does not do, 66.0 does
        ({"target": Decimal("73.3")}, "60.1", "A", 1, "66.0", "5.9"),
        # Lower is better: A up to 110 % of 73.3 = 80.63: 80.6 does, 80.7 does not
        ({"target": Decimal("73.3"), "direction": Direction.LOWER}, "90", "A", 1, "80.6", "9.4"),
        # Falls to A below 73.3, to B below 66.0 in one decimal
        ({"target": Decimal("73.3")}, "80", "B", -1, "66.0", "14.0"),
        ({"target": Decimal("73.3")}, "66.61", "S", 1, "73.30", "6.69"),
    ],
)
def test_the_value_that_a_grade_takes(
    settings: dict[str, object], now: str, after: str, gain: int, value: str, gap: str
) -> None:
    one = indicator("p", **settings)
    view = view_of(evaluation(branch("final", branch("f", leaf(one))), ["u"]), month({"u": {"p": now}}))
    step = step_of(view.result, "u", Change("p", "?", after, 1, Fraction(1), Fraction(gain)))
    assert (step.value, step.gap) == (Decimal(value), Fraction(gap))


def test_where_no_value_decides_none_is_named() -> None:
    by_hand = indicator("p", method=Method.QUALITATIVE)
    root = branch("final", branch("f", leaf(by_hand), leaf("q"), leaf("r")))
    view = view_of(evaluation(root, ["u"]), month({"u": {"p": "A", "q": "A", "r": ""}}))
    to_top = {code: step_of(view.result, "u", Change(code, "A", "S", 1, Fraction(1), Fraction(1))) for code in "pqr"}
    assert (to_top["p"].value, to_top["q"].value) == (None, None)
    assert (to_top["r"].value, to_top["r"].gap) == (Decimal("100.0"), None)
    assert step_of(view.result, "u", Change("r", None, "C", 1, Fraction(1), Fraction(1))).any_value


def test_the_effort_of_an_address_is_the_one_that_was_written() -> None:
    known = home_behind().evaluation
    effort = with_rows(Effort(), {"p": Decimal("2.5"), "q": Decimal(1), "r": Decimal(3)}, {"r": True, "s": False})
    assert effort == Effort({"p": Fraction(5, 2)}, frozenset({"r"}))
    assert effort_of(effort_text(effort), known) == effort
    assert with_rows(effort, {}, {"r": False}).fixed == frozenset()


@pytest.mark.parametrize(
    "written", ["", "p", "p:", "p:-1", "p:NaN", "p:Infinity", "p:1e99", "z:3", ":", ",,", "p:y,:x"]
)
def test_what_is_no_effort_in_an_address_counts_as_one(written: str) -> None:
    assert effort_of(written, home_behind().evaluation) == Effort()


def test_a_plan_opens_as_a_scenario_that_reads_back() -> None:
    view = home_behind()
    plan = answer(view, Question("a", Aim(1))).ways[0].plan
    scenario = scenario_of(view, "a", plan)
    assert scenario.grades == {("a", "r"): "S", ("a", "p"): "S"}
    assert decode(encode(scenario), view.evaluation) == scenario


def test_an_award_is_an_aim_at_its_last_place() -> None:
    view = home_behind()
    question = Question("c", Aim(3, TIERS[1]))
    assert answer(view, question).ways[0].plan.changes == ()
