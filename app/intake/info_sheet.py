"""The first sheet: which evaluation and month a workbook is about, and whether it is demonstration data."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from app.intake.cells import label
from app.intake.grid import NUMBER_CELL, Grid, RawCell
from app.intake.reading import Findings
from app.intake.workbook_format import INFO_LABELS, fold, word, words

MONTH = re.compile(r"(\d{4})\s?[^\d\s]\s?(\d{1,2})\s?[^\d\s]?", re.ASCII)
LATEST_DAY = 2_958_465  # 31 December 9999, the last day that a spreadsheet knows


class Stated(NamedTuple):
    """What a file says about itself, each with its place; blank where it says nothing."""

    evaluation: str = ""
    evaluation_place: str = ""
    month: str = ""
    month_place: str = ""
    demonstration: bool = False


def read_info(grid: Grid, findings: Findings) -> Stated:
    """Read the labels in whatever rows they stand; what is said twice must be the same."""
    cells = {name: found[0] for name in INFO_LABELS if (found := _beside_label(grid, name))}
    code, code_place = cells.get("evaluation", (None, ""))
    month, month_place = cells.get("month", (None, ""))
    stated = Stated(
        label(code), code_place, _month(month, grid.starts_1904), month_place, _is_demonstration(cells, findings)
    )
    for cell, place in _beside_label(grid, "evaluation"):
        if label(cell) != stated.evaluation:
            findings.error("several_evaluations", place, found=label(cell), first=code_place)
    for cell, place in _beside_label(grid, "month"):
        if (other := _month(cell, grid.starts_1904)) != stated.month:
            findings.error("several_months", place, found=other, first=month_place)
    return stated


def normal_month(written: str) -> str:
    """A month as YYYY-MM, where it is written as a year and a month; else what was written."""
    found = MONTH.fullmatch(written)
    return f"{found[1]}-{int(found[2]):02d}" if found else written


def _beside_label(grid: Grid, name: str) -> list[tuple[RawCell, str]]:
    """The first cell to the right of each such label, with its place."""
    found = []
    for row, cells in sorted(grid.rows.items()):
        for column, cell in sorted(cells.items()):
            right = min((other for other in cells if other > column), default=None)
            if right is not None and fold(label(cell)) in words(f"info.{name}"):
                found.append((cells[right], grid.place(row, right)))
    return found


def _month(cell: RawCell | None, starts_1904: bool) -> str:
    """A month that was typed is often kept as the first day of it."""
    if cell is not None and cell.type is NUMBER_CELL and cell.date:
        day = _day(cell.text, starts_1904)
        return f"{day:%Y-%m}" if day else cell.text
    return normal_month(label(cell))


def _day(serial: str, starts_1904: bool) -> date | None:
    try:
        if "-" in serial:
            return date.fromisoformat(serial[:10])
        days = int(float(serial))
    except (ValueError, OverflowError):
        return None
    start = date(1904, 1, 1) if starts_1904 else date(1899, 12, 30)
    return start + timedelta(days) if 60 < days <= LATEST_DAY - 1462 else None


def _is_demonstration(cells: dict[str, tuple[RawCell, str]], findings: Findings) -> bool:
    if "kind" not in cells:
        return False
    cell, place = cells["kind"]
    written = fold(label(cell))
    if written not in words("kind.demonstration") | words("kind.actual"):
        allowed = ", ".join(word(f"kind.{kind}") for kind in ("actual", "demonstration"))
        findings.error("unknown_kind", place, found=label(cell), allowed=allowed)
    return written in words("kind.demonstration")
