"""Rank acceptability against exact arithmetic under the drawn weights, and what its rows and columns add up to."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.acceptability import Sampling, acceptability, draw_weights, swings
from scoring.aggregate import aggregate, plan_of
from scoring.model import Branch, Evaluation, MonthData, Node, Policies
from scoring.rank import rank_within_group
from scoring.score import Result, score_month
from tests.scoring.build import bonus, branch, branches, evaluation, imported, leaf, month
from tests.scoring.strategies import scored

quick = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
SPREADS = st.sampled_from([None, None, Fraction(0), Fraction(1, 5), Fraction(1)])


def reweighed(branch: Branch, weights: Mapping[str, np.ndarray], column: int) -> Branch:
    """The same tree with the drawn weights as the exact fractions that floating point numbers are."""
    drawn = weights.get(branch.code)
    children: list[Node] = []
    for place, child in enumerate(branch.children):
        weight = child.weight if drawn is None else Fraction(float(drawn[place, column]))
        if isinstance(child, Branch):
            children.append(replace(reweighed(child, weights, column), own_weight=weight))
        else:
            children.append(replace(child, weight=weight))
    return replace(branch, children=tuple(children))


def exact_ranks(result: Result, weights: Mapping[str, np.ndarray], column: int) -> dict[str, int | None]:
    plan = plan_of(reweighed(result.evaluation.root, weights, column))
    ranks: dict[str, int | None] = {}
    for group in result.evaluation.groups:
        of_group = (result.standings[unit.code] for unit in group.units)
        scores = {one.unit: aggregate(plan, one.points, one.adjustments)["final"] for one in of_group}
        places = rank_within_group(scores, result.evaluation.policies.rank_decimals)
        ranks |= {unit: None if place is None else place.rank for unit, place in places.items()}
    return ranks


@quick
@given(scored(), st.data())
def test_ranks_are_those_of_exact_arithmetic_under_every_drawn_weighting(
    case: tuple[Evaluation, MonthData], data: st.DataObject
) -> None:
    one, entries = case
    one = replace(one, policies=replace(one.policies, rank_decimals=data.draw(st.sampled_from([None, None, 0, 2]))))
    if data.draw(st.booleans()):  # two units that are equal whatever the weights
        rows = {**entries.observations, "b": entries.observations["a"]}
        same = {("b", node): score for (unit, node), score in entries.scores.items() if unit == "a"}
        others = {key: score for key, score in entries.scores.items() if key[0] != "b"}
        entries = replace(entries, observations=rows, scores=others | same, adjustments=())
    result = score_month(one, entries)
    codes = [node.code for node in branches(one.root)]
    chosen = data.draw(st.sets(st.sampled_from(codes), min_size=1))
    sampling = Sampling(frozenset(chosen), data.draw(SPREADS), 12, data.draw(st.integers(0, 99)))
    (weights,) = draw_weights(one, sampling)
    ranks = [exact_ranks(result, weights, column) for column in range(sampling.samples)]
    (found,) = acceptability(result, sampling).values()
    for unit in result.standings:
        counted = [sum(1 for of_units in ranks if of_units[unit] == rank) for rank in range(1, 5)]
        if unit in found.counts:
            assert list(found.counts[unit]) == counted[: len(found.counts)]
        else:
            assert sum(counted) == 0


@quick
@given(scored(), SPREADS)
def test_rows_add_up_and_columns_as_far_as_ties_let_them(
    case: tuple[Evaluation, MonthData], spread: Fraction | None
) -> None:
    result = score_month(*case)
    sampling = Sampling(frozenset(node.code for node in branches(case[0].root)), spread, 1500)
    (found,) = acceptability(result, sampling).values()
    assert set(found.counts) == {unit for unit, standing in result.standings.items() if standing.score is not None}
    for rank in range(1, len(found.counts) + 1):
        # Among the first k ranks there are at least k units under every weighting, more of them where there are ties.
        assert sum(sum(row[:rank]) for row in found.counts.values()) >= rank * sampling.samples
    for unit in found.counts:
        shares = [found.share(unit, rank) for rank in range(1, len(found.counts) + 1)]
        assert sum(shares) == 1
        assert found.at_least(unit, len(shares)) == 1


PLAIN = branch("final", imported("prior", 30), branch("current", leaf("x", 2), leaf("y"), weight=70))
CELLS = {"a": {"x": "S", "y": "B"}, "b": {"x": "A", "y": "S"}, "c": {"x": "C", "y": "C"}}
PRIOR = {("a", "prior"): "93.1", ("b", "prior"): "97.3", ("c", "prior"): "99.7"}


def plain(**settings: object) -> Result:
    return score_month(evaluation(PLAIN, "abc", **settings), month(CELLS, PRIOR))


def test_without_ties_the_columns_add_up_too() -> None:
    found = acceptability(plain(), Sampling(frozenset({"final", "current"})))["1"]
    assert [sum(column) for column in zip(*found.counts.values(), strict=True)] == [10_000] * 3
    assert all(0 < found.share(unit, 1) < 1 for unit in "abc")


def test_equal_units_share_every_rank_and_the_last_one_stays_empty() -> None:
    cells = {**CELLS, "b": CELLS["a"]}
    result = score_month(evaluation(PLAIN, "abc"), month(cells, {**PRIOR, ("b", "prior"): "93.1"}))
    found = acceptability(result, Sampling(frozenset({"final", "current"})))["1"]
    assert found.counts["a"] == found.counts["b"]
    assert found.counts["a"][2] == 0
    assert found.counts["c"][1] == 0
    assert found.counts["a"][0] + found.counts["c"][0] == 10_000


def test_the_whole_simplex_is_drawn_evenly() -> None:
    """a leads b where x, 100 against 90, outweighs y, 80 against 100: in a third of all weightings, x above 2 / 3."""
    result = score_month(evaluation(branch("final", leaf("x", 2), leaf("y")), "ab"), month(CELLS))
    found = acceptability(result, Sampling(frozenset({"final"}), samples=40_000))["1"]
    assert abs(found.share("a", 1) - Fraction(1, 3)) < 5 * found.error("a", 1)
    assert found.error("a", 1) == pytest.approx((1 / 3 * 2 / 3 / 40_000) ** 0.5, rel=0.05)
    (weights,) = draw_weights(plain().evaluation, Sampling(frozenset({"current", "final"}), samples=1000))
    assert {code: part.shape for code, part in weights.items()} == {"current": (2, 1000), "final": (2, 1000)}


def test_weights_stay_in_the_box_around_the_official_ones() -> None:
    sampling = Sampling(frozenset({"final"}), Fraction(1, 10), 5000)
    prior = np.hstack([batch["final"][0] for batch in draw_weights(plain().evaluation, sampling)])
    assert len(prior) == 5000
    assert 27 <= prior.min() < 27.05
    assert 32.95 < prior.max() <= 33
    assert abs(prior.mean() - 30) < 0.2


def test_without_spread_every_weighting_is_the_official_one() -> None:
    result = plain()
    found = acceptability(result, Sampling(frozenset({"final", "current"}), Fraction(0), 10))["1"]
    for unit, standing in result.standings.items():
        assert found.share(unit, standing.rank or 0) == 1
        assert found.error(unit, standing.rank or 0) == 0


def test_a_weight_of_nothing_stays_nothing() -> None:
    root = branch("final", imported("prior", 0), branch("current", leaf("x"), leaf("y"), weight=70))
    result = score_month(evaluation(root, "abc"), month(CELLS, PRIOR))
    found = acceptability(result, Sampling(frozenset({"final"}), samples=200))["1"]
    assert {unit: row.index(200) + 1 for unit, row in found.counts.items()} == {
        unit: standing.rank for unit, standing in result.standings.items()
    }


def test_the_same_seed_gives_the_same_and_another_one_hardly() -> None:
    first, again, other = (
        acceptability(plain(), Sampling(frozenset({"final", "current"}), seed=seed))["1"].counts for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_scores_on_half_a_point_are_rounded_up_although_floats_fall_short() -> None:
    """0.3 x 85.05 + 0.7 x 85.05 is 85.05 whatever the weights, and 85.1 on one decimal; a float may lie below it."""
    root = branch("final", imported("prior", 30), imported("current", 70))
    scores = {("a", "prior"): "85.05", ("a", "current"): "85.05", ("b", "prior"): "85.1", ("b", "current"): "85.1"}
    one = evaluation(root, "ab", policies=Policies(rank_decimals=1))
    found = acceptability(score_month(one, month({}, scores)), Sampling(frozenset({"final"}), samples=3000))["1"]
    assert found.counts == {"a": (3000, 0), "b": (3000, 0)}


def test_a_rank_swings_with_the_weight_that_carries_it() -> None:
    """c lives on its prior-year score: more of it lifts the rank, less of it never does."""
    result = plain()
    found = swings(result, "c", Sampling(frozenset({"final"})))
    assert result.standings["c"].rank == 3
    assert set(found) == {"prior", "current"}
    official = swings(result, "a", Sampling(frozenset({"final"}), Fraction(0), 10))
    assert official["prior"].heavier is None
    of_b = swings(result, "b", Sampling(frozenset({"final"})))["prior"]
    assert result.standings["b"].rank == 1
    assert of_b.lighter == 1
    assert of_b.heavier is not None
    assert of_b.heavier < 1


def test_what_cannot_be_drawn_is_refused() -> None:
    for wrong in ("nowhere", "prior"):
        with pytest.raises(KeyError):
            acceptability(plain(), Sampling(frozenset({wrong})))
    with pytest.raises(ValueError, match="share from 0 to 1"):
        Sampling(frozenset({"final"}), Fraction(3, 2))
    with pytest.raises(ValueError, match="at least one"):
        Sampling(frozenset({"final"}), samples=0)


def test_a_bonus_on_a_field_that_does_not_apply_counts_under_no_weighting() -> None:
    root = branch("final", branch("f", leaf("x"), leaf("y")), branch("g", leaf("z")))
    cells = {"a": {"x": "n/a", "y": "n/a", "z": "A"}, "b": {"x": "S", "y": "A", "z": "A"}}
    result = score_month(evaluation(root, "ab"), month(cells, {}, [bonus("a", "f", 20)]))
    found = acceptability(result, Sampling(frozenset({"final", "f"}), samples=500))["1"]
    assert found.counts == {"a": (0, 500), "b": (500, 0)}


def test_units_without_a_score_are_in_no_column() -> None:
    root = branch("final", imported("prior", 30), imported("current", 70))
    result = score_month(evaluation(root, "ab"), month({}, {("a", "prior"): 90}))
    found = acceptability(result, Sampling(frozenset({"final"}), samples=50))["1"]
    assert found.counts == {"a": (50,)}
    assert swings(result, "b", Sampling(frozenset({"final"}))) == {}
    nobody = acceptability(score_month(evaluation(root, "ab"), month({})), Sampling(frozenset({"final"})))
    assert nobody["1"].counts == {}
