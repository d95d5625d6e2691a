"""One DuckDB connection per file and process: a cursor for each use, one writer at a time."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import duckdb

from app.storage import schema
from app.storage.errors import (
    NOT_WRITTEN,
    StoreBusy,
    StoreMissing,
    StoreReadOnly,
    StoreTooNew,
    StoreUnreadable,
    explained,
)
from app.storage.schema import SCHEMA_VERSION, TABLES

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
    "threads": "2",
}

DAMAGE = (duckdb.FatalException, duckdb.InternalException, duckdb.IOException, duckdb.SerializationException)

_opened: dict[Path, "Connection"] = {}
_opening = threading.Lock()


class Connection:
    """The connection of this process to one file, shared by all who open it."""

    def __init__(self, path: Path, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.users = 1
        self._writing = threading.RLock()
        self._linking = threading.Lock()
        self._broken = False
        self._link = self._linked()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own for one use; a shared one mixes up the results of threads."""
        cursor = self._new_cursor()
        try:
            yield cursor
        except duckdb.Error as error:
            self._broken = self._broken or isinstance(error, duckdb.FatalException)
            # A block with a wrong checksum comes as the bare base class, a full disk at the end as one of transactions.
            if isinstance(error, DAMAGE) or type(error) is duckdb.Error or NOT_WRITTEN.search(str(error)):
                raise explained(self.path, error) from error
            raise
        finally:
            with suppress(duckdb.Error):
                cursor.close()

    @contextmanager
    def snapshot(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor whose queries all see the same state."""
        with self.cursor() as cursor:
            cursor.execute("BEGIN TRANSACTION READ ONLY")
            try:
                yield cursor
            finally:
                with suppress(duckdb.Error):
                    cursor.execute("ROLLBACK")

    @contextmanager
    def writer(self) -> Iterator[None]:
        """The right to write; what is read under it still holds when it is written."""
        if self.read_only:
            raise StoreReadOnly("read_only", self.path)
        with self._writing:
            yield

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor whose statements are all kept or none."""
        with self.writer(), self.cursor() as cursor:
            cursor.execute("BEGIN TRANSACTION")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                # A conflict or a full disk has ended the transaction already.
                with suppress(duckdb.Error):
                    cursor.execute("ROLLBACK")
                raise

    def copy_to(self, target: Path) -> None:
        """A consistent copy of everything in a file that is not there yet; a copy that failed is removed."""
        try:
            with self.writer(), self.cursor() as cursor:
                (source,) = cursor.execute("SELECT current_database()").fetchone() or ("",)
                copied(cursor, source, target)
        except BaseException:
            remove(target)
            raise

    def release(self) -> None:
        """Close the file once nobody in this process uses it."""
        with _opening:
            self.users -= 1
            if self.users == 0:
                _opened.pop(self.path, None)
                self.release_link()

    def release_link(self) -> None:
        """Close the file."""
        self._link.close()

    def _linked(self) -> duckdb.DuckDBPyConnection:
        try:
            return duckdb.connect(self.path, read_only=self.read_only, config=CONFIG)
        except duckdb.Error as error:
            raise explained(self.path, error) from error

    def _new_cursor(self) -> duckdb.DuckDBPyConnection:
        """After a full disk DuckDB takes nothing more from a connection, though all that was kept is in the file."""
        with self._linking:
            if self._broken:
                with suppress(duckdb.Error):
                    self._link.close()
                self._link = self._linked()
                self._broken = False
            return self._link.cursor()


def connect(path: Path, *, read_only: bool) -> Connection:
    """The connection of this process to a file; a new file gets its tables."""
    path = path.resolve()
    with _opening:
        connection = _opened.get(path)
        if connection is None:
            connection = _opened[path] = _open(path, read_only)
        elif connection.read_only and not read_only:
            raise StoreBusy("busy_reading", path)
        else:
            connection.users += 1
        return connection


@contextmanager
def kept_shut(path: Path) -> Iterator[None]:
    """Nobody in this process opens a file meanwhile; StoreBusy where somebody has one open."""
    with _opening:
        if path.resolve() in _opened:
            raise StoreBusy("busy", path, process=str(os.getpid()))
        yield


def discard(path: Path) -> None:
    """Remove a file and its log, so that the log of an old file never meets a new one."""
    path = path.resolve()
    with kept_shut(path):
        remove(path)


def remove(path: Path) -> None:
    """Remove a file that nobody uses, and its log."""
    path.unlink(missing_ok=True)
    log_of(path).unlink(missing_ok=True)


def log_of(path: Path) -> Path:
    """Where DuckDB keeps what is not yet in the file."""
    return path.with_name(f"{path.name}.wal")


def copied(cursor: duckdb.DuckDBPyConnection, source: str, target: Path) -> None:
    """Copy an attached database into a file that is not there yet, as it stands at one moment."""
    alias = f"copy_{uuid4().hex}"
    cursor.execute(f"ATTACH '{quoted(target)}' AS {alias}")
    named = source.replace('"', '""')
    try:
        cursor.execute(f'COPY FROM DATABASE "{named}" TO {alias}')
    finally:
        cursor.execute(f"DETACH {alias}")


def quoted(path: Path) -> str:
    """A path inside a quoted SQL text; ATTACH takes no parameters."""
    return str(path).replace("'", "''")


def _open(path: Path, read_only: bool) -> Connection:
    if read_only and not path.exists():
        raise StoreMissing("missing", path)
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = Connection(path, read_only)
    try:
        version = _version(connection)
        if version < SCHEMA_VERSION and read_only:
            # Reading alone can't bring a file up to date.
            connection.release_link()
            _open(path, read_only=False).release_link()
            return _open(path, read_only=True)
        if version < SCHEMA_VERSION:
            _bring_up_to_date(connection, version)
    except BaseException:
        connection.release_link()
        raise
    return connection


def _version(connection: Connection) -> int:
    """The version of the tables, 0 in an empty file; one that is not ours or of a later version is refused."""
    with connection.cursor() as cursor:
        try:
            tables = {name for (name,) in cursor.execute(TABLES).fetchall()}
            found = cursor.execute("SELECT schema_version FROM store_state").fetchone() if tables else None
        except duckdb.Error as error:
            raise StoreUnreadable("foreign", connection.path) from error
    if not tables and not connection.read_only:
        return 0
    if found is None:
        raise StoreUnreadable("foreign", connection.path)
    if found[0] > SCHEMA_VERSION:
        raise StoreTooNew("too_new", connection.path, found=str(found[0]), known=str(SCHEMA_VERSION))
    return int(found[0])


def _bring_up_to_date(connection: Connection, version: int) -> None:
    """Make the tables of a new file, or upgrade those of an older one after a copy was set beside it."""
    if version:
        connection.copy_to(_free_name(connection.path, f"version-{version}"))
    with connection.transaction() as cursor:
        if version:
            schema.upgrade(cursor, version)
        else:
            schema.create(cursor)


def _free_name(path: Path, what: str) -> Path:
    """A name beside a file that nothing has yet: an older copy is never overwritten."""
    names = (f"{path.stem}.{what}{again}{path.suffix}" for again in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(found for name in names if not (found := path.with_name(name)).exists())
