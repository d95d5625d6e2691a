"""Taking an act back: what it changed comes back as it was, and what a later act touched is left as it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from app.storage.closings import refuse_closed
from app.storage.connection import Connection
from app.storage.errors import StoreChanged
from app.storage.imports import CURRENT, standing
from app.storage.journal import acts, last_sources
from app.storage.records import (
    Act,
    Change,
    Conflict,
    ImportPlan,
    ImportReceipt,
    ImportRecord,
    LeftAlone,
    UndoPlan,
)
from app.storage.rows import STATE, content, first_value
from app.storage.writing import ActHead, write_act

MONTH = "SELECT evaluation, month FROM imports WHERE id = ?"
# For each cell of the act: what stands now, what stood before with its place in a file, and who touched it last.
CELLS = f"""
    WITH current AS ({CURRENT}),
    of_month AS (
        SELECT act_id, kind, unit, item, old_import_id, old_state, old_value, old_grade, old_reason,
            new_import_id, sheet, cell
        FROM changes WHERE evaluation = $evaluation AND month = $month
    ),
    last_acts AS (SELECT kind, unit, item, max(act_id) AS act_id FROM of_month GROUP BY kind, unit, item)
    SELECT act.kind, act.unit, act.item,
        current.state, current.value, current.grade, current.reason, current.import_id,
        act.old_state, rtrim(rtrim(act.old_value::VARCHAR, '0'), '.') AS old_value, act.old_grade, act.old_reason,
        act.old_import_id, coalesce(origin.sheet, '') AS sheet, coalesce(origin.cell, '') AS cell,
        act.new_import_id, last_acts.act_id AS last_act
    FROM of_month AS act
        JOIN last_acts USING (kind, unit, item)
        LEFT JOIN current USING (kind, unit, item)
        LEFT JOIN of_month AS origin ON origin.act_id = act.old_import_id
            AND origin.kind = act.kind AND origin.unit = act.unit AND origin.item = act.item
    WHERE act.act_id = $act_id
    ORDER BY act.kind, act.unit, act.item
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Undoing:
    """Which act is undone, by whom and when."""

    act_id: int
    who: str
    at: datetime


def plan(cursor: duckdb.DuckDBPyConnection, act_id: int) -> UndoPlan:
    """What stands as the act left it comes back; what stands as before it is done already; the rest is left.

    Content is known by its origin, the import or edit it comes from. KeyError for an unknown act.
    """
    place = cursor.execute(MONTH, [act_id]).fetchone()
    if place is None:
        raise KeyError(act_id)
    records = {record.id: record for record in acts(cursor, *place)}
    named = {"evaluation": place[0], "month": place[1], "act_id": act_id}
    restored, left = [], []
    for row in cursor.execute(CELLS, named).fetchall():
        change, given, last = _cell(row)
        if change.old_import_id == given:
            restored.append(change)
        elif change.old_import_id != change.import_id:
            left.append(LeftAlone(change.key, change.new, change.old, records[last]))
    return UndoPlan(records[act_id], tuple(restored), tuple(left))


def apply(connection: Connection, undoing: Undoing, expected: UndoPlan | None) -> ImportReceipt:
    """Bring back what the plan says, as an act of its own; an undo that restores nothing writes nothing."""
    with connection.writer():
        with connection.cursor() as cursor:
            planned = plan(cursor, undoing.act_id)
            refuse_closed(cursor, connection.path, planned.record.evaluation, planned.record.month)
            conflicts = _conflicts(cursor, expected, planned)
            restored = _shown(expected, planned)
            version = int(first_value(cursor.execute(STATE).fetchone()))
        if conflicts:
            raise StoreChanged(connection.path, conflicts)
        if not restored:
            return ImportReceipt(None, version, 0, 0, 0, 0, len(planned.left))
        with connection.transaction() as cursor:
            return write_act(cursor, _head(undoing, planned.record), ImportPlan(restored, len(planned.left)))


def _cell(row: tuple[Any, ...]) -> tuple[Change, int | None, int]:
    """What undoing would change in a cell, the origin that the act gave it, and the last act that touched it."""
    kind, unit, item, *rest, given, last = row
    now, origin, before, old_origin, sheet, cell = rest[:4], rest[4], rest[5:9], rest[9], rest[10], rest[11]
    change = Change(kind, unit, item, content(*now), content(*before), sheet, cell, origin, old_origin)
    return change, given, last


def _head(undoing: Undoing, record: ImportRecord) -> ActHead:
    about = (undoing.at, undoing.who, record.evaluation, record.month)
    return ActHead(Act.UNDO, *about, undoes=record.id)


def _conflicts(cursor: duckdb.DuckDBPyConnection, expected: UndoPlan | None, planned: UndoPlan) -> tuple[Conflict, ...]:
    """Cells that were shown as coming back and that somebody else has changed since to something else."""
    shown = () if expected is None else expected.restored
    coming_back = set(planned.restored)
    gone = [change for change in shown if change not in coming_back]
    if not gone:
        return ()
    place = (planned.record.evaluation, planned.record.month)
    current, sources = standing(cursor, *place), last_sources(cursor, *place)
    found = {change.key: current.get(change.key, (None, None))[0] for change in gone}
    return tuple(
        Conflict(change.key, change.old, found[change.key], change.new, sources.get(change.key))
        for change in gone
        if found[change.key] != change.new
    )


def _shown(expected: UndoPlan | None, planned: UndoPlan) -> tuple[Change, ...]:
    """What comes back: only what was shown, where something was shown."""
    if expected is None:
        return planned.restored
    shown = set(expected.restored)
    return tuple(change for change in planned.restored if change in shown)
