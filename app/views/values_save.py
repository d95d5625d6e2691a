"""Saving what was typed: what it changes, what is wrong or doubtful, a reason, a name and one button."""

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from app.services.editing import About, Draft, EditPlan, drop, plan_edit, read_again, save
from app.services.editing_tables import planned_table, problems_table
from app.services.effect_tables import effect_line, effect_table, later_line
from app.services.problem_tables import kind_words
from app.storage.errors import MonthClosed, StoreChanged
from app.views import cached, state
from app.views.frame import Screen, card, escaped
from app.views.person import ask_name, entered_name
from app.views.said import say
from app.views.tables import show_table
from app.views.unsaved import drafts, hold

LONGEST_REASON = 200
ROWS_SHOWN = 8


def show_save(screen: Screen, draft: Draft) -> None:
    """What is not saved, and the way to save it; nothing while others' changes wait for a decision."""
    if not draft.typed or draft.conflicts:
        return
    plan = plan_edit(cached.store(), screen.view.evaluation, draft)
    with card(screen.text("edit.unsaved", count=len(draft.typed))):
        if plan.errors:
            _show_problems(screen, plan.errors, "errors")
        if plan.wanted:
            _show_plan(screen, plan)
        confirmed = _ask(screen, plan, draft)
        _show_buttons(screen, plan, draft, confirmed)


def _show_plan(screen: Screen, plan: EditPlan) -> None:
    title = screen.text("edit.planned_card", count=len(plan.wanted))
    table = planned_table(screen.view.evaluation, plan, title, screen.language)
    show_table(screen, table, "planned", height_rows=ROWS_SHOWN)
    st.markdown(escaped(effect_line(plan.effect, screen.unit, screen.language)))
    st.markdown(escaped(later_line(plan.effect, screen.language)))
    title = screen.text("history.effect_card")
    with st.expander(title):
        table = effect_table(plan.effect, screen.unit, title, screen.language)
        show_table(screen, table, "edit_effect", height_rows=ROWS_SHOWN)


def _show_problems(screen: Screen, found: tuple[About, ...], kind: str) -> None:
    title = screen.text(f"edit.{kind}", count=len(found))
    st.markdown(f"**{escaped(title)}**")
    table = problems_table(screen.view.evaluation, found, title, screen.language)
    show_table(screen, table, f"edit_{kind}", height_rows=ROWS_SHOWN)


def _ask(screen: Screen, plan: EditPlan, draft: Draft) -> dict[str, str]:
    """One box to tick for each kind of doubt; the keys of the boxes by kind."""
    if not plan.questions or plan.errors:
        return {}
    _show_problems(screen, plan.questions, "questions")
    boxes = {kind: f"edit_confirm_{kind}_{draft.drawing}" for kind in plan.kinds}
    for kind, key in boxes.items():
        st.checkbox(screen.text("edit.confirm", kind=kind_words(kind, screen.language)), key=key)
    return boxes


def _show_buttons(screen: Screen, plan: EditPlan, draft: Draft, boxes: dict[str, str]) -> None:
    reason_key = f"edit_reason_{draft.drawing}"
    reason, name = st.columns([2, 1])
    with reason:
        st.text_input(
            screen.text("edit.reason"),
            key=reason_key,
            max_chars=LONGEST_REASON,
            placeholder=screen.text("edit.reason_example"),
            persist_state="session",
        )
    with name:
        ask_name(screen.language)
    with st.container(horizontal=True):
        # What was looked at goes with the button: that is written, or nothing.
        st.button(
            screen.text("edit.save", count=len(plan.wanted)),
            key="save_edit",
            type="primary",
            disabled=bool(plan.errors) or not plan.wanted,
            on_click=_save,
            args=(plan, reason_key, tuple(boxes.values())),
        )
        st.button(screen.text("edit.discard"), key="discard_edit", on_click=_discard, args=(draft,))
        if plan.errors:
            st.caption(screen.text("edit.errors_first"))


def _save(plan: EditPlan, reason_key: str, boxes: tuple[str, ...]) -> None:
    who, why = entered_name(), " ".join((state.held(reason_key) or "").split())
    missing = _missing(who, why, boxes)
    if missing is not None:
        say(missing, warning=True)
        return
    draft = drafts()[plan.evaluation, plan.month]
    try:
        receipt = save(cached.store(), plan, who, why, datetime.now(UTC))
    except StoreChanged as changed:
        hold(replace(draft, conflicts=changed.conflicts))
        say("edit.conflict", warning=True, count=len(changed.conflicts))
    except MonthClosed:
        say("edit.closed_now", warning=True)
    else:
        hold(read_again(cached.store(), drop(draft, plan.wanted)))
        if receipt.import_id is None:
            say("edit.nothing_new")
        else:
            say("edit.saved", count=receipt.added + receipt.changed + receipt.removed, number=receipt.import_id)


def _missing(who: str, why: str, boxes: tuple[str, ...]) -> str | None:
    """What is still to be done before saving, in the order of the screen."""
    if not all(state.held(box) for box in boxes):
        return "edit.confirm_first"
    if not why:
        return "edit.reason_first"
    return None if who else "history.name_first"


def _discard(draft: Draft) -> None:
    hold(read_again(cached.store(), drop(draft)))
