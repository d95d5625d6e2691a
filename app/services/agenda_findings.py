"""The dates of an evaluation in sentences: how long to the cut-off, what is next, who still owes values."""

from collections.abc import Sequence
from datetime import date

from app.services.agenda import Agenda, Dated, Owed
from app.services.wording import month_text, name_in
from app.text.catalogue import text
from scoring.schedule import EntryKind

EXAMPLE = "{{code: meeting, kind: meeting, name: {name}, rule: {{week: 4, weekday: tuesday}}}}"


def title(agenda: Agenda, language: str) -> str:
    """Days to the cut-off and the next meeting; of an evaluation that is over it says so first."""
    left = _to_cutoff(agenda.cutoffs[0].days_from(agenda.day), language)
    coming = [left, *_next(agenda, language)]
    if not agenda.is_over:
        return " · ".join(coming)
    over = text("calendar.title_over", language, cutoff=agenda.evaluation.cutoff.isoformat())
    if agenda.day >= agenda.evaluation.cutoff:
        return over
    at = text("calendar.title_over_at", language, date=day_text(agenda.day, language), left=", ".join(coming))
    return f"{over} · {at}"


def _to_cutoff(days: int, language: str) -> str:
    if days > 0:
        return text("calendar.title", language, days=days)
    return text("calendar.title_passed", language, days=-days) if days else text("calendar.title_today", language)


def _next(agenda: Agenda, language: str) -> list[str]:
    """The next meeting; where none is left, the next date of any kind."""
    coming = agenda.next_of(EntryKind.MEETING) or next((one for one in agenda.days if one.day >= agenda.day), None)
    if coming is None or (coming.own and coming.kind is EntryKind.CUTOFF):
        return []
    name = name_in(coming.name, language)
    if coming.day == agenda.day:
        return [text("calendar.next_today", language, name=name)]
    return [text("calendar.next", language, name=name, date=day_text(coming.day, language))]


def line(agenda: Agenda, month: str, owed: Sequence[Owed], language: str) -> str:
    """The cut-offs of the evaluations beside it, and how many values are not in."""
    parts = [_until(one, agenda, language) for one in agenda.cutoffs[1:]]
    count = sum(len(one.courses) for one in owed)
    shown = month_text(month, language)
    if count:
        departments = departments_in(owed)
        parts.append(text("calendar.line_owed", language, month=shown, count=count, departments=departments))
    else:
        parts.append(text("calendar.line_none_owed", language, month=shown))
    return " · ".join(parts)


def _until(one: Dated, agenda: Agenda, language: str) -> str:
    days = one.days_from(agenda.day)
    key = "until" if days > 0 else "until_passed" if days else "until_today"
    values = {"days": abs(days)} if days else {}
    return text(f"calendar.{key}", language, name=name_in(one.name, language), **values)


def departments_in(owed: Sequence[Owed]) -> int:
    """How many departments owe something."""
    return len({one.department.code if one.department else "" for one in owed})


def counted_text(agenda: Agenda, language: str) -> str:
    """From which day everything is counted."""
    if agenda.is_over:
        values = {"end": agenda.end.isoformat(), "date": agenda.day.isoformat()}
        return text("calendar.counted_from_data", language, **values)
    return text("calendar.counted_from_today", language, date=agenda.day.isoformat())


def day_text(day: date, language: str) -> str:
    """A day with its weekday, without the year."""
    month = text(f"words.months.m{day.month:02d}", language)
    return text("calendar.day", language, month=month, day=day.day, weekday=weekday_text(day, language))


def weekday_text(day: date, language: str) -> str:
    """The short name of the weekday."""
    return text(f"calendar.weekday.{day.weekday()}", language)


def left_text(agenda: Agenda, day: date, language: str) -> str:
    """How many days off a day is, in words; the day counted from is only today while the evaluation runs."""
    days = (day - agenda.day).days
    if not days:
        return text("calendar.left.that_day" if agenda.is_over else "calendar.left.today", language)
    return text(f"calendar.left.{'coming' if days > 0 else 'passed'}", language, days=abs(days))


def example_text(language: str) -> str:
    """What to write where no dates are written."""
    return EXAMPLE.format(name=text("calendar.example_name", language))
