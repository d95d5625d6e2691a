"""A municipality's own report: indicators and values without a column that says whose they are."""

from collections.abc import Iterator

from app.intake.cells import label
from app.intake.directory import Directory, Names
from app.intake.grid import TEXT_CELL, Grid
from app.intake.list_header import ListHeader, find_report_header
from app.intake.workbook_format import fold


def find_report(grid: Grid, names: Names, unit: str | None) -> ListHeader | None:
    """The report of a sheet, of the unit that its name or the lines above the table name, else of ``unit``.

    None where several units are named there, or any of them beside the values: then it is no such report.
    """
    header = find_report_header(grid)
    if header is None or any(_named_below(header, names.units)):
        return None
    named = _named_above(header, names.units)
    of = next(iter(named), unit)
    return header._replace(unit=of) if len(named) < 2 and of in names.units.labels else None


def _named_below(header: ListHeader, units: Directory) -> Iterator[str]:
    """The units that stand in cells of their own from the header on, by their full names or codes."""
    for row, cells in header.grid.rows.items():
        for column, cell in cells.items() if row >= header.row else ():
            read = column in header.used and row > header.row
            if not read and cell.type is TEXT_CELL and fold(cell.text) in units.exact:
                yield cell.text


def _named_above(header: ListHeader, units: Directory) -> set[str]:
    """The units that the name of the sheet and the lines above the table speak of."""
    cells = (cell for row, cells in header.grid.rows.items() if row < header.row for cell in cells.values())
    return {code for line in (header.grid.name, *map(label, cells)) for code in _named_in(fold(line), units)}


def _named_in(line: str, units: Directory) -> Iterator[str]:
    """Longest names first: each is taken out of the line, so that no other name is found inside it."""
    known = {**units.stems, **units.exact}
    for name in sorted(known.keys() - units.codes, key=len, reverse=True):
        if name in line:
            line = line.replace(name, " ")
            yield from known[name]
