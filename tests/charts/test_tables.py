"""Heatmap, tile map and published places."""

import csv
from fractions import Fraction

import pytest

from app.charts import theme
from app.charts.heatmap import HeatRow, describe_heatmap, grade_cell, heatmap, score_cell, shade_of, state_cell
from app.charts.measure import text_width
from app.charts.published_places import PublishedPlace, place_cells, published_places
from app.charts.tile_map import POSITIONS, Tile, place_tiles, positions, tile_map
from scoring.model import State
from tests.charts.examples import CITIES, annotations

FIELDS = ("상식이 회복된 반듯한 나라", "역동적 경제", "따뜻한 동행", "더 나은 기회")
BEST, LOW = score_cell(Fraction(100)), score_cell(Fraction("97.8"))


def contrast(one, other):
    dark, light = sorted([theme.luminance(one), theme.luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [*theme.SHADES, *theme.MAP_SHADES, *theme.PIECES, *theme.HOME_PIECES, theme.HOME])
def test_text_on_every_colour_can_be_read(colour):
    assert contrast(theme.ink_on(colour), colour) >= 4.5


def test_muted_text_on_an_absent_cell_can_be_read():
    assert contrast(theme.INK_MUTED, theme.ABSENT) >= 4.5


def test_every_cell_is_printed():
    rows = [HeatRow("부천시", (BEST, LOW, state_cell(State.NOT_APPLICABLE, "ko"), grade_cell("A", Fraction(90))), True)]
    texts = heatmap(FIELDS, rows, "ko").data[1].text
    assert list(texts) == ["100.00", "97.80", "해당없음", "A"]


def test_what_is_missing_is_told_apart_from_what_does_not_apply():
    assert state_cell(State.NOT_SUBMITTED, "ko").label != state_cell(State.NOT_APPLICABLE, "ko").label


def test_the_best_is_white_and_every_lower_score_is_darker():
    shades = [shade_of(Fraction(score), Fraction(94), Fraction(100)) for score in (100, 99, 97, 94)]
    light = [theme.luminance(shade) for shade in shades]
    assert shades[0] == theme.WHITE
    assert light == sorted(light, reverse=True)
    assert len(set(shades)) == 4


def test_the_smallest_lack_is_seen():
    assert shade_of(Fraction("99.999"), Fraction(90), Fraction(100)) != theme.WHITE


def test_the_home_row_is_bold_and_framed():
    figure = heatmap(FIELDS, [HeatRow("안양시", (BEST,) * 4), HeatRow("부천시", (LOW,) * 4, True)], "ko")
    assert "<b>" in figure.layout.yaxis.ticktext[1]
    frame = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [(shape.y0, shape.y1) for shape in frame] == [(0.5, 1.5)]


def test_column_labels_keep_every_letter_inside_their_column():
    columns = [*FIELDS, *FIELDS, "지방시대"]
    figure = heatmap(columns, [HeatRow("부천시", (BEST,) * 9)], "ko")
    labels = figure.layout.annotations[:9]
    room = (560 - figure.layout.margin.l - figure.layout.margin.r) / 9
    for label, name in zip(labels, columns, strict=True):
        assert label.text.replace("<br>", "").replace(" ", "") == name.replace(" ", "")
        assert text_width(label.text, label.font.size) <= room
        lines = label.text.count("<br>") + 1
        assert lines * label.font.size * 1.3 + 4 <= figure.layout.margin.t


def test_latin_labels_that_do_not_fit_stand_upright_instead_of_being_cut():
    figure = heatmap(["Companionship"] * 9, [HeatRow("Bucheon", (BEST,) * 9)], "en")
    assert figure.layout.annotations[0].textangle == -90
    assert text_width("Companionship", 13) < figure.layout.margin.t


def test_31_rows_are_all_labelled():
    figure = heatmap(FIELDS, [HeatRow(f"시{index}", (BEST,) * 4) for index in range(31)], "ko")
    assert len(figure.layout.yaxis.tickvals) == len(figure.layout.yaxis.ticktext) == 31
    assert figure.layout.height / 31 > 20


def test_the_text_names_the_lowest_column_of_the_home_unit():
    words = describe_heatmap(FIELDS, [HeatRow("부천시", (BEST, BEST, BEST, LOW), True)], "ko")
    assert "‘더 나은 기회’에서 가장 낮습니다(97.80)" in words
    assert "모든 항목에서" in describe_heatmap(FIELDS, [HeatRow("부천시", (BEST,) * 4, True)], "ko")


def test_the_map_has_31_tiles_and_none_on_another():
    assert len(positions()) == 31
    assert len(set(positions().values())) == 31


def test_the_map_leaves_seoul_empty_and_keeps_the_directions():
    lines = csv.DictReader(POSITIONS.read_text(encoding="utf-8").splitlines())
    at = {line["name"]: positions()[line["code"]] for line in lines}
    assert {(2, 3), (3, 3)}.isdisjoint(at.values())
    assert at["연천군"][1] == min(row for _, row in at.values())
    assert max(row for _, row in at.values()) == at["안성시"][1] == at["평택시"][1]
    assert at["시흥시"][0] < at["수원시"][0] < at["이천시"][0]
    assert at["가평군"][0] > at["의정부시"][0] > at["김포시"][0]


def test_units_that_the_map_does_not_know_follow_below():
    placed = place_tiles(["41190", *map(str, range(14))])
    assert len(set(placed.values())) == 15
    assert all(placed[str(index)][1] > placed["41190"][1] for index in range(14))


def test_a_tile_says_name_rank_and_group():
    figure = tile_map([Tile("41190", "부천시", "3위", "1그룹", Fraction(98), True)], "ko")
    assert "<b>부천시<br>3위<br>1그룹</b>" in annotations(figure)


def test_groups_differ_by_their_edges():
    tiles = [Tile(code, code, "", f"{index}그룹", None) for index, code in enumerate(("41190", "41390", "41310"))]
    edges = [shape.line.dash for shape in tile_map(tiles, "ko").layout.shapes]
    assert len(set(edges)) == 3


def test_a_known_place_goes_first_and_unknown_ones_into_what_is_left():
    known, unknown = PublishedPlace(2023, "가", 3, 3), PublishedPlace(2023, "나", 2, 3)
    assert place_cells([unknown, known], 5) == {2: (known,), 1: (unknown,)}


def test_shared_places_and_places_beyond_the_awards_are_kept():
    places = [PublishedPlace(2023, name, place, place) for name, place in (("가", 1), ("나", 1), ("다", 8), ("라", 10))]
    cells = place_cells(places, 5)
    assert [len(cells[column]) for column in (0, 5)] == [2, 2]
    figure = published_places([2023], places, "ko")
    assert "다<br>8위, 라<br>10위" in annotations(figure)


def test_a_year_without_a_publication_is_a_gap():
    figure = published_places([2016, 2017], [PublishedPlace(2017, "부천시", 4, 4, True)], "ko")
    assert "확인된 공표 결과 없음" in annotations(figure)
    assert {shape.y0 for shape in figure.layout.shapes} == {0.6}
    assert annotations(figure).count("미확인") == 4


def test_an_award_without_its_place_is_dashed_and_explained():
    figure = published_places([2018], [PublishedPlace(2018, CITIES["ko"][2], 4, 5, True)], "ko")
    assert figure.layout.shapes[0].line.dash == "dash"
    assert "<b>부천시<br>4~5위</b>" in annotations(figure)
    assert any("점선" in words for words in annotations(figure))
