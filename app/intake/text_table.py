"""A CSV file as a grid of texts, whatever it was saved with; a record is a row, as a spreadsheet program shows it."""

import csv
import io

from app.intake.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, TEXT_CELL, Grid, RawCell
from app.intake.package import refuse_size
from app.intake.reading import Findings, Refused, SourceFile, problem
from app.intake.workbook_format import is_seen

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
OTHER_SEPARATORS = (";", "\t", "|")


def read_text(file: SourceFile, findings: Findings) -> Grid:
    """Read a CSV file; raises Refused where it isn't one."""
    refuse_size(file.name, len(file.data))
    grid = _grid(file.name, _decoded(file, findings))
    if not grid.rows:
        raise Refused(problem("empty_file", file.name))
    _refuse_other_separators(grid)
    return grid


def _decoded(file: SourceFile, findings: Findings) -> str:
    """Text in UTF-8, else in the Korean encoding of older programs, which is said."""
    if b"\0" in file.data or file.data.startswith(UTF_16_MARKS):
        raise Refused(problem("not_text", file.name))
    furthest = 0
    for encoding in ("utf-8-sig", "cp949"):
        try:
            decoded = file.data.decode(encoding)
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
        else:
            if encoding == "cp949":
                findings.note("read_as_cp949", file.name)
            return decoded
    line = file.data.count(b"\n", 0, furthest) + 1
    raise Refused(problem("unknown_encoding", f"{file.name}!A{line}"))


def _grid(name: str, decoded: str) -> Grid:
    grid, texts, cells, row = Grid(name, {}), dict[str, RawCell](), 0, 0
    try:
        for row, fields in enumerate(csv.reader(io.StringIO(decoded, newline=""), strict=True), 1):
            found = {
                column: texts.setdefault(field, RawCell(TEXT_CELL, field))
                for column, field in enumerate(fields, 1)
                if field and is_seen(field)
            }
            cells += len(found)
            if row > MAX_ROWS or len(fields) > MAX_COLUMNS or cells > MAX_CELLS:
                limits = {"rows": MAX_ROWS, "columns": MAX_COLUMNS, "cells": MAX_CELLS}
                raise Refused(problem("too_many_cells", f"{name}!A{row}", **limits))
            if found:
                grid.rows[row], grid.widths[row] = found, len(fields)
    except csv.Error as error:
        raise Refused(problem("csv_broken", f"{name}!A{row + 1}")) from error
    return grid


def _refuse_other_separators(grid: Grid) -> None:
    """One field in every row, each with the same other separator: the file was saved for another country."""
    if max(grid.widths.values()) > 1:
        return
    first = next(iter(grid.rows.values()))[1].text
    used = next((separator for separator in OTHER_SEPARATORS if separator in first), None)
    if used:
        raise Refused(problem("csv_separator", grid.place(next(iter(grid.rows)), 1), found=first))
