"""Everything that was done to the data of an evaluation: imports, edits, undos, closings, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.storage.frozen import Event
from app.storage.records import Act, CellChange, ImportRecord, Key
from app.storage.store import Store

REDO = "redo"
OF_A_MONTH = ("close", "reopen")
OF_THE_STORE = ("restore",)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history: an act with its record, or 'redo', 'close', 'reopen', 'restore'; ``what`` says which."""

    at: datetime
    who: str
    what: str
    month: str
    detail: str
    record: ImportRecord | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a cell; ``what`` as in a line."""

    change: CellChange
    what: str


def lines_of(store: Store, evaluation: str, month: str | None = None) -> tuple[Line, ...]:
    """What was done to a month, or to all of them, newest first; acts by their numbers, whatever the clock said."""
    records = store.imports(evaluation, month)
    named = named_acts(records)
    lines = [Line(one.at, one.who, named[one.id], one.month, one.note, one) for one in records]
    for event in store.events():
        if _belongs(event, evaluation, month):
            before = next((place for place, line in enumerate(lines) if line.at <= event.at), len(lines))
            lines.insert(before, _line(event))
    return tuple(lines)


def named_acts(records: tuple[ImportRecord, ...]) -> Mapping[int, str]:
    """What each act was, by its number; an undo of an undo applies again what was taken back."""
    named: dict[int, str] = {}
    for record in sorted(records, key=lambda one: one.id):
        takes_back_an_undo = record.undoes is not None and named.get(record.undoes) == Act.UNDO.value
        named[record.id] = REDO if takes_back_an_undo else record.act.value
    return named


def cell_steps(store: Store, evaluation: str, month: str, key: Key) -> tuple[Step, ...]:
    """Everything that happened to a cell of a month, newest first."""
    named = named_acts(store.imports(evaluation, month))
    kind, unit, item = key
    changes = store.cell_history(evaluation, month, unit, item, kind=kind)
    return tuple(Step(change, named[change.import_id]) for change in reversed(changes))


def _belongs(event: Event, evaluation: str, month: str | None) -> bool:
    if event.what in OF_THE_STORE:
        return True
    return event.what in OF_A_MONTH and event.evaluation == evaluation and month in (None, event.month)


def _line(event: Event) -> Line:
    return Line(event.at, event.who, event.what, event.month, event.detail)
