"""The same grades under other weights and other points per grade, and how shares move under a hand."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from scoring.aggregate import aggregate, plan_of
from scoring.model import Branch, Evaluation, GradeScale, GradeStep, IndicatorLeaf, Node, walk
from scoring.rank import award_of, rank_within_group
from scoring.score import Result, Standing

Points = Mapping[tuple[str, str], Fraction]
"""Points by code of the scale and letter."""


def with_weights(result: Result, weights: Mapping[str, Fraction], points: Points | None = None) -> Result:
    """The result that the same grades have under other weights of some nodes and other points of some letters.

    Value -> grade stays; points -> weighted mean of each node + bonus - deduction -> rank -> award are taken anew,
    exactly as in ``score_month``. A node that is not named keeps the weight it has, also
    a branch that weighs the sum of its children: weights given below it move what they share and nothing else. The
    evaluation of the answer is a copy with those weights and points; the one of ``result`` does not change. A branch
    where nothing that counts for a unit has any weight has no score. That better letters are worth more is not
    checked. KeyError for an unknown node, scale or letter and for the root;
    ValueError for a weight below zero.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.score import score_month
    >>> data = MonthData("2023-09", {"a": {"R": submitted("81")}}, {("a", "prior"): Decimal(98)})  # 98, and A: 90
    >>> official = score_month(TWO_PARTS, data)
    >>> other = with_weights(official, {"prior": Fraction(20), "R": Fraction(80)}, {("sabc", "A"): Fraction(95)})
    >>> float(official.standings["a"].score), float(other.standings["a"].score)
    (92.4, 95.6)
    """
    evaluation = _reweighed(result.evaluation, weights, points or {})
    scales = {one.code: one.scale for one in evaluation.indicators()}
    plan = plan_of(evaluation.root)
    standings = []
    for official in result.standings.values():
        standing = _with_points(official, scales) if points else official
        scores = aggregate(plan, standing.points, standing.adjustments)
        standings.append(replace(standing, scores=scores))
    return Result(evaluation, result.month, placed(evaluation, standings))


def _reweighed(evaluation: Evaluation, weights: Mapping[str, Fraction], points: Points) -> Evaluation:
    named = {node.code for node in walk(evaluation.root)} - {evaluation.root.code}
    for code, weight in weights.items():
        if code not in named:
            raise KeyError(code)
        if weight < 0:
            raise ValueError(f"{code}: a weight of {weight}")
    scales = {one.scale.code: one.scale for one in evaluation.indicators()}
    for scale, letter in points:
        scales[scale].position(letter)
    changed = {code: _scale_with(scales[code], points) for code, _ in points}
    root = _node_with(evaluation.root, weights, changed)
    assert isinstance(root, Branch)
    return replace(evaluation, root=root)


def _scale_with(scale: GradeScale, points: Points) -> GradeScale:
    steps = (replace(step, points=points.get((scale.code, step.letter), step.points)) for step in scale.steps)
    return replace(scale, steps=tuple(steps))


def _node_with(node: Node, weights: Mapping[str, Fraction], scales: Mapping[str, GradeScale]) -> Node:
    """A node with what is new below it; one in which nothing is new stays itself."""
    if isinstance(node, IndicatorLeaf) and node.indicator.scale.code in scales:
        node = replace(node, indicator=replace(node.indicator, scale=scales[node.indicator.scale.code]))
    if isinstance(node, Branch):
        children = tuple(_node_with(child, weights, scales) for child in node.children)
        if any(new is not old for new, old in zip(children, node.children, strict=True)):
            node = replace(node, children=children, own_weight=node.weight)
        return replace(node, own_weight=weights[node.code]) if node.code in weights else node
    return replace(node, weight=weights[node.code]) if node.code in weights else node


def _with_points(standing: Standing, scales: Mapping[str, GradeScale]) -> Standing:
    """A standing whose letters have the points of other scales, by indicator; what has no letter stays."""
    grades = {
        code: cell if cell.step is None else cell._replace(step=_step(scales[code], cell.step.letter))
        for code, cell in standing.grades.items()
    }
    points = {code: cell.step.points for code, cell in grades.items() if cell.step is not None}
    return replace(standing, grades=grades, points={**standing.points, **points})


def _step(scale: GradeScale, letter: str) -> GradeStep:
    return scale.steps[scale.position(letter)]


def placed(evaluation: Evaluation, standings: Iterable[Standing]) -> dict[str, Standing]:
    """Units with new scores, ranked and awarded anew in their groups; in the order given."""
    members = {one.unit: one for one in standings}
    groups: dict[str, dict[str, Fraction | None]] = {}
    for one in members.values():
        groups.setdefault(one.group, {})[one.unit] = one.scores[evaluation.root.code]
    for scores in groups.values():
        for unit, place in rank_within_group(scores, evaluation.policies.rank_decimals).items():
            members[unit] = replace(
                members[unit],
                score=scores[unit],
                rank=place.rank if place else None,
                tied=bool(place and place.tied),
                award=award_of(evaluation, place),
            )
    return members


def normalised(
    shares: Mapping[str, int], moved: str, value: int, locked: Collection[str] = frozenset()
) -> dict[str, int]:
    """The shares of siblings, in whole numbers, when one of them is set to a value; they keep their sum exactly.

    The moved one takes the value, cut to what the locked ones leave: 0 <= value <= sum - sum of the others locked.
    The remaining siblings share what is left in proportion to their shares, or equally where they all have 0: each
    gets the whole part of left x share / sum of their shares, and those with the largest remainders one more each
    until nothing is left, of equal remainders the first. Where all others are locked nothing moves. ``shares`` are
    those from before the drag began: taken step by step, proportions would be lost at 0. Keeping to whole numbers,
    the component on the screen comes to the same shares. KeyError for an unknown ``moved``.

    >>> normalised({"a": 500, "b": 300, "c": 200}, "a", 600)
    {'a': 600, 'b': 240, 'c': 160}
    >>> normalised({"a": 500, "b": 300, "c": 200}, "a", 900, locked={"c"})
    {'a': 800, 'b': 0, 'c': 200}
    >>> normalised({"a": 10, "b": 0, "c": 0, "d": 0}, "a", 2)
    {'a': 2, 'b': 3, 'c': 3, 'd': 2}
    >>> normalised({"a": 0, "b": 5, "c": 3, "d": 2}, "a", 3)  # 7 x 5/10, 7 x 3/10, 7 x 2/10: 3.5, 2.1, 1.4
    {'a': 3, 'b': 4, 'c': 2, 'd': 1}
    """
    others = {code: share for code, share in shares.items() if code != moved and code not in locked}
    if not others:
        shares[moved]
        return dict(shares)
    free = shares[moved] + sum(others.values())
    taken = min(max(value, 0), free)
    return {**shares, **_parted(free - taken, others), moved: taken}


def _parted(whole: int, shares: Mapping[str, int]) -> dict[str, int]:
    """A whole number parted in the proportions of some shares by the largest remainders."""
    parts = shares if any(shares.values()) else dict.fromkeys(shares, 1)
    total = sum(parts.values())
    found = {code: whole * part // total for code, part in parts.items()}
    by_remainder = sorted(parts, key=lambda code: -(whole * parts[code] % total))
    for code in by_remainder[: whole - sum(found.values())]:
        found[code] += 1
    return found
