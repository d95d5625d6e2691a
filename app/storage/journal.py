"""The acts that wrote into the store, newest first, and what each of them changed."""

from typing import Any

import duckdb

from app.storage.records import Act, CellSource, Change, ImportRecord, Key
from app.storage.rows import content, from_utc

ACTS = """
    SELECT id, act, imported_at, imported_by, file_name, sha256, evaluation, month, demonstration,
        added, changed, removed, confirmed, unchanged, note, undoes
    FROM imports
    WHERE ($evaluation IS NULL OR evaluation = $evaluation) AND ($month IS NULL OR month = $month)
    ORDER BY id DESC
"""
CHANGES = """
    SELECT kind, unit, item,
        old_state, rtrim(rtrim(old_value::VARCHAR, '0'), '.') AS old_value, old_grade, old_reason,
        new_state, rtrim(rtrim(new_value::VARCHAR, '0'), '.') AS new_value, new_grade, new_reason,
        sheet, cell, old_import_id, new_import_id
    FROM changes WHERE act_id = ?
    ORDER BY kind, unit, item
"""
LAST_SOURCES = """
    SELECT kind, unit, item, coalesce(origins.file_name, '') AS file_name, sheet, cell,
        acts.imported_by, acts.imported_at, acts.act
    FROM changes JOIN imports AS acts ON acts.id = changes.act_id
        LEFT JOIN imports AS origins ON origins.id = changes.new_import_id
    WHERE changes.evaluation = ? AND changes.month = ?
    QUALIFY row_number() OVER (PARTITION BY kind, unit, item ORDER BY act_id DESC) = 1
    ORDER BY kind, unit, item
"""


def acts(
    cursor: duckdb.DuckDBPyConnection, evaluation: str | None = None, month: str | None = None
) -> tuple[ImportRecord, ...]:
    """The acts of all evaluations and months or of one, newest first."""
    rows = cursor.execute(ACTS, {"evaluation": evaluation, "month": month}).fetchall()
    undone_by = _undone_by({row[0]: row[15] for row in rows})
    return tuple(_record(row, undone_by.get(row[0])) for row in rows)


def changes_of(cursor: duckdb.DuckDBPyConnection, act_id: int) -> tuple[Change, ...]:
    """Every cell that an act changed, by kind, unit and item."""
    rows = cursor.execute(CHANGES, [act_id]).fetchall()
    return tuple(Change(*(*row[:3], content(*row[3:7]), content(*row[7:11]), *row[11:])) for row in rows)


def last_sources(cursor: duckdb.DuckDBPyConnection, evaluation: str, month: str) -> dict[Key, CellSource]:
    """Who touched each cell of a month last, and where what stands there since comes from."""
    rows = cursor.execute(LAST_SOURCES, [evaluation, month]).fetchall()
    return {(kind, unit, item): source(row) for kind, unit, item, *row in rows}


def source(row: list[Any] | tuple[Any, ...]) -> CellSource:
    """File, sheet, cell, person, moment in universal time and act."""
    file, sheet, cell, who, at, act = row
    return CellSource(file, sheet, cell, who, from_utc(at), Act(act))


def _record(row: tuple[Any, ...], undone_by: int | None) -> ImportRecord:
    number, act, at, *rest = row
    return ImportRecord(*(number, Act(act), from_utc(at), *rest, undone_by))


def _undone_by(undoes: dict[int, int | None]) -> dict[int, int]:
    """For each act that is undone, the act that did it; the latest undo decides, and one that was undone does not."""
    undone: dict[int, int] = {}
    for act in sorted(undoes):
        target, takes_back = undoes[act], True
        while target is not None:
            if takes_back:
                undone[target] = act
            else:
                undone.pop(target, None)
            target, takes_back = undoes.get(target), not takes_back
    return undone
