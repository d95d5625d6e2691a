"""How long the proven shortest way over 101 indicators takes, with equal and unequal costs; never asserted."""

from fractions import Fraction
from random import Random
from typing import Any

import pytest

from scoring.leave_out import leave_one_out
from scoring.model import MissingPolicy, Policies
from scoring.score import Result, score_month
from scoring.shortest import ONE_PER_STEP, Effort, Goal, Listing, shortest_ways, smallest_slip
from tests.bench.test_scoring_bench import entered, province
from tests.scoring.build import branch, evaluation, imported, indicator, leaf, month

CODES = [f"i{number:03d}" for number in range(101)]
MEMBERS = [f"u{number}" for number in range(10)]


def uneven() -> Result:
    """101 indicators of many different weights, grades from S to C, some not submitted and some that do not apply."""
    random = Random(7)
    leaves = [leaf(indicator(code), Fraction(random.randint(5, 40), 10)) for code in CODES]
    fields = [branch(f"f{number}", *leaves[number::9], weight=random.randint(5, 20)) for number in range(9)]
    root = branch("final", imported("prior", 30), branch("current", *fields, weight=70))
    one = evaluation(root, MEMBERS, policies=Policies(not_submitted=MissingPolicy.ZERO))
    grades = [*"SABC" * 5, "n/a", "", ""]
    cells = {unit: {code: random.choice(grades) for code in CODES} for unit in MEMBERS}
    return score_month(one, month(cells, {(unit, "prior"): random.randint(900, 1000) / 10 for unit in MEMBERS}))


def costs(least: int, most: int, divisor: int) -> Effort:
    random = Random(3)
    return Effort({code: Fraction(random.randint(least, most), divisor) for code in CODES})


EFFORTS = {"one per step": ONE_PER_STEP, "halves to 5": costs(1, 10, 2), "hundredths to 6": costs(0, 600, 100)}


@pytest.mark.parametrize("effort", EFFORTS.values(), ids=EFFORTS)
@pytest.mark.parametrize("part", [Fraction(1, 20), Fraction(1, 4), Fraction(3, 4)], ids=["near", "far", "very far"])
def test_the_five_shortest_ways(benchmark: Any, part: Fraction, effort: Effort) -> None:
    """To the score that lies at a part of everything that could be gained."""
    result = uneven()
    score = result.standings["u0"].score
    utmost = shortest_ways(result, "u0", goal=Goal(1), listing=Listing(1)).utmost.score
    assert score is not None
    line = dict.fromkeys(MEMBERS[1:], score + part * (utmost - score))
    ways = benchmark(shortest_ways, result, "u0", goal=Goal(1, line), effort=effort)
    assert len(ways.plans) == 5
    assert not ways.cut_short


def test_from_the_last_place_of_a_group_to_the_first(benchmark: Any) -> None:
    one = province()
    result = score_month(one, entered(one, 0.5))
    ways = benchmark(shortest_ways, result, result.group("1")[-1].unit, goal=Goal(1))
    assert ways.reachable


def test_the_smallest_slips(benchmark: Any) -> None:
    one = province()
    result = score_month(one, entered(one, 0.5))
    assert benchmark(smallest_slip, result, result.group("1")[0].unit).reachable


def test_every_field_and_indicator_left_out(benchmark: Any) -> None:
    one = province()
    result = score_month(one, entered(one, 0.5))
    assert len(benchmark(leave_one_out, result, "u00")) == 111
