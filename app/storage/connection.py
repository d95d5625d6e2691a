"""One DuckDB connection per file and process: a cursor for each use, one writer at a time."""

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from app.storage.errors import StoreBusy, StoreMissing, StoreReadOnly, StoreTooNew, StoreUnreadable

SCHEMA = Path(__file__).with_name("schema.sql")
SCHEMA_VERSION = 1
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
    "threads": "2",
}
TABLES = """
    SELECT table_name FROM information_schema.tables
    WHERE table_catalog = current_database() AND table_schema = 'main'
    ORDER BY table_name
"""

DAMAGE = (duckdb.FatalException, duckdb.InternalException, duckdb.IOException, duckdb.SerializationException)

_opened: dict[Path, "Connection"] = {}
_opening = threading.Lock()


class Connection:
    """The connection of this process to one file, shared by all who open it."""

    def __init__(self, path: Path, link: duckdb.DuckDBPyConnection, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.users = 1
        self._link = link
        self._writing = threading.RLock()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own for one use; a shared one mixes up the results of threads."""
        cursor = self._link.cursor()
        try:
            yield cursor
        except duckdb.Error as error:
            # A block with a wrong checksum comes as the bare base class.
            if isinstance(error, DAMAGE) or type(error) is duckdb.Error:
                raise StoreUnreadable("unreadable", self.path) from error
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
            except BaseException:
                # A conflict has ended the transaction already.
                with suppress(duckdb.Error):
                    cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")

    def release(self) -> None:
        """Close the file once nobody in this process uses it."""
        with _opening:
            self.users -= 1
            if self.users == 0:
                _opened.pop(self.path, None)
                self._link.close()


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


def discard(path: Path) -> None:
    """Remove a file and its log, so that the log of an old file never meets a new one."""
    path = path.resolve()
    with _opening:
        if path in _opened:
            raise StoreBusy("busy", path, process=str(os.getpid()))
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)


def _open(path: Path, read_only: bool) -> Connection:
    if read_only and not path.exists():
        raise StoreMissing("missing", path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        link = duckdb.connect(path, read_only=read_only, config=CONFIG)
    except duckdb.Error as error:
        raise _explained(path, error) from error
    try:
        _prepare(Connection(path, link, read_only))
    except BaseException:
        link.close()
        raise
    return Connection(path, link, read_only)


def _explained(path: Path, error: duckdb.Error) -> StoreBusy | StoreUnreadable:
    message = str(error)
    if "lock on file" in message or "being used by another process" in message:
        process = re.search(r"PID (\d+)", message)
        return StoreBusy("busy", path, process=process[1] if process else "?")
    return StoreUnreadable("unreadable", path)


def _prepare(connection: Connection) -> None:
    """Make the tables of a new file; refuse a file that is not ours or comes from a later version."""
    with connection.cursor() as cursor:
        try:
            tables = {name for (name,) in cursor.execute(TABLES).fetchall()}
            found = cursor.execute("SELECT schema_version FROM store_state").fetchone() if tables else None
        except duckdb.Error as error:
            raise StoreUnreadable("foreign", connection.path) from error
    if not tables and not connection.read_only:
        with connection.transaction() as cursor:
            cursor.execute(SCHEMA.read_text(encoding="utf-8"))
            cursor.execute("INSERT INTO store_state (schema_version, data_version) VALUES (?, 0)", [SCHEMA_VERSION])
    elif found is None:
        raise StoreUnreadable("foreign", connection.path)
    elif found[0] > SCHEMA_VERSION:
        raise StoreTooNew("too_new", connection.path, found=str(found[0]), known=str(SCHEMA_VERSION))
