"""Every score as a sum over the points of the letters, in whole numbers, so that a browser can compute it exactly."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from app.services.weights import Letter, is_open
from scoring.model import Branch, Evaluation, IndicatorLeaf, Node, walk
from scoring.score import Standing

ZERO = Fraction(0)


class Form(NamedTuple):
    """A score: constant + sum(factor x points of the letter)."""

    constant: Fraction
    factors: Mapping[Letter, Fraction]


class UnitForm(NamedTuple):
    """The forms of a unit as whole numbers over one divisor.

    ``parts``: by the node of every part that has no movable weights inside, None where it is left out for the unit;
    ``adjustments``: bonus less deduction by the branches above those parts.
    """

    divisor: int
    parts: Mapping[str, tuple[int, Mapping[Letter, int]] | None]
    adjustments: Mapping[str, int]


def parts_of(evaluation: Evaluation) -> tuple[Node, ...]:
    """The nodes below which no weight can be moved, in the order of the tree."""
    return tuple(_parts(evaluation, evaluation.root))


def _parts(evaluation: Evaluation, node: Node) -> Iterator[Node]:
    if isinstance(node, Branch) and is_open(evaluation, node):
        for child in node.children:
            yield from _parts(evaluation, child)
    else:
        yield node


def unit_form(evaluation: Evaluation, standing: Standing) -> UnitForm:
    """The scores of all parts of one unit."""
    forms = {node.code: form_of(node, standing) for node in parts_of(evaluation)}
    above = [node.code for node in walk(evaluation.root) if is_open(evaluation, node)]
    adjustments = {code: standing.adjustments[code] for code in above if code in standing.adjustments}
    numbers = [number for form in forms.values() if form for number in (form.constant, *form.factors.values())]
    divisor = lcm(*(number.denominator for number in (*numbers, *adjustments.values())))
    return UnitForm(
        divisor,
        {code: _whole(form, divisor) for code, form in forms.items()},
        {code: int(points * divisor) for code, points in adjustments.items()},
    )


def _whole(form: Form | None, divisor: int) -> tuple[int, Mapping[Letter, int]] | None:
    if form is None:
        return None
    return int(form.constant * divisor), {letter: int(factor * divisor) for letter, factor in form.factors.items()}


def form_of(node: Node, standing: Standing) -> Form | None:
    """The score of a node for a unit, in the points of the letters; None where the node is left out."""
    if isinstance(node, Branch):
        return _mean(node, standing)
    if isinstance(node, IndicatorLeaf) and (step := standing.grades[node.code].step) is not None:
        return Form(ZERO, {(node.indicator.scale.code, step.letter): Fraction(1)})
    points = standing.points.get(node.code)
    return None if points is None else Form(points, {})


def _mean(branch: Branch, standing: Standing) -> Form | None:
    counted = [(child.weight, form) for child in branch.children if (form := form_of(child, standing)) is not None]
    total = sum((weight for weight, _ in counted), ZERO)
    if not total:
        return None
    constant = sum((weight * form.constant for weight, form in counted), ZERO) / total
    factors: dict[Letter, Fraction] = {}
    for weight, form in counted:
        for letter, factor in form.factors.items():
            factors[letter] = factors.get(letter, ZERO) + weight * factor / total
    return Form(constant + standing.adjustments.get(branch.code, ZERO), factors)
