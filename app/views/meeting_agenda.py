"""The parts of the screen on which a meeting is prepared: called, frozen, put in order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from app.services.agenda_order import ordered, title_of_agenda
from app.services.entry_words import moment_text
from app.services.freezing import Scored, freeze, sources_of
from app.services.meeting_deck import Prepared, agenda_of
from app.services.meetings import LONGEST_TITLE, Item, Kept, Meeting, call_meeting, meetings_of
from app.services.slides import Slide
from app.services.snapshots import snapshot_id
from app.services.wording import month_text
from app.views import cached, state
from app.views.frame import Screen, card, escaped, select, show_finding
from app.views.meeting_acts import act, change, signed
from app.views.meeting_back import PRESENT_PAGE
from app.views.person import ask_name
from app.views.progress import courses_of, today
from app.views.tables import ROW_HEIGHT

TITLE, HELD, CHAIR = "meeting_title", "meeting_held", "meeting_chair"
ORDER, SHOWN, SPEAKER_NOTE = "order", "shown", "note"
ROWS_SHOWN = 20


def choose_meeting(screen: Screen) -> Kept | None:
    """One of the meetings of the evaluation; None where none was called yet."""
    listed = meetings_of(cached.store(), screen.view.evaluation.code)
    if not listed:
        return None
    names = {one.key: f"{one.content.held_on.isoformat()} {one.content.title}" for one in listed}
    code = select(state.MEETING, screen.text("agenda.choose"), names, listed[0].key)
    return next(one for one in listed if one.key == code)


def prepared_of(screen: Screen, kept: Kept | None) -> Prepared | None:
    """What the deck is made of; None until the data are frozen."""
    if kept is None or kept.content.snapshot is None:
        return None
    return cached.meeting_of(screen.view.evaluation.code, kept)


def show_agenda_finding(screen: Screen, kept: Kept | None, prepared: Prepared | None) -> None:
    """What is ready and what is still to be done."""
    title = title_of_agenda(None if kept is None else kept.content, prepared, today(), screen.language)
    show_finding(screen, title)


def show_calling(screen: Screen, *, first: bool) -> None:
    """A new meeting: title, day, who takes the chair."""
    with st.expander(screen.text("agenda.new"), expanded=first):
        st.text_input(screen.text("agenda.title"), key=TITLE, max_chars=LONGEST_TITLE)
        day, chair = st.columns(2)
        day.date_input(screen.text("agenda.held_on"), value=today(), key=HELD, format="YYYY-MM-DD")
        chair.text_input(screen.text("agenda.chair"), key=CHAIR, placeholder=screen.text("agenda.chair_example"))
        st.button(screen.text("agenda.call"), key="call_meeting", type="primary", on_click=_call, args=(screen,))


def show_person(screen: Screen) -> None:
    """The name that stands beside whatever is written."""
    with st.container(width=360):
        ask_name(screen.language)


def show_freezing(screen: Screen, kept: Kept, prepared: Prepared | None) -> None:
    """Which data the meeting is bound to, and freezing them or newer ones."""
    with card(screen.text("agenda.freeze_card")):
        if prepared is not None:
            _show_snapshot(screen, kept, prepared)
        names = {"month": month_text(screen.view.month, screen.language)}
        key = "agenda.freeze" if prepared is None else "agenda.freeze_again"
        st.button(
            screen.text(key, **names),
            key="freeze",
            type="primary" if prepared is None else "secondary",
            on_click=_freeze,
            args=(screen, kept),
        )


def _show_snapshot(screen: Screen, kept: Kept, prepared: Prepared) -> None:
    snapshot = prepared.snapshot
    values = {
        "snapshot": snapshot_id(snapshot),
        "month": month_text(snapshot.content.month, screen.language),
        "at": moment_text(snapshot.at),
        "who": snapshot.who,
    }
    st.markdown(escaped(screen.text("agenda.frozen", **values)))
    if snapshot.content.data_version != cached.store().data_version():
        st.info(screen.text("agenda.newer"))
    own = {state.MEETING: kept.key}
    with st.container(horizontal=True):
        state.show_link_to(PRESENT_PAGE, screen.text("agenda.open_stage"), own)
        state.show_link_to("pages/meeting/speaker.py", screen.text("agenda.open_speaker"), own)


def show_order(screen: Screen, kept: Kept, prepared: Prepared) -> None:
    """Every slide with its place, whether it is shown, and a note for the speaker."""
    with card(screen.text("agenda.order_card"), screen.text("agenda.order_explained")):
        agenda = agenda_of(prepared, today(), screen.language)
        columns = {name: screen.text(f"agenda.column.{name}") for name in (ORDER, SHOWN, "slide", SPEAKER_NOTE)}
        key = f"agenda_{kept.key}_{kept.entry}"
        st.data_editor(
            pd.DataFrame(
                {
                    ORDER: range(1, len(agenda) + 1),
                    SHOWN: [item.shown for item, _ in agenda],
                    "slide": [slide.title for _, slide in agenda],
                    SPEAKER_NOTE: [item.note for item, _ in agenda],
                }
            ),
            hide_index=True,
            width="stretch",
            height=(min(len(agenda), ROWS_SHOWN) + 1) * ROW_HEIGHT + 2,
            row_height=ROW_HEIGHT,
            column_config={
                ORDER: st.column_config.NumberColumn(columns[ORDER], step=0.5, format="%g", width=70),
                SHOWN: st.column_config.CheckboxColumn(columns[SHOWN], width=60),
                "slide": st.column_config.TextColumn(columns["slide"], disabled=True, width="large"),
                SPEAKER_NOTE: st.column_config.TextColumn(columns[SPEAKER_NOTE], width="medium"),
            },
            key=key,
            alt=screen.text("agenda.order_card"),
        )
        st.button(screen.text("agenda.save_order"), key="save_order", on_click=_order, args=(screen, kept, agenda, key))


def _call(screen: Screen) -> None:
    view = screen.view
    meeting = Meeting(
        str(state.held(TITLE) or ""),
        state.held(HELD) or today(),
        view.month,
        screen.unit,
        str(state.held(CHAIR) or ""),
    )

    def call() -> None:
        state.pin(state.MEETING, call_meeting(cached.store(), view.evaluation.code, meeting, signed()))

    act(call, "called")


def _freeze(screen: Screen, kept: Kept) -> None:
    view = screen.view
    scored = Scored(view, screen.unit, cached.definition(), cached.definition_path().read_bytes())
    found = cached.timeline_of(view), courses_of(screen), cached.outlook_of(view)
    store = cached.store()
    act(
        lambda: freeze(store, kept, scored, lambda: sources_of(store, view, screen.unit, found), signed()),
        "frozen_now",
    )


def _order(screen: Screen, kept: Kept, agenda: Sequence[tuple[Item, Slide]], key: str) -> None:
    edited: Mapping[int, Mapping[str, object]] = (state.held(key) or {}).get("edited_rows", {})
    items = ordered(tuple(item for item, _ in agenda), {int(row): cells for row, cells in edited.items()})
    change(screen, kept, replace(kept.content, items=items), "ordered")
