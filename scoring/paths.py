"""How one weight moves from nothing to everything while its siblings make room."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import gcd, lcm

from scoring.model import Branch


class Room(StrEnum):
    """How the siblings make room for a weight that moves.

    PROPORTIONAL: they keep their proportions among each other. EQUAL: each gives the same amount, until the first
    of them has nothing left; there the path ends.
    """

    PROPORTIONAL = "proportional"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Path:
    """The weights of the children of a branch for every share that one of them may have.

    The share t of ``moved`` goes from ``low`` to ``high``; ``official`` is the one that the rules give. The share of
    every child is (start + slope x t) / scale in whole numbers, in the order of the children; all add up to 1.
    """

    branch: Branch
    moved: str
    starts: tuple[int, ...]
    slopes: tuple[int, ...]
    scale: int
    low: Fraction
    high: Fraction
    official: Fraction

    @property
    def fixed(self) -> bool:
        """Whether the weight can't move, since nothing can make room for it."""
        return self.low == self.high

    def weights_at(self, share: Fraction) -> dict[str, Fraction]:
        """The weight of every child at a share; they add up to what the children weigh by the rules.

        So a branch that weighs the sum of its children keeps its weight. ValueError for a share off the path.
        """
        if not self.low <= share <= self.high:
            raise ValueError(f"{share} is not between {self.low} and {self.high}")
        total = sum((child.weight for child in self.branch.children), Fraction(0))
        lines = zip(self.branch.children, self.starts, self.slopes, strict=True)
        return {child.code: total * (start + slope * share) / self.scale for child, start, slope in lines}


def path_of(branch: Branch, moved: str, room: Room = Room.PROPORTIONAL, locked: Collection[str] = frozenset()) -> Path:
    """The path of the weight of one child of a branch.

    Locked siblings keep their weight. Where the others all weigh nothing, they share equally what the moved one
    gives up. Where nothing can make room the path is ``fixed``: it is the official share only.
    KeyError where the branch has no such child.

    >>> from scoring.examples import TWO_PARTS
    >>> path = path_of(TWO_PARTS.root, "prior")
    >>> path.official, path.weights_at(Fraction(1, 5))
    (Fraction(3, 10), {'prior': Fraction(20, 1), 'R': Fraction(80, 1)})
    """
    weights = whole_weights(branch)
    total, mine = sum(weights.values()), weights[moved]
    giving = {code: weight for code, weight in weights.items() if code != moved and code not in locked}
    scale, lines = _lines(giving, mine, total, room)
    high = min((Fraction(start, -slope) for start, slope in lines.values() if slope), default=Fraction(0))
    official = Fraction(mine, total or 1)
    if not high:
        still = (0,) * len(weights)
        return Path(branch, moved, tuple(weights.values()), still, total or 1, official, official, official)
    lines = {code: (weight * scale, 0) for code, weight in weights.items()} | lines | {moved: (0, total * scale)}
    common = gcd(total * scale, *(number for line in lines.values() for number in line))
    starts, slopes = zip(*((start // common, slope // common) for start, slope in lines.values()), strict=True)
    return Path(branch, moved, starts, slopes, total * scale // common, Fraction(0), high, official)


def _lines(giving: Mapping[str, int], mine: int, total: int, room: Room) -> tuple[int, dict[str, tuple[int, int]]]:
    """The weights of the siblings that make room, as start and slope over total x scale; the scale first."""
    if room is Room.EQUAL:
        each = len(giving)
        return each, {code: (each * weight + mine, -total) for code, weight in giving.items()}
    free = mine + sum(giving.values())
    parts = giving if any(giving.values()) else dict.fromkeys(giving, 1)
    return sum(parts.values()), {code: (free * part, -total * part) for code, part in parts.items()}


def whole_weights(branch: Branch) -> dict[str, int]:
    """The weights of the children of a branch as whole numbers without a common divisor, in their order.

    >>> from scoring.examples import TWO_PARTS
    >>> whole_weights(TWO_PARTS.root)
    {'prior': 3, 'R': 7}
    """
    ratios = {child.code: child.weight.as_integer_ratio() for child in branch.children}
    scale = lcm(*(below for _, below in ratios.values()))
    weights = {code: above * (scale // below) for code, (above, below) in ratios.items()}
    common = gcd(*weights.values()) or 1
    return {code: weight // common for code, weight in weights.items()}
