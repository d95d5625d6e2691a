"""Which weight matters most for the rank of a unit."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.acceptability import Sampling, Swing, swings
from scoring.model import Node
from scoring.paths import Room
from scoring.roots import Root
from scoring.rulers import Ruler, ruler
from scoring.score import Result


@dataclass(frozen=True, slots=True)
class Importance:
    """What the weight of one node does to the rank of a unit.

    ``nearest`` is the share at which the rank changes first when this weight alone moves, up or down; ``distance`` how
    far that is from the official share; both None where no share changes it. ``swing`` is how firm the rank is when
    all drawn weights move, under more and under less of this one.
    """

    node: Node
    official: Fraction
    nearest: Root | None
    distance: Root | None
    swing: Swing

    @property
    def difference(self) -> Fraction:
        """How much more or less often the rank is kept under more weight than under less; 0 where that is not known."""
        if self.swing.heavier is None or self.swing.lighter is None:
            return Fraction(0)
        return self.swing.heavier - self.swing.lighter


def weigh_importance(
    result: Result, unit: str, sampling: Sampling, *, room: Room = Room.PROPORTIONAL
) -> tuple[Importance, ...]:
    """The nodes whose weights are drawn, the one that matters most for the rank of a unit first.

    That is the one with the nearest break-even share, exactly; among those that have none, or equally near ones, the
    one with the greatest difference in rank acceptability. Nothing for a unit without a rank. KeyError for an unknown
    unit or branch.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.score import score_month
    >>> cells = {"a": {"R": submitted("90")}, "b": {"R": submitted("81")}}
    >>> data = MonthData("2023-09", cells, {("a", "prior"): Decimal(92), ("b", "prior"): Decimal(98)})
    >>> first = weigh_importance(score_month(TWO_PARTS, data), "a", Sampling(frozenset({"final"})))[0]
    >>> first.node.code, first.official, first.nearest.exact, first.distance.exact
    ('prior', Fraction(3, 10), Fraction(5, 8), Fraction(13, 40))
    """
    found = []
    for code, swing in swings(result, unit, sampling).items():
        measured = ruler(result, code, unit, room=room)
        official = measured.path.official
        nearest, distance = _nearest(measured, official)
        found.append(Importance(result.evaluation.node(code), official, nearest, distance, swing))
    return tuple(sorted(found, key=_first))


def _nearest(measured: Ruler, official: Fraction) -> tuple[Root | None, Root | None]:
    changes = [stretch.start for stretch in measured.stretches[1:]]
    distances = [_between(change, official) for change in changes]
    if not changes:
        return None, None
    nearest = min(range(len(changes)), key=distances.__getitem__)
    return changes[nearest], distances[nearest]


def _between(at: Root, official: Fraction) -> Root:
    if at > Root(official):
        return Root(at.rational - official, at.sign, at.square)
    return Root(official - at.rational, -at.sign, at.square)


def _first(one: Importance) -> tuple[bool, Root, Fraction]:
    return one.distance is None, one.distance or Root(Fraction(0)), -abs(one.difference)
