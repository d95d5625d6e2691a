"""The slides that are frozen with a snapshot: where we stand, what changed, what is weak, where it leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.meeting_outlook import forecast_slides, shortest_slides
from app.services.meeting_weak import weak_list_slides, weak_slide
from app.services.months import MonthView
from app.services.moved import Movement
from app.services.outlook import Outlook
from app.services.progress import Course
from app.services.slides import Slide
from app.services.standing_slides import change_slides, last_year_slides, standing_slide
from scoring.score import Result


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that the frozen slides are made of, as the screens have it.

    ``months`` are the scored months of the year up to this one, ``movement`` the change since the month before, None
    where there is none to split; ``courses`` how every indicator stands; ``chosen`` the codes for the meeting.
    """

    view: MonthView
    unit: str
    months: tuple[Result, ...]
    movement: Movement | None
    courses: tuple[Course, ...]
    outlook: Outlook | None
    chosen: tuple[str, ...]


def frozen_slides(sources: Sources, language: str) -> tuple[Slide, ...]:
    """Every slide of the month, in the usual order of a meeting."""
    view, unit = sources.view, sources.unit
    chosen = _chosen(sources.courses, sources.chosen)
    return (
        *last_year_slides(view, unit, language),
        standing_slide(view, unit, language),
        *change_slides(view, unit, sources.months, sources.movement, language),
        *weak_list_slides(view, unit, chosen, language),
        *(weak_slide(course, sources.months, unit, language) for course in chosen),
        *forecast_slides(view, unit, sources.outlook, language),
        *shortest_slides(view, unit, language),
    )


def _chosen(courses: Sequence[Course], codes: Sequence[str]) -> tuple[Course, ...]:
    by_code = {course.indicator.code: course for course in courses}
    return tuple(by_code[code] for code in codes if code in by_code)
