"""The whole method for one month: grades, scores of every node, ranks and awards of every unit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from scoring.aggregate import Plan, aggregate, plan_of
from scoring.grade import Graded, Yardstick, elapsed_share, grade, yardstick
from scoring.model import (
    NOT_SUBMITTED,
    AdjustmentKind,
    AwardTier,
    Evaluation,
    Group,
    MissingPolicy,
    MonthData,
    State,
)
from scoring.rank import Place, award_of, rank_within_group

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one unit stands: the score of every node, rank and award in its group, and what is missing.

    ``points`` holds the points of every leaf, None where it is left out; ``adjustments`` the sum of bonus and
    deduction per node. ``complete`` is False where something was not submitted or an imported score is missing.
    """

    unit: str
    group: str
    score: Fraction | None
    rank: int | None
    tied: bool
    award: AwardTier | None
    scores: Mapping[str, Fraction | None]
    points: Mapping[str, Fraction | None]
    adjustments: Mapping[str, Fraction]
    grades: Mapping[str, Graded]
    not_submitted: tuple[str, ...]
    not_applicable: tuple[str, ...]
    missing_scores: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether everything that the score is made of was there."""
        return not self.not_submitted and not self.missing_scores

    def score_of(self, node: str) -> Fraction | None:
        """The score of a branch or the points of a leaf."""
        return self.scores[node] if node in self.scores else self.points.get(node)


@dataclass(frozen=True, slots=True)
class Result:
    """All units of an evaluation in one month."""

    evaluation: Evaluation
    month: str
    standings: Mapping[str, Standing]

    def group(self, code: str) -> tuple[Standing, ...]:
        """The units of a group in the order of their rank; units without a score last, ties by code."""
        members = (standing for standing in self.standings.values() if standing.group == code)
        return tuple(sorted(members, key=lambda one: (one.rank is None, one.rank or 0, one.unit)))

    def places(self, node: str, group: str) -> dict[str, Place | None]:
        """The places inside a group taken on the score of any one node instead of the final score."""
        scores = {standing.unit: standing.score_of(node) for standing in self.group(group)}
        return rank_within_group(scores, self.evaluation.policies.rank_decimals)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What scoring needs of an evaluation and month whatever the data: made once, used for every unit."""

    plan: Plan
    score_leaves: tuple[str, ...]
    yardsticks: Mapping[str, tuple[tuple[str, Yardstick], ...]]


@lru_cache(maxsize=64)
def prepare(evaluation: Evaluation, month: str) -> Prepared:
    """The weights as whole numbers and the thresholds of every unit and indicator in a month.

    ValueError for a month before the period.
    """
    elapsed_share(evaluation, month)
    indicators = evaluation.indicators()
    return Prepared(
        plan_of(evaluation.root),
        tuple(leaf.code for leaf in evaluation.score_leaves()),
        {
            unit.code: tuple((one.code, yardstick(evaluation, one, unit.code, month)) for one in indicators)
            for unit in evaluation.units
        },
    )


def score_month(evaluation: Evaluation, data: MonthData) -> Result:
    """Grade every cell, score every node, rank every unit in its group.

    Value -> grade -> points -> weighted mean of each node + bonus - deduction -> rank in the group -> award.
    Not applicable is left out. Not submitted and missing imported scores follow the policies of the evaluation
    and are listed in the standing in either case. Nothing is rounded; units with equal scores share a rank.
    What the evaluation does not name (a unit, an indicator, a node) changes nothing: that a file names nothing
    unknown is checked when it is imported. ValueError for a month before the period.
    Source: the weights, policies and awards of the evaluation, each cited in indicators.yaml.

    >>> from scoring.examples import TWO_PARTS, submitted
    >>> data = MonthData(
    ...     "2023-09",
    ...     {"a": {"R": submitted("90")}, "b": {"R": submitted("89")}},
    ...     {("a", "prior"): Decimal("94.56"), ("b", "prior"): Decimal("98")},
    ... )
    >>> standings = score_month(TWO_PARTS, data).standings
    >>> standings["a"].rank, standings["a"].score == Fraction("98.368")  # 0.3 x 94.56 + 0.7 x 100, grade S
    (1, True)
    >>> standings["b"].rank, standings["b"].score == Fraction("92.4")  # 0.3 x 98 + 0.7 x 90, grade A
    (2, True)
    """
    prepared = prepare(evaluation, data.month)
    adjustments = _adjustments(data, {branch.code for branch in prepared.plan})
    standings: dict[str, Standing] = {}
    for group in evaluation.groups:
        drafts = [
            _score_unit(evaluation, prepared, data, unit.code, adjustments.get(unit.code, {})) for unit in group.units
        ]
        standings |= _place(evaluation, group, drafts)
    return Result(evaluation, data.month, standings)


