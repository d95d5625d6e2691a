"""One file or one edit into the store: what it would change, then all of it in one transaction with its audit trail."""

from collections.abc import Mapping, Sequence

import duckdb

from app.storage import ledger
from app.storage.closings import refuse_closed
from app.storage.connection import Connection
from app.storage.errors import StoreChanged
from app.storage.journal import last_sources
from app.storage.records import (
    Act,
    Change,
    Conflict,
    Content,
    ImportBatch,
    ImportPlan,
    ImportReceipt,
    Key,
    LedgerDraft,
    fits_store,
    repeated_keys,
)
from app.storage.rows import STATE, content, first_value
from app.storage.writing import ActHead, write_act

CURRENT = """
    SELECT 'value' AS kind, unit, indicator AS item, state,
        rtrim(rtrim(value::VARCHAR, '0'), '.') AS value, grade, '' AS reason, import_id
    FROM observations WHERE evaluation = $evaluation AND month = $month
    UNION ALL
    SELECT kind, unit, node AS item, state,
        rtrim(rtrim(value::VARCHAR, '0'), '.') AS value, NULL AS grade, reason, import_id
    FROM node_points WHERE evaluation = $evaluation AND month = $month
    ORDER BY kind, unit, item
"""
NOTHING: tuple[Content | None, int | None] = (None, None)
DEMONSTRATIONS = "SELECT id FROM imports WHERE demonstration AND evaluation = ? AND month = ? ORDER BY id"


def plan(cursor: duckdb.DuckDBPyConnection, batch: ImportBatch) -> ImportPlan:
    """Compare every entry with what stands in the store."""
    _refuse_unfit(batch)
    current = standing(cursor, batch.evaluation, batch.month)
    demonstrations = _demonstrations(cursor, batch)
    changes: list[Change] = []
    seen: dict[Key, Content | None] = {}
    # Tuples made without their class, in half the time: a file of a whole country has 34,000 cells.
    make = tuple.__new__
    for kind, unit, item, state, value, grade, reason, sheet, cell in batch.entries:
        key, new = (kind, unit, item), make(Content, (state, value, grade, reason))
        old, origin = current.get(key, NOTHING)
        seen[key] = old
        if old is None and key in batch.blanks:
            continue
        if old != new or origin in demonstrations:
            changes.append(make(Change, (kind, unit, item, old, new, sheet, cell, origin, None)))
    return ImportPlan(tuple(changes), len(batch.entries) - len(changes), seen)


def apply(
    connection: Connection,
    batch: ImportBatch,
    seen: Mapping[Key, Content | None] | None = None,
    beside: Sequence[LedgerDraft] = (),
    beside_seen: ledger.Seen | None = None,
) -> ImportReceipt:
    """Write what is new; the plan is made before the transaction, so that no change means no write at all."""
    with connection.writer():
        with connection.cursor() as cursor:
            refuse_closed(cursor, connection.path, batch.evaluation, batch.month)
            planned = plan(cursor, batch)
            conflicts = _conflicts(cursor, batch, planned, seen or {})
            noted = ledger.plan(cursor, connection, beside, beside_seen or {})
            version = int(first_value(cursor.execute(STATE).fetchone()))
        if conflicts:
            raise StoreChanged(connection.path, conflicts)
        receipt = ImportReceipt(None, version, 0, 0, 0, 0, planned.unchanged)
        if planned.changes or noted:
            with connection.transaction() as cursor:
                receipt = write_act(cursor, _head(batch), planned) if planned.changes else receipt
                ledger.add(cursor, noted, batch.who, batch.at)
        return receipt


def standing(
    cursor: duckdb.DuckDBPyConnection, evaluation: str, month: str
) -> dict[Key, tuple[Content | None, int | None]]:
    """What was entered for a month itself, with the import or edit that each cell comes from."""
    rows = cursor.execute(CURRENT, {"evaluation": evaluation, "month": month}).fetchall()
    return {(kind, unit, item): (content(*written), number) for kind, unit, item, *written, number in rows}


def _head(batch: ImportBatch) -> ActHead:
    about = (batch.act, batch.at, batch.who, batch.evaluation, batch.month)
    return ActHead(*about, batch.file_name, batch.sha256, batch.demonstration, batch.note)


def _demonstrations(cursor: duckdb.DuckDBPyConnection, batch: ImportBatch) -> set[int]:
    """The imports whose cells the batch confirms by saying the same: a file of one's own does, an edit does not."""
    if batch.demonstration or batch.act is not Act.IMPORT:
        return set()
    rows = cursor.execute(DEMONSTRATIONS, [batch.evaluation, batch.month]).fetchall()
    return {number for (number,) in rows}


def _conflicts(
    cursor: duckdb.DuckDBPyConnection, batch: ImportBatch, planned: ImportPlan, seen: Mapping[Key, Content | None]
) -> tuple[Conflict, ...]:
    """Cells that say neither what was seen nor what is wanted."""
    moved = [each for each in planned.changes if each.key in seen and each.old not in (seen[each.key], each.new)]
    if not moved:
        return ()
    sources = last_sources(cursor, batch.evaluation, batch.month)
    return tuple(Conflict(each.key, seen[each.key], each.old, each.new, sources.get(each.key)) for each in moved)


def _refuse_unfit(batch: ImportBatch) -> None:
    """What the intake must have caught: two entries for a cell, or one that would not be stored as it is."""
    repeated = repeated_keys(batch.entries)
    if repeated:
        raise ValueError(f"entered twice: {sorted(repeated)[:3]}")
    unfit, misplaced = [], []
    for entry in batch.entries:
        kind, _, _, _, value, grade, reason, _, _ = entry
        if value is not None and not fits_store(value):
            unfit.append(entry.key)
        if reason if kind == "value" else grade:
            misplaced.append(entry.key)
    if unfit:
        raise ValueError(f"too long to be stored without rounding: {unfit[:3]}")
    if misplaced:
        raise ValueError(f"a value has no reason, and points have no grade: {misplaced[:3]}")
