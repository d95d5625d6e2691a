"""The rules of a calendar in words of both languages."""

from datetime import date

import pytest

from app.services.calendar_words import days_text
from scoring.labels import NO_NAME
from scoring.schedule import LAST_WEEK, CalendarEntry, DayRule, EntryKind, WeekdayRule

SUMMER = frozenset({8, 7})


@pytest.mark.parametrize(
    ("dates", "rule", "korean", "english"),
    [
        ((), WeekdayRule(4, 1), "매월 넷째 화요일", "fourth Tuesday of every month"),
        ((), WeekdayRule(LAST_WEEK, 4, SUMMER), "7월·8월 마지막 금요일", "last Friday of July, August"),
        ((), DayRule(10), "매월 10일", "day 10 of every month"),
        ((date(2023, 6, 30),), None, "2023-06-30", "2023-06-30"),
        ((date(2023, 6, 30),), DayRule(5, SUMMER), "2023-06-30, 7월·8월 5일", "2023-06-30, day 5 of July, August"),
    ],
)
def test_days_in_words(dates, rule, korean, english):
    entry = CalendarEntry("e", EntryKind.OTHER, NO_NAME, dates, rule)
    assert [days_text(entry, language) for language in ("ko", "en")] == [korean, english]
