"""The tables of the store: made in a new file, brought up to date in an older one."""

from pathlib import Path

import duckdb

SCHEMA_VERSION = 4
TABLES = """
    SELECT table_name FROM information_schema.tables
    WHERE table_catalog = current_database() AND table_schema = 'main'
    ORDER BY table_name
"""
# Each table with the version it is there from.
TABLES_SINCE = {
    "changes": 1,
    "imports": 1,
    "node_points": 1,
    "observations": 1,
    "published_results": 1,
    "store_state": 1,
    "closings": 2,
    "events": 2,
    "scenarios": 3,
    "ledger": 4,
}
# What became of a cell, as Change.what says it.
WHAT = """
    CASE WHEN old_state IS NULL THEN 'added'
        WHEN new_state IS NULL THEN 'removed'
        WHEN old_state = new_state AND old_value IS NOT DISTINCT FROM new_value
            AND old_grade IS NOT DISTINCT FROM new_grade AND coalesce(old_reason, '') = coalesce(new_reason, '')
            THEN 'confirmed'
        WHEN old_state = 'not_submitted' THEN 'added'
        WHEN new_state = 'not_submitted' THEN 'removed'
        ELSE 'changed' END
"""
# Version 1 counted as changed what version 2 tells apart as added and removed.
COUNT_AGAIN = f"""
    UPDATE imports SET added = counted.added, changed = counted.changed,
        removed = counted.removed, confirmed = counted.confirmed
    FROM (
        SELECT act_id, count(*) FILTER (what = 'added') AS added, count(*) FILTER (what = 'changed') AS changed,
            count(*) FILTER (what = 'removed') AS removed, count(*) FILTER (what = 'confirmed') AS confirmed
        FROM (SELECT act_id, {WHAT} AS what FROM changes) GROUP BY act_id
    ) AS counted
    WHERE counted.act_id = imports.id
"""  # noqa: S608
# Texts are set apart by a sign that no text holds.
PUBLISHED_SHA256 = """
    SELECT CASE WHEN count(*) = 0 THEN '' ELSE sha256(string_agg(concat_ws(chr(31), position, year, population_group,
        coalesce(place::VARCHAR, '-'), award, coalesce(unit_code, '-'), unit_name, coalesce(score::VARCHAR, '-'),
        source), chr(30) ORDER BY position)) END
    FROM published_results
"""
KEEP_PUBLISHED = f"UPDATE store_state SET published_sha256 = ({PUBLISHED_SHA256})"  # noqa: S608
KEEP_VERSION = "UPDATE store_state SET schema_version = ?"
BEGIN = "INSERT INTO store_state (schema_version, data_version, published_sha256, ledger_sha256) VALUES (?, 0, '', '')"
# A column that must not be empty can't be added to a table, so the table is made anew.
STATE_OF_3 = """
    INSERT INTO store_state (schema_version, data_version, published_sha256, ledger_sha256)
    SELECT schema_version, data_version, published_sha256, '' FROM store_state_3
"""


def create(cursor: duckdb.DuckDBPyConnection) -> None:
    """All tables of an empty file."""
    cursor.execute(_statements("schema"))
    cursor.execute(BEGIN, [SCHEMA_VERSION])


def upgrade(cursor: duckdb.DuckDBPyConnection, version: int) -> None:
    """Tables of an earlier version become those of this one; called within a transaction."""
    if version == 1:
        _upgrade_1(cursor)
    else:
        _upgrade_3(cursor)
    cursor.execute(KEEP_VERSION, [SCHEMA_VERSION])


def _upgrade_1(cursor: duckdb.DuckDBPyConnection) -> None:
    for table in ("store_state", "imports", "changes"):
        cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_1")
    cursor.execute(_statements("schema"))
    cursor.execute(_statements("upgrade_1"))
    cursor.execute(COUNT_AGAIN)
    cursor.execute(KEEP_PUBLISHED)


def _upgrade_3(cursor: duckdb.DuckDBPyConnection) -> None:
    """Version 2 had no scenarios, version 3 no ledger; both come with the tables of this version."""
    cursor.execute("ALTER TABLE store_state RENAME TO store_state_3")
    cursor.execute(_statements("schema"))
    cursor.execute(STATE_OF_3)
    cursor.execute("DROP TABLE store_state_3")


def _statements(name: str) -> str:
    return Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
