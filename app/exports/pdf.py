"""Papers as PDF/A for the archive: tagged, with title and language, set in the font that the program brings along."""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from textwrap import wrap
from typing import Any

import typst

from app.charts import theme
from app.exports.pdf_figures import figure_data
from app.services.paper_error import PaperError
from app.services.paper_words import (
    BULLETS,
    SEPARATOR,
    alternative_of,
    cell_words,
    document_date,
    foot_of,
    is_cover,
    is_empty,
    paragraph_text,
    printable,
)
from app.services.slides import Deck, Level, PaceBar, Paragraph, Slide, SlideCell, SlideColumn
from app.text.catalogue import text
from scoring.problem import Problem

TEMPLATE = Path(__file__).with_name("papers.typ")
FONTS = Path(__file__).parents[2] / "data" / "fonts"
FONT = "Pretendard"
FONT_FILES = ("Pretendard-Regular.otf", "Pretendard-Bold.otf")
OTHER_FONTS = ("Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo")
"""Where a sign is not in the font that is brought along, one of the system may have it."""
NOT_DISPLAYED = re.compile(r"the text `\"(.*)\"` could not be displayed")
LONGEST_WORD, ZERO_WIDTH = 30, "\N{ZERO WIDTH SPACE}"
UNBROKEN = re.compile(r"[\w.,/&=+-]{41,}")
COLOURS = {
    "ink": theme.INK,
    "soft": theme.INK_SOFT,
    "muted": theme.INK_MUTED,
    "line": theme.LINE,
    "axis": theme.AXIS,
    "track": theme.GRID,
    "home": theme.HOME,
    "other": theme.OTHER_DOT,
    "paper": theme.WHITE,
    "good": theme.GOOD_INK,
    "watch": theme.WATCH_INK,
    "bad": theme.BAD_INK,
    "mark": theme.STAGE["light"]["--mark"],
    **{f"band{place}": colour for place, colour in enumerate(theme.BANDS)},
}


def deck_pdf(deck: Deck) -> bytes:
    """A page in landscape for each slide; the same deck gives the same bytes. PaperError where a sign has no letter."""
    deck = printable(deck)
    slides = [_slide(slide, deck.language) for slide in deck.slides]
    marks = SEPARATOR.join(deck.marks)
    return paper_pdf({**about_data(deck), "landscape": True, "slides": slides, "marks": marks}, deck.language)


def paper_pdf(content: Mapping[str, Any], language: str) -> bytes:
    """Any paper as PDF: what papers.typ lays out, in the font that is brought along."""
    paper = {
        "author": text("paper.kind", language),
        "language": language,
        "page": text("paper.page", language, page="{page}", pages="{pages}"),
        "colours": COLOURS,
        "fonts": [FONT],
        "fallback": False,
        "slides": [],
        "readings": [],
        "keywords": [],
        "marks": "",
        **content,
    }
    if (missing := font_problem()) is not None:
        raise PaperError(missing)
    try:
        return _compiled(paper)
    except typst.TypstError as error:
        if _without_letter(error) is None:
            raise
    try:
        return _compiled({**paper, "fonts": [FONT, *OTHER_FONTS], "fallback": True})
    except typst.TypstError as error:
        found = _without_letter(error)
        if found is None:
            raise
        raise PaperError(Problem("paper.problem.sign", "", {"found": found})) from error


def font_problem() -> Problem | None:
    """That a font is missing which the program brings along; None where all are there."""
    missing = next((name for name in FONT_FILES if not (FONTS / name).is_file()), None)
    return None if missing is None else Problem("paper.problem.font_missing", "", {"found": missing})


def about_data(deck: Deck) -> dict[str, Any]:
    """What the file says of itself, and the foot of its pages."""
    day = document_date(deck)
    date = {"year": day.year, "month": day.month, "day": day.day}
    return {
        "title": f"{deck.meeting} {deck.held_on}",
        "foot": foot_of(deck),
        "date": date,
        "keywords": list(deck.marks),
    }


def paragraph_data(paragraph: Paragraph, language: str) -> dict[str, Any]:
    """A paragraph of an outline; its label is apart, so that it can be bold."""
    words = paragraph_text(paragraph, language)
    label = paragraph.label if words.startswith(paragraph.label) else ""
    depth = min(paragraph.depth, len(BULLETS) - 1)
    said = {"label": label, "text": words.removeprefix(label), "said": paragraph.text}
    return {"bullet": BULLETS[depth], "depth": depth, **said}


def table_data(columns: Sequence[SlideColumn], rows: Sequence[Sequence[SlideCell]]) -> dict[str, Any]:
    """Columns and cells of a table."""
    heads = [{"label": one.label, "width": one.width, "right": one.right} for one in columns]
    return {"columns": heads, "rows": [[_cell(cell) for cell in row] for row in rows]}


def _compiled(paper: Mapping[str, Any]) -> bytes:
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=paper["fallback"], font_paths=[FONTS]),
        sys_inputs={"paper": UNBROKEN.sub(_breakable, json.dumps(paper, ensure_ascii=False))},
        # For archives, and for those who have the page read to them.
        pdf_standards=["a-2a", "ua-1"],
        format="pdf",
    )
    return made


def _breakable(word: re.Match[str]) -> str:
    """A word that is wider than a page, with places where it may break."""
    return ZERO_WIDTH.join(wrap(word[0], LONGEST_WORD))


def _without_letter(error: typst.TypstError) -> str | None:
    """The sign for which no font has a letter, where that is what went wrong."""
    found = NOT_DISPLAYED.search(str(error))
    return found[1] if found else None


def _slide(slide: Slide, language: str) -> dict[str, Any]:
    return {
        "cover": is_cover(slide),
        "title": slide.title,
        "mark": slide.mark,
        "line": slide.line.removeprefix(slide.mark),
        "paragraphs": [paragraph_data(one, language) for one in slide.paragraphs],
        "figure": None if slide.figure is None or is_empty(slide.figure) else figure_data(slide.figure, language),
        "alternative": alternative_of(slide),
        "table": None if slide.table is None else table_data(slide.table.columns, slide.table.rows),
    }


def _cell(cell: SlideCell) -> dict[str, Any]:
    if isinstance(cell, PaceBar):
        end = max(Decimal(1), cell.filled, cell.tick or Decimal(0))
        tick = None if cell.tick is None else float(max(cell.tick, Decimal(0)) / end)
        return {"text": cell.text, "filled": float(max(cell.filled, Decimal(0)) / end), "tick": tick}
    ink = "ink" if cell.level is Level.NONE else cell.level.value
    return {"text": cell_words(cell), "bold": cell.strong or cell.level is not Level.NONE, "ink": ink}
