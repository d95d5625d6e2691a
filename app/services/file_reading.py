"""A file read to its end: which month it is about, what it says, and everything that is wrong with it."""

import hashlib
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from app.intake.csv_file import read_csv
from app.intake.package import OLE_HEADER, ZIP_HEADER, refuse_size
from app.intake.reading import Counts, Expected, FileReading, Refused, SourceFile, problem
from app.intake.workbook_file import read_workbook
from app.storage.records import Entry, ImportBatch
from scoring.model import Definition, State
from scoring.problem import Problem, Severity

TEXT_ENDINGS = (".csv", ".txt")
LONGEST_NAME, LONGEST_ENDING, NAMELESS = 100, 10, "?"


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read, with its name, checksum and content."""

    file_name: str
    sha256: str
    content: FileReading

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found: errors, warnings and notes."""
        return self.content.problems

    @property
    def counts(self) -> Counts:
        """What became of its rows."""
        return self.content.counts

    @property
    def blocked(self) -> bool:
        """Whether an error forbids the import."""
        return any(found.severity is Severity.ERROR for found in self.problems)

    def batch(self, who: str, at: datetime, note: str = "") -> ImportBatch | None:
        """What goes into the store; None while an error forbids it. ``note``: what was confirmed."""
        content = self.content
        if self.blocked or content.evaluation is None:
            return None
        entries = tuple(map(Entry._make, content.entries))
        about = (content.evaluation.code, content.month, entries)
        batch = ImportBatch(*about, self.file_name, self.sha256, who, at, content.demonstration, note=note)
        return replace(batch, blanks=content.blanks)


class Scope(NamedTuple):
    """What a person says about a file; None for what the file says.

    Evaluation, month, what a lone dash means, and whose a report is that names no municipality.
    """

    evaluation: str | None = None
    month: str | None = None
    dash: State | None = None
    unit: str | None = None


WHAT_THE_FILE_SAYS = Scope()


def read_month(
    source: Path | SourceFile,
    definition: Definition,
    scope: Scope = WHAT_THE_FILE_SAYS,
) -> Reading:
    """Read a workbook or a CSV file to its end; what it is shows in its content, not in its ending.

    Where nobody says what a lone dash means, each is an error; where nobody says whose a report is that names no
    municipality, it is that of the home of the evaluation.
    """
    name = base_name(source)
    try:
        file = SourceFile(name, bytes_of(source))
    except Refused as refused:
        return Reading(name, "", FileReading(None, "", False, (), (refused.problem,), Counts()))
    expected = Expected(definition, *scope)
    is_text = name.lower().endswith(TEXT_ENDINGS) and not file.data.startswith((ZIP_HEADER, OLE_HEADER))
    content = read_csv(file, expected) if is_text else read_workbook(file, expected)
    return Reading(name, checksum_of(file.data), content)


def base_name(source: Path | SourceFile) -> str:
    """The name of a file without its folders, whichever way they are written, as it can be shown and kept.

    Letters are composed, signs that nobody sees become spaces, and of a very long name the middle is left out.
    """
    name = unicodedata.normalize("NFC", PureWindowsPath(source.name).name)
    shown = "".join(character if character.isprintable() else " " for character in name).strip(" .")
    if len(shown) > LONGEST_NAME:
        ending = PureWindowsPath(shown).suffix[-LONGEST_ENDING:]
        shown = f"{shown[: LONGEST_NAME - len(ending) - 1]}\u2026{ending}"
    return shown or NAMELESS


def checksum_of(data: bytes) -> str:
    """The checksum that the audit trail keeps of a file."""
    return hashlib.sha256(data).hexdigest()


def bytes_of(source: Path | SourceFile) -> bytes:
    """What stands in a file; Refused where it is missing, too large or can't be opened."""
    if isinstance(source, SourceFile):
        return source.data
    try:
        refuse_size(source.name, source.stat().st_size)
        return source.read_bytes()
    except FileNotFoundError as error:
        raise Refused(problem("file_missing", str(source))) from error
    except OSError as error:
        raise Refused(problem("file_unreadable", str(source))) from error
