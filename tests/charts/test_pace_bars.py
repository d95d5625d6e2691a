"""Bars on the way to the target: where they end, where their tick stands, and what is said of them."""

from fractions import Fraction

import pytest

from app.charts import theme
from app.charts.pace_bars import PaceBar, describe_pace_bars, pace_bars
from app.charts.theme import PROJECTOR, SCREEN
from tests.charts.examples import annotations, smallest_font

BEHIND = PaceBar("행정 <1>", Fraction(1, 2), Fraction(7, 9), "50건", "78건", "▲ 주의 · 민원과")
AHEAD = PaceBar("세정", Fraction(11, 10), Fraction(7, 9), "110건", "78건")
FAR = PaceBar("도로", Fraction(9), Fraction(1), "900건", "100건")


def ticks(figure):
    """Where the thick ticks stand, row by row."""
    lines = [shape for shape in figure.layout.shapes if shape.type == "line" and shape.yref != "paper"]
    widest = max(line.line.width for line in lines)
    return [line.x0 for line in lines if line.line.width == widest]


@pytest.mark.parametrize(("size", "least"), [(SCREEN, 13), (PROJECTOR, 24)])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_bar_ends_where_we_are_and_its_tick_stands_where_today_should_be(language, size, least):
    figure = pace_bars([BEHIND, AHEAD], language, size=size)
    assert list(figure.data[0].x) == [0.5, 1.1]
    assert ticks(figure) == pytest.approx([7 / 9, 7 / 9])
    assert list(figure.data[0].marker.color) == [theme.HOME, theme.OTHER]
    assert {"50건", "110건"} <= set(annotations(figure))
    assert smallest_font(figure) >= least
    assert "Fraction" not in figure.to_json()


def test_a_bar_far_beyond_the_target_is_cut_and_its_number_is_not():
    figure = pace_bars([FAR], "ko")
    assert figure.data[0].x[0] == 1.25
    assert figure.layout.xaxis.range[1] > 1.25
    assert "900건" in annotations(figure)


def test_names_are_printed_letter_by_letter():
    figure = pace_bars([BEHIND], "ko")
    assert "&lt;1&gt;" in figure.layout.yaxis.ticktext[0]
    assert "▲ 주의 · 민원과" in figure.layout.yaxis.ticktext[0]


def test_it_is_said_how_many_are_behind_and_which_is_first():
    words = describe_pace_bars([BEHIND, AHEAD], "ko")
    assert words == (
        "지표 2개 중 1개가 목표 속도에 못 미칩니다. "
        "가장 뒤진 지표는 행정 <1>로 실적 50건, 지금쯤 있어야 할 값은 78건입니다."
    )
    assert describe_pace_bars([AHEAD], "en") == "1 indicator, 0 behind the pace to target."
    assert describe_pace_bars([], "en")
    assert pace_bars([], "ko").layout.height > 0
