"""The slides of a meeting as a PowerPoint file whose charts and tables are native."""

import io
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from pptx.enum.text import MSO_VERTICAL_ANCHOR
from pptx.oxml.xmlchemy import OxmlElement

from app.charts import theme
from app.exports.pptx_base import CONTENT, LINE, empty_presentation, place
from app.exports.pptx_chart import add_chart
from app.exports.pptx_cover import draw_cover
from app.exports.pptx_table import add_table
from app.exports.pptx_text import Pen, add_words, empty_frame, write_foot, write_notes, write_paragraphs
from app.exports.room import Box, room_of
from app.services.paper_words import alternative_of, document_date, foot_of, is_cover, printable
from app.services.slides import Deck, Slide
from app.text.catalogue import text


def deck_pptx(deck: Deck) -> bytes:
    """The slides in their order, 16:9; a deck without slides gives a presentation without slides."""
    deck = printable(deck)
    made = empty_presentation(deck.language)
    _describe(made.core_properties, deck)
    foot = foot_of(deck)
    for number, slide in enumerate(deck.slides, 1):
        page = made.slides.add_slide(made.slide_layouts[0])
        if is_cover(slide):
            draw_cover(page, slide, deck)
        else:
            _draw(page, slide, deck.language)
        write_foot(page, foot, (number, len(deck.slides)), deck.language)
        if slide.notes:
            write_notes(page, slide.notes, deck.language)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _draw(page: Any, slide: Slide, language: str) -> None:
    room = room_of(slide)
    holders = {shape.placeholder_format.idx: shape for shape in page.placeholders}
    _write(holders[0], room.title, slide.title, Pen(language, room.title_size, bold=True))
    # Where the letters are narrower than estimated, the title stays close to its line.
    holders[0].text_frame.vertical_anchor = MSO_VERTICAL_ANCHOR.BOTTOM
    if room.line is not None:
        pen = Pen(language, room.line_size, ink=theme.INK_SOFT)
        _write(holders[LINE], room.line, slide.line.removeprefix(slide.mark), pen, mark=slide.mark)
    if room.paragraphs is not None:
        place(holders[CONTENT], room.paragraphs)
        write_paragraphs(holders[CONTENT], slide.paragraphs, room.paragraphs, language)
    for index, box in ((LINE, room.line), (CONTENT, room.paragraphs)):
        if box is None:
            holders[index]._element.getparent().remove(holders[index]._element)
    if slide.figure is not None and room.figure is not None:
        add_chart(page, slide.figure, room.figure, alternative_of(slide), language)
    if slide.table is not None and room.table is not None:
        add_table(page, slide.table, room.table, slide.title, language)


def _write(shape: Any, box: Box, words: str, pen: Pen, *, mark: str = "") -> None:
    place(shape, box)
    paragraph = empty_frame(shape).paragraphs[0]
    if mark:
        add_words(paragraph, mark, replace(pen, bold=True, ink=theme.INK))
    add_words(paragraph, words, pen)
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.append(OxmlElement("a:buNone"))


def _describe(properties: Any, deck: Deck) -> None:
    """What the file says of itself in a list of files."""
    properties.title, properties.subject = deck.meeting, deck.evaluation
    properties.author = properties.last_modified_by = text("paper.kind", deck.language)
    properties.category, properties.language = text("paper.kind", deck.language), deck.language
    properties.keywords = ", ".join((deck.data_date, deck.snapshot, *deck.marks, *deck.filters))[:255]
    properties.comments = foot_of(deck)[:255]
    properties.created = properties.modified = datetime.combine(document_date(deck), time(), UTC)
