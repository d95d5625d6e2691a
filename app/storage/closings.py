"""Months that are closed: frozen whole, reopened with a reason, and everything that happened to them."""

from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import duckdb

from app.storage.connection import Connection
from app.storage.errors import MonthClosed, MonthOpen, StoreChanged
from app.storage.frozen import Closing, ClosingDraft, Event, closing_checksum, text_of
from app.storage.months import month_data
from app.storage.rows import NEXT_VERSION, STATE, first_value, from_utc, to_utc

CLOSINGS = """
    SELECT id, evaluation, month, closed_at, closed_by, data_version, definition_checksum, definition_text,
        data_text, results, sha256, reopened_at, reopened_by, reason
    FROM closings
    WHERE ($evaluation IS NULL OR evaluation = $evaluation) AND ($month IS NULL OR month = $month)
        AND (reopened_at IS NULL OR NOT $in_force)
    ORDER BY id DESC
"""
IN_FORCE = "SELECT count(*) FROM closings WHERE evaluation = ? AND month = ? AND reopened_at IS NULL"
# Not max(), as in writing.py.
NEXT_CLOSING = "SELECT coalesce((SELECT id FROM closings ORDER BY id DESC LIMIT 1), 0) + 1"
ADD_CLOSING = """
    INSERT INTO closings (id, evaluation, month, closed_at, closed_by, data_version, definition_checksum,
        definition_text, data_text, results, sha256, reopened_at, reopened_by, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, '', '')
"""
REOPEN = "UPDATE closings SET reopened_at = ?, reopened_by = ?, reason = ? WHERE id = ?"
EVENTS = "SELECT happened_at, who, what, evaluation, month, detail FROM events ORDER BY position DESC"
ADD_EVENT = """
    INSERT INTO events (position, happened_at, who, what, evaluation, month, detail)
    SELECT coalesce((SELECT position FROM events ORDER BY position DESC LIMIT 1), 0) + 1, ?, ?, ?, ?, ?, ?
"""


def closings(
    cursor: duckdb.DuckDBPyConnection, evaluation: str | None, month: str | None = None, *, in_force: bool = False
) -> tuple[Closing, ...]:
    """The closings of all evaluations or of one, newest first, those in force or reopened ones too."""
    rows = cursor.execute(CLOSINGS, {"evaluation": evaluation, "month": month, "in_force": in_force}).fetchall()
    return tuple(_closing(row) for row in rows)


def refuse_closed(cursor: duckdb.DuckDBPyConnection, path: Path, evaluation: str, month: str) -> None:
    """A closed month takes no import, edit or undo."""
    if first_value(cursor.execute(IN_FORCE, [evaluation, month]).fetchone()):
        raise MonthClosed("month_closed", path, evaluation=evaluation, month=month)


def close(connection: Connection, draft: ClosingDraft, expected_version: int) -> Closing:
    """Freeze a month as it stands; StoreChanged where the results were made from another version of the data."""
    with connection.writer():
        with connection.cursor() as cursor:
            refuse_closed(cursor, connection.path, draft.evaluation, draft.month)
            version = int(first_value(cursor.execute(STATE).fetchone()))
            number = int(first_value(cursor.execute(NEXT_CLOSING).fetchone()))
            frozen = text_of(month_data(cursor, draft.evaluation, draft.month))
        if version != expected_version:
            raise StoreChanged(connection.path)
        closing = _drafted(draft, number, version, frozen)
        with connection.transaction() as cursor:
            cursor.execute(ADD_CLOSING, _row(closing))
            _add(cursor, Event(closing.closed_at, closing.closed_by, "close", closing.evaluation, closing.month))
            cursor.execute(NEXT_VERSION)
    return closing


def reopen(connection: Connection, reopening: Event) -> Closing:
    """Take the closing of a month out of force and log it with its reason; what it froze stays."""
    if not reopening.detail.strip():
        raise ValueError("reopening a month needs a reason")
    about = (reopening.evaluation, reopening.month)
    with connection.writer():
        with connection.cursor() as cursor:
            found = closings(cursor, *about, in_force=True)
        if not found:
            raise MonthOpen("month_open", connection.path, evaluation=about[0], month=about[1])
        with connection.transaction() as cursor:
            cursor.execute(REOPEN, [to_utc(reopening.at), reopening.who, reopening.detail, found[0].id])
            _add(cursor, reopening)
            cursor.execute(NEXT_VERSION)
    at = reopening.at.astimezone(UTC)
    return replace(found[0], reopened_at=at, reopened_by=reopening.who, reason=reopening.detail)


def events(cursor: duckdb.DuckDBPyConnection) -> tuple[Event, ...]:
    """Everything that happened besides the acts, newest first."""
    return tuple(Event(from_utc(at), *rest) for at, *rest in cursor.execute(EVENTS).fetchall())


def add_event(connection: Connection, event: Event) -> None:
    """Log something that happened; the data version stays, since no value moved."""
    with connection.transaction() as cursor:
        _add(cursor, event)


def _add(cursor: duckdb.DuckDBPyConnection, event: Event) -> None:
    cursor.execute(ADD_EVENT, [to_utc(event.at), *event[1:]])


def _drafted(draft: ClosingDraft, number: int, version: int, frozen: str) -> Closing:
    about = (draft.evaluation, draft.month, from_utc(to_utc(draft.closed_at)), draft.closed_by, version)
    definition = (draft.definition_checksum, draft.definition_text)
    closing = Closing(number, *about, *definition, frozen, draft.results, "")
    return replace(closing, sha256=closing_checksum(closing))


def _row(closing: Closing) -> list[object]:
    about = (closing.id, closing.evaluation, closing.month, to_utc(closing.closed_at), closing.closed_by)
    definition = (closing.definition_checksum, closing.definition_text)
    return [*about, closing.data_version, *definition, closing.data_text, closing.results, closing.sha256]


def _closing(row: tuple[Any, ...]) -> Closing:
    reopened_at = None if row[11] is None else from_utc(row[11])
    return Closing(*(*row[:3], from_utc(row[3]), *row[4:11], reopened_at, *row[12:]))
