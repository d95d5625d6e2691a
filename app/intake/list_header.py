"""The header of a list: which column holds what, in the words of either language."""

from functools import cache, lru_cache
from typing import NamedTuple

from app.intake.cells import label, nearest
from app.intake.grid import TEXT_CELL, Grid
from app.intake.reading import Findings, Kind
from app.intake.remarks import Remarks
from app.intake.workbook_format import SheetKind, fold, word, words

SEARCHED_ROWS = 100
LONGEST_NAME = 40
POINT_COLUMNS: tuple[Kind, ...] = ("score", "bonus", "deduction")
COLUMNS = ("evaluation", "month", "unit", "indicator", "value", "grade", "state", "node", *POINT_COLUMNS, "reason")
# Columns that people add, and those that may stand twice, once with codes and once with names.
FIELDS = (*COLUMNS, "kind", "target")
DOUBLE = ("unit", "indicator", "node")
SAYING = ("value", "grade", "state", *POINT_COLUMNS)


class ListHeader(NamedTuple):
    """The row with the names of the columns, and the columns of each name.

    ``unit`` is whose report the list is where no column says it, else blank.
    """

    grid: Grid
    row: int
    columns: dict[str, list[int]]
    unit: str = ""

    @property
    def width(self) -> int:
        """How many fields the header of a CSV file has; 0 in a worksheet."""
        return self.grid.widths.get(self.row, 0)

    @property
    def roles(self) -> frozenset[SheetKind]:
        """What the rows can hold."""
        found = {SheetKind.VALUES} if "indicator" in self.columns else set()
        if "node" in self.columns:
            given = {"kind", "bonus", "deduction"} & self.columns.keys()
            found |= {SheetKind.ADJUSTMENTS} if given else set()
            found |= {SheetKind.SCORES} if "score" in self.columns and "kind" not in self.columns else set()
        return frozenset(found)

    @property
    def first_column(self) -> int:
        """The column where a row is pointed at as a whole: that of the units, or else of the indicators."""
        return self.columns["indicator" if self.unit else "unit"][0]

    @property
    def used(self) -> set[int]:
        """All columns that are read."""
        return {column for columns in self.columns.values() for column in columns}

    def report_columns(self, findings: Findings, remarks: Remarks) -> None:
        """Say which columns stand twice, which are not known, and whether one is missing."""
        for name, (first, *others) in self.columns.items():
            if others and (name not in DOUBLE or len(others) > 1):
                place = self.grid.place(self.row, others[-1])
                found = label(self.grid.cell(self.row, first))
                findings.error("column_twice", place, found=found, first=self.grid.place(self.row, first))
        for column in sorted(self.grid.rows[self.row].keys() - self.used):
            self._report_unknown(column, findings, remarks)

        if "kind" in self.columns and "score" not in self.columns:
            findings.error("column_missing", self.grid.name, expected=word("adjustments.points"))
        elif not self.columns.keys() & set(SAYING):
            findings.error("column_missing", self.grid.name, expected=word("columns.value").partition(",")[0])

    def _report_unknown(self, column: int, findings: Findings, remarks: Remarks) -> None:
        name, place = label(self.grid.cell(self.row, column)), self.grid.place(self.row, column)
        near = nearest(name, list(COLUMNS))
        if near:
            findings.error("unknown_column", place, found=name, allowed=", ".join(COLUMNS), suggestion=near)
        elif fold(name) not in words("described") and self._holds_numbers(column):
            findings.warn("column_ignored", place, found=name)
        else:
            remarks.skipped.append(name)

    def _holds_numbers(self, column: int) -> bool:
        cells = (cells.get(column) for row, cells in self.grid.rows.items() if row > self.row)
        return any(cell and (cell.type is not TEXT_CELL or any(map(str.isdigit, cell.text))) for cell in cells)


def find_list_header(grid: Grid, *, saying: bool = True) -> ListHeader | None:
    """The first row that names a municipality, an indicator or item and, with ``saying``, what is said of them."""
    for row in sorted(grid.rows)[:SEARCHED_ROWS]:
        columns = _columns_of(grid, row)
        named = "unit" in columns and columns.keys() & {"indicator", "node"}
        if named and (columns.keys() & set(SAYING) or not saying):
            return ListHeader(grid, row, columns)
    return None


def find_report_header(grid: Grid) -> ListHeader | None:
    """The first row that names an indicator and once what is said of it, and neither a municipality nor an item."""
    for row in sorted(grid.rows)[:SEARCHED_ROWS]:
        columns = _columns_of(grid, row)
        said = [columns[name] for name in ("value", "grade", "state") if name in columns]
        if "indicator" in columns and not columns.keys() & {"unit", "node"} and said:
            return ListHeader(grid, row, columns) if all(len(found) == 1 for found in said) else None
    return None


def _columns_of(grid: Grid, row: int) -> dict[str, list[int]]:
    """The columns of each name in a row."""
    columns: dict[str, list[int]] = {}
    for column, cell in sorted(grid.rows[row].items()):
        name = _field(cell.text) if cell.type is TEXT_CELL else None
        if name:
            columns.setdefault(name, []).append(column)
    return columns


@lru_cache(maxsize=10_000)
def _field(written: str) -> str | None:
    """What a column of this name holds; a name is short and begins with no digit."""
    return None if len(written) > LONGEST_NAME or written[0].isdigit() else _fields().get(fold(written))


@cache
def _fields() -> dict[str, str]:
    """What a column is called, as it is compared, and what it holds."""
    return {folded: name for name in FIELDS for folded in (name, *words(f"columns.{name}"))}
