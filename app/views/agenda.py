"""The parts of the screen of dates."""

from datetime import UTC, datetime

import streamlit as st

from app.exports.ics import Event, calendar_file
from app.services import agenda_findings as findings
from app.services.agenda import Agenda, Dated, Owed, agenda_of, owed_by
from app.services.agenda_tables import dates_table, month_table, owed_table
from app.services.wording import month_text, name_in
from app.views import cached, progress
from app.views.frame import Screen, card, escaped, segments, select, show_finding, unit_label
from app.views.links import open_department
from app.views.tables import filtered, show_table, show_wrapped_table
from scoring.model import Evaluation
from scoring.schedule import EntryKind

NEAR, ALL, MONTH = "near", "all", "month"
EQUAL_COLUMNS = "weeks"
"""The key by which reading.css makes the days of a week equally wide."""
NEXT = (EntryKind.MEETING, EntryKind.SUBMISSION, EntryKind.MOCK)
MOST_CUTOFFS = 2
ROWS_SHOWN = 20


def agenda_on(screen: Screen) -> Agenda:
    """The dates as the definition has them today, of a closed month too: dates move no result."""
    definition = cached.definition()
    return agenda_of(_evaluation(screen), definition.calendar, screen.view.month, progress.today())


def _evaluation(screen: Screen) -> Evaluation:
    """Today's definition of the evaluation; the frozen one where the definition lost it."""
    code = screen.view.evaluation.code
    defined = (one for one in cached.definition().evaluations if one.code == code)
    return next(defined, screen.view.evaluation)


def owed_on(screen: Screen) -> tuple[Owed, ...]:
    """Who still has to submit values of the month."""
    return owed_by(progress.courses_of(screen))


def show_agenda_finding(screen: Screen, agenda: Agenda, owed: tuple[Owed, ...]) -> None:
    """Days to the cut-off and the next meeting; the other evaluation and what is owed below; counted from when."""
    line = findings.line(agenda, screen.view.month, owed, screen.language)
    show_finding(screen, findings.title(agenda, screen.language), line)
    counted = escaped(findings.counted_text(agenda, screen.language))
    if agenda.is_over:
        st.info(counted)
    else:
        st.caption(counted)


def show_countdowns(screen: Screen, agenda: Agenda) -> None:
    """How many days to each cut-off, and to the next date of each kind that the calendar has."""
    kinds = [kind for kind in NEXT if any(one.kind is kind for one in agenda.days)]
    cutoffs = agenda.cutoffs[:MOST_CUTOFFS]
    columns = st.columns(len(cutoffs) + len(kinds))
    for column, one in zip(columns, cutoffs, strict=False):
        with column:
            _show_count(screen, agenda, screen.text(f"calendar.metric.{'own' if one.own else 'beside'}"), one)
    for column, kind in zip(columns[len(cutoffs) :], kinds, strict=True):
        label = screen.text("calendar.metric.next", kind=screen.text(f"calendar.kind.{kind}"))
        with column:
            _show_count(screen, agenda, label, agenda.next_of(kind))


def _show_count(screen: Screen, agenda: Agenda, label: str, one: Dated | None) -> None:
    if one is None:
        st.metric(escaped(label), screen.text("calendar.metric.none"))
        return
    left = findings.left_text(agenda, one.day, screen.language)
    day = findings.day_text(one.day, screen.language)
    help_text = escaped(name_in(one.name, screen.language))
    st.metric(escaped(label), left, day, delta_color="off", delta_arrow="off", help=help_text)


def show_dates(screen: Screen, agenda: Agenda) -> None:
    """The coming dates, all of them or a month; what to write where there are none; a file for a calendar."""
    if not agenda.written:
        to_do = screen.text("calendar.not_written_do", example=findings.example_text(screen.language))
        st.info(f"**{screen.text('calendar.not_written')}**  \n{escaped(to_do)}")
    names = {view: screen.text(f"calendar.views.{view}") for view in (NEAR, ALL, MONTH)}
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        view = segments("view", screen.text("calendar.view"), names, NEAR)
        shown = _choose_month(screen, agenda) if view == MONTH else ""
    if view == MONTH:
        _show_month(screen, agenda, shown)
    else:
        _show_list(screen, agenda, view)
    _show_file(screen, agenda)


