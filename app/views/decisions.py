"""The parts of the screen of instructions and countermeasures."""

from dataclasses import replace
from datetime import UTC, date, datetime

import streamlit as st

from app.services.decision_slides import department_name, departments_of
from app.services.decision_tables import (
    ALL,
    CHOICES,
    OVERDUE,
    PENDING,
    chosen_of,
    decisions_table,
    decisions_title,
    history_table,
)
from app.services.decisions import LONGEST, Decision, Kept, NotWritten, State, change, decisions_of, history_of, record
from app.services.meetings import meetings_of
from app.services.tables import Table
from app.services.wording import name_in
from app.storage.errors import StoreError
from app.views import cached, state
from app.views.frame import Screen, card, segments, select, show_finding
from app.views.person import ask_name, entered_name
from app.views.progress import today
from app.views.said import say
from app.views.tables import filtered, show_table, show_wrapped_table
from scoring.problem import Problem

PAGE = "pages/meeting/decisions.py"
DECISION, DEPARTMENT, WHICH, NEW = "decision", "department", "which", "new"
FIELDS = ("text", "department", "due", "indicator", "state", "reason")


def decisions_on(screen: Screen) -> tuple[Kept, ...]:
    """All decisions of the evaluation."""
    return decisions_of(cached.store(), screen.view.evaluation.code)


def show_decisions_finding(screen: Screen, decisions: tuple[Kept, ...]) -> None:
    """How many there are and how many are late."""
    show_finding(screen, decisions_title(decisions, today(), screen.language))


def show_list(screen: Screen, decisions: tuple[Kept, ...]) -> Kept | None:
    """Those that were chosen; the one that was clicked."""
    which, department = _choose(screen, decisions)
    listed = chosen_of(decisions, which, department, today())
    if not listed:
        st.info(screen.text("decisions.nothing_chosen" if decisions else "decisions.nothing_yet"))
        return None
    with card(screen.text("decisions.list"), screen.text("decisions.list_explained")):
        table = _table(screen, listed)
        said = {
            "decisions.which": screen.text(f"decisions.which_kind.{which}"),
            "decisions.column.department": department_name(screen.view.result, department, screen.language),
        }
        clicked = show_table(screen, filtered(screen, table, said), "decisions", openable=True)
    wanted = clicked or state.written(DECISION)
    return next((kept for kept in listed if kept.key == wanted), None)


def _table(screen: Screen, listed: tuple[Kept, ...]) -> Table:
    titles = {one.key: one.content.title for one in meetings_of(cached.store(), screen.view.evaluation.code)}
    return decisions_table(listed, (screen.view.result, screen.unit, today()), titles, screen.language)


def _choose(screen: Screen, decisions: tuple[Kept, ...]) -> tuple[str, str]:
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    with left:
        kinds = {kind: screen.text(f"decisions.which_kind.{kind}") for kind in CHOICES}
        which = segments(WHICH, screen.text("decisions.which"), kinds, PENDING)
    with right:
        codes = dict.fromkeys(kept.content.department for kept in decisions)
        names = {"": screen.text("decisions.all_departments")}
        names |= {code: department_name(screen.view.result, code, screen.language) for code in codes}
        department = select(DEPARTMENT, screen.text("decisions.column.department"), names, "")
    return which, department


def show_one(screen: Screen, kept: Kept) -> None:
    """One decision: what became of it, and writing down how far it is."""
    state.publish(DECISION, kept.key)
    with card(kept.content.text.splitlines()[0]):
        steps = history_of(cached.store(), screen.view.evaluation.code, kept.key)
        show_wrapped_table(screen, history_table(steps, today(), screen.language), "decision_history")
        own = f"{kept.key}_{kept.entry}"
        _show_form(screen, own, kept.content)
        st.button(
            screen.text("decisions.save"), key="save_decision", type="primary", on_click=_change, args=(screen, kept)
        )


def show_new(screen: Screen) -> None:
    """A decision that was made outside the meeting screen."""
    with st.expander(screen.text("decisions.new")):
        listed = meetings_of(cached.store(), screen.view.evaluation.code)
        meeting = listed[0].key if listed else ""
        blank = Decision(meeting, "", "")
        _show_form(screen, NEW, blank)
        st.button(screen.text("decisions.record"), key="record_decision", on_click=_record, args=(screen, blank))


