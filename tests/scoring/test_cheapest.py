"""The search in whole numbers against trying every set."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.cheapest import Option, cheapest

OPTIONS = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 9)), max_size=3)

Kind = tuple[tuple[tuple[Option, ...], int], ...]
ALL = 100_000


@st.composite
def ladders(draw: st.DrawFn) -> list[Option]:
    """The options of one item: each dearer, or as dear with more steps, and each brings more."""
    price = gain = 0
    options = []
    for more_price, more_gain in draw(OPTIONS):
        price, gain = price + more_price + 1, gain + more_gain
        options.append(Option(price, gain, more_gain))
    return options


def every_set(items: Sequence[Sequence[Option]], need: int) -> Iterator[tuple[int, int, tuple[tuple[int, int], ...]]]:
    for taken in product(*(range(-1, len(options)) for options in items)):
        chosen = [(item, option) for item, option in enumerate(taken) if option >= 0]
        options = [items[item][option] for item, option in chosen]
        gain = sum(option.gain for option in options)
        if gain >= need and all(gain - option.last < need for option in options):
            yield sum(option.price for option in options), -gain, tuple(chosen)


@settings(max_examples=2000, deadline=None)
@given(st.lists(ladders(), max_size=5), st.integers(-2, 60))
def test_no_set_is_missed_and_none_comes_before_a_better_one(items: list[list[Option]], need: int) -> None:
    found = []
    for chosen in cheapest(items, need, ALL).sets:
        options = [items[item][option] for item, option in chosen]
        price, gain = sum(option.price for option in options), sum(option.gain for option in options)
        found.append((price, -gain, tuple(sorted(chosen))))
    assert sorted(found) == sorted(every_set(items, need))
    assert [one[:2] for one in found] == sorted(one[:2] for one in found)


@settings(max_examples=1000, deadline=None)
@given(st.lists(ladders(), max_size=3), st.lists(st.integers(1, 3), min_size=3, max_size=3), st.integers(-2, 60))
def test_alike_sets_are_given_once_and_all_others_still(
    ladders: list[list[Option]], times: list[int], need: int
) -> None:
    items = [ladder for ladder, number in zip(ladders, times, strict=False) for _ in range(number)]

    def kind(chosen: Sequence[tuple[int, int]]) -> Kind:
        return tuple(sorted((tuple(items[item]), option) for item, option in chosen))

    def prices(kinds: Iterable[Kind]) -> list[tuple[int, int]]:
        taken = ([options[option] for options, option in one] for one in kinds)
        return [(sum(one.price for one in options), -sum(one.gain for one in options)) for options in taken]

    found = [kind(chosen) for chosen in cheapest(items, need, ALL, alike_once=True).sets]
    assert len(found) == len(set(found))
    assert set(found) == {kind(chosen) for _, _, chosen in every_set(items, need)}
    assert prices(found) == sorted(prices(found))


def test_the_next_different_set_comes_after_millions_that_are_alike() -> None:
    items = [[Option(1, 2, 2)] for _ in range(60)] + [[Option(2, 3, 3)]]
    assert [len(chosen) for chosen in cheapest(items, 40, 5, alike_once=True).sets] == [20, 20]
    assert len({len(chosen) for chosen in cheapest(items, 40, 200).sets}) == 1


def test_many_sets_that_are_equal_come_one_by_one_and_each_once() -> None:
    items = [[Option(1, 1, 1)] for _ in range(101)]
    first = cheapest(items, 20, 200).sets
    assert {len(chosen) for chosen in first} == {20}
    assert len({frozenset(chosen) for chosen in first}) == 200


def test_the_best_set_is_found_however_impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """One opened set per item is enough for the best one; the search says that it went no further."""
    random = Random(5)
    ladders = [[Option(random.randint(1, 9), random.randint(1, 60), 1)] for _ in range(40)]
    items = [[option._replace(last=option.gain) for option in ladder] for ladder in ladders]
    patient = cheapest(items, 700, 3)
    assert not patient.cut_short
    monkeypatch.setattr("scoring.cheapest.PATIENCE", len(items))
    impatient = cheapest(items, 700, 1000)
    assert impatient.cut_short
    assert impatient.sets[0] == patient.sets[0]
