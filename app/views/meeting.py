"""The meeting on the projector and on the speaker's screen."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import streamlit as st

from app.charts import theme
from app.services.decision_slides import departments_of
from app.services.decisions import Decision, NotWritten, record
from app.services.meeting_deck import Prepared, deck_of_meeting
from app.services.meetings import Kept, meetings_of
from app.services.problems import describe
from app.services.slides import Deck, Jump, Slide, deck_text
from app.services.wording import name_in
from app.storage.errors import StoreError
from app.text.catalogue import text
from app.views import cached, state
from app.views.component.stage import show_stage
from app.views.frame import Desk, show_empty
from app.views.links import page_of
from app.views.meeting_back import place_to_come_back_to
from app.views.person import entered_name, remember_name
from app.views.progress import today

AGENDA_PAGE, SPEAKER_PAGE = "pages/meeting/agenda.py", "speaker"
KEYS = ("forward", "back", "ends", "number", "question", "record", "blank", "look", "full", "speaker", "leave")
FORM = ("title", "indicator", "whole", "text", "department", "nobody", "due", "person", "save", "close", "saving")
WORDS = ("questions", "notes", "no_notes", "next", "last", "help_title")
PATTERNS = {"data_date": "date", "snapshot": "snapshot", "elapsed": "time", "to_slide": "number"}
UNTIL_DUE = timedelta(days=28)
ANSWER = "meeting_answer"


def show_meeting(desk: Desk, *, speaker: bool) -> None:
    """Cover the screen with the meeting of the address, or with the last one that is frozen."""
    kept = _chosen()
    if kept is None:
        show_empty(desk.text("present.no_meeting"), desk.text("present.no_meeting_do"))
        return
    evaluation = evaluation_code()
    prepared = cached.meeting_of(evaluation, kept)
    deck = deck_of_meeting(prepared, today(), desk.language)
    state.publish(state.MEETING, kept.key)
    state.publish(state.SLIDE, state.written(state.SLIDE), "")
    asked = show_stage(_data(desk, prepared, deck, speaker=speaker), f"stage_{evaluation}_{kept.key}")
    if asked is not None:
        _answer(desk, prepared, deck, asked)


def evaluation_code() -> str:
    """The evaluation of the address, or the newest one there is; a meeting needs no month that can be scored."""
    evaluations = cached.definition().evaluations
    newest = max(evaluations, key=lambda evaluation: evaluation.cutoff).code
    return state.resolve(state.EVALUATION, [one.code for one in evaluations], newest)


def _chosen() -> Kept | None:
    frozen = [one for one in meetings_of(cached.store(), evaluation_code()) if one.content.snapshot is not None]
    wanted = state.written(state.MEETING)
    return next((one for one in frozen if one.key == wanted), frozen[0] if frozen else None)


def _data(desk: Desk, prepared: Prepared, deck: Deck, *, speaker: bool) -> dict[str, Any]:
    evaluation = prepared.result.evaluation
    indicators = evaluation.indicators()
    own = {state.LANGUAGE: desk.language, state.EVALUATION: evaluation.code, state.MEETING: prepared.kept.key}
    return {
        "deck": json.loads(deck_text(deck)),
        "words": _words(desk.language),
        "looks": theme.STAGE,
        "meeting": f"{evaluation.code}-{prepared.kept.key}",
        "slide": state.written(state.SLIDE),
        "speaker": speaker,
        "speaker_address": f"{SPEAKER_PAGE}?" + "&".join(f"{name}={value}" for name, value in own.items()),
        "indicators": [[one.code, f"{one.code} {name_in(one.name, desk.language)}"] for one in indicators],
        "leads": {one.code: one.lead.code for one in indicators if one.lead is not None},
        "departments": [[one.code, name_in(one.name, desk.language)] for one in departments_of(prepared.result)],
        "due": (prepared.meeting.held_on + UNTIL_DUE).isoformat(),
        "person": entered_name(),
        "answer": state.remembered(ANSWER),
    }


def _words(language: str) -> dict[str, Any]:
    """The words of the stage; where it fills something in itself the place for it stays open."""
    words: dict[str, Any] = {name: text(f"present.{name}", language) for name in WORDS}
    words |= {name: text(f"present.{name}", language, **{place: f"{{{place}}}"}) for name, place in PATTERNS.items()}
    words["help"] = [
        [text(f"present.help.{name}.keys", language), text(f"present.help.{name}.does", language)] for name in KEYS
    ]
    words["record"] = {name: text(f"present.record.{name}", language) for name in FORM}
    return words


def _answer(desk: Desk, prepared: Prepared, deck: Deck, asked: Mapping[str, Any]) -> None:
    """What was asked on the stage: the way out, a screen that answers a question, or something to write down."""
    slide = next((one for one in deck.slides if one.key == asked.get("slide")), None)
    place = {state.MEETING: prepared.kept.key, state.SLIDE: "" if slide is None else slide.key}
    match asked.get("ask"):
        case "leave":
            state.turn_to(AGENDA_PAGE, place)
        case "jump" if slide is not None:
            _jump(prepared, slide, int(asked["number"]), place)
        case "record":
            _record(desk, prepared, asked)
            st.rerun()


def _jump(prepared: Prepared, slide: Slide, number: int, place: Mapping[str, str]) -> None:
    """To a screen that answers a question, in the month that the meeting talks about."""
    jump: Jump = slide.jumps[number]
    frozen = prepared.snapshot.content
    about = {state.MONTH: frozen.month, state.UNIT: frozen.unit}
    back = place_to_come_back_to(place[state.MEETING], place[state.SLIDE])
    state.turn_to(page_of(jump.page), about | dict(jump.choices) | {state.BACK: back})


def _record(desk: Desk, prepared: Prepared, asked: Mapping[str, Any]) -> None:
    """Write down what was entered; the stage says what became of it."""
    remember_name(asked["person"])
    failed, words = False, desk.text("present.record.saved")
    try:
        decision = _decision(prepared, asked)
        record(cached.store(), prepared.result.evaluation.code, decision, (asked["person"], datetime.now(UTC)))
    except NotWritten as error:
        failed, words = True, " ".join(describe(problem, desk.language) for problem in error.problems)
    except StoreError as error:
        failed, words = True, describe(error.problem, desk.language)
    state.remember(ANSWER, {"nonce": asked["nonce"], "words": words, "failed": failed})


def _decision(prepared: Prepared, asked: Mapping[str, Any]) -> Decision:
    code: str | None = asked["indicator"] or None
    standing = prepared.result.standings[prepared.snapshot.content.unit]
    value = standing.grades[code].value if code is not None and code in standing.grades else None
    decision = Decision(
        prepared.kept.key,
        asked["text"],
        asked["department"],
        date.fromisoformat(asked["due"]) if asked["due"] else None,
        code,
        month=prepared.result.month,
    )
    return decision if value is None else replace(decision, value=f"{value:f}")
