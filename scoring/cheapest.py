"""The cheapest sets of changes that bring enough: exact, in whole numbers, the best first.

A knapsack with choices: of every item at most one option is taken. A table made backwards (dynamic programming) holds
what the items from each one on can bring for which price; with it as bound, which is exact and not an estimate,
partial sets are opened in the order of what they can come to. So the first set that comes out is the best, the second
the next-best, and none is passed over.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import accumulate, count, islice
from typing import NamedTuple


class Option(NamedTuple):
    """One change of one item: its price and what it brings, whole numbers above zero.

    ``last`` is what would be missing if its last step were taken back; the whole of it where that is the only one.
    """

    price: int
    gain: int
    last: int


Choice = tuple[int, int]
"""An item and which of its options is taken."""

Items = Sequence[Sequence[Option]]


PATIENCE = 50_000
"""How many partial sets are opened at most, well under a second. The best set needs one per item, the next-best ones
mostly a few; only among ladders of very unequal steps can they lie too far apart."""


class Found(NamedTuple):
    """The sets in order, and whether the search for further ones was ended for lack of patience."""

    sets: tuple[tuple[Choice, ...], ...]
    cut_short: bool


def cheapest(items: Items, need: int, count: int, *, alike_once: bool = False) -> Found:
    """The first sets of options that bring at least ``need`` and of which no last step can be taken back.

    Ordered by price, then by what they bring, most first; sets that are equal in both come in a fixed order.
    ``alike_once``: of sets that differ only by items with the same options in each other's place one is given. In the
    example 5 + 3 is enough; with the second option of the middle item, 5 + 5, its last step would be superfluous.

    >>> coin = Option(2, 5, 5)
    >>> cheapest([[coin], [Option(1, 3, 3), Option(2, 5, 2)], [coin]], 8, 5).sets
    (((0, 0), (1, 0)), ((1, 0), (2, 0)), ((0, 0), (2, 0)))
    >>> cheapest([[coin], [coin], [coin]], 8, 5, alike_once=True).sets
    (((0, 0), (1, 0)),)
    """
    order = sorted(range(len(items)), key=lambda item: _largest_last_step_first(items[item]))
    search = _Search([items[item] for item in order], need, alike_once=alike_once)
    sets = tuple(
        tuple(sorted((order[item], option) for item, option in chosen)) for chosen in islice(search.sets(), count)
    )
    return Found(sets, search.opened > PATIENCE)


def _largest_last_step_first(options: Sequence[Option]) -> tuple[int, tuple[Option, ...]]:
    return -max((option.last for option in options), default=0), tuple(options)


class _Partial(NamedTuple):
    """What was chosen among the items before ``depth``; ``least`` is the smallest of the last steps."""

    depth: int
    price: int
    gain: int
    least: int
    chosen: tuple[Choice, ...]


class _Search:
    """Partial sets, opened in the order of the best that each can still become.

    Items with large steps stand first: what is added later is then mostly too small to make something before it
    superfluous, and few partial sets lead nowhere. Items with the same options stand side by side: with
    ``alike_once`` each takes no earlier option than the one before it, and none where that took none.
    """

    def __init__(self, items: Items, need: int, *, alike_once: bool) -> None:
        self.items, self.need = items, max(need, 0)
        self.alike = [alike_once and one == before for one, before in zip(items, [None, *items], strict=False)]
        self.fronts = _fronts(items, self.need)
        self.numbers, self.opened = count(), 0
        self.waiting: list[tuple[int, int, int, int, _Partial]] = []

    def sets(self) -> Iterator[tuple[Choice, ...]]:
        """The sets in order, as long as patience lasts."""
        more_than_all = 1 + sum(option.gain for options in self.items for option in options)
        self._wait(_Partial(0, 0, 0, more_than_all, ()))
        while self.waiting:
            partial = heappop(self.waiting)[-1]
            if partial.gain >= self.need:
                yield partial.chosen
                continue
            self.opened += 1
            if self.opened > PATIENCE:
                return
            self._open(partial)

    def _open(self, partial: _Partial) -> None:
        depth, price, gain, least, chosen = partial
        for number, option in enumerate(self.items[depth]):
            if self.alike[depth] and number < chosen[-1][1]:
                continue
            taken = (*chosen, (depth, number))
            self._wait(_Partial(depth + 1, price + option.price, gain + option.gain, min(least, option.last), taken))
        depth += 1
        while depth < len(self.items) and self.alike[depth]:
            depth += 1
        self._wait(_Partial(depth, price, gain, least, chosen))

    def _wait(self, partial: _Partial) -> None:
        """Keep a partial set with the best that it can become, unless that is nothing."""
        missing = self.need - partial.gain
        if -missing >= partial.least:
            return
        price, gain = partial.price, partial.gain
        if missing > 0:
            prices, gains = self.fronts[partial.depth]
            place = bisect_left(gains, missing)
            if place == len(gains):
                return
            price, gain = price + prices[place], gain + gains[place]
        heappush(self.waiting, (price, -gain, -partial.depth, next(self.numbers), partial))


Front = tuple[list[int], list[int]]
"""Prices and the most that each can buy, both rising."""


def _fronts(items: Items, need: int) -> list[Front]:
    """For every item the front of all sets among it and those after it.

    Left out is what no search can ask for: what is dearer than the first that brings all, and what brings too little
    even with the most of every item before.
    """
    most = [max((option.gain for option in options), default=0) for options in items]
    before = list(accumulate(most, initial=0))
    fronts: list[Front] = [([0], [0])]
    for options, others in zip(reversed(items), reversed(before[:-1]), strict=True):
        prices, gains = fronts[-1]
        sets = list(zip(prices, gains, strict=True))
        for price, gain, _ in options:
            sets += [
                (price + other_price, gain + other_gain) for other_price, other_gain in zip(*fronts[-1], strict=True)
            ]
        fronts.append(_front(sets, need - others, need))
    fronts.reverse()
    return fronts


def _front(sets: list[tuple[int, int]], least: int, need: int) -> Front:
    """Of sets as (price, gain) those that bring more than every cheaper one, and no less than ``least``."""
    sets.sort()
    prices: list[int] = []
    gains: list[int] = []
    best = least - 1
    for price, gain in sets:
        if gain <= best:
            continue
        if prices and prices[-1] == price:
            gains[-1] = gain
        elif best >= need:
            break
        else:
            prices.append(price)
            gains.append(gain)
        best = gain
    return prices, gains
