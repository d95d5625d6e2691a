"""Words on a slide: runs with both fonts, outlines, the foot of the page and the notes."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE, MSO_VERTICAL_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from app.charts import theme
from app.exports.pptx_base import FOOT, FOOT_SIZE, FOOTER, LATIN, NUMBER, east_asian_font
from app.exports.room import SPACING, Box, lines_of, text_size
from app.services.paper_words import BULLETS, paragraph_text
from app.services.slides import Paragraph
from app.text.catalogue import text

LANGUAGE_CODES = {"ko": "ko-KR", "en": "en-GB"}
INDENT = 1.3
"""The indent of a step of the outline in letters."""
LONGEST_FOOT_LINES = 2
NOTE_SIZE = 12


def colour_of(hex_colour: str) -> RGBColor:
    """A colour of the theme as PowerPoint writes it."""
    return RGBColor.from_string(hex_colour.removeprefix("#").upper())


def set_font(font: Any, language: str) -> None:
    """Latin and Korean letters each have their font."""
    font.name = LATIN
    properties = font._element
    for tag in ("a:ea", "a:cs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    latin = properties.find(qn("a:latin"))
    east_asian = etree.SubElement(properties, qn("a:ea"))
    east_asian.set("typeface", east_asian_font(language))
    latin.addnext(east_asian)


@dataclass(frozen=True, slots=True)
class Pen:
    """How words are written: their language, the size of the letters in points, bold or not, and the colour."""

    language: str
    size: float
    bold: bool = False
    ink: str = theme.INK


def add_words(paragraph: Any, words: str, pen: Pen) -> None:
    """Words at the end of a paragraph, in lines of a fixed height; a line break in them stays one."""
    paragraph.line_spacing = Pt(pen.size * SPACING)
    for place, line in enumerate(words.split("\n")):
        if place:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(pen.size), pen.bold
        run.font.color.rgb = colour_of(pen.ink)
        set_font(run.font, pen.language)
        run._r.get_or_add_rPr().set("lang", LANGUAGE_CODES[pen.language])


def empty_frame(shape: Any, *, margin: float = 0) -> Any:
    """The text frame of a shape: no margins of its own, wrapping, starting at the top.

    The room is reckoned before; where somebody writes more, PowerPoint makes the letters smaller.
    """
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    frame.vertical_anchor = MSO_VERTICAL_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(margin)
    return frame


def write_paragraphs(shape: Any, paragraphs: Sequence[Paragraph], box: Box, language: str) -> None:
    """An outline of up to three steps, as large as the box allows; what a paragraph is about stands in bold."""
    texts = [(paragraph_text(one, language), INDENT * (_depth(one) + 1)) for one in paragraphs]
    size = text_size(texts, box.width, box.height)
    frame = empty_frame(shape)
    for place, (one, (words, indent)) in enumerate(zip(paragraphs, texts, strict=True)):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.level = _depth(one)
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(size * 0.4)
        _set_bullet(paragraph, BULLETS[_depth(one)], indent * size, INDENT * size)
        if one.label and words.startswith(one.label):
            add_words(paragraph, one.label, Pen(language, size, bold=True))
            words = words.removeprefix(one.label)
        add_words(paragraph, words, Pen(language, size))


def write_foot(slide: Any, foot: str, page: tuple[int, int], language: str) -> None:
    """The foot and the number of the page, in the placeholders of the layout."""
    holders = {shape.placeholder_format.idx: shape for shape in slide.slide_layout.placeholders}
    size = next((one for one in (FOOT_SIZE, 10, 9, 8) if lines_of(foot, one, FOOT.width) <= LONGEST_FOOT_LINES), 7)
    for index, words in ((FOOTER, foot), (NUMBER, "")):
        slide.shapes._spTree.append(deepcopy(holders[index]._element))
        shape = slide.shapes[-1]
        shape._element.nvSpPr.cNvPr.set("id", str(max(one.shape_id for one in slide.shapes) + 1))
        frame = empty_frame(shape)
        frame.clear()
        if index == FOOTER:
            add_words(frame.paragraphs[0], words, Pen(language, size, ink=theme.INK_MUTED))
            frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        else:
            _write_page(frame.paragraphs[0], page, language)


def write_notes(slide: Any, notes: Sequence[str], language: str) -> None:
    """What the speaker says, a paragraph each."""
    frame = slide.notes_slide.notes_text_frame
    for place, note in enumerate(notes):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        add_words(paragraph, note, Pen(language, NOTE_SIZE))


def _write_page(paragraph: Any, page: tuple[int, int], language: str) -> None:
    """The number of the page as a field that counts by itself, then how many there are."""
    number, pages = page
    pen = Pen(language, FOOT_SIZE, ink=theme.INK_MUTED)
    paragraph.alignment = PP_ALIGN.RIGHT
    add_words(paragraph, str(number), pen)
    run = paragraph.runs[0]._r
    run.tag = qn("a:fld")
    run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    run.set("type", "slidenum")
    add_words(paragraph, text("paper.page", language, page="", pages=pages), pen)


def _set_bullet(paragraph: Any, bullet: str, left: float, hanging: float) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(left)))
    properties.set("indent", str(-Pt(hanging)))
    for tag, value in (("a:buFont", ("typeface", LATIN)), ("a:buChar", ("char", bullet))):
        etree.SubElement(properties, qn(tag)).set(*value)


def _depth(paragraph: Paragraph) -> int:
    return min(paragraph.depth, len(BULLETS) - 1)
