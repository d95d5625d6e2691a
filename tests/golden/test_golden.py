import pytest

from scoring.score import score_month
from tests.golden.cases import case_names, number, read_case


@pytest.mark.parametrize("name", case_names())
def test_scores_and_ranks_are_those_worked_out_by_hand(name: str) -> None:
    case = read_case(name)
    standings = score_month(case.evaluation, case.data).standings
    assert standings.keys() == case.expected.keys()
    for unit, expected in case.expected.items():
        standing = standings[unit]
        assert str(standing.rank or "none") == expected["rank"], unit
        scores = {node: number(text) for node, text in expected.items() if node != "rank"}
        assert {node: standing.score_of(node) for node in scores} == scores, unit


def test_there_are_cases() -> None:
    assert len(case_names()) >= 12
