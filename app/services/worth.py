"""What turning an indicator to the top grade is worth by the cut-off date, against how far it still is from it.

Points and ranks of today are exact. Chances come from the forecast and the drawn finals, so they are floating point
numbers; the change that one indicator makes is counted in the very same finals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from app.services.outlook import Outlook, chance_if, chance_of_rank
from app.services.progress import Course
from scoring.forecast import CellOutlook
from scoring.model import AwardTier, Direction, Indicator
from scoring.reach import possible_steps
from scoring.score import Result

HARD = 0.05
"""With a smaller chance of the top grade an indicator is called hard to turn, and stands after the others."""

EQUAL_DECIMALS = 3
"""Expected points count as equal where these decimals are: as many as are shown."""

MOST_TALKED_ABOUT = 10
"""The indicators that a meeting is proposed to talk about."""

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Aim:
    """An award that is in question: the one that the unit has today, ``kept``, or the next better one."""

    tier: AwardTier
    kept: bool
    chance: float


@dataclass(frozen=True, slots=True)
class Shift:
    """The chance of an award or a better one as forecast, and with one indicator at the top grade in the same finals.

    ``error`` is the standard error of the change: where it comes from a share d of n finals, root of d (1 - d) / n.
    """

    before: float
    after: float
    error: float


@dataclass(frozen=True, slots=True)
class Worth:
    """One indicator that has not surely the top grade at the cut-off date.

    ``chance`` of the top grade as forecast; ``expected`` points of the final score that it is forecast to lose: for
    every lower grade its chance times the points it costs. ``gap`` is what the value lacks to the top grade at the
    cut-off, 0 where it is there, None without a value or where no value decides; ``share`` the same of the target.
    """

    course: Course
    chance: float
    expected: float
    gap: Fraction | None
    share: Fraction | None
    shifts: Mapping[str, Shift]

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.course.indicator

    @property
    def is_hard(self) -> bool:
        """Whether hardly any forecast reaches the top grade."""
        return self.chance < HARD


@dataclass(frozen=True, slots=True)
class Worths:
    """The indicators of a unit in the order of their worth; ``lost`` cannot have the top grade any more.

    ``months_left`` are those until the cut-off date, 0 in its month, when nothing can be turned.
    """

    listed: tuple[Worth, ...]
    lost: tuple[Course, ...]
    aims: tuple[Aim, ...]
    months_left: int

    @property
    def unlikely(self) -> int:
        """How many are more likely to miss the top grade than to have it."""
        return sum(one.chance < HALF for one in self.listed)

    @property
    def proposal(self) -> tuple[str, ...]:
        """The codes that a meeting is proposed to talk about: the best ten; at the cut-off what was lost."""
        codes = [one.indicator.code for one in self.listed] or [one.indicator.code for one in self.lost]
        return tuple(codes[:MOST_TALKED_ABOUT])


def worths_of(result: Result, unit: str, courses: Sequence[Course], outlook: Outlook) -> Worths | None:
    """What every indicator is worth, best first; None for a unit that no final gives a score.

    First those that can be turned, then those that are hard to; within each by expected points, most first, of equal
    ones the nearer first by its share of the target, then by code.
    """
    if unit not in outlook.ranks:
        return None
    aims = aims_of(result, unit, outlook)
    found, lost = [], []
    for course in courses:
        cell = outlook.cells[unit].get(course.indicator.code)
        top = course.indicator.scale.top
        if cell is None or cell.chances[top.letter] >= 1:
            continue
        if top in possible_steps(result, unit, course.indicator):
            found.append(_worth(unit, course, cell, outlook, aims))
        else:
            lost.append(course)
    months = result.evaluation.months
    return Worths(
        tuple(sorted(found, key=_order)),
        tuple(sorted(lost, key=lambda course: (-course.gap.gain_top, course.indicator.code))),
        aims,
        max(0, len(months) - 1 - months.index(result.month)) if result.month in months else 0,
    )


def aims_of(result: Result, unit: str, outlook: Outlook) -> tuple[Aim, ...]:
    """The award that a unit has today, to be kept, and the next better one, to be won; without one the last."""
    tiers = sorted(result.evaluation.awards, key=lambda tier: tier.first)
    rank = result.standings[unit].rank
    place = next((at for at, tier in enumerate(tiers) if rank is not None and rank <= tier.last), len(tiers))
    in_question = [(tiers[at], at == place) for at in (place, place - 1) if 0 <= at < len(tiers)]
    return tuple(Aim(tier, kept, chance_of_rank(outlook, unit, tier.last)) for tier, kept in in_question)


def _worth(unit: str, course: Course, cell: CellOutlook, outlook: Outlook, aims: tuple[Aim, ...]) -> Worth:
    code, top = course.indicator.code, course.indicator.scale.top
    share = outlook.finals.shares[unit].get(code, 0.0)
    lost = sum(float(top.points - step.points) * cell.chances[step.letter] for step in course.indicator.scale.steps)
    gap = _gap(course)
    return Worth(
        course=course,
        chance=cell.chances[top.letter],
        expected=share * (lost + float(top.points) * cell.missing),
        gap=gap,
        share=gap / abs(course.target) if gap is not None and course.target else None,
        shifts=_shifts(outlook, unit, course.indicator, aims) if share else {},
    )


def _gap(course: Course) -> Fraction | None:
    if course.finish is None or course.cell.value is None or course.cell.given:
        return None
    value = Fraction(course.cell.value)
    higher = course.indicator.direction is Direction.HIGHER
    return max(course.finish - value if higher else value - course.finish, Fraction(0))


def _shifts(outlook: Outlook, unit: str, indicator: Indicator, aims: tuple[Aim, ...]) -> dict[str, Shift]:
    after = chance_if(outlook, unit, {indicator.code: indicator.scale.top.letter}).ranks
    shifts = {}
    for aim in aims:
        reached = sum(chance for rank, chance in after.items() if rank <= aim.tier.last)
        moved = min(max(reached - aim.chance, 0.0), 1.0)
        shifts[aim.tier.code] = Shift(aim.chance, reached, sqrt(moved * (1 - moved) / outlook.draws))
    return shifts


def _order(worth: Worth) -> tuple[object, ...]:
    far = (worth.share is None, worth.share or Fraction(0))
    return worth.is_hard, -round(worth.expected, EQUAL_DECIMALS), far, worth.indicator.code
