"""Copies of the store in the folder beside it: made before what could be regretted and once a day, kept by one rule."""

import errno
import re
import shutil
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from app.storage.backup import back_up, check, restore
from app.storage.errors import StoreBusy, StoreError, StoreMissing, StoreNotWritten, StoreUnreadable
from app.storage.records import Event
from app.storage.store import Store, open_store
from scoring.problem import Problem

FOLDER = "backups"
LATEST = "latest"
RESTORE = "restore"
# The rule: whatever is among the newest 30, the last of a day or the last of a month stays; at most 96 copies.
NEWEST, DAYS, MONTHS = 30, 30, 36
STAMP = "%Y%m%dT%H%M%S_%fZ"
NAME = re.compile(r"(?P<stem>.+)_(?P<stamp>\d{8}T\d{6}_\d{6}Z)_(?P<reason>[a-z]+)\.duckdb")
UNFINISHED = re.compile(NAME.pattern + r"\.\d+\.new(\.wal)?")
ABANDONED = timedelta(days=1)
ROOM = 2  # a copy is written beside the one that it may replace
DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST})


class Reason(StrEnum):
    """What a copy was made before, or why."""

    IMPORT = "import"
    UNDO = "undo"
    CLOSING = "closing"
    REOPENING = "reopening"
    DAILY = "daily"
    HAND = "hand"


class NotBackedUp(StoreError):  # noqa: N818
    """No copy could be made, so nothing may be written."""

    def __init__(self, code: str, folder: Path, reason: str = "") -> None:
        super().__init__(code, folder)
        self.problem = Problem(f"backup.{code}", str(folder), {"reason": reason})


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a store: when (UTC) and why it was made, and its size in bytes."""

    path: Path
    at: datetime
    reason: Reason
    size: int
    changed: int

    @property
    def sound(self) -> bool:
        """Whether it opens and can be read; asked again only when the file has changed."""
        try:
            _read_once(self.path, self.size, self.changed)
        except StoreBusy:  # whoever uses it has opened it
            return True
        except StoreError:
            return False
        return True

    @property
    def day(self) -> date:
        """The day it was made on, by the clock of this office."""
        return self.at.astimezone().date()


def folder_of(database: Path) -> Path:
    """The folder of the copies of a database."""
    return database.resolve().parent / FOLDER


def back_up_before(store: Store, reason: Reason, now: datetime) -> Copy | None:
    """Make a copy before something is written; NotBackedUp where that is impossible.

    A store that holds nothing has nothing to lose: there the answer is None. Nothing is removed here: that would have
    to read every copy first, and whoever imports is waiting.
    """
    if not store.data_version():
        return None
    folder = folder_of(store.path)
    target = _free_name(folder, store.path.stem, reason, now)
    _make(store, target)
    return copy_at(target)


def back_up_to(store: Store, place: Path, now: datetime) -> Path:
    """Make a copy in a file, or in a folder under a name of its own, and leave it alone; gives the file.

    NotBackedUp where there is a file already, or where the copy can't be made.
    """
    target = _free_name(place, store.path.stem, Reason.HAND, now) if place.is_dir() else place
    if target.exists():
        raise NotBackedUp("exists", target)
    _make(store, target)
    return target


def daily(store: Store, now: datetime) -> Copy | None:
    """Make the copy of the day unless there is a sound one already; None where nothing was made."""
    today = now.astimezone().date()
    if any(copy.reason is Reason.DAILY and copy.day == today and copy.sound for copy in kept(store.path)):
        return None
    return back_up_before(store, Reason.DAILY, now)


def kept(database: Path) -> tuple[Copy, ...]:
    """The copies of a database that stand in its folder, newest first; files of other names are not looked at."""
    folder = folder_of(database)
    found = (copy_at(path) for path in folder.iterdir()) if folder.is_dir() else ()
    stem = database.resolve().stem
    named = [copy for copy in found if copy is not None and _stem_of(copy.path) == stem]
    return tuple(sorted(named, key=lambda copy: copy.path.name, reverse=True))


def newest_sound(database: Path) -> Copy | None:
    """The newest copy that can be restored."""
    return next((copy for copy in kept(database) if copy.sound), None)


def chosen_copy(database: Path, words: str) -> Path | None:
    """The copy meant by a path, the name of a copy in the folder or ``latest``; None where there is none."""
    if words == LATEST:
        copy = newest_sound(database)
        return copy.path if copy else None
    return next((path for path in (Path(words), folder_of(database) / words) if path.is_file()), None)


def check_copy(copy: Path) -> None:
    """Read a copy to its end; StoreError where it can't be restored."""
    check(copy)


