"""Values typed on the screen: held against what stood there when the grid was drawn, written as one act with a reason.

Two people may edit the same month. What a person typed counts only on top of what that person saw; a cell that somebody
else has changed meanwhile is shown with both contents, and the person decides.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from app.intake.cells import observation, stated
from app.intake.grid import CellType, RawCell
from app.intake.numbers import Unread, number
from app.intake.reading import Counts, FileReading, ReadEntry, problem
from app.intake.workbook_format import tidy
from app.services.effects import Effect, effect_of
from app.services.entry_words import indicator_with
from app.services.plausibility import check_plausible
from app.storage.records import Act, Change, Conflict, Content, Entry, ImportBatch, ImportReceipt, Key
from app.storage.store import Store
from scoring.model import Evaluation, State
from scoring.problem import Problem

BETWEEN = "!"


class Typed(NamedTuple):
    """What was typed for a cell; a reason only for points."""

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What one person has typed for a month and not saved.

    ``seen`` is what stood in the month when it was read, a cell of which nothing was known left out; ``data_version``
    is the state of the store then. ``drawing`` counts how often the grid must begin anew.
    """

    evaluation: str
    month: str
    seen: Mapping[Key, Content]
    data_version: int
    typed: Mapping[Key, Typed] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    drawing: int = 0


class About(NamedTuple):
    """A problem of one typed cell."""

    key: Key
    typed: Typed
    problem: Problem


@dataclass(frozen=True, slots=True)
class EditPlan:
    """What saving a draft would do; ``wanted`` leaves out what can't be read, which ``errors`` names."""

    evaluation: str
    month: str
    wanted: Mapping[Key, Content]
    seen: Mapping[Key, Content | None]
    errors: tuple[About, ...]
    questions: tuple[About, ...]
    effect: Effect

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every cell before and after, by kind, unit and item."""
        return tuple(
            Change(*key, self.seen[key], content, "", "", None)
            for key, content in sorted(self.wanted.items(), key=_key)
        )

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of questions, each to be confirmed once."""
        return tuple(dict.fromkeys(sorted(about.problem.code for about in self.questions)))


def begin_draft(store: Store, evaluation: Evaluation, month: str) -> Draft:
    """Nothing typed yet on top of a month as it stands now."""
    version = store.data_version()
    return Draft(evaluation.code, month, store.month_content(evaluation.code, month), version)


def put(evaluation: Evaluation, draft: Draft, typed: Mapping[Key, Typed]) -> Draft:
    """The draft with what was typed; what says the same as what was seen is not kept."""
    kept = {**draft.typed, **typed}
    for key, one in typed.items():
        if _says_the_same(evaluation, key, one, draft.seen.get(key)):
            del kept[key]
    return draft if kept == draft.typed else replace(draft, typed=kept)


def drop(draft: Draft, keys: Iterable[Key] | None = None) -> Draft:
    """The draft without what was typed in some cells, or in any."""
    gone = set(draft.typed if keys is None else keys)
    kept = {key: one for key, one in draft.typed.items() if key not in gone}
    return replace(draft, typed=kept, drawing=draft.drawing + 1)


def changed_by_others(store: Store, draft: Draft) -> frozenset[Key]:
    """The cells that say something else by now than what was seen."""
    if store.data_version() == draft.data_version:
        return frozenset()
    now = store.month_content(draft.evaluation, draft.month)
    return frozenset(key for key in {*now, *draft.seen} if now.get(key) != draft.seen.get(key))


def read_again(store: Store, draft: Draft) -> Draft:
    """The draft on top of what stands now; cells typed in keep what was seen when they were typed."""
    version = store.data_version()
    kept = {key: draft.seen.get(key) for key in draft.typed}
    seen = _standing({**store.month_content(draft.evaluation, draft.month), **kept})
    return replace(draft, seen=seen, data_version=version, drawing=draft.drawing + 1)


