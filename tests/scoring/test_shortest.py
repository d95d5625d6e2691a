"""The shortest way and the smallest slip, by hand; ``test_ways_tried`` holds them against trying everything."""

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scoring.examples import SCALE
from scoring.model import GradeScale, GradeStep, MissingPolicy, Policies, walk
from scoring.reweigh import with_weights
from scoring.rivals import best_possible
from scoring.score import Result, score_month
from scoring.shortest import Effort, Goal, Listing, Ways, goal_of, shortest_ways, smallest_slip
from tests.scoring.build import LETTERS, TIERS, bonus, branch, deduction, evaluation, imported, indicator, leaf, month

ALL = Listing(100_000)
DOCS = Path(__file__).parents[2] / "docs"


def example(cells: dict[str, dict[str, object]], scores: dict[tuple[str, str], object], **settings: Any) -> Result:
    """Prior year 30, current year 70 with three indicators of weights 2, 1, 1: a step is worth 3.5, 1.75, 1.75."""
    root = branch("final", imported("prior", 30), branch("current", leaf("x", 2), leaf("y"), leaf("z"), weight=70))
    one = evaluation(root, ["a", "b", "c"], **settings)
    return score_month(one, month(cells, scores))


CELLS: dict[str, dict[str, object]] = {
    "a": {"x": "B", "y": "A", "z": "C"},
    "b": {"x": "A", "y": "A", "z": "A"},
    "c": {"x": "S", "y": "S", "z": "S"},
}
PRIOR = {(unit, "prior"): 90 for unit in "abc"}


def letters_of(ways: Ways) -> list[dict[str, str]]:
    return [{change.indicator: change.after for change in plan.changes} for plan in ways.plans]


def test_the_ways_to_the_second_place_by_hand() -> None:
    """a has 0.3 x 90 + 0.7 x (2 x 80 + 90 + 70) / 4 = 27 + 56 = 83, b has 27 + 63 = 90: 7 are missing."""
    ways = shortest_ways(example(CELLS, PRIOR), "a", goal=Goal(2))
    assert ways.line is not None
    assert ways.line.score == 90
    best = ways.plans[0]
    assert [(change.indicator, change.before, change.after, change.steps) for change in best.changes] == [
        ("x", "B", "S", 2)
    ]
    assert (best.cost, best.steps, best.score, best.rank, best.margin) == (2, 2, 90, 2, 0)
    # One step of x and two others bring 3.5 + 2 x 1.75, four steps of the others 4 x 1.75.
    rest = letters_of(ways)[1:]
    assert {"x": "A", "y": "S", "z": "B"} in rest[:2]
    assert {"x": "A", "z": "A"} in rest[:2]
    assert rest[2:] == [{"y": "S", "z": "S"}]
    assert [plan.steps for plan in ways.plans] == [2, 3, 3, 4]


@pytest.mark.parametrize("page", ["method.md", "method.ko.md"])
def test_the_page_of_the_method_shows_these_ways(page: str) -> None:
    plans = shortest_ways(example(CELLS, PRIOR), "a", goal=Goal(2)).plans
    rows = [line for line in (DOCS / page).read_text(encoding="utf-8").split("\n") if re.search(r" = 7\D", line)]
    assert [f"| {plan.steps} |" in row for plan, row in zip(plans, rows, strict=True)] == [True] * 4
    assert {sum(change.gain for change in plan.changes) for plan in plans} == {7}


def test_costs_and_fixed_indicators_turn_the_way() -> None:
    result = example(CELLS, PRIOR)
    dear = shortest_ways(result, "a", goal=Goal(2), effort=Effort({"x": Fraction(5)}))
    assert letters_of(dear)[0] == {"y": "S", "z": "S"}
    assert dear.plans[0].cost == 4
    without = shortest_ways(result, "a", goal=Goal(2), effort=Effort(fixed=frozenset("x")))
    # y and z to the top bring 1.75 + 3 x 1.75 = 7.
    assert letters_of(without) == [{"y": "S", "z": "S"}]


def test_free_steps_are_taken_only_where_they_are_needed() -> None:
    ways = shortest_ways(example(CELLS, PRIOR), "a", goal=Goal(2), effort=Effort({"y": Fraction(0), "z": Fraction(0)}))
    assert {change.indicator for change in ways.plans[0].changes} == {"y", "z"}
    assert (ways.plans[0].cost, ways.plans[0].steps) == (0, 4)


def test_a_rank_that_is_held_already_takes_nothing() -> None:
    result = example(CELLS, PRIOR)
    for goal in (Goal(3), Goal(7)):
        ways = shortest_ways(result, "a", goal=goal)
        assert [plan.changes for plan in ways.plans] == [()]
        assert ways.plans[0].rank == 3
    assert shortest_ways(result, "a", goal=Goal(7)).line is None


