"""The lines above a table: they are not read, but a month that they name must be the right one."""

import re

from app.intake.cells import label
from app.intake.grid import TEXT_CELL, Grid
from app.intake.reading import Findings

YEAR_AND_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})[^\d\n]{1,3}(0?[1-9]|1[0-2])(?!\d)", re.ASCII)


def check_titles(grid: Grid, header: int, month: str, findings: Findings) -> None:
    """Warn where the lines above a table name months, and none of them is the one that is read."""
    named: dict[str, str] = {}
    for row, cells in sorted(grid.rows.items()):
        if row >= header:
            break
        for column, cell in cells.items():
            if cell.type is TEXT_CELL:
                for year, number in YEAR_AND_MONTH.findall(label(cell)):
                    named.setdefault(f"{year}-{int(number):02d}", grid.place(row, column))
    if named and month not in named:
        other, place = next(iter(named.items()))
        findings.warn("title_month_differs", place, found=other, expected=month)
