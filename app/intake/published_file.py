"""The file of published results: real places and scores, with the source of each."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from app.intake.cells import Unread, number
from app.intake.grid import CellType, RawCell
from app.intake.reading import Findings, Refused, SourceFile
from app.intake.table import suggest
from app.intake.text_table import TextTable, read_table
from app.intake.workbook_format import fold, tidy
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
        table = read_table(file, findings)
        missing = [name for name in COLUMNS if name not in table.header]
        for name in missing:
            findings.error("column_missing", table.place(1), expected=name)
        if not missing:
            rows = _rows(table, units, findings)
    except Refused as refused:
        findings.problems.append(refused.problem)
    return tuple(rows), tuple(findings.problems)


def _rows(table: TextTable, units: tuple[Unit, ...], findings: Findings) -> list[PublishedRow]:
    names = {unit.code: frozenset((fold(unit.name.ko),)) for unit in units}
    codes = {name: code for code, known in names.items() for name in known}
    rows = []
    for line, fields in table.rows:
        if len(fields) != len(table.header):
            findings.error("field_count", table.place(line), found=len(fields), expected=len(table.header))
            continue
        written = {name: tidy(field) for name, field in zip(table.header, fields, strict=True)}
        unit = codes.get(fold(written["municipality"]))
        if unit is None:
            found = written["municipality"]
            findings.error("unknown_unit", table.place(line), found=found, suggestion=suggest(found, names))
            continue
        try:
            rows.append(_row(written, unit))
        except Unread as unread:
            findings.error(unread.code, table.place(line), **unread.values)
    return rows


def _row(written: Mapping[str, str], unit: str) -> PublishedRow:
    year = _whole(written["evaluation_year"])
    place = _whole(written["place"]) if written["place"] else None
    score = number(RawCell(CellType.TEXT, written["score"])) if written["score"] else None
    name, award, source = written["municipality"], written["award"], written["source"]
    return PublishedRow(year, written["population_group"], place, award, unit, name, score, source)


def _whole(written: str) -> int:
    if not (written.isascii() and written.isdigit()):
        raise Unread("not_a_number", found=written)
    return int(written)
