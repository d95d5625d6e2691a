"""The file of published results: real places and scores, with the source of each."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from app.intake.cells import label
from app.intake.directory import Directory, directory_of
from app.intake.grid import TEXT_CELL, Grid, RawCell
from app.intake.numbers import Unread, number
from app.intake.reading import Findings, Refused, SourceFile
from app.intake.text_table import read_text
from scoring.model import Unit
from scoring.problem import Problem

COLUMNS = ("evaluation_year", "population_group", "place", "award", "municipality", "score", "source")


class PublishedRow(NamedTuple):
    """One published place of one year."""

    year: int
    group: str
    place: int | None
    award: str
    unit_code: str | None
    unit_name: str
    score: Decimal | None
    source: str


def read_published(file: SourceFile, units: tuple[Unit, ...]) -> tuple[tuple[PublishedRow, ...], tuple[Problem, ...]]:
    """All published results with the units they are about; a name that is no unit is a problem."""
    findings = Findings()
    rows: list[PublishedRow] = []
    try:
        grid = read_text(file, findings)
        top, header = next(iter(grid.rows.items()))
        columns = {label(cell): column for column, cell in header.items()}
        missing = [name for name in COLUMNS if name not in columns]
        for name in missing:
            findings.error("column_missing", grid.place(top, 1), expected=name)
        if not missing:
            rows = _rows(grid, top, columns, directory_of("unit", {unit.code: unit.name for unit in units}), findings)
    except Refused as refused:
        findings.problems.append(refused.problem)
    return tuple(rows), tuple(findings.problems)


def _rows(grid: Grid, top: int, columns: dict[str, int], units: Directory, findings: Findings) -> list[PublishedRow]:
    rows = []
    for row in sorted(grid.rows):
        if row == top:
            continue
        if grid.widths[row] != grid.widths[top]:
            place, wanted = grid.place(row, 1), grid.widths[top]
            findings.error("field_count", place, found=grid.widths[row], expected=wanted)
            continue
        written = {name: label(grid.cell(row, column)) for name, column in columns.items()}
        try:
            rows.append(_row(written, units.resolve("", written["municipality"])))
        except Unread as unread:
            findings.error(unread.code, grid.place(row, 1), **unread.values)
    return rows


def _row(written: Mapping[str, str], unit: str) -> PublishedRow:
    year = _whole(written["evaluation_year"])
    place = _whole(written["place"]) if written["place"] else None
    score = number(RawCell(TEXT_CELL, written["score"])) if written["score"] else None
    name, award, source = written["municipality"], written["award"], written["source"]
    return PublishedRow(year, written["population_group"], place, award, unit, name, score, source)


def _whole(written: str) -> int:
    if not (written.isascii() and written.isdigit()):
        raise Unread("not_a_number", found=written)
    return int(written)
