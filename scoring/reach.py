"""What is still open until the cut-off date: points locked in, reachable and lost, and the ranks still possible."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from scoring.aggregate import full_score
from scoring.derive import adjustment_in_final, effective_share
from scoring.grade import Graded, grade, yardstick
from scoring.model import (
    Accumulation,
    Branch,
    Direction,
    Evaluation,
    GradeStep,
    Indicator,
    IndicatorLeaf,
    Node,
    Observation,
    ScoreLeaf,
    State,
    walk,
)
from scoring.rivals import End, highest
from scoring.rounding import round_half_up
from scoring.score import Result, Standing

ZERO = Fraction(0)


class Points(NamedTuple):
    """Points of the final score: certain at the cut-off, still open, and out of reach; the sum is the full score."""

    locked: Fraction
    reachable: Fraction
    lost: Fraction

    @property
    def full(self) -> Fraction:
        """The sum of the three."""
        return self.locked + self.reachable + self.lost


@dataclass(frozen=True, slots=True)
class Reach:
    """The points of one unit by leaf and in all; ``adjustment`` is bonus less deduction, as it stands."""

    leaves: Mapping[str, Points]
    total: Points
    adjustment: Fraction


def is_decided(evaluation: Evaluation, month: str) -> bool:
    """Whether nothing can change any more: from the cut-off month on."""
    return month >= evaluation.months[-1]


def reach_of(result: Result, unit: str) -> Reach:
    """The points of the final score that are locked in, still reachable, and lost at the cut-off date.

    locked = share x the least points that a leaf can still have, reachable = share x (most - least), lost = share x
    (full - most); over all leaves they add up to the full score exactly. The share is the one that the leaf has in the
    unit's score as it stands: what is left out has none. Imported scores, bonus and deduction stand as they are; an
    imported score above its full one is a loss below zero. A score that is missing and counts as 0 is open until the
    cut-off date. KeyError for an unknown unit. Source: the weights and grades of indicators.yaml.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.score import score_month
    >>> data = MonthData("2023-05", {"a": {"R": submitted("81")}}, {("a", "prior"): Decimal(90)})
    >>> [float(points) for points in reach_of(score_month(TWO_PARTS, data), "a").total]  # R can end as S or as C
    [76.0, 21.0, 3.0]
    """
    evaluation, standing = result.evaluation, result.standings[unit]
    leaves = {
        node.code: _points(result, standing, node) for node in walk(evaluation.root) if not isinstance(node, Branch)
    }
    total = (
        Points(*(sum(part, ZERO) for part in zip(*leaves.values(), strict=True)))
        if leaves
        else Points(ZERO, *2 * [ZERO])
    )
    return Reach(leaves, total, adjustment_in_final(evaluation, standing))


def _points(result: Result, standing: Standing, leaf: Node) -> Points:
    share = effective_share(result.evaluation, standing, leaf.code)
    ends = _ends(result, standing, leaf)
    if not share or ends is None:
        return Points(ZERO, ZERO, ZERO)
    return Points(share * ends.least, share * (ends.most - ends.least), share * (full_score(leaf) - ends.most))


class Ends(NamedTuple):
    """The least and the most points that a leaf can have at the cut-off; ``free`` where it could be left out too."""

    least: Fraction
    most: Fraction
    free: bool = False


def _ends(result: Result, standing: Standing, leaf: Node) -> Ends | None:
    """None for a leaf that is left out whatever comes."""
    evaluation, points = result.evaluation, standing.points[leaf.code]
    if isinstance(leaf, ScoreLeaf):
        return _ends_of_score(leaf, standing, is_decided(evaluation, result.month))
    assert isinstance(leaf, IndicatorLeaf)
    cell = standing.grades[leaf.code]
    if cell.state is State.NOT_APPLICABLE or (points is None and is_decided(evaluation, result.month)):
        return None
    steps = possible_steps(result, standing.unit, leaf.indicator)
    worth = [step.points for step in steps]
    if cell.state is State.NOT_SUBMITTED and points is not None:
        worth.append(points)
    return Ends(min(worth), max(worth), free=points is None)


def _ends_of_score(leaf: ScoreLeaf, standing: Standing, decided: bool) -> Ends | None:
    points = standing.points[leaf.code]
    if points is None:
        return None
    if leaf.code in standing.missing_scores and not decided:
        return Ends(min(points, leaf.full_score), max(points, leaf.full_score))
    return Ends(points, points)


def possible_steps(result: Result, unit: str, indicator: Indicator) -> tuple[GradeStep, ...]:
    """The grades that a cell can still have at the cut-off date, best first; none for one that does not apply.

    A cumulative value only grows: where higher is better the grade that it reaches against the whole target can't be
    lost, where lower is better a grade that it has passed can't be had again. Levels, grades given by hand and what
    was not submitted are open. In the cut-off month the grade is the one that stands; what was not submitted has none.
    """
    cell = result.standings[unit].grades[indicator.code]
    steps = indicator.scale.steps
    if cell.state is State.NOT_APPLICABLE:
        return ()
    if is_decided(result.evaluation, result.month):
        return () if cell.step is None else (cell.step,)
    if cell.step is None or cell.given or indicator.accumulation is not Accumulation.CUMULATIVE:
        return steps
    reached = steps.index(full_grade(result.evaluation, indicator, unit, cell))
    return steps[: reached + 1] if indicator.direction is Direction.HIGHER else steps[reached:]


def full_grade(evaluation: Evaluation, indicator: Indicator, unit: str, cell: Graded) -> GradeStep:
    """The grade that a value as it stands would have at the cut-off date. ValueError for a cell without a value."""
    measure = yardstick(evaluation, indicator, unit, evaluation.months[-1])
    step = grade(Observation(State.SUBMITTED, cell.value), measure).step
    assert step is not None
    return step


class Ranks(NamedTuple):
    """The best and the worst rank that is still possible."""

    best: int
    worst: int


def possible_ranks(result: Result, unit: str) -> Ranks | None:
    """The best and the worst rank that a unit can still have, each exactly; None where nothing could give it a score.

    Best: the unit ends as high and all others as low as they can; worst: the other way round. Every cell ends apart
    from every other, so that both can happen. Ties share the better rank, ranks are taken on rounded scores where the
    policies say so, and imported scores, bonus and deduction stand as they are. KeyError for an unknown unit.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.score import score_month
    >>> prior = {("a", "prior"): Decimal(99), ("b", "prior"): Decimal(80)}
    >>> cells = {"a": {"R": submitted("81")}, "b": {"R": submitted("90")}}
    >>> possible_ranks(score_month(TWO_PARTS, MonthData("2023-05", cells, prior)), "b")  # 73 to 94 against 78.7 to 99.7
    Ranks(best=1, worst=2)
    """
    standing = result.standings[unit]
    spans = {one.unit: _span(result, one) for one in result.standings.values() if one.group == standing.group}
    own = spans.pop(unit)
    if own is None:
        return None
    others = [span for span in spans.values() if span is not None]
    return Ranks(
        1 + sum(one.low > own.high for one in others if not one.free),
        1 + sum(one.high > own.low for one in others),
    )


class _Span(NamedTuple):
    """The lowest and the highest score as they are compared; ``free`` where there may be none at all."""

    low: Fraction
    high: Fraction
    free: bool


def _span(result: Result, standing: Standing) -> _Span | None:
    root, decimals = result.evaluation.root, result.evaluation.policies.rank_decimals
    ends = {node.code: _ends(result, standing, node) for node in walk(root) if not isinstance(node, Branch)}
    top = highest(root, {code: one and End(one.most, one.free) for code, one in ends.items()}, standing.adjustments)
    turned = {code: -points for code, points in standing.adjustments.items()}
    bottom = highest(root, {code: one and End(-one.least, one.free) for code, one in ends.items()}, turned)
    if top is None or bottom is None:
        return None
    low, high = -bottom.score, top.score
    if decimals is None:
        return _Span(low, high, top.free)
    return _Span(Fraction(round_half_up(low, decimals)), Fraction(round_half_up(high, decimals)), top.free)
