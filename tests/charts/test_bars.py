from dataclasses import replace
from fractions import Fraction

import pytest

from app.charts.contribution_bars import Part, Sum, contribution_bars, describe_contribution_bars
from app.charts.difference_bars import Effect, Pair, describe_difference_bars, difference_bars
from app.charts.points_lost import describe_points_lost, points_lost
from tests.charts.examples import CITIES, annotations, losses


@pytest.mark.parametrize("language", ["ko", "en"])
def test_bars_start_at_zero_and_the_axis_holds_them(language):
    figure = points_lost(losses(language=language), language)
    low, high = figure.layout.xaxis.range
    assert low <= 0
    assert high > 5
    assert all(trace.base is None for trace in figure.data)


def test_the_rows_are_labelled_with_rank_and_name():
    labels = points_lost(losses(), "ko").layout.yaxis.ticktext
    assert labels[0] == "1위 고양시"
    assert "<b>" in labels[2]
    assert "3위 부천시" in labels[2]
    assert len(labels) == len(CITIES["ko"])


def test_a_shared_rank_says_so():
    rows = [replace(row, rank=1, tied=True) for row in losses()[:2]]
    assert points_lost(rows, "ko").layout.yaxis.ticktext[0] == "공동 1위 고양시"
    assert points_lost(rows, "en").layout.yaxis.ticktext[0] == "1= 고양시"


def test_the_sum_of_the_pieces_is_printed_at_the_end():
    assert "0.48" in annotations(points_lost(losses(), "ko"))


def test_a_bonus_is_its_own_hatched_piece_beyond_the_full_score():
    figure = points_lost(losses(bonus=Fraction(3, 10)), "ko")
    bonus = figure.data[-1]
    assert bonus.name == "가점"
    assert bonus.marker.pattern.shape == "/"
    assert set(bonus.x) == {-0.3}
    assert figure.layout.xaxis.range[0] < -0.3
    assert "+0.30" in annotations(figure)


def test_a_deduction_is_lost_like_the_rest():
    figure = points_lost(losses(bonus=Fraction(-2, 10)), "ko")
    assert figure.data[-1].name == "감점"
    assert set(figure.data[-1].x) == {0.2}
    assert "0.68" in annotations(figure)


def test_a_piece_above_its_full_score_goes_to_the_other_side():
    row = replace(losses()[0], pieces=(("전년도", Fraction(-1, 2)), ("올해", Fraction(1))))
    assert (row.total, row.gained) == (Fraction(1), Fraction(1, 2))
    assert points_lost([row], "ko").layout.xaxis.range[0] < -0.5


def test_the_text_lists_the_pieces_of_the_home_unit():
    assert describe_points_lost(losses(Fraction(1, 2)), "ko") == (
        "3위 부천시는 만점에서 모두 1.18점을 잃었습니다: 전년도 0.10, 올해 1.08. 가감점은 +0.50점입니다."
    )


def test_differences_go_to_both_sides_and_carry_their_sign():
    effects = [Effect("세정", Fraction(1, 4)), Effect("안전", Fraction(-1, 3)), Effect("가점", Fraction(0))]
    figure = difference_bars(effects, "ko", pair=Pair("부천시", "성남시"))
    assert list(figure.data[0].x) == [0.25, -1 / 3, 0.0]
    low, high = figure.layout.xaxis.range
    assert low < -1 / 3 < 0.25 < high
    assert {"+0.25", "−0.33", "0.00"} <= set(annotations(figure))
    words = describe_difference_bars(effects, "ko", pair=Pair("부천시", "성남시"))
    assert "세정(+0.25)" in words
    assert "안전(−0.33)" in words


SUM = Sum(
    "종합점수",
    (
        Part("전년도", Fraction("28.368"), share=Fraction(3, 10), score=Fraction("94.56")),
        Part("올해", Fraction("70.574"), Fraction("0.574"), share=Fraction(7, 10), score=Fraction("100.82")),
    ),
)


def test_a_sum_shows_each_product_and_the_total():
    figure = contribution_bars(SUM, "ko")
    assert "30% × 94.56" in figure.layout.yaxis.ticktext[0]
    assert {"28.37", "70.57 (가점 +0.57)", "<b>98.94</b>"} <= set(annotations(figure))
    assert figure.layout.xaxis.range[0] == 0


def test_the_bonus_in_a_sum_is_hatched_and_part_of_its_bar():
    plain, bonus = contribution_bars(SUM, "ko").data
    assert bonus.marker.pattern.shape == "/"
    assert plain.x[1] + bonus.x[1] == pytest.approx(70.574)


def test_a_sum_is_written_out():
    assert describe_contribution_bars(SUM, "ko") == (
        "종합점수 98.94점: 전년도 30% × 94.56 = 28.37, 올해 70% × 100.82 = 70.57 (가점 +0.57)"
    )
