"""The reader that finds the cells of a sheet in its XML."""

import re
from dataclasses import dataclass, field

from app.intake.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    NUMBER_CELL,
    TEXT_CELL,
    CellType,
    Grid,
    RawCell,
    cell_name,
    column_number,
)
from app.intake.number_formats import Formats
from app.intake.reading import Refused, problem
from app.intake.workbook_format import is_seen

MAX_MERGED = 2_000
# What a spreadsheet cell can hold.
MAX_TEXT = 32_767
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
ROW = re.compile(r"[1-9]\d{0,6}", re.ASCII)
YES = ("1", "true")
NO_SIZE = ("0", "0.0")
NOWHERE = "?"  # ends no reference: nothing is known of the row


@dataclass(slots=True)
class SheetReader:
    """Collects the cells of one sheet while its XML passes by; ``allowed`` is how many there may be."""

    name: str
    strings: list[str]
    formats: Formats
    starts_1904: bool = False
    hidden: bool = False
    allowed: int = MAX_CELLS
    cells: int = 0
    _rows: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    _merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    _hidden_rows: set[int] = field(default_factory=set)
    _hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    _formulas: list[tuple[int, int]] = field(default_factory=list)
    _columns: dict[str, int] = field(default_factory=dict)
    _texts: dict[str, RawCell | None] = field(default_factory=dict)
    _row: int = 0
    _row_digits: str = NOWHERE
    _column: int = 0
    _attributes: dict[str, str] = field(default_factory=dict)
    _collected: list[str] = field(default_factory=list)
    _length: int = 0
    _collecting: bool = False
    _phonetic: bool = False
    _formula: bool = False

    def grid(self) -> Grid:
        """What was found."""
        return Grid(
            self.name,
            self._rows,
            tuple(self._merged),
            frozenset(self._hidden_rows),
            tuple(self._hidden_columns),
            tuple(self._formulas),
            self.starts_1904,
            self.hidden,
        )

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
        elif name in ("col", "mergeCell"):
            self._note_range(name, attributes)

    def text(self, written: str) -> None:
        """Collect what stands in the cell."""
        if self._collecting:
            self._collected.append(written)
            self._length += len(written)
            if self._length > MAX_TEXT:
                raise Refused(problem("text_too_long", self.name, limit=MAX_TEXT))

    def end(self, name: str) -> None:
        """Keep a cell once it is complete."""
        if name == "c":
            self._keep()
        elif name in ("v", "t"):
            self._collecting = False
        elif name == "rPh":
            self._phonetic = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        if number is not None and not ROW.fullmatch(number):
            raise Refused(problem("bad_reference", self.name, found=number))
        self._row = self._row + 1 if number is None else int(number)
        self._row_digits = str(self._row)
        self._column = 0
        if attributes.get("hidden") in YES or attributes.get("ht") in NO_SIZE:
            self._hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._collected.clear()
        self._length = 0
        self._formula = False
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._go_to(reference)

    def _go_to(self, reference: str) -> None:
        """Nearly every cell stands in the row that has begun, in a column that was seen before."""
        digits = self._row_digits
        column = self._columns.get(reference[: -len(digits)]) if reference.endswith(digits) else None
        if column is None:
            self._row, column = self._position(reference)
            self._row_digits = str(self._row)
        self._column = column

    def _note_range(self, name: str, attributes: dict[str, str]) -> None:
        if name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self._merged.append((*self._position(first), *self._position(last or first)))
        elif attributes.get("hidden") in YES or attributes.get("width") in NO_SIZE:
            first, last = attributes.get("min", "")[:7], attributes.get("max", "")[:7]
            if first.isascii() and first.isdigit() and last.isascii() and last.isdigit():
                self._hidden_columns.append((int(first), int(last)))
        if len(self._merged) > MAX_MERGED or len(self._hidden_columns) > MAX_COLUMNS:
            raise Refused(problem("too_many_merged", self.name, limit=MAX_MERGED))

    def _position(self, reference: str) -> tuple[int, int]:
        found = REFERENCE.fullmatch(reference)
        if found is None:
            raise Refused(problem("bad_reference", self.name, found=reference))
        letters = found[1]
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_number(letters)
        return int(found[2]), column

    def _keep(self) -> None:
        cell = self._cell()
        if cell is None:
            return
        self.cells += 1
        if self._row > MAX_ROWS or self._column > MAX_COLUMNS or self.cells > self.allowed:
            place = f"{self.name}!{cell_name(self._row, self._column)}"
            raise Refused(problem("too_many_cells", place, rows=MAX_ROWS, columns=MAX_COLUMNS, cells=MAX_CELLS))
        if self._formula and cell.type is not CellType.FORMULA:
            self._formulas.append((self._row, self._column))
        row = self._rows.get(self._row)
        if row is None:
            row = self._rows[self._row] = {}
        if self._column in row:
            raise Refused(problem("bad_reference", self.name, found=cell_name(self._row, self._column)))
        row[self._column] = cell

    def _cell(self) -> RawCell | None:
        written = "".join(self._collected)
        kind = self._attributes.get("t", "n")
        if kind == "n":
            return self._number(written.strip())
        if kind in ("s", "str", "inlineStr"):
            return self._text(self._shared(written) if kind == "s" else written)
        return self._other(kind, written.strip())

    def _number(self, written: str) -> RawCell | None:
        if not written:
            return RawCell(CellType.FORMULA, "") if self._formula else None
        style = self._attributes.get("s", "0")
        return RawCell(NUMBER_CELL, written, style in self.formats.percent, style in self.formats.dates)

    def _text(self, written: str) -> RawCell | None:
        """Equal texts share a cell."""
        if written not in self._texts:
            self._texts[written] = RawCell(TEXT_CELL, written) if is_seen(written) else None
        return self._texts[written]

    def _other(self, kind: str, written: str) -> RawCell | None:
        if not written:
            return RawCell(CellType.FORMULA, "") if self._formula else None
        if kind == "b":
            return RawCell(CellType.BOOLEAN, "TRUE" if written == "1" else "FALSE")
        if kind == "e":
            return RawCell(CellType.ERROR, written)
        return RawCell(NUMBER_CELL, written, date=kind == "d")

    def _shared(self, index: str) -> str:
        if index.isascii() and index.isdigit() and len(index) < 9 and int(index) < len(self.strings):
            return self.strings[int(index)]
        raise Refused(problem("bad_reference", self.name, found=index))
