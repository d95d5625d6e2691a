"""Other weights and points: the same as if the definition had said so; and shares that move under a hand."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.model import Evaluation, MonthData, walk
from scoring.paths import path_of
from scoring.reweigh import normalised, with_weights
from scoring.score import Result, score_month
from tests.scoring.build import branch, evaluation, imported, leaf, month
from tests.scoring.naive import naive_ranks, naive_score
from tests.scoring.strategies import scored

Case = tuple[Evaluation, MonthData]
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NEW_WEIGHTS = st.builds(Fraction, st.integers(0, 9), st.sampled_from((1, 3, 10)))
NEW_POINTS = st.builds(Fraction, st.integers(0, 400), st.sampled_from((1, 4)))
SHARES = st.lists(st.integers(0, 400) | st.just(0), min_size=1, max_size=7)


@st.composite
def changes(draw: st.DrawFn, one: Evaluation) -> tuple[dict[str, Fraction], dict[tuple[str, str], Fraction]]:
    codes = [node.code for node in walk(one.root)][1:]
    weights = draw(st.dictionaries(st.sampled_from(codes), NEW_WEIGHTS, max_size=6))
    letters = [
        (scale.code, step.letter)
        for scale in {i.scale.code: i.scale for i in one.indicators()}.values()
        for step in scale.steps
    ]
    points = draw(st.dictionaries(st.sampled_from(letters), NEW_POINTS, max_size=3)) if letters else {}
    return weights, points


@quick
@given(scored(), st.data())
def test_other_weights_and_points_give_what_a_definition_with_them_gives(case: Case, data: st.DataObject) -> None:
    one, entries = case
    weights, points = data.draw(changes(one))
    found = with_weights(score_month(one, entries), weights, points)
    other = found.evaluation
    assert dict(found.standings) == dict(score_month(other, entries).standings)
    finals = {unit.code: naive_score(other, entries, unit.code, other.root) for unit in one.units}
    assert {unit: standing.score for unit, standing in found.standings.items()} == finals
    assert {unit: standing.rank for unit, standing in found.standings.items()} == naive_ranks(finals)
    for old, new in zip(walk(one.root), walk(other.root), strict=True):
        if old is not one.root:
            assert new.weight == weights.get(old.code, old.weight), old.code
    for before, after in zip(one.indicators(), other.indicators(), strict=True):
        assert (after is before) == (not points)
        worth = {step.letter: step.points for step in before.scale.steps}
        assert {step.letter: step.points for step in after.scale.steps} == worth | {
            letter: point for (_, letter), point in points.items()
        }


def result() -> Result:
    root = branch("final", imported("prior", 30), branch("now", branch("f1", leaf("i", 2), leaf("j", 1)), leaf("k", 1)))
    cells = {"a": {"i": "S", "j": "C", "k": "B"}, "b": {"i": "A", "j": "A", "k": "n/a"}}
    return score_month(evaluation(root, "ab"), month(cells, {("a", "prior"): 90, ("b", "prior"): 99}))


def test_a_weight_below_a_branch_without_its_own_moves_nothing_outside_of_it() -> None:
    before, after = result(), with_weights(result(), {"i": Fraction(50)})
    assert after.evaluation.node("f1").weight == before.evaluation.node("f1").weight == 3
    assert after.standings["a"].scores["f1"] == Fraction(50 * 100 + 70, 51)


def test_a_branch_left_without_weight_has_no_score_and_a_unit_without_any_no_rank() -> None:
    after = with_weights(result(), {"f1": Fraction(0), "prior": Fraction(0)}).standings
    assert (after["a"].score, after["b"].score, after["b"].rank, after["b"].award) == (80, None, None, None)


def test_nothing_named_is_the_same_result_and_the_official_one_stays() -> None:
    official = result()
    assert dict(with_weights(official, {}).standings) == dict(official.standings)
    assert with_weights(official, {}).evaluation.root == official.evaluation.root
    with_weights(official, {"prior": Fraction(1)}, {("sabc", "S"): Fraction(1)})
    assert dict(official.standings) == dict(result().standings)


@pytest.mark.parametrize("code", ["final", "nowhere"])
def test_the_root_and_what_is_not_in_the_tree_have_no_weight_to_change(code: str) -> None:
    with pytest.raises(KeyError):
        with_weights(result(), {code: Fraction(1)})


@pytest.mark.parametrize("letter", [("sabc", "X"), ("other", "S")])
def test_points_of_an_unknown_letter_or_scale_are_refused(letter: tuple[str, str]) -> None:
    with pytest.raises(KeyError):
        with_weights(result(), {}, {letter: Fraction(1)})


def test_a_weight_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="prior"):
        with_weights(result(), {"prior": Fraction(-1)})


@given(SHARES, st.integers(-50, 3000), st.data())
def test_shares_keep_their_sum_their_locks_and_their_proportions(
    shares: list[int], value: int, data: st.DataObject
) -> None:
    before = {f"n{index}": share for index, share in enumerate(shares)}
    moved = data.draw(st.sampled_from(sorted(before)))
    locked = data.draw(st.sets(st.sampled_from(sorted(before))))
    after = normalised(before, moved, value, locked)
    others = [code for code in before if code != moved and code not in locked]
    assert list(after) == list(before)
    assert sum(after.values()) == sum(before.values())
    assert min(after.values()) >= 0
    assert all(after[code] == before[code] for code in locked - {moved})
    if not others:
        assert after == before
        return
    free = before[moved] + sum(before[code] for code in others)
    assert after[moved] == min(max(value, 0), free)
    left, total = free - after[moved], sum(before[code] for code in others)
    due = {code: Fraction(left * before[code], total) if total else Fraction(left, len(others)) for code in others}
    assert all(abs(after[code] - due[code]) < 1 for code in others)
    raised = [after[code] > due[code] for code in sorted(others, key=lambda code: (-(due[code] % 1), int(code[1:])))]
    assert raised == sorted(raised, reverse=True)


@given(SHARES, st.data())
def test_shares_under_the_hand_lie_on_the_path_that_the_ruler_measures(shares: list[int], data: st.DataObject) -> None:
    before = {f"n{index}": share for index, share in enumerate(shares)}
    moved, total = data.draw(st.sampled_from(sorted(before))), sum(shares)
    path = path_of(branch("root", *(imported(code, share) for code, share in before.items())), moved)
    value = data.draw(st.integers(0, total))
    if path.fixed:
        return
    exact = path.weights_at(Fraction(value, total))
    after = normalised(before, moved, value)
    assert after[moved] == exact[moved]
    assert all(abs(after[code] - exact[code]) < 1 for code in before)


def test_an_unknown_share_cannot_be_moved() -> None:
    with pytest.raises(KeyError):
        normalised({"a": 1, "b": 1}, "c", 1)
