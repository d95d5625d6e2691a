import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import openpyxl
import pytest
from pptx.oxml.ns import qn

from app.exports.line_ends import ends_of
from app.exports.pptx import deck_pptx
from app.exports.scale import lines_scale
from app.services.slides import Bars, DotStrip, Figure, Lines, PaceBar
from tests.exports.papers import (
    foot_parts,
    hard_deck,
    numbers_in,
    said_in,
)
from tests.exports.slides_read import chart_of, opened, roots_of, words_of
from tests.meeting.decks import HOME, deck_in

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
CHART_TAGS = {DotStrip: "c:scatterChart", Bars: "c:barChart", Lines: "c:lineChart"}
EMU = 12_700


@LANGUAGES
def test_every_word_of_the_deck_is_on_its_slide(language):
    deck = deck_in(language)
    for one, slide in zip(deck.slides, opened(deck).slides, strict=True):
        shown = words_of(slide)
        absent = [said for said in said_in(replace(deck, slides=(one,))) if said not in shown]
        assert absent == []


@LANGUAGES
def test_every_number_is_in_the_chart_and_its_workbook_digit_by_digit(language):
    deck = deck_in(language)
    for one, slide in zip(deck.slides, opened(deck).slides, strict=True):
        if one.figure is None:
            continue
        chart = chart_of(slide).chart
        values = [Decimal(each.text) for each in chart._chartSpace.iter(qn("c:v")) if _is_number(each.text)]
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        cells = [Decimal(str(cell.value)) for row in book for cell in row if isinstance(cell.value, int | float)]
        for number in numbers_in(one.figure):
            assert number in values
            assert number in cells


def _is_number(words: str) -> bool:
    return words.removeprefix("-").replace(".", "", 1).isdigit()


@LANGUAGES
def test_figures_are_native_charts_and_tables_native_tables(language):
    deck = deck_in(language)
    for one, slide in zip(deck.slides, opened(deck).slides, strict=True):
        assert not [shape for shape in slide.shapes if shape.shape_type == 13]
        if one.figure is not None:
            shape = chart_of(slide)
            assert shape.chart._chartSpace.find(f".//{qn(CHART_TAGS[type(one.figure)])}") is not None
            assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == one.figure_text
        if one.table is not None:
            table = next(shape for shape in slide.shapes if shape.has_table).table
            assert [cell.text for cell in table.rows[0].cells] == [column.label for column in one.table.columns]
            assert len(table.rows) == 1 + len(one.table.rows)


@LANGUAGES
def test_the_title_is_the_message_and_paragraphs_are_an_outline(language):
    deck = deck_in(language)
    made = opened(deck)
    assert [slide.shapes.title.text_frame.text for slide in made.slides] == [one.title for one in deck.slides]
    card = made.slides[4]
    body = next(shape for shape in card.placeholders if shape.placeholder_format.idx == 1).text_frame
    assert [paragraph.level for paragraph in body.paragraphs] == [0, 0, 1]
    assert body.paragraphs[0].runs[0].text == deck.slides[4].paragraphs[0].label
    assert body.paragraphs[0].runs[0].font.bold
    assert not body.paragraphs[0].runs[1].font.bold


@LANGUAGES
def test_notes_are_what_the_speaker_says(language):
    deck = deck_in(language)
    made = opened(deck)
    assert made.slides[0].notes_slide.notes_text_frame.text == deck.slides[0].notes[0]
    assert not made.slides[1].has_notes_slide


@LANGUAGES
def test_every_page_says_what_it_is_of_and_its_number(language):
    deck = deck_in(language)
    for number, slide in enumerate(opened(deck).slides, 1):
        holders = {shape.placeholder_format.type: shape for shape in slide.placeholders}
        foot, page = (next(shape for kind, shape in holders.items() if kind == wanted) for wanted in (15, 13))
        assert [part for part in foot_parts(deck) if part not in foot.text_frame.text] == []
        field = page._element.find(f".//{qn('a:fld')}")
        assert (field.get("type"), field.find(qn("a:t")).text) == ("slidenum", str(number))
        assert "".join(words.text for words in page._element.iter(qn("a:t"))).split() == [str(number), "/", "5"]


@LANGUAGES
def test_all_words_have_a_korean_and_a_latin_font(language):
    for slide in opened(deck_in(language)).slides:
        for root in roots_of(slide):
            fonts = [run.find(qn("a:rPr")) for run in root.iter(qn("a:r"), qn("a:fld"))]
            fonts += [font for font in root.iter(qn("a:defRPr")) if font.get("sz")]
            for font in fonts:
                assert font.find(qn("a:latin")).get("typeface") == "Malgun Gothic"
                assert font.find(qn("a:ea")).get("typeface") in ("맑은 고딕", "Malgun Gothic")


def test_fonts_of_the_theme_are_set_for_what_somebody_adds():
    with zipfile.ZipFile(io.BytesIO(deck_pptx(deck_in("ko")))) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
    assert theme.count('<a:ea typeface="맑은 고딕"/>') == 2
    assert theme.count('<a:latin typeface="Malgun Gothic"') == 2


