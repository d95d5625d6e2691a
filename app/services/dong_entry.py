"""Values per dong as somebody types them: read without guessing, written together with the value that they make.

Parts and the unit's value go into the store in one transaction. Whoever saves says what he saw of every entry that the
value rests on; where somebody else was faster, nothing is written and both are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from app.intake.cells import measure_of
from app.intake.grid import CellType, RawCell
from app.intake.numbers import POINTS, Unread, number
from app.intake.reading import problem
from app.services.applying import tidy_name
from app.services.dongs import REGISTER, Kept, Part, Sheet, value_of
from app.storage.records import Act, Content, Entry, ImportBatch, ImportReceipt
from app.storage.store import Store
from scoring.model import Indicator, Parts, State
from scoring.problem import Problem

TOO_LARGE = Decimal(10) ** 12
"""What is this large is a slip of the pen, and the sum of many could not be stored."""

Typed = tuple[str, ...]
"""What stands in the columns of a dong: its value, or done and total."""


@dataclass(frozen=True, slots=True)
class Clash:
    """An entry of a dong that somebody else wrote first, beside what was typed; None where nothing was typed."""

    dong: str
    mine: Typed | None
    found: Kept | None


@dataclass(frozen=True, slots=True)
class Moved:
    """The value of the unit as it was seen, and as somebody else has written it since."""

    seen: Content | None
    found: Content | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What one person has typed for an indicator and not saved, on top of the sheet that he saw."""

    sheet: Sheet
    typed: Mapping[str, Typed] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()
    moved: Moved | None = None
    drawing: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """A problem of what was typed for a dong."""

    dong: str
    typed: Typed
    problem: Problem


@dataclass(frozen=True, slots=True)
class Plan:
    """What saving would do.

    ``parts`` is what would stand for every dong that has something, ``changed`` those whose entry would be another;
    ``value`` is what they make, None while ``missing`` names a dong or there is nothing to divide by.
    """

    sheet: Sheet
    parts: Mapping[str, Part]
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    value: Decimal | None
    errors: tuple[About, ...]

    @property
    def writes_value(self) -> bool:
        """Whether the value of the unit would be another."""
        return self.value is not None and self.sheet.city != Content(State.SUBMITTED, self.value)

    @property
    def writes(self) -> bool:
        """Whether there is something to write, and all of it could be read."""
        return not self.errors and (bool(self.changed) or self.writes_value)


def typed_of(sheet: Sheet, dong: str) -> Typed:
    """What stands for a dong, as it would be typed."""
    kept = sheet.parts.get(dong)
    numbers = (kept.content if kept else Part()).numbers(sheet.kind)
    return tuple("" if one is None else f"{one:f}" for one in numbers)


def put(draft: Draft, typed: Mapping[str, Typed]) -> Draft:
    """The draft with what was typed; what says the same as what stands there is not kept."""
    kept = {**draft.typed, **typed}
    same = [dong for dong, words in kept.items() if _says_the_same(draft.sheet, dong, words)]
    return replace(draft, typed={dong: words for dong, words in kept.items() if dong not in same})


def drop(draft: Draft, dongs: tuple[str, ...] | None = None) -> Draft:
    """The draft without what was typed for some dongs, or for any, and without what was told of others."""
    kept = {} if dongs is None else {dong: words for dong, words in draft.typed.items() if dong not in dongs}
    return Draft(draft.sheet, kept, drawing=draft.drawing + 1)


def read(indicator: Indicator, typed: Typed) -> Part | None:
    """What was typed for a dong; None where nothing was. Unread for what is no number, DongError for what can't be."""
    if not any(words.strip() for words in typed):
        return None
    if not all(words.strip() for words in typed):
        raise DongError("half")
    measure = measure_of(indicator) if indicator.parts is Parts.SUM else POINTS
    numbers = [number(RawCell(CellType.TEXT, words), measure) for words in typed]
    if min(numbers) < 0:
        raise DongError("negative")
    if max(numbers) >= TOO_LARGE:
        raise DongError("too_large")
    if indicator.parts is Parts.SUM:
        return Part(value=numbers[0])
    done, total = numbers
    if done > total:
        raise DongError("done_above_total")
    return Part(done=done, total=total)


