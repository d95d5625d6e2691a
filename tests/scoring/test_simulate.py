"""Finals drawn from chances: against every final counted out, and with the same random numbers for a what-if."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate, product
from math import prod, sqrt

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.forecast import CellOutlook, Years, forecast
from scoring.model import Accumulation, Branch, Direction, Evaluation, IndicatorLeaf, MissingPolicy, Policies, walk
from scoring.pool import pool_of
from scoring.score import Result, score_month
from scoring.simulate import ADJUSTMENT, Sampling, simulate
from scoring.ways import Basis
from tests.scoring.build import LETTERS, bonus, branch, evaluation, imported, indicator, leaf, month
from tests.scoring.naive import naive_ranks, naive_score
from tests.scoring.years import year_before, year_of

UNITS = ["a", "b", "c"]
POINTS = {"S": 100, "A": 90, "B": 80, "C": 70}


def cell(**chances: float) -> CellOutlook:
    """A cell with the chances of some letters; the rest is that nothing is submitted."""
    rest = 1 - sum(chances.values())
    return CellOutlook(
        None, None, {letter: chances.get(letter, 0.0) for letter in LETTERS}, max(0.0, rest), Basis.ASSUMED
    )


def nested(**settings: object) -> Evaluation:
    root = branch("final", imported("prior", 1), branch("now", leaf("p", 1), leaf("q", 2), weight=2))
    return evaluation(root, UNITS, **settings)


PRIOR = {(unit, "prior"): score for unit, score in zip(UNITS, (90, 92, 95), strict=True)}
CELLS = {
    "a": {"p": cell(S=0.5, A=0.5), "q": cell(S=0.7, B=0.3)},
    "b": {"p": cell(S=0.2, A=0.3, C=0.5), "q": cell(A=1.0)},
    "c": {"p": cell(C=0.9), "q": cell(S=0.1, C=0.9)},
}


def test_chances_are_those_of_all_finals_counted_out() -> None:
    """Without correlation every combination of letters counts with the product of its chances."""
    one = nested()
    data = month({}, PRIOR, [bonus("c", "now", 2)])
    finals = simulate(score_month(one, data), CELLS, {}, Sampling(20_000, correlation=0.0))
    exact = {unit: dict.fromkeys((1, 2, 3), 0.0) for unit in UNITS}
    keys = [(unit, code) for unit in UNITS for code in "pq"]
    options = [[*CELLS[unit][code].chances.items(), ("", CELLS[unit][code].missing)] for unit, code in keys]
    for final in product(*options):
        chance = prod(share for _, share in final)
        if not chance:
            continue
        cells: dict[str, dict[str, object]] = {unit: {} for unit in UNITS}
        for (unit, code), (letter, _) in zip(keys, final, strict=True):
            cells[unit][code] = letter
        entered = month(cells, PRIOR, [bonus("c", "now", 2)])
        ranks = naive_ranks({unit: naive_score(one, entered, unit, one.root) for unit in UNITS})
        for unit, rank in ranks.items():
            assert rank is not None
            exact[unit][rank] += chance
    for unit in UNITS:
        for rank, share in finals.chances(unit).ranks.items():
            assert abs(share - exact[unit][rank]) <= 4 * finals.error(exact[unit][rank])


def test_the_chance_of_an_award_is_that_of_its_places() -> None:
    finals = simulate(score_month(nested(), month({}, PRIOR)), CELLS, {}, Sampling(500))
    for unit in UNITS:
        chances = finals.chances(unit)
        assert sum(chances.ranks.values()) == pytest.approx(1)
        assert chances.prizes["grand"] == chances.ranks[1]
        assert chances.prizes["excellence"] == pytest.approx(chances.ranks[2] + chances.ranks[3])


@pytest.mark.parametrize("decimals", [None, 0])
def test_what_is_certain_ends_as_it_is_scored(decimals: int | None) -> None:
    """Equal scores share the better rank, and rounded ones do where the policies round."""
    one = nested(policies=Policies(rank_decimals=decimals))
    cells = {"a": {"p": "S", "q": "A"}, "b": {"p": "S", "q": "A"}, "c": {"p": "A", "q": "A"}}
    scores = {("a", "prior"): 90, ("b", "prior"): 90, ("c", "prior"): "96.4"}
    result = score_month(one, month(cells, scores, [bonus("c", "now", "0.5")]))
    finals = simulate(result, forecast(Years((result,))), {}, Sampling(10))
    for unit, standing in result.standings.items():
        assert standing.score is not None
        assert finals.chances(unit).ranks[standing.rank or 0] == 1
        assert finals.chances(unit).expected == pytest.approx(float(standing.score))


def test_the_same_seed_draws_the_same_and_another_one_others() -> None:
    result = score_month(nested(), month({}, PRIOR))
    first, again, other = (simulate(result, CELLS, {}, Sampling(200, seed)) for seed in (1, 1, 2))
    assert np.array_equal(first.scores["a"], again.scores["a"])
    assert not np.array_equal(first.scores["a"], other.scores["a"])


def test_what_is_common_to_a_unit_spreads_its_scores() -> None:
    """Of n alike cells with correlation r the variance grows by about 1 + (n - 1) r, here up to 12 times."""
    one = evaluation(branch("final", *(leaf(f"i{number}") for number in range(20))), ["a"])
    cells = {"a": {f"i{number}": cell(S=0.5, A=0.5) for number in range(20)}}
    result = score_month(one, month({}))
    spreads = [
        float(simulate(result, cells, {}, Sampling(4000, correlation=one)).scores["a"].std()) for one in (0.0, 0.6)
    ]
    assert spreads[0] == pytest.approx(5 / sqrt(20), rel=0.1)
    assert spreads[1] > 2.5 * spreads[0]


def test_a_what_if_meets_the_very_same_finals() -> None:
    result = score_month(nested(), month({}, PRIOR))
    finals = simulate(result, CELLS, {}, Sampling(500))
    fixed = {**CELLS, "b": {"p": cell(A=1.0), "q": cell(S=1.0)}}
    anew = simulate(result, fixed, {}, Sampling(500))
    assert finals.chance_if("b", {"p": "A", "q": "S"}).ranks == anew.chances("b").ranks
    assert finals.chance_if("b", {}) == finals.chances("b")
    with pytest.raises(KeyError):
        finals.chance_if("b", {"p": "Z"})


def test_scores_and_bonus_that_are_not_there_yet_are_drawn() -> None:
    one = nested()
    result = score_month(one, month({}, {}))
    drawn = {"a": {"prior": pool_of([80.0, 90.0]), ADJUSTMENT: pool_of([3.0])}}
    certain = {unit: {"p": cell(S=1.0), "q": cell(S=1.0)} for unit in UNITS}
    finals = simulate(result, certain, drawn, Sampling(2000))
    assert finals.chances("b").expected == 100  # left out: only this year counts
    assert finals.chances("a").expected == pytest.approx((85 + 2 * 100) / 3 + 3, abs=0.1)


def test_what_is_left_out_at_the_cut_off_has_no_share() -> None:
    one = nested(policies=Policies(not_submitted=MissingPolicy.LEAVE_OUT))
    result = score_month(one, month({"a": {"p": "S"}, "b": {"p": "A"}}, PRIOR))
    finals = simulate(result, forecast(Years((result,))), {}, Sampling(10))
    for unit in UNITS:
        score = result.standings[unit].score
        assert finals.chances(unit).expected == pytest.approx(float(score or 0))


def test_a_unit_that_cannot_have_a_score_is_not_drawn() -> None:
    one = evaluation(branch("final", leaf("p")), UNITS)
    result = score_month(one, month({"a": {"p": "n/a"}, "b": {"p": "S"}}))
    finals = simulate(result, forecast(Years((result,))), {}, Sampling(10))
    assert set(finals.scores) == {"b", "c"}
    assert finals.chances("b").ranks == {1: 1.0, 2: 0.0}


def test_no_draw_and_an_impossible_correlation_are_refused() -> None:
    result = score_month(nested(), month({}, PRIOR))
    for sampling in (Sampling(0), Sampling(10, correlation=1.5)):
        with pytest.raises(ValueError, match="at least one"):
            simulate(result, CELLS, {}, sampling)


Values = Mapping[str, Mapping[str, list[int]]]


@st.composite
def months_of_three(draw: st.DrawFn) -> tuple[Evaluation, Values, Values, int]:
    """Three units, two indicators of any kind, some months of this year and all of the year before or none."""
    measured = [
        indicator(code, direction=draw(st.sampled_from(Direction)), accumulation=draw(st.sampled_from(Accumulation)))
        for code in "pq"
    ]
    policies = Policies(
        not_submitted=draw(st.sampled_from(MissingPolicy)), rank_decimals=draw(st.sampled_from([None, 1]))
    )
    root = branch("final", leaf(measured[0]), branch("b", leaf(measured[1]), weight=2))
    numbers = st.lists(st.integers(70, 120), min_size=9, max_size=9)
    year = st.fixed_dictionaries({unit: st.fixed_dictionaries({"p": numbers, "q": numbers}) for unit in UNITS})
    before = draw(st.one_of(st.just({}), year))
    return evaluation(root, UNITS, policies=policies), draw(year), before, draw(st.integers(1, 8))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(months_of_three(), st.sampled_from("pq"), st.integers(0, 30))
def test_a_better_value_now_never_makes_any_rank_or_better_less_likely(
    years: tuple[Evaluation, Values, Values, int], code: str, more: int
) -> None:
    """In the very same finals: so not one final may end worse."""
    one, now, before, months = years
    last_year = year_of(year_before(one), before) if before else ()
    measured = next(each for each in one.indicators() if each.code == code)
    better = more if measured.direction is Direction.HIGHER else -more
    reached = []
    for change in (0, better):
        courses = {unit: {each: row[:months] for each, row in now[unit].items()} for unit in UNITS}
        courses["a"][code] = [*courses["a"][code][:-1], courses["a"][code][-1] + change]
        this_year = year_of(one, courses)
        finals = simulate(this_year[-1], forecast(Years(this_year, last_year)), {}, Sampling(300))
        counts = (round(share * 300) for share in finals.chances("a").ranks.values())
        reached.append(list(accumulate(counts)))
    assert all(worse <= after for worse, after in zip(*reached, strict=True))


def test_shares_are_those_of_a_unit_with_everything_in() -> None:
    """A leaf that does not apply hands its share to its siblings; a branch without any leaf to the others."""
    one = nested()
    cells: dict[str, dict[str, object]] = {"a": {"p": "n/a", "q": "S"}, "b": {"p": "n/a", "q": "n/a"}}
    result: Result = replace(score_month(one, month(cells, PRIOR)), month="2023-05")
    finals = simulate(result, forecast(Years((result,))), {}, Sampling(10))
    assert finals.shares["a"] == pytest.approx({"final": 1, "prior": 1 / 3, "now": 2 / 3, "q": 2 / 3})
    assert finals.shares["b"] == {"final": 1, "prior": 1}
    leaves = [node.code for node in walk(one.root) if isinstance(node, IndicatorLeaf) or not isinstance(node, Branch)]
    assert sum(finals.shares["c"][code] for code in leaves) == pytest.approx(1)
