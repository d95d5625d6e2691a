"""What came of a file of the inbox, and the report that is laid beside it: Korean above, English below."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from app.intake.reading import Counts
from app.services.entry_words import moment_text
from app.services.problems import describe
from app.storage.records import ImportPlan, ImportRecord
from app.text.catalogue import LANGUAGES, text
from scoring.problem import Problem

REPORT_ENDING = ".report.txt"
MOST_PROBLEMS = 500
HEAD = re.compile(r"^SHA-256: ([0-9a-f]{64}) \((\w+)\)\r?$", re.MULTILINE)
HEAD_WITHIN = 4000
RULE = "-" * 60


class Outcome(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    KNOWN = "known"
    UNCONFIRMED = "unconfirmed"
    REFUSED = "refused"


ASKING = frozenset({Outcome.UNCONFIRMED, Outcome.REFUSED})
"""The outcomes after which somebody has to do something."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken from the inbox; ``before`` is the import that brought the same content once.

    ``reported`` is False where no report could be laid beside it.
    """

    file_name: str
    sha256: str
    at: datetime
    outcome: Outcome
    evaluation: str = ""
    month: str = ""
    problems: tuple[Problem, ...] = ()
    counts: Counts | None = None
    plan: ImportPlan | None = None
    before: ImportRecord | None = None
    reported: bool = False


class Reported(NamedTuple):
    """What a report says: the checksum of the content it is about, and what became of that."""

    sha256: str
    outcome: Outcome
    at: datetime


def report_of(path: Path) -> Path:
    """Where the report of a file stands."""
    return path.with_name(path.name + REPORT_ENDING)


def reported(path: Path) -> Reported | None:
    """What the report beside a file says; None where there is none that can be read."""
    report = report_of(path)
    try:
        with report.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            head = HEAD.search(stream.read(HEAD_WITHIN))
        at = datetime.fromtimestamp(report.stat().st_mtime).astimezone()
    except OSError:
        return None
    if head is None or head[2] not in list(Outcome):
        return None
    return Reported(head[1], Outcome(head[2]), at)


def write_report(path: Path, taken: Taken) -> None:
    """Lay the report beside a file in one step; with the mark and line ends that Notepad reads."""
    report = report_of(path)
    building = report.with_name(f".{os.getpid()}.report.tmp")
    try:
        building.write_text(report_text(taken), encoding="utf-8-sig", errors="replace", newline="\r\n")
        building.replace(report)
    finally:
        building.unlink(missing_ok=True)


def report_text(taken: Taken) -> str:
    """The whole report."""
    head = f"SHA-256: {taken.sha256} ({taken.outcome})"
    parts = ["\n".join(_printable(line) for line in _lines(taken, language)) for language in LANGUAGES]
    return f"{head}\n\n" + f"\n\n{RULE}\n\n".join(parts) + "\n"


def result_line(taken: Taken, language: str) -> str:
    """What became of a file, in a line."""
    result = text(f"inbox.result.{taken.outcome}", language)
    return _printable(text("inbox.line", language, file=taken.file_name, result=result))


def _lines(taken: Taken, language: str) -> Iterator[str]:
    yield text("inbox.report.title", language, file=taken.file_name)
    yield f"{text('inbox.report.at', language)}: {moment_text(taken.at)}"
    if taken.evaluation or taken.month:
        yield f"{text('inbox.report.about', language)}: {taken.evaluation} {taken.month}".rstrip()
    yield ""
    yield text(f"inbox.result.{taken.outcome}", language)
    yield _what_to_do(taken, language)
    yield from _counted(taken, language)
    yield from _problems(taken, language)


def _what_to_do(taken: Taken, language: str) -> str:
    before = taken.before
    values = {"at": moment_text(before.at), "who": before.who} if before else {"at": "", "who": ""}
    return text(f"inbox.do.{taken.outcome}", language, **values)


def _counted(taken: Taken, language: str) -> Iterator[str]:
    if taken.plan is not None:
        counts = {name: getattr(taken.plan, name) for name in ("added", "changed", "removed", "confirmed", "unchanged")}
        yield text("inbox.report.cells", language, **counts)
    if taken.counts is not None:
        rows = {name: getattr(taken.counts, name) for name in ("rows", "read", "notes", "refused")}
        yield text("inbox.report.rows", language, **rows)


def _problems(taken: Taken, language: str) -> Iterator[str]:
    if not taken.problems:
        return
    yield ""
    yield text("inbox.report.problems", language, count=len(taken.problems))
    for number, problem in enumerate(taken.problems[:MOST_PROBLEMS], 1):
        severity = text(f"console.{problem.severity}", language)
        yield f"{number}. {text('console.problem', language, severity=severity, message=describe(problem, language))}"
    if len(taken.problems) > MOST_PROBLEMS:
        yield text("inbox.report.more", language, count=len(taken.problems) - MOST_PROBLEMS)


def _printable(line: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in line)
