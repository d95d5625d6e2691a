"""Two units, or two months of one unit, held against each other; the differences add up exactly."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.derive import adjustment_in_final, effective_share, fields
from scoring.grade import Graded
from scoring.model import Branch, Evaluation, Indicator, Node, State, walk
from scoring.score import Result, Standing


@dataclass(frozen=True, slots=True)
class Difference:
    """One node in two standings; ``effect`` is what it adds to the first's final score over the second's."""

    node: Node
    first: Fraction | None
    second: Fraction | None
    effect: Fraction


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference of two final scores: effects of the nodes + effect of bonus and deduction."""

    differences: tuple[Difference, ...]
    adjustment: Fraction
    total: Fraction


def compare_leaves(evaluation: Evaluation, first: Standing, second: Standing) -> Comparison:
    """Two units leaf by leaf: sum of the effects + difference of the adjustments = difference of the scores.

    The effect of a leaf is its points times its share in the final score, first less second. A leaf that was
    left out for a unit has no share for it. ValueError where one of the two has no score.
    """
    leaves = tuple(node for node in walk(evaluation.root) if not isinstance(node, Branch))
    return _compare(evaluation, leaves, first, second)


def compare_fields(evaluation: Evaluation, first: Standing, second: Standing) -> Comparison:
    """Two units by field and imported score; bonus and deduction stand apart."""
    return _compare(evaluation, fields(evaluation.root), first, second)


def _compare(evaluation: Evaluation, nodes: tuple[Node, ...], first: Standing, second: Standing) -> Comparison:
    if first.score is None or second.score is None:
        raise ValueError("a unit without a score cannot be compared")
    differences = tuple(
        Difference(
            node,
            first.score_of(node.code),
            second.score_of(node.code),
            _in_final(evaluation, first, node) - _in_final(evaluation, second, node),
        )
        for node in nodes
    )
    adjustment = adjustment_in_final(evaluation, first) - adjustment_in_final(evaluation, second)
    return Comparison(differences, adjustment, first.score - second.score)


def _in_final(evaluation: Evaluation, standing: Standing, node: Node) -> Fraction:
    score = standing.score_of(node.code)
    if score is None:
        return Fraction(0)
    own = standing.adjustments.get(node.code, Fraction(0))
    return effective_share(evaluation, standing, node.code) * (score - own)


@dataclass(frozen=True, slots=True)
class GradeChange:
    """An indicator whose grade or state differs between two months."""

    indicator: Indicator
    before: Graded
    after: Graded


def changes_between(before: Result, after: Result, unit: str) -> tuple[GradeChange, ...]:
    """The indicators of a unit whose grade or state is another than in the earlier result, in the tree's order.

    Grades are matched by their letters, since the two results may rest on definitions that give other points for
    one letter. A unit or an indicator that the earlier result does not have has not changed. KeyError for an
    unknown unit.
    """
    old = before.standings[unit].grades if unit in before.standings else {}
    new = after.standings[unit].grades
    return tuple(
        GradeChange(indicator, old[indicator.code], new[indicator.code])
        for indicator in after.evaluation.indicators()
        if indicator.code in old and letter_or_state(old[indicator.code]) != letter_or_state(new[indicator.code])
    )


def letter_or_state(cell: Graded) -> tuple[str | None, State]:
    """What a cell says: its letter, or why it has none."""
    return None if cell.step is None else cell.step.letter, cell.state
