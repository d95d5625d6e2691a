"""How firm a rank is: shares that add up, words that hold, parts left out in the order in which they matter."""

from fractions import Fraction

import pytest

from app.services.firmness import Depth, depths_of, firmness_of, left_out_of
from app.services.firmness_findings import (
    left_out_title,
    line,
    sample_text,
    share_text,
    title,
    turn_in_words,
    weights_title,
)
from app.services.firmness_tables import left_out_table, shares_table, weights_table
from app.services.months import MonthView
from tests.scoring.build import branch, evaluation, imported, leaf, month
from tests.services.what_ifs import view_of


def two_fields() -> MonthView:
    """a is better in the heavy field, b in the light one and in the prior year; c is last in all."""
    current = branch("current", branch("f", leaf("p", 3)), branch("g", leaf("q", 1)), weight=70)
    root = branch("final", imported("prior", 30), current)
    cells = {"a": {"p": "S", "q": "A"}, "b": {"p": "A", "q": "S"}, "c": {"p": "C", "q": "C"}}
    scores = {("a", "prior"): 95, ("b", "prior"): 96, ("c", "prior"): 80}
    return view_of(evaluation(root, ["a", "b", "c"]), month(cells, scores))


def test_the_shares_of_a_unit_add_up_and_the_last_is_always_last() -> None:
    view = two_fields()
    found = firmness_of(view, "a", "all", Depth.FIELDS)
    for unit in "abc":
        assert sum(found.ranks.share(unit, rank) for rank in (1, 2, 3)) == 1
    assert found.ranks.share("c", 3) == 1
    assert 0 < found.ranks.share("a", 2) < 1


def test_the_same_question_has_the_same_answer() -> None:
    first, second = (firmness_of(two_fields(), "a", "30", Depth.FIELDS) for _ in range(2))
    assert first.ranks == second.ranks


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_rank_that_no_weighting_of_the_sample_turns_is_said_to_stand_always(language: str) -> None:
    view = two_fields()
    found = firmness_of(view, "c", "10", Depth.FIELDS)
    words = title(view, "c", found, "10", language)
    assert {"ko": "언제나 3위", "en": "3rd every time"}[language] in words
    assert "±10%" in words
    assert "100%" in line(view, "c", found, language)


def test_where_another_rank_is_more_frequent_the_title_says_so() -> None:
    """Under all weightings b is first where q and the prior year together outweigh p."""
    view = two_fields()
    found = firmness_of(view, "a", "all", Depth.FIELDS)
    share = found.ranks.share("a", 1)
    words = title(view, "a", found, "all", "ko")
    assert share_text(share) in words
    assert ("가장 많고" in words) == (share < Fraction(1, 2))


def test_the_sample_is_described_with_its_size_and_error() -> None:
    view = two_fields()
    words = sample_text(view, "a", firmness_of(view, "a", "all", Depth.FIELDS), "ko")
    assert "10,000" in words
    assert "%p" in words


def test_the_weight_with_the_nearest_turn_comes_first_and_is_in_the_title() -> None:
    """a and b: 0.3 x 95 + 0.7 x (100 f + 90 g) and 0.3 x 96 + 0.7 x (90 f + 100 g) are equal at f = 0.5214..."""
    view = two_fields()
    found = firmness_of(view, "a", "20", Depth.FIELDS)
    by_code = {one.importance.node.code: one for one in found.weights}
    assert set(by_code) == {"prior", "f"}
    assert by_code["f"].turn is not None
    assert by_code["f"].turn.at.exact == Fraction(73, 140)
    assert "52.1% 아래면 2위" in turn_in_words(by_code["f"], "ko")
    first = found.weights[0]
    assert turn_in_words(first, "ko") in weights_title(found, "ko")


def test_where_no_weight_turns_the_rank_it_is_said() -> None:
    found = firmness_of(two_fields(), "c", "20", Depth.FIELDS)
    assert weights_title(found, "ko") == "어느 한 비중만 바꾸어서는 순위가 달라지지 않습니다"
    rows = weights_table(found, "t", "ko").rows
    assert {row["turn"] for row in rows} == {"어떤 비중에서도 그대로"}


def test_what_changes_the_rank_when_left_out_comes_first() -> None:
    """Without the field f or its only indicator a falls behind b; without anything else it stays first."""
    view = two_fields()
    found = left_out_of(view, "a")
    changing = [one.node.code for one in found if one.change]
    assert set(changing) == {"f", "p"}
    assert [one.node.code for one in found[: len(changing)]] == changing
    assert "분야·점수 1개, 지표 1개" in left_out_title(view, "a", found, "ko")
    rows = left_out_table(view, "a", found, "t", "ko").rows
    assert rows[0]["rank_without"] == "2위 ▼1"
    assert "3위 그대로" in left_out_title(view, "c", left_out_of(view, "c"), "ko")


def test_the_table_of_shares_has_every_ranked_unit_in_the_order_of_the_official_ranks() -> None:
    view = two_fields()
    table = shares_table(view, "b", firmness_of(view, "b", "10", Depth.FIELDS), "t", "ko")
    assert table.codes == ("a", "b", "c")
    assert table.rows[1]["unit"] == "▶ "


def test_depths_are_only_those_that_differ() -> None:
    assert depths_of(two_fields().evaluation) == (Depth.FIELDS,)
    deep = branch("final", branch("f", leaf("p"), leaf("q")), branch("g", leaf("r")))
    assert depths_of(evaluation(deep, ["a"])) == (Depth.FIELDS, Depth.INDICATORS)
    single = branch("final", branch("f", leaf("p")))
    assert depths_of(evaluation(single, ["a"])) == ()
