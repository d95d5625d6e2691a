"""Finding the header of a sheet and the columns below it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.intake.cells import label, nearest
from app.intake.grid import Grid, RawCell
from app.intake.reading import Findings
from app.intake.workbook_format import fold, word, words

SEARCHED_ROWS = 100


@dataclass(frozen=True, slots=True)
class Header:
    """The row with the names of the columns, and whether codes stand in the row below it."""

    grid: Grid
    row: int
    column: int
    has_codes: bool

    @property
    def first_data_row(self) -> int:
        """Where the data begin."""
        return self.row + (2 if self.has_codes else 1)

    def columns(self) -> tuple[int, ...]:
        """All columns that have a name or a code."""
        below = self.grid.rows.get(self.row + 1, {}) if self.has_codes else {}
        return tuple(sorted({*self.grid.rows[self.row], *below}))

    def name(self, column: int) -> str:
        """The name of a column."""
        return label(self.grid.cell(self.row, column))

    def code(self, column: int) -> str:
        """The code below the name, if there is a row of codes."""
        return label(self.grid.cell(self.row + 1, column)) if self.has_codes else ""

    def place(self, column: int) -> str:
        """Where the code of a column stands, or its name."""
        return self.grid.place(self.row + 1 if self.code(column) else self.row, column)

    def data_rows(self) -> Iterator[tuple[int, dict[int, RawCell]]]:
        """The rows below the header that hold something."""
        for row in sorted(self.grid.rows):
            if row >= self.first_data_row:
                yield row, self.grid.rows[row]


def find_header(grid: Grid, key: str, findings: Findings) -> Header | None:
    """The first row with the name of the code column, whatever titles stand above it."""
    wanted = words(key)
    for row in sorted(grid.rows)[:SEARCHED_ROWS]:
        for column, cell in grid.rows[row].items():
            if fold(label(cell)) in wanted:
                return Header(grid, row, column, _has_codes(grid, row + 1, column))
    findings.error("header_missing", grid.name, expected=word(key))
    return None


def match_code(written_code: str, written_name: str, names: Mapping[str, frozenset[str]]) -> str | None:
    """The code that a header cell means: by its code, else by exactly its name."""
    for code in (written_code, written_name):
        if code in names:
            return code
    if written_code:
        return None
    folded = fold(written_name)
    return next((code for code, known in names.items() if folded in known), None)


def other_name(code: str, written_name: str, names: Mapping[str, frozenset[str]]) -> str | None:
    """The code whose name stands beside another code: a sign that rows or columns were shifted."""
    folded = fold(written_name)
    if not folded or folded in names[code]:
        return None
    return next((other for other, known in names.items() if folded in known), None)


def suggest(written: str, names: Mapping[str, frozenset[str]]) -> str | None:
    """The code that is most like what was written, or whose name is."""
    near = nearest(written, list(names))
    if near:
        return near
    by_name = {name: code for code, known in names.items() for name in known}
    near = nearest(fold(written), list(by_name)) if written else None
    return by_name[near] if near else None


def _has_codes(grid: Grid, row: int, code_column: int) -> bool:
    """A row of codes follows where the code column itself is blank but something stands to its right."""
    below = grid.rows.get(row, {})
    return code_column not in below and any(column > code_column for column in below)
