"""Points locked in, still reachable and lost, and the ranks that are still possible."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.aggregate import full_score
from scoring.derive import effective_share
from scoring.model import (
    Accumulation,
    Branch,
    Direction,
    Evaluation,
    MissingPolicy,
    MonthData,
    Observation,
    Policies,
    State,
    walk,
)
from scoring.reach import Points, Ranks, possible_ranks, reach_of
from scoring.rounding import round_half_up
from scoring.score import Result, score_month
from tests.scoring.build import LETTERS, bonus, branch, deduction, evaluation, imported, indicator, leaf, month
from tests.scoring.naive import naive_ranks, naive_score
from tests.scoring.strategies import scored

CUMULATIVE = {"accumulation": Accumulation.CUMULATIVE}
LOWER = {"direction": Direction.LOWER}
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
MONTHS = st.sampled_from([f"2023-{number:02d}" for number in range(1, 10)])


def one_of_each() -> Evaluation:
    """Six leaves of ten points each: grades S, A, B, C are worth 100, 90, 80, 70 of them."""
    kinds = {
        "rising": CUMULATIVE,
        "falling": CUMULATIVE | LOWER,
        "level": {},
        "hand": {"target": None},
        "open": {},
        "gone": {},
    }
    leaves = [leaf(indicator(code, **kind)) for code, kind in kinds.items()]
    return evaluation(branch("final", *leaves, imported("prior", 1)), ["a"])


def at(result_month: str, **cells: object) -> Result:
    data = month({"a": cells}, {("a", "prior"): 94}, [bonus("a", "final", 2), deduction("a", "final", "0.5")])
    return score_month(one_of_each(), replace(data, month=result_month))


CELLS: dict[str, object] = {"rising": 92, "falling": 115, "level": 100, "hand": "S", "gone": "n/a"}


def test_points_by_hand() -> None:
    """Each counted leaf has a sixth. 92 of 100 cumulative is A for good; 115 where 100 is the most is B at best."""
    reach = reach_of(at("2023-05", **CELLS), "a")
    sixth = Fraction(1, 6)
    assert reach.leaves == {
        "rising": Points(90 * sixth, 10 * sixth, Fraction(0)),
        "falling": Points(70 * sixth, 10 * sixth, 20 * sixth),
        "level": Points(70 * sixth, 30 * sixth, Fraction(0)),
        "hand": Points(70 * sixth, 30 * sixth, Fraction(0)),
        "open": Points(Fraction(0), 100 * sixth, Fraction(0)),
        "gone": Points(Fraction(0), Fraction(0), Fraction(0)),
        "prior": Points(94 * sixth, Fraction(0), 6 * sixth),
    }
    assert reach.total == Points(394 * sixth, 180 * sixth, 26 * sixth)
    assert reach.total.full == 100
    assert reach.adjustment == Fraction("1.5")


def test_at_the_cut_off_nothing_is_open_any_more() -> None:
    result = at("2023-09", **CELLS)
    reach = reach_of(result, "a")
    assert reach.total.reachable == 0
    assert reach.leaves["open"] == Points(Fraction(0), Fraction(0), Fraction(100, 6))
    assert reach.total.locked + reach.adjustment == result.standings["a"].score


@QUIET
@given(scored(), MONTHS)
def test_locked_reachable_and_lost_are_the_whole(drawn: tuple[Evaluation, MonthData], at_month: str) -> None:
    one, data = drawn
    result = score_month(one, replace(data, month=at_month))
    for unit, standing in result.standings.items():
        reach = reach_of(result, unit)
        for node in walk(one.root):
            if isinstance(node, Branch):
                continue
            share = effective_share(one, standing, node.code)
            assert reach.leaves[node.code].full == share * full_score(node)
            assert min(reach.leaves[node.code][:2]) >= 0
        assert reach.total.full == sum(points.full for points in reach.leaves.values())
        if at_month == "2023-09" and standing.score is not None:
            assert reach.total.reachable == 0
            assert reach.total.locked + reach.adjustment == standing.score


@st.composite
def small(draw: st.DrawFn) -> tuple[Evaluation, MonthData]:
    """Three units, two indicators on two levels and an imported score, in any month and under any policy."""
    first, second = (
        indicator(code, direction=draw(st.sampled_from(Direction)), accumulation=draw(st.sampled_from(Accumulation)))
        for code in ("p", "q")
    )
    weights = [draw(st.integers(1, 3)) for _ in range(2)]
    root = branch("final", imported("prior", 2), leaf(first, weights[0]), branch("b", leaf(second), weight=weights[1]))
    policies = Policies(
        not_submitted=draw(st.sampled_from(MissingPolicy)),
        missing_score=MissingPolicy.LEAVE_OUT,
        rank_decimals=draw(st.sampled_from([None, 0])),
    )
    cell = st.sampled_from(["n/a", "", "S", "B", 75, 85, 95, 100, 105, 115, 125])
    cells = {unit: {code: draw(cell) for code in "pq"} for unit in "abc"}
    scores = {(unit, "prior"): draw(st.integers(80, 100)) for unit in "abc" if draw(st.booleans())}
    changes = [bonus(unit, "b", draw(st.integers(0, 5))) for unit in "ab"]
    return evaluation(root, "abc", policies=policies), month(cells, scores, changes, at=draw(MONTHS))


@QUIET
@given(small())
def test_possible_ranks_are_those_of_all_possible_ends(drawn: tuple[Evaluation, MonthData]) -> None:
    one, data = drawn
    result = score_month(one, data)
    decimals = one.policies.rank_decimals
    ends = {unit: set(_ends(one, data, unit)) for unit in "abc"}
    rounded = {
        unit: {
            score if score is None or decimals is None else Fraction(round_half_up(score, decimals)) for score in row
        }
        for unit, row in ends.items()
    }
    finals = [naive_ranks(dict(zip("abc", scores, strict=True))) for scores in product(*rounded.values())]
    for unit in "abc":
        ranks = [rank for rank in (final[unit] for final in finals) if rank is not None]
        assert possible_ranks(result, unit) == (Ranks(min(ranks), max(ranks)) if ranks else None)


def _ends(one: Evaluation, data: MonthData, unit: str) -> Iterator[Fraction | None]:
    """Every score that a unit can still have: every letter that a cell can still get, or nothing where nothing is."""
    options = [_options(one, data, unit, code) for code in "pq"]
    for cells in product(*options):
        row = dict(zip("pq", cells, strict=True))
        yield naive_score(one, replace(data, observations={unit: row}), unit, one.root)


def _options(one: Evaluation, data: MonthData, unit: str, code: str) -> list[Observation]:
    cell = data.observations[unit][code]
    if cell.state is State.NOT_APPLICABLE or data.month == "2023-09":
        return [cell]
    letters = [Observation(State.SUBMITTED, None, letter) for letter in LETTERS]
    if cell.state is State.NOT_SUBMITTED:
        return [*letters, cell]
    measured = next(each for each in one.indicators() if each.code == code)
    if cell.grade is not None or measured.accumulation is Accumulation.LEVEL:
        return letters
    value = cell.value or 0
    if measured.direction is Direction.HIGHER:
        reached = sum(value < edge for edge in (100, 90, 80))
        return letters[: reached + 1]
    return letters[sum(value > edge for edge in (100, 110, 120)) :]


@pytest.mark.parametrize(("decimals", "worst"), [(None, 2), (0, 1)])
def test_ranks_on_rounded_scores_share_what_exact_ones_part(decimals: int | None, worst: int) -> None:
    one = evaluation(branch("final", imported("prior", 1)), "ab", policies=Policies(rank_decimals=decimals))
    result = score_month(one, month({}, {("a", "prior"): "98.2", ("b", "prior"): "98.4"}))
    assert possible_ranks(result, "a") == Ranks(worst, worst)


def test_a_unit_that_nothing_can_give_a_score_has_no_possible_rank() -> None:
    result = score_month(
        one_of_each(), month({"a": dict.fromkeys(["rising", "falling", "level", "hand", "open"], "n/a")})
    )
    assert (
        possible_ranks(score_month(evaluation(branch("final", leaf("p")), "ab"), month({"a": {"p": "n/a"}})), "a")
        is None
    )
    assert possible_ranks(result, "a") == Ranks(1, 1)
