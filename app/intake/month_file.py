"""The tables of a file, each told by its shape, read to the end as one month."""

from collections.abc import Callable
from typing import NamedTuple

from app.intake.cells import CellReader
from app.intake.directory import Names, names_of
from app.intake.frame import find_frame, find_template_frame
from app.intake.grid import Grid
from app.intake.info_sheet import Stated, read_info
from app.intake.joined import Covered, covered_by, report_missing, report_overlaps
from app.intake.list_header import ListHeader, find_list_header
from app.intake.long_list import read_list, stated_in_rows
from app.intake.matrix import read_matrix
from app.intake.reading import Expected, FileReading, Findings, Layout, Refused, SourceFile
from app.intake.report import find_report
from app.intake.scope import find_scope
from app.intake.titles import check_titles
from app.intake.workbook_format import SheetKind, fold, is_for_people, word, words
from scoring.model import Evaluation

ROLES = (SheetKind.VALUES, SheetKind.SCORES, SheetKind.ADJUSTMENTS)
LISTED = 10


class _Table(NamedTuple):
    """A table that was recognised: what it holds, how it is laid out, where its data begin and how it is read."""

    grid: Grid
    roles: frozenset[SheetKind]
    layout: Layout
    header: int
    read: Callable[[CellReader], Covered]


def read_month_file(file: SourceFile, grids: Callable[[Findings], list[Grid]], expected: Expected) -> FileReading:
    """Everything a file says about its month, and every problem in it."""
    findings, stated, scope = Findings(), Stated(), None
    layout = Layout.UNKNOWN
    try:
        sheets = grids(findings)
        stated = _stated(sheets, findings)
        if not findings.blocking():
            scope = find_scope(file.name, stated, expected, findings)
        if scope is not None:
            layout = _read_tables(file.name, sheets, scope, expected, findings)
        findings.report()
        if scope and layout is not Layout.UNKNOWN and not findings.entries and not findings.blocking():
            findings.error("nothing_entered", file.name)
    except Refused as refused:
        findings.problems.append(refused.problem)
    evaluation, month = scope or (None, "")
    found = (tuple(findings.entries), tuple(findings.problems), findings.counts(), frozenset(findings.left_blank))
    return FileReading(evaluation, month, stated.demonstration, *found, layout)


def _stated(sheets: list[Grid], findings: Findings) -> Stated:
    """What the file says of itself: on the sheet for it, else in the columns of a list."""
    stated, first = Stated(), ""
    for grid in sheets:
        if _kind_of(grid) is SheetKind.INFO and first:
            findings.error("sheet_twice", grid.name, first=first)
        elif _kind_of(grid) is SheetKind.INFO:
            stated, first = read_info(grid, findings), grid.name
    for header in filter(None, map(find_list_header, sheets)):
        if not (stated.evaluation and stated.month):
            rows = stated_in_rows(header, findings)
            evaluation = (rows.evaluation, rows.evaluation_place) if not stated.evaluation else stated[:2]
            month = (rows.month, rows.month_place) if not stated.month else stated[2:4]
            stated = Stated(*evaluation, *month, stated.demonstration)
    return stated


def _read_tables(
    name: str, sheets: list[Grid], scope: tuple[Evaluation, str], expected: Expected, findings: Findings
) -> Layout:
    evaluation, month = scope
    names = names_of(evaluation)
    tables = _recognised(sheets, names, expected.unit or evaluation.home, findings)
    if not tables and not findings.blocking():
        wanted = ", ".join(word(f"sheet.{role}") for role in ROLES)
        findings.error("no_known_sheet", name, names=_found(sheets), expected=wanted)
    reader = CellReader(findings, expected.dash)
    covered = []
    for table in tables:
        check_titles(table.grid, table.header, month, findings)
        covered.append(table.read(reader))
    if not report_overlaps(findings):
        values = [one for one, table in zip(covered, tables, strict=True) if SheetKind.VALUES in table.roles]
        report_missing(values, names, findings)
        _report_joined(tables, findings)
    reader.report()
    layouts = [table.layout for table in tables]
    return Layout.TEMPLATE if Layout.TEMPLATE in layouts else next(iter(layouts), Layout.UNKNOWN)


def _recognised(sheets: list[Grid], names: Names, unit: str | None, findings: Findings) -> list[_Table]:
    """The tables of all sheets; a sheet without one is said. ``unit``: whose a report is that does not say it."""
    tables, skipped = [], []
    for grid in sheets:
        kind = _kind_of(grid)
        if kind is SheetKind.INFO or not grid.rows or is_for_people(grid.name):
            continue
        table = _report(grid, names, unit) or _table(grid, kind, names)
        if table is not None:
            tables.append(table)
        elif kind is not None:
            key = "values.code" if kind is SheetKind.VALUES else "unit.code"
            findings.error("header_missing", grid.name, expected=word(key))
        elif grid.holds_numbers():
            findings.warn("sheet_ignored", grid.name)
        else:
            skipped.append(grid.name)
    if skipped and tables:
        findings.note("sheets_skipped", skipped[0], count=len(skipped), names=", ".join(skipped[:LISTED]))
    return tables


def _table(grid: Grid, kind: SheetKind | None, names: Names) -> _Table | None:
    """The table of a sheet: that of the template, a list, or units and items in two directions."""
    header = find_list_header(grid)
    if header is not None and not _names_many(header, names):
        return _list(grid, header, kind, names)
    frame = find_template_frame(grid, names, kind) if kind in (SheetKind.VALUES, SheetKind.SCORES) else None
    frame = frame or find_frame(grid, names)
    if frame is None:
        header = find_list_header(grid, saying=False)
        return _list(grid, header, kind, names) if header else None
    return _Table(
        grid,
        frozenset((frame.role,)),
        frame.layout,
        frame.header_start,
        lambda reader: read_matrix(frame, names, reader),
    )


def _report(grid: Grid, names: Names, unit: str | None) -> _Table | None:
    header = find_report(grid, names, unit)
    return _list(grid, header, None, names) if header else None


def _list(grid: Grid, header: ListHeader, kind: SheetKind | None, names: Names) -> _Table:
    layout = Layout.TEMPLATE if kind is SheetKind.ADJUSTMENTS else Layout.LONG_LIST

    def read(reader: CellReader) -> Covered:
        before = len(reader.findings.entries)
        read_list(header, names, reader)
        return covered_by(grid.name, reader.findings.entries[before:])

    return _Table(grid, header.roles, layout, header.row, read)


def _names_many(header: ListHeader, names: Names) -> bool:
    """Whether the row names several units or indicators, so that it is the top of a table and no header of a list."""
    cells = header.grid.rows[header.row].values()
    return sum(bool(names.units.find(cell.text) or names.indicators.find(cell.text)) for cell in cells) > 1


def _report_joined(tables: list[_Table], findings: Findings) -> None:
    """Say that several tables of a kind are read as one."""
    for role in ROLES:
        sheets = [table.grid.name for table in tables if role in table.roles]
        if len(sheets) > 1:
            findings.note("tables_joined", sheets[0], count=len(sheets), names=", ".join(sheets))


def _kind_of(grid: Grid) -> SheetKind | None:
    return next((kind for kind in SheetKind if fold(grid.name) in words(f"sheet.{kind}")), None)


def _found(sheets: list[Grid]) -> str:
    """The names of the sheets; of a single one what stands in its first row."""
    if len(sheets) > 1:
        return ", ".join(grid.name for grid in sheets)
    first = next((cells for grid in sheets for _, cells in sorted(grid.rows.items())), {})
    return ", ".join(cell.text for _, cell in sorted(first.items()))
