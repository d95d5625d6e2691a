"""What a department takes home from a meeting: one page of A4, upright."""

from collections.abc import Sequence
from typing import Any

from app.exports.pdf import about_data, paper_pdf, paragraph_data, table_data
from app.services.handouts import Handout
from app.services.paper_words import data_line, printable
from app.services.slides import Deck, Paragraph, SlideCell, SlideColumn, Words
from app.text.catalogue import text

INDICATOR_COLUMNS = (
    ("name", 5, False),
    ("role", 2, False),
    ("now", 2, True),
    ("target", 2, True),
    ("outlook", 3, False),
)
INSTRUCTION_COLUMNS = (("text", 8, False), ("due", 2, False), ("state", 2, False))
"""Key of the label, share of the width, whether it stands to the right."""


def handout_pdf(deck: Deck, handouts: Sequence[Handout]) -> bytes:
    """A page for each department; only one that has very much to do gets a second. PaperError as for the slides."""
    deck = printable(deck)
    readings = [_page(deck, handout) for handout in map(printable, handouts)]
    return paper_pdf({**about_data(deck), "landscape": False, "readings": readings}, deck.language)


def _page(deck: Deck, handout: Handout) -> dict[str, Any]:
    language = deck.language
    messages = [paragraph_data(message, language) for message in handout.messages]
    indicators = [
        (
            Words(one.name, strong=True),
            Words(one.role),
            Words(one.now),
            Words(one.target),
            Words(one.outlook, one.level),
        )
        for one in handout.indicators
    ]
    instructions = [(Words(one.text, strong=True), Words(one.due), Words(one.state)) for one in handout.instructions]
    return {
        "title": text("paper.handout.title", language, department=handout.department),
        "line": f"{deck.meeting} {deck.held_on}\n{data_line(deck)}",
        "sections": [
            _section("messages", language, lines=messages),
            _section("indicators", language, table=_table(INDICATOR_COLUMNS, indicators, language)),
            _section("instructions", language, table=_table(INSTRUCTION_COLUMNS, instructions, language)),
        ],
    }


def _section(
    key: str, language: str, *, lines: Sequence[dict[str, Any]] = (), table: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A heading with lines or a table; where there is nothing, it says so."""
    nothing = paragraph_data(Paragraph(text("paper.handout.nothing", language)), language)
    shown = list(lines) or [nothing]
    return {"heading": text(f"paper.handout.{key}", language), "lines": shown, "table": table}


def _table(
    columns: Sequence[tuple[str, int, bool]], rows: Sequence[Sequence[SlideCell]], language: str
) -> dict[str, Any] | None:
    heads = [SlideColumn(text(f"paper.handout.columns.{key}", language), width, right) for key, width, right in columns]
    return table_data(heads, rows) if rows else None