def test_an_equal_score_shares_the_better_rank() -> None:
    ways = shortest_ways(example(CELLS, PRIOR), "a", goal=Goal(1))
    assert ways.plans[0].rank == 1
    assert ways.plans[0].margin == 0


def test_where_no_set_is_enough_the_best_rank_is_said() -> None:
    result = example(CELLS, {**PRIOR, ("a", "prior"): 80})
    ways = shortest_ways(result, "a", goal=Goal(1))
    assert not ways.reachable
    assert ways.plans == ()
    assert ways.utmost.rank == 2
    assert ways.utmost.margin == -3
    assert {change.indicator: change.after for change in ways.utmost.changes} == {"x": "S", "y": "S", "z": "S"}


def test_an_award_is_reached_at_its_last_place() -> None:
    assert goal_of(TIERS[1]) == Goal(3)
    rivals = {"b": Fraction(99)}
    assert goal_of(TIERS[0], rivals) == Goal(1, rivals)


def test_rivals_may_be_expected_elsewhere() -> None:
    result = example(CELLS, PRIOR)
    best = best_possible(result, "1")
    assert best == {"a": 97, "b": 97, "c": 97}
    ways = shortest_ways(result, "a", goal=Goal(2, best))
    assert (ways.plans[0].score, ways.plans[0].rank) == (97, 1)
    assert not shortest_ways(result, "a", goal=Goal(1, {"b": Fraction(98)})).reachable


def test_the_smallest_slip_by_hand() -> None:
    """c is ahead of b by 7; to fall behind takes more than that: three steps, two of x with one of 1.75."""
    slip = smallest_slip(example(CELLS, PRIOR), "c")
    best = slip.plans[0]
    assert (best.steps, best.rank) == (3, 2)
    assert best.score < 90
    # Three steps of x cost 10.5, the most that three steps can.
    assert {change.indicator: change.after for change in best.changes} == {"x": "C"}
    assert best.margin == Fraction("3.5")


def test_nobody_can_be_overtaken_by_too_few_rivals() -> None:
    slip = smallest_slip(example(CELLS, PRIOR), "a")
    assert not slip.reachable
    assert slip.line is None
    assert slip.utmost.rank == 3


def test_what_was_not_submitted_begins_below_the_last_grade() -> None:
    cells = {**CELLS, "a": {"x": "A", "y": "", "z": "A"}}
    ways = shortest_ways(example(cells, PRIOR), "a", goal=Goal(2), effort=Effort(fixed=frozenset("xz")))
    (change,) = ways.plans[0].changes
    assert (change.indicator, change.before, change.after, change.steps) == ("y", None, "A", 3)
    assert change.gain == Fraction(90 * 7, 40)
    assert ways.left_out == ()


def test_what_is_left_out_of_the_score_is_part_of_no_way_and_said() -> None:
    leave_out = Policies(not_submitted=MissingPolicy.LEAVE_OUT)
    cells = {**CELLS, "a": {"x": "B", "y": "", "z": "n/a"}}
    ways = shortest_ways(example(cells, PRIOR, policies=leave_out), "a", goal=Goal(2))
    assert ways.left_out == ("y",)
    # Of the current year only x counts, so that one step of it is worth 7.
    assert [(change.indicator, change.after, change.gain) for change in ways.plans[0].changes] == [("x", "A", 7)]


def test_on_rounded_scores_a_step_less_may_do() -> None:
    """b is 0.03 ahead of what two steps of x bring; on whole points that is the same."""
    prior = {**PRIOR, ("b", "prior"): "90.1"}
    assert shortest_ways(example(CELLS, prior), "a", goal=Goal(2)).plans[0].score == Fraction("93.5") - Fraction("1.75")
    rounded = shortest_ways(example(CELLS, prior, policies=Policies(rank_decimals=0)), "a", goal=Goal(2))
    assert (rounded.plans[0].score, rounded.plans[0].rank, rounded.plans[0].margin) == (90, 2, Fraction("0.5"))


