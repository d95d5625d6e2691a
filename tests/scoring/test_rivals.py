"""The line from which a rank is held, and the best that a unit can still have."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from scoring.model import Evaluation, MissingPolicy, MonthData
from scoring.rivals import best_possible, line_of
from scoring.score import score_month
from tests.scoring.build import month
from tests.scoring.naive import naive_score
from tests.scoring.strategies import scored


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(scored())
def test_the_best_possible_score_is_the_best_of_all_grades(drawn: tuple[Evaluation, MonthData]) -> None:
    """What is left out as not submitted may stay so or come in: every subset of it is tried, with the top grade."""
    one, data = drawn
    result = score_month(one, data)
    best = best_possible(result, "1")
    for unit, standing in result.standings.items():
        top = {code: "S" for code, cell in standing.grades.items() if code not in standing.not_applicable}
        leave_out = one.policies.not_submitted is MissingPolicy.LEAVE_OUT
        open_codes = list(standing.not_submitted)[:6] if leave_out else []
        fixed = {code: "S" for code in top if code not in standing.not_submitted or not leave_out}
        if len(standing.not_submitted) > 6:
            continue
        row = dict(data.observations.get(unit, {}))
        scores = []
        for taken in product((False, True), repeat=len(open_codes)):
            chosen = fixed | {code: "S" for code, yes in zip(open_codes, taken, strict=True) if yes}
            cells = month({unit: chosen}).observations[unit]
            changed = replace(data, observations={**data.observations, unit: {**row, **cells}})
            scores.append(naive_score(one, changed, unit, one.root))
        assert best[unit] == max((score for score in scores if score is not None), default=None)


@pytest.mark.parametrize(
    ("rival", "decimals", "reached", "missed"),
    [
        ("98.942", 2, "98.935", "98.9349999"),
        ("98.945", 2, "98.945", "98.9449999"),
        ("0.004", 2, "-0.0049999", "-0.005"),
        ("-0.006", 2, "-0.0149999", "-0.015"),
        ("97.5", 0, "97.5", "97.4999999"),
    ],
)
def test_a_rank_on_rounded_scores_begins_where_rounding_does(
    rival: str, decimals: int, reached: str, missed: str
) -> None:
    line = line_of({"b": Fraction(rival)}, 1, decimals)
    assert line is not None
    for score, ahead in ((reached, True), (missed, False)):
        exact = Fraction(score)
        assert (exact > line.score or (exact == line.score and not line.above)) is ahead
