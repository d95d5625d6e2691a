"""The sheet of values: a row for each indicator, a column for each unit."""

from dataclasses import dataclass, field

from app.intake.cells import Unread, label, observation
from app.intake.grid import Grid, RawCell, cell_name
from app.intake.reading import Findings, ReadEntry
from app.intake.table import Header, find_header, match_code, other_name, suggest
from app.intake.workbook_format import VALUE_COLUMNS, fold, words
from scoring.model import Evaluation, Indicator

LISTED = 10


@dataclass(slots=True)
class _Sheet:
    """What is known of the sheet while its rows are read."""

    header: Header
    evaluation: Evaluation
    findings: Findings
    name_column: int | None = None
    units: dict[int, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def grid(self) -> Grid:
        return self.header.grid


def read_values(grid: Grid, evaluation: Evaluation, findings: Findings) -> None:
    """Read every row below the header; what is missing is reported once."""
    header = find_header(grid, "values.code", findings)
    if header is None:
        return
    sheet = _Sheet(header, evaluation, findings)
    _find_units(sheet)
    indicators = {indicator.code: indicator for indicator in evaluation.indicators()}
    names = {code: _names(indicator.name.ko, indicator.name.en) for code, indicator in indicators.items()}
    for row, cells in header.data_rows():
        findings.rows += 1
        code = label(cells.get(header.column))
        if _is_note(sheet, cells, code, code in indicators):
            findings.notes += 1
        elif not _is_indicator_row(sheet, row, code, names):
            findings.refused += 1
        else:
            findings.read += 1
            _read_row(sheet, row, indicators[code])
    _report_missing(sheet, "missing_units", set(names_of_units(evaluation)) - set(sheet.units.values()))
    _report_missing(sheet, "missing_indicators", set(indicators) - set(sheet.rows))


def names_of_units(evaluation: Evaluation) -> dict[str, frozenset[str]]:
    """The units by code, with their names as they are compared."""
    return {unit.code: _names(unit.name.ko, unit.name.en) for unit in evaluation.units}


def _names(korean: str, english: str) -> frozenset[str]:
    return frozenset(name for name in (fold(korean), fold(english)) if name)


def _find_units(sheet: _Sheet) -> None:
    described = {name: words(f"values.{name}") for name in VALUE_COLUMNS}
    names = names_of_units(sheet.evaluation)
    for column in sheet.header.columns():
        folded = fold(sheet.header.name(column))
        if folded in described["name"]:
            sheet.name_column = column
        if not any(folded in known for known in described.values()):
            _take_unit(sheet, column, names)


def _take_unit(sheet: _Sheet, column: int, names: dict[str, frozenset[str]]) -> None:
    name, written = sheet.header.name(column), sheet.header.code(column)
    place = sheet.header.place(column)
    code = match_code(written, name, names)
    suggestion = suggest(written or name, names) if code is None else None
    if code is None and not written and suggestion is None:
        sheet.findings.warn("column_ignored", place, found=name)
    elif code is None:
        sheet.findings.error("unknown_unit", place, found=written or name, suggestion=suggestion)
    elif (other := other_name(code, name, names)) is not None:
        sheet.findings.error("unit_mismatch", place, code=code, name=name, other=other)
    elif code in sheet.units.values():
        first = next(known for known, unit in sheet.units.items() if unit == code)
        sheet.findings.error("unit_twice", place, code=code, first=sheet.header.place(first))
    else:
        sheet.units[column] = code


def _is_note(sheet: _Sheet, cells: dict[int, RawCell], code: str, known: bool) -> bool:
    """Text around the table: no values in the row, and nothing that looks like a code."""
    has_values = any(column in cells for column in sheet.units)
    looks_like_code = code.isascii() and code != "" and " " not in code
    return not known and not has_values and not looks_like_code


def _is_indicator_row(sheet: _Sheet, row: int, code: str, names: dict[str, frozenset[str]]) -> bool:
    place = sheet.grid.place(row, sheet.header.column)
    name = label(sheet.grid.cell(row, sheet.name_column)) if sheet.name_column else ""
    if not code:
        sheet.findings.error("code_missing", place, suggestion=suggest(name, names) if name else None)
    elif code not in names:
        sheet.findings.error("unknown_indicator", place, found=code, suggestion=suggest(code, names))
    elif (other := other_name(code, name, names)) is not None:
        sheet.findings.error("indicator_mismatch", place, code=code, name=name, other=other)
    elif code in sheet.rows:
        first = cell_name(sheet.rows[code], sheet.header.column)
        sheet.findings.error("indicator_twice", place, code=code, first=first)
    else:
        sheet.rows[code] = row
        return True
    return False


def _read_row(sheet: _Sheet, row: int, indicator: Indicator) -> None:
    cells = sheet.grid.rows[row]
    for column, unit in sheet.units.items():
        cell = cells.get(column)
        place = sheet.grid.place(row, column)
        if cell is None:
            merged = sheet.grid.merged_range(row, column)
            if merged:
                sheet.findings.error("merged_cell", place, range=merged)
                continue
            sheet.findings.blanks.append(place)
            sheet.findings.left_blank.add(("value", unit, indicator.code))
        try:
            state, value, grade = observation(cell, indicator)
        except Unread as unread:
            sheet.findings.error(unread.code, place, **unread.values)
            continue
        where = (sheet.grid.name, cell_name(row, column))
        sheet.findings.entries.append(ReadEntry("value", unit, indicator.code, state, value, grade, "", *where))


def _report_missing(sheet: _Sheet, code: str, missing: set[str]) -> None:
    if missing:
        shown = ", ".join(sorted(missing)[:LISTED])
        sheet.findings.warn(code, sheet.grid.name, count=len(missing), codes=shown)
