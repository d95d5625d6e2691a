"""A table of units and indicators or scores, in either direction."""

from dataclasses import dataclass, field

from app.intake.cells import SUBMITTED, CellReader, label
from app.intake.directory import Names
from app.intake.frame import Frame
from app.intake.grid import TEXT_CELL, RawCell, cell_name, column_letters
from app.intake.joined import Covered
from app.intake.numbers import Unread
from app.intake.reading import Findings, ReadEntry
from app.intake.remarks import Remarks
from app.intake.sides import UNKNOWN, Sides, find_sides
from app.intake.targets import check_target
from app.intake.workbook_format import SheetKind, fold, words
from scoring.model import NOT_SUBMITTED, Indicator, State


@dataclass(slots=True)
class _Matrix:
    """What is known of a table while its rows are read."""

    frame: Frame
    cells: CellReader
    findings: Findings
    remarks: Remarks
    sides: Sides
    indicators: dict[str, Indicator]
    letters: dict[int, str]
    sheet: str
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def units_run_down(self) -> bool:
        return self.frame.down.kind == "unit"


def read_matrix(frame: Frame, names: Names, cells: CellReader) -> Covered:
    """Read every row below the header; which units and indicators or scores it names."""
    findings = cells.findings
    remarks = Remarks(frame.grid, findings)
    sides = find_sides(frame, findings, remarks)
    letters = {column: column_letters(column) for column in sides.columns}
    matrix = _Matrix(frame, cells, findings, remarks, sides, names.by_code, letters, frame.grid.name)
    for row, row_cells in frame.data_rows():
        findings.rows += 1
        _read_row(matrix, row, row_cells)
    remarks.report(matrix.rows.values(), sides.columns)
    named = {frame.across.kind: frozenset(sides.columns.values()), frame.down.kind: frozenset(matrix.rows)}
    return Covered(frame.grid.name, named["unit"], named.get("indicator", frozenset()))


def _read_row(matrix: _Matrix, row: int, cells: dict[int, RawCell]) -> None:
    frame, findings = matrix.frame, matrix.findings
    code, name = frame.row_labels(row)
    place = frame.grid.place(row, frame.label_columns[0 if code or not name else -1])
    try:
        found = frame.down.resolve(code, name)
    except Unread as unread:
        _set_aside(matrix, row, cells, unread)
        return
    if not _fits(matrix, row):
        findings.refused += 1
    elif found in matrix.rows:
        first = frame.grid.place(matrix.rows[found], frame.label_columns[0])
        findings.error(f"{frame.down.kind}_twice", place, code=found, first=first)
        findings.refused += 1
    else:
        matrix.rows[found] = row
        findings.read += 1
        if frame.down.is_short(code or name):
            findings.match(frame.down, code or name, place)
        _read_cells(matrix, row, found, cells)


def _fits(matrix: _Matrix, row: int) -> bool:
    """Whether a row of a CSV file has as many fields as its header; else values may have slipped sideways."""
    grid = matrix.frame.grid
    wanted = grid.widths.get(matrix.frame.header_end)
    if wanted is None or grid.widths[row] == wanted:
        return True
    matrix.findings.error("field_count", grid.place(row, 1), found=grid.widths[row], expected=wanted)
    return False


def _set_aside(matrix: _Matrix, row: int, cells: dict[int, RawCell], unread: Unread) -> None:
    """A row that is about no unit or item: a total, targets, a note; or one that is refused."""
    findings, remarks = matrix.findings, matrix.remarks
    side = [label(cell) for column, cell in sorted(cells.items()) if column < matrix.sides.first]
    folded = {fold(text) for text in side if text}
    if not unread.code.startswith(UNKNOWN):
        _refuse(matrix, row, unread)
    elif folded & words("totals"):
        remarks.totals.append(f"{next(text for text in side if fold(text) in words('totals'))} ({row})")
        findings.notes += 1
    elif folded & words("columns.target") and matrix.units_run_down:
        _check_targets(matrix, row, cells)
        findings.notes += 1
    elif folded & words("described") or _is_note(matrix, row, cells):
        remarks.notes.append(row)
        findings.notes += 1
    else:
        _refuse(matrix, row, unread)


