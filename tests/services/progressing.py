"""A July of a small evaluation beside its earlier months and the year before, without any store."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.services.months import MonthView
from app.services.progress import Beside, Course, progress_of
from app.services.timeline import Timeline
from app.storage.records import MonthProvenance
from scoring.model import Evaluation, Name
from scoring.score import Result, score_month
from tests.scoring import build

JULY, DAY = "2023-07", date(2023, 8, 20)
Cells = Mapping[str, Mapping[str, object]]
"""Month -> indicator -> entry."""


def evaluation(*indicators: Any, **settings: Any) -> Evaluation:
    """January to September, one unit ``u`` in a group with ``v``; a field with the indicators given."""
    field = build.branch("field", *(build.leaf(one) for one in indicators))
    named = replace(field, name=Name("가 분야", "Field"), short_name=Name("가 분야", "Field"))
    return build.evaluation(build.branch("final", named), ["u", "v"], **settings)


def year_before(of: Evaluation) -> Evaluation:
    """The same evaluation a year earlier."""
    return replace(
        of, code="before", period_start=of.period_start.replace(year=2022), cutoff=of.cutoff.replace(year=2022)
    )


def results(of: Evaluation, cells: Cells) -> tuple[Result, ...]:
    """The months of a unit scored; the other unit has handed in nothing."""
    return tuple(score_month(of, build.month({"u": row}, at=month)) for month, row in sorted(cells.items()))


def view_of(of: Evaluation, cells: Cells) -> MonthView:
    """The last of the months as a screen gets it."""
    *_, now = results(of, cells)
    provenance = MonthProvenance(False, None, ("own.xlsx",), "tester")
    return MonthView(of, now.month, tuple(sorted(cells)), now, None, None, provenance, 1)


def courses(of: Evaluation, cells: Cells, before: Cells | None = None, **beside: Any) -> dict[str, Course]:
    """Every indicator of ``u`` in the last of the months, by its code."""
    timeline = Timeline(results(of, cells), results(year_before(of), before or {}))
    looked = {"arrivals": {}, "today": DAY} | beside
    found = progress_of(view_of(of, cells), "u", Beside(timeline, **looked))
    return {course.indicator.code: course for course in found}
