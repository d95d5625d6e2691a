"""What comes out of reading a file: entries, counts and every problem."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from scoring.model import Definition, Evaluation, State
from scoring.problem import Problem, Severity

Kind = Literal["value", "score", "bonus", "deduction"]
SHOWN_CHARACTERS = 60
# A list of what is allowed helps only if it is whole.
SHOWN_OF_A_LIST = 160


class SourceFile(NamedTuple):
    """A file as it came: its name without folders and its bytes."""

    name: str
    data: bytes


class Expected(NamedTuple):
    """What a file is read against; evaluation and month are named by the user or by the file itself."""

    definition: Definition
    evaluation: str | None = None
    month: str | None = None


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
    blanks: list[str] = field(default_factory=list)
    left_blank: set[tuple[Kind, str, str]] = field(default_factory=set)

    def error(self, code: str, place: str, /, **values: object) -> None:
        """Something that blocks the file."""
        self.problems.append(problem(code, place, **values))

    def warn(self, code: str, place: str, /, **values: object) -> None:
        """Something that must be confirmed."""
        self.problems.append(replace(problem(code, place, **values), severity=Severity.WARNING))

    def note(self, code: str, place: str, /, **values: object) -> None:
        """Something that is only shown."""
        self.problems.append(replace(problem(code, place, **values), severity=Severity.NOTE))

    def blocking(self) -> bool:
        """Whether something was found that blocks the file."""
        return any(found.severity is Severity.ERROR for found in self.problems)

    def report_blanks(self) -> None:
        """Say how many cells were blank and where the first one stands."""
        if self.blanks:
            self.warn("blank_cells", self.blanks[0], count=len(self.blanks))

    def counts(self) -> Counts:
        """What became of the rows."""
        return Counts(self.rows, self.read, self.notes, self.refused, len(self.entries), len(self.blanks))


def problem(code: str, place: str, /, **values: object) -> Problem:
    """A problem of a file, its values shortened to what can be shown."""
    shown: Mapping[str, str] = {
        key: shorten(str(value), SHOWN_OF_A_LIST if key == "allowed" else SHOWN_CHARACTERS)
        for key, value in values.items()
        if value is not None
    }
    return Problem(f"intake.{code}", place, shown)


def shorten(written: str, limit: int = SHOWN_CHARACTERS) -> str:
    """At most a line of what stands in a cell, without control characters."""
    printable = "".join(character if character.isprintable() else " " for character in written[: limit + 1])
    return printable if len(printable) <= limit else printable[: limit - 1] + "…"
