"""What each leaf and each bonus adds to the change of one unit's score while the tree stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.aggregate import Plan, aggregate, plan_of
from scoring.model import Branch, Node

ZERO = Fraction(0)
Points = Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One unit under one tree: points of the leaves, bonus less deduction per branch, and the scores they give."""

    root: Branch
    plan: Plan
    points: Points
    adjustments: Mapping[str, Fraction]
    scores: Mapping[str, Fraction | None]

    @property
    def score(self) -> Fraction | None:
        """The final score; None where nothing counts."""
        return self.scores[self.root.code]

    def of(self, code: str) -> Fraction | None:
        """The score of a branch or the points of a leaf; None where it does not count."""
        return self.scores[code] if code in self.scores else self.points.get(code)

    def mean(self, branch: Branch) -> Fraction:
        """The score of a branch that counts, without its own bonus and deduction."""
        score = self.scores[branch.code]
        assert score is not None
        return score - self.adjustments.get(branch.code, ZERO)

    def with_points(self, points: Points, adjustments: Mapping[str, Fraction] | None = None) -> "Weighed":
        """The same tree with other points and, where they are given, other bonuses and deductions."""
        added = self.adjustments if adjustments is None else adjustments
        return Weighed(self.root, self.plan, points, added, aggregate(self.plan, points, added))


def weighed(root: Branch, points: Points, adjustments: Mapping[str, Fraction]) -> Weighed:
    """A unit under a tree."""
    plan = plan_of(root)
    return Weighed(root, plan, points, adjustments, aggregate(plan, points, adjustments))


def attributed(before: Weighed, after: Weighed) -> dict[str, Fraction]:
    """What every leaf and every branch with a bonus adds to after.score - before.score, exactly.

    Three steps, none of which depends on the order of the indicators. What begins to count adds its share x (its
    points - the mean that it joins); then what ceases to count takes share x (its points - the mean that it leaves);
    then every other change adds the share that the leaf has at the end x (new points - old points). The mean is that of
    the nearest branch above which counts without it. Both must have the same tree and a final score.

    >>> from scoring.examples import TWO_PARTS
    >>> before = weighed(TWO_PARTS.root, {"prior": None, "R": Fraction(90)}, {})
    >>> after = before.with_points({"prior": Fraction(98), "R": Fraction(100)})  # 90 -> 0.3 x 98 + 0.7 x 100 = 99.4
    >>> {code: float(points) for code, points in attributed(before, after).items()}  # 0.3 x 8 and 0.7 x 10
    {'prior': 2.4, 'R': 7.0}
    """
    joined = before.with_points(
        {**after.points, **{code: one for code, one in before.points.items() if one is not None}}
    )
    stayed = joined.with_points({code: joined.points[code] for code, one in after.points.items() if one is not None})
    parts = [_entered(before, joined), _entered(stayed, joined), _moved(stayed, after)]
    found: dict[str, Fraction] = {}
    for sign, part in zip((1, -1, 1), parts, strict=True):
        for code, points in part.items():
            found[code] = found.get(code, ZERO) + sign * points
    return {code: points for code, points in found.items() if points}


def _entered(less: Weighed, more: Weighed) -> dict[str, Fraction]:
    """What is added by leaves that count in ``more`` only, and by the bonus of branches that do."""
    found: dict[str, Fraction] = {}

    def walk(branch: Branch, share: Fraction, mean: Fraction) -> None:
        for child, part in _shares(more, branch, share):
            if not isinstance(child, Branch):
                points = more.points[child.code]
                if less.points.get(child.code) is None and points is not None:
                    found[child.code] = part * (points - mean)
            elif less.scores[child.code] is None:
                found[child.code] = part * more.adjustments.get(child.code, ZERO)
                walk(child, part, mean)
            else:
                walk(child, part, less.mean(child))

    if any(less.points.get(code) is None for code, points in more.points.items() if points is not None):
        walk(less.root, Fraction(1), less.mean(less.root))
    return found


def _moved(before: Weighed, after: Weighed) -> dict[str, Fraction]:
    """What other points of the same leaves add, and another bonus of the same branches."""
    found: dict[str, Fraction] = {}

    def walk(branch: Branch, share: Fraction) -> None:
        code = branch.code
        found[code] = share * (after.adjustments.get(code, ZERO) - before.adjustments.get(code, ZERO))
        for child, part in _shares(after, branch, share):
            if isinstance(child, Branch):
                walk(child, part)
            else:
                old, new = before.points[child.code], after.points[child.code]
                if old != new and old is not None and new is not None:
                    found[child.code] = part * (new - old)

    walk(after.root, Fraction(1))
    return found


def _shares(one: Weighed, branch: Branch, share: Fraction) -> list[tuple[Node, Fraction]]:
    """The children of a branch that count, each with its share in the final score."""
    counted = [child for child in branch.children if one.of(child.code) is not None]
    whole = sum((child.weight for child in counted), ZERO)
    return [(child, share * child.weight / whole) for child in counted]
