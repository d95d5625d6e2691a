"""Published results: real places and scores, loaded as they are."""

import duckdb

from app.storage.connection import Connection
from app.storage.records import PublishedResult
from app.storage.rows import NEXT_VERSION, STATE, exact, first_value
from app.storage.schema import KEEP_PUBLISHED

READ = """
    SELECT year, population_group, place, award, unit_code, unit_name,
        rtrim(rtrim(score::VARCHAR, '0'), '.') AS score, source
    FROM published_results ORDER BY position
"""
REMOVE = "DELETE FROM published_results"
ADD = """
    INSERT INTO published_results (position, year, population_group, place, award, unit_code, unit_name, score, source)
    SELECT unnest(?::INTEGER[]), unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::INTEGER[]), unnest(?::VARCHAR[]),
        unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])::DECIMAL(38, 22), unnest(?::VARCHAR[])
"""


def replace(connection: Connection, results: tuple[PublishedResult, ...]) -> int:
    """Put these results in the place of all others; where nothing differs, nothing is written."""
    with connection.writer():
        with connection.cursor() as cursor:
            version = int(first_value(cursor.execute(STATE).fetchone()))
            if read(cursor) == results:
                return version
        with connection.transaction() as cursor:
            cursor.execute(REMOVE)
            if results:
                cursor.execute(ADD, _columns(results))
            cursor.execute(KEEP_PUBLISHED)
            return int(first_value(cursor.execute(NEXT_VERSION).fetchone()))


def read(cursor: duckdb.DuckDBPyConnection) -> tuple[PublishedResult, ...]:
    """The published results in the order they were given."""
    rows = cursor.execute(READ).fetchall()
    return tuple(PublishedResult._make((*before, exact(score), source)) for *before, score, source in rows)


def _columns(results: tuple[PublishedResult, ...]) -> list[list[object]]:
    rows = (
        (position, *row[:6], None if row.score is None else f"{row.score:f}", row.source)
        for position, row in enumerate(results)
    )
    return [list(column) for column in zip(*rows, strict=True)]
