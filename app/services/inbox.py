"""The inbox: a file laid into a folder comes in unattended once it stands still, and gets a report beside it."""

import errno
import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.definition import DefinitionError
from app.services.importing import ImportOutcome, import_file
from app.services.inbox_report import REPORT_ENDING, Outcome, Taken, report_of, reported, write_report
from app.services.publishing import is_published_file
from app.storage.errors import MonthClosed, StoreError
from app.storage.records import Act
from app.storage.store import Store
from app.text.catalogue import text
from scoring.model import Definition
from scoring.problem import Problem

FOLDER, PLACE = "inbox", "EVALUATION_INBOX"
NOT_TAKEN = frozenset({"readme.txt", "thumbs.db", "desktop.ini"})
HALF_WRITTEN = (".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart")
HIDDEN = (".", "~$")
SLICE = 1 << 20
NOT_READABLE_YET = frozenset({"intake.file_missing", "intake.file_unreadable"})


class Stamp(NamedTuple):
    """By what a file is seen to have changed: its size and the time of its last change (ns)."""

    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Target:
    """Where files go: the store, and the way to the definition as it stands at that moment."""

    store: Store
    definition: Callable[[], Definition]


def inbox_of(database: Path) -> Path:
    """The inbox of a database: EVALUATION_INBOX, else the folder ``inbox`` beside it."""
    return Path(os.environ.get(PLACE) or database.parent / FOLDER)


class Inbox:
    """A folder that is looked at again and again; what stands as it stood at the last look is taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._last: dict[Path, Stamp] = {}
        self._done: dict[Path, tuple[Stamp, bool]] = {}

    def look(self, target: Target, now: datetime) -> tuple[Taken, ...]:
        """Take every file that stands still and was not taken yet, the oldest first.

        What keeps every file from coming in (mistakes in the definition, no room for the copy that is made before) is
        raised; those files are tried again at the next look.
        """
        if not self.folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.folder))
        before, self._last = self._last, files_in(self.folder)
        still = [path for path, stamp in self._last.items() if before.get(path) == stamp and not self._is_done(path)]
        still.sort(key=lambda path: (self._last[path].changed, path))
        return tuple(taken for path in still if (taken := self._take(path, target, now)) is not None)

    def _is_done(self, path: Path) -> bool:
        """Whether a file was taken as it stands; who deletes its report asks for another look at it."""
        stamp, has_report = self._done.get(path, (None, False))
        return stamp == self._last[path] and (not has_report or report_of(path).exists())

    def _take(self, path: Path, target: Target, now: datetime) -> Taken | None:
        """What came of a file; None where it was taken before, or can't be read yet and has to wait."""
        try:
            checksum = checksum_of(path)
        except OSError:
            return None
        known = reported(path)
        if known is not None and known.sha256 == checksum:
            self._done[path] = self._last[path], True
            return None
        taken = _result_of(path, checksum, target, now)
        if any(problem.code in NOT_READABLE_YET for problem in taken.problems):
            return None
        with suppress(OSError):
            write_report(path, taken)
            taken = replace(taken, reported=True)
        self._done[path] = self._last[path], taken.reported
        return taken


def files_in(folder: Path) -> dict[Path, Stamp]:
    """The files of a folder that are to be taken: no folders, links, hidden or half-written files, and no reports."""
    found = {}
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):
            if _is_to_be_taken(path.name.lower()) and path.is_file() and not path.is_symlink():
                about = path.stat()
                found[path] = Stamp(about.st_size, about.st_mtime_ns)
    return found


def checksum_of(path: Path) -> str:
    """The SHA-256 of a file, read slice by slice."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while part := stream.read(SLICE):
            digest.update(part)
    return digest.hexdigest()


def _is_to_be_taken(name: str) -> bool:
    return not (name in NOT_TAKEN or name.startswith(HIDDEN) or name.endswith((*HALF_WRITTEN, REPORT_ENDING)))


def _result_of(path: Path, checksum: str, target: Target, now: datetime) -> Taken:
    """One strange file must not keep the others out, so what nobody thought of is a result, too."""
    blank = Taken(path.name, checksum, now, Outcome.REFUSED)
    try:
        return _bring_in(path, blank, target)
    except MonthClosed as closed:
        return replace(blank, problems=(closed.problem,))
    except (StoreError, DefinitionError):
        raise
    except Exception as error:
        return replace(blank, problems=(Problem("inbox.unexpected", path.name, {"kind": type(error).__name__}),))


def _bring_in(path: Path, blank: Taken, target: Target) -> Taken:
    """Import a file if nothing about it is wrong or asks for a look; content that was in once is not taken again."""
    for record in target.store.imports():
        if record.act is Act.IMPORT and record.sha256 == blank.sha256:
            return replace(
                blank, outcome=Outcome.KNOWN, evaluation=record.evaluation, month=record.month, before=record
            )
    if is_published_file(path):
        return replace(blank, problems=(Problem("inbox.published_file", path.name),))
    who = text("inbox.who", "ko")
    found = import_file(target.store, target.definition(), path, who=who, now=blank.at)
    about = replace(blank, evaluation=found.evaluation, month=found.month, problems=found.problems, counts=found.counts)
    return replace(about, outcome=_outcome_of(found), plan=None if found.failed else found.would_change)


def _outcome_of(found: ImportOutcome) -> Outcome:
    if found.receipt is not None:
        return Outcome.UNCHANGED if found.receipt.import_id is None else Outcome.IMPORTED
    return Outcome.UNCONFIRMED if found.unconfirmed and found.would_change is not None else Outcome.REFUSED