@pytest.mark.parametrize(("grade", "after"), [("B", "S"), ("S", "A")])
def test_half_a_point_below_zero_is_rounded_away_from_zero(grade: str, after: str) -> None:
    """b has 0. a has 1, 0.5 or 0 less a deduction of 1: with A that is -0.5, on whole points -1 and behind."""
    steps = tuple(GradeStep(letter, Fraction(points, 2), None) for letter, points in zip("SAB", (2, 1, 0), strict=True))
    root = branch("final", leaf(indicator("x", scale=GradeScale("small", steps))))
    one = evaluation(root, "ab", policies=Policies(rank_decimals=0))
    cells = {"a": {"x": grade}, "b": {"x": "B"}}
    result = score_month(one, month(cells, {}, [deduction("a", "final", 1)]))
    search = shortest_ways if grade == "B" else smallest_slip
    (plan,) = search(result, "a", goal=Goal(1), listing=ALL).plans
    assert [change.after for change in plan.changes] == [after]
    assert plan.margin == (Fraction(1, 2) if grade == "B" else 0)


def test_grades_that_bring_nothing_are_passed_over() -> None:
    """A worth less than B, as somebody may try: the way passes from B to S and never stops at A."""
    steps = tuple(
        GradeStep(letter, Fraction(points), None) for letter, points in zip(LETTERS, (100, 75, 80, 70), strict=True)
    )
    odd = indicator("x", scale=GradeScale("odd", steps))
    one = evaluation(branch("final", leaf(odd), leaf("y")), ["a", "b"])
    result = score_month(one, month({"a": {"x": "C", "y": "C"}, "b": {"x": "B", "y": "C"}}))
    ways = shortest_ways(result, "a", goal=Goal(1), listing=ALL)
    assert letters_of(ways) == [{"x": "B"}, {"y": "B"}]
    higher = shortest_ways(result, "a", goal=Goal(1, {"b": Fraction("72.6")}), effort=Effort(fixed=frozenset("y")))
    assert letters_of(higher) == [{"x": "B"}]
    highest = shortest_ways(result, "a", goal=Goal(1, {"b": Fraction("76")}), effort=Effort(fixed=frozenset("y")))
    assert letters_of(highest) == [{"x": "S"}]


def test_bonus_stays_where_it_is() -> None:
    root = branch("final", imported("prior", 30), branch("current", leaf("x"), weight=70))
    cells = {"a": {"x": "B"}, "b": {"x": "S"}}
    result = score_month(
        evaluation(root, ["a", "b"]), month(cells, {(unit, "prior"): 90 for unit in "ab"}, [bonus("a", "current", 10)])
    )
    assert shortest_ways(result, "a", goal=Goal(1)).plans[0].changes[0].after == "A"


def test_a_way_under_other_weights_and_points_follows_them() -> None:
    """The prior year 0, S worth 110: a has 80, b 90; x from B to S brings (110 - 80) x 2/4."""
    other = with_weights(example(CELLS, PRIOR), {"prior": Fraction(0)}, {("sabc", "S"): Fraction(110)})
    best = shortest_ways(other, "a", goal=Goal(2)).plans[0]
    assert [(change.indicator, change.after, change.gain) for change in best.changes] == [("x", "S", 15)]
    assert (best.score, best.rank) == (95, 2)


def test_what_cannot_be_asked_is_refused() -> None:
    result = example(CELLS, PRIOR)
    with pytest.raises(KeyError):
        shortest_ways(result, "a", goal=Goal(1, {"elsewhere": Fraction(1)}))
    with pytest.raises(KeyError):
        shortest_ways(result, "a", goal=Goal(1), effort=Effort({"unknown": Fraction(1)}))
    with pytest.raises(ValueError, match="less than nothing"):
        shortest_ways(result, "a", goal=Goal(1), effort=Effort({"x": Fraction(-1)}))
    with pytest.raises(ValueError, match="best rank"):
        shortest_ways(result, "a", goal=Goal(0))
    empty = example({}, {}, policies=Policies(not_submitted=MissingPolicy.LEAVE_OUT))
    with pytest.raises(ValueError, match="without a score"):
        smallest_slip(empty, "a")


def test_a_plan_that_does_not_add_up_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    result = example(CELLS, PRIOR)
    monkeypatch.setattr("scoring.shortest.effective_share", lambda *_: Fraction(1, 3))
    with pytest.raises(ArithmeticError):
        shortest_ways(result, "a", goal=Goal(2))


def test_indicators_without_weight_are_no_way() -> None:
    root = branch("final", leaf("x"), branch("nothing", leaf("y"), weight=0))
    one = evaluation(root, ["a", "b"])
    result = score_month(one, month({"a": {"x": "A", "y": "C"}, "b": {"x": "S", "y": "S"}}))
    assert [node.code for node in walk(one.root)] == ["final", "x", "nothing", "y"]
    (plan,) = shortest_ways(result, "a", goal=Goal(1), listing=ALL).plans
    assert [change.indicator for change in plan.changes] == ["x"]
    assert SCALE.top.letter == plan.changes[0].after
