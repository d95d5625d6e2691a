"""What can be moved in a what-if: the weights of siblings and the points of a grade; and what was moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from scoring.model import Branch, Evaluation, GradeScale, GradeStep, Node, walk
from scoring.reweigh import with_weights
from scoring.score import Result

STEPS = 1000
"""A weight moves in thousandths of what its siblings share."""
PRIOR, CURRENT = "prior", "current"
RULE_2024 = {PRIOR: Fraction(20, 100), CURRENT: Fraction(80, 100)}
"""The split of 2024: kyeonggi.com 20241127580157."""
FEW_POINTS = 20
"""A scale whose best grade is worth less moves in tenths of a point, others in whole points."""

Letter = tuple[str, str]
"""The code of a scale and a letter of it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What differs from the official rules: shares among siblings by node, points by letter; and what is locked.

    The shares of siblings stand here all or not at all.
    """

    weights: Mapping[str, Fraction] = field(default_factory=dict)
    points: Mapping[Letter, Fraction] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()

    @property
    def untouched(self) -> bool:
        """Whether everything is as the rules say."""
        return not self.weights and not self.points


class Preset(NamedTuple):
    """What one click sets; everything else is official. ``name`` and ``tip`` are those of one that somebody kept."""

    code: str
    setting: Setting = Setting()
    name: str = ""
    tip: str = ""


def is_open(evaluation: Evaluation, node: Node) -> bool:
    """Whether the weights inside a branch count one by one: of the root, and of a branch that holds branches."""
    if not isinstance(node, Branch):
        return False
    return node is evaluation.root or any(isinstance(child, Branch) for child in node.children)


def sets_of(evaluation: Evaluation) -> tuple[Branch, ...]:
    """The branches whose children share a whole that can be parted otherwise."""
    return tuple(
        node
        for node in walk(evaluation.root)
        if isinstance(node, Branch)
        and is_open(evaluation, node)
        and len(node.children) > 1
        and any(child.weight for child in node.children)
    )


def official_shares(branch: Branch) -> dict[str, Fraction]:
    """The shares of the children of a branch as the rules say; they add up to 1."""
    total = sum((child.weight for child in branch.children), Fraction(0))
    return {child.code: child.weight / total for child in branch.children}


def shares_of(branch: Branch, setting: Setting) -> dict[str, Fraction]:
    """The shares of the children of a branch in a setting; they add up to 1."""
    return {code: setting.weights.get(code, share) for code, share in official_shares(branch).items()}


def whole_of(branch: Branch, setting: Setting) -> int:
    """Into how many parts a whole is cut, so that every share now, official, equal or of a slider is a whole number."""
    shares = (*official_shares(branch).values(), *shares_of(branch, setting).values())
    return lcm(STEPS, len(branch.children), *(share.denominator for share in shares))


def scales_of(evaluation: Evaluation) -> tuple[GradeScale, ...]:
    """The scales that the indicators of an evaluation are graded by, in the order of the tree."""
    return tuple({indicator.scale.code: indicator.scale for indicator in evaluation.indicators()}.values())


def letters_of(evaluation: Evaluation) -> tuple[tuple[GradeScale, GradeStep], ...]:
    """Every letter of every scale, best first inside each scale."""
    return tuple((scale, step) for scale in scales_of(evaluation) for step in scale.steps)


def points_of(scale: GradeScale, step: GradeStep, setting: Setting) -> Fraction:
    """The points of a letter in a setting."""
    return setting.points.get((scale.code, step.letter), step.points)


def points_cut(evaluation: Evaluation, *settings: Setting) -> int:
    """Into how many parts a point is cut, so that the points of all letters are whole numbers, official ones too."""
    few = [scale for scale in scales_of(evaluation) if scale.top.points < FEW_POINTS]
    points = (points_of(*letter, setting) for letter in letters_of(evaluation) for setting in (Setting(), *settings))
    return lcm(10 if few else 1, *(point.denominator for point in points))


def settled(
    evaluation: Evaluation,
    weights: Mapping[str, Fraction],
    points: Mapping[Letter, Fraction],
    locked: Iterable[str] = (),
) -> Setting:
    """A setting from weights and points that come from outside, without what is as the rules say.

    Weights count in proportion to those of their siblings; one that is not named is that of the rules. Siblings that
    would weigh nothing or less keep their weights, and a scale keeps its points where a letter would be worth less
    than one below it.
    """
    shares: dict[str, Fraction] = {}
    for branch in sets_of(evaluation):
        given = {child.code: weights.get(child.code, child.weight) for child in branch.children}
        total = sum(given.values(), Fraction(0))
        if min(given.values()) < 0 or not total:
            continue
        now = {code: weight / total for code, weight in given.items()}
        shares |= now if now != official_shares(branch) else {}
    members = {child.code for branch in sets_of(evaluation) for child in branch.children}
    return Setting(shares, _settled_points(evaluation, points), frozenset(locked) & members)


def _settled_points(evaluation: Evaluation, points: Mapping[Letter, Fraction]) -> dict[Letter, Fraction]:
    kept: dict[Letter, Fraction] = {}
    for scale in scales_of(evaluation):
        now = [points.get((scale.code, step.letter), step.points) for step in scale.steps]
        if now == sorted(now, reverse=True) and min(now) >= min(Fraction(0), scale.steps[-1].points):
            changed = zip(scale.steps, now, strict=True)
            kept |= {(scale.code, step.letter): point for step, point in changed if point != step.points}
    return kept


def presets_of(evaluation: Evaluation) -> tuple[Preset, ...]:
    """The official rule, the split of 2024 where prior and current year are parted otherwise, and equal fields."""
    found = [Preset("official")]
    root = official_shares(evaluation.root)
    if root.keys() == RULE_2024.keys() and root != RULE_2024:
        found.append(Preset("rule_2024", Setting(RULE_2024)))
    sets = sets_of(evaluation)
    inner = [branch for branch in sets if branch is not evaluation.root] or sets
    equal = {child.code: Fraction(1, len(branch.children)) for branch in inner for child in branch.children}
    if any(equal[code] != share for branch in inner for code, share in official_shares(branch).items()):
        found.append(Preset("equal_fields", Setting(equal)))
    return tuple(found)


def weights_of(evaluation: Evaluation, setting: Setting) -> dict[str, Fraction]:
    """The weights of a setting on the scale of the rules: siblings weigh together what they weigh there."""
    return {
        child.code: setting.weights[child.code] * sum((one.weight for one in branch.children), Fraction(0))
        for branch in sets_of(evaluation)
        for child in branch.children
        if child.code in setting.weights
    }


def result_of(result: Result, setting: Setting) -> Result:
    """The same grades under the weights and points of a setting, scored and ranked anew."""
    if setting.untouched:
        return result
    return with_weights(result, weights_of(result.evaluation, setting), setting.points)
