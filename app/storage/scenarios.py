"""What-ifs that somebody has kept, beside the official data: no act, value or data version knows of them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import duckdb

from app.storage.connection import Connection
from app.storage.errors import ScenarioGone, ScenarioNameTaken
from app.storage.rows import first_value, from_utc, to_utc

READ = """
    SELECT id, evaluation, name, note, content, saved_at, saved_by, deleted_at, deleted_by
    FROM scenarios WHERE ($evaluation IS NULL OR evaluation = $evaluation) AND ($id IS NULL OR id = $id)
    ORDER BY saved_at DESC, id DESC
"""
# Not max(), as in writing.py.
NEXT = "SELECT coalesce((SELECT id FROM scenarios ORDER BY id DESC LIMIT 1), 0) + 1"
ADD = """
    INSERT INTO scenarios (id, evaluation, name, note, content, saved_at, saved_by, deleted_at, deleted_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, NULL, '')
"""
RENAME = "UPDATE scenarios SET name = ?, note = ?, saved_at = ?, saved_by = ? WHERE id = ?"
DELETE = "UPDATE scenarios SET deleted_at = ?, deleted_by = ? WHERE id = ?"


class Stamp(NamedTuple):
    """Who does something, and when."""

    who: str
    at: datetime


class Label(NamedTuple):
    """What a scenario is called, and a note about it."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class ScenarioDraft:
    """A scenario to be kept; ``content`` is its text without name and note."""

    evaluation: str
    label: Label
    content: str


@dataclass(frozen=True, slots=True)
class SavedScenario:
    """A scenario that is kept, who saved it last and when; ``deleted_at`` is None while it is on the list."""

    id: int
    evaluation: str
    label: Label
    content: str
    saved_at: datetime
    saved_by: str
    deleted_at: datetime | None = None
    deleted_by: str = ""


def read(
    cursor: duckdb.DuckDBPyConnection, evaluation: str | None, number: int | None = None
) -> tuple[SavedScenario, ...]:
    """The scenarios of an evaluation or the one with a number, last saved first, deleted ones too."""
    rows = cursor.execute(READ, {"evaluation": evaluation, "id": number}).fetchall()
    return tuple(map(_saved, rows))


def save(connection: Connection, draft: ScenarioDraft, who: str, at: datetime) -> SavedScenario:
    """Keep a scenario; ScenarioNameTaken where another of the evaluation has the name."""
    with connection.transaction() as cursor:
        _refuse_taken(cursor, connection, draft.evaluation, draft.label.name, None)
        return _add(cursor, draft, Stamp(who, at))


def put_in_place(connection: Connection, number: int, draft: ScenarioDraft, older: str, at: Stamp) -> SavedScenario:
    """Keep a scenario in place of another, which leaves the list under the name ``older`` and can be brought back."""
    who, moment = at
    with connection.transaction() as cursor:
        found = _found(cursor, connection, number, deleted=False)
        cursor.execute(RENAME, [older, found.label.note, to_utc(found.saved_at), found.saved_by, number])
        cursor.execute(DELETE, [to_utc(moment), who, number])
        _refuse_taken(cursor, connection, draft.evaluation, draft.label.name, None)
        return _add(cursor, draft, at)


def rename(connection: Connection, number: int, label: Label, who: str, at: datetime) -> SavedScenario:
    """Give a scenario another name and note."""
    with connection.transaction() as cursor:
        found = _found(cursor, connection, number, deleted=False)
        _refuse_taken(cursor, connection, found.evaluation, label.name, number)
        cursor.execute(RENAME, [*label, to_utc(at), who, number])
    return replace(found, label=label, saved_at=at.astimezone(UTC), saved_by=who)


def delete(connection: Connection, number: int, who: str, at: datetime) -> SavedScenario:
    """Take a scenario off the list."""
    with connection.transaction() as cursor:
        found = _found(cursor, connection, number, deleted=False)
        cursor.execute(DELETE, [to_utc(at), who, number])
    return replace(found, deleted_at=at.astimezone(UTC), deleted_by=who)


def bring_back(connection: Connection, number: int) -> SavedScenario:
    """Put a deleted scenario back on the list."""
    with connection.transaction() as cursor:
        found = _found(cursor, connection, number, deleted=True)
        _refuse_taken(cursor, connection, found.evaluation, found.label.name, number)
        cursor.execute(DELETE, [None, "", number])
    return replace(found, deleted_at=None, deleted_by="")


def _add(cursor: duckdb.DuckDBPyConnection, draft: ScenarioDraft, at: Stamp) -> SavedScenario:
    who, moment = at
    number = int(first_value(cursor.execute(NEXT).fetchone()))
    cursor.execute(ADD, [number, draft.evaluation, *draft.label, draft.content, to_utc(moment), who])
    return SavedScenario(number, draft.evaluation, draft.label, draft.content, moment.astimezone(UTC), who)


def _found(cursor: duckdb.DuckDBPyConnection, connection: Connection, number: int, *, deleted: bool) -> SavedScenario:
    found = [one for one in read(cursor, None, number) if (one.deleted_at is not None) is deleted]
    if not found:
        raise ScenarioGone("scenario_gone", connection.path)
    return found[0]


def _refuse_taken(
    cursor: duckdb.DuckDBPyConnection, connection: Connection, evaluation: str, name: str, but: int | None
) -> None:
    taken = {one.label.name.casefold() for one in read(cursor, evaluation) if one.deleted_at is None and one.id != but}
    if name.casefold() in taken:
        raise ScenarioNameTaken("scenario_name_taken", connection.path, name=name)


def _saved(row: tuple[Any, ...]) -> SavedScenario:
    number, evaluation, name, note, content, saved_at, saved_by, deleted_at, deleted_by = row
    deleted = None if deleted_at is None else from_utc(deleted_at)
    about = (number, evaluation, Label(name, note), content)
    return SavedScenario(*about, from_utc(saved_at), saved_by, deleted, deleted_by)
