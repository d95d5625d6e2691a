"""The dates of an evaluation and of those that run beside it, counted from a day: what is next and how far off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.services.findings import data_date
from app.services.progress import AWAITED, Course, Submission
from scoring.model import Department, Evaluation, Name
from scoring.schedule import CalendarEntry, EntryKind, occurrences

NEAR = timedelta(days=62)
"""How far ahead the short list goes: two months, about seven lines."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One day on which something falls; ``own`` where it is of the evaluation looked at, not of one beside it."""

    day: date
    kind: EntryKind
    name: Name
    own: bool
    assumed: bool
    code: str

    def days_from(self, day: date) -> int:
        """How many days off it is; below 0 where it is over."""
        return (self.day - day).days


@dataclass(frozen=True, slots=True)
class Agenda:
    """All dates in order, counted from ``day``: today, or where the evaluation is over the data date of a month.

    ``start`` and ``end`` are the first day of the period and the last of the year in which it ends. ``written`` is
    whether the definition names any date; the cut-off of the evaluation itself is always there.
    """

    evaluation: Evaluation
    day: date
    is_over: bool
    start: date
    end: date
    days: tuple[Dated, ...]
    written: bool

    @property
    def cutoffs(self) -> tuple[Dated, ...]:
        """The cut-off dates: that of the evaluation first, then its others, then those of the ones beside it."""
        found = (one for one in self.days if one.kind is EntryKind.CUTOFF)
        return tuple(sorted(found, key=lambda one: (not one.own, one.day != self.evaluation.cutoff)))

    def next_of(self, kind: EntryKind) -> Dated | None:
        """The next day of a kind, on the day itself too."""
        return next((one for one in self.days if one.kind is kind and one.day >= self.day), None)

    @property
    def near(self) -> tuple[Dated, ...]:
        """From the day on what falls in the next two months."""
        return tuple(one for one in self.days if self.day <= one.day <= self.day + NEAR)


def agenda_of(evaluation: Evaluation, beside: Iterable[CalendarEntry], month: str, today: date) -> Agenda:
    """The dates of an evaluation with those of the evaluations beside it.

    Counted from today until the end of the year of the cut-off, when a joint evaluation ends too; later the
    evaluation is over, and is shown as it stood on the data date of ``month``.
    """
    start, end = evaluation.period_start, evaluation.cutoff.replace(month=12, day=31)
    is_over = today > end
    entries = [*((entry, True) for entry in evaluation.calendar), *((entry, False) for entry in beside)]
    found = {(one.day, one.code, one.own): one for entry, own in entries for one in _dated(entry, own, start, end)}
    days = [one for one in found.values() if _is_asked(one, evaluation) and not _is_own_cutoff(one, evaluation)]
    days.append(_own_cutoff(evaluation, [one for one in found.values() if _is_own_cutoff(one, evaluation)]))
    ordered = sorted(days, key=lambda one: (one.day, list(EntryKind).index(one.kind), not one.own, one.code))
    day = date.fromisoformat(data_date(month)) if is_over else today
    return Agenda(evaluation, day, is_over, start, end, tuple(ordered), bool(found))


def _dated(entry: CalendarEntry, own: bool, start: date, end: date) -> tuple[Dated, ...]:
    return tuple(
        Dated(day, entry.kind, entry.name, own, entry.reference.assumed, entry.code)
        for day in occurrences(entry, start, end)
    )


def _is_asked(one: Dated, evaluation: Evaluation) -> bool:
    """A submission is that of the month before: of an evaluation, only of the months of its period."""
    if not one.own or one.kind is not EntryKind.SUBMISSION:
        return True
    before = one.day.replace(day=1) - timedelta(days=1)
    return f"{before:%Y-%m}" in evaluation.months


def _is_own_cutoff(one: Dated, evaluation: Evaluation) -> bool:
    return one.own and one.kind is EntryKind.CUTOFF and one.day == evaluation.cutoff


def _own_cutoff(evaluation: Evaluation, written: list[Dated]) -> Dated:
    """The cut-off under the name of the evaluation, whether the calendar writes it or not."""
    code, assumed = (written[0].code, written[0].assumed) if written else ("cutoff", evaluation.reference.assumed)
    return Dated(evaluation.cutoff, EntryKind.CUTOFF, evaluation.name, True, assumed, code)


@dataclass(frozen=True, slots=True)
class Owed:
    """What one department has still to hand in for a month, by one day."""

    department: Department | None
    due: date | None
    courses: tuple[Course, ...]

    @property
    def is_overdue(self) -> bool:
        """Whether the day is over, or no day is set and the month is."""
        return any(course.submission in AWAITED for course in self.courses)


OWED = (Submission.NOT_DUE, *AWAITED)


def owed_by(courses: Iterable[Course]) -> tuple[Owed, ...]:
    """Who has to submit by when: departments by day, those with most indicators first on the same day."""
    found: dict[tuple[str, date | None], list[Course]] = {}
    for course in courses:
        if course.submission in OWED:
            lead = course.indicator.lead
            found.setdefault((lead.code if lead else "", course.due), []).append(course)
    listed = (Owed(some[0].indicator.lead, due, tuple(some)) for (_, due), some in found.items())
    return tuple(sorted(listed, key=_soonest))


def _soonest(owed: Owed) -> tuple[date, int, str]:
    return owed.due or date.min, -len(owed.courses), owed.department.code if owed.department else ""
