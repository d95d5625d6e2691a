"""Whether every value follows from its audit trail, every act is whole, and what was frozen still is what it was."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import duckdb

from app.storage.closings import closings, events
from app.storage.frozen import Closing, Event
from app.storage.ledger import is_whole
from app.storage.months import observations
from app.storage.schema import PUBLISHED_SHA256, WHAT
from scoring.problem import Problem

SHOWN = 20
# What each change found is not what the change before it left.
BROKEN = """
    WITH trail AS (
        SELECT evaluation, month, kind, unit, item,
            (old_import_id, old_state, old_value, old_grade, old_reason) AS found,
            lag((new_import_id, new_state, new_value, new_grade, new_reason)) OVER (
                PARTITION BY evaluation, month, kind, unit, item ORDER BY act_id) AS left_behind
        FROM changes
    )
    SELECT evaluation, month, unit, item, count(*) OVER () AS total
    FROM trail
    WHERE found IS DISTINCT FROM coalesce(left_behind, (NULL, NULL, NULL, NULL, NULL))
    ORDER BY evaluation, month, unit, item LIMIT $shown
"""
# What stands is not what the last change left, or stands without any.
UNFOUNDED = """
    WITH standing AS (
        SELECT evaluation, month, 'value' AS kind, unit, indicator AS item,
            (import_id, state, value, grade, '', sheet, cell) AS content
        FROM observations
        UNION ALL
        SELECT evaluation, month, kind, unit, node, (import_id, state, value, NULL, reason, sheet, cell)
        FROM node_points
    ), replayed AS (
        SELECT evaluation, month, kind, unit, item, new_state,
            (new_import_id, new_state, new_value, new_grade, new_reason, sheet, cell) AS content
        FROM changes
        QUALIFY row_number() OVER (PARTITION BY evaluation, month, kind, unit, item ORDER BY act_id DESC) = 1
    ), kept AS (
        SELECT evaluation, month, kind, unit, item, content FROM replayed WHERE new_state IS NOT NULL
    )
    SELECT evaluation, month, unit, item, count(*) OVER () AS total
    FROM standing FULL JOIN kept USING (evaluation, month, kind, unit, item)
    WHERE standing.content IS DISTINCT FROM kept.content
    ORDER BY evaluation, month, unit, item LIMIT $shown
"""
# New content comes from the act itself; an undo brings content back exactly as its origin wrote it.
ORIGINS = """
    SELECT changes.evaluation, changes.month, changes.unit, changes.item, count(*) OVER () AS total
    FROM changes LEFT JOIN imports ON imports.id = changes.act_id
        LEFT JOIN changes AS origin ON imports.act = 'undo' AND origin.act_id = changes.new_import_id
            AND origin.act_id < changes.act_id
            AND (origin.evaluation, origin.month, origin.kind, origin.unit, origin.item)
                = (changes.evaluation, changes.month, changes.kind, changes.unit, changes.item)
    WHERE imports.id IS NULL OR (imports.evaluation, imports.month) <> (changes.evaluation, changes.month)
        OR (imports.act <> 'undo' AND changes.new_import_id IS DISTINCT FROM changes.act_id)
        OR (imports.act = 'undo' AND changes.new_state IS NOT NULL AND origin.new_import_id IS NULL)
        OR (origin.new_state, origin.new_value, origin.new_grade, origin.new_reason, origin.sheet, origin.cell)
            IS DISTINCT FROM
            (changes.new_state, changes.new_value, changes.new_grade, changes.new_reason, changes.sheet, changes.cell)
            AND origin.act_id IS NOT NULL
    ORDER BY changes.evaluation, changes.month, changes.unit, changes.item LIMIT $shown
