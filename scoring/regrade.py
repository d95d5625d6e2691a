"""Several cells of any units with other grades, values or states at once, and everything that follows from it."""

from collections.abc import Mapping
from dataclasses import replace

from scoring.aggregate import aggregate, plan_of
from scoring.grade import Graded, grade, yardstick
from scoring.model import Observation, State
from scoring.reweigh import placed
from scoring.score import Result, Standing, points_of_leaves

Changes = Mapping[tuple[str, str], Observation]
"""What stands in some cells instead, by unit and indicator."""


def regraded(result: Result, changes: Changes) -> Result:
    """The result of the same month if other observations had been entered in some cells.

    A letter is an observation with that grade and goes before a value. The cells are graded, their units scored,
    and all units ranked anew, exactly as in ``score_month`` of the month with those cells; the weights and points
    are those of ``result``, which may itself be a what-if. KeyError for an unknown unit, indicator or letter,
    ValueError for a cell that cannot be graded.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.score import score_month
    >>> cells = {"a": {"R": submitted("90")}, "b": {"R": submitted("81")}}  # S and A: 100 and 90
    >>> data = MonthData("2023-09", cells, {("a", "prior"): Decimal(92), ("b", "prior"): Decimal(98)})
    >>> result = score_month(TWO_PARTS, data)
    >>> after = regraded(result, {("a", "R"): Observation(State.SUBMITTED, grade="A")})  # 0.3 x 92 + 0.7 x 90
    >>> result.standings["a"].rank, after.standings["a"].rank, float(after.standings["a"].score)
    (1, 2, 90.6)
    """
    rows: dict[str, dict[str, Observation]] = {}
    for (unit, indicator), observation in changes.items():
        rows.setdefault(unit, {})[indicator] = observation
    anew = {unit: _regraded(result, result.standings[unit], row) for unit, row in rows.items()}
    return replace(result, standings=placed(result.evaluation, {**result.standings, **anew}.values()))


def _regraded(result: Result, standing: Standing, row: Mapping[str, Observation]) -> Standing:
    evaluation = result.evaluation
    indicators = {one.code: one for one in evaluation.indicators()}
    new = {
        code: grade(observation, yardstick(evaluation, indicators[code], standing.unit, result.month))
        for code, observation in row.items()
    }
    grades: Mapping[str, Graded] = {**standing.grades, **new}
    points = {**standing.points, **points_of_leaves(evaluation, new, {})}
    return replace(
        standing,
        scores=aggregate(plan_of(evaluation.root), points, standing.adjustments),
        points=points,
        grades=grades,
        not_submitted=_in_state(grades, State.NOT_SUBMITTED),
        not_applicable=_in_state(grades, State.NOT_APPLICABLE),
    )


def _in_state(grades: Mapping[str, Graded], state: State) -> tuple[str, ...]:
    return tuple(code for code, cell in grades.items() if cell.state is state)
