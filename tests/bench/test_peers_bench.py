"""Other tools side by side: 10,000 weightings scored and ranked, one weight at a time; measured, never asserted.

`make bench-peers` installs them beside the dashboard and runs this. What a tool finds is compared, how fast is not.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring.acceptability import Sampling, acceptability, draw_weights
from scoring.model import Branch
from scoring.paths import Room
from scoring.rulers import all_breakpoints
from scoring.score import Result, score_month
from tests.bench.test_scoring_bench import UNITS, entered
from tests.scoring.build import branch, evaluation, imported, indicator, leaf, month

Numbers = NDArray[np.float64]
SAMPLING = Sampling(frozenset({"final"}))
FINE, STEPS = 0.0001, 101
"""A hundredth of a weight of 1/101: the usual step of 0.01 takes all of it away at once."""


@pytest.fixture(scope="module")
def flat() -> Result:
    """31 units and 101 indicators under one branch, since no other tool has a tree."""
    one = evaluation(
        branch("final", *(leaf(indicator(f"i{number:03d}", target=Decimal(90))) for number in range(101))), UNITS
    )
    return score_month(one, entered(one, 0.5))


def matrix_of(result: Result) -> Numbers:
    """The points, [unit, indicator]."""
    codes = [child.code for child in children_of(result)]
    return np.array([[float(one.score_of(code) or 0) for code in codes] for one in result.standings.values()])


def children_of(result: Result) -> tuple[Any, ...]:
    root = result.evaluation.root
    assert isinstance(root, Branch)
    return root.children


def weightings_of(result: Result) -> Numbers:
    """The weightings that are drawn here, [weighting, indicator], so that all tools rank the same ones."""
    drawn = np.hstack([batch["final"] for batch in draw_weights(result.evaluation, SAMPLING)]).T
    return drawn / drawn.sum(axis=1, keepdims=True)


def wanted(package: str) -> Any:
    """A module of another tool; the benchmark is reported as skipped where it is not installed."""
    return pytest.importorskip(package, reason=f"{package.split('.')[0]} is not installed (requirements-bench.txt)")


def with_scikit_criteria(matrix: Numbers, weightings: Numbers) -> Any:
    make, model = wanted("skcriteria").mkdm, wanted("skcriteria.agg.simple").WeightedSumModel()
    objectives = [max] * matrix.shape[1]
    return [model.evaluate(make(matrix, objectives, weights=weights)).rank_ for weights in weightings]


def with_pymcdm(matrix: Numbers, weightings: Numbers) -> Any:
    model = wanted("pymcdm.methods").WSM(lambda column, cost: column)
    types = np.ones(matrix.shape[1])
    return [model.rank(model(matrix, weights, types)) for weights in weightings]


def with_pyrepo_mcda(matrix: Numbers, weightings: Numbers) -> Any:
    model = wanted("pyrepo_mcda.mcda_methods").SAW(lambda values, types: values)
    rank, types = wanted("pyrepo_mcda.additions").rank_preferences, np.ones(matrix.shape[1])
    return [rank(model(matrix, weights, types)) for weights in weightings]


def with_pysensmcda(matrix: Numbers, weightings: Numbers) -> Any:
    simulate = wanted("pysensmcda.smaa").simulate
    return simulate(weighted_sum, matrix, np.ones(matrix.shape[1]), weights=weightings).rankings


def weighted_sum(matrix: Numbers, weights: Numbers, types: Numbers | None = None) -> Numbers:
    return matrix @ weights


PEERS = {
    "scikit-criteria": with_scikit_criteria,
    "pymcdm": with_pymcdm,
    "pyrepo-mcda": with_pyrepo_mcda,
    "PySensMCDA": with_pysensmcda,
}


def test_ten_thousand_weightings_here(benchmark: Any, flat: Result) -> None:
    """Drawn here, too."""
    assert len(benchmark(acceptability, flat, SAMPLING)["1"].counts) == len(UNITS)


@pytest.mark.parametrize("ranked", PEERS.values(), ids=PEERS)
def test_ten_thousand_weightings_elsewhere(
    benchmark: Any, flat: Result, ranked: Callable[[Numbers, Numbers], Any]
) -> None:
    """Drawn before; scored and ranked, and every unit has every rank as often as it has here."""
    matrix, weightings = matrix_of(flat), weightings_of(flat)
    ranked(matrix, weightings[:10])
    ranks = np.asarray(benchmark.pedantic(ranked, (matrix, weightings), rounds=3)).astype(int)
    expected = acceptability(flat, SAMPLING)["1"].counts
    counts = [tuple(np.bincount(of_unit, minlength=len(UNITS) + 1)[1:].tolist()) for of_unit in ranks.T]
    assert counts == list(expected.values())


def test_every_break_even_weight_here(benchmark: Any, flat: Result) -> None:
    """Exact, in both directions, all of them."""
    found = benchmark(all_breakpoints, flat, Room.EQUAL)
    assert all(places["1"] for places in found.values())


def test_the_first_change_of_every_weight_in_pysensmcda(benchmark: Any, flat: Result) -> None:
    """In steps, the first change only."""
    alteration = wanted("pysensmcda.ranking").ranking_alteration
    matrix, weights = matrix_of(flat), np.full(101, 1 / 101)
    found = benchmark.pedantic(first_changes, (alteration, matrix, weights, FINE), rounds=3)
    assert len(found) == 101


@pytest.mark.filterwarnings("ignore:DataFrame is highly fragmented")
def test_the_ranks_at_101_values_of_every_weight_in_pyrepo_mcda(benchmark: Any, flat: Result) -> None:
    """No break-even weights there; the ranks at given values are the nearest to them."""
    analysis = wanted("pyrepo_mcda.sensitivity_analysis_weights_values").Sensitivity_analysis_weights_values()
    model = wanted("pyrepo_mcda.mcda_methods").SAW(lambda values, types: values)
    matrix, values = matrix_of(flat), np.linspace(0, 1, STEPS)

    def all_ranks() -> list[Any]:
        return [analysis(matrix, values, np.ones(101), model, number) for number in range(101)]

    assert len(benchmark.pedantic(all_ranks, rounds=1)) == 101


def first_changes(alteration: Any, matrix: Numbers, weights: Numbers, step: float) -> list[Any]:
    ranks = wanted("pymcdm.helpers").rankdata(matrix @ weights, True)
    call = {"matrix": matrix, "weights": weights}
    found: list[Any] = alteration(weights, ranks, weighted_sum, call, True, step)
    return found


def test_the_swap_that_steps_miss(benchmark: Any) -> None:
    """The second and third change places at w3 = 0.5; the steps end before, where it can't fall further."""
    matrix, weights = np.array([[1, 0, 0.5], [0, 1, 0.5], [0.2, 0.2, 0.4]]), np.array([0.6, 0.2, 0.2])
    alteration = wanted("pysensmcda.ranking").ranking_alteration
    found = benchmark.pedantic(first_changes, (alteration, matrix, weights, 0.01), rounds=3)
    assert found[2][1].tolist() == weights.tolist()
    root = branch("final", *(imported(f"w{number}", weight) for number, weight in enumerate(weights, 1)))
    scores = {
        (unit, f"w{number}"): row[number - 1] for unit, row in zip("abc", matrix, strict=True) for number in (1, 2, 3)
    }
    places = all_breakpoints(score_month(evaluation(root, "abc"), month({}, scores)), Room.EQUAL)["w3"]["1"]
    assert [place.at.exact for place in places] == [Fraction(1, 2)]
