"""The ledger of what people write beside the values: nothing in it ever changes, the latest entry of a key counts."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb

from app.storage.closings import refuse_closed
from app.storage.connection import Connection
from app.storage.errors import LedgerChanged
from app.storage.ledger_entries import LedgerDraft, LedgerEntry
from app.storage.rows import first_value, from_utc, to_utc

PART = "part"
"""The kind of what a dong office entered; its keys begin with the month, and a closed month takes none."""
COLUMNS = "id, evaluation, kind, key, content, written_at, written_by, replaces"
COUNTS = f"""
    SELECT {COLUMNS} FROM ledger WHERE evaluation = ? AND kind = ?
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY id DESC) = 1
    ORDER BY min(id) OVER (PARTITION BY key)
"""  # noqa: S608
HISTORY = f"SELECT {COLUMNS} FROM ledger WHERE evaluation = ? AND kind = ? AND key = ? ORDER BY id"  # noqa: S608
ALL = f"SELECT {COLUMNS}, sha256 FROM ledger ORDER BY id"  # noqa: S608
# Not max(), as in writing.py.
LAST = "SELECT coalesce((SELECT id FROM ledger ORDER BY id DESC LIMIT 1), 0)"
SEAL = "SELECT ledger_sha256 FROM store_state"
ADD = """
    INSERT INTO ledger (id, evaluation, kind, key, content, written_at, written_by, replaces, sha256)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
KEEP_SEAL = "UPDATE store_state SET ledger_sha256 = ?"

Seen = Mapping[str, int | None]


def counting(cursor: duckdb.DuckDBPyConnection, evaluation: str, kind: str) -> tuple[LedgerEntry, ...]:
    """What counts now of each key, in the order in which the keys were first written, without what was taken out."""
    rows = cursor.execute(COUNTS, [evaluation, kind]).fetchall()
    return tuple(entry for entry in map(_entry, rows) if entry.content is not None)


def history(cursor: duckdb.DuckDBPyConnection, evaluation: str, kind: str, key: str) -> tuple[LedgerEntry, ...]:
    """Everything that was ever written under a key, first to last."""
    return tuple(map(_entry, cursor.execute(HISTORY, [evaluation, kind, key]).fetchall()))


def version(cursor: duckdb.DuckDBPyConnection) -> int:
    """A number that grows with every entry."""
    return int(first_value(cursor.execute(LAST).fetchone()))


def write(
    connection: Connection, drafts: Sequence[LedgerDraft], who: str, at: datetime, seen: Seen
) -> tuple[LedgerEntry, ...]:
    """Write what is new in one transaction, and give the entries written."""
    with connection.writer():
        with connection.cursor() as cursor:
            planned = plan(cursor, connection, drafts, seen)
        if not planned:
            return ()
        with connection.transaction() as cursor:
            return add(cursor, planned, who, at)


Planned = tuple[tuple[LedgerDraft, LedgerEntry | None], ...]
"""Each draft that says something new, with the entry whose place it takes."""


def plan(
    cursor: duckdb.DuckDBPyConnection, connection: Connection, drafts: Sequence[LedgerDraft], seen: Seen
) -> Planned:
    """The drafts that say something new; LedgerChanged where what counts was not seen, MonthClosed for closed parts."""
    _refuse_unfit(drafts)
    for evaluation, month in sorted({(draft.evaluation, _month(draft)) for draft in drafts if draft.kind == PART}):
        refuse_closed(cursor, connection.path, evaluation, month)
    standing = [(draft, _last(cursor, draft)) for draft in drafts]
    planned = tuple((draft, last) for draft, last in standing if draft.content != _content(last))
    moved = tuple(last for draft, last in planned if last is not None and _moved(draft, last, seen))
    if moved:
        raise LedgerChanged(connection.path, moved)
    return planned


def add(cursor: duckdb.DuckDBPyConnection, planned: Planned, who: str, at: datetime) -> tuple[LedgerEntry, ...]:
    """Add entries to the ledger, each sealed with all before it; called within a transaction."""
    if not planned:
        return ()
    first, seal = version(cursor) + 1, str(first_value(cursor.execute(SEAL).fetchone()))
    written = []
    for number, (draft, last) in enumerate(planned, start=first):
        about = (draft.evaluation, draft.kind, draft.key, draft.content)
        entry = LedgerEntry(number, *about, from_utc(to_utc(at)), who, None if last is None else last.id)
        seal = sealed(entry, seal)
        cursor.execute(ADD, [number, *about, to_utc(at), who, entry.replaces, seal])
        written.append(entry)
    cursor.execute(KEEP_SEAL, [seal])
    return tuple(written)


def sealed(entry: LedgerEntry, before: str) -> str:
    """The checksum over an entry and over all that stand before it."""
    words = [entry.id, entry.evaluation, entry.kind, entry.key, entry.content, entry.at.isoformat(), entry.who]
    return hashlib.sha256(json.dumps([*words, entry.replaces, before]).encode()).hexdigest()


def is_whole(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether every entry is what was written, follows on the one before of its key, and none is missing."""
    seal, last = "", dict[tuple[str, str, str], int]()
    for number, row in enumerate(cursor.execute(ALL).fetchall(), start=1):
        entry = _entry(row[:-1])
        about = (entry.evaluation, entry.kind, entry.key)
        seal = sealed(entry, seal)
        if (entry.id, entry.replaces, row[-1]) != (number, last.get(about), seal):
            return False
        last[about] = entry.id
    return cursor.execute(SEAL).fetchone() == (seal,)


def _refuse_unfit(drafts: Sequence[LedgerDraft]) -> None:
    """What a service must have seen to: one draft for a key, its content JSON, and a part with its month."""
    repeated = [
        key for key, times in Counter((each.evaluation, each.kind, each.key) for each in drafts).items() if times > 1
    ]
    if repeated:
        raise ValueError(f"written twice: {repeated[:3]}")
    for draft in drafts:
        if draft.content is not None:
            json.loads(draft.content)


def _month(draft: LedgerDraft) -> str:
    return draft.key.partition(":")[0]


def _last(cursor: duckdb.DuckDBPyConnection, draft: LedgerDraft) -> LedgerEntry | None:
    """What was written last under the key of a draft, also where it took something out."""
    found = history(cursor, draft.evaluation, draft.kind, draft.key)
    return found[-1] if found else None


def _content(entry: LedgerEntry | None) -> str | None:
    return None if entry is None else entry.content


def _moved(draft: LedgerDraft, last: LedgerEntry, seen: Seen) -> bool:
    """Whether another entry counts than the one that was seen; a key with nothing in force is seen as None."""
    counts = None if last.content is None else last.id
    return draft.key in seen and seen[draft.key] not in (counts, last.id)


def _entry(row: tuple[Any, ...]) -> LedgerEntry:
    number, evaluation, kind, key, content, at, who, replaces = row
    return LedgerEntry(number, evaluation, kind, key, content, from_utc(at), who, replaces)