@LANGUAGES
def test_home_is_told_by_more_than_colour(language):
    made = opened(deck_in(language))
    home = HOME if language == "ko" else "Bucheon"
    dots = chart_of(made.slides[0]).chart._chartSpace
    bold = {
        run.find(qn("a:t")).text.split()[0] for run in dots.iter(qn("a:r")) if run.find(qn("a:rPr")).get("b") == "1"
    }
    assert bold == {home}
    assert len([one for one in dots.iter(qn("c:symbol")) if one.get("val") == "diamond"]) == 1
    names = [name for name in chart_of(made.slides[2]).chart.plots[0].categories if name.startswith("▶")]
    assert [name.split()[1] for name in names] == [home]


def test_a_level_has_its_sign_before_its_word():
    table = next(shape for shape in opened(deck_in("ko")).slides[1].shapes if shape.has_table).table
    assert table.cell(1, 4).text == "● 미달 B"


def test_a_pace_bar_lies_over_its_cell_and_is_as_long_as_its_share():
    deck = deck_in("ko")
    slide = opened(deck).slides[1]
    frame = next(shape for shape in slide.shapes if shape.has_table)
    groups = [shape for shape in slide.shapes if shape.shape_type == 6]
    bars = [cell for row in deck.slides[1].table.rows for cell in row if isinstance(cell, PaceBar)]
    assert len(groups) == len(bars)
    left = frame.left + sum(column.width for column in list(frame.table.columns)[:3])
    top = frame.top + frame.table.rows[0].height
    for number, (group, bar) in enumerate(zip(groups, bars, strict=True), 1):
        track, filled, tick = group.shapes
        assert left < group.left
        assert group.left + group.width < left + frame.table.columns[3].width / 2 + EMU
        assert top < group.top
        assert group.top + group.height < top + frame.table.rows[number].height
        assert Decimal(filled.width) / track.width == pytest.approx(bar.filled, abs=Decimal("0.001"))
        middle = Decimal(tick.left - track.left + tick.width // 2) / track.width
        assert middle == pytest.approx(bar.tick, abs=Decimal("0.001"))
        top += frame.table.rows[number].height


def test_every_name_of_an_axis_is_shown_and_ranks_begin_at_the_top():
    made = opened(deck_in("ko"))
    bars, lines = (chart_of(made.slides[place]).chart._chartSpace for place in (2, 3))
    for axes in (bars, lines):
        assert [skip.get("val") for skip in axes.iter(qn("c:tickLblSkip"))] == ["1"]
    assert lines.find(f".//{qn('c:valAx')}/{qn('c:scaling')}/{qn('c:orientation')}").get("val") == "maxMin"
    assert bars.find(f".//{qn('c:catAx')}/{qn('c:scaling')}/{qn('c:orientation')}").get("val") == "maxMin"
    zero = bars.find(f".//{qn('c:valAx')}/{qn('c:scaling')}/{qn('c:min')}")
    assert Decimal(zero.get("val")) <= 0


@LANGUAGES
def test_slides_that_are_not_crowded_can_be_read_from_the_last_row(language):
    for slide in opened(deck_in(language)).slides:
        sizes = [int(run.get("sz")) for root in roots_of(slide) for run in root.iter(qn("a:rPr")) if run.get("sz")]
        assert min(sizes) >= 1200


def test_ends_of_lines_that_lie_together_are_all_named():
    deck = hard_deck("ko")
    lines = next(one for one in deck.slides if one.key == "lines")
    chart = chart_of(opened(replace(deck, slides=(lines,))).slides[0]).chart._chartSpace
    places = {}
    for number, series in enumerate(chart.iter(qn("c:ser"))):
        moved = series.find(f".//{qn('c:dLbl')}/{qn('c:layout')}//{qn('c:y')}")
        places[number] = 0 if moved is None else float(moved.get("val"))
    assert len(places) == len(_lines(lines.figure).lines)
    assert len(set(places.values())) > 1


def _lines(figure: Figure | None) -> Lines:
    assert isinstance(figure, Lines)
    return figure


def test_ends_of_lines_keep_to_the_plot_however_close_they_lie():
    lines = next(one for one in hard_deck("ko").slides if one.key == "lines")
    figure = _lines(lines.figure)
    for distance in (0.02, 0.06, 0.1):
        places = sorted(end.label for end in ends_of(figure, lines_scale(figure), distance))
        assert all(-0.001 <= place <= 1.001 for place in places)
        assert all(lower - upper >= distance * 0.99 for upper, lower in pairwise(places))


@LANGUAGES
def test_what_the_file_says_of_itself(language):
    deck = deck_in(language)
    properties = opened(deck).core_properties
    assert (properties.title, properties.subject, properties.language) == (deck.meeting, deck.evaluation, language)
    assert deck.snapshot in properties.keywords
    assert properties.created.date().isoformat() == deck.held_on


def test_lines_begin_where_their_values_do_and_ranks_with_the_first():
    deck = hard_deck("ko")
    for one in deck.slides:
        if isinstance(one.figure, Lines) and one.figure.lines:
            chart = chart_of(opened(replace(deck, slides=(one,))).slides[0]).chart
            least = min(numbers_in(one.figure))
            assert 0 <= least - Decimal(chart.value_axis.minimum_scale) < Decimal(chart.value_axis.major_unit)
