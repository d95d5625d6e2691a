"""The shape of dates: fixed days, and rules such as the fourth Tuesday of a month."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.definition.entries import Entry, Label, ReferenceEntry, UnitEntry
from app.definition.scalars import Code, Day, DayOfMonth, MonthOfYear, WeekOfMonth, Words
from scoring.schedule import EntryKind


class Weekday(StrEnum):
    """The days of a week, in their order."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class RuleEntry(Entry):
    """A weekday of a certain week, or a day of the month; in every month, or in those named."""

    week: WeekOfMonth | None = None
    weekday: Annotated[Weekday, Words(Weekday)] | None = None
    day: DayOfMonth | None = None
    months: list[MonthOfYear] | None = Field(default=None, min_length=1)


class CalendarEntryEntry(Entry):
    """Something that happens on stated dates or by a rule."""

    code: Code
    kind: Annotated[EntryKind, Words(EntryKind)]
    name: Label
    dates: list[Day] = Field(default_factory=list)
    rule: RuleEntry | None = None
    reference: ReferenceEntry | None = None


class PartsEntry(Entry):
    """The dong offices of the home unit."""

    reference: ReferenceEntry | None = None
    units: list[UnitEntry] = Field(min_length=1)
