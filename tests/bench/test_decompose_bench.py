"""What it takes to say why 31 municipalities x 101 indicators moved; measured, never asserted."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoring.decompose import decompose
from scoring.model import Branch, Evaluation, IndicatorLeaf, Node
from scoring.score import Result, score_month
from tests.bench.test_scoring_bench import UNITS, entered, province


def stricter(node: Node) -> Node:
    """The same tree with another target for every indicator and other weights."""
    if isinstance(node, Branch):
        return replace(node, children=tuple(map(stricter, node.children)))
    if isinstance(node, IndicatorLeaf):
        indicator = replace(node.indicator, target=Decimal(93))
        return replace(node, indicator=indicator, weight=node.weight * (2 if node.code.endswith("7") else 1))
    return node


def year_after(one: Evaluation) -> Evaluation:
    root = stricter(one.root)
    assert isinstance(root, Branch)
    return replace(one, root=root)


@pytest.fixture(scope="module")
def before() -> Result:
    one = province()
    return score_month(one, entered(one, 0.2))


def test_two_months_of_one_evaluation(benchmark: Any, before: Result) -> None:
    """Aim: 20 ms."""
    after = score_month(before.evaluation, entered(before.evaluation, 0.1))
    assert benchmark(decompose, before, after, UNITS[3]).effects


def test_two_years_with_other_targets_and_weights(benchmark: Any, before: Result) -> None:
    one = year_after(before.evaluation)
    after = score_month(one, entered(one, 0.1))
    assert benchmark(decompose, before, after, UNITS[3]).effects
