"""The month at a glance as the screens of the review get it: found once for a month, a unit and a day."""

from datetime import UTC, date, datetime

from app.services.departments import DepartmentMonth, code_of, departments_of
from app.services.progress import Beside, Course, progress_of
from app.views import cached
from app.views.frame import Screen


def today() -> date:
    """The day by the clock of this machine."""
    return datetime.now(UTC).astimezone().date()


def beside_of(screen: Screen) -> Beside:
    """What the month is looked at beside."""
    view = screen.view
    arrivals = cached.found_of(
        view, ("arrivals", screen.unit), lambda: cached.store().arrivals(view.evaluation.code, view.month, screen.unit)
    )
    outlook = cached.outlook_of(view).cells.get(screen.unit, {})
    return Beside(cached.timeline_of(view), arrivals, today(), outlook)


def courses_of(screen: Screen) -> tuple[Course, ...]:
    """Every indicator of the unit in the month, the gravest light first."""
    about = ("progress", screen.unit, today().isoformat(), cached.judged(screen.view))
    return cached.found_of(screen.view, about, lambda: progress_of(screen.view, screen.unit, beside_of(screen)))


def departments_on(screen: Screen, courses: tuple[Course, ...] | None = None) -> tuple[DepartmentMonth, ...]:
    """Every department of the month, the gravest lights first; with ``courses`` those that lead one of them."""

    def found() -> tuple[DepartmentMonth, ...]:
        weak = frozenset(one.indicator.code for one in cached.weak_of(screen.view, screen.unit))
        return departments_of(screen.view.result, screen.unit, courses_of(screen), weak)

    about = ("departments", screen.unit, today().isoformat(), cached.judged(screen.view))
    months = cached.found_of(screen.view, about, found)
    if courses is None:
        return months
    leads = {code_of(course.indicator.lead) for course in courses}
    return tuple(month for month in months if month.led and month.code in leads)
