"""Other grades, values and states in some cells: the same as if they had been entered."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.model import Evaluation, MonthData, Observation, State
from scoring.regrade import regraded
from scoring.reweigh import with_weights
from scoring.score import Result, score_month
from tests.scoring.build import branch, evaluation, leaf, month, observation
from tests.scoring.strategies import CELLS, scored

Case = tuple[Evaluation, MonthData]
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(scored(), st.data())
def test_changed_cells_give_the_result_of_a_month_that_has_them(case: Case, data: st.DataObject) -> None:
    one, entries = case
    cells = st.tuples(
        st.sampled_from([unit.code for unit in one.units]), st.sampled_from([i.code for i in one.indicators()] or [""])
    )
    changes = data.draw(st.dictionaries(cells, CELLS, max_size=8)) if one.indicators() else {}
    rows = {unit.code: dict(entries.observations.get(unit.code, {})) for unit in one.units}
    for (unit, indicator), cell in changes.items():
        rows[unit][indicator] = cell
    expected = score_month(one, replace(entries, observations=rows))
    found = regraded(score_month(one, entries), changes)
    assert (found.evaluation, found.month) == (one, entries.month)
    assert dict(found.standings) == dict(expected.standings)
    other = with_weights(score_month(one, entries), {child.code: Fraction(2) for child in one.root.children})
    both = regraded(other, changes)
    assert both.evaluation is other.evaluation
    assert dict(both.standings) == dict(score_month(other.evaluation, replace(entries, observations=rows)).standings)


def result() -> Result:
    cells = {"a": {"i": "S", "j": "C"}, "b": {"i": "A", "j": "A"}, "c": {"i": "B", "j": "B"}}
    return score_month(evaluation(branch("final", leaf("i"), leaf("j")), "ab", "c"), month(cells))


def test_several_units_change_at_once_and_other_groups_stay() -> None:
    official = result()
    after = regraded(
        official, {("a", "j"): observation("A"), ("b", "i"): observation("B"), ("b", "j"): observation("")}
    )
    ranks = {unit: (standing.score, standing.rank) for unit, standing in after.standings.items()}
    assert ranks == {"a": (95, 1), "b": (40, 2), "c": (80, 1)}
    assert (after.standings["b"].not_submitted, official.standings["b"].not_submitted) == (("j",), ())
    assert after.standings["c"] == official.standings["c"]
    assert official.standings["a"].rank == 2


def test_points_of_a_what_if_are_those_of_the_new_grade() -> None:
    generous = with_weights(result(), {}, {("sabc", "A"): Fraction(99)})
    assert regraded(generous, {("a", "j"): observation("90")}).standings["a"].score == Fraction(199, 2)


@pytest.mark.parametrize("cell", [("x", "i"), ("a", "x")])
def test_an_unknown_unit_or_indicator_is_refused(cell: tuple[str, str]) -> None:
    with pytest.raises(KeyError):
        regraded(result(), {cell: observation("S")})


def test_an_unknown_letter_and_a_submitted_cell_with_nothing_in_it_are_refused() -> None:
    with pytest.raises(KeyError):
        regraded(result(), {("a", "i"): Observation(State.SUBMITTED, None, "X")})
    with pytest.raises(ValueError, match="without a grade"):
        regraded(result(), {("a", "i"): Observation(State.SUBMITTED)})
