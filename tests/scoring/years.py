"""Two small years in a row for the forecast: what stood in every month, written as short as it is on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from scoring.model import Evaluation
from scoring.score import Result, score_month
from tests.scoring.build import month

Course = Sequence[object]
"""What stood in each of the nine months; shorter where the year is not over."""


def year_of(one: Evaluation, courses: Mapping[str, Mapping[str, Course]], **settings: object) -> tuple[Result, ...]:
    """The scored months of an evaluation, by unit and indicator; ``settings`` as for a month."""
    months = min(len(course) for row in courses.values() for course in row.values())
    return tuple(
        score_month(one, month(_cells(courses, number), at=one.months[number], **settings))  # type: ignore[arg-type]
        for number in range(months)
    )


def _cells(courses: Mapping[str, Mapping[str, Course]], number: int) -> dict[str, dict[str, object]]:
    return {unit: {code: course[number] for code, course in row.items()} for unit, row in courses.items()}


def year_before(one: Evaluation) -> Evaluation:
    """The same evaluation a year earlier."""
    return replace(one, code="before", period_start=date(2022, 1, 1), cutoff=date(2022, 9, 30))


def straight(final: float, months: int = 9) -> list[object]:
    """A cumulative value on the linear path."""
    return [f"{final * number / 9:.4f}" for number in range(1, months + 1)]
