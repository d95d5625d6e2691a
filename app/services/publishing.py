"""Published results from a file into the store: recognised, held against what stands there, and put in its place."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.intake.published_file import read_published
from app.intake.reading import Refused, SourceFile
from app.services.applying import NotApplied, refuse_nameless, tidy_name
from app.services.backups import Reason, back_up_before
from app.services.file_reading import base_name, bytes_of
from app.storage.records import Event, PublishedResult
from app.storage.store import Store
from scoring.model import Definition
from scoring.problem import Problem

ENDING = ".csv"
MARK, MARK_WITHIN = b"evaluation_year", 1000
PUBLISHED = "publish"


@dataclass(frozen=True, slots=True)
class PublishedReading:
    """A file of published results that was read to its end; with a problem nothing of it may be used."""

    file_name: str
    results: tuple[PublishedResult, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """How many results would be new, go, and stay as they are."""

    added: int
    removed: int
    unchanged: int

    @property
    def changes(self) -> bool:
        """Whether anything would be written."""
        return bool(self.added or self.removed)


def is_published_file(source: Path | SourceFile) -> bool:
    """Whether a file holds published results: a CSV whose first line names the year of an evaluation."""
    if not base_name(source).lower().endswith(ENDING):
        return False
    if isinstance(source, SourceFile):
        return MARK in source.data[:MARK_WITHIN].split(b"\n", 1)[0]
    if not source.is_file():
        return False
    with source.open("rb") as stream:
        return MARK in stream.readline(MARK_WITHIN)


def read_published_file(source: Path | SourceFile, definition: Definition) -> PublishedReading:
    """Read published results and say everything that is wrong with them."""
    name = base_name(source)
    try:
        rows, problems = read_published(SourceFile(name, bytes_of(source)), definition.units)
    except Refused as refused:
        return PublishedReading(name, (), (refused.problem,))
    return PublishedReading(name, tuple(PublishedResult._make(row) for row in rows), problems)


def plan_published(store: Store, reading: PublishedReading) -> PublishedPlan:
    """What putting these results in the place of all others would change."""
    now, then = Counter(store.published_results()), Counter(reading.results)
    return PublishedPlan((then - now).total(), (now - then).total(), (then & now).total())


def published_refusals(
    reading: PublishedReading, plan: PublishedPlan, confirmed: bool, who: str
) -> tuple[Problem, ...]:
    """What is still missing before the results may be written."""
    found = []
    if reading.problems:
        found.append(Problem("upload.refused.errors", "", {"count": str(len(reading.problems))}))
    elif not plan.changes:
        found.append(Problem("upload.refused.same", ""))
    elif not confirmed:
        found.append(Problem("upload.refused.unconfirmed", "", {"count": "1"}))
    return (*found, *refuse_nameless(who))


def publish(store: Store, reading: PublishedReading, who: str, now: datetime) -> bool:
    """Put the results in the place of those before, after a copy of the store; False where nothing was to be written.

    NotApplied for a file with problems or a blank name. The act is noted with the file and the person's name.
    """
    problems = (*reading.problems, *refuse_nameless(who))
    if problems:
        raise NotApplied(problems)
    if not plan_published(store, reading).changes:
        return False
    back_up_before(store, Reason.IMPORT, now)
    store.publish(reading.results)
    store.add_event(Event(now, tidy_name(who), PUBLISHED, detail=reading.file_name))
    return True
