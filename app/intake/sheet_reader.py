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
from app.intake.xml_part import MAX_DEPTH, TooDeep, bare

MAX_MERGED = 2_000
# What a spreadsheet cell can hold.
MAX_TEXT = 32_767
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
ROW = re.compile(r"[1-9]\d{0,6}", re.ASCII)
YES = ("1", "true")
NO_SIZE = ("0", "0.0")
NOWHERE = "?"  # ends no reference: nothing is known of the row
TEXTS = ("s", "str", "inlineStr")
WITHOUT_RESULT = RawCell(CellType.FORMULA, "")
# Of so many cells that are written differently it is remembered what they are.
MAX_KNOWN = 20_000


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
    _known: dict[tuple[str, str, str], RawCell] = field(default_factory=dict)
    _depth: int = 0
    _row: int = 0
    _row_digits: str = NOWHERE
    _row_cells: dict[int, RawCell] = field(default_factory=dict)
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
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeep
        if name == "c":
            self._attributes = attributes
            self._formula = False
            self._collected.clear()
            self._length = 0
            # Nearly every cell stands in the row that has begun, in a column that was seen before.
            column = self._columns.get(attributes.get("r", "").removesuffix(self._row_digits))
            if column is None:
                self._go_to(attributes.get("r"))
            else:
                self._column = column
        elif name == "v":
            self._collecting = True
        else:
            self._start_other(bare(name), attributes)

    def text(self, written: str) -> None:
        """Collect what stands in the cell."""
        if self._collecting:
            self._collected.append(written)
            self._length += len(written)
            if self._length > MAX_TEXT:
                raise Refused(problem("text_too_long", self.name, limit=MAX_TEXT))

    def end(self, name: str) -> None:
        """Keep a cell once it is complete."""
        self._depth -= 1
        if name == "v":
            self._collecting = False
        elif name == "c":
            self._keep()
        else:
            self._end_other(bare(name))

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        """Everything but cells and values; those too where names have a prefix."""
        if name == "t":
            self._collecting = self._collecting or not self._phonetic
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name in ("col", "mergeCell"):
            self._note_range(name, attributes)
        elif name in ("c", "v"):
            self._depth -= 1
            self.start(name, attributes)

    def _end_other(self, name: str) -> None:
        if name == "t":
            self._collecting = False
        elif name == "rPh":
            self._phonetic = False
        elif name in ("c", "v"):
            self._depth += 1
            self.end(name)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        if number is not None and not ROW.fullmatch(number):
            raise Refused(problem("bad_reference", self.name, found=number))
        self._enter(self._row + 1 if number is None else int(number))
        self._column = 0
        if attributes.get("hidden") in YES or attributes.get("ht") in NO_SIZE:
            self._hidden_rows.add(self._row)

    def _enter(self, row: int) -> None:
        self._row, self._row_digits = row, str(row)
        self._row_cells = self._rows.get(row, {})

    def _go_to(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
        else:
            row, self._column = self._position(reference)
            self._enter(row)

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
        attributes, collected = self._attributes, self._collected
        written = collected[0] if len(collected) == 1 else "".join(collected)
        key = attributes.get("t", "n"), attributes.get("s", "0"), written
        cell = self._known.get(key)
        if cell is None:
            cell = self._cell(key)
            if cell is None:
                return
        self.cells += 1
        row, column = self._row_cells, self._column
        if self._row > MAX_ROWS or column > MAX_COLUMNS or self.cells > self.allowed:
            place = f"{self.name}!{cell_name(self._row, column)}"
            raise Refused(problem("too_many_cells", place, rows=MAX_ROWS, columns=MAX_COLUMNS, cells=MAX_CELLS))
        if self._formula and cell is not WITHOUT_RESULT:
            self._formulas.append((self._row, column))
        if not row:
            self._rows[self._row] = row
        elif column in row:
            raise Refused(problem("bad_reference", self.name, found=cell_name(self._row, column)))
        row[column] = cell

    def _cell(self, key: tuple[str, str, str]) -> RawCell | None:
        """What a cell of a type, with a format, says with what stands in it; cells that are written alike are one."""
        kind, style, written = key
        if kind in TEXTS:
            text = self._shared(written) if kind == "s" else written
            found = RawCell(TEXT_CELL, text) if is_seen(text) else None
        else:
            found = self._other(kind, style, written.strip())
            if found is None and self._formula:
                return WITHOUT_RESULT
        if found is not None and len(self._known) < MAX_KNOWN:
            self._known[key] = found
        return found

    def _other(self, kind: str, style: str, written: str) -> RawCell | None:
        if not written:
            return None
        if kind == "n":
            return RawCell(NUMBER_CELL, written, style in self.formats.percent, style in self.formats.dates)
        if kind == "b":
            return RawCell(CellType.BOOLEAN, "TRUE" if written == "1" else "FALSE")
        if kind == "e":
            return RawCell(CellType.ERROR, written)
        return RawCell(NUMBER_CELL, written, date=kind == "d")

    def _shared(self, index: str) -> str:
        if index.isascii() and index.isdigit() and len(index) < 9 and int(index) < len(self.strings):
            return self.strings[int(index)]
        raise Refused(problem("bad_reference", self.name, found=index))
