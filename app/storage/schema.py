"""The tables of the store: made in a new file, brought up to date in an older one."""

from pathlib import Path

import duckdb

SCHEMA_VERSION = 2
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
}
# Texts are set apart by a sign that no text holds.
PUBLISHED_SHA256 = """
    SELECT CASE WHEN count(*) = 0 THEN '' ELSE sha256(string_agg(concat_ws(chr(31), position, year, population_group,
        coalesce(place::VARCHAR, '-'), award, coalesce(unit_code, '-'), unit_name, coalesce(score::VARCHAR, '-'),
        source), chr(30) ORDER BY position)) END
    FROM published_results
"""
KEEP_PUBLISHED = f"UPDATE store_state SET published_sha256 = ({PUBLISHED_SHA256})"  # noqa: S608
BEGIN = "INSERT INTO store_state (schema_version, data_version, published_sha256) VALUES (?, 0, '')"


def create(cursor: duckdb.DuckDBPyConnection) -> None:
    """All tables of an empty file."""
    cursor.execute(_statements("schema"))
    cursor.execute(BEGIN, [SCHEMA_VERSION])


def upgrade(cursor: duckdb.DuckDBPyConnection) -> None:
    """Tables of version 1 become those of version 2; called within a transaction."""
    for table in ("store_state", "imports", "changes"):
        cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_1")
    cursor.execute(_statements("schema"))
    cursor.execute(_statements("upgrade_1"))
    cursor.execute(KEEP_PUBLISHED)


def _statements(name: str) -> str:
    return Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
