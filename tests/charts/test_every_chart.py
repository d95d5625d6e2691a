"""What holds for all kinds of charts, in both languages, on the screen and on the projector, with and without data."""

from fractions import Fraction

import pytest

from app.charts import theme
from app.charts.acceptability_map import RankShares, acceptability_map, describe_acceptability_map
from app.charts.chance_bars import Chance, chance_bars, describe_chance_bars
from app.charts.contribution_bars import Part, Sum, contribution_bars, describe_contribution_bars
from app.charts.difference_bars import (
    Effect,
    Pair,
    change_bars,
    describe_change_bars,
    describe_difference_bars,
    difference_bars,
)
from app.charts.dong_bars import PartBar, describe_dong_bars, dong_bars
from app.charts.dot_strip import describe_dot_strip, dot_strip
from app.charts.heatmap import HeatRow, describe_heatmap, heatmap, score_cell
from app.charts.month_line import MonthPoint, describe_month_line, month_line
from app.charts.numbers import Measure
from app.charts.pace_bars import PaceBar, describe_pace_bars, pace_bars
from app.charts.points_lost import describe_points_lost, points_lost
from app.charts.published_places import PublishedPlace, describe_published_places, published_places
from app.charts.rank_lines import RankSeries, describe_rank_lines, rank_lines
from app.charts.reach_bars import Open, describe_reach_bars, reach_bars
from app.charts.theme import PROJECTOR, SCREEN
from app.charts.tile_map import Tile, describe_tile_map, tile_map
from app.charts.value_strip import ValueDot, ValueLane, describe_value_strip, value_strip
from tests.charts.examples import CITIES, SCORES, ZONES, dots, losses, smallest_font

MEASURE = Measure(1, "%")
PAIR = Pair("부천시", "성남시")
MONTHS = ("2023-01", "2023-02", "2023-03")


def full(language):
    city = CITIES[language][2]
    columns, rows = ("A", "B"), [HeatRow(city, (score_cell(SCORES[0]), score_cell(SCORES[1])), True)]
    total = Sum("합계", (Part("A", SCORES[0] / 2, share=Fraction(1, 2), score=SCORES[0]), Part("B", SCORES[1] / 2)))
    effects = [Effect("A", Fraction(1, 2)), Effect("B", Fraction(-1, 3))]
    tiles = [Tile("41190", city, "3위", "1그룹", SCORES[2], True), Tile("x", "새 시", "1위", "1그룹", None)]
    series = [RankSeries(city, (3, None, 2), True), RankSeries("안양시", (1, 2, 2))]
    points = [MonthPoint(month, Fraction(90), "S", Fraction(95), Fraction(89)) for month in MONTHS]
    lanes = [ValueLane("1그룹", tuple(ValueDot(dot.name, dot.score, "S", dot.is_home) for dot in dots(language)))]
    places = [PublishedPlace(2018, city, 4, 5, True)]
    shares = [RankShares(city, (Fraction(3, 4), Fraction(1, 4)), ("75%", "25%"), True)]
    ways = [PaceBar(city, Fraction(1, 2), Fraction(7, 9), "50%", "78%", "A")]
    chances = [Chance("1위", Fraction(3, 4), "75%", city, True), Chance("2위", Fraction(1, 4), "25%")]
    parts = [
        PartBar(city, Fraction(2), Fraction(3), "2 ▼", lags=True),
        PartBar("x", Fraction(4), None, "4", lags=False),
    ]
    still_open = [
        Open(city, (Fraction(70), Fraction(25), Fraction(5)), True),
        Open("x", (Fraction(60), Fraction(40), Fraction(0))),
    ]
    return {
        "acceptability_map": (acceptability_map, describe_acceptability_map, (columns, shares), {}),
        "chance_bars": (chance_bars, describe_chance_bars, (chances,), {}),
        "dong_bars": (dong_bars, describe_dong_bars, (parts, "A"), {}),
        "reach_bars": (reach_bars, describe_reach_bars, (still_open,), {}),
        "dot_strip": (dot_strip, describe_dot_strip, (dots(language),), {"zones": ZONES}),
        "points_lost": (points_lost, describe_points_lost, (losses(language=language),), {}),
        "pace_bars": (pace_bars, describe_pace_bars, (ways,), {}),
        "heatmap": (heatmap, describe_heatmap, (columns, rows), {}),
        "tile_map": (tile_map, describe_tile_map, (tiles,), {}),
        "rank_lines": (rank_lines, describe_rank_lines, (MONTHS, series), {}),
        "month_line": (month_line, describe_month_line, (points,), {"measure": MEASURE}),
        "value_strip": (value_strip, describe_value_strip, (lanes,), {"measure": MEASURE}),
        "contribution_bars": (contribution_bars, describe_contribution_bars, (total,), {}),
        "change_bars": (change_bars, describe_change_bars, (effects,), {"name": "합계"}),
        "difference_bars": (difference_bars, describe_difference_bars, (effects,), {"pair": PAIR}),
        "published_places": (published_places, describe_published_places, ((2017, 2018), places), {}),
    }


EMPTY = {
    "acceptability_map": ([], []),
    "chance_bars": ([],),
    "dong_bars": ([], ""),
    "reach_bars": ([],),
    "dot_strip": ([],),
    "points_lost": ([],),
    "pace_bars": ([],),
    "heatmap": ([], []),
    "tile_map": ([],),
    "rank_lines": ([], []),
    "month_line": ([],),
    "value_strip": ([],),
    "contribution_bars": (Sum("", ()),),
    "change_bars": ([],),
    "difference_bars": ([],),
    "published_places": ([], []),
}
KINDS = sorted(EMPTY)
both_languages = pytest.mark.parametrize("language", ["ko", "en"])
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
@both_languages
@pytest.mark.parametrize(("size", "least"), [(SCREEN, 13), (PROJECTOR, 24)])
def test_nothing_is_printed_too_small_and_all_in_the_font_of_the_house(kind, language, size, least):
    draw, _, data, options = full(language)[kind]
    figure = draw(*data, language, **options, size=size)
    assert figure.layout.font.family == theme.FONT
    assert smallest_font(figure) >= least


@every_kind
@both_languages
def test_the_figure_is_white_still_and_as_high_as_its_rows(kind, language):
    draw, _, data, options = full(language)[kind]
    layout = draw(*data, language, **options).layout
    assert layout.paper_bgcolor == theme.WHITE
    assert layout.height > layout.margin.t + layout.margin.b
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange
    assert layout.width is None


@every_kind
@both_languages
def test_the_home_unit_is_in_the_text_alternative(kind, language):
    _, describe, data, options = full(language)[kind]
    words = describe(*data, language, **{key: value for key, value in options.items() if key != "zones"})
    home = {"contribution_bars": "99.38", "change_bars": "+0.17", "difference_bars": "+0.17", "month_line": "90.0%"}
    assert home.get(kind, CITIES[language][2]) in words


@every_kind
@both_languages
def test_a_chart_without_data_is_empty_and_says_so(kind, language):
    draw, describe, _, options = full(language)[kind]
    figure = draw(*EMPTY[kind], language, **options)
    assert figure.layout.height > 0
    options = {key: value for key, value in options.items() if key != "zones"}
    assert describe(*EMPTY[kind], language, **options)


@every_kind
def test_every_number_in_a_figure_can_be_sent_to_a_browser(kind):
    draw, _, data, options = full("ko")[kind]
    assert "Fraction" not in draw(*data, "ko", **options).to_json()
