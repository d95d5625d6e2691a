"""From the points of the leaves to the score of every node: weighted means, exact, gaps rescaled."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from scoring.model import Branch, Node


@dataclass(frozen=True, slots=True)
class Plan:
    """A weight tree made ready for computing: the weights of each branch as whole numbers in the same ratio."""

    code: str
    leaves: tuple[tuple[str, int], ...]
    branches: tuple[tuple["Plan", int], ...]


def plan_of(branch: Branch) -> Plan:
    """The tree below a branch, weights scaled to whole numbers; only ratios between siblings matter."""
    weights = [child.weight for child in branch.children]
    scale = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * scale) for weight in weights]
    pairs = list(zip(branch.children, whole, strict=True))
    return Plan(
        branch.code,
        tuple((child.code, weight) for child, weight in pairs if not isinstance(child, Branch)),
        tuple((plan_of(child), weight) for child, weight in pairs if isinstance(child, Branch)),
    )


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
    scores: dict[str, Fraction | None] = {}
    _score(plan, points, adjustments, scores)
    return scores


def _score(
    plan: Plan,
    points: Mapping[str, Fraction | None],
    adjustments: Mapping[str, Fraction],
    scores: dict[str, Fraction | None],
) -> Fraction | None:
    total, divisor, weights = 0, 1, 0
    children = [(points.get(code), weight) for code, weight in plan.leaves]
    children += [(_score(child, points, adjustments, scores), weight) for child, weight in plan.branches]
    for score, weight in children:
        if score is not None and weight:
            numerator, denominator = score.as_integer_ratio()
            if denominator != divisor:
                common = lcm(divisor, denominator)
                total, numerator, divisor = total * (common // divisor), numerator * (common // denominator), common
            total += weight * numerator
            weights += weight
    result = Fraction(total, divisor * weights) if weights else None
    if result is not None and plan.code in adjustments:
        result += adjustments[plan.code]
    scores[plan.code] = result
    return result


def full_score(node: Node) -> Fraction:
    """What a node is worth when every leaf below it has its best: 100 where every scale ends at 100."""
    if isinstance(node, Branch):
        weighed = [(child.weight, full_score(child)) for child in node.children]
        return sum((weight * full for weight, full in weighed), Fraction(0)) / sum(weight for weight, _ in weighed)
    return node.indicator.scale.top.points if hasattr(node, "indicator") else node.full_score
