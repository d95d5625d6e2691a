"""Rank lines and month lines."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.month_line import MonthPoint, describe_month_line, month_line
from app.charts.months import month_axis
from app.charts.numbers import Measure
from app.charts.rank_lines import RankSeries, describe_rank_lines, rank_lines
from app.charts.theme import SCREEN
from tests.charts.examples import CITIES, annotations

MONTHS = tuple(f"2023-{month:02d}" for month in range(1, 10))
PERCENT = Measure(1, "%")


def ends(figure):
    """Heights in pixels of the names at the right ends."""
    bottom, top = figure.layout.yaxis.range
    span = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    return [(label.y - bottom) / (top - bottom) * span for label in figure.layout.annotations]


@settings(max_examples=25)
@given(st.lists(st.integers(1, 10), min_size=1, max_size=10))
def test_names_at_the_ends_never_cover_each_other(ranks):
    series = [RankSeries(f"시{index}", (rank,)) for index, rank in enumerate([*ranks, 11])]
    heights = ends(rank_lines(["2023-01"], series, "ko"))
    assert len(heights) == len(series)
    assert all(abs(one - other) >= SCREEN.height_of(SCREEN.text) for one, other in combinations(heights, 2))


def test_the_first_place_is_on_top_and_every_rank_has_its_tick():
    figure = rank_lines(MONTHS, [RankSeries(name, (rank,) * 9) for rank, name in enumerate(CITIES["ko"], 1)], "ko")
    assert list(figure.layout.yaxis.range) == [10.5, 0.5]
    assert list(figure.layout.yaxis.tickvals) == list(range(1, 11))


def test_a_month_without_a_rank_is_a_gap():
    figure = rank_lines(MONTHS[:3], [RankSeries("부천시", (3, None, 2), True)], "ko")
    assert figure.data[0].y == (3, None, 2)
    assert figure.data[0].connectgaps is False


def test_a_line_that_ends_early_says_when():
    assert "3위 안양시 (1월까지)" in annotations(rank_lines(MONTHS[:2], [RankSeries("안양시", (3, None))], "ko"))


def test_the_home_line_is_drawn_last_and_strong():
    figure = rank_lines(MONTHS[:1], [RankSeries("부천시", (1,), True), RankSeries("안양시", (2,))], "ko")
    assert figure.data[-1].name == "부천시"
    assert figure.data[-1].line.width > figure.data[0].line.width


def test_the_way_of_the_home_unit_in_a_sentence():
    words = describe_rank_lines(MONTHS[:3], [RankSeries("부천시", (3, 5, 2), True)], "en")
    assert words == ("부천시 went from place 3 in 2023-01 to place 2 in 2023-03. Its best place was 2, its lowest 5.")


def points():
    values = (Fraction(70), None, Fraction("75.25"))
    return [
        MonthPoint(month, value, "A" if value else "", Fraction(98), Fraction(60))
        for month, value in zip(MONTHS, values, strict=False)
    ]


def test_three_lines_with_their_last_values_and_the_letters():
    figure = month_line(points(), "ko", measure=PERCENT)
    assert [trace.name for trace in figure.data] == ["작년", "목표", "올해"]
    assert figure.data[-1].text == ("A", "", "A")
    assert any("올해 75.3%" in label for label in annotations(figure))
    assert "목표 98.0%" in annotations(figure)


def test_the_axis_of_values_holds_every_line():
    low, high = month_line(points(), "ko", measure=PERCENT).layout.yaxis.range
    assert low < 60
    assert high > 98


def test_lines_without_a_value_are_left_out():
    figure = month_line([MonthPoint("2023-01", Fraction(1))], "ko", measure=PERCENT)
    assert [trace.name for trace in figure.data] == ["올해"]


def test_lines_are_told_apart_without_colour():
    dashes = [trace.line.dash for trace in month_line(points(), "ko", measure=PERCENT).data]
    assert len(set(dashes)) == 3


def test_the_last_value_in_a_sentence():
    assert describe_month_line(points(), "ko", measure=PERCENT) == (
        "2023-03 실적은 75.3%, 등급은 A입니다. 목표는 98.0%입니다. 작년 같은 달에는 60.0%였습니다."
    )


def test_all_months_are_labelled_where_they_fit_and_the_last_one_always():
    assert len(month_axis(MONTHS, "ko", room=400, size=SCREEN)["tickvals"]) == 9
    few = month_axis(
        [f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)], "ko", room=300, size=SCREEN
    )
    assert len(few["tickvals"]) < 24
    assert few["tickvals"][-1] == 23
