"""Why score and rank moved: by hand, against scoring the month in between, and on random pairs of evaluations."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scoring.decompose import METHOD, Cause, Split, decompose
from scoring.derive import effective_share
from scoring.examples import SCALE
from scoring.ladder import Stage
from scoring.model import (
    Accumulation,
    Branch,
    Direction,
    Evaluation,
    IndicatorLeaf,
    InterimTarget,
    Method,
    MissingPolicy,
    MonthData,
    Name,
    Node,
    Policies,
)
from scoring.rank import rank_within_group
from scoring.rounding import round_half_up
from scoring.score import Result, score_month
from tests.scoring.build import bonus, branch, deduction, evaluation, imported, indicator, leaf, month
from tests.scoring.strategies import evaluations, months

slow = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
ENTERED = set(Cause) - METHOD


class Pair(NamedTuple):
    """Two months as they were entered and as they were scored."""

    old_data: MonthData
    new_data: MonthData
    before: Result
    after: Result

    def split(self, unit: str = "a") -> Split:
        assume(self.before.standings[unit].score is not None and self.after.standings[unit].score is not None)
        return decompose(self.before, self.after, unit)


@st.composite
def pairs(draw: st.DrawFn, *, same: bool | None = None) -> Pair:
    """Two months with gaps: of one evaluation, or of two whose codes, weights, targets and policies partly agree."""
    one = draw(evaluations("abcd"))
    other = one
    if same is not True and (same is False or draw(st.booleans())):
        other = draw(evaluations("abcd"))
        groups = draw(st.sampled_from((("abcd",), ("ab", "cd"), ("a", "bcd"), ("abce",), ("ace", "bd"))))
        policies = replace(other.policies, rank_decimals=draw(st.sampled_from((None, 0, 1))))
        other = replace(other, groups=evaluation(other.root, *groups).groups, policies=policies)
    old_data, new_data = draw(months(one)), draw(months(other))
    return Pair(old_data, new_data, score_month(one, old_data), score_month(other, new_data))


@slow
@given(pairs())
def test_everything_adds_up_to_the_last_digit(pair: Pair) -> None:
    split = pair.split()
    assert split.score_before + sum(effect.points for effect in split.effects) == split.score_after
    assert split.method + split.of(*ENTERED) == split.total
    assert split.rank_before - sum(step.change for step in split.steps) == split.rank_after
    assert [step.stage for step in split.steps] == list(Stage)
    assert (split.rank_before, split.rank_after) == tuple(one.standings["a"].rank for one in (pair.before, pair.after))
    flags = [rival.ahead for rival in split.rivals]
    ranks = [1 + sum(flag[place] for flag in flags) for place in range(5)]
    assert ranks == [split.rank_before, *(step.rank for step in split.steps)]
    for rival in split.rivals:
        scores = [one.standings[rival.unit].score for one in (pair.before, pair.after) if rival.unit in one.standings]
        if rival.method is not None and rival.own is not None:
            assert rival.method + rival.own == scores[1] - scores[0]


def between(pair: Pair) -> Result:
    """The later evaluation with what was entered before, and with what is new as it stands now."""
    one, other = pair.before.evaluation, pair.after.evaluation
    old_codes = {indicator.code for indicator in one.indicators()}
    old_leaves = {node.code for node in one.score_leaves()}
    nodes = {node.code for node in other.adjustable()}
    cells = {
        unit: {code: cell for code, cell in pair.new_data.observations.get(unit, {}).items() if code not in old_codes}
        | {**pair.old_data.observations.get(unit, {})}
        for unit in {*pair.old_data.observations, *pair.new_data.observations}
    }
    scores = {key: score for key, score in pair.new_data.scores.items() if key[1] not in old_leaves}
    kept = tuple(change for change in pair.old_data.adjustments if change.node in nodes)
    return score_month(other, MonthData(pair.new_data.month, cells, {**pair.old_data.scores, **scores}, kept))


@slow
@given(pairs(same=False))
def test_the_step_of_method_is_the_later_evaluation_with_the_earlier_entries(pair: Pair) -> None:
    """The month in between is put together cell by cell and scored by the rules, apart from the split."""
    split, middle = pair.split(), between(pair).standings
    assume(middle["a"].score is not None)
    assert split.score_before + split.method == middle["a"].score
    now = pair.after.standings
    members = [one.unit for one in pair.after.group(now["a"].group) if one.unit in pair.before.standings]
    scored = [unit for unit in members if pair.before.standings[unit].score is not None]
    # Where nothing of a rival's earlier entries counts, its later ones stand for them.
    method = {unit: now[unit].score if middle[unit].score is None else middle[unit].score for unit in scored}
    decimals = pair.after.evaluation.policies.rank_decimals
    for place, scores in ((1, method), (2, method | {"a": now["a"].score})):
        found = rank_within_group(scores, decimals)["a"]
        assert found is not None
        assert split.steps[place].rank == found.rank


def mirrored(node: Node) -> Node:
    if not isinstance(node, Branch):
        return node
    return replace(node, children=tuple(mirrored(child) for child in reversed(node.children)))


@slow
@given(pairs())
def test_the_order_of_the_indicators_changes_no_effect(pair: Pair) -> None:
    """Also where some begin or cease to count, come new or go."""
    split = pair.split()
    turned = {id(one): replace(one, root=mirrored(one.root)) for one in (pair.before.evaluation, pair.after.evaluation)}
    before = score_month(turned[id(pair.before.evaluation)], pair.old_data)
    after = score_month(turned[id(pair.after.evaluation)], pair.new_data)
    again = decompose(before, after, "a")
    assert {*again.effects} == {*split.effects}
    assert again.steps == split.steps


@slow
@given(pairs(same=True))
def test_within_one_evaluation_an_effect_is_share_times_difference_of_points(pair: Pair) -> None:
    """Where the same leaves count in both months; then nothing is left for any other cause."""
    split, one = pair.split(), pair.after.evaluation
    old, new = pair.before.standings["a"], pair.after.standings["a"]
    assert split.method == 0
    assume(all((old.points[code] is None) == (new.points[code] is None) for code in new.points))
    for effect in split.effects:
        if effect.cause is Cause.ADJUSTMENT:
            moved = new.adjustments.get(effect.code, Fraction(0)) - old.adjustments.get(effect.code, Fraction(0))
        else:
            moved = new.points[effect.code] - old.points[effect.code]
        assert effect.points == effective_share(one, new, effect.code) * moved


# What follows is calculated by hand.

TREE = branch("final", imported("prior", 30), branch("current", leaf("x"), leaf("y"), weight=70))
PRIOR = {(unit, "prior"): 90 for unit in "abc"}
ONE = evaluation(TREE, "abc")


def scored(one: Evaluation, cells: Mapping[str, Mapping[str, object]], *more: Any) -> Result:
    return score_month(one, month(cells, *(more or (PRIOR,))))


def effects(split: Split) -> dict[tuple[str, str], Fraction]:
    return {(effect.cause.value, effect.code): effect.points for effect in split.effects}


def changes(split: Split) -> list[int]:
    return [step.change for step in split.steps]


def test_own_change_prior_score_and_bonus() -> None:
    """a: 0.3 x 90 + 0.7 x (80 + 100) / 2 = 90; then 0.3 x 95 + 0.7 x ((100 + 90) / 2 + 1) = 95.7."""
    before = scored(ONE, {"a": {"x": "B", "y": "S"}, "b": {"x": "A", "y": "A"}, "c": {"x": "S", "y": "S"}})
    cells = {"a": {"x": "S", "y": "A"}, "b": {"x": "S", "y": "S"}, "c": {"x": "C", "y": "C"}}
    after = scored(ONE, cells, {**PRIOR, ("a", "prior"): 95}, [bonus("a", "current", 1)])
    split = decompose(before, after, "a")
    assert effects(split) == {
        ("own", "x"): Fraction(7),
        ("own", "y"): Fraction("-3.5"),
        ("imported", "prior"): Fraction("1.5"),
        ("adjustment", "current"): Fraction("0.7"),
    }
    # Before: c 97, a and b 90. With 95.7 alone a passes nobody: c has 97, b 90. Then b has 97 and c 76.
    assert (split.rank_before, changes(split), split.rank_after) == (2, [0, 0, 0, 0], 2)
    rivals = {rival.unit: rival for rival in split.rivals}
    assert rivals["b"].went_past
    assert not rivals["b"].overtaken
    assert rivals["c"].overtaken
    assert (rivals["b"].lead_before, rivals["b"].lead_after) == (0, Fraction("-1.3"))
    assert (rivals["c"].lead_before, rivals["c"].lead_after) == (-7, Fraction("19.7"))
    assert rivals["c"].ahead == (True, True, True, True, False)
    assert (rivals["b"].method, rivals["b"].own) == (0, 7)


def test_a_score_that_comes_in_counts_against_the_mean_that_it_joins() -> None:
    """Without prior year 90; with 80 it is 0.3 x 80 + 0.7 x 90 = 87; then x from B to S adds 0.7 x 20 / 2 = 7."""
    before = scored(ONE, {"a": {"x": "B", "y": "S"}}, {})
    after = scored(ONE, {"a": {"x": "S", "y": "S"}}, {("a", "prior"): 80})
    assert effects(decompose(before, after, "a")) == {("imported", "prior"): Fraction(-3), ("own", "x"): Fraction(7)}


def test_an_indicator_that_ceases_to_apply_takes_what_it_was_above_the_rest() -> None:
    """(80 + 100) / 2 = 90, without y 80: 0.7 x -10; a new field's place in the mean is that of the branch above."""
    before = scored(ONE, {"a": {"x": "B", "y": "S"}})
    after = scored(ONE, {"a": {"x": "B", "y": "n/a"}})
    assert effects(decompose(before, after, "a")) == {("own", "y"): Fraction(-7)}
    assert effects(decompose(after, before, "a")) == {("own", "y"): Fraction(7)}


