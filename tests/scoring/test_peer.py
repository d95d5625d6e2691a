"""The method against a second, naive writing of it, on random trees with gaps."""

from hypothesis import given, settings

from scoring.model import Evaluation, MonthData, walk
from scoring.score import score_month
from tests.scoring.naive import naive_ranks, naive_score
from tests.scoring.strategies import scored


@settings(max_examples=150, deadline=None)
@given(scored())
def test_every_node_and_rank_is_what_the_naive_calculation_gives(case: tuple[Evaluation, MonthData]) -> None:
    evaluation, data = case
    standings = score_month(evaluation, data).standings
    finals = {}
    for unit, standing in standings.items():
        for node in walk(evaluation.root):
            assert standing.score_of(node.code) == naive_score(evaluation, data, unit, node), node.code
        finals[unit] = standing.score
    assert {unit: standing.rank for unit, standing in standings.items()} == naive_ranks(finals)
