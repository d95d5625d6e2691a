"""The shortest way to a rank or an award, and the smallest slip that loses the rank, as the planner asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial
from math import ceil, floor

from app.services.entry_words import indicator_with
from app.services.months import MonthView
from app.services.scenarios import Scenario
from app.services.ways_alike import Ease, Way, ways_of
from scoring.grade import Graded, yardstick
from scoring.model import AwardTier, Direction, Indicator, Method
from scoring.rank import rank_within_group
from scoring.rivals import best_possible
from scoring.score import Result
from scoring.shortest import Change, Effort, Goal, Listing, Plan, Ways, changes_of, shortest_ways, smallest_slip

WAYS_SHOWN = 5
WAYS_SEARCHED = Listing(200, alike_once=True)
EXPECTED_DECIMALS = 4
"""Digits to which an expected score is taken: what is beyond them is the chance of the draws."""
NOTHING_EXPECTED: Mapping[str, float] = {}


class RivalsAs(StrEnum):
    """What scores the rivals are taken to have."""

    TODAY = "today"
    FORECAST = "forecast"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Aim:
    """A rank to reach; where it is the last place of an award, the award."""

    rank: int
    award: AwardTier | None = None

    @property
    def code(self) -> str:
        """How the aim stands in an address."""
        return f"award-{self.award.code}" if self.award else f"rank-{self.rank}"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: which unit, which aim, what of the rivals, what a step costs."""

    unit: str
    aim: Aim
    rivals: RivalsAs = RivalsAs.TODAY
    effort: Effort = field(default_factory=Effort)


@dataclass(frozen=True, slots=True)
class Answer:
    """The ways to the aim, and the smallest slips that lose the rank that the unit has today, under the same rivals.

    ``found`` is what was searched, ``ways`` the plans without those that are alike, ``slips`` the slips of the least
    effort likewise. ``there`` is the rank that the unit has among these rivals as it is.
    """

    found: Ways
    ways: tuple[Way, ...]
    slips: tuple[Way, ...]
    there: int

    @property
    def more(self) -> bool:
        """Whether there may be ways after the last one that were not searched for."""
        searched = len(self.found.plans) == WAYS_SEARCHED.most and len(self.ways) < WAYS_SHOWN
        return self.found.cut_short or searched


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a plan opened: the value that the new grade takes and how far it is, in the indicator's own unit.

    Up: ``value`` is the nearest one with the usual decimals that gets the grade. Down: the farthest one that still
    keeps a better grade, so that anything beyond it falls to the new one. None where no value decides: a person
    grades, or, where ``any_value``, the last grade takes whatever is submitted.
    """

    change: Change
    indicator: Indicator
    cell: Graded
    value: Decimal | None = None
    gap: Fraction | None = None
    any_value: bool = False


def aims_of(view: MonthView, unit: str) -> tuple[Aim, ...]:
    """The aims that make sense for a unit: every rank up to its own, and every award line of its group."""
    standing = view.result.standings[unit]
    ranked = sum(one.rank is not None for one in view.result.group(standing.group))
    ranks = tuple(Aim(rank) for rank in range(1, (standing.rank or 0) + 1))
    awards = tuple(Aim(tier.last, tier) for tier in view.evaluation.awards if tier.last <= ranked)
    return (*ranks, *awards) if ranks else ()


def default_aim(view: MonthView, unit: str) -> Aim:
    """The next better rank; the first where there is none."""
    return Aim(max((view.result.standings[unit].rank or 1) - 1, 1))


def answer(view: MonthView, question: Question, expected: Mapping[str, float] = NOTHING_EXPECTED) -> Answer:
    """The shortest ways and the smallest slips for a question; ValueError for a unit without a score.

    ``expected`` are the scores that a forecast expects at the cut-off, by unit; needed where the rivals are taken so.
    """
    result, unit = view.result, question.unit
    standing = result.standings[unit]
    rivals = _rivals(view, question, expected)
    goal, listing = Goal(question.aim.rank, rivals), WAYS_SEARCHED
    found = shortest_ways(result, unit, goal=goal, effort=question.effort, listing=listing)
    lost = smallest_slip(result, unit, goal=Goal(standing.rank or 1, rivals), listing=listing).plans
    up, down = changes_of(result, unit, up=True, effort=question.effort), changes_of(result, unit, up=False)
    ease = partial(_ease, result, unit)
    ways = ways_of(found.plans, up, ease)[:WAYS_SHOWN]
    slips = ways_of((plan for plan in lost if plan.cost == lost[0].cost), down, ease)
    return Answer(found, ways, slips, _rank_among(result, unit, rivals))


def _rivals(view: MonthView, question: Question, expected: Mapping[str, float]) -> dict[str, Fraction | None]:
    """The scores that the rivals are taken to have; those of today where nothing else is said."""
    group = view.result.standings[question.unit].group
    if question.rivals is RivalsAs.BEST:
        return best_possible(view.result, group)
    if question.rivals is RivalsAs.TODAY:
        return {}
    units = (one.unit for one in view.result.group(group) if one.unit != question.unit and one.unit in expected)
    return {unit: Fraction(round(Decimal(expected[unit]), EXPECTED_DECIMALS)) for unit in units}


def _rank_among(result: Result, unit: str, rivals: dict[str, Fraction | None]) -> int:
    own = result.standings[unit]
    scores = {one.unit: one.score for one in result.group(own.group)} | rivals | {unit: own.score}
    place = rank_within_group(scores, result.evaluation.policies.rank_decimals)[unit]
    return place.rank if place else 0


def _ease(result: Result, unit: str, change: Change) -> Ease:
    """The part of its value that is between it and the change; what no value decides comes last."""
    step = step_of(result, unit, change)
    if step.gap is None or not step.value:
        return not step.any_value, Fraction(0)
    return False, step.gap / abs(Fraction(step.value))


def step_of(result: Result, unit: str, change: Change) -> Step:
    """A change with the value it takes."""
    evaluation = result.evaluation
    indicator = indicator_with(evaluation, change.indicator)
    assert indicator is not None
    cell = result.standings[unit].grades[indicator.code]
    place = indicator.scale.position(change.after)
    thresholds = yardstick(evaluation, indicator, unit, result.month).thresholds
    threshold = thresholds[place if change.gain > 0 else place - 1]
    if cell.given or indicator.method is Method.QUALITATIVE:
        return Step(change, indicator, cell)
    if threshold is None:
        return Step(change, indicator, cell, any_value=change.after == indicator.scale.steps[-1].letter)
    value = _at_least(indicator, threshold, cell.value)
    gap = None if cell.value is None else abs(Fraction(value) - Fraction(cell.value))
    return Step(change, indicator, cell, value, gap)


def _at_least(indicator: Indicator, threshold: Fraction, now: Decimal | None) -> Decimal:
    """The nearest value on the good side of a threshold that has no more decimals than values are given with."""
    exponent = 0 if now is None else now.as_tuple().exponent
    decimals = max(indicator.decimals, -exponent if isinstance(exponent, int) else 0)
    scaled = threshold * 10**decimals
    return Decimal(ceil(scaled) if indicator.direction is Direction.HIGHER else floor(scaled)).scaleb(-decimals)


def scenario_of(view: MonthView, unit: str, plan: Plan) -> Scenario:
    """The month in which a plan came true, everything else as it is."""
    grades = {(unit, change.indicator): change.after for change in plan.changes}
    return Scenario(view.evaluation.code, view.month, grades=grades)
