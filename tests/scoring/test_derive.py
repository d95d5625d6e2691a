from fractions import Fraction

import pytest

from scoring.aggregate import full_score
from scoring.compare import changes_between, compare_fields, compare_leaves
from scoring.derive import (
    adjustment_in_final,
    derive,
    effective_share,
    field_of,
    fields,
    losses,
    parent_of,
    path_to,
)
from scoring.model import MissingPolicy, Policies
from scoring.score import Result, score_month
from scoring.whatif import with_grades
from tests.scoring.build import bonus, branch, deduction, evaluation, imported, leaf, month

TREE = branch(
    "final",
    imported("prior", 30),
    branch("current", branch("f", leaf("a"), leaf("b", 3)), branch("g", leaf("c"), leaf("d")), weight=70),
)
ONE = evaluation(TREE, "uv")


def result() -> Result:
    cells = {"u": {"a": "S", "b": "A", "c": "n/a", "d": "B"}, "v": {"a": "S", "b": "S", "c": "S", "d": "A"}}
    scores = {("u", "prior"): 96, ("v", "prior"): "94.5"}
    changes = [bonus("u", "current", "0.5"), deduction("u", "g", 2)]
    return score_month(ONE, month(cells, scores, changes))


def test_a_score_opens_down_to_its_children() -> None:
    opened = derive(ONE, result().standings["u"], "current")
    # f = (100 + 270) / 4 = 92.5 weighs 4, g = 80 - 2 = 78 weighs 2; current = (370 + 156) / 6 + 0.5
    f, g = opened.contributions
    assert (f.node.code, f.weight, f.share, f.score) == ("f", 4, Fraction(2, 3), Fraction("92.5"))
    assert (f.contribution, g.contribution) == (Fraction(185, 3), 26)
    assert (opened.adjustment, opened.score) == (Fraction("0.5"), Fraction(185, 3) + 26 + Fraction("0.5"))
    # What they lack, bonus and deduction aside: 2/3 x 7.5 and 1/3 x 20.
    assert (f.lost, g.lost) == (5, Fraction(20, 3))


def test_a_child_that_was_left_out_has_no_share() -> None:
    left_out, counted = derive(ONE, result().standings["u"], "g").contributions
    assert (left_out.weight, left_out.share, left_out.score, left_out.contribution, left_out.lost) == (1, 0, None, 0, 0)
    assert (counted.share, counted.lost) == (1, 20)


def test_losses_are_in_points_of_the_final_score() -> None:
    standing = result().standings["u"]
    prior, current = losses(ONE, standing, "final")
    assert (prior.share, prior.lost) == (Fraction("0.3"), Fraction("1.2"))
    assert current.lost == Fraction("0.7") * (5 + Fraction(20, 3))
    assert [loss.lost for loss in losses(ONE, standing, "current")] == [Fraction("3.5"), Fraction(14, 3)]
    # 0.7 x 0.5 - 0.7 x 1/3 x 2
    assert adjustment_in_final(ONE, standing) == Fraction("0.35") - Fraction(7, 15)


def test_losses_count_from_the_full_score_of_what_counted() -> None:
    """The prior score is full at 120 and missing: what counted is full at 100, not at 0.5 x 120 + 0.5 x 100."""
    one = evaluation(branch("final", imported("prior", 1, 120), branch("f", leaf("a"))))
    standing = score_month(one, month({"u": {"a": "B"}})).standings["u"]
    assert full_score(one.root) == 110
    assert [loss.lost for loss in losses(one, standing, "final")] == [0, 20]
    complete = score_month(one, month({"u": {"a": "B"}}, {("u", "prior"): 114})).standings["u"]
    assert [loss.lost for loss in losses(one, complete, "final")] == [3, 10]  # half of 120 - 114, half of 100 - 80


def test_the_share_of_a_node_is_the_product_along_its_path() -> None:
    standing = result().standings["u"]
    assert effective_share(ONE, standing, "b") == Fraction(7, 10) * Fraction(4, 6) * Fraction(3, 4)
    assert effective_share(ONE, standing, "d") == Fraction(7, 10) * Fraction(2, 6)
    assert effective_share(ONE, standing, "c") == 0
    assert effective_share(ONE, standing, "final") == 1


def test_a_unit_without_a_score_loses_nothing_and_has_no_share() -> None:
    nobody = score_month(ONE, month({"u": dict.fromkeys("abcd", "n/a")}, {}, [bonus("u", "final", 1)])).standings["u"]
    assert nobody.score is None
    assert effective_share(ONE, nobody, "final") == effective_share(ONE, nobody, "f") == 0
    assert adjustment_in_final(ONE, nobody) == 0
    assert {loss.lost for loss in losses(ONE, nobody, "final")} == {0}
    with pytest.raises(ValueError, match="without a score"):
        compare_leaves(ONE, nobody, result().standings["v"])


