"""Which months hold anything, and everything entered for one of them."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from operator import itemgetter
from typing import Any

import duckdb

from app.storage.rows import STATES, exact
from scoring.model import Adjustment, AdjustmentKind, MonthData, Observation, State

WRITTEN = """
    SELECT evaluation, month, bool_or(act = 'undo') AS may_be_empty FROM imports
    GROUP BY evaluation, month ORDER BY evaluation, month
"""
STANDING = """
    SELECT EXISTS (SELECT 1 FROM observations WHERE evaluation = $evaluation AND month = $month)
        OR EXISTS (SELECT 1 FROM node_points WHERE evaluation = $evaluation AND month = $month)
"""
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


def months_with_data(cursor: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str], ...]:
    """Evaluation and month wherever a cell stands; one that an undo emptied does not count."""
    found = []
    for evaluation, month, may_be_empty in cursor.execute(WRITTEN).fetchall():
        place = {"evaluation": evaluation, "month": month}
        if not may_be_empty or cursor.execute(STANDING, place).fetchone() == (True,):
            found.append((evaluation, month))
    return tuple(found)


def month_data(cursor: duckdb.DuckDBPyConnection, evaluation: str, month: str) -> MonthData:
    """Everything entered for a month; scores, bonuses and deductions are the latest up to that month."""
    points = cursor.execute(POINTS_SO_FAR, [evaluation, month]).fetchall()
    scores, adjustments = _scores_and_adjustments(points)
    return MonthData(month, observations(cursor, evaluation, month), scores, adjustments)


def observations(cursor: duckdb.DuckDBPyConnection, evaluation: str, month: str) -> dict[str, dict[str, Observation]]:
    """What stands for each unit and indicator in a month."""
    return _by_unit(cursor.execute(OBSERVATIONS, [evaluation, month]).fetchnumpy())


def _by_unit(columns: Mapping[str, Any]) -> dict[str, dict[str, Observation]]:
    """Equal observations of a month are one object: many cells say the same, and none is ever changed."""
    by_unit: defaultdict[str, dict[str, Observation]] = defaultdict(dict)
    known: dict[tuple[str, str | None, str | None], Observation] = {}
    units, indicators, *said = (columns[name].tolist() for name in ("unit", "indicator", "state", "value", "grade"))
    for unit, indicator, written in zip(units, indicators, zip(*said, strict=True), strict=True):
        observation = known.get(written)
        if observation is None:
            state, value, grade = written
            observation = known[written] = Observation(STATES[state], exact(value), grade)
        by_unit[unit][indicator] = observation
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