def test_other_weights_and_nothing_else() -> None:
    """0.3 x 90 + 0.7 x 100 = 97; 0.2 x 90 + 0.8 x 100 = 98. b falls behind through the weights alone: 97.6 to 97.4."""
    cells = {"a": {"x": "S", "y": "S"}, "b": {"x": "S", "y": "A"}}
    priors = {("a", "prior"): 90, ("b", "prior"): 104}
    lighter = branch("final", imported("prior", 20), branch("current", leaf("x"), leaf("y"), weight=80))
    before, after = scored(ONE, cells, priors), scored(evaluation(lighter, "abc"), cells, priors)
    split = decompose(before, after, "a")
    assert effects(split) == {("weights", ""): Fraction(1)}
    assert (split.rank_before, changes(split)) == (2, [0, 1, 0, 0])
    assert split.separable


def test_new_and_dropped_indicators_stand_apart_from_what_the_unit_did() -> None:
    """Year 1: x S, y B; year 2: x A, z S. Without y 90 -> 100; x and z weigh as before; z joins at 100; x -10 / 2."""
    next_year = branch("final", imported("prior", 30), branch("current", leaf("x"), leaf("z"), weight=70))
    before = scored(ONE, {"a": {"x": "S", "y": "B"}})
    after = scored(evaluation(next_year, "abc"), {"a": {"x": "A", "z": "C"}})
    assert effects(decompose(before, after, "a")) == {
        ("dropped", "y"): Fraction(7),
        ("new", "z"): Fraction("-10.5"),  # 0.7 x (70 - 100) / 2
        ("own", "x"): Fraction("-3.5"),
    }


