"""Reading and writing what is entered: plain values in, plain values out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any

from app.storage import imports, provenance, published
from app.storage.connection import Connection, connect
from app.storage.records import (
    CellChange,
    CellSource,
    ImportBatch,
    ImportPlan,
    ImportReceipt,
    Kind,
    MonthProvenance,
    PublishedResult,
)
from app.storage.rows import STATES, exact, first_value
from scoring.model import Adjustment, AdjustmentKind, MonthData, Observation, State

DATA_VERSION = "SELECT data_version FROM store_state"
EVALUATIONS = "SELECT DISTINCT evaluation FROM imports ORDER BY evaluation"
MONTHS = "SELECT DISTINCT month FROM imports WHERE evaluation = ? ORDER BY month"
# Every slider and selector waits for this one: numbers come as text without trailing zeros, exact and read faster than
# decimals; unordered, since a mapping is made of it (31 x 101: 5 ms, 2 ms more with an order).
OBSERVATIONS = """
    SELECT unit, indicator, state, rtrim(rtrim(value::VARCHAR, '0'), '.') AS value, grade
    FROM observations WHERE evaluation = ? AND month = ?
"""
POINTS_SO_FAR = """
    SELECT kind, unit, node, state, rtrim(rtrim(value::VARCHAR, '0'), '.') AS value, reason
    FROM node_points WHERE evaluation = ? AND month <= ?
    ORDER BY month, unit, node, kind
"""
HISTORY = """
    SELECT month, unit, state, rtrim(rtrim(value::VARCHAR, '0'), '.') AS value, grade
    FROM observations WHERE evaluation = ? AND indicator = ? AND (?::VARCHAR[] IS NULL OR list_contains(?, unit))
    ORDER BY month, unit
"""


def open_store(path: str | Path, read_only: bool = False) -> "Store":
    """The store in a file; a file that is not there is made, unless it is opened for reading only."""
    return Store(connect(Path(path), read_only=read_only))


class Store:
    """Everything entered, by evaluation and month; used by several threads at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._closed = False

    @property
    def path(self) -> Path:
        """The file."""
        return self._connection.path

    def close(self) -> None:
        """Give the file free; closing twice does no harm."""
        if not self._closed:
            self._closed = True
            self._connection.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def data_version(self) -> int:
        """A number that grows with every change."""
        with self._connection.cursor() as cursor:
            return int(first_value(cursor.execute(DATA_VERSION).fetchone()))

    def evaluations(self) -> tuple[str, ...]:
        """The evaluations of which anything was entered, whether a definition knows them or not."""
        with self._connection.cursor() as cursor:
            return tuple(code for (code,) in cursor.execute(EVALUATIONS).fetchall())

    def months(self, evaluation: str) -> tuple[str, ...]:
        """The months of which anything was entered, first to last."""
        with self._connection.cursor() as cursor:
            return tuple(month for (month,) in cursor.execute(MONTHS, [evaluation]).fetchall())

    def month_data(self, evaluation: str, month: str) -> MonthData:
        """Everything entered for a month; scores, bonuses and deductions are the latest up to that month."""
        with self._connection.snapshot() as cursor:
            observed = cursor.execute(OBSERVATIONS, [evaluation, month]).fetchnumpy()
            points = cursor.execute(POINTS_SO_FAR, [evaluation, month]).fetchall()
        scores, adjustments = _scores_and_adjustments(points)
        return MonthData(month, _by_unit(observed), scores, adjustments)

    def indicator_history(
        self, evaluation: str, indicator: str, units: Iterable[str] | None = None
    ) -> tuple[tuple[str, str, Observation], ...]:
        """Month, unit and observation of one indicator, in the order of months."""
        chosen = None if units is None else list(units)
        with self._connection.cursor() as cursor:
            rows = cursor.execute(HISTORY, [evaluation, indicator, chosen, chosen]).fetchall()
        return tuple(
            (month, unit, Observation(STATES[state], exact(value), grade)) for month, unit, state, value, grade in rows
        )

    def plan_import(self, batch: ImportBatch) -> ImportPlan:
        """What an import would change; nothing is written."""
        with self._connection.cursor() as cursor:
            return imports.plan(cursor, batch)

    def apply_import(self, batch: ImportBatch) -> ImportReceipt:
        """Write what a file says in one transaction; where it says nothing new, nothing is written."""
        return imports.apply(self._connection, batch)

    def provenance(self, evaluation: str, month: str) -> MonthProvenance:
        """Where the data of a month come from."""
        with self._connection.cursor() as cursor:
            return provenance.of_month(cursor, evaluation, month)

    def cell_source(
        self, evaluation: str, month: str, unit: str, item: str, *, kind: Kind | None = None
    ) -> CellSource | None:
        """The cell of a file behind an indicator's value, or behind the points of a node that are in force."""
        with self._connection.cursor() as cursor:
            return provenance.of_cell(cursor, (evaluation, month, unit, item), kind)

    def cell_history(self, evaluation: str, month: str, unit: str, item: str) -> tuple[CellChange, ...]:
        """Every change of a cell of this month, first to last."""
        with self._connection.cursor() as cursor:
            return provenance.history(cursor, (evaluation, month, unit, item))

    def publish(self, results: Iterable[PublishedResult]) -> int:
        """Replace the published results and give the data version."""
        return published.replace(self._connection, tuple(results))

    def published_results(self) -> tuple[PublishedResult, ...]:
        """The published results in the order they were given."""
        with self._connection.cursor() as cursor:
            return published.read(cursor)


def _by_unit(columns: Mapping[str, Any]) -> dict[str, dict[str, Observation]]:
    by_unit: defaultdict[str, dict[str, Observation]] = defaultdict(dict)
    lists = (columns[name].tolist() for name in ("unit", "indicator", "state", "value", "grade"))
    for unit, indicator, state, value, grade in zip(*lists, strict=True):
        by_unit[unit][indicator] = Observation(STATES[state], None if value is None else Decimal(value), grade)
    return dict(by_unit)


def _scores_and_adjustments(
    rows: list[tuple[str, str, str, str, str | None, str]],
) -> tuple[dict[tuple[str, str], Decimal], tuple[Adjustment, ...]]:
    in_force = {(unit, node, kind): (state, exact(value), reason) for kind, unit, node, state, value, reason in rows}
    scores = {}
    adjustments = []
    for (unit, node, kind), (state, points, reason) in sorted(in_force.items(), key=itemgetter(0)):
        if state != State.SUBMITTED or points is None:
            continue
        if kind == "score":
            scores[unit, node] = points
        else:
            adjustments.append(Adjustment(unit, node, AdjustmentKind(kind), points, reason))
    return scores, tuple(adjustments)
