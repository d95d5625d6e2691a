"""The cells of a sheet as they were typed, and the reader that finds them in its XML."""

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from app.intake.number_formats import Formats
from app.intake.reading import Refused, problem

MAX_ROWS = 20_000
MAX_COLUMNS = 2_000
MAX_CELLS = 1_000_000
MAX_MERGED = 2_000
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class CellType(Enum):
    """What a cell holds."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ERROR = "error"
    FORMULA = "formula"  # without a stored result


class RawCell(NamedTuple):
    """A cell as it was typed: numbers as their digits, with what their format makes of them."""

    type: CellType
    text: str
    percent: bool = False
    date: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet that hold something, by row and column counted from 1."""

    name: str
    rows: dict[int, dict[int, RawCell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    starts_1904: bool = False

    def place(self, row: int, column: int) -> str:
        """The sheet and cell as a reader finds them."""
        return f"{self.name}!{cell_name(row, column)}"

    def cell(self, row: int, column: int) -> RawCell | None:
        """What stands in a cell, if anything does."""
        return self.rows.get(row, {}).get(column)

    def merged_range(self, row: int, column: int) -> str | None:
        """The merged range that hides a cell behind its first one, if there is one."""
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right and (row, column) != (top, left):
                return f"{cell_name(top, left)}:{cell_name(bottom, right)}"
        return None


@dataclass(slots=True)
class SheetReader:
    """Collects the cells of one sheet while its XML passes by."""

    name: str
    strings: list[str]
    formats: Formats
    starts_1904: bool = False
    rows: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    _row: int = 0
    _column: int = 0
    _cells: int = 0
    _attributes: dict[str, str] = field(default_factory=dict)
    _collected: list[str] = field(default_factory=list)
    _collecting: bool = False
    _phonetic: bool = False
    _formula: bool = False

    def grid(self) -> Grid:
        """What was found."""
        return Grid(self.name, self.rows, tuple(self.merged), frozenset(self.hidden), self.starts_1904)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note where we are; only values and texts of cells are collected."""
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or (name == "t" and not self._phonetic):
            self._collecting = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, written: str) -> None:
        """Collect what stands in the cell."""
        if self._collecting:
            self._collected.append(written)

    def end(self, name: str) -> None:
        """Keep a cell once it is complete."""
        if name in ("v", "t"):
            self._collecting = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "c":
            self._keep()

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isascii() and number.isdigit() else self._row + 1
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.hidden.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._collected.clear()
        self._formula = False
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = self._position(reference)

    def _merge(self, reference: str) -> None:
        if len(self.merged) == MAX_MERGED:
            raise Refused(problem("too_many_merged", self.name, limit=MAX_MERGED))
        first, _, last = reference.partition(":")
        self.merged.append((*self._position(first), *self._position(last or first)))

    def _position(self, reference: str) -> tuple[int, int]:
        found = REFERENCE.fullmatch(reference)
        if found is None:
            raise Refused(problem("bad_reference", self.name, found=reference))
        return int(found[2]), column_number(found[1])

    def _keep(self) -> None:
        cell = self._cell("".join(self._collected))
        if cell is None:
            return
        place = f"{self.name}!{cell_name(self._row, self._column)}"
        self._cells += 1
        if self._row > MAX_ROWS or self._column > MAX_COLUMNS or self._cells > MAX_CELLS:
            raise Refused(problem("too_many_cells", place, rows=MAX_ROWS, columns=MAX_COLUMNS, cells=MAX_CELLS))
        self.rows.setdefault(self._row, {})[self._column] = cell

    def _cell(self, written: str) -> RawCell | None:
        kind = self._attributes.get("t", "n")
        if kind == "s":
            written = self._shared(written)
        if kind in ("s", "str", "inlineStr"):
            return RawCell(CellType.TEXT, written) if written.strip() else None
        if not written.strip():
            return RawCell(CellType.FORMULA, "") if self._formula else None
        if kind == "b":
            return RawCell(CellType.BOOLEAN, "TRUE" if written.strip() == "1" else "FALSE")
        if kind == "e":
            return RawCell(CellType.ERROR, written)
        if kind == "d":
            return RawCell(CellType.NUMBER, written, date=True)
        style = self._attributes.get("s", "0")
        return RawCell(CellType.NUMBER, written.strip(), style in self.formats.percent, style in self.formats.dates)

    def _shared(self, index: str) -> str:
        if index.isascii() and index.isdigit() and int(index) < len(self.strings):
            return self.strings[int(index)]
        raise Refused(problem("bad_reference", self.name, found=index))


def cell_name(row: int, column: int) -> str:
    """The name of a cell, like C5."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def column_number(letters: str) -> int:
    """The number of a column, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
