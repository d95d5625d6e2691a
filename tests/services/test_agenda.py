"""The dates around an evaluation: counted from today while it runs, from the data date once it is over."""

from dataclasses import replace
from datetime import date

from app.services.agenda import Agenda, agenda_of
from app.services.agenda_findings import counted_text, line, title
from app.services.agenda_tables import dates_table, month_table
from scoring.model import Evaluation, Name, Reference
from scoring.schedule import CalendarEntry, DayRule, EntryKind, WeekdayRule
from tests.scoring.build import branch, evaluation, leaf

ASSUMED = Reference(assumed=True)
CALENDAR = (
    CalendarEntry("cutoff", EntryKind.CUTOFF, Name("마감", "Cut-off"), dates=(date(2023, 9, 30),)),
    CalendarEntry("mock", EntryKind.MOCK, Name("모의평가", "Mock"), dates=(date(2023, 6, 30),), reference=ASSUMED),
    CalendarEntry("meeting", EntryKind.MEETING, Name("보고회", "Meeting"), rule=WeekdayRule(4, 1)),
    CalendarEntry("submission", EntryKind.SUBMISSION, Name("제출", "Values due"), rule=DayRule(10)),
)
JOINT = CalendarEntry("joint", EntryKind.CUTOFF, Name("합동평가 마감", "Joint cut-off"), dates=(date(2023, 12, 31),))
EARLIER = CalendarEntry("earlier", EntryKind.CUTOFF, Name("지난 합동평가", "Earlier"), dates=(date(2022, 12, 31),))


def year(**changes: object) -> Evaluation:
    one = evaluation(branch("final", leaf("x")), "u")
    return replace(one, **({"name": Name("종합평가", "Evaluation"), "calendar": CALENDAR} | changes))  # type: ignore[arg-type]


def agenda(today: date, month: str = "2023-07", **changes: object) -> Agenda:
    return agenda_of(year(**changes), (EARLIER, JOINT), month, today)


def test_while_the_year_runs_days_are_counted_from_today() -> None:
    """21 July to 30 September: 10 + 31 + 30 = 71 days; the fourth Tuesday of July 2023 is the 25th."""
    found = agenda(date(2023, 7, 21))
    assert not found.is_over
    assert title(found, "ko") == "마감까지 71일 · 다음 보고회 7월 25일(화)"
    assert [one.code for one in found.cutoffs] == ["cutoff", "joint"]
    assert line(found, "2023-06", (), "ko") == "합동평가 마감까지 163일 · 2023년 6월 실적 모두 제출"
    assert [(one.code, one.day) for one in found.near] == [
        ("meeting", date(2023, 7, 25)),
        ("submission", date(2023, 8, 10)),
        ("meeting", date(2023, 8, 22)),
        ("submission", date(2023, 9, 10)),
    ]
    assert "2023-07-21" in counted_text(found, "ko")


def test_on_the_day_and_shortly_after_it_the_cut_off_is_said_as_it_is() -> None:
    assert title(agenda(date(2023, 9, 30)), "ko").startswith("오늘이 마감(기준일)")
    after = agenda(date(2023, 10, 12))
    assert not after.is_over
    assert title(after, "ko").startswith("마감 12일 지남")
    assert "합동평가 마감까지 80일" in line(after, "2023-09", (), "ko")


def test_a_year_that_is_over_says_so_and_counts_from_the_data_date() -> None:
    """31 July to 30 September: 61 days, whatever the clock says."""
    found = agenda(date(2026, 11, 22))
    assert (found.is_over, found.day) == (True, date(2023, 7, 31))
    assert (
        title(found, "ko")
        == "2023-09-30에 마감된 평가 · 7월 31일(월) 기준으로는 마감까지 61일, 다음 보고회 8월 22일(화)"
    )
    assert "2023-07-31" in counted_text(found, "ko")
    assert title(agenda(date(2026, 11, 22), "2023-09"), "en") == "The cut-off was 2023-09-30"
    here = next(row for row in dates_table(found, found.days, "t", "ko").rows if row["date"] == "2023-07-25(화)")
    assert here["left"] == "6일 지남"


def test_values_are_asked_for_the_months_of_the_period_only() -> None:
    """From 10 February, for January, to 10 October, for September."""
    days = [one.day for one in agenda(date(2023, 1, 5)).days if one.kind is EntryKind.SUBMISSION]
    assert days == [date(2023, month, 10) for month in range(2, 11)]


def test_without_a_calendar_the_cut_off_is_still_there() -> None:
    found = agenda_of(year(calendar=()), (), "2023-07", date(2023, 7, 21))
    assert not found.written
    assert [(one.kind, one.day) for one in found.days] == [(EntryKind.CUTOFF, date(2023, 9, 30))]
    assert title(found, "en") == "71 days to the cut-off"
    assert found.next_of(EntryKind.MEETING) is None


def test_the_cut_off_stands_once_however_it_is_written() -> None:
    found = agenda(date(2023, 7, 21))
    assert [one.day for one in found.days].count(date(2023, 9, 30)) == 1
    other = replace(CALENDAR[0], dates=(date(2023, 9, 29),), name=Name("전산 마감", "System closes"))
    both = agenda(date(2023, 7, 21), calendar=(other,))
    assert [one.day for one in both.cutoffs] == [date(2023, 9, 30), date(2023, 9, 29), date(2023, 12, 31)]
    assert title(both, "ko").startswith("마감까지 71일")


def test_a_month_is_shown_as_its_weeks_with_the_day_that_is_counted_from() -> None:
    table = month_table(agenda(date(2023, 7, 21)), 2023, 7, "t", "ko")
    assert [column.label for column in table.columns] == list("월화수목금토일")
    assert [len(table.rows), table.rows[0]["5"], table.rows[0]["0"]] == [6, "1", ""]
    cells = [cell for row in table.rows for cell in row.values()]
    assert "▶ 21" in cells
    assert "25 · 보고회" in cells
    assert "10 · 제출" in cells


def test_what_is_assumed_is_marked() -> None:
    found = agenda(date(2023, 6, 1))
    rows = {row["name"]: row["standing"] for row in dates_table(found, found.days, "t", "ko").rows}
    assert (rows["모의평가"], rows["보고회"]) == ("가정", "정한 날")
