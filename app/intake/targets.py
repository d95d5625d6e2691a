"""The targets that a file repeats: they are not taken over, but one that differs is said."""

from decimal import Decimal

from app.intake.cells import label, measure_of
from app.intake.grid import RawCell
from app.intake.numbers import Unread, number
from app.intake.reading import Findings
from scoring.model import Indicator

NO_TARGET = "-"


def check_target(indicator: Indicator, cell: RawCell | None, place: str, findings: Findings, unit: str = "") -> None:
    """Warn where a target in a file is not that of the definition: the unit's own, or else the common one."""
    if cell is None or not cell.text.strip():
        return
    target = indicator.target_of(unit)
    found = _written_target(cell, indicator)
    if found == target or (target is None and found is None):
        return
    shown = f"{found:f}" if found is not None else label(cell)
    expected = NO_TARGET if target is None else f"{target:f}"
    findings.warn("target_differs", place, code=indicator.code, found=shown, expected=expected)


def _written_target(cell: RawCell, indicator: Indicator) -> Decimal | None:
    """The number, or None for a text that is none, as where each unit has its own target."""
    try:
        return number(cell, measure_of(indicator))
    except Unread:
        return None
