"""Where one unit stands: rank, distances to its neighbours and to the award lines, parts, fields, what changed."""

from dataclasses import dataclass
from fractions import Fraction

from app.services.months import MonthView
from scoring.aggregate import full_score
from scoring.compare import GradeChange, changes_between
from scoring.derive import Loss, adjustment_in_final, fields, losses, parent_of
from scoring.model import AwardTier, Branch, Node
from scoring.rank import Place
from scoring.score import Result, Standing
from scoring.weak import WeakIndicator, find_below_top
from scoring.whatif import Outcome, with_grades


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The next better or the next worse unit of the group and how far away it is in points, never negative."""

    standing: Standing
    distance: Fraction


@dataclass(frozen=True, slots=True)
class AwardLine:
    """The last place that still gets an award.

    Reached: ``distance`` is the lead over the best unit below the line. Not reached: what is missing to the unit
    that holds the line's last place. ``against`` is that unit, None where nobody stands on the other side.
    """

    tier: AwardTier
    reached: bool
    distance: Fraction | None
    against: Standing | None


@dataclass(frozen=True, slots=True)
class Part:
    """One child of a branch for the home unit: score, place in the group on it alone, cost in the final score."""

    node: Node
    score: Fraction | None
    place: Place | None
    share: Fraction
    lost: Fraction
    adjustment: Fraction


@dataclass(frozen=True, slots=True)
class FieldStatus:
    """One field for the home unit; ``counted`` indicators of which ``not_top`` miss the top grade."""

    node: Branch
    score: Fraction | None
    place: Place | None
    counted: int
    not_top: int
    lost: Fraction


@dataclass(frozen=True, slots=True)
class MonthChange:
    """What changed on the month before."""

    month: str
    rank_before: int | None
    score_before: Fraction | None
    score_change: Fraction | None
    grades: tuple[GradeChange, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """Everything the opening screen says of one unit."""

    standing: Standing
    group: tuple[Standing, ...]
    tied_with: tuple[Standing, ...]
    above: Neighbour | None
    below: Neighbour | None
    lines: tuple[AwardLine, ...]
    parts: tuple[Part, ...]
    fields: tuple[FieldStatus, ...]
    not_top: tuple[WeakIndicator, ...]
    all_top: Outcome
    change: MonthChange | None


def status_of(view: MonthView, unit: str) -> Status:
    """The status of a unit in a month; KeyError for a unit that the evaluation does not rank."""
    result = view.result
    standing = result.standings[unit]
    group = result.group(standing.group)
    not_top = find_below_top(result, unit)
    return Status(
        standing=standing,
        group=group,
        tied_with=tuple(other for other in group if other.unit != unit and other.rank == standing.rank is not None),
        above=_nearest(group, standing, better=True),
        below=_nearest(group, standing, better=False),
        lines=_lines(view, group, standing),
        parts=parts_of(result, unit, view.evaluation.root.code),
        fields=field_statuses(result, unit),
        not_top=not_top,
        all_top=with_grades(result, unit, {weak.indicator.code: weak.indicator.scale.top for weak in not_top}),
        change=_change(view, unit),
    )


def _nearest(group: tuple[Standing, ...], home: Standing, *, better: bool) -> Neighbour | None:
    if home.score is None or home.rank is None:
        return None
    ranked = [(other.rank, other.score, other) for other in group if other.rank is not None and other.score is not None]
    beyond = [one for one in ranked if (one[0] < home.rank if better else one[0] > home.rank)]
    if not beyond:
        return None
    _, score, nearest = beyond[-1] if better else beyond[0]
    return Neighbour(nearest, abs(score - home.score))


def _lines(view: MonthView, group: tuple[Standing, ...], home: Standing) -> tuple[AwardLine, ...]:
    return tuple(_line(tier, group, home) for tier in view.evaluation.awards)


def _line(tier: AwardTier, group: tuple[Standing, ...], home: Standing) -> AwardLine:
    if home.rank is None or home.score is None:
        return AwardLine(tier, False, None, None)
    ranked = [one for one in group if one.rank is not None]
    reached = home.rank <= tier.last
    outside = [one for one in ranked if one.rank is not None and one.rank > tier.last]
    inside = [one for one in ranked if one.rank is not None and one.rank <= tier.last]
    against = (outside[0] if outside else None) if reached else inside[-1]
    distance = None if against is None or against.score is None else abs(home.score - against.score)
    return AwardLine(tier, reached, distance, against)


def parts_of(result: Result, unit: str, code: str) -> tuple[Part, ...]:
    """The children of a branch for one unit, each with its place in the group and what it cost the final score."""
    standing = result.standings[unit]
    return tuple(_part(result, standing, loss) for loss in losses(result.evaluation, standing, code))


def _part(result: Result, standing: Standing, loss: Loss) -> Part:
    code = loss.node.code
    place = result.places(code, standing.group).get(standing.unit)
    adjustment = standing.adjustments.get(code, Fraction(0))
    return Part(loss.node, standing.score_of(code), place, loss.share, loss.lost, adjustment)


def field_statuses(result: Result, unit: str) -> tuple[FieldStatus, ...]:
    """Every field of one unit; what fields of the same parent cost is opened once for all of them."""
    branches = [node for node in fields(result.evaluation.root) if isinstance(node, Branch)]
    lost: dict[str, Fraction] = {}
    for node in branches:
        if node.code not in lost:
            lost |= _lost_beside(result, unit, node)
    return tuple(_field_status(result, unit, node, lost[node.code]) for node in branches)


def field_status(result: Result, unit: str, node: Branch) -> FieldStatus:
    """One field of one unit: score, place in the group, indicators that count and that miss the top grade."""
    return _field_status(result, unit, node, _lost_beside(result, unit, node)[node.code])


def _lost_beside(result: Result, unit: str, node: Branch) -> dict[str, Fraction]:
    """What a node and its siblings cost the final score; the root, which has none, costs what its children do."""
    evaluation, standing = result.evaluation, result.standings[unit]
    if node is evaluation.root:
        return {node.code: sum((loss.lost for loss in losses(evaluation, standing, node.code)), Fraction(0))}
    parent = parent_of(evaluation, node.code)
    return {loss.node.code: loss.lost for loss in losses(evaluation, standing, parent.code)}


def _field_status(result: Result, unit: str, node: Branch, lost: Fraction) -> FieldStatus:
    standing = result.standings[unit]
    counted = [leaf for leaf in node.children if standing.points.get(leaf.code) is not None]
    not_top = [leaf for leaf in counted if standing.points[leaf.code] != full_score(leaf)]
    place = result.places(node.code, standing.group).get(unit)
    return FieldStatus(node, standing.score_of(node.code), place, len(counted), len(not_top), lost)


@dataclass(frozen=True, slots=True)
class LossRow:
    """What one unit lost from the full score, by child of the root, and what bonus less deduction gave back."""

    standing: Standing
    losses: tuple[Loss, ...]
    adjustment: Fraction


def loss_rows(result: Result, group: str, node: str | None = None) -> tuple[LossRow, ...]:
    """The points lost by every scored unit of a group, best first; by the children of a node, the root by default.

    For the root: full score = final score + sum of the losses - adjustment.
    """
    evaluation = result.evaluation
    return tuple(
        LossRow(one, losses(evaluation, one, node or evaluation.root.code), adjustment_in_final(evaluation, one))
        for one in result.group(group)
        if one.score is not None
    )


def _change(view: MonthView, unit: str) -> MonthChange | None:
    if view.last_month is None:
        return None
    before, now = view.last_month.standings.get(unit), view.result.standings[unit]
    if before is None:
        return MonthChange(view.last_month.month, None, None, None, ())
    change = None if before.score is None or now.score is None else now.score - before.score
    grades = changes_between(view.last_month, view.result, unit)
    rank = before.rank if before.group == now.group else None
    return MonthChange(view.last_month.month, rank, before.score, change, grades)
