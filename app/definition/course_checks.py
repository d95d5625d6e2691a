"""What must hold for the course of an indicator through the year: its pace, its planned path and its parts."""

from itertools import pairwise
from typing import Protocol

from app.definition.entries import IndicatorEntry
from app.definition.schema import PeriodEntry
from scoring.model import PERCENT, WHOLE, Method, Pace, Parts

MONTHS = 12
COURSE_FIELDS = ("pace", "path", "parts")


class Add(Protocol):
    """Says a problem of a field of the indicator, or of a step inside the field."""

    def __call__(self, code: str, field: str, *steps: str, **values: object) -> None: ...


def check_course(indicator: IndicatorEntry, period: PeriodEntry | None, add: Add) -> None:
    """All checks of pace, path and parts; ``period`` None where it was refused."""
    stated = [field for field in COURSE_FIELDS if getattr(indicator, field)]
    if indicator.method is Method.QUALITATIVE:
        for field in stated:
            add("course_of_grades", field, key=field)
        return
    if indicator.pace is not None and indicator.target is None and not indicator.unit_targets:
        add("pace_without_target", "pace")
    if indicator.parts is Parts.RATIO and _unit_of_measure(indicator) != PERCENT:
        add("ratio_not_percent", "parts")
    if (indicator.pace is Pace.PATH) != bool(indicator.path):
        add("path_not_used" if indicator.path else "path_missing", "path" if indicator.path else "pace")
    elif indicator.path:
        _check_path(indicator, period, add)


def _check_path(indicator: IndicatorEntry, period: PeriodEntry | None, add: Add) -> None:
    """Months of the period, in its order, with percentages that never fall."""
    for month, share in indicator.path.items():
        if not 0 <= share <= WHOLE:
            add("path_out_of_range", "path", str(month), value=share)
    if period is None:
        return
    months = _months(period)
    if len(months) > MONTHS:
        add("path_of_years", "path")
        return
    for month in indicator.path:
        if month not in months:
            add("path_month_outside", "path", str(month), value=month)
    for earlier, month in pairwise(month for month in months if month in indicator.path):
        limit, share = indicator.path[earlier], indicator.path[month]
        if share < limit:
            add("path_falls", "path", str(month), value=share, earlier=earlier, limit=limit)


def _months(period: PeriodEntry) -> list[int]:
    """The months of the year that a period holds, in its order."""
    first = period.start.year * MONTHS + period.start.month - 1
    last = period.end.year * MONTHS + period.end.month - 1
    return [index % MONTHS + 1 for index in range(first, last + 1)]


def _unit_of_measure(indicator: IndicatorEntry) -> str | None:
    label = indicator.unit_of_measure
    return label if label is None or isinstance(label, str) else label.ko
