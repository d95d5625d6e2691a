"""One act into the tables: its entry, every change of a cell, and what stands since; called within a transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from app.storage.records import Act, Change, Content, ImportPlan, ImportReceipt
from app.storage.rows import NEXT_VERSION, first_value, to_utc

# Not max(): DuckDB answers that from its statistics, which still count what a full disk did not take.
NEXT_ACT = "SELECT coalesce((SELECT id FROM imports ORDER BY id DESC LIMIT 1), 0) + 1"
ADD_ACT = """
    INSERT INTO imports (id, act, imported_at, imported_by, file_name, sha256, evaluation, month, demonstration,
        added, changed, removed, confirmed, unchanged, note, undoes, data_version)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# Columns arrive as lists, one per column: fifty times as fast as a statement per row.
STAGE = """
    CREATE OR REPLACE TEMP TABLE staged AS
    SELECT unnest(?::VARCHAR[]) AS kind, unnest(?::VARCHAR[]) AS unit, unnest(?::VARCHAR[]) AS item,
        unnest(?::INTEGER[]) AS old_import_id,
        unnest(?::VARCHAR[]) AS old_state, unnest(?::VARCHAR[])::DECIMAL(38, 22) AS old_value,
        unnest(?::VARCHAR[]) AS old_grade, unnest(?::VARCHAR[]) AS old_reason,
        unnest(?::INTEGER[]) AS import_id,
        unnest(?::VARCHAR[]) AS state, unnest(?::VARCHAR[])::DECIMAL(38, 22) AS value,
        unnest(?::VARCHAR[]) AS grade, unnest(?::VARCHAR[]) AS reason,
        unnest(?::VARCHAR[]) AS sheet, unnest(?::VARCHAR[]) AS cell
"""
ADD_CHANGES = """
    INSERT INTO changes (act_id, evaluation, month, kind, unit, item,
        old_import_id, old_state, old_value, old_grade, old_reason,
        new_import_id, new_state, new_value, new_grade, new_reason, sheet, cell)
    SELECT $act_id, $evaluation, $month, kind, unit, item,
        old_import_id, old_state, old_value, old_grade, old_reason,
        import_id, state, value, grade, reason, sheet, cell
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
    SELECT $evaluation, $month, unit, item, state, value, grade, import_id, sheet, cell
    FROM staged WHERE kind = 'value' AND state IS NOT NULL ORDER BY unit, item
"""
REMOVE_POINTS = """
    DELETE FROM node_points USING staged
    WHERE evaluation = $evaluation AND month = $month AND node_points.kind = staged.kind
        AND staged.old_state IS NOT NULL
        AND node_points.unit = staged.unit AND node_points.node = staged.item
"""
ADD_POINTS = """
    INSERT INTO node_points (evaluation, month, kind, unit, node, state, value, reason, import_id, sheet, cell)
    SELECT $evaluation, $month, kind, unit, item, state, value, reason, import_id, sheet, cell
    FROM staged WHERE kind <> 'value' AND state IS NOT NULL ORDER BY kind, unit, item
"""


@dataclass(frozen=True, slots=True)
class ActHead:
    """Everything about an act besides its changes."""

    act: Act
    at: datetime
    who: str
    evaluation: str
    month: str
    file_name: str = ""
    sha256: str = ""
    demonstration: bool = False
    note: str = ""
    undoes: int | None = None


def write_act(cursor: duckdb.DuckDBPyConnection, head: ActHead, planned: ImportPlan) -> ImportReceipt:
    """Write an act that changes something; new content without an origin comes from the act itself."""
    number = int(first_value(cursor.execute(NEXT_ACT).fetchone()))
    version = int(first_value(cursor.execute(NEXT_VERSION).fetchone()))
    counts = (planned.added, planned.changed, planned.removed, planned.confirmed, planned.unchanged)
    whence = (head.act, to_utc(head.at), head.who, head.file_name, head.sha256)
    month = (head.evaluation, head.month, head.demonstration)
    cursor.execute(ADD_ACT, [number, *whence, *month, *counts, head.note, head.undoes, version])
    cursor.execute(STAGE, _columns(planned.changes, number))
    place = {"evaluation": head.evaluation, "month": head.month}
    cursor.execute(ADD_CHANGES, {**place, "act_id": number})
    cursor.execute(REMOVE_OBSERVATIONS, place)
    cursor.execute(ADD_OBSERVATIONS, place)
    cursor.execute(REMOVE_POINTS, place)
    cursor.execute(ADD_POINTS, place)
    return ImportReceipt(number, version, *counts)


def _columns(changes: Iterable[Change], act_id: int) -> list[list[object]]:
    return [list(column) for column in zip(*(_row(change, act_id) for change in changes), strict=True)]


def _row(change: Change, act_id: int) -> tuple[object, ...]:
    origin = None if change.new is None else change.import_id or act_id
    old = (change.old_import_id, *_written(change.old))
    return (*change.key, *old, origin, *_written(change.new), change.sheet, change.cell)


def _written(content: Content | None) -> tuple[str | None, ...]:
    if content is None:
        return None, None, None, None
    state, value, grade, reason = content
    return state.value, None if value is None else f"{value:f}", grade, reason
