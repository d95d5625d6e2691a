"""Why a store can't be used, as problems that can be described to a reader."""

import re
from pathlib import Path

import duckdb

from app.storage.ledger_entries import LedgerEntry
from app.storage.records import Conflict
from scoring.problem import Problem

IN_USE = ("lock on file", "being used by another process", "file handle conflict", "already attached")
PROTECTED = ("Permission denied", "Read-only file system", "Access is denied")
NOT_WRITTEN = re.compile(r"Failed to commit|ould not (write|create|truncate|sync|fsync)|No space left|File too large")


class StoreError(Exception):
    """A store that can't be used; ``problem`` says why and what to do."""

    def __init__(self, code: str, path: Path, **values: str) -> None:
        super().__init__(f"{code}: {path}")
        self.problem = Problem(f"storage.{code}", str(path), values)


class StoreBusy(StoreError):  # noqa: N818
    """Another process holds the file, most likely the dashboard."""


class StoreMissing(StoreError):  # noqa: N818
    """There is no file to read."""


class StoreUnreadable(StoreError):  # noqa: N818
    """The file is damaged or was not made by this program."""


class StoreTooNew(StoreUnreadable):
    """The file was made by a later version of this program."""


class StoreReadOnly(StoreError):  # noqa: N818
    """The store was opened for reading only, or the file must not be written."""


class StoreNotWritten(StoreError):  # noqa: N818
    """The disk took no more; nothing was changed."""


class StoreExists(StoreError):  # noqa: N818
    """There is a file already where a new store was asked for."""


class StoreChanged(StoreError):  # noqa: N818
    """Somebody else has written since it was looked at; nothing was written."""

    def __init__(self, path: Path, conflicts: tuple[Conflict, ...] = ()) -> None:
        super().__init__("changed", path, cells=str(len(conflicts)))
        self.conflicts = conflicts


class LedgerChanged(StoreError):  # noqa: N818
    """Somebody else has written under the same key since it was looked at; nothing was written."""

    def __init__(self, path: Path, found: tuple[LedgerEntry, ...]) -> None:
        super().__init__("ledger_changed", path, who=found[0].who, entries=str(len(found)))
        self.found = found


class MonthClosed(StoreError):  # noqa: N818
    """The month is closed and takes nothing."""


class MonthOpen(StoreError):  # noqa: N818
    """The month is not closed, so it can't be reopened."""


class ScenarioNameTaken(StoreError):  # noqa: N818
    """Another scenario of the evaluation has the name."""


class ScenarioGone(StoreError):  # noqa: N818
    """The scenario is not there, or somebody has deleted it."""


def explained(path: Path, error: duckdb.Error) -> StoreError:
    """What DuckDB's error says about a file."""
    message = str(error)
    if any(said in message for said in IN_USE):
        process = re.search(r"PID (\d+)", message)
        return StoreBusy("busy", path, process=process[1] if process else "?")
    if any(said in message for said in PROTECTED):
        return StoreReadOnly("write_protected", path)
    if NOT_WRITTEN.search(message):
        return StoreNotWritten("not_written", path)
    return StoreUnreadable("unreadable", path)