@dataclass(frozen=True, slots=True)
class Draft:
    """One unit scored but not yet ranked."""

    unit: str
    scores: Mapping[str, Fraction | None]
    points: Mapping[str, Fraction | None]
    adjustments: Mapping[str, Fraction]
    grades: Mapping[str, Graded]
    imported: Mapping[str, Decimal | None]


def _score_unit(
    evaluation: Evaluation, prepared: Prepared, data: MonthData, unit: str, adjustments: Mapping[str, Fraction]
) -> Draft:
    observed = data.observations.get(unit, {})
    grades = {code: grade(observed.get(code, NOT_SUBMITTED), measure) for code, measure in prepared.yardsticks[unit]}
    imported = {leaf: data.scores.get((unit, leaf)) for leaf in prepared.score_leaves}
    points = points_of_leaves(evaluation, grades, imported)
    return Draft(unit, aggregate(prepared.plan, points, adjustments), points, adjustments, grades, imported)


def points_of_leaves(
    evaluation: Evaluation, grades: Mapping[str, Graded], imported: Mapping[str, Decimal | None]
) -> dict[str, Fraction | None]:
    """The points of every leaf: of its grade, or the imported score; None where it is left out."""
    policies = evaluation.policies
    without_grade = {
        State.NOT_SUBMITTED: ZERO if policies.not_submitted is MissingPolicy.ZERO else None,
        State.NOT_APPLICABLE: None,
    }
    points = {
        code: step.points if step is not None else without_grade[state] for code, (state, _, step, _) in grades.items()
    }
    absent = ZERO if policies.missing_score is MissingPolicy.ZERO else None
    for code, score in imported.items():
        points[code] = absent if score is None else Fraction(score)
    return points


def _place(evaluation: Evaluation, group: Group, drafts: list[Draft]) -> dict[str, Standing]:
    final = {draft.unit: draft.scores[evaluation.root.code] for draft in drafts}
    places = rank_within_group(final, evaluation.policies.rank_decimals)
    return {draft.unit: _standing(evaluation, group, draft, places[draft.unit]) for draft in drafts}


def _standing(evaluation: Evaluation, group: Group, draft: Draft, place: Place | None) -> Standing:
    ungraded = [(code, state) for code, (state, _, step, _) in draft.grades.items() if step is None]
    return Standing(
        unit=draft.unit,
        group=group.code,
        score=draft.scores[evaluation.root.code],
        rank=place.rank if place else None,
        tied=bool(place and place.tied),
        award=award_of(evaluation, place),
        scores=draft.scores,
        points=draft.points,
        adjustments=draft.adjustments,
        grades=draft.grades,
        not_submitted=tuple(code for code, state in ungraded if state is State.NOT_SUBMITTED),
        not_applicable=tuple(code for code, state in ungraded if state is State.NOT_APPLICABLE),
        missing_scores=tuple(code for code in draft.imported if draft.imported[code] is None),
    )


def _adjustments(data: MonthData, branches: Collection[str]) -> dict[str, dict[str, Fraction]]:
    sums: dict[str, dict[str, Fraction]] = {}
    for unit, node, kind, points, _ in data.adjustments:
        if node not in branches:
            continue
        signed = Fraction(points) if kind is AdjustmentKind.BONUS else -Fraction(points)
        of_unit = sums.setdefault(unit, {})
        of_unit[node] = of_unit.get(node, ZERO) + signed
    return sums
