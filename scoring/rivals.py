"""What has to be beaten: the score from which a rank is held, and the best that each unit can still have."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from scoring.model import Branch, Indicator, IndicatorLeaf, MissingPolicy, Node, State, walk
from scoring.rounding import round_half_up
from scoring.score import Result, Standing

ZERO = Fraction(0)


class Line(NamedTuple):
    """The score from which a rank is held; where it is ``above``, the score itself does not suffice."""

    score: Fraction
    above: bool = False


def line_of(rivals: Mapping[str, Fraction | None], rank: int, decimals: int | None = None) -> Line | None:
    """The smallest score with which no more than rank - 1 rivals are strictly ahead.

    That is the score of the rival on this place, since equal scores share the better rank. Where ranks are taken on
    scores rounded half up to ``decimals``, it is the smallest score that rounds to the rival's. None where fewer
    rivals than that have a score: any score will do. ValueError for a rank below 1.

    >>> rivals = {"a": Fraction("98.942"), "b": Fraction(97), "c": None}
    >>> line_of(rivals, 1).score == Fraction("98.942"), line_of(rivals, 1, 2).score == Fraction("98.935")
    (True, True)
    >>> line_of(rivals, 3) is None
    True
    """
    if rank < 1:
        raise ValueError("the best rank is 1")
    scores = sorted((score for score in rivals.values() if score is not None), reverse=True)
    if len(scores) < rank:
        return None
    if decimals is None:
        return Line(scores[rank - 1])
    rounded = Fraction(round_half_up(scores[rank - 1], decimals))
    # Halves of negative numbers go away from zero: -0.005 is -0.01, so that zero begins above it.
    return Line(rounded - Fraction(1, 2 * 10**decimals), above=rounded <= 0)


def best_possible(result: Result, group: str) -> dict[str, Fraction | None]:
    """The highest score that each unit of a group could have: the top grade in everything that can still be graded.

    Imported scores, bonus and deduction stay; what does not apply stays left out. Where not submitted is left out, an
    indicator is taken as submitted if that raises the score. None for a unit that nothing could give a score.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.score import score_month
    >>> data = MonthData("2023-09", {"a": {"R": submitted("80")}}, {("a", "prior"): Decimal(90)})
    >>> best_possible(score_month(TWO_PARTS, data), "1")  # 0.3 x 90 + 0.7 x 100; b has no prior-year score
    {'a': Fraction(97, 1), 'b': Fraction(100, 1)}
    """
    members = (standing for standing in result.standings.values() if standing.group == group)
    root, leave_out = result.evaluation.root, result.evaluation.policies.not_submitted is MissingPolicy.LEAVE_OUT
    bests = {one.unit: highest(root, _best_ends(root, one, leave_out), one.adjustments) for one in members}
    return {unit: best.score if best else None for unit, best in bests.items()}


class End(NamedTuple):
    """The most that a node can have; ``free`` where it could be left out as well."""

    score: Fraction
    free: bool


Ends = Mapping[str, End | None]
"""The most that each leaf can have, None where it is left out in any case."""


def _best_ends(root: Node, standing: Standing, leave_out: bool) -> dict[str, End | None]:
    return {node.code: _best_end(node, standing, leave_out) for node in walk(root) if not isinstance(node, Branch)}


def _best_end(leaf: Node, standing: Standing, leave_out: bool) -> End | None:
    points = standing.points[leaf.code]
    if not isinstance(leaf, IndicatorLeaf):
        return None if points is None else End(points, free=False)
    state = standing.grades[leaf.code].state
    if state is State.NOT_APPLICABLE:
        return None
    return End(best_points(leaf.indicator, standing), free=leave_out and state is State.NOT_SUBMITTED)


def highest(node: Node, ends: Ends, adjustments: Mapping[str, Fraction]) -> End | None:
    """The highest score of a node by what its leaves can have; None where nothing could give it one.

    The mean of all that counts; what may be left out joins, the highest first, as long as it raises the mean. With
    the signs of all ends and adjustments turned it finds the lowest score, its sign turned too.
    """
    if not isinstance(node, Branch):
        return ends[node.code]
    weighed = [(child.weight, highest(child, ends, adjustments)) for child in node.children if child.weight]
    counted = sorted(
        ((best, weight) for weight, best in weighed if best), key=lambda pair: (pair[0].free, -pair[0].score)
    )
    total = weights = ZERO
    for best, weight in counted:
        if not best.free or not weights or best.score * weights > total:
            total, weights = total + weight * best.score, weights + weight
    if not weights:
        return None
    adjustment = adjustments.get(node.code, ZERO)
    return End(total / weights + adjustment, free=all(best.free for best, _ in counted))


def best_points(indicator: Indicator, standing: Standing) -> Fraction:
    """The most points among the present grade of an indicator and the better ones."""
    step = standing.grades[indicator.code].step
    steps = indicator.scale.steps
    reach = len(steps) if step is None else indicator.scale.position(step.letter) + 1
    return max(one.points for one in steps[:reach])
