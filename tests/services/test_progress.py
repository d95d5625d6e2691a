"""One month of one unit, checked by hand: in time or not, on pace or not, how old, and which light."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from app.services.progress import Beside, Course, Light, Submission, counts_of, progress_of
from app.services.progress_words import (
    arrived_text,
    bar_text,
    lag_text,
    last_year_text,
    pace_text,
    progress_line,
    progress_title,
    since_text,
    year_text,
)
from app.services.timeline import Timeline
from app.storage.arrivals import Arrival
from scoring.model import Accumulation, Direction, InterimTarget, Method, Name, Pace, Policies
from tests.scoring.build import indicator
from tests.services.progressing import DAY, JULY, courses, evaluation, results, view_of

ADDED = {"accumulation": Accumulation.CUMULATIVE, "target": Decimal(90), "unit_of_measure": Name("건", "cases")}


def only(entry: object, *, before: object = None, day: date = DAY, **settings: Any) -> Course:
    """One indicator in July: 90 by September added up, so 70 by the end of July."""
    of = evaluation(indicator("X", **(ADDED | settings)), submit_by=10)
    last_year = {} if before is None else {"2022-07": {"X": before}, "2022-09": {"X": 90}}
    return courses(of, {JULY: {"X": entry}}, last_year, today=day)["X"]


def test_what_adds_up_is_held_against_its_share_of_the_months() -> None:
    course = only(64)
    assert course.expected is not None
    assert course.lag is not None
    assert (course.expected.share, course.expected.value) == (Fraction(7, 9), 70)
    assert (course.lag.own, course.is_behind, course.position) == (-6, True, Fraction(64, 90))
    assert (course.paced.letter if course.paced else "", course.light) == ("A", Light.WATCH)
    assert (lag_text(course, "ko"), pace_text(course, "ko")) == ("6.0건 뒤짐", "달수 비례")


@pytest.mark.parametrize(
    ("entry", "letter", "light"),
    [
        (70, "S", Light.GOOD),
        (69, "A", Light.WATCH),
        (63, "A", Light.WATCH),
        (62, "B", Light.RISK),
        (1, "C", Light.RISK),
    ],
)
def test_the_light_follows_the_grade_at_this_pace(entry: int, letter: str, light: Light) -> None:
    """At 70 by now S is from 70, A from 63, B from 56."""
    course = only(entry)
    assert course.paced is not None
    assert (course.paced.letter, course.light) == (letter, light)


def test_the_pace_counts_where_the_grade_of_today_is_held_against_the_whole_target() -> None:
    of = evaluation(indicator("X", **ADDED), policies=Policies(interim_target=InterimTarget.FULL))
    course = courses(of, {JULY: {"X": 70}})["X"]
    assert course.cell.step is not None
    assert course.paced is not None
    assert (course.cell.step.letter, course.paced.letter, course.light) == ("C", "S", Light.GOOD)
    assert course.finish == 90


def test_top_by_its_own_limits_but_behind_the_target_is_to_be_watched() -> None:
    of = evaluation(indicator("X", cutoffs=(Decimal(80), Decimal(70), Decimal(60), None)))
    course = courses(of, {JULY: {"X": 85}})["X"]
    assert course.paced is not None
    assert (course.paced.letter, course.is_behind, course.light) == ("S", True, Light.WATCH)


def test_where_lower_is_better_the_bar_falls_short_of_its_tick_when_there_is_too_much() -> None:
    lower = {"direction": Direction.LOWER, "target": Decimal(90)}
    course = only(77, **lower)
    assert course.lag is not None
    assert (course.lag.own, course.position) == (-7, Fraction(7, 9) * Fraction(9, 10))
    assert lag_text(course, "en") == "7.0 cases behind"
    assert only(63, **lower).position == Fraction(7, 9) * Fraction(11, 10)


def test_a_grade_given_by_hand_is_its_own_light_and_has_no_pace() -> None:
    by_hand = {"method": Method.QUALITATIVE, "accumulation": Accumulation.LEVEL, "target": None}
    lights = {letter: only(letter, **by_hand).light for letter in "SAB"}
    assert lights == {"S": Light.GOOD, "A": Light.WATCH, "B": Light.RISK}
    course = only("A", **by_hand)
    assert (course.expected, course.lag, course.position, lag_text(course, "ko")) == (None, None, None, "–")


def test_last_years_course_sets_the_pace_where_it_is_asked_for_and_known() -> None:
    """45 of 90 stood last July: so half of the target should stand now."""
    course = only(45, before=45, pace=Pace.LAST_YEAR)
    assert course.expected is not None
    assert (course.expected.value, course.light, pace_text(course, "ko")) == (45, Light.GOOD, "작년 흐름")
    assert (last_year_text(course, "ko"), year_text(course, "ko")) == ("45.0건", "같음")
    new = only(45, pace=Pace.LAST_YEAR)
    assert new.expected is not None
    assert (new.expected.value, pace_text(new, "ko")) == (70, "달수 비례(작년 값 없음)")
    assert (last_year_text(new, "ko"), year_text(new, "ko")) == ("–", "–")


def test_the_same_month_of_last_year_is_compared_not_the_cut_off() -> None:
    assert year_text(only(64, before=60), "ko") == "4.0건 나아짐"
    assert year_text(only(64, before=60, direction=Direction.LOWER), "ko") == "4.0건 나빠짐"


DUE = {
    (date(2023, 8, 10), ""): Submission.NOT_DUE,
    (date(2023, 8, 11), ""): Submission.OVERDUE,
    (date(2023, 8, 11), "n/a"): Submission.NOT_APPLICABLE,
    (date(2023, 8, 11), "70"): Submission.SUBMITTED,
}


@pytest.mark.parametrize(("day", "entry"), DUE)
def test_a_value_is_awaited_from_the_day_after_its_due_day(day: date, entry: str) -> None:
    course = only(entry, day=day)
    assert (course.submission, course.due) == (DUE[day, entry], date(2023, 8, 10))
    assert (course.light is Light.RISK) == (course.submission is Submission.OVERDUE)


def test_the_indicators_own_due_day_goes_before_that_of_the_evaluation() -> None:
    assert only("", submit_by=25, day=date(2023, 8, 20)).submission is Submission.NOT_DUE


def test_without_a_due_day_a_value_is_awaited_when_its_month_is_over() -> None:
    of = evaluation(indicator("X", **ADDED))
    within, after = (courses(of, {JULY: {}}, today=day)["X"] for day in (date(2023, 7, 31), date(2023, 8, 1)))
    assert (within.submission, within.light) == (Submission.NOT_DUE, Light.NONE)
    assert (after.submission, after.light, after.due) == (Submission.MISSING, Light.RISK, None)


def test_late_is_what_first_came_after_its_due_day_and_demonstration_data_never_are() -> None:
    of = evaluation(*(indicator(code, **ADDED) for code in "ABC"), submit_by=10)
    arrivals = {
        "A": Arrival(datetime(2023, 8, 10, 12, tzinfo=UTC), "a.xlsx"),
        "B": Arrival(datetime(2023, 8, 12, 12, tzinfo=UTC), ""),
        "C": Arrival(None, "demo.xlsx"),
    }
    found = courses(of, {JULY: dict.fromkeys("ABC", 70)}, arrivals=arrivals)
    assert [found[code].submission.value for code in "ABC"] == ["submitted", "late", "submitted"]
    assert counts_of(found.values()).late == 1
    said = [arrived_text(found[code], "ko") for code in "ABC"]
    assert said == ["2023-08-10 a.xlsx", "2023-08-12 화면에서 적음", "demo.xlsx"]


def test_a_value_is_as_old_as_the_month_from_which_it_is_the_same() -> None:
    of = evaluation(*(indicator(code) for code in "ABCD"))
    months = {
        "2023-04": {"A": 80, "B": 80, "C": 80, "D": 80},
        "2023-05": {"A": 80, "B": 80, "C": "", "D": "S"},
        "2023-06": {"A": 80, "B": 79, "C": 80, "D": 80},
        JULY: {"A": 80, "B": 80, "C": 80},
    }
    found = courses(of, months)
    assert [found[code].since for code in "ABCD"] == ["2023-04", JULY, "2023-06", "2023-06"]
    said = [since_text(found[code], JULY, "ko") for code in "ABCD"]
    assert said == ["2023-04부터 4개월째", "이번 달", "2023-06부터 2개월째", "마지막 2023-06"]
    assert since_text(courses(of, {JULY: {}})["A"], JULY, "ko") == "들어온 적 없음"


def test_the_gravest_stand_first_and_every_indicator_stands_once() -> None:
    of = evaluation(*(indicator(code, **ADDED) for code in "ABCDE"), submit_by=10)
    found = courses(of, {JULY: {"A": 70, "B": 60, "C": "n/a", "D": 65}})
    assert list(found) == ["E", "B", "D", "C", "A"]


def test_the_title_counts_what_came_in_and_what_is_behind() -> None:
    of = evaluation(*(indicator(code, **ADDED) for code in "ABCD"), submit_by=10)
    months = {JULY: {"A": 70, "B": 60, "C": "n/a"}}
    view = view_of(of, months)
    found = progress_of(view, "u", Beside(Timeline(results(of, months)), {}, DAY))
    counts = counts_of(found)
    title = progress_title(view, "u", counts, "ko")
    assert title == "7월 실적 3개 중 2개 입력 · 목표 속도에 못 미치는 지표 1개"
    assert progress_line(found, counts, "ko") == "기한 지난 미입력 1개 · 제출 기한 2023-08-10"
    assert (counts.applicable, counts.submitted, counts.overdue, counts.behind) == (3, 2, 1, 1)


def test_a_unit_without_any_month_before_or_last_year_is_shown_all_the_same() -> None:
    of = evaluation(indicator("X", **ADDED))
    january = courses(of, {"2023-01": {"X": 10}})["X"]
    assert (january.since, january.last_year, january.light) == ("2023-01", None, Light.GOOD)


def test_a_chart_prints_a_short_unit_and_leaves_out_a_long_one() -> None:
    course = only(64)
    assert (bar_text(course, "ko"), bar_text(course, "en")) == ("64.0건 (6.0건 뒤짐)", "64.0 (6.0 behind)")
