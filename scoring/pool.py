"""What earlier cases say about the next one: a spread of values made from a handful of numbers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

TAIL = 0.5
"""How far beyond the outermost cases the next one may lie, as a share of the distance between them."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Values with the chance that the next one is below each: rising, the first 0 and the last 1, linear between.

    Where a value stands more than once, the chances from its first to its last place are those of exactly this value.
    """

    values: tuple[float, ...]
    chances: tuple[float, ...]

    def below(self, value: float) -> float:
        """The chance that the next value is below a value."""
        return self._between(bisect_left(self.values, value), value)

    def up_to(self, value: float) -> float:
        """The chance that the next value is at most a value."""
        return self._between(bisect_right(self.values, value), value)

    def _between(self, place: int, value: float) -> float:
        if place == 0:
            return 0.0
        if place == len(self.values):
            return 1.0
        low, high = self.values[place - 1 : place + 1]
        before, after = self.chances[place - 1 : place + 1]
        return before + (value - low) / (high - low) * (after - before)

    def quantile(self, chance: float) -> float:
        """The value below which the next one lies with a chance from 0 to 1."""
        place = bisect_left(self.chances, chance)
        if place == 0:
            return self.values[0]
        low, high = self.values[place - 1 : place + 1]
        before, after = self.chances[place - 1 : place + 1]
        return low + (chance - before) / (after - before) * (high - low)

    def quantiles(self, count: int) -> list[float]:
        """As many values as asked for, each as likely as the others: the middles of equal parts."""
        return [self.quantile((place + 0.5) / count) for place in range(count)]


def pool_of(cases: Iterable[float], tail: float | None = None) -> Pool:
    """The spread of the next case, by earlier ones that are as likely as it to be anywhere in their order.

    Of n cases in their order the next one is below the i-th with the chance i / (n + 1), so that few cases leave much
    to the ends. These go on by ``tail``, or by half the distance between the outermost. ValueError without a case.

    >>> pool = pool_of([1.0, 2.0, 3.0])  # ends at 0 and 4
    >>> pool.below(2.0), pool.below(2.5), pool.quantile(0.125)
    (0.5, 0.625, 0.5)
    """
    ordered = sorted(cases)
    if not ordered:
        raise ValueError("no case to learn from")
    beyond = TAIL * (ordered[-1] - ordered[0]) if tail is None else tail
    values = (ordered[0] - beyond, *ordered, ordered[-1] + beyond)
    return Pool(values, tuple(place / (len(values) - 1) for place in range(len(values))))


def normal_values(mean: float, deviation: float, count: int) -> list[float]:
    """As many values as asked for, as a normal spread has them at the middles of equal parts."""
    if deviation <= 0:
        return [mean] * count
    spread = NormalDist(mean, deviation)
    return [spread.inv_cdf((place + 0.5) / count) for place in range(count)]
