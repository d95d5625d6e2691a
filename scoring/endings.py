"""Where values ended that stood at a certain place: learned from cases, and never worse from a better place."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from statistics import fmean
from typing import NamedTuple

from scoring.pool import pool_of

NEIGHBOURS, MOST_PARTS = 40, 12
"""The cases are parted by where they stood: at least so many stand together, in at most so many parts."""

Case = tuple[float, float]
"""Where a value stood and where it ended."""


class Endings(NamedTuple):
    """Equally likely endings for some places, both rising; ``endings`` holds one row per place."""

    places: tuple[float, ...]
    endings: tuple[tuple[float, ...], ...]

    def at(self, place: float) -> list[float]:
        """Equally likely endings from a place: between those of the places beside it, beyond the outermost as far on.

        From a better place every one of them is at least as good.

        >>> Endings((0.8, 1.0), ((0.9, 1.0), (1.0, 1.2))).at(0.9)
        [0.95, 1.1]
        """
        beside = bisect_right(self.places, place)
        if beside in (0, len(self.places)):
            outermost = min(beside, len(self.places) - 1)
            return [ending + place - self.places[outermost] for ending in self.endings[outermost]]
        before, after = self.places[beside - 1 : beside + 1]
        share = (place - before) / (after - before)
        rows = zip(self.endings[beside - 1], self.endings[beside], strict=True)
        return [low + share * (high - low) for low, high in rows]


def endings_of(cases: Sequence[Case], count: int) -> Endings:
    """So many equally likely endings, by the places at which the cases stood. ValueError without a case."""
    ordered = sorted(cases)
    parts = max(1, min(MOST_PARTS, len(ordered) // NEIGHBOURS))
    cuts = [part * len(ordered) // parts for part in range(parts + 1)]
    together = [ordered[cuts[part] : cuts[part + 1]] for part in range(parts)]
    rows = [pool_of(end for _, end in members).quantiles(count) for members in together]
    rising = zip(*(_rising(column) for column in zip(*rows, strict=True)), strict=True)
    return Endings(tuple(fmean(place for place, _ in members) for members in together), tuple(rising))


def _rising(values: Sequence[float]) -> list[float]:
    """Values that never fall: halfway between the greatest so far and the least still to come."""
    up, down = accumulate(values, max), accumulate(reversed(values), min)
    return [(high + low) / 2 for high, low in zip(up, reversed(list(down)), strict=True)]