def show_overdue(screen: Screen) -> None:
    """The decisions of which the due date has passed, among the early warnings; nothing where there are none."""
    late = chosen_of(decisions_on(screen), OVERDUE, "", today())
    if not late:
        return
    title = screen.text("decisions.overdue_card", count=len(late))
    with card(title, screen.text("decisions.overdue_explained")):
        if show_table(screen, replace(_table(screen, late), title=title), "overdue_decisions", openable=True):
            state.turn_to(PAGE, {WHICH: OVERDUE})


def show_person(screen: Screen) -> None:
    """The name that stands beside whatever is written."""
    with st.container(width=360):
        ask_name(screen.language)


def _show_form(screen: Screen, own: str, now: Decision) -> None:
    evaluation = screen.view.evaluation
    st.text_area(screen.text("decisions.column.text"), value=now.text, key=f"text_{own}", max_chars=LONGEST)
    left, middle, right = st.columns(3)
    departments = {"": screen.text("decisions.choose")}
    departments |= {one.code: name_in(one.name, screen.language) for one in departments_of(screen.view.result)}
    with left:
        _pick(
            screen,
            f"department_{own}",
            "department",
            {"": screen.text("decisions.choose")} | departments,
            now.department,
        )
    with middle:
        st.date_input(screen.text("decisions.column.due"), value=now.due, key=f"due_{own}", format="YYYY-MM-DD")
    with right:
        indicators = {"": screen.text("decisions.no_indicator")}
        indicators |= {one.code: f"{one.code} {name_in(one.name, screen.language)}" for one in evaluation.indicators()}
        _pick(screen, f"indicator_{own}", "indicator", indicators, now.indicator or "")
    left, right = st.columns([1, 2])
    with left:
        states = {one.value: screen.text(f"decisions.state.{one.value}") for one in State}
        _pick(screen, f"state_{own}", "state", states, now.state.value)
    with right:
        st.text_input(screen.text("decisions.column.reason"), value=now.reason, key=f"reason_{own}", max_chars=LONGEST)


def _pick(screen: Screen, key: str, label: str, options: dict[str, str], now: str) -> None:
    codes = tuple(options)
    st.selectbox(
        screen.text(f"decisions.column.{label}"),
        codes,
        index=codes.index(now) if now in codes else 0,
        format_func=lambda code: options.get(code, code),
        key=key,
    )


def _typed(own: str, before: Decision) -> Decision:
    due = state.held(f"due_{own}")
    return replace(
        before,
        text=str(state.held(f"text_{own}") or ""),
        department=str(state.held(f"department_{own}") or ""),
        due=due if isinstance(due, date) else None,
        indicator=state.held(f"indicator_{own}") or None,
        state=State(state.held(f"state_{own}", State.OPEN.value)),
        reason=str(state.held(f"reason_{own}") or ""),
    )


def _record(screen: Screen, blank: Decision) -> None:
    decision = _typed(NEW, blank)
    standing = screen.view.result.standings[screen.unit]
    cell = standing.grades.get(decision.indicator or "")
    value = None if cell is None or cell.value is None else f"{cell.value:f}"
    written = replace(decision, month=screen.view.month, value=value)
    try:
        record(cached.store(), screen.view.evaluation.code, written, (entered_name(), datetime.now(UTC)))
    except NotWritten as error:
        _refuse(error.problems[0])
    except StoreError as error:
        _refuse(error.problem)
    else:
        for name in FIELDS:
            state.drop(f"{name}_{NEW}")
        state.pin(WHICH, ALL)
        say("decisions.recorded")


def _change(screen: Screen, kept: Kept) -> None:
    now = _typed(f"{kept.key}_{kept.entry}", kept.content)
    try:
        change(cached.store(), screen.view.evaluation.code, kept, now, (entered_name(), datetime.now(UTC)))
    except NotWritten as error:
        _refuse(error.problems[0])
    except StoreError as error:
        _refuse(error.problem)
    else:
        state.pin(WHICH, ALL)
        say("decisions.changed")


def _refuse(problem: Problem) -> None:
    say(problem.code, warning=True, **problem.values)
