"""How long a month of 31 municipalities and 101 indicators takes; measured, never asserted."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from scoring.model import Evaluation, MonthData, Observation, State
from scoring.score import Result, prepare, score_month
from scoring.weak import find_below_top
from tests.scoring.build import MONTH, branch, evaluation, imported, indicator, leaf

UNITS = [f"u{number:02d}" for number in range(31)]
GROUPS = (UNITS[:10], UNITS[10:20], UNITS[20:])


def province() -> Evaluation:
    measured = [indicator(f"i{number:03d}", target=Decimal(90)) for number in range(101)]
    fields = [branch(f"f{field}", *(leaf(one) for one in measured[field::9])) for field in range(9)]
    root = branch("final", imported("prior", 30), branch("current", *fields, weight=70))
    return evaluation(root, *GROUPS)


def entered(one: Evaluation, below_target: float) -> MonthData:
    """Values of which a share lies below the target of 90, by a fixed seed."""
    random = Random(2023)

    def value() -> Decimal:
        return Decimal(random.randint(600, 899) if random.random() < below_target else random.randint(900, 1000)) / 10

    observations = {
        unit: {measured.code: Observation(State.SUBMITTED, value()) for measured in one.indicators()} for unit in UNITS
    }
    return MonthData(MONTH, observations, {(unit, "prior"): Decimal("95.12") for unit in UNITS})


@pytest.mark.parametrize("below_target", [0.03, 0.75], ids=["3 % below target", "75 % below target"])
def test_score_and_rank_a_month(benchmark: Any, below_target: float) -> None:
    one = province()
    data = entered(one, below_target)
    result: Result = benchmark(score_month, one, data)
    assert sum(len(result.group(group.code)) for group in one.groups) == len(UNITS)


def test_prepare_an_evaluation_for_a_month(benchmark: Any) -> None:
    """Thresholds and whole-number weights, once per evaluation and month."""
    prepared = benchmark.pedantic(prepare.__wrapped__, setup=lambda: ((province(), MONTH), {}), rounds=20)
    assert len(prepared.yardsticks) == len(UNITS)


def test_what_every_indicator_below_the_top_is_worth(benchmark: Any) -> None:
    one = province()
    result = score_month(one, entered(one, 0.2))
    assert benchmark(find_below_top, result, UNITS[0])
