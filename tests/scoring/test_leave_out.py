"""Without one indicator or field: against scoring a month in which it applies to nobody."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from scoring.acceptability import Sampling
from scoring.aggregate import aggregate, plan_of
from scoring.importance import weigh_importance
from scoring.leave_out import leave_one_out
from scoring.model import Branch, Evaluation, MonthData, Node, walk
from scoring.rank import rank_within_group
from scoring.reweigh import with_weights
from scoring.roots import Root
from scoring.score import score_month
from tests.scoring.build import bonus, branch, evaluation, imported, leaf, month
from tests.scoring.strategies import scored

quick = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def leaves_below(node: Node) -> set[str]:
    return {one.code for one in walk(node) if not isinstance(one, Branch)}


@quick
@given(scored())
def test_leaving_out_is_what_not_applying_to_anybody_would_be(case: tuple[Evaluation, MonthData]) -> None:
    one, data = case
    result = score_month(one, data)
    nodes = [node for node in walk(one.root) if node is not one.root]
    for without in leave_one_out(result, "a", nodes):
        gone = leaves_below(without.node)
        scores = {
            unit: aggregate(
                plan_of(one.root),
                {code: None if code in gone else points for code, points in standing.points.items()},
                standing.adjustments,
            )["final"]
            for unit, standing in result.standings.items()
        }
        assert without.scores == scores
        assert without.places == rank_within_group(scores)
        before, after = result.standings["a"].rank, without.places["a"]
        assert without.change == (None if before is None or after is None else before - after.rank)


TREE = branch(
    "final",
    imported("prior", 30),
    branch("current", branch("f", leaf("x", 2), leaf("y")), branch("g", leaf("z")), weight=70),
)
CELLS = {"a": {"x": "B", "y": "S", "z": "S"}, "b": {"x": "A", "y": "A", "z": "A"}}
PRIOR = {("a", "prior"): 90, ("b", "prior"): 90}


def test_the_indicator_that_costs_the_rank_is_seen() -> None:
    """a: f = (2 x 80 + 100) / 3, g = 100, current = (3 x f + 100) / 4 = 90, as much as b; without x it leads."""
    result = score_month(evaluation(TREE, "ab"), month(CELLS, {**PRIOR, ("b", "prior"): 91}))
    assert result.standings["a"].rank == 2
    found = {one.node.code: one for one in leave_one_out(result, "a")}
    assert list(found) == ["prior", "f", "g", "x", "y", "z"]
    assert found["x"].scores == {"a": Fraction(97), "b": Fraction("90.3")}
    assert {code: one.change for code, one in found.items()} == {"prior": 1, "f": 1, "g": 0, "x": 1, "y": 0, "z": 0}
    assert found["prior"].places["b"] == (1, True)


def test_a_field_of_one_indicator_goes_with_it_and_so_does_its_bonus() -> None:
    result = score_month(evaluation(TREE, "ab"), month(CELLS, PRIOR, [bonus("a", "g", 8)]))
    found = {one.node.code: one for one in leave_one_out(result, "a")}
    assert found["z"].scores == found["g"].scores
    assert found["g"].scores["a"] == 27 + Fraction(7, 10) * Fraction(260, 3)


def test_the_last_thing_that_counts_leaves_no_score() -> None:
    result = score_month(evaluation(branch("final", leaf("x")), "ab"), month(CELLS))
    (found,) = leave_one_out(result, "a")
    assert found.node.code == "x"
    assert found.scores == {"a": None, "b": None}
    assert found.change is None


def test_units_and_nodes_that_are_not_there_are_refused() -> None:
    result = score_month(evaluation(TREE, "ab"), month(CELLS, PRIOR))
    with pytest.raises(KeyError):
        leave_one_out(result, "nobody")
    with pytest.raises(KeyError):
        leave_one_out(result, "a", [result.evaluation.root])
    with pytest.raises(KeyError):
        leave_one_out(result, "a", [leaf("elsewhere")])


def test_the_weight_with_the_nearest_break_even_matters_most() -> None:
    """a leads; prior and current break even at one pair of weights, g and f at another, found by the rulers."""
    cells = {"a": {"x": "S", "y": "S", "z": "B"}, "b": {"x": "A", "y": "A", "z": "S"}}
    result = score_month(evaluation(TREE, "ab"), month(cells, {("a", "prior"): 90, ("b", "prior"): 93}))
    found = weigh_importance(result, "a", Sampling(frozenset({"final", "current"}), samples=2000))
    assert {one.node.code for one in found} == {"prior", "current", "f", "g"}
    distances = [one.distance for one in found if one.distance is not None]
    assert distances == sorted(distances)
    for one in found:
        if one.nearest is None or one.nearest.exact is None:
            continue
        at = one.nearest.exact
        assert one.distance == Root(abs(at - one.official))
        siblings = next(node for node in walk(TREE) if isinstance(node, Branch) and one.node in node.children).children
        rest = sum(node.weight for node in siblings) - one.node.weight
        weights = {node.code: node.weight / rest * (1 - at) for node in siblings} | {one.node.code: at}
        tied = with_weights(result, weights).standings
        assert tied["a"].score == tied["b"].score
    by_code = {one.node.code: one for one in found}
    assert by_code["g"].difference < 0 < by_code["f"].difference
    assert weigh_importance(result, "a", Sampling(frozenset({"final"}), samples=10))[0].node.code in {
        "prior",
        "current",
    }


def test_the_nearest_of_several_break_even_weights_counts() -> None:
    """a has 90 throughout; b with 81 and 91 is ahead of it up to 10 %, c with 96.5 and 86.5 from 35 % on."""
    root = branch("final", imported("prior", 30), imported("current", 70))
    scores = {"a": ("90", "90"), "b": ("81", "91"), "c": ("96.5", "86.5")}
    entered = {(unit, "prior"): first for unit, (first, _) in scores.items()}
    entered |= {(unit, "current"): second for unit, (_, second) in scores.items()}
    result = score_month(evaluation(root, "abc"), month({}, entered))
    found = weigh_importance(result, "a", Sampling(frozenset({"final"}), samples=20))
    assert {(one.node.code, one.nearest, one.distance) for one in found} == {
        ("prior", Root(Fraction(7, 20)), Root(Fraction(1, 20))),
        ("current", Root(Fraction(13, 20)), Root(Fraction(1, 20))),
    }


def test_a_weight_that_changes_no_rank_has_no_break_even() -> None:
    cells = {"a": {"x": "S", "y": "S", "z": "S"}, "b": {"x": "A", "y": "A", "z": "A"}}
    result = score_month(evaluation(TREE, "ab"), month(cells, {("a", "prior"): 94, ("b", "prior"): 93}))
    found = weigh_importance(result, "a", Sampling(frozenset({"final", "current"}), samples=200))
    assert {(one.nearest, one.distance, one.difference) for one in found} == {(None, None, 0)}
    alone = replace(result.evaluation, root=branch("final", leaf("x")))
    (only,) = weigh_importance(score_month(alone, month(cells)), "a", Sampling(frozenset({"final"}), samples=20))
    assert only.difference == 0
