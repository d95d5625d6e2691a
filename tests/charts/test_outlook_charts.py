"""Bars of chances and of points still open: lengths from zero, numbers as they are told, the home unit in bold."""

from fractions import Fraction

from app.charts import theme
from app.charts.chance_bars import Chance, chance_bars, describe_chance_bars
from app.charts.reach_bars import Open, describe_reach_bars, reach_bars
from tests.charts.examples import annotations

RANKS = [
    Chance("1위", Fraction(1, 100), "1%", "최우수"),
    Chance("2위", Fraction(0), "0%", "우수"),
    Chance("3위", Fraction(99, 100), "99%", "", True),
]
UNITS = [
    Open("부천시", (Fraction(74), Fraction(25), Fraction(1)), True),
    Open("수원시", (Fraction(75), Fraction(25), Fraction(0))),
]


def test_bars_of_chances_begin_at_nothing_and_awards_are_darker() -> None:
    figure = chance_bars(RANKS, "ko")
    (bars,) = figure.data
    assert list(bars.x) == [1, 0, 99]
    assert figure.layout.xaxis.range[0] == 0
    assert list(bars.marker.color) == [theme.HOME, theme.HOME, theme.HOME_PALE]
    assert [words.replace("<b>", "").replace("</b>", "") for words in annotations(figure)] == ["1%", "0%", "99%"]


def test_the_alternative_names_only_what_can_come() -> None:
    assert describe_chance_bars(RANKS, "ko") == "순위별 확률: 1위 · 최우수 1%, 3위 99%."


def test_points_stand_side_by_side_in_their_order_and_small_ones_are_not_printed() -> None:
    figure = reach_bars(UNITS, "ko")
    assert [list(bars.x) for bars in figure.data] == [[74, 75], [25, 25], [1, 0]]
    assert figure.layout.barmode == "relative"
    assert [list(bars.text) for bars in figure.data] == [["74.0", "75.0"], ["25.0", "25.0"], ["", ""]]
    assert describe_reach_bars(UNITS, "en") == "부천시: 74.0 points locked in, 25.0 still open, 1.0 lost."
