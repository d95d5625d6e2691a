"""Every score opened: which child contributed what, down to the value, the target and the threshold."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from scoring.aggregate import full_score
from scoring.model import Branch, Evaluation, IndicatorLeaf, Node
from scoring.score import Standing


@dataclass(frozen=True, slots=True)
class Contribution:
    """One child in the sum of its parent.

    ``share`` is its weight among the children that counted (0 where it was left out), ``contribution`` is
    share x score, ``lost`` is share x what it lacks to full, bonus and deduction at and below it set aside.
    """

    node: Node
    weight: Fraction
    share: Fraction
    score: Fraction | None
    contribution: Fraction
    lost: Fraction


@dataclass(frozen=True, slots=True)
class Derivation:
    """The sum behind the score of one branch: contributions + adjustment = score."""

    node: Branch
    score: Fraction | None
    contributions: tuple[Contribution, ...]
    adjustment: Fraction


def derive(evaluation: Evaluation, standing: Standing, code: str) -> Derivation:
    """Open the score of a branch of one unit.

    The contributions and the adjustment add up to the score exactly. KeyError for an unknown code or a leaf.
    """
    branch = evaluation.node(code)
    if not isinstance(branch, Branch):
        raise KeyError(code)
    counted = _counted_weight(standing, branch)
    contributions = tuple(_contribution(standing, child, counted) for child in branch.children)
    adjustment = standing.adjustments.get(code, Fraction(0)) if counted else Fraction(0)
    return Derivation(branch, standing.score_of(code), contributions, adjustment)


def _contribution(standing: Standing, child: Node, counted: Fraction) -> Contribution:
    score = standing.score_of(child.code)
    if score is None or not counted:
        return Contribution(child, child.weight, Fraction(0), score, Fraction(0), Fraction(0))
    share = child.weight / counted
    return Contribution(child, child.weight, share, score, share * score, share * _lacks(standing, child))


def _lacks(standing: Standing, node: Node) -> Fraction:
    """What a node lacks to full: of a leaf full score - points, of a branch the mean over what counted below."""
    score = standing.score_of(node.code)
    if score is None:
        return Fraction(0)
    if not isinstance(node, Branch):
        return full_score(node) - score
    counted = _counted_weight(standing, node)
    return sum((child.weight * _lacks(standing, child) for child in node.children), Fraction(0)) / counted


def _counted_weight(standing: Standing, branch: Branch) -> Fraction:
    return sum((child.weight for child in branch.children if standing.score_of(child.code) is not None), Fraction(0))


@dataclass(frozen=True, slots=True)
class Loss:
    """The points of the final score that a node cost: its share in the final score x what it lacks to full."""

    node: Node
    share: Fraction
    lost: Fraction


def losses(evaluation: Evaluation, standing: Standing, code: str) -> tuple[Loss, ...]:
    """What the children of a branch cost the final score, each on its own, without bonus and deduction.

    For the root: full score = final score + sum of losses - ``adjustment_in_final``, exactly. The full score is
    that of the leaves that counted for this unit; where every leaf is full at 100 it is 100.
    """
    share = effective_share(evaluation, standing, code)
    return tuple(
        Loss(part.node, share * part.share, share * part.lost)
        for part in derive(evaluation, standing, code).contributions
    )


def adjustment_in_final(evaluation: Evaluation, standing: Standing) -> Fraction:
    """What all bonuses less deductions of a unit are worth in its final score."""
    return sum(
        (effective_share(evaluation, standing, code) * points for code, points in standing.adjustments.items()),
        Fraction(0),
    )


def effective_share(evaluation: Evaluation, standing: Standing, code: str) -> Fraction:
    """The share of a node in the final score of one unit: the product of the shares on its path, 0 if left out."""
    share = Fraction(0 if standing.score is None else 1)
    path = path_to(evaluation.root, code)
    for parent, child in pairwise(path):
        assert isinstance(parent, Branch)
        counted = _counted_weight(standing, parent)
        if not counted or standing.score_of(child.code) is None:
            return Fraction(0)
        share *= child.weight / counted
    return share


def path_to(root: Node, code: str) -> tuple[Node, ...]:
    """The nodes from the root down to the one with a code, both included; KeyError where there is none."""
    found = _path(root, code)
    if found is None:
        raise KeyError(code)
    return found


def _path(node: Node, code: str) -> tuple[Node, ...] | None:
    if node.code == code:
        return (node,)
    for child in node.children if isinstance(node, Branch) else ():
        found = _path(child, code)
        if found is not None:
            return (node, *found)
    return None


def parent_of(evaluation: Evaluation, code: str) -> Branch:
    """The branch that a node hangs on; KeyError for the root or an unknown code."""
    path = path_to(evaluation.root, code)
    if len(path) < 2 or not isinstance(path[-2], Branch):
        raise KeyError(code)
    return path[-2]


def field_of(evaluation: Evaluation, indicator: str) -> Branch:
    """The field of an indicator: the branch it hangs on."""
    node = evaluation.node(indicator)
    if not isinstance(node, IndicatorLeaf):
        raise KeyError(indicator)
    return parent_of(evaluation, indicator)


def fields(node: Node) -> tuple[Node, ...]:
    """The tree below a node as fields: branches that hold indicators only, and leaves outside of such branches."""
    if not isinstance(node, Branch):
        return (node,)
    if all(isinstance(child, IndicatorLeaf) for child in node.children):
        return (node,)
    return tuple(field for child in node.children for field in fields(child))
