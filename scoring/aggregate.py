"""From the points of the leaves to the score of every node: weighted means, exact, gaps rescaled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from scoring.model import Branch, IndicatorLeaf, Node, ScoreLeaf


@dataclass(frozen=True, slots=True)
class Sum:
    """One branch made ready for computing: the codes of its children and their weights as whole numbers."""

    code: str
    children: tuple[str, ...]
    weights: tuple[int, ...]


Plan = tuple[Sum, ...]
"""The sums of a tree in the order in which they can be taken: children before parents, the root last."""


def plan_of(branch: Branch) -> Plan:
    """The sums of the tree below a branch, weights scaled to whole numbers; only ratios between siblings matter."""
    below = tuple(step for child in branch.children if isinstance(child, Branch) for step in plan_of(child))
    weights = [child.weight for child in branch.children]
    scale = lcm(*(weight.denominator for weight in weights))
    whole = tuple(int(weight * scale) for weight in weights)
    return (*below, Sum(branch.code, tuple(child.code for child in branch.children), whole))


def aggregate(
    plan: Plan, points: Mapping[str, Fraction | None], adjustments: Mapping[str, Fraction]
) -> dict[str, Fraction | None]:
    """The score of every branch from the points of the leaves, for one unit.

    score = sum(weight x score of child) / sum(weight), over the children that have a score, + bonus - deduction.
    A leaf that is None or absent is left out and the weights of its siblings are rescaled; a branch without any
    scored child has no score, and takes no adjustment. Nothing is rounded or clamped: scores may pass 100.

    >>> from scoring.model import ScoreLeaf, Name
    >>> name = Name("", "")
    >>> leaf = lambda code, weight: ScoreLeaf(code, name, name, Fraction(weight))
    >>> root = Branch("final", name, name, (leaf("prior", 30), leaf("current", 70)))
    >>> aggregate(plan_of(root), {"prior": Fraction("94.56"), "current": Fraction("100.82")}, {})["final"]
    Fraction(49471, 500)
    """
    known = dict(points)
    for branch in plan:
        score = _weighted_mean(map(known.get, branch.children), branch.weights)
        if score is not None and branch.code in adjustments:
            score += adjustments[branch.code]
        known[branch.code] = score
    return {branch.code: known[branch.code] for branch in plan}


def _weighted_mean(scores: Iterable[Fraction | None], whole_weights: tuple[int, ...]) -> Fraction | None:
    """Sum of weight x score over sum of weights, kept as whole numbers over one divisor until the last division."""
    total, divisor, weights = 0, 1, 0
    previous: Fraction | None = None
    for score, weight in zip(scores, whole_weights, strict=True):
        if score is None:
            continue
        if score is not previous:  # neighbours mostly share a grade, and with it the points
            previous = score
            numerator, denominator = score.as_integer_ratio()
            if denominator != divisor:
                common = lcm(divisor, denominator)
                total, numerator, divisor = total * (common // divisor), numerator * (common // denominator), common
        total += weight * numerator
        weights += weight
    return Fraction(total, divisor * weights) if weights else None


def full_score(node: Node) -> Fraction:
    """What a node is worth when every leaf below it has its best: 100 where every scale ends at 100.

    full score = sum(weight x full score of child) / sum(weight), without bonus; 0 where nothing below has a weight.

    >>> from scoring.examples import TWO_PARTS
    >>> full_score(TWO_PARTS.root)
    Fraction(100, 1)
    """
    if isinstance(node, IndicatorLeaf):
        return node.indicator.scale.top.points
    if isinstance(node, ScoreLeaf):
        return node.full_score
    weighed = [(child.weight, full_score(child)) for child in node.children if child.weight]
    total = sum((weight for weight, _ in weighed), Fraction(0))
    return sum((weight * full for weight, full in weighed), Fraction(0)) / total if total else Fraction(0)
