"""What the planner expects of grades given by hand: percent by letter, kept in the ledger with a name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from app.storage.ledger_entries import LedgerDraft, LedgerEntry
from app.storage.store import Store
from scoring.forecast import Judgements
from scoring.model import Indicator, Method, State
from scoring.score import Result

KIND = "judgement"
WHOLE = Decimal(100)

Percents = Mapping[str, Decimal]
"""Percent by letter, those of 0 left out; without any nothing is said and the assumption holds."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The grades by hand of one unit: what is said of each, with its entry where there is one."""

    evaluation: str
    unit: str
    indicators: tuple[Indicator, ...]
    entries: Mapping[str, LedgerEntry]

    def percents(self, indicator: str) -> Percents:
        """What is said of one indicator."""
        entry = self.entries.get(indicator)
        return {} if entry is None else _percents(entry)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be saved, with what its percents add up to."""

    indicator: Indicator
    total: Decimal


def judgements_of(store: Store, evaluation: str) -> Judgements:
    """Everything that is said of an evaluation, by indicator and unit."""
    return {_place(entry.key): _percents(entry) for entry in store.ledger(evaluation, KIND)}


def sheet_of(store: Store, result: Result, unit: str) -> Sheet:
    """The indicators of a unit that are graded by hand, as long as they apply to it."""
    grades = result.standings[unit].grades
    by_hand = (one for one in result.evaluation.indicators() if one.method is Method.QUALITATIVE)
    said = {_place(entry.key): entry for entry in store.ledger(result.evaluation.code, KIND)}
    return Sheet(
        result.evaluation.code,
        unit,
        tuple(one for one in by_hand if grades[one.code].state is not State.NOT_APPLICABLE),
        {indicator: entry for (indicator, of), entry in said.items() if of == unit},
    )


def check(sheet: Sheet, typed: Mapping[str, Percents]) -> tuple[Refused, ...]:
    """The rows whose percents are not 100 together, or of which one is not from 0 to 100; an empty row says nothing."""
    known = {one.code: one for one in sheet.indicators}
    return tuple(
        Refused(known[code], sum(percents.values(), Decimal(0)))
        for code, percents in typed.items()
        if percents and (sum(percents.values()) != WHOLE or min(percents.values()) < 0)
    )


def save(store: Store, sheet: Sheet, typed: Mapping[str, Percents], who: str, at: datetime) -> int:
    """Write what is typed; gives how many rows were new.

    LedgerChanged where somebody else has written since the sheet was made. ValueError for what ``check`` refuses.
    """
    if check(sheet, typed):
        raise ValueError("percents that do not add up to 100")
    drafts = [LedgerDraft(sheet.evaluation, KIND, _key(code, sheet.unit), _content(typed[code])) for code in typed]
    seen = {draft.key: _seen(sheet, code) for draft, code in zip(drafts, typed, strict=True)}
    return len(store.write_ledger(drafts, who, at, seen))


def changed(sheet: Sheet, typed: Mapping[str, Percents]) -> dict[str, Percents]:
    """The rows that say something else than what is kept."""
    return {code: percents for code, percents in typed.items() if dict(percents) != dict(sheet.percents(code))}


def _seen(sheet: Sheet, indicator: str) -> int | None:
    entry = sheet.entries.get(indicator)
    return None if entry is None else entry.id


def _content(percents: Percents) -> str | None:
    """JSON with the percents as they were typed; nothing takes it out."""
    return json.dumps({letter: str(percent) for letter, percent in percents.items()}) if percents else None


def _percents(entry: LedgerEntry) -> Percents:
    return {letter: Decimal(percent) for letter, percent in json.loads(entry.content or "{}").items()}


def _key(indicator: str, unit: str) -> str:
    return f"{indicator}:{unit}"


def _place(key: str) -> tuple[str, str]:
    indicator, _, unit = key.rpartition(":")
    return indicator, unit
