"""The cards of a meeting: what departments say of a weak indicator."""

from datetime import date

import streamlit as st

from app.services.cards import Card, Place, write_card
from app.services.cards import Kept as KeptCard
from app.services.meeting_deck import Prepared, agenda_of
from app.services.meetings import Kept
from app.services.slides import Part, Slide
from app.views import cached, state
from app.views.frame import Screen, card, select
from app.views.meeting_acts import act, signed
from app.views.progress import today

CAUSE, MEASURE, DUE, NOTE = "card_cause", "card_measure", "card_due", "card_note"


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


def _card(place: Place, seen: KeptCard | None, own: str) -> None:
    due = state.held(f"{DUE}_{own}")
    written = Card(
        str(state.held(f"{CAUSE}_{own}") or "").strip(),
        str(state.held(f"{MEASURE}_{own}") or "").strip(),
        due if isinstance(due, date) else None,
        str(state.held(f"{NOTE}_{own}") or "").strip(),
    )
    act(lambda: write_card(cached.store(), place, written, seen, signed()), "card_saved")
