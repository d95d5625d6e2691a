"""The parts of the screen of the history: every act, one of them with its changes, and the way back."""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from app.services.effect_tables import effect_line, effect_table, later_line
from app.services.history import Line, lines_of, named_acts
from app.services.history_tables import act_text, changes_table, left_table, lines_table, restored_table, title_text
from app.services.undoing import UndoPreview, preview_undo, undo
from app.services.wording import month_text
from app.storage.errors import MonthClosed, StoreChanged, StoreError
from app.storage.records import ImportRecord, UndoPlan
from app.views import cached, state
from app.views.frame import Screen, card, escaped, segments, select, show_finding
from app.views.person import ask_name, entered_name
from app.views.said import say, show_said
from app.views.tables import show_table

ACT, SCOPE = "act", "scope"
THIS_MONTH, ALL_MONTHS = "month", "all"
PAGE = "pages/material/history.py"
ROWS_SHOWN = 6
CLICKED = "history_clicked"


@dataclass(frozen=True, slots=True)
class Scope:
    """The lines shown, newest first, and whether they are of all months."""

    lines: tuple[Line, ...]
    all_months: bool

    @property
    def records(self) -> tuple[ImportRecord, ...]:
        """The acts among the lines."""
        return tuple(line.record for line in self.lines if line.record is not None)


def choose_scope(screen: Screen) -> Scope:
    """The history of the month at the top, or of all months."""
    names = {THIS_MONTH: screen.text("history.this_month"), ALL_MONTHS: screen.text("history.all_months")}
    everything = segments(SCOPE, screen.text("history.scope"), names, THIS_MONTH) == ALL_MONTHS
    view = screen.view
    lines = lines_of(cached.store(), view.evaluation.code, None if everything else view.month)
    return Scope(lines, everything)


def show_history_finding(screen: Screen, scope: Scope) -> None:
    """How often the data changed and who was the last."""
    title = title_text(scope.lines, screen.language, all_months=scope.all_months)
    zone = datetime.now(UTC).astimezone().tzname() or ""
    show_finding(screen, title, screen.text("history.line_note", zone=zone))


def show_acts(screen: Screen, scope: Scope) -> None:
    """Every act; a click on a row chooses it."""
    if not scope.lines:
        st.info(screen.text("history.empty"))
        return
    title = screen.text("history.acts")
    with card(title, screen.text("history.acts_explained")):
        table = lines_table(scope.lines, title, screen.language, with_month=scope.all_months)
        clicked = show_table(screen, table, "history", height_rows=ROWS_SHOWN, openable=True)
    # The selection of a table outlives the run: only a new click chooses.
    if clicked != state.remembered(CLICKED):
        state.remember(CLICKED, clicked)
        if clicked:
            state.turn_to(PAGE, {ACT: clicked, SCOPE: ALL_MONTHS if scope.all_months else ""})


def choose_act(screen: Screen, scope: Scope) -> ImportRecord | None:
    """The act looked at, by default the newest; None where there is none."""
    records = {str(record.id): record for record in scope.records}
    if not records:
        return None
    named = named_acts(scope.records)
    names = {code: act_text(record, named[record.id], screen.language) for code, record in records.items()}
    return records[select(ACT, screen.text("history.choose"), names, next(iter(records)))]


def show_changes(screen: Screen, record: ImportRecord) -> None:
    """What an act changed, cell by cell."""
    changes = cached.store().import_changes(record.id)
    title = screen.text("history.changes", number=record.id, count=f"{len(changes):,}")
    with card(title):
        table = changes_table(screen.view.evaluation, changes, title, screen.language)
        show_table(screen, table, f"changes_{record.id}", height_rows=ROWS_SHOWN)


