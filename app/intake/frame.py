"""Where a table has its names: what runs down its side, what runs across its top, told by the names themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from app.intake.cells import label
from app.intake.directory import Directory, Names
from app.intake.grid import NUMBER_CELL, TEXT_CELL, Grid, RawCell
from app.intake.reading import Layout
from app.intake.workbook_format import SheetKind, fold, words

SEARCHED_ROWS = 100
SEARCHED_COLUMNS = 50
# A number is taken for a code only where it is as long as one; 1, 2, 3 are mostly values.
LEAST_CODE_DIGITS = 4
# Names and codes of one header stand no further apart.
HEADER_ROWS = 3


class Frame(NamedTuple):
    """A table of units and indicators or scores: its rows and columns of codes and of names, where there are such."""

    grid: Grid
    layout: Layout
    role: SheetKind
    down: Directory
    across: Directory
    code_column: int | None
    name_column: int | None
    code_row: int | None
    name_row: int | None

    @property
    def header_end(self) -> int:
        """The last row of the header."""
        return max(self.code_row or 0, self.name_row or 0)

    @property
    def header_start(self) -> int:
        """The first row of the header."""
        return min(row for row in (self.code_row, self.name_row) if row)

    @property
    def label_columns(self) -> tuple[int, ...]:
        """The columns with codes and names, the authoritative one first."""
        return tuple(column for column in (self.code_column, self.name_column) if column)

    def data_rows(self) -> Iterator[tuple[int, dict[int, RawCell]]]:
        """The rows below the header that hold something."""
        for row in sorted(self.grid.rows):
            if row > self.header_end:
                yield row, self.grid.rows[row]

    def row_labels(self, row: int) -> tuple[str, str]:
        """Code and name at the side of a row."""
        return label(self.grid.cell(row, self.code_column)), label(self.grid.cell(row, self.name_column))

    def column_labels(self, column: int) -> tuple[str, str]:
        """Code and name at the top of a column."""
        return label(self.grid.cell(self.code_row, column)), label(self.grid.cell(self.name_row, column))


@dataclass(slots=True)
class _Line:
    """Which codes and names stand in a row or a column."""

    codes: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    @property
    def weight(self) -> int:
        return len(self.codes | self.names)


@dataclass(slots=True)
class _Hits:
    """Where the names of one directory stand."""

    directory: Directory
    rows: dict[int, _Line] = field(default_factory=dict)
    columns: dict[int, _Line] = field(default_factory=dict)

    def note(self, row: int, column: int, found: frozenset[str], is_code: bool) -> None:
        """Some names of the directory stand in a cell."""
        if row in self.rows or len(self.rows) < SEARCHED_ROWS:
            line = self.rows.setdefault(row, _Line())
            (line.codes if is_code else line.names).update(found)
        if column <= SEARCHED_COLUMNS:
            line = self.columns.setdefault(column, _Line())
            (line.codes if is_code else line.names).update(found)


def find_frame(grid: Grid, names: Names) -> Frame | None:
    """The table of a sheet, by where the names of units and of indicators or scores stand; None where there is none."""
    hits = [_Hits(directory) for directory in (names.units, names.indicators, names.scores)]
    known: dict[RawCell, list[tuple[_Hits, frozenset[str], bool]]] = {}
    for row, cells in grid.rows.items():
        for column, cell in cells.items():
            if cell.type is NUMBER_CELL and len(cell.text) < LEAST_CODE_DIGITS:
                continue
            named = known.get(cell)
            if named is None:
                named = known[cell] = list(_named_by(cell, hits))
            for hit, found, is_code in named:
                hit.note(row, column, found, is_code)
    units, indicators, scores = hits
    frames = (
        _frame(grid, Layout.INDICATORS_DOWN, SheetKind.VALUES, indicators, units),
        _frame(grid, Layout.UNITS_DOWN, SheetKind.VALUES, units, indicators),
        _frame(grid, Layout.UNITS_DOWN, SheetKind.SCORES, units, scores),
        _frame(grid, Layout.INDICATORS_DOWN, SheetKind.SCORES, scores, units),
    )
    best = max(filter(None, frames), key=lambda each: each[0], default=None)
    return best[1] if best else None


def find_template_frame(grid: Grid, names: Names, role: SheetKind) -> Frame | None:
    """The table of a sheet of the template, by the words of its header."""
    axis = "values" if role is SheetKind.VALUES else "unit"
    down, across = (names.indicators, names.units) if role is SheetKind.VALUES else (names.units, names.scores)
    for row in sorted(grid.rows)[:SEARCHED_ROWS]:
        header = {fold(label(cell)): column for column, cell in grid.rows[row].items()}
        code_column = _named(header, f"{axis}.code")
        if code_column:
            code_row = row + 1 if _has_codes(grid, row + 1, code_column) else None
            columns = (code_column, _named(header, f"{axis}.name"))
            return Frame(grid, Layout.TEMPLATE, role, down, across, *columns, code_row, row)
    return None


def _named_by(cell: RawCell, hits: list[_Hits]) -> Iterator[tuple[_Hits, frozenset[str], bool]]:
    """The directories that have a name or a code like what stands in a cell; a number can only be a code."""
    written = label(cell)
    for hit in hits:
        is_code = hit.directory.is_code(written)
        if (is_code or cell.type is TEXT_CELL) and (found := hit.directory.find(written)):
            yield hit, found, is_code


def _named(header: dict[str, int], key: str) -> int | None:
    return next((column for written, column in header.items() if written in words(key)), None)


def _has_codes(grid: Grid, row: int, code_column: int) -> bool:
    """A row of codes follows where the code column itself is blank but something stands to its right."""
    below = grid.rows.get(row, {})
    return code_column not in below and any(column > code_column for column in below)


def _frame(grid: Grid, layout: Layout, role: SheetKind, down: _Hits, across: _Hits) -> tuple[int, Frame] | None:
    """A frame with its weight, the number of cells that lie at a known name of either kind."""
    code_column, name_column = _code_and_name(down.columns)
    code_row, name_row = _code_and_name(across.rows)
    if code_row and name_row and abs(code_row - name_row) > HEADER_ROWS:
        heavier = max(code_row, name_row, key=lambda row: across.rows[row].weight)
        code_row, name_row = None, heavier
    about = (down.directory, across.directory, code_column, name_column, code_row, name_row)
    frame = Frame(grid, layout, role, *about)
    if not frame.header_end or not any(_has_name_below(frame, column) for column in frame.label_columns):
        return None
    tops = [across.rows[row].weight for row in (code_row, name_row) if row]
    return max(tops) * max(down.columns[column].weight for column in frame.label_columns), frame


def _code_and_name(lines: dict[int, _Line]) -> tuple[int | None, int | None]:
    """The line with most codes and that with most names; where they are one line, it is read as names."""
    codes = max((line for line in lines if lines[line].codes), key=lambda line: len(lines[line].codes), default=None)
    names = max((line for line in lines if lines[line].names), key=lambda line: len(lines[line].names), default=None)
    return (None, names) if codes == names else (codes, names)


def _has_name_below(frame: Frame, column: int) -> bool:
    """Whether a name of what runs down stands below the header."""
    return any(column in cells and frame.down.find(label(cells[column])) for _, cells in frame.data_rows())
