"""Where the data in force come from, and what stood there before."""

from typing import Any

import duckdb

from app.storage.journal import source
from app.storage.records import CellChange, CellSource, Kind, MonthProvenance
from app.storage.rows import content, from_utc

# The imports behind a month: of its observations, and of the points still in force from earlier months.
OF_MONTH = """
    WITH in_force AS (
        SELECT import_id FROM observations WHERE evaluation = $evaluation AND month = $month
        UNION
        SELECT import_id FROM (
            SELECT import_id FROM node_points WHERE evaluation = $evaluation AND month <= $month
            QUALIFY row_number() OVER (PARTITION BY kind, unit, node ORDER BY month DESC) = 1
        )
    )
    SELECT imports.file_name, imports.imported_by, imports.imported_at, imports.demonstration
    FROM imports JOIN in_force ON imports.id = in_force.import_id
    ORDER BY imports.id
"""
OF_CELL = """
    WITH standing AS (
        SELECT 0 AS rank, 'value' AS kind, month, import_id, sheet, cell
        FROM observations
        WHERE evaluation = $evaluation AND month = $month AND unit = $unit AND indicator = $item
        UNION ALL
        SELECT CASE kind WHEN 'score' THEN 1 WHEN 'bonus' THEN 2 ELSE 3 END AS rank, kind, month, import_id, sheet, cell
        FROM node_points
        WHERE evaluation = $evaluation AND month <= $month AND unit = $unit AND node = $item
    )
    SELECT imports.file_name, standing.sheet, standing.cell, imports.imported_by, imports.imported_at, imports.act
    FROM standing JOIN imports ON imports.id = standing.import_id
    WHERE $kind IS NULL OR standing.kind = $kind
    ORDER BY standing.rank, standing.month DESC
    LIMIT 1
"""
# File, sheet and cell are those of the content that stands since; person and moment those of the act.
HISTORY = """
    SELECT coalesce(origins.file_name, '') AS file_name, changes.sheet, changes.cell,
        acts.imported_by, acts.imported_at, acts.act,
        old_state, rtrim(rtrim(old_value::VARCHAR, '0'), '.') AS old_value, old_grade, old_reason,
        new_state, rtrim(rtrim(new_value::VARCHAR, '0'), '.') AS new_value, new_grade, new_reason, changes.act_id
    FROM changes JOIN imports AS acts ON acts.id = changes.act_id
        LEFT JOIN imports AS origins ON origins.id = changes.new_import_id
    WHERE changes.evaluation = $evaluation AND changes.month = $month AND changes.unit = $unit AND changes.item = $item
        AND ($kind IS NULL OR changes.kind = $kind)
    ORDER BY changes.act_id, changes.kind
"""


def of_month(cursor: duckdb.DuckDBPyConnection, evaluation: str, month: str) -> MonthProvenance:
    """The files behind a month, oldest import first, and the last who brought or edited one of its cells."""
    rows = cursor.execute(OF_MONTH, {"evaluation": evaluation, "month": month}).fetchall()
    if not rows:
        return MonthProvenance(False, None, (), "")
    files = tuple(dict.fromkeys(file for file, _, _, _ in rows if file))
    _, who, at, _ = rows[-1]
    return MonthProvenance(any(row[3] for row in rows), from_utc(at), files, who)


def of_cell(
    cursor: duckdb.DuckDBPyConnection, place: tuple[str, str, str, str], kind: Kind | None
) -> CellSource | None:
    """The cell behind an entry in force; for a node its score first, then its bonus, then its deduction."""
    named = dict(zip(("evaluation", "month", "unit", "item"), place, strict=True))
    row = cursor.execute(OF_CELL, {**named, "kind": kind}).fetchone()
    return None if row is None else source(row)


def history(
    cursor: duckdb.DuckDBPyConnection, place: tuple[str, str, str, str], kind: Kind | None
) -> tuple[CellChange, ...]:
    """Every change of a cell, first to last."""
    named = dict(zip(("evaluation", "month", "unit", "item"), place, strict=True))
    return tuple(_change(row) for row in cursor.execute(HISTORY, {**named, "kind": kind}).fetchall())


def _change(row: tuple[Any, ...]) -> CellChange:
    return CellChange(source(row[:6]), content(*row[6:10]), content(*row[10:14]), row[14])
