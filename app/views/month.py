"""The parts of the screen of the month at a glance."""

from fractions import Fraction

import streamlit as st

from app.charts.pace_bars import PaceBar, describe_pace_bars, pace_bars
from app.services.departments import DepartmentMonth, code_of
from app.services.departments_tables import departments_table
from app.services.progress import Course, Light, Submission, counts_of
from app.services.progress_tables import progress_table
from app.services.progress_words import (
    arrival_note,
    bar_text,
    expected_text,
    light_text,
    progress_line,
    progress_title,
    submission_text,
)
from app.services.weak_tables import department_name
from app.services.wording import name_in
from app.views.figures import WIDE, show_chart
from app.views.frame import Screen, card, escaped, segments, select, show_finding, unit_label
from app.views.links import open_department, open_indicator
from app.views.progress import beside_of
from app.views.tables import filtered, show_table

ALL = ""
MOST_BARS = 10
BY_INDICATOR, BY_DEPARTMENT = "indicator", "department"
LIGHTS_SHOWN = (Light.GOOD, Light.WATCH, Light.RISK, Light.NONE)


def show_month_finding(screen: Screen, courses: tuple[Course, ...]) -> None:
    """How many values have come in and how many are behind; below it what is awaited."""
    counts = counts_of(courses)
    title = progress_title(screen.view, screen.unit, counts, screen.language)
    show_finding(screen, title, progress_line(courses, counts, screen.language))


def show_counts(screen: Screen, courses: tuple[Course, ...]) -> None:
    """What has come in and the lights as numbers."""
    counts = counts_of(courses)
    submitted = screen.text("month.number_of", count=counts.submitted, all=counts.applicable)
    numbers = [(screen.text("month.number.submitted"), submitted)]
    if counts.late:
        numbers.append((screen.text("month.number.late"), str(counts.late)))
    numbers += [(light_text(light, screen.language), str(counts.lights.get(light, 0))) for light in LIGHTS_SHOWN]
    for place, (label, count) in zip(st.columns(len(numbers)), numbers, strict=True):
        place.metric(escaped(label), count)
    st.caption(screen.text("month.rule_short"))


def show_rules(screen: Screen) -> None:
    """What the lights mean, what the pace is, and how the day of arrival is taken."""
    with st.popover(screen.text("month.rule_open"), type="tertiary", width="stretch"):
        for light in LIGHTS_SHOWN:
            rule = screen.text(f"month.rule.{light}")
            st.markdown(escaped(screen.text("month.rule_line", light=light_text(light, screen.language), rule=rule)))
        st.caption(screen.text("month.rule_about"))
        st.caption(arrival_note(screen.view, beside_of(screen), screen.language))


def choose_courses(screen: Screen, courses: tuple[Course, ...]) -> tuple[tuple[Course, ...], dict[str, str]]:
    """The indicators by light, lead department and state, and what was chosen in words."""
    lights = {light.value: light_text(light, screen.language) for light in Light if _any(courses, light)}
    leads = {code_of(course.indicator.lead): _lead(screen, course) for course in courses}
    states = {
        state.value: submission_text(state, screen.language)
        for state in Submission
        if any(course.submission is state for course in courses)
    }
    *places, rules = st.columns([1, 1.5, 1, 1.1], vertical_alignment="bottom")
    with rules:
        show_rules(screen)
    chosen = []
    offered = (
        ("light", lights),
        ("lead", dict(sorted(leads.items(), key=lambda one: one[1]))),
        ("state", states),
    )
    for place, (name, options) in zip(places, offered, strict=True):
        with place:
            label = screen.text(f"month.filter.{name}")
            chosen.append(select(name, label, {ALL: screen.text(f"month.all_{name}s")} | options, ALL))
    light, lead, state = chosen
    listed = tuple(
        course
        for course in courses
        if light in (ALL, course.light)
        and lead in (ALL, code_of(course.indicator.lead))
        and state in (ALL, course.submission)
    )
    words = (options.get(code, "") for code, (_, options) in zip(chosen, offered, strict=True))
    return listed, dict(zip((f"month.filter.{name}" for name, _ in offered), words, strict=True))


def _any(courses: tuple[Course, ...], light: Light) -> bool:
    return any(course.light is light for course in courses)


def _lead(screen: Screen, course: Course) -> str:
    lead = course.indicator.lead
    return screen.text("month.no_department") if lead is None else name_in(lead.name, screen.language)


def show_bars(screen: Screen, courses: tuple[Course, ...]) -> None:
    """The way to the target of those behind their pace, of all where none is, filled to where they are."""
    with card(screen.text("month.bars"), screen.text("month.bars_explained")):
        placed = [course for course in courses if course.position is not None]
        drawn = sorted([course for course in placed if course.is_behind] or placed, key=_gravest)
        bars = [_bar(screen, course) for course in drawn[:MOST_BARS]]
        if not bars:
            st.caption(screen.text("month.bars_none"))
            return
        show_chart(pace_bars(bars, screen.language, size=WIDE), "pace", describe_pace_bars(bars, screen.language))
        if len(drawn) > len(bars):
            st.caption(screen.text("month.bars_first", count=len(drawn), shown=len(bars)))


def _gravest(course: Course) -> tuple[int, Fraction]:
    """The gravest light first, then the farthest behind in shares of the target."""
    share = course.expected.share if course.expected else Fraction(0)
    return tuple(Light).index(course.light), (course.position or Fraction(0)) - share


def _bar(screen: Screen, course: Course) -> PaceBar:
    indicator, language = course.indicator, screen.language
    light, lead = light_text(course.light, language), department_name(indicator.lead, language)
    return PaceBar(
        name_in(indicator.name, language),
        course.position or Fraction(0),
        course.expected.share if course.expected else Fraction(1),
        bar_text(course, language),
        expected_text(course, language),
        screen.text("month.chart_detail", light=light, lead=lead),
    )


def choose_rows(screen: Screen) -> str:
    """The table by indicator or by lead department."""
    names = {BY_INDICATOR: screen.text("month.by_indicator"), BY_DEPARTMENT: screen.text("month.by_department")}
    return segments("by", screen.text("month.rows"), names, BY_INDICATOR)


def show_departments(screen: Screen, months: tuple[DepartmentMonth, ...], chosen: dict[str, str]) -> None:
    """The departments that lead what was chosen, with their counts and lights; a row opens the department."""
    with card(screen.text("month.by_department"), screen.text("month.by_department_hint")):
        rank = screen.view.result.standings[screen.unit].rank
        table = departments_table(months, screen.text("month.by_department"), rank, screen.language)
        table = filtered(screen, table, {"frame.unit": unit_label(screen, screen.unit)} | chosen)
        opened = show_table(screen, table, "month_departments", height_rows=20, openable=True)
    if opened:
        open_department(opened)


def show_courses(screen: Screen, courses: tuple[Course, ...], chosen: dict[str, str]) -> None:
    """Every indicator chosen; a row opens it."""
    with card(screen.text("month.table_count", count=len(courses)), screen.text("month.open_hint")):
        title = screen.text("month.table")
        table = progress_table(courses, title, screen.view.month, screen.language)
        table = filtered(screen, table, {"frame.unit": unit_label(screen, screen.unit)} | chosen)
        opened = show_table(screen, table, "month_indicators", height_rows=20, openable=True)
    if opened:
        open_indicator(screen, opened)
