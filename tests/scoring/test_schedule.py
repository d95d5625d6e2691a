"""On which days the entries of a calendar fall, worked out by hand on a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.labels import NO_NAME
from scoring.schedule import LAST_WEEK, CalendarEntry, DayRule, EntryKind, WeekdayRule, occurrences, submission_day

TUESDAY, FRIDAY = 1, 4
DAYS = st.dates(date(1999, 1, 1), date(2040, 12, 31))
RULES = st.one_of(
    st.builds(WeekdayRule, st.sampled_from([1, 2, 3, 4, LAST_WEEK]), st.integers(0, 6)),
    st.builds(DayRule, st.integers(1, 31)),
)


def entry(rule=None, *days):
    return CalendarEntry("e", EntryKind.MEETING, NO_NAME, days, rule)


def found(rule, start, end):
    return [day.isoformat()[5:] for day in occurrences(entry(rule), date.fromisoformat(start), date.fromisoformat(end))]


def test_the_fourth_tuesday_of_every_month():
    days = found(WeekdayRule(4, TUESDAY), "2023-05-01", "2023-09-30")
    assert days == ["05-23", "06-27", "07-25", "08-22", "09-26"]


def test_the_fourth_and_the_last_friday_differ_where_there_are_five():
    assert found(WeekdayRule(4, FRIDAY), "2023-06-01", "2023-06-30") == ["06-23"]
    assert found(WeekdayRule(LAST_WEEK, FRIDAY), "2023-06-01", "2023-06-30") == ["06-30"]


def test_only_the_months_that_are_named():
    assert found(WeekdayRule(4, TUESDAY, frozenset({7, 8})), "2022-01-01", "2023-12-31") == [
        *("07-26", "08-23"),
        *("07-25", "08-22"),
    ]


def test_a_month_that_is_shorter_has_its_last_day():
    assert found(DayRule(31), "2024-01-01", "2024-04-30") == ["01-31", "02-29", "03-31", "04-30"]


def test_the_first_and_the_last_day_count():
    assert found(DayRule(10), "2023-01-10", "2023-02-10") == ["01-10", "02-10"]
    assert found(DayRule(10), "2023-01-11", "2023-02-09") == []
    assert found(DayRule(10), "2023-02-10", "2023-01-10") == []


def test_stated_days_come_in_order_and_once_beside_the_rule():
    one = entry(DayRule(10), date(2023, 3, 1), date(2023, 1, 10), date(2025, 1, 1))
    assert occurrences(one, date(2023, 1, 1), date(2023, 3, 9)) == (
        *(date(2023, 1, 10), date(2023, 2, 10), date(2023, 3, 1)),
    )


@pytest.mark.parametrize(
    ("month", "day", "until"),
    [
        ("2023-08", 10, "2023-09-10"),
        ("2023-12", 5, "2024-01-05"),
        ("2023-11", 31, "2023-12-31"),
        ("2024-01", 30, "2024-02-29"),
    ],
)
def test_a_month_is_submitted_in_the_next(month, day, until):
    assert submission_day(month, day).isoformat() == until


@given(RULES, DAYS, st.integers(0, 1000))
def test_a_rule_falls_once_in_each_whole_month(rule, start, length):
    end = start + timedelta(days=length)
    days = occurrences(entry(rule), start, end)
    assert len({(day.year, day.month) for day in days}) == len(days)
    between = {(day.year, day.month) for day in (start + timedelta(days=step) for step in range(length + 1))}
    whole = between - {(start.year, start.month), (end.year, end.month)}
    assert whole <= {(day.year, day.month) for day in days}
    if isinstance(rule, WeekdayRule):
        assert {day.weekday() for day in days} <= {rule.weekday}
