"""The rules by which an indicator is weak or a unit is warned: which of them fired, and on what numbers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from scoring.grade import Graded, achievement_of, yardstick
from scoring.model import Accumulation, Direction, Indicator, State, WeakRule, WeakRuleKind
from scoring.pace import Expected, lag
from scoring.score import Result

KIND = WeakRuleKind


@dataclass(frozen=True, slots=True)
class Context:
    """What a month is looked at beside; what is absent keeps the rules that need it from firing.

    ``earlier`` are the earlier months of the evaluation and ``last_year`` all months of the year before, first to last.
    ``expected`` says by month and indicator what should stand, ``chances`` by indicator with what chance, in
    percent, the top grade will be missed at the cut-off; both are of the one unit that is looked at.
    """

    earlier: tuple[Result, ...] = ()
    last_year: tuple[Result, ...] = ()
    expected: Mapping[str, Mapping[str, Expected]] = field(default_factory=dict)
    chances: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def last_month(self) -> Result | None:
        """The month before."""
        return self.earlier[-1] if self.earlier else None

    def same_month_last_year(self, month: str) -> Result | None:
        """The month of the year before that has the same name."""
        return next((one for one in reversed(self.last_year) if one.month[5:] == month[5:]), None)


NO_CONTEXT = Context()


class Moment(NamedTuple):
    """A cell as it stood in another month."""

    month: str
    cell: Graded


class Overtaken(NamedTuple):
    """The rank of a unit in the month before and now, and who was behind it then and is ahead of it now."""

    month: str
    before: int
    now: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule that fired, with what made it fire.

    ``number`` is what was held against the threshold of the rule: an achievement rate, percentage points behind,
    a chance in percent. ``aim`` is what the value was held against: a target, or what should stand. ``before`` are
    the cells that were looked back at, first to last, and ``lags``, in percentage points, what fell where values add
    up. ``against_end``: the year before was looked at as it ended, since its same month says nothing. A firing
    about the unit has no indicator, but ``overtaken``.
    """

    rule: WeakRule
    indicator: Indicator | None = None
    cell: Graded | None = None
    number: Fraction | None = None
    aim: Fraction | None = None
    expected: Expected | None = None
    before: tuple[Moment, ...] = ()
    lags: tuple[Fraction, ...] = ()
    overtaken: Overtaken | None = None
    against_end: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same warning in another month: the rule and the indicator, empty for the unit."""
        return self.rule.code, self.indicator.code if self.indicator else ""


def firings_of(result: Result, unit: str, context: Context = NO_CONTEXT) -> tuple[Firing, ...]:
    """Every rule of the evaluation that fires for a unit: of the unit itself first, then in the tree's order.

    Indicators that do not apply never fire. Rules that look back fire only where there is something to look back
    at, matched by indicator code. KeyError for an unknown unit.
    """
    return (*_about_unit(result, unit, context), *_about_indicators(result, unit, context))


def _about_unit(result: Result, unit: str, context: Context) -> Iterator[Firing]:
    for rule in result.evaluation.weak_rules:
        if rule.kind is KIND.OVERTAKEN and (found := _overtaken(result, unit, context.last_month)):
            yield Firing(rule, overtaken=found)


def _overtaken(result: Result, unit: str, before: Result | None) -> Overtaken | None:
    """Units of the group that stood strictly behind and stand strictly ahead; None where there is none."""
    if before is None or unit not in before.standings:
        return None
    then, now = before.standings[unit], result.standings[unit]
    if then.rank is None or now.rank is None or then.group != now.group:
        return None
    behind = {one.unit for one in before.group(then.group) if one.rank is not None and one.rank > then.rank}
    ahead = (one.unit for one in result.group(now.group) if one.rank is not None and one.rank < now.rank)
    by = tuple(code for code in ahead if code in behind)
    return Overtaken(before.month, then.rank, now.rank, by) if by else None


@dataclass(frozen=True, slots=True)
class _Seen:
    """One indicator of a unit in a month, with what the rules look at."""

    result: Result
    unit: str
    indicator: Indicator
    cell: Graded
    target: Fraction | None
    context: Context

    @property
    def value(self) -> Decimal | None:
        """The value that was submitted."""
        return self.cell.value if self.cell.state is State.SUBMITTED else None

    def at(self, before: Result | None) -> Moment | None:
        """The same indicator of the same unit in another month."""
        if before is None or self.unit not in before.standings:
            return None
        cell = before.standings[self.unit].grades.get(self.indicator.code)
        return None if cell is None else Moment(before.month, cell)


def _about_indicators(result: Result, unit: str, context: Context) -> Iterator[Firing]:
    evaluation, grades = result.evaluation, result.standings[unit].grades
    for indicator in evaluation.indicators():
        cell = grades[indicator.code]
        if cell.state is not State.NOT_APPLICABLE:
            target = yardstick(evaluation, indicator, unit, result.month).target
            seen = _Seen(result, unit, indicator, cell, target, context)
            yield from (found for rule in evaluation.weak_rules if (found := _fired(rule, seen)))


def _fired(rule: WeakRule, seen: _Seen) -> Firing | None:
    holds = _PLAIN.get(rule.kind)
    if holds is not None:
        return Firing(rule, seen.indicator, seen.cell, aim=seen.target) if holds(rule, seen) else None
    measured = _MEASURED.get(rule.kind)
    return measured(rule, seen) if measured else None


def _misses_target(seen: _Seen) -> bool:
    """Value against target, not the rate against 100: a target of 0, no case at all, has no rate."""
    if seen.value is None or seen.target is None:
        return False
    value = Fraction(seen.value)
    return value < seen.target if seen.indicator.direction is Direction.HIGHER else value > seen.target


def _achieved_at_most(rule: WeakRule, seen: _Seen) -> Firing | None:
    rate = achievement_of(seen.result.evaluation, seen.indicator, seen.cell, seen.unit, seen.result.month)
    if rate is None or rule.threshold is None or rate > Fraction(rule.threshold):
        return None
    return Firing(rule, seen.indicator, seen.cell, rate, seen.target)


def _fell(rule: WeakRule, seen: _Seen) -> Firing | None:
    return _worse_than(rule, seen, seen.at(seen.context.last_month))


def _below_last_year(rule: WeakRule, seen: _Seen) -> Firing | None:
    """Than in the same month of the year before; where that has no grade, than at the end of that year.

    Months are held against the same month because values that add up grow through a year: in July few have the grade
    that they end with.
    """
    context = seen.context
    then = seen.at(context.same_month_last_year(seen.result.month))
    if then is not None and then.cell.step is not None:
        return _worse_than(rule, seen, then)
    found = _worse_than(rule, seen, seen.at(context.last_year[-1] if context.last_year else None))
    return replace(found, against_end=True) if found else None


def _worse_than(rule: WeakRule, seen: _Seen, before: Moment | None) -> Firing | None:
    """By letter, not by points: the earlier month may rest on a definition that gives other points for one letter."""
    letters = [step.letter for step in seen.indicator.scale.steps]
    then = before.cell.step if before else None
    if seen.cell.step is None or before is None or then is None or then.letter not in letters:
        return None
    if letters.index(seen.cell.step.letter) <= letters.index(then.letter):
        return None
    return Firing(rule, seen.indicator, seen.cell, before=(before,))


def _behind_pace(rule: WeakRule, seen: _Seen) -> Firing | None:
    """By more than the threshold, in percentage points of the target; of a target of 0 there are none."""
    expected = seen.context.expected.get(seen.result.month, {}).get(seen.indicator.code)
    if expected is None or rule.threshold is None or seen.value is None:
        return None
    found = lag(seen.indicator, seen.unit, seen.value, expected)
    if found is None or found.points is None or -found.points <= Fraction(rule.threshold):
        return None
    return Firing(rule, seen.indicator, seen.cell, -found.points, expected.value, expected)


def _likely_to_miss(rule: WeakRule, seen: _Seen) -> Firing | None:
    chance = seen.context.chances.get(seen.indicator.code)
    if chance is None or rule.threshold is None or chance < Fraction(rule.threshold):
        return None
    return Firing(rule, seen.indicator, seen.cell, chance, seen.target)


def _falling(rule: WeakRule, seen: _Seen) -> Firing | None:
    """Worse than the month before, as many months running as the threshold says, without a month between them.

    A level is worse by its value. What adds up does not fall; it is worse where it is behind what should stand
    and lags by more of the target than the month before.
    """
    if rule.threshold is None:
        return None
    running = (*seen.context.earlier, seen.result)[-int(rule.threshold) - 1 :]
    if len(running) <= rule.threshold or not _without_gap([one.month for one in running]):
        return None
    moments = [moment for one in running if (moment := seen.at(one))]
    heights = [height for moment in moments if (height := _height(seen, moment)) is not None]
    if len(heights) <= rule.threshold or any(later >= one for one, later in pairwise(heights)):
        return None
    adds_up = seen.indicator.accumulation is Accumulation.CUMULATIVE
    if adds_up and heights[-1] >= 0:
        return None
    lags = tuple(heights) if adds_up else ()
    return Firing(rule, seen.indicator, seen.cell, Fraction(rule.threshold), before=tuple(moments[:-1]), lags=lags)


def _without_gap(months: list[str]) -> bool:
    counted = [int(month[:4]) * 12 + int(month[5:]) for month in months]
    return counted == list(range(counted[0], counted[0] + len(counted)))


def _height(seen: _Seen, moment: Moment) -> Fraction | None:
    """A number that is lower where a month is worse; None where the month has no value."""
    indicator, cell = seen.indicator, moment.cell
    if cell.state is not State.SUBMITTED or cell.value is None:
        return None
    if indicator.accumulation is Accumulation.LEVEL:
        return Fraction(cell.value) if indicator.direction is Direction.HIGHER else -Fraction(cell.value)
    expected = seen.context.expected.get(moment.month, {}).get(indicator.code)
    found = None if expected is None else lag(indicator, seen.unit, cell.value, expected)
    return None if found is None else found.points


_PLAIN: dict[WeakRuleKind, Callable[[WeakRule, _Seen], bool]] = {
    KIND.NOT_SUBMITTED: lambda rule, seen: seen.cell.state is State.NOT_SUBMITTED,
    KIND.NOT_TOP_GRADE: lambda rule, seen: seen.cell.step not in (None, seen.indicator.scale.top),
    KIND.TARGET_NOT_MET: lambda rule, seen: _misses_target(seen),
    KIND.EXPECTED_WEAK: lambda rule, seen: seen.indicator.code in rule.indicators,
}
_MEASURED: dict[WeakRuleKind, Callable[[WeakRule, _Seen], Firing | None]] = {
    KIND.ACHIEVEMENT_AT_MOST: _achieved_at_most,
    KIND.GRADE_FELL_FROM_LAST_MONTH: _fell,
    KIND.GRADE_BELOW_LAST_YEAR: _below_last_year,
    KIND.BEHIND_PACE: _behind_pace,
    KIND.FORECAST_TO_MISS: _likely_to_miss,
    KIND.FALLING: _falling,
}
