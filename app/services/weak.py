"""The weak indicators of a unit, as one list or by department or field."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.services.timeline import Timeline, context_of
from scoring.model import Department, Node
from scoring.weak import WeakIndicator, find_weak_indicators


class GroupedBy(StrEnum):
    """How the list of weak indicators is divided."""

    NOTHING = "nothing"
    DEPARTMENT = "department"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class WeakGroup:
    """The weak indicators of one department or field; ``gain`` is what the top grade of all would add, each alone."""

    label: Department | Node | None
    indicators: tuple[WeakIndicator, ...]

    @property
    def gain(self) -> Fraction:
        """The sum of what the top grade of each would add to the final score."""
        return sum((weak.gain_top for weak in self.indicators), Fraction(0))


def weak_of(timeline: Timeline, unit: str, chances: Mapping[str, Fraction] | None = None) -> tuple[WeakIndicator, ...]:
    """The weak indicators of a unit by the rules of the evaluation, worst first by what they cost.

    ``chances`` says by indicator with what chance, in percent, the top grade will be missed at the cut-off.
    """
    return find_weak_indicators(timeline.now, unit, context_of(timeline, unit, chances))


def grouped(weak: Iterable[WeakIndicator], by: GroupedBy) -> tuple[WeakGroup, ...]:
    """The list divided, the division that costs most first; every indicator stands in exactly one division."""
    found: dict[str, tuple[Department | Node | None, list[WeakIndicator]]] = {}
    for one in weak:
        label = _LABEL[by](one)
        found.setdefault(label.code if label else "", (label, []))[1].append(one)
    groups = (WeakGroup(label, tuple(members)) for label, members in found.values())
    return tuple(sorted(groups, key=lambda group: (-group.gain, group.label.code if group.label else "")))


_LABEL: dict[GroupedBy, Callable[[WeakIndicator], Department | Node | None]] = {
    GroupedBy.NOTHING: lambda weak: None,
    GroupedBy.DEPARTMENT: lambda weak: weak.indicator.lead,
    GroupedBy.FIELD: lambda weak: weak.field,
}