def test_full_score() -> None:
    assert full_score(TREE) == 100
    assert full_score(branch("x", imported("p", 1, 50), leaf("a", 3))) == Fraction("87.5")
    assert full_score(branch("x", leaf("a"), branch("idle", leaf("b", 0)))) == 100
    assert full_score(branch("x", leaf("a", 0))) == 0


def test_two_units_leaf_by_leaf_and_field_by_field() -> None:
    standings = result().standings
    comparison = compare_fields(ONE, standings["u"], standings["v"])
    effects = {one.node.code: one.effect for one in comparison.differences}
    # prior 0.3 x 1.5; f 0.7 x 2/3 x (92.5 - 100) for both fields weigh 4 and 2 in either; g 0.7 x 1/3 x (80 - 95)
    assert effects == {"prior": Fraction("0.45"), "f": Fraction("-3.5"), "g": Fraction("-3.5")}
    assert comparison.adjustment == Fraction("0.35") - Fraction(7, 15)
    leaves = {one.node.code: one for one in compare_leaves(ONE, standings["u"], standings["v"]).differences}
    assert leaves["a"].effect == 0
    # Left out for u, so d counts double: c 0 - 0.7 x 1/6 x 100, d 0.7 x 1/3 x 80 - 0.7 x 1/6 x 90
    assert leaves["c"].effect == Fraction(-35, 3)
    assert leaves["d"].effect == Fraction(49, 6)
    assert (leaves["c"].first, leaves["c"].second) == (None, 100)


def test_fields_are_branches_of_indicators_and_leaves_outside_of_such() -> None:
    assert [node.code for node in fields(TREE)] == ["prior", "f", "g"]
    mixed = branch("final", branch("current", branch("f", leaf("a")), leaf("loose")), imported("prior", 1))
    assert [node.code for node in fields(mixed)] == ["f", "loose", "prior"]


def test_the_way_to_a_node() -> None:
    assert [node.code for node in path_to(TREE, "d")] == ["final", "current", "g", "d"]
    assert (parent_of(ONE, "d").code, field_of(ONE, "d").code, parent_of(ONE, "prior").code) == ("g", "g", "final")
    unknown = [
        lambda: path_to(TREE, "x"),
        lambda: parent_of(ONE, "final"),
        lambda: parent_of(ONE, "x"),
        lambda: field_of(ONE, "f"),
        lambda: derive(ONE, result().standings["u"], "a"),
    ]
    for ask in unknown:
        with pytest.raises(KeyError):
            ask()


@pytest.mark.parametrize(("policy", "counted"), [(MissingPolicy.ZERO, True), (MissingPolicy.LEAVE_OUT, False)])
def test_what_counts(policy: MissingPolicy, counted: bool) -> None:
    one = evaluation(TREE, policies=Policies(not_submitted=policy))
    scored = score_month(one, month({"u": {"a": "S", "b": "n/a"}}))
    points = scored.standings["u"].points
    assert [points[code] is not None for code in "abc"] == [True, False, counted]


def test_what_changed_between_two_months() -> None:
    earlier = score_month(ONE, month({"u": {"a": "S", "b": "85", "c": "n/a", "d": ""}}, at="2023-08"))
    later = score_month(ONE, month({"u": {"a": "S", "b": "91", "c": "B", "d": "S"}}))
    changes = changes_between(earlier, later, "u")
    assert [change.indicator.code for change in changes] == ["b", "c", "d"]
    before, after = changes[0].before.step, changes[0].after.step
    assert before is not None
    assert after is not None
    assert (before.letter, after.letter) == ("B", "A")
    assert changes_between(later, later, "u") == ()


def test_a_unit_or_indicator_that_is_new_has_not_changed() -> None:
    earlier = score_month(evaluation(branch("final", leaf("a")), "v"), month({"v": {"a": "S"}}))
    assert changes_between(earlier, result(), "u") == ()
    assert changes_between(earlier, result(), "v") == ()


def test_changed_grades_touch_only_the_named_unit_and_indicator() -> None:
    scored = result()
    top = ONE.indicators()[0].scale.top
    before = scored.standings["u"].score
    outcome = with_grades(scored, "u", {"b": top})
    # 0.7 x 2/3 x 3/4 x 10
    assert outcome.score is not None
    assert before is not None
    assert outcome.score - before == Fraction("3.5")
    assert scored == result()
    assert with_grades(scored, "u", {}).score == before
    with pytest.raises(KeyError):
        with_grades(scored, "u", {"prior": top})
