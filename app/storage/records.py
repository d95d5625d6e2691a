"""What goes into the store and comes out of it besides the data of a month: plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from scoring.model import State

Kind = Literal["value", "score", "bonus", "deduction"]

# DECIMAL(38, 22): sixteen digits before the point, twenty-two behind it, where programs write small shares.
STORED_DECIMALS = 22
STORED_LIMIT = Decimal(10) ** 16


class Content(NamedTuple):
    """What stands in a cell."""

    state: State
    value: Decimal | None = None
    grade: str | None = None
    reason: str = ""


class Entry(NamedTuple):
    """One cell of a file: what it is about, what it says and where it stands.

    ``item`` is an indicator for values and a node of the tree for scores, bonuses and deductions.
    """

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
    def key(self) -> tuple[Kind, str, str]:
        """What the entry is about."""
        return self.kind, self.unit, self.item

    @property
    def content(self) -> Content:
        """What the entry says."""
        return Content(self.state, self.value, self.grade, self.reason)


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """Everything one file says about one month, who brings it and when (``at`` with its time zone)."""

    evaluation: str
    month: str
    entries: tuple[Entry, ...]
    file_name: str
    sha256: str
    who: str
    at: datetime
    demonstration: bool = False


class Change(NamedTuple):
    """An entry that differs from what stands in the store, with what stands there and from which import."""

    entry: Entry
    old: Content | None
    old_import_id: int | None

    @property
    def confirms(self) -> bool:
        """Whether the user's own data say the same as the demonstration data they replace."""
        return self.old == self.entry.content


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would change."""

    changes: tuple[Change, ...]
    unchanged: int

    @property
    def added(self) -> int:
        """Cells of which nothing was known."""
        return sum(change.old is None for change in self.changes)

    @property
    def confirmed(self) -> int:
        """Cells of demonstration data that the user's own data confirm."""
        return sum(change.confirms for change in self.changes)

    @property
    def changed(self) -> int:
        """Cells that say something else."""
        return len(self.changes) - self.added - self.confirmed


@dataclass(frozen=True, slots=True)
class ImportReceipt:
    """What an import did; without ``import_id`` it changed nothing."""

    import_id: int | None
    data_version: int
    added: int
    changed: int
    confirmed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class MonthProvenance:
    """Where the data of a month come from; ``demonstration`` while one cell in force is demonstration data."""

    demonstration: bool
    imported_at: datetime | None
    files: tuple[str, ...]
    who: str


class CellSource(NamedTuple):
    """The cell of a file that an entry in force comes from."""

    file: str
    sheet: str
    cell: str
    who: str
    at: datetime


class CellChange(NamedTuple):
    """One step in the history of a cell."""

    source: CellSource
    old: Content | None
    new: Content


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
    if not number.is_finite() or abs(number) >= STORED_LIMIT:
        return False
    # In fractions: Decimal.normalize() itself rounds to the 28 digits of its context.
    return (Fraction(number) * 10**STORED_DECIMALS).denominator == 1


def repeated_keys(entries: Iterable[Entry]) -> set[tuple[Kind, str, str]]:
    """What more than one entry is about."""
    seen: set[tuple[Kind, str, str]] = set()
    repeated = set()
    for entry in entries:
        if entry.key in seen:
            repeated.add(entry.key)
        seen.add(entry.key)
    return repeated
