"""Dates of an evaluation: fixed days, and rules such as the fourth Tuesday of a month or the tenth of each month."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scoring.labels import NO_REFERENCE, Name, Reference

LAST_WEEK = -1
DAYS_OF_WEEK = 7
MONTHS = 12
ALL_MONTHS = frozenset(range(1, MONTHS + 1))


class EntryKind(StrEnum):
    """What a date of the calendar is."""

    CUTOFF = "cutoff"
    MOCK = "mock"
    MEETING = "meeting"
    SUBMISSION = "submission"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WeekdayRule:
    """The nth weekday of a month: ``week`` 1 to 4 or LAST_WEEK, ``weekday`` 0 for Monday to 6 for Sunday."""

    week: int
    weekday: int
    months: frozenset[int] = ALL_MONTHS

    def day_in(self, year: int, month: int) -> date:
        """The day of a month on which the rule falls."""
        if self.week == LAST_WEEK:
            last = _last_day(year, month)
            return last.replace(day=last.day - (last.weekday() - self.weekday) % DAYS_OF_WEEK)
        first = (self.weekday - date(year, month, 1).weekday()) % DAYS_OF_WEEK
        return date(year, month, 1 + first + DAYS_OF_WEEK * (self.week - 1))


@dataclass(frozen=True, slots=True)
class DayRule:
    """The same day of every month; the last day of a month that is shorter."""

    day: int
    months: frozenset[int] = ALL_MONTHS

    def day_in(self, year: int, month: int) -> date:
        """The day of a month on which the rule falls."""
        return day_of_month(year, month, self.day)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something that happens on stated dates, or by a rule; a submission is that of the month before."""

    code: str
    kind: EntryKind
    name: Name
    dates: tuple[date, ...] = ()
    rule: WeekdayRule | DayRule | None = None
    reference: Reference = NO_REFERENCE


def occurrences(entry: CalendarEntry, start: date, end: date) -> tuple[date, ...]:
    """The days from start to end, both included, on which an entry falls; in order, each once.

    >>> tuesdays = CalendarEntry("meeting", EntryKind.MEETING, Name("", ""), rule=WeekdayRule(4, 1))
    >>> [day.isoformat() for day in occurrences(tuesdays, date(2023, 7, 25), date(2023, 8, 31))]
    ['2023-07-25', '2023-08-22']
    """
    days = set(entry.dates)
    if entry.rule is not None:
        days |= {entry.rule.day_in(year, month) for year, month in _months(start, end) if month in entry.rule.months}
    return tuple(sorted(day for day in days if start <= day <= end))


def submission_day(month: str, day: int) -> date:
    """The day of the month after a month (YYYY-MM) until which its values are to be submitted.

    >>> submission_day("2023-12", 10).isoformat()
    '2024-01-10'
    >>> submission_day("2023-01", 31).isoformat()
    '2023-02-28'
    """
    following = int(month[:4]) * MONTHS + int(month[5:])
    return day_of_month(following // MONTHS, following % MONTHS + 1, day)


def day_of_month(year: int, month: int, day: int) -> date:
    """A day of a month; its last day where it is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _months(start: date, end: date) -> Iterator[tuple[int, int]]:
    """Year and month of every month that lies at least partly between two days."""
    for index in range(start.year * MONTHS + start.month - 1, end.year * MONTHS + end.month):
        yield index // MONTHS, index % MONTHS + 1
