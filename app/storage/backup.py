"""A copy of the store in another file, and a store out of such a copy."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from app.storage.connection import CONFIG, copied, kept_shut, log_of, quoted, remove
from app.storage.errors import StoreBusy, StoreMissing, StoreTooNew, StoreUnreadable, explained
from app.storage.schema import SCHEMA_VERSION, TABLES, TABLES_SINCE
from app.storage.store import Store

# Every block of a table is read, which is when DuckDB compares its checksum.
READ = "SELECT bit_xor(hash(whole)) FROM (SELECT COLUMNS(*) FROM {table}) AS whole"
VERSION = "SELECT schema_version FROM store_state"


def back_up(store: Store, target: Path) -> None:
    """A consistent copy of a store in use; it takes its name only once it is complete and was read to its end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    building = _beside(target)
    try:
        store.copy_to(building)
        check(building)
        _flush(building)
        building.replace(target)
    finally:
        remove(building)


def restore(backup: Path, path: Path) -> Path | None:
    """Put a copy in the place of a store, which is set aside with its log; where it went, None if there was none.

    Nothing moves before the copy is read to its end (StoreUnreadable), nor while anybody uses the store (StoreBusy).
    """
    check(backup)
    building = _beside(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _copy(backup, building)
        check(building)
        _flush(building)
        with kept_shut(path):
            _refuse_busy(path)
            aside = _set_aside(path)
            building.replace(path)
        return aside
    finally:
        remove(building)


def is_sound(path: Path) -> bool:
    """Whether a file is a store of ours that can be read to its end; the file is not changed, nor brought up to date.

    StoreBusy while another program, or this one, has it open.
    """
    try:
        check(path)
    except (StoreUnreadable, StoreMissing):
        return False
    return True


def check(path: Path) -> None:
    """Read every table of a store to its end: StoreMissing, StoreUnreadable, StoreTooNew or StoreBusy.

    The indexes of the keys are not read; restoring makes them anew.
    """
    if not path.is_file():
        raise StoreMissing("missing", path)
    try:
        with duckdb.connect(":memory:", config=CONFIG) as link:
            link.execute(f"ATTACH '{quoted(path)}' AS looked_at (READ_ONLY)")
            link.execute("USE looked_at")
            _read(link, path)
    except duckdb.Error as error:
        raise explained(path, error) from error


def _read(link: duckdb.DuckDBPyConnection, path: Path) -> None:
    tables = {name for (name,) in link.execute(TABLES).fetchall()}
    found = link.execute(VERSION).fetchone() if "store_state" in tables else None
    if found is None:
        raise StoreUnreadable("foreign", path)
    if found[0] > SCHEMA_VERSION:
        raise StoreTooNew("too_new", path, found=str(found[0]), known=str(SCHEMA_VERSION))
    expected = {name for name, since in TABLES_SINCE.items() if since <= found[0]}
    if not expected <= tables:
        raise StoreUnreadable("unreadable", path)
    for table in sorted(expected):
        link.execute(READ.format(table=table)).fetchall()


def _copy(source: Path, target: Path) -> None:
    """Copy through the database, not byte by byte: what stands in the log of the source comes along."""
    try:
        with duckdb.connect(":memory:", config=CONFIG) as link:
            link.execute(f"ATTACH '{quoted(source)}' AS original (READ_ONLY)")
            copied(link, "original", target)
    except duckdb.Error as error:
        raise explained(target, error) from error


def _refuse_busy(path: Path) -> None:
    """StoreBusy where another process has the file open; a damaged one has no user."""
    try:
        with suppress(StoreMissing):
            check(path)
    except StoreBusy:
        raise
    except StoreUnreadable:
        return


def _set_aside(path: Path) -> Path | None:
    """Rename a store and its log; a log without its store must go, too, lest it meets the new one."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    aside = path.with_name(f"{path.name}.replaced-{stamp}")
    stood = path.exists()
    try:
        if log_of(path).exists():
            log_of(path).rename(log_of(aside))
        if stood:
            path.rename(aside)
    except PermissionError as error:
        # Windows does not rename a file that somebody has open.
        raise StoreBusy("busy", path, process="?") from error
    return aside if stood else None


def _beside(path: Path) -> Path:
    """A name in the same folder for what is being made."""
    building = path.with_name(f"{path.name}.{os.getpid()}.new")
    remove(building)
    return building


def _flush(path: Path) -> None:
    """Have the disk itself keep the file before it takes its name."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