def test_a_higher_target_is_method_and_a_higher_value_is_the_units_own() -> None:
    """80 of 80 is S; of 100 it is B. Then 100 is reached: S again."""
    stricter = branch("final", imported("prior", 30), branch("current", leaf("x"), leaf("y"), weight=70))
    easy = branch(
        "final",
        imported("prior", 30),
        branch("current", leaf(indicator("x", target=Decimal(80))), leaf("y"), weight=70),
    )
    before = scored(evaluation(easy, "abc"), {"a": {"x": "80", "y": "S"}})
    after = scored(evaluation(stricter, "abc"), {"a": {"x": "100", "y": "S"}})
    split = decompose(before, after, "a")
    assert effects(split) == {("rule", "x"): Fraction(-7), ("own", "x"): Fraction(7)}
    assert split.total == 0


def test_a_letter_worth_other_points_is_method() -> None:
    scale = replace(SCALE, steps=(SCALE.steps[0], replace(SCALE.steps[1], points=Fraction(95)), *SCALE.steps[2:]))
    richer = branch(
        "final", imported("prior", 30), branch("current", leaf(indicator("x", scale=scale)), leaf("y"), weight=70)
    )
    before = scored(ONE, {"a": {"x": "A", "y": "S"}})
    after = scored(evaluation(richer, "abc"), {"a": {"x": "S", "y": "S"}})
    assert effects(decompose(before, after, "a")) == {("letter", "x"): Fraction("1.75"), ("own", "x"): Fraction("1.75")}


