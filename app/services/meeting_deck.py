"""The deck of a meeting: the frozen slides in the order of the agenda, with cards, decisions and what was added."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.services import cards, decisions, meetings, snapshots
from app.services.cover import cover_slide
from app.services.decision_slides import follow_up_slides, instruction_slides
from app.services.findings import data_date
from app.services.meeting_scenarios import Applied, applied, scenario_slides
from app.services.meetings import Extra, Item, Meeting, arranged
from app.services.months import MonthView
from app.services.paper_words import marked
from app.services.slides import Deck, Paragraph, Part, Slide
from app.services.wording import name_in
from app.storage.store import Store
from app.text.catalogue import text
from scoring.score import Result

MARKS = {Part.FORECAST: "meetings.forecast_mark", Part.SHORTEST: "frame.what_if", Part.SCENARIO: "frame.what_if"}
"""What is said below the title of slides that are not official, on every screen and paper."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that the deck of a meeting is made of, read once; ``view`` is the frozen month."""

    kept: meetings.Kept
    snapshot: snapshots.Kept
    view: MonthView
    cards: dict[str, cards.Kept]
    earlier: tuple[decisions.Kept, ...]
    decided: tuple[decisions.Kept, ...]
    what_ifs: tuple[Applied, ...]

    @property
    def result(self) -> Result:
        """The frozen result."""
        return self.view.result

    @property
    def meeting(self) -> Meeting:
        """The meeting itself."""
        return self.kept.content


class NotFrozen(Exception):  # noqa: N818
    """The meeting has no snapshot yet, so there is nothing to show."""


def prepare(store: Store, evaluation: str, kept: meetings.Kept) -> Prepared:
    """Read what a meeting is made of; NotFrozen without a snapshot, UnreadableClosingError where it is damaged."""
    if kept.content.snapshot is None:
        raise NotFrozen
    snapshot = snapshots.snapshot_of(store, evaluation, kept.content.snapshot)
    every, held = decisions.decisions_of(store, evaluation), meetings.meetings_of(store, evaluation)
    before = {one.key for one in held if one.content.held_on < kept.content.held_on}
    view = snapshots.frozen_view(snapshot, snapshots.frozen_month(snapshot))
    return Prepared(
        kept,
        snapshot,
        view,
        cards.cards_of(store, evaluation, kept.key),
        tuple(one for one in every if one.content.meeting in before),
        tuple(one for one in every if one.content.meeting == kept.key),
        applied(view, kept.content.what_ifs),
    )


def deck_of_meeting(prepared: Prepared, today: date, language: str) -> Deck:
    """What is shown and printed, in one language."""
    meeting, content = prepared.meeting, prepared.snapshot.content
    evaluation = prepared.result.evaluation
    return Deck(
        language=language,
        meeting=meeting.title,
        held_on=meeting.held_on.isoformat(),
        evaluation=name_in(evaluation.name, language),
        month=content.month,
        data_date=data_date(content.month),
        snapshot=snapshots.snapshot_id(prepared.snapshot),
        marks=content.marks[language],
        slides=tuple(_in_order(prepared, slides_of(prepared, today, language))),
        filters=(name_in(evaluation.unit(content.unit).name, language),),
    )


def agenda_of(prepared: Prepared, today: date, language: str) -> tuple[tuple[Item, Slide], ...]:
    """Every slide there is in the order of the agenda, those that are not shown too."""
    by_key = {slide.key: slide for slide in slides_of(prepared, today, language)}
    return tuple((item, by_key[item.key]) for item in arranged(prepared.meeting, by_key))


def slides_of(prepared: Prepared, today: date, language: str) -> tuple[Slide, ...]:
    """Every slide in the usual order."""
    frozen = tuple(_with_card(slide, prepared, language) for slide in prepared.snapshot.content.slides[language])
    unit = prepared.snapshot.content.unit
    found = (
        cover_slide(prepared.meeting, prepared.result.evaluation, prepared.snapshot, language),
        *follow_up_slides(prepared.earlier, prepared.result, unit, today, language),
        *frozen,
        *scenario_slides(prepared.view, unit, prepared.what_ifs, language),
        *(_extra(one) for one in prepared.meeting.extras),
        *instruction_slides(prepared.decided, prepared.result, language),
    )
    return tuple(marked(one, text(MARKS[one.part], language)) if one.part in MARKS else one for one in found)


def _in_order(prepared: Prepared, slides: Sequence[Slide]) -> Iterator[Slide]:
    by_key = {slide.key: slide for slide in slides}
    for item in arranged(prepared.meeting, by_key):
        if item.shown:
            slide = by_key[item.key]
            yield replace(slide, notes=(*slide.notes, item.note)) if item.note else slide


def _extra(extra: Extra) -> Slide:
    return Slide(extra.key, Part.OTHER, extra.title, paragraphs=tuple(Paragraph(line) for line in extra.lines))


def _with_card(slide: Slide, prepared: Prepared, language: str) -> Slide:
    """The slide of a weak indicator with what its department wrote; without a card it says so."""
    if slide.part is not Part.WEAK or slide.indicator is None:
        return slide
    kept = prepared.cards.get(slide.indicator)
    card = cards.Card() if kept is None else kept.content
    said = {"cause": card.cause, "measure": card.measure, "due": card.due.isoformat() if card.due else ""}
    written = tuple(
        Paragraph(words or text("meetings.card.missing", language), label=text(f"meetings.card.{name}", language))
        for name, words in said.items()
    )
    notes = (card.note,) if card.note else ()
    return replace(slide, paragraphs=(*slide.paragraphs, *written), notes=(*slide.notes, *notes))