def _is_note(matrix: _Matrix, row: int, cells: dict[int, RawCell]) -> bool:
    """Text around the table: no values in the row, and nothing that looks like a code."""
    values = [cell for column, cell in cells.items() if column in matrix.sides.columns]
    code, name = matrix.frame.row_labels(row)
    if not values:
        return not (code.isascii() and code != "" and " " not in code)
    is_header = not matrix.rows and not code and not name
    return is_header and not any(cell.type is not TEXT_CELL or any(map(str.isdigit, cell.text)) for cell in values)


def _refuse(matrix: _Matrix, row: int, unread: Unread) -> None:
    frame, findings = matrix.frame, matrix.findings
    code, name = frame.row_labels(row)
    place = frame.grid.place(row, frame.label_columns[0 if code or not name else -1])
    if code or name:
        findings.error(unread.code, place, **unread.values)
    else:
        findings.error("code_missing", place)
    findings.refused += 1


def _read_cells(matrix: _Matrix, row: int, found: str, cells: dict[int, RawCell]) -> None:
    sides, grid, findings = matrix.sides, matrix.frame.grid, matrix.findings
    read = _read_value if matrix.frame.role is SheetKind.VALUES else _read_score
    merges = grid.merges(row) if grid.merged else []
    down = matrix.units_run_down
    for column, other in sides.columns.items():
        cell = cells.get(column)
        if cell is None and merges and (hiding := _hiding(merges, row, column)):
            findings.error("merged_cell", grid.place(row, column), range=hiding)
            continue
        try:
            read(matrix, cell, (found, other) if down else (other, found), f"{matrix.letters[column]}{row}")
        except Unread as unread:
            findings.error(unread.code, grid.place(row, column), **unread.values)
    if sides.target and not down:
        check_target(matrix.indicators[found], cells.get(sides.target), grid.place(row, sides.target), findings)


def _read_value(matrix: _Matrix, cell: RawCell | None, about: tuple[str, str], where: str) -> None:
    unit, item = about
    sheet, findings = matrix.sheet, matrix.findings
    if cell is None:
        findings.blank(f"{sheet}!{where}", ("value", unit, item))
        state, value, grade = NOT_SUBMITTED
    else:
        state, value, grade = matrix.cells.observation(cell, matrix.indicators[item])
        if state is not SUBMITTED:
            matrix.cells.note(cell, f"{sheet}!{where}")
    # As the class itself would do it, in half the time: every cell passes here.
    entry = tuple.__new__(ReadEntry, ("value", unit, item, state, value, grade, "", sheet, where))
    findings.entries.append(entry)


def _read_score(matrix: _Matrix, cell: RawCell | None, about: tuple[str, str], where: str) -> None:
    """A blank cell says nothing; a score that is not submitted takes an earlier one away."""
    if cell is None:
        return
    score = matrix.cells.score(cell)
    if score is None:
        matrix.cells.note(cell, f"{matrix.sheet}!{where}")
    state = State.NOT_SUBMITTED if score is None else SUBMITTED
    matrix.findings.entries.append(ReadEntry("score", *about, state, score, None, "", matrix.sheet, where))


def _hiding(merges: list[tuple[int, int, int, int]], row: int, column: int) -> str | None:
    """The merged range that hides a cell behind its first one, if there is one."""
    for top, left, bottom, right in merges:
        if left <= column <= right and (row, column) != (top, left):
            return f"{cell_name(top, left)}:{cell_name(bottom, right)}"
    return None


def _check_targets(matrix: _Matrix, row: int, cells: dict[int, RawCell]) -> None:
    """A row of targets above or below the units."""
    for column, item in matrix.sides.columns.items():
        indicator = matrix.indicators.get(item)
        if indicator is not None:
            check_target(indicator, cells.get(column), matrix.frame.grid.place(row, column), matrix.findings)
