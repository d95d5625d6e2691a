"""The first slide of a presentation: the name of the meeting between two rules, below them what is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_VERTICAL_ANCHOR
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from app.charts import theme
from app.exports.pptx_base import CONTENT, LINE, place
from app.exports.pptx_text import Pen, add_words, colour_of, empty_frame
from app.exports.room import BOTTOM, GAP, SIDE, WIDTH, Box, fitted, letters_width, lines_of
from app.services.paper_words import SEPARATOR
from app.services.slides import Deck, Paragraph, Slide

TOP, PAD = 104.0, 16.0
NAME_SIZES = ((44, 1), (40, 1), (36, 2), (28, 3), (20, 6), (16, 8))
LINE_SIZES = ((20, 1), (18, 2), (14, 4))
FACT_SIZES = (18, 16, 14, 12, 10, 8)
ROW = 1.5
"""The height of a line of what is known, in letters."""
MARK_SIZE = 16
MARKS = theme.STAGE["light"]["--mark"]


@dataclass(frozen=True, slots=True)
class Facts:
    """How what is known is written: the size of the letters and the room of the labels in points."""

    size: int
    labels: float


def draw_cover(page: Any, slide: Slide, deck: Deck) -> None:
    """Evaluation and name of the meeting in the placeholders of line and title, marks in a box of their own."""
    holders = {shape.placeholder_format.idx: shape for shape in page.placeholders}
    language = deck.language
    _rule(page, Box(SIDE, TOP, WIDTH - 2 * SIDE, 4), theme.HOME)
    line, line_size = fitted(slide.line, LINE_SIZES, TOP + 4 + PAD, bold=False)
    name, name_size = fitted(slide.title, NAME_SIZES, line.bottom if slide.line else line.top, bold=True)
    _write(holders[0], name, slide.title, Pen(language, name_size, bold=True))
    _write(holders[LINE], line, slide.line, Pen(language, line_size, ink=theme.INK_SOFT))
    _rule(page, Box(SIDE, name.bottom + PAD, WIDTH - 2 * SIDE, 1), theme.AXIS)
    top = name.bottom + 2 * PAD
    marks = _marks_box(deck.marks)
    room = Box(SIDE, top, WIDTH - 2 * SIDE, (marks.top - GAP if deck.marks else BOTTOM) - top)
    if slide.paragraphs:
        place(holders[CONTENT], room)
        _write_facts(holders[CONTENT], slide.paragraphs, _facts(slide.paragraphs, room), language)
    for index, words in ((LINE, slide.line), (CONTENT, slide.paragraphs)):
        if not words:
            holders[index]._element.getparent().remove(holders[index]._element)
    if deck.marks:
        _write_marks(page, marks, deck)


def _rule(page: Any, box: Box, colour: str) -> None:
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Pt, (box.left, box.top, box.width, box.height)))
    _fill(shape, colour)
    shape._element.remove(shape._element.find(qn("p:style")))


def _fill(shape: Any, colour: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour_of(colour)
    shape.line.fill.background()


def _write(shape: Any, box: Box, words: str, pen: Pen) -> None:
    place(shape, box)
    frame = empty_frame(shape)
    add_words(frame.paragraphs[0], words, pen)
    _without_bullet(frame.paragraphs[0], 0)


def _facts(paragraphs: Sequence[Paragraph], room: Box) -> Facts:
    """The largest size in which all of it fits, the labels in a column."""
    letters = max(letters_width(one.label, bold=True) for one in paragraphs) + 1.5
    for size in FACT_SIZES:
        lines = sum(lines_of(one.text, size, room.width - letters * size) for one in paragraphs)
        if lines * size * ROW <= room.height:
            break
    return Facts(size, letters * size)


def _write_facts(shape: Any, paragraphs: Sequence[Paragraph], facts: Facts, language: str) -> None:
    frame = empty_frame(shape)
    for number, one in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_before = Pt(0)
        _without_bullet(paragraph, facts.labels)
        add_words(paragraph, f"{one.label}\t", Pen(language, facts.size, bold=True, ink=theme.HOME))
        add_words(paragraph, one.text, Pen(language, facts.size))
        paragraph.line_spacing = Pt(facts.size * ROW)


def _without_bullet(paragraph: Any, hanging: float) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(hanging)))
    properties.set("indent", str(-Pt(hanging)))
    properties.append(OxmlElement("a:buNone"))


def _marks_box(marks: Sequence[str]) -> Box:
    """At the foot of the page, as high as the marks need."""
    inner = WIDTH - 2 * SIDE - 2 * GAP
    height = lines_of(SEPARATOR.join(marks), MARK_SIZE, inner, bold=True) * MARK_SIZE * 1.22 + GAP
    return Box(SIDE, BOTTOM - GAP - height, WIDTH - 2 * SIDE, height)


def _write_marks(page: Any, box: Box, deck: Deck) -> None:
    """What must not be overlooked, on a ground of its own."""
    shape = page.shapes.add_textbox(*map(Pt, (box.left, box.top, box.width, box.height)))
    _fill(shape, MARKS)
    frame = empty_frame(shape)
    frame.margin_left = frame.margin_right = Pt(GAP)
    frame.vertical_anchor = MSO_VERTICAL_ANCHOR.MIDDLE
    add_words(frame.paragraphs[0], SEPARATOR.join(deck.marks), Pen(deck.language, MARK_SIZE, bold=True))
