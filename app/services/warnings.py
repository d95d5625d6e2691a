"""The early warnings of a unit in a month: what fired and why, and what became of it since the month before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from app.services.timeline import Timeline, context_of, without_last_year
from scoring.model import Department, WarningLevel, WeakRule
from scoring.weak_rules import Firing, firings_of

ChancesAt = Callable[[str], Mapping[str, Fraction]]
"""The chance in percent of missing the top grade at the cut-off, by indicator, as seen at the end of a month."""

Key = tuple[str, str]
LEVELS = tuple(WarningLevel)


class WarningState(StrEnum):
    """What became of a warning since the month before."""

    NEW = "new"
    OPEN = "open"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning: what fired, in this month or, of one that is resolved, in the month before.

    ``since`` is the first month of the unbroken run in which it fired. ``is_new_indicator``: there is no earlier
    year to compare its indicator with.
    """

    firing: Firing
    state: WarningState
    month: str
    since: str
    is_new_indicator: bool

    @property
    def rule(self) -> WeakRule:
        """The rule that fired."""
        return self.firing.rule

    @property
    def lead(self) -> Department | None:
        """The department that leads the indicator; None for a warning about the unit."""
        return self.firing.indicator.lead if self.firing.indicator else None


@dataclass(frozen=True, slots=True)
class Warnings:
    """The warnings of a unit in a month, gravest first; ``last_month`` is the month they are held against.

    ``months`` counts the months of the year so far. ``without_last_year`` are the indicators that no earlier year
    says anything of.
    """

    listed: tuple[Warned, ...]
    last_month: str | None
    months: int
    without_last_year: frozenset[str]

    def of(self, *states: WarningState) -> tuple[Warned, ...]:
        """The warnings in one of these states."""
        return tuple(one for one in self.listed if one.state in states)

    @property
    def standing(self) -> tuple[Warned, ...]:
        """The warnings of this month: new ones and those still open."""
        return self.of(WarningState.NEW, WarningState.OPEN)


def warnings_of(timeline: Timeline, unit: str, chances_at: ChancesAt | None = None) -> Warnings:
    """Every rule that fires for a unit, with what became of it since the month before.

    Each month is judged by the rules that it was scored under, so that what was frozen stays as it was.
    KeyError for a unit that the month does not rank.
    """
    fired = _fired_by_month(timeline, unit, chances_at)
    *_, last_month, month = (None, *fired)
    new = without_last_year(timeline, timeline.now.evaluation)
    now, before = fired[str(month)], fired[last_month] if last_month else {}
    gone = {key: firing for key, firing in before.items() if key not in now}
    listed = [
        *(
            _warned(fired, one, WarningState.OPEN if key in before else WarningState.NEW, new)
            for key, one in now.items()
        ),
        *(_warned(fired, one, WarningState.RESOLVED, new) for one in gone.values()),
    ]
    return Warnings(tuple(sorted(listed, key=_grave)), last_month, len(fired), new)


def _fired_by_month(timeline: Timeline, unit: str, chances_at: ChancesAt | None) -> dict[str, dict[Key, Firing]]:
    context = context_of(timeline, unit)
    found = {}
    for position, result in enumerate(timeline.this_year):
        if unit in result.standings:
            chances = chances_at(result.month) if chances_at else {}
            then = replace(context, earlier=timeline.this_year[:position], chances=chances)
            found[result.month] = {firing.key: firing for firing in firings_of(result, unit, then)}
    return found


def _warned(
    fired: Mapping[str, Mapping[Key, Firing]], firing: Firing, state: WarningState, new: frozenset[str]
) -> Warned:
    month = [one for one in fired if firing.key in fired[one]][-1]
    return Warned(firing, state, month, _since(fired, firing.key, month), firing.key[1] in new)


def _since(fired: Mapping[str, Mapping[Key, Firing]], key: Key, month: str) -> str:
    since = month
    for earlier in sorted((one for one in fired if one < month), reverse=True):
        if key not in fired[earlier]:
            break
        since = earlier
    return since


def _grave(one: Warned) -> tuple[int, int]:
    """Inside a level and a state the order of the tree and of the rules stays."""
    return LEVELS.index(one.rule.level), tuple(WarningState).index(one.state)
