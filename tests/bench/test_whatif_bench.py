"""What a what-if of 31 municipalities and 101 indicators takes; measured, never asserted."""

from fractions import Fraction
from typing import Any

import pytest

from scoring.model import NOT_APPLICABLE, Observation, State
from scoring.paths import Room
from scoring.regrade import regraded
from scoring.reweigh import with_weights
from scoring.rulers import all_breakpoints, ruler
from scoring.score import Result, score_month
from tests.bench.test_scoring_bench import UNITS, entered, province

SHIFTED = {"prior": Fraction(20), "current": Fraction(80)}


@pytest.fixture(scope="module")
def result() -> Result:
    one = province()
    return score_month(one, entered(one, 0.5))


@pytest.fixture(scope="module")
def with_gaps(result: Result) -> Result:
    """Three of every hundred cells do not apply, so that most curves bend."""
    codes = [indicator.code for indicator in result.evaluation.indicators()]
    cells = [(unit, code) for unit in UNITS for code in codes]
    return regraded(result, dict.fromkeys(cells[::33], NOT_APPLICABLE))


@pytest.mark.parametrize("room", list(Room))
def test_all_breakpoints_of_all_weights(benchmark: Any, result: Result, room: Room) -> None:
    """112 weights, three groups; aim: 50 ms with the siblings in proportion."""
    assert len(benchmark(all_breakpoints, result, room)) == 112


def test_all_breakpoints_where_some_indicators_do_not_apply(benchmark: Any, with_gaps: Result) -> None:
    found = benchmark(all_breakpoints, with_gaps)
    assert any(place.at.exact is None for groups in found.values() for places in groups.values() for place in places)


@pytest.mark.parametrize("node", ["prior", "f0", "i000"])
def test_one_ruler(benchmark: Any, result: Result, node: str) -> None:
    assert benchmark(ruler, result, node, UNITS[3]).stretches


def test_all_units_under_other_weights(benchmark: Any, result: Result) -> None:
    """What follows the release of a slider."""
    assert benchmark(with_weights, result, SHIFTED).standings.keys() == set(UNITS)


def test_all_units_under_other_weights_and_points(benchmark: Any, result: Result) -> None:
    points = {("sabc", "A"): Fraction(85)}
    assert benchmark(with_weights, result, SHIFTED, points).standings.keys() == set(UNITS)


def test_some_other_grades(benchmark: Any, result: Result) -> None:
    grade = Observation(State.SUBMITTED, None, "S")
    changes = {(unit, f"i{number:03d}"): grade for unit in UNITS[:3] for number in range(5)}
    assert benchmark(regraded, result, changes).standings.keys() == set(UNITS)
