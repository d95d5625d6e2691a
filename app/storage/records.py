"""What goes into the store and comes out of it besides the data of a month: plain values."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Context, Decimal, InvalidOperation
from enum import StrEnum
from operator import itemgetter
from typing import Literal, NamedTuple

from app.storage.frozen import Closing as Closing
from app.storage.frozen import ClosingDraft as ClosingDraft
from app.storage.frozen import Event as Event
from app.storage.ledger_entries import LedgerDraft as LedgerDraft
from app.storage.ledger_entries import LedgerEntry as LedgerEntry
from scoring.model import State

Kind = Literal["value", "score", "bonus", "deduction"]
# What a cell is about: its kind, unit and item; an item is an indicator for values and a node of the tree for points.
Key = tuple[Kind, str, str]

# DECIMAL(38, 22): sixteen digits before the point, twenty-two behind it, where programs write small shares.
STORED, LAST_DECIMAL = Context(prec=38), Decimal("1e-22")
KEY_OF = itemgetter(slice(3))
"""The key of an entry: its kind, unit and item."""


class Act(StrEnum):
    """What wrote into a month."""

    IMPORT = "import"
    EDIT = "edit"
    UNDO = "undo"


class ChangeKind(StrEnum):
    """What became of a cell; confirmed: the user's own data say the same as the demonstration data they replace."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    CONFIRMED = "confirmed"


# Members of an enumeration are slow to look up in Python 3.11, and a file of a whole country changes 34,000 cells.
ADDED, CHANGED, REMOVED, CONFIRMED = ChangeKind
NOT_SUBMITTED = State.NOT_SUBMITTED


class Content(NamedTuple):
    """What stands in a cell."""

    state: State
    value: Decimal | None = None
    grade: str | None = None
    reason: str = ""


class Entry(NamedTuple):
    """One cell of a file: what it is about, what it says and where it stands."""

    kind: Kind
    unit: str
    item: str
    state: State
    value: Decimal | None
    grade: str | None
    reason: str
    sheet: str
    cell: str

    @property
    def key(self) -> Key:
        """What the entry is about."""
        return self.kind, self.unit, self.item

    @property
    def content(self) -> Content:
        """What the entry says."""
        return Content(self.state, self.value, self.grade, self.reason)


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """Everything one file or one edit says about one month, who brings it and when (``at`` with its time zone).

    An edit has no file: file name, checksum, sheets and cells are empty. ``note``: what was confirmed, or why.
    ``blanks`` are the entries whose cell was left blank: where nothing stands, they say nothing.
    """

    evaluation: str
    month: str
    entries: tuple[Entry, ...]
    file_name: str
    sha256: str
    who: str
    at: datetime
    demonstration: bool = False
    act: Act = Act.IMPORT
    note: str = ""
    blanks: frozenset[Key] = frozenset()


class Change(NamedTuple):
    """A cell before and after an act; None where there is no cell.

    ``old_import_id`` and ``import_id`` name the import or edit that the old and the new content come from; the
    latter is None while a plan is not yet applied. ``sheet`` and ``cell`` are those of the new content.
    """

    kind: Kind
    unit: str
    item: str
    old: Content | None
    new: Content | None
    sheet: str
    cell: str
    old_import_id: int | None
    import_id: int | None = None

    @property
    def key(self) -> Key:
        """What the cell is about."""
        return self.kind, self.unit, self.item

    @property
    def what(self) -> ChangeKind:
        """What became of the cell; one that said 'not submitted' counts as empty."""
        if self.old is None or self.new is None:
            return ADDED if self.old is None else REMOVED
        if self.old == self.new:
            return CONFIRMED
        if self.old.state is NOT_SUBMITTED:
            return ADDED
        return REMOVED if self.new.state is NOT_SUBMITTED else CHANGED


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would change; ``seen`` is what stands now in every cell it speaks of."""

    changes: tuple[Change, ...]
    unchanged: int
    seen: Mapping[Key, Content | None] = field(default_factory=dict)

    @property
    def added(self) -> int:
        """Cells of which nothing was known."""
        return self._count(ChangeKind.ADDED)

    @property
    def changed(self) -> int:
        """Cells that say something else."""
        return self._count(ChangeKind.CHANGED)

    @property
    def removed(self) -> int:
        """Cells that said something and are empty then."""
        return self._count(ChangeKind.REMOVED)

    @property
    def confirmed(self) -> int:
        """Cells of demonstration data that the user's own data confirm."""
        return self._count(ChangeKind.CONFIRMED)

    def _count(self, what: ChangeKind) -> int:
        return Counter(change.what for change in self.changes)[what]


@dataclass(frozen=True, slots=True)
class ImportReceipt:
    """What an act did; without ``import_id`` it changed nothing."""

    import_id: int | None
    data_version: int
    added: int
    changed: int
    removed: int
    confirmed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One act as the store keeps it; ``undoes`` and ``undone_by`` are the ids of other acts."""

    id: int
    act: Act
    at: datetime
    who: str
    file_name: str
    sha256: str
    evaluation: str
    month: str
    demonstration: bool
    added: int
    changed: int
    removed: int
    confirmed: int
    unchanged: int
    note: str
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A cell that an undo leaves as it is, since ``by`` touched it later; ``before`` is what would have come back."""

    key: Key
    before: Content | None
    now: Content | None
    by: ImportRecord


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing an act would do: in ``restored`` the old content stands now and the new one comes back."""

    record: ImportRecord
    restored: tuple[Change, ...]
    left: tuple[LeftAlone, ...]


@dataclass(frozen=True, slots=True)
class MonthProvenance:
    """Where the data of a month come from; ``demonstration`` while one cell in force is demonstration data."""

    demonstration: bool
    imported_at: datetime | None
    files: tuple[str, ...]
    who: str


class CellSource(NamedTuple):
    """The cell of a file that an entry comes from, or the edit; ``who``, ``at`` and ``act``: who wrote it and how."""

    file: str
    sheet: str
    cell: str
    who: str
    at: datetime
    act: Act = Act.IMPORT


class CellChange(NamedTuple):
    """One step in the history of a cell; ``new`` is None where an undo took the cell away."""

    source: CellSource
    old: Content | None
    new: Content | None
    import_id: int

    @property
    def act(self) -> Act:
        """What kind of act it was."""
        return self.source.act


class Conflict(NamedTuple):
    """A cell that somebody else has changed since it was looked at; ``source`` says who wrote what is found."""

    key: Key
    seen: Content | None
    found: Content | None
    wanted: Content | None
    source: CellSource | None


class PublishedResult(NamedTuple):
    """One published place of one year; ``unit_code`` None where the municipality is not in the definition."""

    year: int
    group: str
    place: int | None
    award: str
    unit_code: str | None
    unit_name: str
    score: Decimal | None
    source: str


def fits_store(number: Decimal) -> bool:
    """Whether a number is stored as it is, without rounding."""
    try:
        return number == number.quantize(LAST_DECIMAL, context=STORED)
    except InvalidOperation:  # more digits than fit, or no number at all
        return False


def repeated_keys(entries: Iterable[Entry]) -> set[Key]:
    """What more than one entry is about."""
    keys = list(map(KEY_OF, entries))
    if len(set(keys)) == len(keys):
        return set()
    return {key for key, count in Counter(keys).items() if count > 1}