def refuse_in_use(database: Path) -> None:
    """StoreBusy where a database is in use, so that nobody is asked about what can't be done."""
    with suppress(StoreMissing, StoreUnreadable):
        check(database)


def bring_back(copy: Path, database: Path, who: str, now: datetime) -> Path | None:
    """Put a copy in the place of a database, and note that in it; where the present one went, None if there was none.

    StoreError where the copy can't be read or somebody uses the database; then nothing has moved.
    """
    aside = restore(copy, database)
    with open_store(database) as store:
        store.add_event(Event(now, who, RESTORE, detail=copy.name))
    return aside


def prune(database: Path, now: datetime) -> tuple[Path, ...]:
    """Remove the sound copies that the rule does not keep; what can't be removed now is tried again next time.

    What was left by a program that was killed over its copy goes, too, after a day.
    """
    _clear_unfinished(database, now)
    copies = kept(database)
    if len(to_keep(copies)) == len(copies):  # none too many, sound or not
        return ()
    sound = [copy for copy in copies if copy.sound]
    staying = to_keep(sound)
    removed = []
    for path in (copy.path for copy in sound if copy.path not in staying):
        with suppress(OSError):
            path.unlink()
            removed.append(path)
    return tuple(removed)


def to_keep(sound: Iterable[Copy]) -> frozenset[Path]:
    """The rule: the newest copies, the last of each of the latest days and of each of the latest months.

    Days and months without a copy are not counted, so that no clock can make an old copy disappear.
    """
    ordered = sorted(sound, key=lambda copy: copy.at, reverse=True)
    of_days = _last_of_each(ordered, lambda copy: copy.day, DAYS)
    of_months = _last_of_each(ordered, lambda copy: (copy.day.year, copy.day.month), MONTHS)
    return frozenset(copy.path for copy in (*ordered[:NEWEST], *of_days, *of_months))


def copy_at(path: Path) -> Copy | None:
    """The copy in a file that was named here; None for any other file."""
    named = NAME.fullmatch(path.name)
    if named is None or named["reason"] not in list(Reason) or path.is_symlink() or not path.is_file():
        return None
    with suppress(ValueError, OSError):
        at = datetime.strptime(named["stamp"], STAMP).replace(tzinfo=UTC)
        about = path.stat()
        return Copy(path, at, Reason(named["reason"]), about.st_size, about.st_mtime_ns)
    return None


def _clear_unfinished(database: Path, now: datetime) -> None:
    folder, stem = folder_of(database), database.resolve().stem
    for path in folder.iterdir() if folder.is_dir() else ():
        named = UNFINISHED.fullmatch(path.name)
        if named and named["stem"] == stem:
            with suppress(OSError):
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - ABANDONED:
                    path.unlink()


def _last_of_each(ordered: list[Copy], period: Callable[[Copy], Hashable], most: int) -> list[Copy]:
    last: dict[Hashable, Copy] = {}
    for copy in ordered:
        last.setdefault(period(copy), copy)
    return list(last.values())[:most]


def _free_name(folder: Path, stem: str, reason: Reason, now: datetime) -> Path:
    at = now.astimezone(UTC)
    while (target := folder / f"{stem}_{at.strftime(STAMP)}_{reason}.duckdb").exists():
        at += timedelta(microseconds=1)
    return target


def _stem_of(path: Path) -> str:
    named = NAME.fullmatch(path.name)
    return named["stem"] if named else ""


def _make(store: Store, target: Path) -> None:
    folder = target.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_full(folder, store.path)
        back_up(store, target)
    except StoreNotWritten as error:
        raise NotBackedUp("full", folder) from error
    except OSError as error:
        raise _explained(folder, error) from error


def _refuse_full(folder: Path, database: Path) -> None:
    if shutil.disk_usage(folder).free < ROOM * database.stat().st_size:
        raise OSError(errno.ENOSPC, "no room", str(folder))


def _explained(folder: Path, error: OSError) -> NotBackedUp:
    if error.errno == errno.ENOSPC:
        return NotBackedUp("full", folder)
    if error.errno in DENIED:
        return NotBackedUp("denied", folder)
    return NotBackedUp("failed", folder, error.strerror or type(error).__name__)


# Fifty milliseconds for a year of 31 x 101; what is raised is not remembered, so that a passing hindrance passes.
@lru_cache(maxsize=1024)
def _read_once(path: Path, size: int, changed: int) -> None:
    check(path)