def test_a_turned_direction_and_own_cut_offs_are_rules() -> None:
    """90 of a target of 100: A where higher is better, S where lower is; with own cut-offs of 95 and 92 B."""
    cutoffs = (Decimal(95), Decimal(92), Decimal(90), None)
    for settings_of, points in (
        ({"direction": Direction.LOWER}, Fraction("3.5")),
        ({"cutoffs": cutoffs}, Fraction("-3.5")),
    ):
        turned = branch(
            "final", imported("prior", 30), branch("current", leaf(indicator("x", **settings_of)), leaf("y"), weight=70)
        )
        before = scored(ONE, {"a": {"x": "90", "y": "S"}})
        after = scored(evaluation(turned, "abc"), {"a": {"x": "90", "y": "S"}})
        assert effects(decompose(before, after, "a")) == {("rule", "x"): points}


def test_what_the_later_rules_cannot_grade_counts_as_dropped_and_new() -> None:
    """A value in another unit of measure, and a value where grades are now given by hand."""
    percent = indicator("x", unit_of_measure=Name("%", "%"))
    by_hand = indicator("x", method=Method.QUALITATIVE)
    for now, cell in ((percent, "90"), (by_hand, "A")):
        changed = branch("final", imported("prior", 30), branch("current", leaf(now), leaf("y"), weight=70))
        before = scored(ONE, {"a": {"x": "100", "y": "A"}})
        after = scored(evaluation(changed, "abc"), {"a": {"x": cell, "y": "A"}})
        assert effects(decompose(before, after, "a")) == {("dropped", "x"): Fraction("-3.5")}
        # A joins a mean of 90: nothing moves.


def test_a_value_of_june_is_held_against_the_june_share_of_the_new_target() -> None:
    """Six of nine months: 60 of 90 x 6/9 = 60 is S; of 120 x 6/9 = 80 it is 75 %, C; 70 is 87.5 %, B."""

    def year(target: int) -> Evaluation:
        measured = indicator("x", target=Decimal(target), accumulation=Accumulation.CUMULATIVE)
        return evaluation(branch("final", leaf(measured)), "a", policies=Policies(interim_target=InterimTarget.LINEAR))

    before = score_month(year(90), month({"a": {"x": "60"}}, at="2023-06"))
    after = score_month(year(120), month({"a": {"x": "70"}}, at="2023-06"))
    assert effects(decompose(before, after, "a")) == {("rule", "x"): Fraction(-30), ("own", "x"): Fraction(10)}


def test_a_policy_that_leaves_out_what_was_not_submitted_is_a_rule() -> None:
    """x is missing: 0.3 x 90 + 0.7 x 100 / 2 = 62; left out: 97."""
    lenient = replace(ONE, policies=Policies(not_submitted=MissingPolicy.LEAVE_OUT))
    cells = {"a": {"y": "S"}}
    split = decompose(scored(ONE, cells), scored(lenient, cells), "a")
    assert effects(split) == {("rule", "x"): Fraction(35)}


