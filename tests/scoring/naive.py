"""The method a second time, as plainly as the rules can be written down, to hold the real one against.

Nothing of scoring/ but its vocabulary is used: no whole-number weights, no limits, no caches.
"""

from decimal import Decimal
from fractions import Fraction

from scoring.model import (
    AdjustmentKind,
    Branch,
    Direction,
    Evaluation,
    GradeStep,
    Indicator,
    IndicatorLeaf,
    LowerAchievement,
    MissingPolicy,
    MonthData,
    Node,
    Observation,
    State,
)


def naive_step(
    indicator: Indicator, value: Decimal, target: Fraction | None, share: Fraction, lower: LowerAchievement
) -> GradeStep:
    """The letter of a value: each step's threshold worked out on its own and compared as a fraction."""
    steps = indicator.scale.steps
    for index, step in enumerate(steps[:-1]):
        if indicator.cutoffs:
            threshold = indicator.cutoffs[index]
            edge = None if threshold is None else Fraction(threshold) * share
        elif step.cutoff is None or target is None:
            edge = None
        elif indicator.direction is Direction.HIGHER:
            edge = target * Fraction(step.cutoff) / 100
        elif lower is LowerAchievement.REFLECTED:
            edge = target * (2 - Fraction(step.cutoff) / 100)
        else:
            edge = target * 100 / Fraction(step.cutoff)
        if edge is None:
            continue
        if Fraction(value) == edge or (Fraction(value) > edge) == (indicator.direction is Direction.HIGHER):
            return step
    return steps[-1]


def naive_score(evaluation: Evaluation, data: MonthData, unit: str, node: Node) -> Fraction | None:
    """The score of a node of one unit at the cut-off date, straight down the tree."""
    policies = evaluation.policies
    if isinstance(node, IndicatorLeaf):
        cell = data.observations.get(unit, {}).get(node.code, Observation(State.NOT_SUBMITTED))
        return _naive_points(node.indicator, cell, unit, evaluation)
    if not isinstance(node, Branch):
        score = data.scores.get((unit, node.code))
        if score is None:
            return Fraction(0) if policies.missing_score is MissingPolicy.ZERO else None
        return Fraction(score)
    scored = [(child.weight, naive_score(evaluation, data, unit, child)) for child in node.children]
    counted = [(weight, score) for weight, score in scored if score is not None]
    total = sum(weight for weight, _ in counted)
    if total == 0:
        return None
    mean = sum((weight / total * score for weight, score in counted), Fraction(0))
    for change in data.adjustments:
        if (change.unit, change.node) == (unit, node.code):
            mean += Fraction(change.points) * (1 if change.kind is AdjustmentKind.BONUS else -1)
    return mean


def _naive_points(indicator: Indicator, cell: Observation, unit: str, evaluation: Evaluation) -> Fraction | None:
    if cell.state is State.NOT_APPLICABLE:
        return None
    if cell.state is State.NOT_SUBMITTED:
        return Fraction(0) if evaluation.policies.not_submitted is MissingPolicy.ZERO else None
    if cell.grade is not None:
        return next(step.points for step in indicator.scale.steps if step.letter == cell.grade)
    assert cell.value is not None
    target = indicator.unit_targets.get(unit, indicator.target)
    exact_target = None if target is None else Fraction(target)
    lower = evaluation.policies.lower_achievement
    return naive_step(indicator, cell.value, exact_target, Fraction(1), lower).points


def naive_ranks(scores: dict[str, Fraction | None]) -> dict[str, int | None]:
    """1 + the number of units that are higher."""
    return {
        unit: None if score is None else 1 + sum(1 for other in scores.values() if other is not None and other > score)
        for unit, score in scores.items()
    }
