"""The columns of a table: whose values they hold, and what becomes of those that hold no values of a unit or item."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from app.intake.cells import label, stated
from app.intake.frame import HEADER_ROWS, Frame
from app.intake.grid import TEXT_CELL, RawCell
from app.intake.numbers import Unread
from app.intake.reading import Findings
from app.intake.remarks import Remarks
from app.intake.workbook_format import VALUE_COLUMNS, fold, word, words

UNKNOWN = "unknown_"


class Sides(NamedTuple):
    """The code of each column with values, the column of targets and the first column with values."""

    columns: dict[int, str]
    target: int | None
    first: int


class _Header(NamedTuple):
    """What is looked at while the columns are told apart."""

    frame: Frame
    findings: Findings
    remarks: Remarks
    holding: frozenset[int]
    second: dict[int, str]


def find_sides(frame: Frame, findings: Findings, remarks: Remarks) -> Sides:
    """Tell the columns apart; what is no unit and no item is reported where it holds values."""
    header = _Header(frame, findings, remarks, _columns_with_values(frame), _second_header(frame))
    named = frame.grid.rows.get(frame.code_row or 0, {}).keys() | frame.grid.rows.get(frame.name_row or 0, {}).keys()
    columns: dict[int, str] = {}
    target = None
    for column in sorted((named | header.holding) - set(frame.label_columns)):
        if _is_target(header, column):
            target = column
        if column in columns or column == target or fold(_text(header, column)) in _own_words():
            continue
        try:
            code = frame.across.resolve(*frame.column_labels(column))
        except Unread as unread:
            _set_aside(header, column, unread)
        else:
            _take(header, columns, column, code)
    return Sides(columns, target, min(columns, default=0))


def _take(header: _Header, columns: dict[int, str], column: int, code: str) -> None:
    frame, findings = header.frame, header.findings
    place = _place(frame, column)
    value_column = _value_column(header, column)
    if value_column is None:
        findings.error("column_missing", place, expected=word("columns.value").partition(",")[0])
    elif code in columns.values():
        first = next(known for known, taken in columns.items() if taken == code)
        findings.error(f"{frame.across.kind}_twice", place, code=code, first=_place(frame, first))
    else:
        columns[value_column] = code
        if value_column != column:
            header.remarks.skipped.append(header.second[column])
        written, name = frame.column_labels(column)
        if frame.across.is_short(written or name):
            findings.match(frame.across, written or name, place)


def _set_aside(header: _Header, column: int, unread: Unread) -> None:
    """A column that is about no unit or item: described, a total, or something that must be looked at."""
    frame, findings, remarks = header.frame, header.findings, header.remarks
    text = _text(header, column)
    holds, folded = column in header.holding, fold(text)
    near = unread.values.get("suggestion")
    if not text and holds:
        findings.error("code_missing", frame.grid.place(frame.header_end, column))
    elif not text:
        return
    elif folded in words("totals"):
        remarks.totals.append(text)
    elif folded in words("described") or header.second.get(column):
        remarks.skipped.append(text)
    elif near or not unread.code.startswith(UNKNOWN) or frame.column_labels(column)[0]:
        findings.error(unread.code, _place(frame, column), **unread.values)
    elif holds:
        findings.warn("column_ignored", _place(frame, column), found=text)
    else:
        remarks.skipped.append(text)


def _is_target(header: _Header, column: int) -> bool:
    return header.frame.down.kind == "indicator" and fold(_text(header, column)) in words("columns.target")


def _text(header: _Header, column: int) -> str:
    """What stands at the top of a column: in the header, in a merged cell above it, or in a second header below it."""
    frame = header.frame
    code, name = frame.column_labels(column)
    top = min(row for row in (frame.code_row, frame.name_row) if row)
    above = (label(frame.grid.cell(row, column)) for row in range(frame.header_end, top - HEADER_ROWS, -1))
    return name or code or header.second.get(column) or next(filter(None, above), "")


def _place(frame: Frame, column: int) -> str:
    """Where the code of a column stands, or its name."""
    code, _ = frame.column_labels(column)
    return frame.grid.place((frame.code_row if code else frame.name_row) or frame.header_end, column)


def _columns_with_values(frame: Frame) -> frozenset[int]:
    """The columns in which a row of a unit or an item says something that could be a value."""
    holding: set[int] = set()
    for cells in _labelled_rows(frame):
        holding.update(column for column, cell in cells.items() if column not in holding and _may_be_value(cell))
    return frozenset(holding)


def _labelled_rows(frame: Frame) -> Iterator[dict[int, RawCell]]:
    """The rows about a unit or an item, without those of a CSV file whose fields are not those of the header."""
    width = frame.grid.widths.get(frame.header_end)
    for row, cells in frame.data_rows():
        named = any(text and frame.down.find(text) for text in frame.row_labels(row))
        if named and frame.grid.widths.get(row) == width:
            yield cells


def _may_be_value(cell: RawCell) -> bool:
    if cell.type is not TEXT_CELL:
        return True
    return any(map(str.isdigit, cell.text)) or stated(cell.text) is not None


def _second_header(frame: Frame) -> dict[int, str]:
    """A row below the names that says of each column whether it holds the target, the value or something else."""
    row = frame.header_end + 1
    cells = frame.grid.rows.get(row, {})
    texts = {column: label(cell) for column, cell in cells.items() if column not in frame.label_columns}
    is_header = any(fold(text) in words("columns.value") for text in texts.values())
    return texts if is_header and not any(frame.row_labels(row)) else {}


def _value_column(header: _Header, column: int) -> int | None:
    """The column of values below a name: its own, or the one that a second header calls so."""
    if column not in header.second:
        return column
    named = header.frame.grid.rows[header.frame.header_end]
    span = [column]
    while span[-1] + 1 in header.second and span[-1] + 1 not in named:
        span.append(span[-1] + 1)
    found = [one for one in span if fold(header.second[one]) in words("columns.value")]
    return found[0] if len(found) == 1 else None


@cache
def _own_words() -> frozenset[str]:
    """The columns of the template that are for people."""
    keys = (*(f"values.{name}" for name in VALUE_COLUMNS), "unit.code", "unit.name")
    return frozenset().union(*map(words, keys))
