"""A file into the store with nobody at the screen: read, held against what stands, written where nothing is open."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.intake.reading import Counts, SourceFile
from app.services.applying import apply, write
from app.services.file_reading import Scope, read_month
from app.services.preview import ALL_KINDS, Preview, preview
from app.services.publishing import read_published_file
from app.storage.connection import discard
from app.storage.errors import StoreExists, StoreUnreadable
from app.storage.records import ImportPlan, ImportReceipt
from app.storage.store import Store, open_store
from app.text.catalogue import text
from scoring.model import Definition, State
from scoring.problem import Problem, Severity

SAMPLE = "sample"
PUBLISHED = "published_results.csv"
DATABASE_ENDING = ".duckdb"
DATABASE_MARK, MARK_AT = b"DUCK", 8


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What came of one file; ``receipt`` is None where nothing was to be written or nothing may be.

    ``unconfirmed`` are the kinds of warnings that somebody must confirm first.
    """

    file_name: str
    evaluation: str
    month: str
    receipt: ImportReceipt | None
    would_change: ImportPlan | None
    problems: tuple[Problem, ...]
    counts: Counts
    unconfirmed: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the file was refused: for an error, or since a warning is not confirmed."""
        return bool(self.unconfirmed) or any(found.severity is Severity.ERROR for found in self.problems)


def import_file(  # noqa: PLR0913
    store: Store,
    definition: Definition,
    source: Path | SourceFile,
    *,
    who: str,
    now: datetime,
    evaluation: str | None = None,
    month: str | None = None,
    dash: State | None = None,
    unit: str | None = None,
    confirmed: Collection[str] = frozenset(),
    dry_run: bool = False,
) -> ImportOutcome:
    """Bring one file in, or with ``dry_run`` only say what it would change.

    An error blocks the whole file, and so does every kind of warnings that is not ``confirmed`` by its code or by
    ``all``. NotApplied for a blank name.
    """
    reading = read_month(source, definition, Scope(evaluation, month, dash, unit))
    seen = preview(store, reading)
    held_back = seen.blocked or bool(seen.unconfirmed(confirmed)) or dry_run
    receipt = None if held_back else apply(store, seen, who, now, confirmed)
    return _outcome(seen, receipt, seen.unconfirmed(confirmed))


def _outcome(seen: Preview, receipt: ImportReceipt | None, unconfirmed: tuple[str, ...]) -> ImportOutcome:
    code = seen.evaluation.code if seen.evaluation else ""
    about = (seen.reading.file_name, code, seen.month)
    return ImportOutcome(*about, receipt, seen.plan, seen.problems, seen.reading.counts, unconfirmed)


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
    """Bring in the sample, month by month through the door that users use, and the published results.

    What the sample leaves blank is known, so its warnings are confirmed here.
    """
    who = text("intake.shipped", "ko")
    confirmed = frozenset({ALL_KINDS})
    files = []
    for source in sorted((data_dir / SAMPLE).glob("*.xlsx")):
        seen = preview(store, read_month(source, definition))
        receipt = None if seen.blocked else write(store, seen, who, now, confirmed)
        files.append(_outcome(seen, receipt, ()))
    count, problems = _fill_published(store, definition, data_dir / PUBLISHED)
    found = (*(problem for file in files for problem in file.problems), *problems)
    return InitialiseOutcome(tuple(files), count, found)


def _fill_published(store: Store, definition: Definition, path: Path) -> tuple[int, tuple[Problem, ...]]:
    if not path.exists():
        return 0, ()
    reading = read_published_file(path, definition)
    if reading.results and not reading.problems:
        store.publish(reading.results)
    return len(reading.results), reading.problems


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
