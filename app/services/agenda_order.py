"""The agenda as it is typed: a number for each place, and the sentence that says what is still to be done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.services.meeting_deck import Prepared, agenda_of
from app.services.meetings import Item, Meeting
from app.services.slides import Part
from app.text.catalogue import text


def ordered(items: Sequence[Item], edited: Mapping[int, Mapping[str, object]]) -> tuple[Item, ...]:
    """The items in the order of their numbers; one that was moved goes before another with the same number."""
    rows = []
    for row, item in enumerate(items):
        cells = edited.get(row, {})
        number = cells.get("order")
        moved = isinstance(number, int | float)
        place = float(number) if isinstance(number, int | float) else float(row + 1)
        shown = bool(cells.get("shown", item.shown))
        rows.append(((place, not moved, row), replace(item, shown=shown, note=str(cells.get("note", item.note) or ""))))
    return tuple(item for _, item in sorted(rows, key=lambda one: one[0]))


def title_of_agenda(meeting: Meeting | None, prepared: Prepared | None, today: date, language: str) -> str:
    """How many slides are shown and how many cards are written, or what comes first."""
    if meeting is None:
        return text("agenda.finding.none", language)
    if prepared is None:
        return text("agenda.finding.not_frozen", language, title=meeting.title)
    agenda = agenda_of(prepared, today, language)
    weak = [slide.indicator for item, slide in agenda if item.shown and slide.part is Part.WEAK]
    written = sum(1 for code in weak if code in prepared.cards and prepared.cards[code].content.measure)
    shown = sum(item.shown for item, _ in agenda)
    values = {"title": meeting.title, "shown": shown, "weak": len(weak), "written": written}
    return text("agenda.finding.ready", language, **values)