def _choose_month(screen: Screen, agenda: Agenda) -> str:
    first, last = (day.year * 12 + day.month - 1 for day in (agenda.start, agenda.end))
    months = [f"{index // 12:04d}-{index % 12 + 1:02d}" for index in range(first, last + 1)]
    here = min(max(agenda.day.isoformat()[:7], months[0]), months[-1])
    names = {month: month_text(month, screen.language) for month in months}
    return select("shown", screen.text("calendar.choose_month"), names, here, visible=False)


def _show_month(screen: Screen, agenda: Agenda, month: str) -> None:
    year, number = (int(part) for part in month.split("-"))
    count = sum(one.day.isoformat()[:7] == month for one in agenda.days)
    title = screen.text("calendar.month_card", month=month_text(month, screen.language), count=count)
    with card(title), st.container(key=EQUAL_COLUMNS):
        show_wrapped_table(screen, month_table(agenda, year, number, title, screen.language), "calendar_month")


def _show_list(screen: Screen, agenda: Agenda, view: str) -> None:
    days = agenda.near if view == NEAR else agenda.days
    title = _list_title(screen, agenda, view, len(days))
    with card(title):
        if days:
            show_wrapped_table(screen, dates_table(agenda, days, title, screen.language), f"calendar_{view}")
        else:
            st.markdown(screen.text("calendar.near_none"))


def _list_title(screen: Screen, agenda: Agenda, view: str, count: int) -> str:
    if view == NEAR:
        return screen.text("calendar.near_card", date=agenda.day.isoformat(), count=count)
    span = {"start": agenda.start.isoformat(), "end": agenda.end.isoformat()}
    return screen.text("calendar.all_card", count=count, **span)


def _show_file(screen: Screen, agenda: Agenda) -> None:
    evaluation = agenda.evaluation

    def made() -> bytes:
        name = screen.text("calendar.file_name", evaluation=name_in(evaluation.name, screen.language))
        return calendar_file(name, [_event(screen, agenda, one) for one in agenda.days], datetime.now(UTC))

    st.download_button(
        screen.text("calendar.download"),
        data=made,
        file_name=f"{evaluation.code}.ics",
        mime="text/calendar",
        key="calendar_ics",
        on_click="ignore",
        type="tertiary",
        help=screen.text("calendar.download_help"),
    )


def _event(screen: Screen, agenda: Agenda, one: Dated) -> Event:
    owner = agenda.evaluation.code if one.own else "beside"
    note = screen.text("calendar.assumed_note") if one.assumed else ""
    return Event(f"{one.code}.{one.day:%Y%m%d}@{owner}", one.day, name_in(one.name, screen.language), note)


def show_owed(screen: Screen, agenda: Agenda, owed: tuple[Owed, ...]) -> None:
    """Departments with what they have not submitted for the month; a row opens the department."""
    month = month_text(screen.view.month, screen.language)
    if not owed:
        card(screen.text("calendar.owed_none", month=month))
        return
    count = sum(len(one.courses) for one in owed)
    departments = findings.departments_in(owed)
    title = screen.text("calendar.owed_card", month=month, departments=departments, count=count)
    with card(title, screen.text("calendar.owed_explained")):
        table = filtered(
            screen,
            owed_table(agenda, owed, title, screen.language),
            {"frame.unit": unit_label(screen, screen.unit)},
        )
        opened = show_table(screen, table, "calendar_owed", height_rows=ROWS_SHOWN, openable=True)
        for note in _owed_notes(screen, owed):
            st.caption(escaped(note))
    if opened:
        open_department(opened)


def _owed_notes(screen: Screen, owed: tuple[Owed, ...]) -> list[str]:
    home = screen.view.evaluation.home
    notes = [screen.text("calendar.owed_no_day")] if any(one.due is None for one in owed) else []
    if home is not None and home != screen.unit:
        notes.append(screen.text("calendar.owed_elsewhere", home=unit_label(screen, home)))
    return notes
