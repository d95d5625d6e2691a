"""Lines and tables that are put into a report, in the looks of its template."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hwpx import HwpxDocument

from app.exports.hwpx_pattern import CELL, RUN, Look, Pattern
from app.exports.hwpx_places import NAMESPACE, PARAGRAPH, TEXT
from app.exports.room import LIKELY, letters_width, lines_of, shared_widths

SETTINGS, CELL_SIZE = f"{NAMESPACE}secPr", f"{NAMESPACE}cellSz"
UNITS = 100
"""A point has a hundred of the units of the format."""
CELL_PAD = 1200
LETTERS, ROW_SPACE, LINE_HEIGHT = 10.5, 6.0, 1.5


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell: its words, in bold where they must not be overlooked."""

    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: labels of the columns with their shares of the width, which stand to the right, and rows of entries."""

    labels: tuple[str, ...]
    widths: tuple[int, ...]
    right: tuple[bool, ...]
    rows: tuple[tuple[Entry, ...], ...]


@dataclass(slots=True)
class Report:
    """A template that is being filled; what is written goes before the paragraph that shows its look."""

    opened: HwpxDocument
    pattern: Pattern
    _variants: dict[tuple[str, str], str] = field(default_factory=dict)

    def line(self, place: str, words: str, *, before: str = "level1", new_page: bool = False) -> None:
        """A paragraph for each line of words; ``before`` is the place before whose paragraph it goes."""
        look = self.pattern.looks[place]
        for one in words.split("\n"):
            made = self._paragraph(look, look.before + one + look.after)
            if new_page:
                made.element.set("pageBreak", "1")
            self.pattern.samples[before].addprevious(made.element)

    def table(self, grid: Grid, *, before: str = "level1") -> None:
        """A table as wide as that of the template, its rows as high as their words."""
        head, plain = self.pattern.looks["table_head"], self.pattern.looks["table_cell"]
        widths = _column_widths(self.pattern.width, grid)
        rows = [(head, tuple(map(Entry, grid.labels))), *((plain, row) for row in grid.rows)]
        section = self.opened.sections[self.pattern.section]
        made = self.opened.add_table(
            len(rows), len(widths), section=section, width=self.pattern.width, border_fill_id_ref=plain.border
        )
        made.element.set("repeatHeader", "1")
        cells = iter(made.element.iter(CELL))
        total = 0
        for look, entries in rows:
            height = _height(entries, widths)
            total += height
            for entry, width, right in zip(entries, widths, grid.right, strict=True):
                self._write_cell(next(cells), entry, look, right=right, size=(width, height))
        made.element.find(f"{NAMESPACE}sz").set("height", str(total))
        self.pattern.samples[before].addprevious(made.paragraph.element)

    def finish(self) -> None:
        """Take out the paragraphs that only showed the looks; one that holds the settings of the page stays, empty."""
        for sample in set(self.pattern.samples.values()):
            if next(sample.iter(SETTINGS), None) is None:
                sample.getparent().remove(sample)
                continue
            for words in sample.iter(TEXT):
                words.text = ""
        self.opened.sections[self.pattern.section].mark_dirty()

    def _paragraph(self, look: Look, words: str) -> Any:
        return self.opened.add_paragraph(
            words,
            section=self.opened.sections[self.pattern.section],
            para_pr_id_ref=look.paragraph,
            style_id_ref=look.style,
            char_pr_id_ref=look.letters,
            inherit_style=False,
        )

    def _write_cell(self, cell: Any, entry: Entry, look: Look, *, right: bool, size: tuple[int, int]) -> None:
        cell.set("borderFillIDRef", look.border)
        paragraph = next(cell.iter(PARAGRAPH))
        paragraph.set("paraPrIDRef", self._to_the_right(look) if right else look.paragraph)
        paragraph.set("styleIDRef", look.style)
        paragraph.find(RUN).set("charPrIDRef", self._bold(look) if entry.strong else look.letters)
        next(paragraph.iter(TEXT)).text = entry.words.replace("\n", " ")
        for name, value in zip(("width", "height"), size, strict=True):
            cell.find(CELL_SIZE).set(name, str(value))

    def _to_the_right(self, look: Look) -> str:
        """The number of the same paragraph shape, aligned to the right."""
        key = ("right", look.paragraph)
        if key not in self._variants:
            sample = self._paragraph(look, "")
            self.opened.styles.apply_paragraph_format(paragraphs=[sample], alignment="RIGHT")
            self._variants[key] = str(sample.para_pr_id_ref)
            sample.element.getparent().remove(sample.element)
        return self._variants[key]

    def _bold(self, look: Look) -> str:
        """The number of the same letters in bold."""
        key = ("bold", look.letters)
        if key not in self._variants:
            made = self.opened.styles.ensure_run(bold=True, base_char_pr_id=look.letters)
            self._variants[key] = str(made)
        return self._variants[key]


def _column_widths(width: int, grid: Grid) -> list[int]:
    """The width shared as the grid says, but no column narrower than its longest word where that can be helped."""
    needed = []
    for place, label in enumerate(grid.labels):
        words = [word for words in (label, *(row[place].words for row in grid.rows)) for word in words.split()]
        longest = max((letters_width(word, bold=True, latin=LIKELY) for word in words), default=0)
        needed.append(longest * LETTERS * UNITS + CELL_PAD)
    return [int(one) for one in shared_widths(grid.widths, needed, width)]


def _height(entries: Sequence[Entry], widths: Sequence[int]) -> int:
    """The height of a row; without it some programs squash the words."""
    lines = max(
        lines_of(one.words, LETTERS, (width - CELL_PAD) / UNITS, latin=LIKELY)
        for one, width in zip(entries, widths, strict=True)
    )
    return int((lines * LETTERS * LINE_HEIGHT + ROW_SPACE) * UNITS)
