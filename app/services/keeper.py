"""What is done unasked while the dashboard runs: hold the store, make the copy of the day, empty the inbox."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.definition import DefinitionError, load_definition
from app.services.backups import daily, kept, prune
from app.services.inbox import FOLDER, Inbox, Target, inbox_of
from app.services.inbox_report import Taken
from app.storage.errors import StoreError
from app.storage.store import Store, open_store
from scoring.problem import Problem

LOOK_SECONDS = 3.0
LAST_TAKEN = 20
RETRY = timedelta(seconds=30)
STOP_SECONDS = 30

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something could not be done, and when it was tried last."""

    at: datetime
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class State:
    """What the keeper did: when it began and looked last, what stands in its way, the last files, newest first."""

    began: datetime
    looked: datetime | None
    failures: tuple[Failure, ...]
    taken: tuple[Taken, ...]


class Keeper:
    """Looks every few seconds whether there is something to do; what fails is told and tried again, never raised."""

    def __init__(self, database: Path, definition: Path, clock: Callable[[], datetime]) -> None:
        self.database = database
        self.inbox = Inbox(inbox_of(database))
        self._definition = definition
        self._clock = clock
        self._store: Store | None = None
        self._began = clock()
        self._looked: datetime | None = None
        self._failures: dict[str, Failure] = {}
        self._taken: deque[Taken] = deque(maxlen=LAST_TAKEN)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)

    def start(self) -> None:
        """Begin to look, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being done and give the store free, written out."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)
        if self._store is not None:
            self._store.close()
            self._store = None

    def state(self) -> State:
        """What was done so far."""
        found = list(self._failures.copy().values())
        different = [
            one for place, one in enumerate(found) if one.problems not in [two.problems for two in found[:place]]
        ]
        return State(self._began, self._looked, tuple(different), tuple(reversed(self._taken.copy())))

    def look(self) -> None:
        """One round."""
        now = self._clock()
        self._attempt("daily", self._make_copy_of_the_day, now)
        self._attempt("inbox", self._empty_inbox, now)
        self._looked = now

    def _work(self) -> None:
        while not self._stopping.is_set():
            self.look()
            self._stopping.wait(LOOK_SECONDS)

    def _attempt(self, task: str, work: Callable[[datetime], None], now: datetime) -> None:
        failed = self._failures.get(task)
        if failed is not None and now < failed.at + RETRY:
            return
        try:
            work(now)
            self._failures.pop(task, None)
        except Exception as error:
            self._failures[task] = Failure(now, _problems_of(error))

    def _make_copy_of_the_day(self, now: datetime) -> None:
        daily(self._opened(), now)
        prune(self.database, now)
        self._read_copies()

    def _read_copies(self) -> None:
        """Read every copy once, so that the screen knows at once which of them open."""
        for copy in kept(self.database):
            if self._stopping.is_set():
                return
            _ = copy.sound  # remembered from now on

    def _empty_inbox(self, now: datetime) -> None:
        if self.inbox.folder == self.database.parent / FOLDER:
            self.inbox.folder.mkdir(parents=True, exist_ok=True)
        target = Target(self._opened(), lambda: load_definition(self._definition))
        self._taken.extend(self.inbox.look(target, now))

    def _opened(self) -> Store:
        if self._store is None:
            self._store = open_store(self.database)
        return self._store


def _problems_of(error: Exception) -> tuple[Problem, ...]:
    if isinstance(error, StoreError):
        return (error.problem,)
    if isinstance(error, DefinitionError):
        return tuple(error.problems)
    _log.exception("The keeper could not finish")
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        return (Problem("backup.no_access", str(error.filename or ""), {"reason": reason}),)
    return (Problem("inbox.unexpected", "", {"kind": type(error).__name__}),)


_at_work: list[Keeper] = []


def at_work() -> Keeper | None:
    """The keeper of this process; None where the screens are served without one."""
    return _at_work[-1] if _at_work else None


@contextmanager
def working(keeper: Keeper) -> Iterator[Keeper]:
    """Have a keeper at work for as long as something runs."""
    _at_work.append(keeper)
    keeper.start()
    try:
        yield keeper
    finally:
        keeper.stop()
        _at_work.remove(keeper)
