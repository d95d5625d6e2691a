"""What a cell will hold at the cut-off date: the expected value, an interval and the chance of every grade.

A value first goes on at the pace of the year before, then ends where values ended that stood as far from the target at
the same time. A better value now never ends worse. Chances are the one part of the method besides drawn weights in
which numbers are floating point numbers.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from scoring.grade import Graded, yardstick
from scoring.model import (
    Accumulation,
    Direction,
    Evaluation,
    Indicator,
    Method,
    MissingPolicy,
    State,
)
from scoring.pool import Pool
from scoring.reach import is_decided, possible_steps
from scoring.score import Result
from scoring.ways import Basis, Ways, aim_of, months_to_go, size_of, step_of, value_of

SURE = 1e-12
"""Chances nearer than this to 0 or 1 are 0 or 1."""

NEAR = 1e-9
"""A threshold is reached by what comes this near to it, in shares of the target: 11 x 12 / 11 must reach 12."""

UNGRADED_FALL = 0.5
"""Without an earlier year every letter of a grade by hand is half as likely as the better one next to it."""

UNMOVED, MOVED = 8, 1
"""Without an earlier year a grade by hand stays in 8 of 10 cases and goes one up or one down in 1 each."""

Judgements = Mapping[tuple[str, str], Mapping[str, Decimal]]
"""What the planner expects of grades by hand: (indicator, unit) -> percent by letter."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The value at the cut-off date: a pool in shares of ``size``, inside what is possible."""

    pool: Pool
    size: float
    least: float
    most: float

    def quantile(self, chance: float) -> float:
        """The value below which the one at the cut-off lies with a chance from 0 to 1."""
        return min(max(self.size * self.pool.quantile(chance), self.least), self.most)

    def interval(self, share: float) -> tuple[float, float]:
        """The interval that holds the value with a chance, as much below it as above."""
        return self.quantile((1 - share) / 2), self.quantile((1 + share) / 2)

    def reaches(self, threshold: float, direction: Direction) -> float:
        """The chance that the value is on the better side of a threshold or on it."""
        share, higher = threshold / self.size, direction is Direction.HIGHER
        if threshold <= self.least if higher else threshold >= self.most:
            return 1.0
        if threshold > self.most if higher else threshold < self.least:
            return 0.0
        return 1 - self.pool.below(share - NEAR) if higher else self.pool.up_to(share + NEAR)


@dataclass(frozen=True, slots=True)
class CellOutlook:
    """One indicator of one unit at the cut-off date.

    ``value`` stands now; ``spread`` is None for what is decided or graded by hand. ``chances`` of the letters, best
    first, and ``missing``, that nothing is submitted, add up to 1.
    """

    value: Decimal | None
    spread: Spread | None
    chances: Mapping[str, float]
    missing: float
    basis: Basis

    @property
    def expected(self) -> float | None:
        """The value that is as likely to be passed as not."""
        return None if self.spread is None else self.spread.quantile(0.5)

    @property
    def low(self) -> float | None:
        """The lower end of the interval that holds the value with a chance of 80 %."""
        return None if self.spread is None else self.spread.interval(0.8)[0]

    @property
    def high(self) -> float | None:
        """Its upper end."""
        return None if self.spread is None else self.spread.interval(0.8)[1]


class Years(NamedTuple):
    """What a forecast is made from.

    The months of this year up to the one looked at, the last of them that one; all months of the year before; and
    what the planner expects of grades by hand.
    """

    this_year: Sequence[Result]
    last_year: Sequence[Result] = ()
    judgements: Judgements = MappingProxyType({})


def forecast(years: Years, units: Collection[str] | None = None) -> dict[str, dict[str, CellOutlook]]:
    """By unit and indicator what will stand at the cut-off date; what does not apply is left out.

    ``units``: of these alone, else of all. The cells of one say the same either way, for nothing in them rests on what
    others hold this year.

    Not submitted: the last value of an earlier month of this year goes on from there; without one the value ends as
    those of all units did in the year before. Grades by hand: as the planner says, else as in the year before.
    In the cut-off month everything is what it is. ValueError without a month.
    """
    if not years.this_year:
        raise ValueError("no month to forecast from")
    ways, now = Ways(years.last_year), years.this_year[-1]
    hands = _Hands(ways, now)
    return {
        unit: {
            one.code: _cell(one, unit, years, ways, hands)
            for one in now.evaluation.indicators()
            if standing.grades[one.code].state is not State.NOT_APPLICABLE
        }
        for unit, standing in now.standings.items()
        if units is None or unit in units
    }


def _cell(indicator: Indicator, unit: str, years: Years, ways: Ways, hands: "_Hands") -> CellOutlook:
    now = years.this_year[-1]
    cell = now.standings[unit].grades[indicator.code]
    if is_decided(now.evaluation, now.month):
        chances = {step.letter: float(step == cell.step) for step in indicator.scale.steps}
        return CellOutlook(cell.value, None, chances, float(cell.step is None), Basis.DECIDED)
    if cell.given or indicator.method is Method.QUALITATIVE:
        return _by_hand(indicator, unit, cell, years, hands)
    return _by_value(indicator, unit, years, ways)


def _by_hand(indicator: Indicator, unit: str, cell: Graded, years: Years, hands: "_Hands") -> CellOutlook:
    letters = [step.letter for step in indicator.scale.steps]
    judged = years.judgements.get((indicator.code, unit))
    if judged and any(judged.get(letter) for letter in letters):
        total = float(sum(judged.get(letter, 0) for letter in letters))
        chances = {letter: float(judged.get(letter, 0)) / total for letter in letters}
        return CellOutlook(cell.value, None, chances, 0.0, Basis.PLANNER)
    missing = _missing(years.this_year[-1], cell, hands.ways)
    shares = hands.moved(indicator, cell) if cell.step else hands.ungraded(indicator)
    chances = {letter: share * (1 - missing) for letter, share in zip(letters, shares, strict=True)}
    return CellOutlook(cell.value, None, chances, missing, hands.basis)


