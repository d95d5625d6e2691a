"""The shortest way to a rank, over several indicators at once and proven, and the smallest slip that loses one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor, lcm
from typing import NamedTuple

from scoring.cheapest import Option, cheapest
from scoring.derive import effective_share
from scoring.model import AwardTier, Indicator
from scoring.rank import rank_within_group
from scoring.rivals import Line, line_of
from scoring.score import Result, Standing
from scoring.whatif import with_grades

ZERO = Fraction(0)
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Goal:
    """A rank in the group, and scores that rivals are expected to have; those not named keep today's."""

    rank: int
    rivals: Mapping[str, Fraction | None] = field(default_factory=dict)


def goal_of(award: AwardTier, rivals: Mapping[str, Fraction | None] | None = None) -> Goal:
    """The goal of an award: its last place."""
    return Goal(award.last, rivals or {})


@dataclass(frozen=True, slots=True)
class Effort:
    """What one step costs per indicator, 1 where nothing is said, and the indicators that cannot be changed."""

    costs: Mapping[str, Fraction] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator moved by some grades; ``before`` is None where it was not submitted.

    ``gain`` is what that adds to the final score, negative for steps down.
    """

    indicator: str
    before: str | None
    after: str
    steps: int
    cost: Fraction
    gain: Fraction


@dataclass(frozen=True, slots=True)
class Plan:
    """A set of changes and where it leads; ``margin`` is how far beyond the line, None where there is no line."""

    changes: tuple[Change, ...]
    cost: Fraction
    score: Fraction
    rank: int
    margin: Fraction | None

    @property
    def steps(self) -> int:
        """How many grade steps it takes."""
        return sum(change.steps for change in self.changes)


@dataclass(frozen=True, slots=True)
class Ways:
    """The best plans, best first; none where nothing leads there, and then ``utmost`` is as far as it goes.

    ``utmost`` is everything that can be changed, moved all the way: its rank is the best (for a slip the worst) that
    can be reached. ``line`` is the score that has to be reached (for a slip: lost), None where every score holds the
    rank. ``left_out`` are the indicators that were not submitted and are left out of the score: they are part of no
    plan, since submitting one would move the weights of all others. Every plan is ``proven`` to be the best or the
    next-best; where the search was ``cut_short`` there may be others after them.
    """

    plans: tuple[Plan, ...]
    utmost: Plan
    line: Line | None
    left_out: tuple[str, ...]
    cut_short: bool = False
    proven: bool = True

    @property
    def reachable(self) -> bool:
        """Whether there is a way at all."""
        return bool(self.plans)


@dataclass(frozen=True, slots=True)
class Listing:
    """How many plans are given at most.

    ``alike_once``: of plans that differ only by indicators of the same weight, grade and cost in each other's place,
    one is given; there may be millions.
    """

    most: int = 5
    alike_once: bool = False


ONE_PER_STEP, FIVE = Effort(), Listing()


def shortest_ways(
    result: Result, unit: str, *, goal: Goal, effort: Effort = ONE_PER_STEP, listing: Listing = FIVE
) -> Ways:
    """The cheapest sets of grade steps up with which a unit reaches a rank, proven to be the cheapest.

    Ordered by cost, then by the number of steps, then by margin, the greatest first. Only sets are listed of which no
    step can be taken back. A step costs what ``effort`` says; gain = effective share of the indicator x difference of
    points, exactly. A rank is reached when no more than rank - 1 rivals are strictly above, on exact scores or on
    rounded ones, as the policies say. What does not apply cannot change; what was not submitted and counts as zero
    begins below the last grade. Every plan is scored anew and ranked; ArithmeticError if that gives anything else.
    KeyError for an unknown unit, rival or indicator; ValueError for a unit without a score, a rank below 1 or a
    negative cost.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.score import score_month
    >>> prior = {("a", "prior"): Decimal(94), ("b", "prior"): Decimal(96)}
    >>> data = MonthData("2023-09", {"a": {"R": submitted("73")}, "b": {"R": submitted("85")}}, prior)
    >>> ways = shortest_ways(score_month(TWO_PARTS, data), "a", goal=Goal(1))
    >>> [(change.indicator, change.before, change.after, change.steps) for change in ways.plans[0].changes]
    [('R', 'B', 'S', 2)]
    >>> ways.plans[0].score == Fraction("98.2"), ways.plans[0].margin == Fraction("6.4"), len(ways.plans)
    (True, True, 1)
    """
    task = _task(result, unit, goal, up=True)
    moves = _moves(task, effort)
    distance = ZERO if task.line is None else task.line.score - task.score
    need = _Need(distance, task.line is not None and task.line.above, listing)
    return _ways(task, moves, need)


def smallest_slip(
    result: Result, unit: str, *, goal: Goal | None = None, effort: Effort = ONE_PER_STEP, listing: Listing = FIVE
) -> Ways:
    """The cheapest sets of grade steps down with which a unit loses its present rank, or the rank of a goal.

    Ordered and verified as the shortest ways. A rank is lost when as many rivals are strictly above. What was not
    submitted has no grade to lose. A unit that nobody can overtake has no plan.
    """
    rank = result.standings[unit].rank
    task = _task(result, unit, goal or Goal(rank or 1), up=False)
    moves = _moves(task, effort)
    need = None if task.line is None else _Need(task.score - task.line.score, not task.line.above, listing)
    return _ways(task, moves, need)


def changes_of(result: Result, unit: str, *, up: bool, effort: Effort = ONE_PER_STEP) -> tuple[Change, ...]:
    """Every change that a plan (``up``) or a slip of a unit can be made of, one after another for each indicator.

    Raises as ``shortest_ways``.
    """
    moves = _moves(_task(result, unit, Goal(1), up=up), effort)
    return tuple(change for changes in moves for change in changes)


@dataclass(frozen=True, slots=True)
class _Task:
    """One unit, its rivals and the line between them."""

    result: Result
    standing: Standing
    score: Fraction
    goal: Goal
    rivals: Mapping[str, Fraction | None]
    line: Line | None
    up: bool


def _task(result: Result, unit: str, goal: Goal, *, up: bool) -> _Task:
    standing = result.standings[unit]
    if standing.score is None:
        raise ValueError("a unit without a score has no rank to reach or to lose")
    rivals = {other.unit: other.score for other in result.group(standing.group)}
    for code, score in goal.rivals.items():
        if code not in rivals:
            raise KeyError(code)
        rivals[code] = score
    del rivals[unit]
    line = line_of(rivals, goal.rank, result.evaluation.policies.rank_decimals)
    return _Task(result, standing, standing.score, goal, rivals, line, up)


Moves = Sequence[Sequence[Change]]
"""For every indicator that can be changed the changes to choose from, fewest steps first."""


def _moves(task: _Task, effort: Effort) -> Moves:
    evaluation = task.result.evaluation
    indicators = evaluation.indicators()
    unknown = ({*effort.costs} | effort.fixed) - {indicator.code for indicator in indicators}
    if unknown:
        raise KeyError(min(unknown))
    if min(effort.costs.values(), default=ONE) < 0:
        raise ValueError("a step cannot cost less than nothing")
    free = (indicator for indicator in indicators if indicator.code not in effort.fixed)
    moves = (_changes(task, indicator, effort.costs.get(indicator.code, ONE)) for indicator in free)
    return [changes for changes in moves if changes]


def _changes(task: _Task, indicator: Indicator, cost: Fraction) -> list[Change]:
    """The changes of one indicator; a grade that brings no more than a nearer one is none."""
    standing, code = task.standing, indicator.code
    present = standing.points[code]
    if present is None:
        return []
    step, steps = standing.grades[code].step, indicator.scale.steps
    before = None if step is None else step.letter
    place = len(steps) if before is None else indicator.scale.position(before)
    ways = steps[:place][::-1] if task.up else steps[place + 1 :]
    share = effective_share(task.result.evaluation, standing, code)
    changes: list[Change] = []
    farthest = ZERO
    for number, after in enumerate(ways, start=1):
        gain = share * (after.points - present)
        if (gain > farthest) if task.up else (gain < farthest):
            farthest = gain
            changes.append(Change(code, before, after.letter, number, number * cost, gain))
    return changes


class _Need(NamedTuple):
    """How far the score has to move, whether beyond that, and which sets are wanted."""

    distance: Fraction
    beyond: bool
    listing: Listing


def _search(moves: Moves, need: _Need) -> tuple[list[tuple[Change, ...]], bool]:
    """The cheapest sets of changes that move the score far enough, and whether there may be more of them.

    Everything becomes whole numbers: gains over their common divisor, costs with the steps as their last digits.
    """
    every = [change for changes in moves for change in changes]
    divisor = lcm(*(change.gain.denominator for change in every))
    unit = lcm(*(change.cost.denominator for change in every))
    many = 1 + sum(changes[-1].steps for changes in moves)
    distance = need.distance * divisor
    items = []
    for changes in moves:
        gains = [abs(int(change.gain * divisor)) for change in changes]
        prices = [int(change.cost * unit) * many + change.steps for change in changes]
        items.append([Option(*one) for one in zip(prices, gains, _differences(gains), strict=True)])
    enough = floor(distance) + 1 if need.beyond else ceil(distance)
    sets, cut_short = cheapest(items, enough, need.listing.most, alike_once=need.listing.alike_once)
    return [tuple(moves[item][option] for item, option in chosen) for chosen in sets], cut_short


def _differences(gains: Sequence[int]) -> list[int]:
    return [gain - before for before, gain in zip((0, *gains), gains, strict=False)]


def _ways(task: _Task, moves: Moves, need: _Need | None) -> Ways:
    sets, cut_short = _search(moves, need) if need else ([], False)
    plans = tuple(_plan(task, changes) for changes in sets)
    if any((plan.rank <= task.goal.rank) != task.up for plan in plans):
        raise ArithmeticError("a plan does not lead to the rank that it was found for")
    utmost = _plan(task, tuple(changes[-1] for changes in moves))
    left_out = tuple(code for code in task.standing.not_submitted if task.standing.points[code] is None)
    return Ways(plans, utmost, task.line, left_out, cut_short)


def _plan(task: _Task, changes: tuple[Change, ...]) -> Plan:
    """The plan of a set of changes, scored anew and ranked among the rivals."""
    unit, evaluation = task.standing.unit, task.result.evaluation
    scales = {indicator.code: indicator.scale for indicator in evaluation.indicators()}
    after = {one.indicator: scales[one.indicator].steps[scales[one.indicator].position(one.after)] for one in changes}
    score = with_grades(task.result, unit, after).score
    if score is None or score != task.score + sum(change.gain for change in changes):
        raise ArithmeticError("the gains of a plan do not add up to its score")
    place = rank_within_group({**task.rivals, unit: score}, evaluation.policies.rank_decimals)[unit]
    assert place is not None
    margin = None
    if task.line is not None:
        margin = score - task.line.score if task.up else task.line.score - score
    return Plan(changes, sum((change.cost for change in changes), ZERO), score, place.rank, margin)
