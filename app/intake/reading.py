"""What comes out of reading a file: entries, counts and every problem."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol

from scoring.model import Definition, Evaluation, State
from scoring.problem import Problem, Severity

Kind = Literal["value", "score", "bonus", "deduction"]
SHOWN_CHARACTERS = 60
# A list of what is allowed, or of what was read how, helps only if it is whole; names are those of all municipalities.
SHOWN_OF_A_LIST = {"allowed": 160, "codes": 160, "names": 800}
# More than the cells of the largest table that is expected, 226 units and 150 indicators.
MAX_PROBLEMS = 40_000


class Layout(StrEnum):
    """How the tables of a file are laid out."""

    TEMPLATE = "template"
    INDICATORS_DOWN = "indicators_down"
    UNITS_DOWN = "units_down"
    LONG_LIST = "long_list"
    UNKNOWN = "unknown"


class SourceFile(NamedTuple):
    """A file as it came: its name without folders and its bytes."""

    name: str
    data: bytes


class Expected(NamedTuple):
    """What a file is read against; evaluation and month are named by the user or by the file itself.

    ``dash`` is what a lone dash means in the file; without it each one is an error. ``unit`` is the municipality whose
    report a file is that names none; without it that is the home of the evaluation.
    """

    definition: Definition
    evaluation: str | None = None
    month: str | None = None
    dash: State | None = None
    unit: str | None = None


class ReadEntry(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows below the headers and what became of them; rows in are rows read, noted and refused."""

    rows: int = 0
    read: int = 0
    notes: int = 0
    refused: int = 0
    entries: int = 0
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file read to the end; with an error among the problems nothing of it may be used."""

    evaluation: Evaluation | None
    month: str
    demonstration: bool
    entries: tuple[ReadEntry, ...]
    problems: tuple[Problem, ...]
    counts: Counts
    blanks: frozenset[tuple[Kind, str, str]] = frozenset()
    """The entries whose cell was left blank: not submitted where something stands, else nothing said."""
    layout: Layout = Layout.UNKNOWN


class Named(Protocol):
    """The units, indicators or scores that can be named."""

    def name_of(self, written: str) -> str:
        """The name that was meant."""


class Refused(Exception):  # noqa: N818
    """A file that isn't read any further."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.code)
        self.problem = found


@dataclass(slots=True)
class Findings:
    """What is collected while a file is read."""

    entries: list[ReadEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    read: int = 0
    notes: int = 0
    refused: int = 0
    blanks: int = 0
    first_blank: str = ""
    left_blank: set[tuple[Kind, str, str]] = field(default_factory=set)
    readings: dict[str, tuple[str, str]] = field(default_factory=dict)

    def error(self, code: str, place: str, /, **values: object) -> None:
        """Something that blocks the file."""
        self._add(problem(code, place, **values))

    def warn(self, code: str, place: str, /, **values: object) -> None:
        """Something that must be confirmed."""
        self._add(replace(problem(code, place, **values), severity=Severity.WARNING))

    def note(self, code: str, place: str, /, **values: object) -> None:
        """Something that is only shown."""
        self._add(replace(problem(code, place, **values), severity=Severity.NOTE))

    def blank(self, place: str, about: tuple[Kind, str, str]) -> None:
        """A blank cell where a value could stand, with what it would be about."""
        self.blanks += 1
        self.left_blank.add(about)
        self.first_blank = self.first_blank or place

    def blocking(self) -> bool:
        """Whether something was found that blocks the file."""
        return any(found.severity is Severity.ERROR for found in self.problems)

    def match(self, directory: Named, written: str, place: str) -> None:
        """Remember by which short form a name was found."""
        self.readings.setdefault(written, (place, directory.name_of(written)))

    def report(self) -> None:
        """Say which names were matched, how many cells were blank and where the first one stands."""
        if self.readings:
            names = ", ".join(f"{written} → {name}" for written, (_, name) in self.readings.items())
            place, _ = next(iter(self.readings.values()))
            self.note("names_matched", place, names=names)
        if self.blanks:
            self.warn("blank_cells", self.first_blank, count=self.blanks)

    def _add(self, found: Problem) -> None:
        if len(self.problems) == MAX_PROBLEMS:
            raise Refused(problem("too_many_problems", found.place.partition("!")[0], limit=MAX_PROBLEMS))
        self.problems.append(found)

    def counts(self) -> Counts:
        """What became of the rows."""
        return Counts(self.rows, self.read, self.notes, self.refused, len(self.entries), self.blanks)


def problem(code: str, place: str, /, **values: object) -> Problem:
    """A problem of a file, its values shortened to what can be shown."""
    shown: Mapping[str, str] = {
        key: shorten(str(value), SHOWN_OF_A_LIST.get(key, SHOWN_CHARACTERS))
        for key, value in values.items()
        if value is not None
    }
    return Problem(f"intake.{code}", place, shown)


def shorten(written: str, limit: int = SHOWN_CHARACTERS) -> str:
    """At most a line of what stands in a cell, without control characters."""
    printable = "".join(character if character.isprintable() else " " for character in written[: limit + 1])
    return printable if len(printable) <= limit else printable[: limit - 1] + "…"
