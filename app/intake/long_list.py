"""A list with a row for each value, score, bonus or deduction, in a worksheet or a CSV file."""

from dataclasses import dataclass, field

from app.intake.cells import CellReader, label
from app.intake.directory import Names
from app.intake.info_sheet import Stated, normal_month
from app.intake.list_header import COLUMNS, ListHeader
from app.intake.list_row import ListRow
from app.intake.numbers import Unread
from app.intake.reading import Findings, Kind
from app.intake.remarks import Remarks
from app.intake.workbook_format import fold, words
from app.text.catalogue import LANGUAGES


@dataclass(slots=True)
class _List:
    """What is known of a list while its rows are read."""

    header: ListHeader
    names: Names
    reader: CellReader
    remarks: Remarks
    seen: dict[tuple[Kind, str, str], int] = field(default_factory=dict)


def read_list(header: ListHeader, names: Names, reader: CellReader) -> None:
    """Read every row below the header."""
    remarks = Remarks(header.grid, reader.findings)
    header.report_columns(reader.findings, remarks)
    if header.unit:
        _say_whose(header, names, reader.findings)
    if "kind" in header.columns and "score" not in header.columns:
        return
    table = _List(header, names, reader, remarks)
    for row in sorted(header.grid.rows):
        if row > header.row:
            _read_row(table, ListRow(header, names, reader, row))
    remarks.report(table.seen.values(), header.used)


def stated_in_rows(header: ListHeader, findings: Findings) -> Stated:
    """Evaluation and month, where the rows name them; one file is about one month."""
    said: dict[str, tuple[str, str]] = {}
    for name in ("evaluation", "month"):
        for column in header.columns.get(name, ()):
            _collect(header, name, column, said, findings)
    return Stated(*said.get("evaluation", ("", "")), *said.get("month", ("", "")))


def _collect(header: ListHeader, name: str, column: int, said: dict[str, tuple[str, str]], findings: Findings) -> None:
    for row, cells in header.grid.rows.items():
        if row <= header.row or column not in cells:
            continue
        written, place = label(cells[column]), header.grid.place(row, column)
        written = normal_month(written) if name == "month" else written
        first, first_place = said.setdefault(name, (written, place))
        if written != first:
            findings.error(f"several_{name}s", place, found=written, first=first_place)
            return


def _read_row(table: _List, row: ListRow) -> None:
    findings = table.reader.findings
    findings.rows += 1
    try:
        _refuse_misfit(table.header, row)
        entry = row.entry()
        first = table.seen.setdefault((entry.kind, entry.unit, entry.item), row.row)
        if first != row.row:
            place = table.header.grid.place(first, table.header.first_column)
            row.at = "unit"
            raise Unread("row_twice", found=f"{entry.unit} {entry.item}", first=place)
    except Unread as unread:
        place = row.place
        if _is_total(table, row) or _is_note(table, row):
            findings.notes += 1
        else:
            findings.error(unread.code, place, **unread.values)
            findings.refused += 1
        return
    findings.read += 1
    findings.entries.append(entry)


def _refuse_misfit(header: ListHeader, row: ListRow) -> None:
    """A row of a CSV file with more or fewer fields than the header: values may have slipped sideways."""
    width = header.grid.widths.get(row.row, header.width)
    if width != header.width:
        raise Unread("field_count", found=width, expected=header.width)


def _is_total(table: _List, row: ListRow) -> bool:
    named = [text for text in (*row.labels("indicator"), *row.labels("unit")) if fold(text) in words("totals")]
    if named:
        table.remarks.totals.append(f"{named[0]} ({row.row})")
    return bool(named)


def _is_note(table: _List, row: ListRow) -> bool:
    """Text around the list: nothing that is known at its side, and nothing in any other column that is read.

    At the side of a report stand headings, too; what looks like a code is none.
    """
    header, cells = table.header, table.header.grid.rows[row.row]
    side, known = ("indicator", table.names.indicators) if header.unit else ("unit", table.names.units)
    beside = {column for name in COLUMNS if name != side for column in header.columns.get(name, ())}
    named = [text for text in row.labels(side) if text]
    is_code = bool(header.unit) and any(text.isascii() and " " not in text for text in named)
    if is_code or any(map(known.find, named)) or beside & cells.keys():
        return False
    table.remarks.notes.append(row.row)
    return True


def _say_whose(header: ListHeader, names: Names, findings: Findings) -> None:
    said = {f"unit.{language}": names.units.name_in(header.unit, language) for language in LANGUAGES}
    place = header.grid.place(header.row, header.first_column)
    findings.note("read_as_unit", place, unit=said[f"unit.{LANGUAGES[0]}"], **said)
