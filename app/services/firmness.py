"""How firm the rank of a unit is: under many other weightings, along each weight, and without one part."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.services.months import MonthView
from app.services.weights import sets_of
from app.services.weights_rulers import Turn, moved_nodes, nearly, turns_of
from scoring.acceptability import Acceptability, Sampling, acceptability
from scoring.importance import Importance, weigh_importance
from scoring.leave_out import LeftOut, leave_one_out
from scoring.model import Branch, Evaluation, walk
from scoring.rulers import Ruler, ruler
from scoring.score import Result

SAMPLES, SEED = 10_000, 2023
SPREADS = {"10": Fraction(10, 100), "20": Fraction(20, 100), "30": Fraction(30, 100), "all": None}
"""By code how far weights are drawn from the official ones; None is every weighting there is."""
USUAL_SPREAD = "20"


class Depth(StrEnum):
    """Which weights are drawn: down to the fields, or those of the indicators inside them too."""

    FIELDS = "fields"
    INDICATORS = "indicators"


@dataclass(frozen=True, slots=True)
class Sensitive:
    """One weight: how much it matters, and the nearest share of it at which the rank turns, if any."""

    importance: Importance
    ruler: Ruler
    turn: Turn | None


@dataclass(frozen=True, slots=True)
class Firmness:
    """The rank acceptability of the group of a unit, and the weights in the order in which they matter for it."""

    depth: Depth
    sampling: Sampling
    ranks: Acceptability
    weights: tuple[Sensitive, ...]


def depths_of(evaluation: Evaluation) -> tuple[Depth, ...]:
    """The depths at which there are weights to draw, none where the tree has a single leaf at every branch."""
    found = [depth for depth in Depth if _branches(evaluation, depth)]
    if len(found) == len(Depth) and _branches(evaluation, Depth.FIELDS) == _branches(evaluation, Depth.INDICATORS):
        return (Depth.FIELDS,)
    return tuple(found)


def _branches(evaluation: Evaluation, depth: Depth) -> frozenset[str]:
    if depth is Depth.FIELDS:
        return frozenset(branch.code for branch in sets_of(evaluation))
    return frozenset(node.code for node in walk(evaluation.root) if isinstance(node, Branch) and len(node.children) > 1)


def firmness_of(view: MonthView, unit: str, spread: str, depth: Depth) -> Firmness:
    """How firm the rank of a unit is; the same question draws the same weightings."""
    result = view.result
    sampling = Sampling(_branches(view.evaluation, depth), SPREADS[spread], SAMPLES, SEED)
    ranks = acceptability(result, sampling)[result.standings[unit].group]
    fields = Sampling(_branches(view.evaluation, Depth.FIELDS), SPREADS[spread], SAMPLES, SEED)
    return Firmness(depth, sampling, ranks, _weights(result, unit, fields))


def _weights(result: Result, unit: str, sampling: Sampling) -> tuple[Sensitive, ...]:
    """Of two siblings only the first, since the other takes the rest."""
    moved = {node.code for node in moved_nodes(result.evaluation)}
    found = (one for one in weigh_importance(result, unit, sampling) if one.node.code in moved)
    return tuple(_sensitive(result, unit, one) for one in found)


def _sensitive(result: Result, unit: str, one: Importance) -> Sensitive:
    measured = ruler(result, one.node.code, unit)
    turns = [turn for turn in turns_of(one.node, measured) if turn.rank != measured.official]
    nearest = min(turns, key=lambda turn: abs(nearly(turn.at) - measured.path.official), default=None)
    return Sensitive(one, measured, nearest)


def left_out_of(view: MonthView, unit: str) -> tuple[LeftOut, ...]:
    """Every field and indicator left out, one at a time: those first that change the rank of the unit the most.

    Then by how much its score changes.
    """
    own = view.result.standings[unit].score or Fraction(0)
    return tuple(
        sorted(
            leave_one_out(view.result, unit),
            key=lambda one: (-abs(one.change or 0), -abs((one.scores[unit] or Fraction(0)) - own), one.node.code),
        )
    )
