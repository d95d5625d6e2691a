"""The parts of the screen on which a meeting is prepared: called, frozen, put in order, its cards written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from app.services.agenda_order import ordered, title_of_agenda
from app.services.cards import Card, Place, write_card
from app.services.cards import Kept as KeptCard
from app.services.decisions import NotWritten
from app.services.entry_words import moment_text
from app.services.freezing import Scored, freeze, sources_of
from app.services.meeting_deck import Prepared, agenda_of
from app.services.meetings import LONGEST_TITLE, Extra, Item, Kept, Meeting, call_meeting, change_meeting, meetings_of
from app.services.slides import Part, Slide
from app.services.snapshots import DefinitionMoved, snapshot_id
from app.services.wording import month_text
from app.storage.errors import StoreError
from app.views import cached, state
from app.views.frame import Screen, card, escaped, select, show_finding
from app.views.meeting_back import PRESENT_PAGE
from app.views.person import ask_name, entered_name
from app.views.progress import courses_of, today
from app.views.said import say
from app.views.tables import ROW_HEIGHT
from scoring.problem import Problem

TITLE, HELD, CHAIR, EXTRA, LINES = "meeting_title", "meeting_held", "meeting_chair", "meeting_extra", "meeting_lines"
CAUSE, MEASURE, DUE, NOTE = "card_cause", "card_measure", "card_due", "card_note"
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


def show_cards(screen: Screen, kept: Kept, prepared: Prepared) -> None:
    """The card of one indicator: cause, countermeasure, due date, and a note for the speaker."""
    slides = [slide for _, slide in agenda_of(prepared, today(), screen.language) if slide.part is Part.WEAK]
    if not slides:
        return
    with card(screen.text("agenda.card_card"), screen.text("agenda.card_explained")):
        written = {code for code, one in prepared.cards.items() if one.content.cause or one.content.measure}
        names = {str(slide.indicator): _card_name(screen, slide, written) for slide in slides}
        code = select("card", screen.text("agenda.card_choose"), names, next(iter(names)))
        seen = prepared.cards.get(code)
        now = Card() if seen is None else seen.content
        own = f"{kept.key}_{code}_{0 if seen is None else seen.entry}"
        left, right = st.columns(2)
        left.text_area(screen.text("meetings.card.cause"), value=now.cause, key=f"{CAUSE}_{own}")
        right.text_area(screen.text("meetings.card.measure"), value=now.measure, key=f"{MEASURE}_{own}")
        left.date_input(screen.text("meetings.card.due"), value=now.due, key=f"{DUE}_{own}", format="YYYY-MM-DD")
        right.text_input(screen.text("agenda.speaker_note"), value=now.note, key=f"{NOTE}_{own}")
        place = Place(screen.view.evaluation.code, kept.key, code)
        st.button(screen.text("agenda.save_card"), key="save_card", on_click=_card, args=(place, seen, own))


def _card_name(screen: Screen, slide: Slide, written: set[str]) -> str:
    done = screen.text("agenda.card_done") if slide.indicator in written else screen.text("agenda.card_open")
    return f"{done} {slide.title}"


def show_extras(screen: Screen, kept: Kept) -> None:
    """Slides that the planner adds: a title and lines of text."""
    with st.expander(screen.text("agenda.extra_card")):
        for extra in kept.content.extras:
            words, button = st.columns([5, 1], vertical_alignment="center")
            words.markdown(escaped(extra.title))
            button.button(
                screen.text("agenda.extra_drop"), key=f"drop_{extra.key}", on_click=_drop, args=(screen, kept, extra)
            )
        st.text_input(screen.text("agenda.extra_title"), key=EXTRA, max_chars=LONGEST_TITLE)
        st.text_area(screen.text("agenda.extra_lines"), key=LINES)
        st.button(screen.text("agenda.extra_add"), key="add_extra", on_click=_add, args=(screen, kept))


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
        state.pin(state.MEETING, call_meeting(cached.store(), view.evaluation.code, meeting, _signed()))

    _act(call, "called")


def _freeze(screen: Screen, kept: Kept) -> None:
    view = screen.view
    scored = Scored(view, screen.unit, cached.definition(), cached.definition_path().read_bytes())
    found = cached.timeline_of(view), courses_of(screen), cached.outlook_of(view)
    store = cached.store()
    _act(
        lambda: freeze(store, kept, scored, lambda: sources_of(store, view, screen.unit, found), _signed()),
        "frozen_now",
    )


def _order(screen: Screen, kept: Kept, agenda: Sequence[tuple[Item, Slide]], key: str) -> None:
    edited: Mapping[int, Mapping[str, object]] = (state.held(key) or {}).get("edited_rows", {})
    items = ordered(tuple(item for item, _ in agenda), {int(row): cells for row, cells in edited.items()})
    _change(screen, kept, replace(kept.content, items=items), "ordered")


def _card(place: Place, seen: KeptCard | None, own: str) -> None:
    due = state.held(f"{DUE}_{own}")
    written = Card(
        str(state.held(f"{CAUSE}_{own}") or "").strip(),
        str(state.held(f"{MEASURE}_{own}") or "").strip(),
        due if isinstance(due, date) else None,
        str(state.held(f"{NOTE}_{own}") or "").strip(),
    )
    _act(lambda: write_card(cached.store(), place, written, seen, _signed()), "card_saved")


def _add(screen: Screen, kept: Kept) -> None:
    title = " ".join(str(state.held(EXTRA) or "").split())
    if not title:
        say("agenda.extra_title_first", warning=True)
        return
    lines = tuple(line.strip() for line in str(state.held(LINES) or "").splitlines() if line.strip())
    number = 1 + max((int(extra.key.removeprefix("extra.")) for extra in kept.content.extras), default=0)
    extras = (*kept.content.extras, Extra(f"extra.{number}", title, lines))
    _change(screen, kept, replace(kept.content, extras=extras), "extra_added")


def _drop(screen: Screen, kept: Kept, extra: Extra) -> None:
    extras = tuple(one for one in kept.content.extras if one.key != extra.key)
    _change(screen, kept, replace(kept.content, extras=extras), "extra_dropped")


def _change(screen: Screen, kept: Kept, now: Meeting, done: str) -> None:
    code = screen.view.evaluation.code
    _act(lambda: change_meeting(cached.store(), code, kept, now, _signed()), done)


def _signed() -> tuple[str, datetime]:
    return entered_name(), datetime.now(UTC)


def _act(act: Callable[[], None], done: str) -> None:
    """Do it and say what was done, or why not."""
    if not entered_name():
        say("meetings.problem.name_missing", warning=True)
        return
    try:
        act()
    except NotWritten as error:
        _say_problem(error.problems[0])
    except DefinitionMoved:
        say("agenda.definition_moved", warning=True)
    except StoreError as error:
        _say_problem(error.problem)
    else:
        say(f"agenda.{done}")


def _say_problem(problem: Problem) -> None:
    say(problem.code, warning=True, **problem.values)
