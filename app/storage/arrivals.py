"""When the entries of a month came in: the start of the latest unbroken time in which something of ours stood there."""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import duckdb

from app.storage.rows import from_utc
from scoring.model import State

ENTRIES = """
    SELECT changes.item, changes.new_state, origins.imported_at, origins.demonstration, origins.file_name
    FROM changes LEFT JOIN imports AS origins ON origins.id = changes.new_import_id
    WHERE changes.evaluation = ? AND changes.month = ? AND changes.unit = ? AND changes.kind = 'value'
    ORDER BY changes.item, changes.act_id
"""
Row = tuple[Any, ...]


class Arrival(NamedTuple):
    """When an entry came in, None for demonstration data; ``file`` is where it comes from, empty where typed."""

    at: datetime | None
    file: str


def of_unit(cursor: duckdb.DuckDBPyConnection, place: tuple[str, str, str]) -> Mapping[str, Arrival]:
    """For every indicator of which something stands: since when, and from which file what stands comes.

    A correction does not make an entry later, nor does an undo that is undone. An entry of the demonstration data came
    at no moment that means anything.
    """
    rows = cursor.execute(ENTRIES, list(place)).fetchall()
    found = {item: _arrival(list(changes)) for item, changes in groupby(rows, key=itemgetter(0))}
    return {item: arrival for item, arrival in found.items() if arrival is not None}


def _arrival(changes: list[Row]) -> Arrival | None:
    *_, demonstration, file = changes[-1]
    if not _stands(changes[-1]):
        return None
    if demonstration:
        return Arrival(None, file)
    run: list[Row] = []
    for change in changes:
        run = [*run, change] if _stands(change) and not change[3] else []
    return Arrival(min(from_utc(change[2]) for change in run), file)


def _stands(change: Row) -> bool:
    return change[1] not in (None, State.NOT_SUBMITTED.value)
