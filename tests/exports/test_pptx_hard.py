import io
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.oxml.ns import qn

from app.exports.pptx import deck_pptx
from app.services.paper_words import BULLETS
from app.services.slides import Bars, Deck, DotStrip
from tests.exports.papers import (
    PRINTED,
    Placed,
    foot_parts,
    hard_deck,
    hostile_deck,
    pdf_text,
    pdf_words,
    rendered,
    said_in,
    squeezed,
)
from tests.exports.slides_read import chart_of, opened, words_of
from tests.meeting.decks import deck_in

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
EMU = 12_700
GROUP, NEAR = 6, 2
DECKS = {"easy": deck_in, "hard": hard_deck}


@LANGUAGES
def test_nothing_leaves_the_slide_and_boxes_keep_clear_of_each_other(language):
    made = opened(hard_deck(language))
    for slide in made.slides:
        boxes = [shape for shape in slide.shapes if shape.shape_type != 6]
        for shape in boxes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
        rows = sorted(boxes, key=lambda shape: shape.top)
        for upper, lower in pairwise(rows):
            beside = upper.left + upper.width <= lower.left or lower.left + lower.width <= upper.left
            assert beside or upper.top + upper.height <= lower.top + EMU


@LANGUAGES
@pytest.mark.parametrize("made", [hard_deck, hostile_deck])
def test_hard_decks_can_be_opened_and_lose_no_word(language, made):
    deck = made(language)
    shown = squeezed("".join(words_of(slide) for slide in opened(deck).slides))
    wanted = [squeezed(said) for said in said_in(deck)] if made is hard_deck else [squeezed(PRINTED)]
    figures = [one.figure for one in deck.slides]
    assert len(figures) == len(opened(deck).slides)
    assert [said for said in wanted if said not in shown] == []


def test_nothing_in_a_workbook_behind_a_chart_can_run():
    deck = hostile_deck("ko")
    figure = DotStrip(tuple(replace(point, label="=cmd|' /C calc'!A0") for point in _dots(deck).points))
    bars = Bars(("=1+1",), (replace(_bars(deck).bars[0], label="=2+2"),))
    slides = tuple(replace(deck.slides[0], figure=one) for one in (figure, bars))
    for slide in opened(replace(deck, slides=slides)).slides:
        blob = chart_of(slide).chart.part.chart_workbook.xlsx_part.blob
        with zipfile.ZipFile(io.BytesIO(blob)) as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def _dots(deck: Deck) -> DotStrip:
    return next(one.figure for one in deck.slides if isinstance(one.figure, DotStrip))


def _bars(deck: Deck) -> Bars:
    return next(one.figure for one in deck.slides if isinstance(one.figure, Bars))


def test_forty_slides_and_no_slides():
    deck = deck_in("ko")
    assert len(opened(replace(deck, slides=deck.slides * 8)).slides) == 40
    assert len(opened(replace(deck, slides=())).slides) == 0


def test_every_part_of_the_file_is_xml():
    with zipfile.ZipFile(io.BytesIO(deck_pptx(hostile_deck("ko")))) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


@pytest.fixture(scope="module")
def shown_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The decks as LibreOffice shows them, where DejaVu Sans stands in for the font: much wider letters."""
    made = {f"{name}_{language}": deck_pptx(DECKS[name](language)) for name in DECKS for language in ("ko", "en")}
    return rendered(made, tmp_path_factory.mktemp("shown"))


@LANGUAGES
def test_libreoffice_shows_the_same_pages_with_their_words(language, shown_by_libreoffice, tmp_path: Path):
    deck = deck_in(language)
    pages = pdf_text(shown_by_libreoffice[f"easy_{language}"], tmp_path)
    assert len(pages) == len(deck.slides)
    for number, (page, slide) in enumerate(zip(pages, deck.slides, strict=True), 1):
        shown = squeezed(page)
        absent = [said for said in said_in(replace(deck, slides=(slide,))) if squeezed(said) not in shown]
        assert absent == []
        assert squeezed(f"{number} / {len(pages)}") in shown
        assert all(squeezed(part) in shown for part in foot_parts(deck))


@LANGUAGES
@pytest.mark.parametrize("name", DECKS)
def test_every_word_stays_in_the_box_of_its_shape(language, name, shown_by_libreoffice, tmp_path: Path):
    """Boxes keep clear of each other, as the test above says; so no word of one shape covers one of another."""
    pages = pdf_words(shown_by_libreoffice[f"{name}_{language}"], tmp_path)
    slides = opened(DECKS[name](language)).slides
    assert len(pages) == len(slides)
    for number, (words, slide) in enumerate(zip(pages, slides, strict=True), 1):
        holders = [_holder(shape) for shape in slide.shapes if shape.shape_type != GROUP]
        assert [(number, word) for word in words if not any(_holds(holder, word) for holder in holders)] == []


def _holder(shape: Any) -> tuple[str, Placed]:
    """The words of a shape and its box in points."""
    root = shape.chart._chartSpace if shape.has_chart else shape._element
    words = squeezed("".join(element.text or "" for element in root.iter(qn("a:t"), qn("c:v"))))
    sides = (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
    return words, Placed(shape.name, *(side / EMU for side in sides))


def _holds(holder: tuple[str, Placed], word: Placed) -> bool:
    """Whether a word is one of a shape and inside its box, but for what letters of any font reach above and below."""
    said, box = holder
    of_axis = box.text.startswith("Chart") and word.text.strip("-,.").replace(".", "").isdigit()
    known = squeezed(word.text) in said or word.text in BULLETS or of_axis
    middle = (word.top + word.bottom) / 2
    inside = box.left - NEAR <= word.left and word.right <= box.right + NEAR
    return known and inside and box.top + NEAR <= middle <= box.bottom - NEAR
