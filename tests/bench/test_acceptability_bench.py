"""How long 10,000 weightings of 31 municipalities and 101 indicators take, drawn, scored and ranked; never asserted."""

from typing import Any

import pytest

from scoring.acceptability import Sampling, acceptability
from scoring.importance import weigh_importance
from scoring.score import score_month
from tests.bench.test_scoring_bench import entered, province

FIELDS = frozenset(f"f{number}" for number in range(9))
DRAWN = {
    "fields and prior": frozenset({"final", "current"}),
    "every weight": FIELDS | {"final", "current"},
    "101 indicators": FIELDS,
}


@pytest.mark.parametrize("branches", DRAWN.values(), ids=DRAWN)
def test_ten_thousand_weightings(benchmark: Any, branches: frozenset[str]) -> None:
    one = province()
    result = score_month(one, entered(one, 0.5))
    found = benchmark(acceptability, result, Sampling(branches))
    assert sum(len(group.counts) for group in found.values()) == 31


def test_which_weight_matters_most(benchmark: Any) -> None:
    one = province()
    result = score_month(one, entered(one, 0.5))
    assert len(benchmark(weigh_importance, result, "u00", Sampling(DRAWN["fields and prior"]))) == 11