class DongError(ValueError):
    """Numbers that can be read but cannot be."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.problem = Problem(f"dongs.problem.{code}", "")


def plan_parts(draft: Draft) -> Plan:
    """What saving a draft would do."""
    sheet, errors = draft.sheet, []
    parts = {dong: kept.content for dong, kept in sheet.parts.items()}
    for dong, typed in draft.typed.items():
        try:
            part = read(sheet.indicator, typed)
        except Unread as unread:
            errors.append(About(dong, typed, problem(unread.code, "", **unread.values)))
        except DongError as error:
            errors.append(About(dong, typed, error.problem))
        else:
            parts = {code: one for code, one in parts.items() if code != dong} | ({dong: part} if part else {})
    stood = {dong: kept.content for dong, kept in sheet.parts.items()}
    entered = {dong: part for dong, part in parts.items() if part.is_whole(sheet.kind)}
    return Plan(
        sheet=sheet,
        parts=parts,
        changed=tuple(dong.code for dong in sheet.dongs if parts.get(dong.code) != stood.get(dong.code)),
        missing=tuple(dong.code for dong in sheet.dongs if dong.code not in entered),
        value=None if errors else value_of(sheet.indicator, sheet.kind, entered, sheet.dongs),
        errors=tuple(errors),
    )


def save(store: Store, plan: Plan, note: str, signed: tuple[str, datetime]) -> ImportReceipt:
    """Write the entries, and the value that they make where none is missing, in one transaction or not at all.

    LedgerChanged where somebody else wrote an entry that the value rests on, StoreChanged where he wrote the value,
    MonthClosed where the month is closed. ValueError without a name or for what could not be read.
    """
    who, at = tidy_name(signed[0]), signed[1]
    if not who or plan.errors:
        raise ValueError("what dongs enter needs readable numbers and a name")
    place, seen = plan.sheet.place, plan.sheet.parts
    rests_on = plan.changed if plan.value is None else tuple(dong.code for dong in plan.sheet.dongs)
    drafts = [REGISTER.draft(place.evaluation, place.key(dong), plan.parts.get(dong)) for dong in rests_on]
    noted = {place.key(dong): seen[dong].entry if dong in seen else None for dong in rests_on}
    entries: tuple[Entry, ...] = ()
    if plan.value is not None:
        entries = (Entry(*place.cell, State.SUBMITTED, plan.value, None, "", "", ""),)
    batch = ImportBatch(place.evaluation, place.month, entries, "", "", who, at, act=Act.EDIT, note=note)
    return store.apply_import(batch, {place.cell: plan.sheet.city}, ledger=drafts, ledger_seen=noted)


def read_again(draft: Draft, now: Sheet) -> Draft:
    """The draft on top of what stands now, with what others have written meanwhile beside what was typed."""
    was = draft.sheet
    others = [dong.code for dong in now.dongs if _entry(now, dong.code) != _entry(was, dong.code)]
    clashes = tuple(Clash(dong, draft.typed.get(dong), now.parts.get(dong)) for dong in others)
    moved = Moved(was.city, now.city) if now.city != was.city else None
    return replace(put(replace(draft, sheet=now), {}), clashes=clashes, moved=moved, drawing=draft.drawing + 1)


def _entry(sheet: Sheet, dong: str) -> int | None:
    return sheet.parts[dong].entry if dong in sheet.parts else None


def _says_the_same(sheet: Sheet, dong: str, typed: Typed) -> bool:
    kept = sheet.parts.get(dong)
    try:
        return read(sheet.indicator, typed) == (kept.content if kept else None)
    except (Unread, DongError):
        return False
