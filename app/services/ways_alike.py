"""Plans that are alike: the same effort and the same effect by other indicators, which nobody can tell apart by score.

Of these the planner is shown the one that is the nearest to coming true, and what could be done instead.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import comb, prod

from scoring.shortest import Change, Plan

Kind = tuple[Fraction, Fraction, int]
"""What a change brings, costs and takes in steps: changes of one kind can stand for each other."""
Ease = tuple[bool, Fraction]
"""How near a change is: first those that a value decides, by the part of it that is missing, then all others."""


@dataclass(frozen=True, slots=True)
class Way:
    """The easiest of some plans that are alike, and the changes that can take the place of one of its own.

    ``sets`` is how many plans are alike; None where an indicator could take more than one of the places.
    """

    plan: Plan
    instead: tuple[Change, ...]
    sets: int | None

    @property
    def alone(self) -> bool:
        """Whether nothing else has the same effort and effect."""
        return self.sets == 1

    @property
    def of_one_kind(self) -> bool:
        """Whether all changes bring the same, so that any of them will do."""
        return len({kind_of(change) for change in self.plan.changes}) == 1


def kind_of(change: Change) -> Kind:
    """What a change brings, costs and takes."""
    return change.gain, change.cost, change.steps


def ways_of(plans: Iterable[Plan], changes: Sequence[Change], ease: Callable[[Change], Ease]) -> tuple[Way, ...]:
    """The plans in their order, those that are alike once, by their easiest; ``changes`` are all there are."""
    kinds: dict[frozenset[tuple[Kind, int]], Plan] = {}
    for plan in plans:
        kinds.setdefault(frozenset(Counter(map(kind_of, plan.changes)).items()), plan)
    by_ease = sorted(changes, key=ease)
    return tuple(_easiest(plan, Counter(dict(wanted)), by_ease) for wanted, plan in kinds.items())


def _easiest(plan: Plan, wanted: Counter[Kind], by_ease: Sequence[Change]) -> Way:
    fitting = [change for change in by_ease if kind_of(change) in wanted]
    missing, chosen = wanted.copy(), list[Change]()
    for change in fitting:
        if missing[kind_of(change)] and change.indicator not in {one.indicator for one in chosen}:
            missing[kind_of(change)] -= 1
            chosen.append(change)
    if missing.total():  # an easy indicator took the place that another one needed
        chosen = list(plan.changes)
    taken = {change.indicator for change in chosen}
    instead = tuple(change for change in fitting if change.indicator not in taken)
    return Way(replace(plan, changes=tuple(chosen)), instead, _sets(wanted, fitting))


def _sets(wanted: Counter[Kind], fitting: Sequence[Change]) -> int | None:
    if max(Counter(change.indicator for change in fitting).values(), default=1) > 1:
        return None
    there = Counter(map(kind_of, fitting))
    return prod(comb(there[kind], number) for kind, number in wanted.items())