def _missing(now: Result, cell: Graded, ways: Ways) -> float:
    """Where missing entries are left out of the score, a forecast takes them as coming in."""
    if cell.step is not None or now.evaluation.policies.not_submitted is MissingPolicy.LEAVE_OUT:
        return 0.0
    return ways.left_missing(months_to_go(now.evaluation, now.month))


def _by_value(indicator: Indicator, unit: str, years: Years, ways: Ways) -> CellOutlook:
    now = years.this_year[-1]
    cell = now.standings[unit].grades[indicator.code]
    spread, basis = _spread(indicator, unit, years.this_year, ways)
    missing = _missing(now, cell, ways)
    steps, possible = indicator.scale.steps, possible_steps(now, unit, indicator)
    best, worst = steps.index(possible[0]), steps.index(possible[-1])
    chances, before = {}, 0.0
    for place, reached in enumerate(_reached(now.evaluation, indicator, unit, spread)):
        up_to = 0.0 if place < best else 1.0 if place >= worst else reached
        chances[steps[place].letter] = (up_to - before) * (1 - missing)
        before = up_to
    return CellOutlook(cell.value, spread, chances, missing, basis)


def _reached(evaluation: Evaluation, indicator: Indicator, unit: str, spread: Spread) -> list[float]:
    """The chance of every grade or a better one against the whole target, best first; the last is 1."""
    thresholds = yardstick(evaluation, indicator, unit, evaluation.months[-1]).thresholds
    reached = [
        0.0 if threshold is None else _settled(spread.reaches(float(threshold), indicator.direction))
        for threshold in thresholds[:-1]
    ]
    return [*accumulate(reached, max), 1.0]


def _settled(chance: float) -> float:
    return 0.0 if chance < SURE else 1.0 if chance > 1 - SURE else chance


def _spread(indicator: Indicator, unit: str, this_year: Sequence[Result], ways: Ways) -> tuple[Spread, Basis]:
    """From the last value of this year, or from nothing."""
    for result in reversed(this_year):
        standing = result.standings.get(unit)
        value = value_of(standing.grades.get(indicator.code)) if standing else None
        if value is not None:
            return _going_on(indicator, unit, value, result, ways)
    pool, basis = ways.end(indicator)
    return Spread(pool, size_of(indicator, unit), *_limits(indicator)), basis


def _going_on(indicator: Indicator, unit: str, value: float, result: Result, ways: Ways) -> tuple[Spread, Basis]:
    """From a value of a month to the cut-off; a cumulative one never falls."""
    to_go = months_to_go(result.evaluation, result.month)
    aim = aim_of(result.evaluation, indicator, unit)
    course = ways.course(result.evaluation, indicator, to_go, aimed=aim is not None)
    unit_of_spread = aim or size_of(indicator, unit)
    going = value + course.pace * step_of(result.evaluation, indicator, unit, value, to_go)
    least, most = _limits(indicator)
    floor = value if indicator.accumulation is Accumulation.CUMULATIVE else min(least, value)
    return Spread(course.pool(going / unit_of_spread), unit_of_spread, floor, max(most, value)), course.basis


def _limits(indicator: Indicator) -> tuple[float, float]:
    return 0.0, float("inf") if indicator.greatest is None else float(indicator.greatest)


class _Hands:
    """Grades given by hand in the year before, over all units and indicators."""

    def __init__(self, ways: Ways, now: Result) -> None:
        self.ways = ways
        self.basis = Basis.ASSUMED if ways.final is None else Basis.BY_HAND
        to_go = months_to_go(now.evaluation, now.month)
        before, final = _given(ways.month(to_go)), _given(ways.final)
        self._ends = Counter(final.values())
        self._moves = Counter(final[key] - place for key, place in before.items() if key in final)

    def moved(self, indicator: Indicator, cell: Graded) -> list[float]:
        """The chance of every letter, best first, where one has been given: it moves as they did."""
        assert cell.step is not None
        last, now = len(indicator.scale.steps) - 1, indicator.scale.steps.index(cell.step)
        usual = {-1: MOVED, 0: UNMOVED, 1: MOVED} if self.basis is Basis.ASSUMED else {-1: 1, 0: 1, 1: 1}
        weights = [0] * (last + 1)
        for move, count in (self._moves + Counter(usual)).items():
            weights[min(max(now + move, 0), last)] += count
        return [weight / sum(weights) for weight in weights]

    def ungraded(self, indicator: Indicator) -> list[float]:
        """The chance of every letter, best first, where none has been given: as they ended, and one more of each."""
        letters = len(indicator.scale.steps)
        weights = [self._ends[place] + 1.0 for place in range(letters)]
        if self.basis is Basis.ASSUMED:
            weights = [UNGRADED_FALL**place for place in range(letters)]
        return [weight / sum(weights) for weight in weights]


def _given(result: Result | None) -> dict[tuple[str, str], int]:
    """The places of all grades given by hand, 0 the best."""
    if result is None:
        return {}
    scales = {one.code: one.scale.steps for one in result.evaluation.indicators()}
    return {
        (unit, code): scales[code].index(cell.step)
        for unit, standing in result.standings.items()
        for code, cell in standing.grades.items()
        if cell.given and cell.step is not None
    }
