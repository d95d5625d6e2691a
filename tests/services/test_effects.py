"""What changes do to scores and ranks before they are written: on a store with two months of a small evaluation."""

from fractions import Fraction

import pytest

from app.services.effect_tables import effect_line, effect_table, later_line
from app.services.effects import LaterMonth, effect_of, moves_of, scores_that_change
from tests.services.named import evaluation
from tests.services.small_store import AUGUST, NOT_THERE, SEPTEMBER, filled_store, grade, points, write


@pytest.fixture
def store(tmp_path):
    with filled_store(tmp_path) as opened:
        yield opened


def effect(store, wanted, month=SEPTEMBER):
    return effect_of(store, evaluation(), month, wanted)


def test_nothing_wanted_changes_nothing(store):
    found = effect(store, {})
    assert found.before is found.after
    assert scores_that_change(found) == 0
    assert effect_line(found, "a", "ko") == "점수와 순위는 그대로입니다"


def test_a_value_changes_the_score_of_its_unit_and_the_ranks_it_passes(store):
    found = effect(store, {("value", "b", "Y"): grade("S")})
    own, *others = moves_of(found, "b")
    assert (own.before.rank, own.after.rank) == (2, 1)
    assert own.score_change == Fraction(70, 100) * Fraction(10, 3)
    assert [move.after.unit for move in others] == ["a"]
    assert scores_that_change(found) == 1
    assert (
        effect_line(found, "b", "ko") == "나시 2위 → 1위, 점수 +2.33 · 점수가 바뀌는 시군 1곳, 순위가 바뀌는 시군 2곳"
    )
    assert (
        effect_line(found, "d", "en")
        == "Ra stays 1st with the same score · scores that change: 1, ranks that change: 2"
    )


def test_the_store_is_left_as_it_is(store):
    version = store.data_version()
    effect(store, {("value", "b", "Y"): grade("S")})
    assert store.data_version() == version
    assert store.month_data("e", SEPTEMBER).observations["b"]["Y"].grade == "A"


def test_a_cell_that_goes_was_not_submitted(store):
    found = effect(store, {("value", "a", "X"): None})
    assert found.after.standings["a"].not_submitted == ("X",)


def test_points_of_this_month_that_go_give_way_to_those_of_the_month_before(store):
    write(store, SEPTEMBER, {("score", "a", "prior"): points(60), ("bonus", "a", "current"): points(1, "표창")})
    found = effect(store, {("score", "a", "prior"): None, ("bonus", "a", "current"): None})
    assert found.before.standings["a"].points["prior"] == 60
    assert found.after.standings["a"].points["prior"] == 90
    assert (found.before.standings["a"].adjustments, found.after.standings["a"].adjustments) == ({"current": 1}, {})


def test_points_said_not_to_be_there_hide_those_of_the_month_before(store):
    found = effect(store, {("score", "a", "prior"): NOT_THERE})
    assert found.after.standings["a"].missing_scores == ("prior",)


def test_bonus_and_deduction_of_one_node_stand_beside_each_other(store):
    found = effect(store, {("bonus", "a", "current"): points(2), ("deduction", "a", "current"): points("0.5")})
    assert found.after.standings["a"].adjustments == {"current": Fraction(3, 2)}


def test_a_month_without_data_has_no_before(store):
    found = effect(store, {("value", "a", "X"): grade("S")}, "2023-07")
    assert found.before is None
    assert found.after.standings["a"].grades["X"].step.letter == "S"
    assert {move.before for move in moves_of(found, "a")} == {None}


def test_what_does_not_fit_the_definition_has_no_result(store):
    found = effect(store, {("value", "a", "X"): grade("Q")})
    assert found.after is None
    assert moves_of(found, "a") == ()
    assert effect_table(found, "a", "t", "ko").rows == []
    assert "indicators.yaml" in effect_line(found, "a", "en")


def test_the_table_has_the_unit_and_all_whose_rank_changes(store):
    table = effect_table(effect(store, {("value", "b", "Y"): grade("S")}), "c", "t", "ko")
    assert [(row["unit"], row["rank_before"], row["rank_after"], row["change"]) for row in table.rows] == [
        ("다시", "3위", "3위", "0.00"),
        ("나시", "2위", "1위", "+2.33"),
        ("가시", "1위", "2위", "0.00"),
    ]


def test_a_change_too_small_for_two_decimals_shows(store):
    row = effect_table(effect(store, {("bonus", "a", "current"): points("0.00001")}), "a", "t", "ko").rows[0]
    assert row["change"] == "+0.00001"


def test_points_of_an_earlier_month_move_the_months_after_it(store):
    found = effect(store, {("score", "b", "prior"): points(120)}, AUGUST)
    assert found.later == (LaterMonth(SEPTEMBER, scores=1, ranks=2),)
    assert (
        later_line(found, "ko")
        == "점수·가감점은 다시 적을 때까지 이어져 뒤의 달도 바뀝니다: 2023년 9월 점수 1곳, 순위 2곳"
    )
    assert later_line(found, "en").endswith("September 2023 (scores that change: 1, ranks that change: 2)")


def test_what_the_later_months_say_of_their_own_stays(store):
    write(store, SEPTEMBER, {("score", "b", "prior"): points(96)})
    found = effect(store, {("score", "b", "prior"): points(120), ("value", "c", "Y"): grade("A")}, AUGUST)
    assert found.later == ()
    assert later_line(found, "ko") == ""


def test_points_that_go_are_gone_from_the_months_after_too(store):
    write(store, SEPTEMBER, {("value", "b", "Y"): grade("S")})
    found = effect(store, {("score", "b", "prior"): None}, AUGUST)
    assert [(one.month, one.scores) for one in found.later] == [(SEPTEMBER, 1)]