"""
# An act is whole: it stands in order, counts what it changed, and undoes only an earlier act of its own month.
ACTS = f"""
    WITH counted AS (
        SELECT act_id, count(*) FILTER (what = 'added') AS added, count(*) FILTER (what = 'changed') AS changed,
            count(*) FILTER (what = 'removed') AS removed, count(*) FILTER (what = 'confirmed') AS confirmed
        FROM (SELECT act_id, {WHAT} AS what FROM changes) GROUP BY act_id
    ), ordered AS (
        SELECT *, row_number() OVER (ORDER BY id) AS position, lag(data_version) OVER (ORDER BY id) AS version_before
        FROM imports
    )
    SELECT ordered.evaluation, ordered.month, '' AS unit, ordered.id::VARCHAR AS item, count(*) OVER () AS total
    FROM ordered LEFT JOIN counted ON counted.act_id = ordered.id LEFT JOIN imports AS undone
        ON undone.id = ordered.undoes AND undone.id < ordered.id
        AND undone.evaluation = ordered.evaluation AND undone.month = ordered.month
    WHERE ordered.position <> ordered.id OR ordered.data_version <= coalesce(ordered.version_before, 0)
        OR (ordered.added, ordered.changed, ordered.removed, ordered.confirmed)
            IS DISTINCT FROM (counted.added, counted.changed, counted.removed, counted.confirmed)
        OR (ordered.act = 'undo') <> (undone.id IS NOT NULL) OR (ordered.act <> 'undo' AND ordered.undoes IS NOT NULL)
        OR ordered.data_version > (SELECT first(data_version) FROM store_state)
    ORDER BY ordered.id LIMIT $shown
"""  # noqa: S608
IN_TABLES = {"audit_broken": BROKEN, "audit_unfounded": UNFOUNDED, "audit_origin": ORIGINS, "audit_act": ACTS}
PUBLISHED = f"SELECT count(*) = 1 AND first(published_sha256) = ({PUBLISHED_SHA256}) FROM store_state"  # noqa: S608


def findings(cursor: duckdb.DuckDBPyConnection) -> tuple[Problem, ...]:
    """Everything that does not fit together; of each kind at most 20 places, and how many more there are."""
    return (*_in_tables(cursor), *_published(cursor), *_closings(cursor), *_ledger(cursor))


def _in_tables(cursor: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    for code, query in IN_TABLES.items():
        rows = cursor.execute(query, {"shown": SHOWN}).fetchall()
        for evaluation, month, unit, item, _ in rows:
            yield _problem(code, evaluation, month, unit, item)
        more = rows[0][4] - len(rows) if rows else 0
        if more:
            yield Problem("storage.audit_more", "", {"count": str(more)})


def _published(cursor: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    if cursor.execute(PUBLISHED).fetchone() != (True,):
        yield _problem("audit_published")


def _ledger(cursor: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    if not is_whole(cursor):
        yield _problem("audit_ledger")


def _closings(cursor: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """What is frozen is intact, stands in its month still, and closing and reopening are logged."""
    found = closings(cursor, None)
    in_force = Counter((each.evaluation, each.month) for each in found if each.reopened_at is None)
    for closing in found:
        about = (closing.evaluation, closing.month)
        if not closing.intact or in_force[about] > 1:
            yield _problem("audit_closing", *about)
        elif closing.reopened_at is None and observations(cursor, *about) != closing.data.observations:
            yield _problem("audit_closed_values", *about)
    logged = Counter(event for event in events(cursor) if event.what in ("close", "reopen"))
    for event in (logged - _expected(found)) + (_expected(found) - logged):
        yield _problem("audit_event", event.evaluation, event.month)


def _expected(found: tuple[Closing, ...]) -> Counter[Event]:
    """What the log must say about the closings."""
    closed = [Event(each.closed_at, each.closed_by, "close", each.evaluation, each.month) for each in found]
    reopened = [(each, each.reopened_at) for each in found if each.reopened_at is not None]
    return Counter(closed + [_reopening(closing, at) for closing, at in reopened])


def _reopening(closing: Closing, at: datetime) -> Event:
    return Event(at, closing.reopened_by, "reopen", closing.evaluation, closing.month, closing.reason)


def _problem(code: str, *place: Any) -> Problem:
    return Problem(f"storage.{code}", " ".join(str(part) for part in place if part))
