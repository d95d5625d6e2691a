"""On which days an entry of the calendar falls, in words: its dates, or a rule such as the fourth Tuesday."""

from app.text.catalogue import text
from scoring.schedule import ALL_MONTHS, LAST_WEEK, CalendarEntry, DayRule, WeekdayRule


def days_text(entry: CalendarEntry, language: str) -> str:
    """The stated dates and the rule of an entry."""
    dates = [day.isoformat() for day in entry.dates]
    rule = [] if entry.rule is None else [rule_text(entry.rule, language)]
    return ", ".join([*dates, *rule])


def rule_text(rule: WeekdayRule | DayRule, language: str) -> str:
    """A rule, with the months in which it holds where these are not all."""
    months = text("method.days.every_month", language)
    if rule.months != ALL_MONTHS:
        months = text("method.days.and", language).join(
            text(f"words.months.m{month:02d}", language) for month in sorted(rule.months)
        )
    if isinstance(rule, DayRule):
        return text("method.days.day", language, months=months, day=str(rule.day))
    week = text(f"method.days.week.{'last' if rule.week == LAST_WEEK else rule.week}", language)
    weekday = text(f"method.days.weekday.{rule.weekday}", language)
    return text("method.days.weekday_of", language, months=months, week=week, weekday=weekday)
