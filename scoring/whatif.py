"""What one unit's score and rank would be if some of its indicators had another grade."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.aggregate import aggregate
from scoring.model import AwardTier, GradeStep
from scoring.rank import award_of, rank_within_group
from scoring.score import Result, prepare


@dataclass(frozen=True, slots=True)
class Outcome:
    """Score, rank and award of a unit under changed grades, everybody else as they are."""

    score: Fraction | None
    rank: int | None
    award: AwardTier | None


def with_grades(result: Result, unit: str, changes: Mapping[str, GradeStep]) -> Outcome:
    """The outcome for a unit if the named indicators had the given grades.

    The unit is scored anew, so that an indicator which was left out counts from then on. KeyError for an
    indicator that the evaluation does not have.
    """
    evaluation = result.evaluation
    standing = result.standings[unit]
    points = dict(standing.points)
    for code, step in changes.items():
        if code not in standing.grades:
            raise KeyError(code)
        points[code] = step.points
    scores = aggregate(prepare(evaluation, result.month).plan, points, standing.adjustments)
    score = scores[evaluation.root.code]
    group = {other.unit: other.score for other in result.standings.values() if other.group == standing.group}
    place = rank_within_group(group | {unit: score}, evaluation.policies.rank_decimals)[unit]
    return Outcome(score, place.rank if place else None, award_of(evaluation, place))
