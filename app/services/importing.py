"""A file into the store: read it, say everything that is wrong with it, and only then write it, all or nothing."""

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PureWindowsPath

from app.intake.csv_file import read_csv
from app.intake.package import OLE_HEADER, ZIP_HEADER, refuse_size
from app.intake.published_file import read_published
from app.intake.reading import Counts, Expected, FileReading, Refused, SourceFile, problem
from app.intake.workbook_file import read_workbook
from app.storage.connection import discard
from app.storage.errors import StoreExists, StoreUnreadable
from app.storage.records import Entry, ImportBatch, ImportPlan, ImportReceipt, PublishedResult
from app.storage.store import Store, open_store
from app.text.catalogue import text
from scoring.model import Definition
from scoring.problem import Problem, Severity

TEXT_ENDINGS = (".csv", ".txt")
SAMPLE = "sample"
PUBLISHED = "published_results.csv"
PUBLISHED_MARK, MARK_WITHIN = b"evaluation_year", 1000
DATABASE_ENDING = ".duckdb"
DATABASE_MARK, MARK_AT = b"DUCK", 8


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read, with its name, checksum and content."""

    file_name: str
    sha256: str
    content: FileReading

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found, errors and warnings."""
        return self.content.problems

    @property
    def counts(self) -> Counts:
        """What became of its rows."""
        return self.content.counts

    @property
    def blocked(self) -> bool:
        """Whether an error forbids the import."""
        return any(found.severity is Severity.ERROR for found in self.problems)

    def batch(self, who: str, at: datetime) -> ImportBatch | None:
        """What goes into the store; None while an error forbids it."""
        content = self.content
        if self.blocked or content.evaluation is None:
            return None
        entries = tuple(Entry._make(entry) for entry in content.entries)
        about = (content.evaluation.code, content.month, entries)
        return ImportBatch(*about, self.file_name, self.sha256, who, at, content.demonstration)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What came of one file; ``receipt`` is None where nothing was to be written or nothing may be."""

    file_name: str
    evaluation: str
    month: str
    receipt: ImportReceipt | None
    would_change: ImportPlan | None
    problems: tuple[Problem, ...]
    counts: Counts

    @property
    def failed(self) -> bool:
        """Whether the file was refused."""
        return any(found.severity is Severity.ERROR for found in self.problems)


def read_month(
    source: Path | SourceFile, definition: Definition, *, evaluation: str | None = None, month: str | None = None
) -> Reading:
    """Read a workbook or a CSV file to its end; what it is shows in its content, not in its ending."""
    name = PureWindowsPath(source.name).name
    try:
        file = SourceFile(name, _bytes_of(source))
    except Refused as refused:
        return Reading(name, "", FileReading(None, "", False, (), (refused.problem,), Counts()))
    expected = Expected(definition, evaluation, month)
    is_text = name.lower().endswith(TEXT_ENDINGS) and not file.data.startswith((ZIP_HEADER, OLE_HEADER))
    content = read_csv(file, expected) if is_text else read_workbook(file, expected)
    return Reading(name, hashlib.sha256(file.data).hexdigest(), content)


def import_file(  # noqa: PLR0913
    store: Store,
    definition: Definition,
    source: Path | SourceFile,
    *,
    who: str,
    now: datetime,
    evaluation: str | None = None,
    month: str | None = None,
    dry_run: bool = False,
) -> ImportOutcome:
    """Bring one file in, or with ``dry_run`` only say what it would change; an error blocks the whole file."""
    reading = read_month(source, definition, evaluation=evaluation, month=month)
    batch = reading.batch(who, now)
    if batch is None:
        code = reading.content.evaluation.code if reading.content.evaluation else ""
        about = (reading.file_name, code, reading.content.month)
        return ImportOutcome(*about, None, None, reading.problems, reading.counts)
    plan = store.plan_import(batch)
    receipt = None if dry_run else store.apply_import(batch)
    about = (batch.file_name, batch.evaluation, batch.month)
    return ImportOutcome(*about, receipt, plan, reading.problems, reading.counts)


@dataclass(frozen=True, slots=True)
class InitialiseOutcome:
    """What went into a new database."""

    files: tuple[ImportOutcome, ...]
    published: int
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether no database was made."""
        return any(found.severity is Severity.ERROR for found in self.problems)


def initialise(
    path: Path, definition: Definition, data_dir: Path, *, now: datetime, overwrite: bool = False
) -> InitialiseOutcome:
    """Build a database beside its place and put it there once it is complete; one that holds data stays."""
    _refuse_loss(path, overwrite)
    path.parent.mkdir(parents=True, exist_ok=True)
    building = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with open_store(building) as store:
            outcome = fill(store, definition, data_dir, now=now)
        if not outcome.failed:
            discard(path)
            building.replace(path)
        return outcome
    finally:
        discard(building)


def fill(store: Store, definition: Definition, data_dir: Path, *, now: datetime) -> InitialiseOutcome:
    """Bring in the sample, month by month through the door that users use, and the published results."""
    who = text("intake.shipped", "ko")
    files = []
    for source in sorted((data_dir / SAMPLE).glob("*.xlsx")):
        files.append(import_file(store, definition, source, who=who, now=now))
    published = data_dir / PUBLISHED
    results, problems = import_published(store, definition, published) if published.exists() else (0, ())
    found = (*(problem for file in files for problem in file.problems), *problems)
    return InitialiseOutcome(tuple(files), results, found)


def is_published_file(path: Path) -> bool:
    """Whether a file holds published results: a CSV whose first line names the year of an evaluation."""
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    with path.open("rb") as stream:
        return PUBLISHED_MARK in stream.readline(MARK_WITHIN)


def import_published(
    store: Store, definition: Definition, path: Path, *, dry_run: bool = False
) -> tuple[int, tuple[Problem, ...]]:
    """Put the published results of a file in the place of those before, all or nothing; how many, and what is wrong."""
    try:
        rows, problems = read_published(SourceFile(path.name, _bytes_of(path)), definition.units)
    except Refused as refused:
        return 0, (refused.problem,)
    if rows and not problems and not dry_run:
        store.publish(tuple(PublishedResult._make(row) for row in rows))
    return len(rows), problems


def _bytes_of(source: Path | SourceFile) -> bytes:
    if isinstance(source, SourceFile):
        return source.data
    try:
        refuse_size(source.name, source.stat().st_size)
        return source.read_bytes()
    except FileNotFoundError as error:
        raise Refused(problem("file_missing", str(source))) from error
    except OSError as error:
        raise Refused(problem("file_unreadable", str(source))) from error


def _refuse_loss(path: Path, overwrite: bool) -> None:
    """A database with data is replaced only when asked; one in use, or a file that was never ours, not at all."""
    if not path.exists():
        return
    try:
        with open_store(path, read_only=True) as store:
            holds_data = store.data_version() > 0
    except StoreUnreadable as error:
        if not overwrite or not _may_have_been_ours(path, error):
            raise
        return
    if holds_data and not overwrite:
        raise StoreExists("exists", path)


def _may_have_been_ours(path: Path, error: StoreUnreadable) -> bool:
    """A damaged database is told by its ending or its first bytes; a sound one of another program is not ours."""
    if error.problem.code == "storage.foreign" or not path.is_file():
        return False
    with path.open("rb") as stream:
        begins = stream.read(len(DATABASE_MARK) + MARK_AT)
    return path.suffix == DATABASE_ENDING or begins[MARK_AT:] == DATABASE_MARK
