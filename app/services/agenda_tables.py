"""The dates of an evaluation and who owes values by when, as tables."""

from calendar import Calendar
from collections.abc import Sequence
from datetime import date

from app.services.agenda import Agenda, Dated, Owed
from app.services.agenda_findings import day_text, left_text, weekday_text
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import name_in
from app.text.catalogue import text

WEEKDAYS = range(7)


def dates_table(agenda: Agenda, days: Sequence[Dated], title: str, language: str) -> Table:
    """One row per date, how far off it is, and whether it is assumed."""
    keys = ("date", "left", "name", "kind", "of", "standing")
    columns = tuple(Column(key, text(f"calendar.column.{key}", language)) for key in keys)
    return Table(title, columns, [_date_row(agenda, one, language) for one in days])


def _date_row(agenda: Agenda, one: Dated, language: str) -> dict[str, Cell]:
    weekday = weekday_text(one.day, language)
    return {
        "date": text("calendar.day_of_year", language, date=one.day.isoformat(), weekday=weekday),
        "left": left_text(agenda, one.day, language),
        "name": name_in(one.name, language),
        "kind": text(f"calendar.kind.{one.kind}", language),
        "of": text("calendar.of.own" if one.own else "calendar.of.beside", language),
        "standing": text("calendar.assumed" if one.assumed else "calendar.stated", language),
    }


def month_table(agenda: Agenda, year: int, month: int, title: str, language: str) -> Table:
    """A month as its weeks, Monday first; every day with what falls on it."""
    columns = tuple(Column(str(day), text(f"calendar.weekday.{day}", language)) for day in WEEKDAYS)
    weeks = Calendar().monthdatescalendar(year, month)
    rows = [{str(day.weekday()): _day_cell(agenda, day, month, language) for day in week} for week in weeks]
    return Table(title, columns, rows)


def _day_cell(agenda: Agenda, day: date, month: int, language: str) -> str:
    """Empty for a day of a neighbouring month; the day that is counted from is marked."""
    if day.month != month:
        return ""
    number = text("calendar.here", language, day=day.day) if day == agenda.day else str(day.day)
    return " · ".join([number, *(name_in(one.name, language) for one in agenda.days if one.day == day)])


def owed_table(agenda: Agenda, owed: Sequence[Owed], title: str, language: str) -> Table:
    """Who has to submit by when, with the indicators; a row opens the department."""
    keys = ("department", "due", "left", "count", "indicators")
    columns = tuple(
        Column(
            key,
            text(f"calendar.owed.{key}", language),
            Kind.WHOLE if key == "count" else Kind.WORDS,
            wide=key == "indicators",
        )
        for key in keys
    )
    codes = tuple(one.department.code if one.department else "" for one in owed)
    return Table(title, columns, [_owed_row(agenda, one, language) for one in owed], codes)


def _owed_row(agenda: Agenda, one: Owed, language: str) -> dict[str, Cell]:
    nobody, no_day = text("calendar.no_department", language), text("calendar.no_due", language)
    return {
        "department": name_in(one.department.name, language) if one.department else nobody,
        "due": day_text(one.due, language) if one.due else no_day,
        "left": left_text(agenda, one.due, language) if one.due else no_day,
        "count": len(one.courses),
        "indicators": ", ".join(name_in(course.indicator.name, language) for course in one.courses),
    }
