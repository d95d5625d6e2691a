"""What the papers of a meeting hold beside its deck: a page per department, every figure with its derivation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.services.closing_archive import archive_tables
from app.services.decision_slides import departments_of, state_words
from app.services.decisions import Decision
from app.services.entry_words import moment_text
from app.services.handouts import Handout, IndicatorLine, InstructionLine, messages_for
from app.services.meeting_deck import Prepared
from app.services.meeting_scenarios import scenario_tables
from app.services.slides import Deck, Part, Slide
from app.services.snapshots import as_closing, snapshot_id
from app.services.tables import Table
from app.services.wording import NOTHING, name_in, value_text
from app.text.catalogue import text
from scoring.model import Department, Indicator


def handouts_of(prepared: Prepared, deck: Deck, today: date, language: str) -> tuple[Handout, ...]:
    """A page for every department that leads or works on an indicator of the meeting, or has something to do."""
    return tuple(_handouts(prepared, deck, today, language))


def derivation_of(prepared: Prepared, language: str) -> tuple[Table, ...]:
    """What the what-ifs come to; every value, grade and score of the snapshot, exact, and what the snapshot is."""
    kept = prepared.snapshot
    about = (
        (text("meetings.paper.snapshot", language), snapshot_id(kept)),
        (text("meetings.paper.taken", language), f"{moment_text(kept.at)} {kept.who}"),
        (text("meetings.paper.definition", language), kept.content.definition_checksum),
    )
    what_ifs = scenario_tables(prepared.view, kept.content.unit, prepared.what_ifs, language)
    what, *others = archive_tables(as_closing(kept), prepared.result, about, language)
    return (*what_ifs, replace(what, title=text("paper.cover.snapshot", language)), *others)


def _handouts(prepared: Prepared, deck: Deck, today: date, language: str) -> Iterator[Handout]:
    slides = {slide.indicator: slide for slide in deck.slides if slide.part is Part.WEAK and slide.indicator}
    indicators = [one for one in prepared.result.evaluation.indicators() if one.code in slides]
    everything = [kept.content for kept in (*prepared.earlier, *prepared.decided)]
    for department in departments_of(prepared.result):
        own = [one for one in indicators if department in (one.lead, *one.collaborating)]
        told = [one for one in everything if one.department == department.code]
        if own or told:
            yield Handout(
                name_in(department.name, language),
                messages_for(deck, {one.code for one in own}),
                tuple(_line(prepared, one, department, slides[one.code], language) for one in own),
                tuple(_told(one, today, language) for one in told),
            )


def _line(
    prepared: Prepared, indicator: Indicator, department: Department, slide: Slide, language: str
) -> IndicatorLine:
    unit = prepared.snapshot.content.unit
    standing = prepared.result.standings[unit]
    outlook = text("meetings.said.forecast", language)
    return IndicatorLine(
        name_in(indicator.name, language),
        text("meetings.said.lead" if indicator.lead == department else "meetings.said.collaborating", language),
        value_text(indicator, standing.grades[indicator.code].value, language),
        value_text(indicator, indicator.target_of(unit), language),
        next((one.text for one in slide.paragraphs if one.label == outlook), NOTHING),
    )


def _told(decision: Decision, today: date, language: str) -> InstructionLine:
    due = NOTHING if decision.due is None else decision.due.isoformat()
    return InstructionLine(decision.text, due, state_words(decision, today, language).text)
