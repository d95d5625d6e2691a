"""One file into the store: what it would change, then all of it in one transaction with its audit trail."""

import duckdb

from app.storage.connection import Connection
from app.storage.records import (
    Change,
    Content,
    Entry,
    ImportBatch,
    ImportPlan,
    ImportReceipt,
    fits_store,
    repeated_keys,
)
from app.storage.rows import content, first_value, to_utc

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
DEMONSTRATIONS = "SELECT id FROM imports WHERE demonstration AND evaluation = ? AND month = ? ORDER BY id"
STATE = "SELECT data_version FROM store_state"
NEXT_IMPORT = "SELECT coalesce(max(id), 0) + 1 FROM imports"
NEXT_VERSION = "UPDATE store_state SET data_version = data_version + 1 RETURNING data_version"
ADD_IMPORT = """
    INSERT INTO imports (id, imported_at, imported_by, file_name, sha256, evaluation, month, demonstration,
        added, changed, confirmed, unchanged, data_version)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# Columns arrive as lists, one per column: fifty times as fast as a statement per row.
STAGE = """
    CREATE OR REPLACE TEMP TABLE staged AS
    SELECT unnest(?::VARCHAR[]) AS kind, unnest(?::VARCHAR[]) AS unit, unnest(?::VARCHAR[]) AS item,
        unnest(?::VARCHAR[]) AS state, unnest(?::VARCHAR[])::DECIMAL(38, 22) AS value,
        unnest(?::VARCHAR[]) AS grade, unnest(?::VARCHAR[]) AS reason,
        unnest(?::VARCHAR[]) AS sheet, unnest(?::VARCHAR[]) AS cell,
        unnest(?::VARCHAR[]) AS old_state, unnest(?::VARCHAR[])::DECIMAL(38, 22) AS old_value,
        unnest(?::VARCHAR[]) AS old_grade, unnest(?::VARCHAR[]) AS old_reason,
        unnest(?::INTEGER[]) AS old_import_id
"""
ADD_CHANGES = """
    INSERT INTO changes (import_id, evaluation, month, kind, unit, item,
        old_import_id, old_state, old_value, old_grade, old_reason,
        new_state, new_value, new_grade, new_reason, sheet, cell)
    SELECT $import_id, $evaluation, $month, kind, unit, item,
        old_import_id, old_state, old_value, old_grade, old_reason, state, value, grade, reason, sheet, cell
    FROM staged ORDER BY kind, unit, item
"""
REMOVE_OBSERVATIONS = """
    DELETE FROM observations USING staged
    WHERE evaluation = $evaluation AND month = $month AND staged.kind = 'value'
        AND staged.old_state IS NOT NULL
        AND observations.unit = staged.unit AND observations.indicator = staged.item
"""
ADD_OBSERVATIONS = """
    INSERT INTO observations (evaluation, month, unit, indicator, state, value, grade, import_id, sheet, cell)
    SELECT $evaluation, $month, unit, item, state, value, grade, $import_id, sheet, cell
    FROM staged WHERE kind = 'value' ORDER BY unit, item
"""
REMOVE_POINTS = """
    DELETE FROM node_points USING staged
    WHERE evaluation = $evaluation AND month = $month AND node_points.kind = staged.kind
        AND staged.old_state IS NOT NULL
        AND node_points.unit = staged.unit AND node_points.node = staged.item
"""
ADD_POINTS = """
    INSERT INTO node_points (evaluation, month, kind, unit, node, state, value, reason, import_id, sheet, cell)
    SELECT $evaluation, $month, kind, unit, item, state, value, reason, $import_id, sheet, cell
    FROM staged WHERE kind <> 'value' ORDER BY kind, unit, item
"""


def plan(cursor: duckdb.DuckDBPyConnection, batch: ImportBatch) -> ImportPlan:
    """Compare every entry with what stands in the store."""
    _refuse_unfit(batch)
    current = _current(cursor, batch)
    demonstrations = {
        number for (number,) in cursor.execute(DEMONSTRATIONS, [batch.evaluation, batch.month]).fetchall()
    }
    changes = []
    for entry in batch.entries:
        old, import_id = current.get(entry.key, (None, None))
        replaces_demonstration = import_id in demonstrations and not batch.demonstration
        if old != entry.content or replaces_demonstration:
            changes.append(Change(entry, old, import_id))
    return ImportPlan(tuple(changes), len(batch.entries) - len(changes))


def apply(connection: Connection, batch: ImportBatch) -> ImportReceipt:
    """Write what is new; the plan is made before the transaction, so that no change means no write at all."""
    with connection.writer():
        with connection.cursor() as cursor:
            planned = plan(cursor, batch)
            version = int(first_value(cursor.execute(STATE).fetchone()))
        if not planned.changes:
            return ImportReceipt(None, version, 0, 0, 0, planned.unchanged)
        with connection.transaction() as cursor:
            return _write(cursor, batch, planned)


def _write(cursor: duckdb.DuckDBPyConnection, batch: ImportBatch, planned: ImportPlan) -> ImportReceipt:
    number = int(first_value(cursor.execute(NEXT_IMPORT).fetchone()))
    version = int(first_value(cursor.execute(NEXT_VERSION).fetchone()))
    counts = (planned.added, planned.changed, planned.confirmed, planned.unchanged)
    whence = (to_utc(batch.at), batch.who, batch.file_name, batch.sha256)
    month = (batch.evaluation, batch.month, batch.demonstration)
    cursor.execute(ADD_IMPORT, [number, *whence, *month, *counts, version])
    cursor.execute(STAGE, _columns(planned.changes))
    place = {"evaluation": batch.evaluation, "month": batch.month}
    numbered = {**place, "import_id": number}
    cursor.execute(ADD_CHANGES, numbered)
    cursor.execute(REMOVE_OBSERVATIONS, place)
    cursor.execute(ADD_OBSERVATIONS, numbered)
    cursor.execute(REMOVE_POINTS, place)
    cursor.execute(ADD_POINTS, numbered)
    return ImportReceipt(number, version, *counts)


def _columns(changes: tuple[Change, ...]) -> list[list[object]]:
    rows = (_row(change.entry, change.old or (None, None, None, None), change.old_import_id) for change in changes)
    return [list(column) for column in zip(*rows, strict=True)]


def _row(entry: Entry, old: Content | tuple[None, None, None, None], old_import_id: int | None) -> tuple[object, ...]:
    kind, unit, item, state, value, grade, reason, sheet, cell = entry
    old_state, old_value, old_grade, old_reason = old
    new = (kind, unit, item, state.value, None if value is None else f"{value:f}", grade, reason, sheet, cell)
    before = (old_state and old_state.value, None if old_value is None else f"{old_value:f}", old_grade, old_reason)
    return (*new, *before, old_import_id)


def _current(
    cursor: duckdb.DuckDBPyConnection, batch: ImportBatch
) -> dict[tuple[str, str, str], tuple[Content | None, int]]:
    rows = cursor.execute(CURRENT, {"evaluation": batch.evaluation, "month": batch.month}).fetchall()
    return {(kind, unit, item): (content(*written), number) for kind, unit, item, *written, number in rows}


def _refuse_unfit(batch: ImportBatch) -> None:
    """What the intake must have caught: never store a rounded number, or one of two entries for a cell."""
    repeated = repeated_keys(batch.entries)
    if repeated:
        raise ValueError(f"entered twice: {sorted(repeated)[:3]}")
    unfit = [entry.key for entry in batch.entries if entry.value is not None and not fits_store(entry.value)]
    if unfit:
        raise ValueError(f"too long to be stored without rounding: {unfit[:3]}")
