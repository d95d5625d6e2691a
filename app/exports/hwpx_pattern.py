"""The patterns of a report template: its paragraphs and cells give the look of everything that is filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hwpx import HwpxDocument

from app.exports.hwpx_places import NAMESPACE, PARAGRAPH, PLACES, TABLE, name_in, paragraph_words

LINES = ("level1", "level2", "level3", "attachment")
CELLS = ("table_head", "table_cell")
RUN, CELL, SIZE = f"{NAMESPACE}run", f"{NAMESPACE}tc", f"{NAMESPACE}sz"


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of text looks: the words around its place, and the numbers of its shapes in the file."""

    before: str
    after: str
    paragraph: str
    style: str
    letters: str
    border: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """The looks by place, the paragraphs that show them, and the number of the section that they stand in.

    The report goes before the paragraph of the first level, attachments before that of an attachment; ``width`` is that
    of tables.
    """

    looks: dict[str, Look]
    samples: dict[str, Any]
    section: int
    width: int


def pattern_of(opened: HwpxDocument) -> Pattern | tuple[str, ...]:
    """The pattern of a template, or the places that it lacks."""
    looks: dict[str, Look] = {}
    samples: dict[str, Any] = {}
    sections = [section.element for section in opened.sections]
    for root in sections:
        for top in root.findall(PARAGRAPH):
            for place, paragraph, name in _places_below(top):
                looks.setdefault(place, _look(paragraph, name))
                samples.setdefault(place, top)
    anywhere = [paragraph_words(paragraph) for root in sections for paragraph in root.iter(PARAGRAPH)]
    elsewhere = {place for place in PLACES if any(name_in(words, place) for words in anywhere)} - {*LINES, *CELLS}
    missing = tuple(place for place in PLACES if place not in looks.keys() | elsewhere)
    if missing:
        return missing
    section = next(number for number, root in enumerate(sections) if samples["level1"].getparent() is root)
    width = int(next(samples["table_cell"].iter(TABLE)).find(SIZE).get("width"))
    return Pattern(looks, samples, section, width)


def _places_below(top: Any) -> Iterator[tuple[str, Any, str]]:
    """Place, paragraph and name: lines stand in the text itself, cells in a table."""
    for paragraph in top.iter(PARAGRAPH):
        words = paragraph_words(paragraph)
        for place in LINES if paragraph is top else CELLS:
            name = name_in(words, place)
            if name is not None:
                yield place, paragraph, name


def _look(paragraph: Any, name: str) -> Look:
    before, _, after = paragraph_words(paragraph).partition(name)
    run = next((one for one in paragraph.findall(RUN) if name in paragraph_words(one)), paragraph.find(RUN))
    cell = next(paragraph.iterancestors(CELL), None)
    border = "" if cell is None else cell.get("borderFillIDRef")
    return Look(
        before, after, paragraph.get("paraPrIDRef"), paragraph.get("styleIDRef"), run.get("charPrIDRef"), border
    )