def settle(draft: Draft, mine: Collection[Key]) -> Draft:
    """The draft after the person has seen what others wrote: their own content stays wanted for the cells ``mine``."""
    found = {conflict.key: conflict.found for conflict in draft.conflicts}
    seen = _standing({**draft.seen, **found})
    given_up = [conflict.key for conflict in draft.conflicts if conflict.key not in mine]
    return drop(replace(draft, seen=seen, conflicts=()), given_up)


def content_of(evaluation: Evaluation, key: Key, typed: Typed) -> Content:
    """What was typed, read by the rules for the cells of a file; Unread where it can't be."""
    kind, _, item = key
    cell = RawCell(CellType.TEXT, typed.text)
    if kind == "value":
        indicator = indicator_with(evaluation, item)
        if indicator is None:
            raise Unread("unknown_indicator", found=item)
        return Content(*observation(cell, indicator))
    if stated(cell.text) is not None:
        return Content(State.NOT_SUBMITTED, reason=tidy(typed.reason))
    points = number(cell)
    if points < 0 and kind != "score":
        raise Unread("negative_points", found=typed.text)
    return Content(State.SUBMITTED, points, None, tidy(typed.reason))


def plan_edit(store: Store, evaluation: Evaluation, draft: Draft) -> EditPlan:
    """What saving would change, what can't be read, what should be looked at twice, and what it does to scores."""
    wanted, errors = {}, []
    for key, typed in draft.typed.items():
        try:
            wanted[key] = content_of(evaluation, key, typed)
        except Unread as unread:
            errors.append(About(key, typed, problem(unread.code, "", **unread.values)))
    questions = _questions(store, evaluation, draft, wanted)
    effect = effect_of(store, evaluation, draft.month, wanted)
    seen = {key: draft.seen.get(key) for key in wanted}
    return EditPlan(draft.evaluation, draft.month, wanted, seen, tuple(errors), questions, effect)


def save(store: Store, plan: EditPlan, who: str, why: str, now: datetime) -> ImportReceipt:
    """Write what was planned in one transaction, as one act with its reason and what was confirmed.

    The same again writes nothing. StoreChanged, with every cell concerned, where somebody else has changed one;
    MonthClosed where the month is closed.
    """
    if plan.errors or not who or not why:
        raise ValueError("an edit needs readable cells, a name and a reason")
    note = f"{why} ({', '.join(plan.kinds)})" if plan.kinds else why
    entries = tuple(
        Entry(kind, unit, item, *content, sheet="", cell="") for (kind, unit, item), content in plan.wanted.items()
    )
    batch = ImportBatch(plan.evaluation, plan.month, entries, "", "", who, now, act=Act.EDIT, note=note)
    return store.apply_import(batch, plan.seen)


def _standing(contents: Mapping[Key, Content | None]) -> dict[Key, Content]:
    return {key: content for key, content in contents.items() if content is not None}


def _says_the_same(evaluation: Evaluation, key: Key, typed: Typed, seen: Content | None) -> bool:
    if seen is None and not typed.text.strip() and not typed.reason.strip():
        return True
    try:
        return content_of(evaluation, key, typed) == seen
    except Unread:
        return False


def _questions(store: Store, evaluation: Evaluation, draft: Draft, wanted: Mapping[Key, Content]) -> tuple[About, ...]:
    """What a wrong value would betray itself by; a question about the whole month is none of a few cells."""
    entries = tuple(
        ReadEntry(kind, unit, item, *content, sheet=unit, cell=item) for (kind, unit, item), content in wanted.items()
    )
    reading = FileReading(evaluation, draft.month, False, entries, (), Counts())
    earlier = [one for one in store.months(evaluation.code) if one < draft.month]
    last = store.month_data(evaluation.code, earlier[-1]) if earlier else None
    asked = check_plausible(reading, store.month_data(evaluation.code, draft.month), last)
    keys = {f"{unit}{BETWEEN}{item}": (kind, unit, item) for kind, unit, item in wanted if kind == "value"}
    return tuple(
        About(keys[one.place], draft.typed[keys[one.place]], replace(one, place=""))
        for one in asked
        if one.place in keys
    )


def _key(pair: tuple[Key, Content]) -> Key:
    return pair[0]
