"""What one indicator or one field decides: the scores and ranks of all units without it, exactly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.derive import fields
from scoring.model import Branch, Node, walk
from scoring.rank import Place, rank_within_group
from scoring.score import Result, Standing

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """All units without one node, each ranked in its own group.

    ``change`` is how many ranks the unit that was asked for rises (below 0: falls) without it; None where it has no
    rank with it or without it.
    """

    node: Node
    scores: Mapping[str, Fraction | None]
    places: Mapping[str, Place | None]
    change: int | None


def leave_one_out(result: Result, unit: str, nodes: Iterable[Node] | None = None) -> tuple[LeftOut, ...]:
    """Every field and every indicator left out, one at a time; fields first, in the order of the tree.

    As with what does not apply: the siblings share its weight, and a branch of which nothing else counts is left out
    with it, bonus and deduction too. So score without = score + share of the branch x weight x (mean - points) /
    remaining weight. ``nodes`` names others; the root cannot be left out. Ties and rounding as in the rules. KeyError
    for an unknown unit or a node that is not in the tree.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.score import score_month
    >>> prior = {("a", "prior"): Decimal(92), ("b", "prior"): Decimal(98)}
    >>> data = MonthData("2023-09", {"a": {"R": submitted("90")}, "b": {"R": submitted("81")}}, prior)
    >>> [(one.node.code, one.scores["a"], one.change) for one in leave_one_out(score_month(TWO_PARTS, data), "a")]
    [('prior', Fraction(100, 1), 0), ('R', Fraction(92, 1), -1)]
    """
    root = result.evaluation.root
    official = result.standings[unit].rank
    parents = {child.code: node for node in walk(root) if isinstance(node, Branch) for child in node.children}
    chosen = _fields_and_indicators(result) if nodes is None else tuple(nodes)
    branches = {code: _branches(root, standing) for code, standing in result.standings.items()}
    found = []
    for node in chosen:
        scores = {
            code: _without(node, parents, standing, branches[code]) for code, standing in result.standings.items()
        }
        places = _places(result, scores)
        place = places[unit]
        change = None if place is None or official is None else official - place.rank
        found.append(LeftOut(node, scores, places, change))
    return tuple(found)


def _fields_and_indicators(result: Result) -> tuple[Node, ...]:
    """Fields, imported scores and indicators, each once; a tree that is one field has no field to leave out."""
    root = result.evaluation.root
    whole = {node.code: node for node in fields(root) if node is not root}
    leaves = {node.code: node for node in walk(root) if not isinstance(node, Branch)}
    return tuple((whole | leaves).values())


@dataclass(frozen=True, slots=True)
class _Branch:
    """One branch of one unit: its share in the final score, its mean and the weight of what counts in it."""

    share: Fraction
    mean: Fraction
    weight: Fraction


def _branches(root: Branch, standing: Standing) -> dict[str, _Branch]:
    """Every branch that counts in the final score of a unit."""
    found: dict[str, _Branch] = {}

    def open_branch(branch: Branch, share: Fraction, score: Fraction) -> None:
        counted = [
            (child, points) for child in branch.children if (points := standing.score_of(child.code)) is not None
        ]
        weight = sum((child.weight for child, _ in counted), ZERO)
        found[branch.code] = _Branch(share, score - standing.adjustments.get(branch.code, ZERO), weight)
        for child, points in counted:
            if isinstance(child, Branch):
                open_branch(child, share * child.weight / weight, points)

    if standing.score is not None:
        open_branch(root, Fraction(1), standing.score)
    return found


def _without(
    node: Node, parents: Mapping[str, Branch], standing: Standing, branches: Mapping[str, _Branch]
) -> Fraction | None:
    """The final score of a unit without a node; None where nothing else counts."""
    parent = parents[node.code]
    points = standing.score_of(node.code)
    if points is None or parent.code not in branches:
        return standing.score
    branch = branches[parent.code]
    if branch.weight == node.weight:
        return _without(parent, parents, standing, branches) if parent.code in parents else None
    assert standing.score is not None
    return _moved(standing.score, branch, node.weight, points)


def _moved(score: Fraction, branch: _Branch, weight: Fraction, points: Fraction) -> Fraction:
    """score + share x weight x (mean - points) / (weight of the branch - weight), in whole numbers until the end."""
    (mean, of_mean), (worth, of_worth) = branch.mean.as_integer_ratio(), points.as_integer_ratio()
    (share, of_share), (all_of_it, of_all) = branch.share.as_integer_ratio(), branch.weight.as_integer_ratio()
    (mine, of_mine), (start, of_start) = weight.as_integer_ratio(), score.as_integer_ratio()
    above = share * mine * of_all * (mean * of_worth - worth * of_mean)
    below = of_share * (all_of_it * of_mine - mine * of_all) * of_mean * of_worth
    return Fraction(start * below + above * of_start, of_start * below)


def _places(result: Result, scores: Mapping[str, Fraction | None]) -> dict[str, Place | None]:
    places: dict[str, Place | None] = {}
    for group in result.evaluation.groups:
        of_group = {unit.code: scores[unit.code] for unit in group.units}
        places |= rank_within_group(of_group, result.evaluation.policies.rank_decimals)
    return places
