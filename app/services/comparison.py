"""Two units side by side, field by field and indicator by indicator."""

from dataclasses import dataclass

from scoring.compare import Comparison, compare_fields, compare_leaves
from scoring.score import Result, Standing


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two units with the difference of their final scores split by field and by indicator."""

    first: Standing
    second: Standing
    by_field: Comparison
    by_indicator: Comparison


def side_by_side(result: Result, first: str, second: str) -> SideBySide | None:
    """The comparison of two units; None where one of them has no score yet."""
    one, other = result.standings[first], result.standings[second]
    if one.score is None or other.score is None:
        return None
    evaluation = result.evaluation
    return SideBySide(one, other, compare_fields(evaluation, one, other), compare_leaves(evaluation, one, other))