def test_another_group_is_a_step_of_its_own() -> None:
    """a is second of a and b, and third among c, d and itself; d has no score before and comes in with the rivals."""
    first = evaluation(TREE, "ab", "cd")
    second = evaluation(TREE, "b", "acd")
    priors = {(unit, "prior"): 90 for unit in "abc"}
    cells = {"a": {"x": "A", "y": "A"}, "b": {"x": "S", "y": "S"}, "c": {"x": "S", "y": "S"}}
    lenient = Policies(not_submitted=MissingPolicy.LEAVE_OUT)
    before = scored(replace(first, policies=lenient), cells, priors)
    assert before.standings["d"].score is None
    after = scored(replace(second, policies=lenient), {**cells, "d": {"x": "S", "y": "S"}}, priors)
    split = decompose(before, after, "a")
    assert (split.rank_before, changes(split), split.rank_after) == (2, [0, 0, 0, -1], 3)
    rivals = {rival.unit: rival for rival in split.rivals}
    assert list(rivals) == ["d", "c", "b"]
    assert rivals["b"].ahead == (True, False, False, False, False)
    assert (rivals["b"].lead_after, rivals["c"].lead_before, rivals["d"].method) == (None, None, None)
    assert effects(split) == {}


def test_rounded_ranks_are_taken_as_the_rules_of_each_month_say() -> None:
    """90.0 against 90.35: tied in whole points, behind with exact scores."""
    cells = {unit: {"x": "A", "y": "A"} for unit in "ab"}
    priors = {("a", "prior"): 90, ("b", "prior"): "91.1"}
    rounded = replace(ONE, policies=Policies(rank_decimals=0))
    split = decompose(scored(rounded, cells, priors), scored(ONE, cells, priors), "a")
    assert round_half_up(split.score_before - (split.rivals[0].lead_before or 0), 0) == 90
    assert (split.rank_before, changes(split), split.rank_after) == (1, [0, -1, 0, 0], 2)


def test_where_nothing_is_left_of_the_earlier_year_method_is_one_sum() -> None:
    before = scored(evaluation(branch("final", leaf("x")), "ab"), {"a": {"x": "A"}, "b": {"x": "S"}}, {})
    after = scored(evaluation(branch("final", leaf("z")), "ab"), {"a": {"z": "S"}, "b": {"z": "B"}}, {})
    split = decompose(before, after, "a")
    assert not split.separable
    assert effects(split) == {("weights", ""): Fraction(10)}
    assert changes(split) == [0, 1, 0, 0]


def test_a_deduction_on_a_field_that_is_gone_goes_with_it() -> None:
    old = branch("final", branch("f", leaf("x")), branch("g", leaf("y")))
    new = branch("final", branch("h", leaf("x"), leaf("y")))
    cells = {"a": {"x": "S", "y": "S"}}
    before = scored(evaluation(old, "a"), cells, {}, [deduction("a", "f", 4)])
    after = scored(evaluation(new, "a"), cells, {})
    assert effects(decompose(before, after, "a")) == {("dropped", "f"): Fraction(2)}


def test_without_a_score_at_both_ends_there_is_nothing_to_split() -> None:
    empty = evaluation(branch("final", leaf("x")), "a", policies=Policies(not_submitted=MissingPolicy.LEAVE_OUT))
    before, after = scored(empty, {}, {}), scored(empty, {"a": {"x": "S"}}, {})
    with pytest.raises(ValueError, match="score"):
        decompose(before, after, "a")
    with pytest.raises(KeyError):
        decompose(after, after, "nobody")


def test_a_leaf_that_turns_from_an_indicator_into_a_score_is_dropped_and_new() -> None:
    old = branch("final", leaf("x"), leaf("y"))
    new = branch("final", leaf("x"), imported("y", 1))
    assert isinstance(old.children[1], IndicatorLeaf)
    before = scored(evaluation(old, "a"), {"a": {"x": "A", "y": "B"}}, {})
    after = scored(evaluation(new, "a"), {"a": {"x": "A"}}, {("a", "y"): 96})
    assert effects(decompose(before, after, "a")) == {("dropped", "y"): Fraction(5), ("new", "y"): Fraction(3)}
