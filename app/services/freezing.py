"""Freezing a month for a meeting: gather what the slides are made of, make them, and bind the meeting to them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.services.judgements import judgements_of
from app.services.marks import marks_of
from app.services.meeting_slides import Sources, frozen_slides
from app.services.meetings import Kept, change_meeting
from app.services.months import MonthView, history
from app.services.moved import Movement, movement_of
from app.services.outlook import Outlook, outlook_of
from app.services.progress import Beside, Course, progress_of
from app.services.shortlist import shortlist_of
from app.services.snapshots import Made, take_snapshot
from app.services.timeline import Timeline, timeline_of
from app.services.worth import worths_of
from app.storage.store import Store
from app.text.catalogue import LANGUAGES
from scoring.model import Definition


@dataclass(frozen=True, slots=True)
class Scored:
    """A month as it was looked at, and the definition that it was scored by: read, and as the file's bytes."""

    view: MonthView
    unit: str
    definition: Definition
    file: bytes


def gather(store: Store, scored: Scored, today: date) -> Sources:
    """What the slides are made of, from the store alone."""
    view, unit = scored.view, scored.unit
    line = timeline_of(view, lambda code: history(store, scored.definition, code))
    outlook = outlook_of(line, judgements_of(store, view.evaluation.code))
    arrivals = store.arrivals(view.evaluation.code, view.month, unit)
    courses = progress_of(view, unit, Beside(line, arrivals, today, outlook.cells.get(unit, {})))
    return sources_of(store, view, unit, (line, courses, outlook))


def sources_of(
    store: Store, view: MonthView, unit: str, found: tuple[Timeline, tuple[Course, ...], Outlook]
) -> Sources:
    """What the slides are made of; ``found`` is what the screens of the month show."""
    line, courses, outlook = found
    worths = worths_of(view.result, unit, courses, outlook)
    proposal = worths.proposal if worths else ()
    chosen = shortlist_of(store, view.evaluation.code, unit, view.month, proposal)
    return Sources(view, unit, line.this_year, _movement(view, unit), courses, outlook, chosen)


def freeze(
    store: Store, kept: Kept, scored: Scored, sources: Callable[[], Sources], signed: tuple[str, datetime]
) -> None:
    """Freeze the month and bind the meeting to it; raises as ``take_snapshot`` and ``change_meeting``."""
    view, unit, gathered = scored.view, scored.unit, sources()
    made = Made(
        unit,
        scored.file,
        scored.definition.checksum,
        {language: frozen_slides(gathered, language) for language in LANGUAGES},
        {language: tuple(mark.words for mark in marks_of(view, unit, language)) for language in LANGUAGES},
    )
    number = take_snapshot(store, view, made, signed)
    now = replace(kept.content, snapshot=int(number), month=view.month, unit=unit)
    change_meeting(store, view.evaluation.code, kept, now, signed)


def _movement(view: MonthView, unit: str) -> Movement | None:
    if view.last_month is None:
        return None
    found = movement_of(view.last_month, view.result, unit)
    return found if isinstance(found, Movement) else None
