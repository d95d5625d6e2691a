"""How long the way from a month's data to the chances of every rank takes; measured, never asserted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scoring.forecast import CellOutlook, Years, forecast
from scoring.reach import possible_ranks, reach_of
from scoring.score import Result, score_month
from scoring.simulate import Finals, simulate
from scoring.ways import Basis
from tests.bench.test_scoring_bench import UNITS, entered, province

LETTERS = ("S", "A", "B", "C")


def month(year: int, number: int) -> Result:
    """A month of a year in which half of the values lie below their targets."""
    one = replace(province(), period_start=date(year, 1, 1), cutoff=date(year, 9, 30))
    return score_month(one, replace(entered(one, 0.5), month=f"{year}-{number:02d}"))


@pytest.fixture(scope="module")
def now() -> Result:
    return month(2023, 6)


@pytest.fixture(scope="module")
def years(now: Result) -> Years:
    return Years((now,), (month(2022, 6), month(2022, 9)))


def open_cells(result: Result) -> dict[str, dict[str, CellOutlook]]:
    """Every cell open between all letters: the most that there can be to draw."""
    cell = CellOutlook(None, None, dict.fromkeys(LETTERS, 0.25), 0.0, Basis.ASSUMED)
    codes = [one.code for one in result.evaluation.indicators()]
    return {unit: dict.fromkeys(codes, cell) for unit in UNITS}


def test_ten_thousand_finals_with_every_cell_open(benchmark: Any, now: Result) -> None:
    """Aim: 1 s for 31 municipalities and 101 indicators."""
    found: Finals = benchmark(simulate, now, open_cells(now), {})
    assert len(found.scores) == len(UNITS)


def test_the_chances_of_all_units_from_drawn_finals(benchmark: Any, now: Result) -> None:
    finals = simulate(now, open_cells(now), {})
    found = benchmark(lambda: [finals.chances(unit) for unit in UNITS])
    assert all(abs(sum(one.ranks.values()) - 1) < 1e-9 for one in found)


def test_the_forecast_of_every_cell(benchmark: Any, years: Years) -> None:
    found = benchmark(forecast, years)
    assert sum(len(row) for row in found.values()) == len(UNITS) * 101


def test_the_chances_of_a_unit_if_one_indicator_ended_otherwise(benchmark: Any, now: Result) -> None:
    """What the list of what is most worth doing asks about a hundred times."""
    finals = simulate(now, open_cells(now), {})
    assert benchmark(finals.chance_if, UNITS[0], {"i000": "S"}).expected > finals.chances(UNITS[0]).expected


def test_what_is_still_open_for_a_unit(benchmark: Any, now: Result) -> None:
    assert benchmark(reach_of, now, UNITS[0]).total.full == 100


def test_the_ranks_that_are_still_possible(benchmark: Any, now: Result) -> None:
    assert benchmark(possible_ranks, now, UNITS[0]) is not None