def show_undo(screen: Screen, record: ImportRecord) -> None:
    """What undoing an act would do, a name and one button."""
    preview = preview_undo(cached.store(), screen.view.evaluation, record.id)
    with card(_heading(screen, preview)):
        show_said(screen)
        if not preview.possible:
            st.info(_obstacle(screen, preview))
        else:
            st.markdown(escaped(_effect(screen, preview)))
            st.markdown(escaped(later_line(preview.effect, screen.language)))
            _show_button(screen, preview)
        _show_preview(screen, preview)


def _effect(screen: Screen, preview: UndoPreview) -> str:
    if preview.empties:
        month = month_text(preview.plan.record.month, screen.language)
        return screen.text("history.empties", month=month)
    return effect_line(preview.effect, screen.unit, screen.language)


def _heading(screen: Screen, preview: UndoPreview) -> str:
    plan = preview.plan
    if not plan.restored and not plan.left:
        return screen.text("history.undo_nothing")
    counts = {"restored": f"{len(plan.restored):,}", "left": f"{len(plan.left):,}"}
    part = "some" if plan.left else "all"
    return screen.text(f"history.heading.{preview.what}.{part}", **counts)


def _obstacle(screen: Screen, preview: UndoPreview) -> str:
    record = preview.plan.record
    if preview.closed:
        return escaped(screen.text("history.closed", month=month_text(record.month, screen.language)))
    if record.undone_by is not None:
        return escaped(screen.text("history.undone", number=record.undone_by))
    return escaped(screen.text("history.undo_all_left"))


def _show_button(screen: Screen, preview: UndoPreview) -> None:
    name, button = st.columns([2, 1.2], vertical_alignment="bottom")
    with name:
        ask_name(screen.language)
    with button:
        # The plan goes with the button: what was looked at is undone, or nothing.
        st.button(
            screen.text(f"history.button.{preview.what}", number=preview.plan.record.id),
            key=f"undo_{preview.plan.record.id}",
            type="primary",
            width="stretch",
            on_click=_undo,
            args=(preview.plan, preview.what),
        )


def _undo(plan: UndoPlan, what: str) -> None:
    who = entered_name()
    if not who:
        say("history.name_first", warning=True)
        return
    # What is undone stays in sight: by default it would be the newest act, from now on the undo itself.
    state.pin(ACT, str(plan.record.id))
    try:
        receipt = undo(cached.store(), plan, who, datetime.now(UTC))
    except StoreChanged:
        say("history.moved", warning=True)
    except MonthClosed:
        say("history.closed_now", warning=True)
    except StoreError as error:
        say(error.problem.code, warning=True, **error.problem.values)
    else:
        _say_done(plan, what, receipt.import_id)
        if plan.record.month not in cached.store().months(plan.record.evaluation):
            # The month is gone from the choice of months; its acts are found among those of all months.
            state.pin(SCOPE, ALL_MONTHS)


def _say_done(plan: UndoPlan, what: str, made: int | None) -> None:
    if made is None:
        say("history.already")
    else:
        say(f"history.done.{what}", number=plan.record.id, count=f"{len(plan.restored):,}", made=made)


def _show_preview(screen: Screen, preview: UndoPreview) -> None:
    plan, evaluation, number = preview.plan, screen.view.evaluation, preview.plan.record.id
    if plan.left:
        title = screen.text("history.left_card", count=f"{len(plan.left):,}")
        st.markdown(f"**{escaped(title)}** — {escaped(screen.text('history.left_explained'))}")
        show_table(
            screen,
            left_table(evaluation, plan.left, title, screen.language),
            f"left_{number}",
            height_rows=ROWS_SHOWN,
        )
    if not preview.possible:
        return
    title = screen.text("history.restored_card", count=f"{len(plan.restored):,}")
    with st.expander(title):
        table = restored_table(evaluation, plan.restored, title, screen.language)
        show_table(screen, table, f"restored_{number}", height_rows=ROWS_SHOWN)
    if preview.empties:
        return
    title = screen.text("history.effect_card")
    with st.expander(title):
        table = effect_table(preview.effect, screen.unit, title, screen.language)
        show_table(screen, table, f"effect_{number}", height_rows=ROWS_SHOWN)
