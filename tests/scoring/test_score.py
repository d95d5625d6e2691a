"""Months worked out by hand; the sums stand beside the numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.model import (
    Accumulation,
    InterimTarget,
    MissingPolicy,
    MonthData,
    Policies,
    State,
)
from scoring.rounding import round_half_up
from scoring.score import Standing, score_month
from tests.scoring.build import bonus, branch, deduction, evaluation, imported, indicator, leaf, month

TREE = branch(
    "final",
    imported("prior", 30),
    branch(
        "current",
        branch("f1", leaf("a", 2), leaf("b", 1)),
        branch("f2", leaf("c", 1), leaf("d", 1), leaf("e", 2)),
        weight=70,
    ),
)
LEAVE_OUT = Policies(not_submitted=MissingPolicy.LEAVE_OUT)
ZERO_PRIOR = Policies(missing_score=MissingPolicy.ZERO)


def standing(cells: dict[str, object], prior: object = None, policies: Policies | None = None) -> Standing:
    scores = {} if prior is None else {("u", "prior"): prior}
    one = evaluation(TREE, policies=policies or Policies())
    return score_month(one, month({"u": cells}, scores)).standings["u"]


def test_uiwang_2023() -> None:
    """Published: joint part 94.56, final 98.94; so the current-year score was 100.82, bonus included."""
    one = evaluation(branch("final", imported("prior", 30), branch("current", leaf("I"), weight=70)), ["41430"])
    data = month({"41430": {"I": "S"}}, {("41430", "prior"): "94.56"}, [bonus("41430", "current", "0.82")])
    uiwang = score_month(one, data).standings["41430"]
    assert uiwang.scores["current"] == Fraction("100.82")
    assert uiwang.score == Fraction("98.942")  # 0.3 x 94.56 + 0.7 x 100.82 = 28.368 + 70.574
    assert str(round_half_up(uiwang.score, 2)) == "98.94"


def test_a_full_tree() -> None:
    one = standing({"a": "S", "b": "B", "c": "A", "d": "S", "e": "C"}, 95)
    # f1 = (2 x 100 + 80) / 3 = 280/3          weighs 2 + 1 = 3
    # f2 = (90 + 100 + 2 x 70) / 4 = 165/2     weighs 1 + 1 + 2 = 4
    # current = (3 x 280/3 + 4 x 165/2) / 7 = (280 + 330) / 7 = 610/7
    # final = (30 x 95 + 70 x 610/7) / 100 = (2850 + 6100) / 100 = 89.5
    assert one.scores == {
        "f1": Fraction(280, 3),
        "f2": Fraction(165, 2),
        "current": Fraction(610, 7),
        "final": Fraction("89.5"),
    }
    assert one.complete


def test_what_does_not_apply_is_left_out_and_its_siblings_grow() -> None:
    one = standing({"a": "n/a", "b": "B", "c": "A", "d": "S", "e": "n/a"}, 95)
    # f1 = 80 alone, f2 = (90 + 100) / 2 = 95; the fields keep their weights 3 and 4
    # current = (3 x 80 + 4 x 95) / 7 = 620/7; final = (2850 + 6200) / 100 = 90.5
    assert (one.scores["f1"], one.scores["f2"], one.scores["current"]) == (80, 95, Fraction(620, 7))
    assert one.score == Fraction("90.5")
    assert (one.not_applicable, one.not_submitted, one.complete) == (("a", "e"), (), True)


def test_a_field_in_which_nothing_applies_is_left_out() -> None:
    one = standing({"a": "n/a", "b": "n/a", "c": "A", "d": "S", "e": "C"}, 95)
    assert (one.scores["f1"], one.scores["current"]) == (None, Fraction(165, 2))
    assert one.score == Fraction("86.25")  # (2850 + 5775) / 100


@pytest.mark.parametrize(
    ("policies", "field", "final"),
    # Zero: f1 = (0 + 80) / 3 = 80/3, current = (80 + 330) / 7 = 410/7, final = (2850 + 4100) / 100.
    # Left out: f1 = 80, current = (240 + 330) / 7 = 570/7, final = (2850 + 5700) / 100.
    [(Policies(), Fraction(80, 3), "69.5"), (LEAVE_OUT, Fraction(80), "85.5")],
)
def test_not_submitted_is_zero_or_left_out_and_always_flagged(policies: Policies, field: Fraction, final: str) -> None:
    one = standing({"a": "", "b": "B", "c": "A", "d": "S", "e": "C"}, 95, policies)
    assert (one.scores["f1"], one.score) == (field, Fraction(final))
    assert (one.not_submitted, one.complete) == (("a",), False)


def test_a_cell_that_is_not_there_was_not_submitted() -> None:
    there = standing({"a": "", "b": "B"}, 95)
    absent = standing({"b": "B"}, 95)
    assert (absent.score, absent.not_submitted) == (there.score, ("a", "c", "d", "e"))


@pytest.mark.parametrize(("policies", "final"), [(Policies(), Fraction(610, 7)), (ZERO_PRIOR, Fraction(61))])
def test_a_missing_prior_score_is_left_out_or_zero_and_always_flagged(policies: Policies, final: Fraction) -> None:
    one = standing({"a": "S", "b": "B", "c": "A", "d": "S", "e": "C"}, None, policies)
    assert (one.score, one.missing_scores, one.complete) == (final, ("prior",), False)


def test_a_unit_of_which_nothing_counts_has_no_score_no_rank_no_award() -> None:
    one = evaluation(TREE, "uv")
    everything = dict.fromkeys("abcde", "n/a")
    result = score_month(one, month({"u": everything, "v": {"a": "S"}}, {}, [bonus("u", "current", 5)]))
    nobody = result.standings["u"]
    assert (nobody.score, nobody.rank, nobody.tied, nobody.award) == (None, None, False, None)
    assert result.standings["v"].rank == 1
    assert [member.unit for member in result.group("1")] == ["v", "u"]


def test_bonus_and_deduction_are_added_to_their_node_and_may_pass_100() -> None:
    cells = {"u": dict.fromkeys("abcde", "S")}
    changes = [bonus("u", "current", "2.5"), deduction("u", "f1", 7), bonus("u", "final", "0.1")]
    one = score_month(evaluation(TREE), month(cells, {("u", "prior"): 101}, changes)).standings["u"]
    # f1 = 100 - 7 = 93; current = (3 x 93 + 4 x 100) / 7 + 2.5 = 97 + 2.5; final = 30.3 + 69.65 + 0.1
    assert (one.scores["f1"], one.scores["current"]) == (93, Fraction("99.5"))
    assert one.score == Fraction("100.05")


def test_several_bonuses_of_one_node_add_up() -> None:
    changes = [bonus("u", "f2", "0.1"), bonus("u", "f2", "0.2"), deduction("u", "f2", "0.3")]
    one = score_month(evaluation(TREE), month({"u": {"c": "S", "d": "S", "e": "S"}}, {}, changes)).standings["u"]
    assert one.scores["f2"] == 100
    assert one.adjustments == {"f2": 0}


def test_what_the_tree_does_not_name_changes_nothing() -> None:
    cells = {"u": {"a": "S", "gone": "C"}, "stranger": {"a": "S"}}
    changes = [bonus("u", "gone", 9), bonus("u", "a", 9), bonus("u", "prior", 9), bonus("stranger", "final", 9)]
    one = evaluation(TREE)
    assert score_month(one, month(cells, {("u", "old"): 50}, changes)) == score_month(one, month({"u": {"a": "S"}}))


def test_groups_are_ranked_apart() -> None:
    one = evaluation(branch("final", leaf("I")), "ab", "cd")
    result = score_month(one, month({unit: {"I": entry} for unit, entry in zip("abcd", "BASB", strict=True)}))
    assert {unit: place.rank for unit, place in result.standings.items()} == {"a": 2, "b": 1, "c": 1, "d": 2}
    assert [member.unit for member in result.group("1")] == ["b", "a"]


def test_places_of_a_node() -> None:
    one = evaluation(branch("final", branch("f", leaf("I")), branch("g", leaf("J"))), "abc")
    cells = {"a": {"I": "S", "J": "C"}, "b": {"I": "A", "J": "S"}, "c": {"I": "A", "J": "n/a"}}
    result = score_month(one, month(cells))
    assert result.places("f", "1") == {"a": (1, False), "b": (2, True), "c": (2, True)}
    assert result.places("J", "1") == {"b": (1, False), "a": (2, False), "c": None}


def test_equal_shares_written_differently_tie() -> None:
    """70/7 and 0.1 x 100: the same weight from other numbers, and thirds that floats would part."""
    thirds = branch("final", *(leaf(code, "0.1") for code in "abc"))
    one = evaluation(thirds, "uv")
    result = score_month(one, month({"u": {"a": "S", "b": "A", "c": "C"}, "v": {"a": "C", "b": "S", "c": "A"}}))
    assert {(place.score, place.rank, place.tied) for place in result.standings.values()} == {
        (Fraction(260, 3), 1, True)
    }


def test_a_child_of_weight_zero_is_shown_but_does_not_count() -> None:
    root = branch("final", leaf("a", 1), branch("watched", leaf("b", 1), weight=0))
    one = score_month(evaluation(root), month({"u": {"a": "A", "b": "C"}})).standings["u"]
    assert (one.scores["watched"], one.score) == (70, 90)
    alone = score_month(evaluation(root), month({"u": {"a": "n/a", "b": "C"}})).standings["u"]
    assert alone.score is None


@pytest.mark.parametrize("interim", list(InterimTarget))
def test_a_month_before_the_period_is_refused_and_one_after_it_is_like_the_last(interim: InterimTarget) -> None:
    count = indicator("I", target=Decimal(90), accumulation=Accumulation.CUMULATIVE)
    one = evaluation(branch("final", leaf(count)), policies=Policies(interim_target=interim))
    with pytest.raises(ValueError, match="2022-12 is before the period"):
        score_month(one, month({"u": {"I": 90}}, at="2022-12"))
    late = [score_month(one, month({"u": {"I": 89}}, at=at)).standings["u"].score for at in ("2023-09", "2024-02")]
    assert late == [90, 90]


def test_every_cell_is_graded_or_listed() -> None:
    one = standing({"a": "S", "b": "n/a", "c": "", "d": "87"}, 95)
    graded = [code for code, cell in one.grades.items() if cell.step is not None]
    assert sorted([*graded, *one.not_submitted, *one.not_applicable]) == list("abcde")
    assert one.grades["d"].state is State.SUBMITTED
    assert list(one.grades) == list("abcde")


def test_an_empty_month_scores_nobody_above_zero() -> None:
    result = score_month(evaluation(TREE, "uv"), MonthData("2023-01", {}))
    assert [(member.score, member.rank, member.complete) for member in result.group("1")] == [(0, 1, False)] * 2
