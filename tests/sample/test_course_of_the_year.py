"""The months of the sample are believable: counts grow, states make sense, ranks move without leaping."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest

from app.storage import Store
from scoring.model import (
    Accumulation,
    Definition,
    Indicator,
    Method,
    MonthData,
    Observation,
    State,
)
from scoring.score import Result

YEARS = (2022, 2023)
Months = Mapping[int, tuple[MonthData, ...]]
BUCHEON = "41190"
COMPLETE_IN_SEPTEMBER = ("41190", "41390", "41310", "41430", "41280")
MOCK_EVALUATION, ADJUSTED = 5, 7


def _courses(definition: Definition, months: Months, year: int) -> Iterator[tuple[Indicator, str, list[Observation]]]:
    evaluation = definition.evaluation(f"gyeonggi-{year}")
    for indicator in evaluation.indicators():
        for unit in evaluation.units:
            yield indicator, unit.code, [data.observations[unit.code][indicator.code] for data in months[year]]


@pytest.mark.parametrize("year", YEARS)
def test_all_nine_months_are_there_and_marked_as_demonstration(year: int, store: Store, definition: Definition) -> None:
    code = f"gyeonggi-{year}"
    assert store.months(code) == definition.evaluation(code).months
    assert all(store.provenance(code, month).demonstration for month in store.months(code))


@pytest.mark.parametrize("year", YEARS)
def test_cumulative_values_never_fall(year: int, definition: Definition, months: Months) -> None:
    for indicator, unit, course in _courses(definition, months, year):
        if indicator.accumulation is Accumulation.CUMULATIVE:
            values = [cell.value for cell in course if cell.value is not None]
            assert values == sorted(values), (indicator.code, unit)


@pytest.mark.parametrize("year", YEARS)
def test_values_have_the_decimals_of_their_indicator(year: int, definition: Definition, months: Months) -> None:
    for indicator, unit, course in _courses(definition, months, year):
        for cell in course:
            if cell.value is not None:
                assert cell.value == round(cell.value, indicator.decimals), (indicator.code, unit)


@pytest.mark.parametrize("year", YEARS)
def test_what_does_not_apply_never_applies(year: int, definition: Definition, months: Months) -> None:
    absent = [
        [cell.state is State.NOT_APPLICABLE for cell in course] for _, _, course in _courses(definition, months, year)
    ]
    assert all(len(set(states)) == 1 for states in absent)
    assert 10 <= sum(states[0] for states in absent) <= 30


@pytest.mark.parametrize("year", YEARS)
def test_cases_are_graded_by_hand_from_the_mock_evaluation_on(
    year: int, definition: Definition, months: Months
) -> None:
    for indicator, unit, course in _courses(definition, months, year):
        if indicator.method is Method.QUALITATIVE:
            assert all(cell.state is not State.SUBMITTED for cell in course[:MOCK_EVALUATION]), (indicator.code, unit)
            assert all(cell.value is None for cell in course)


@pytest.mark.parametrize("year", YEARS)
def test_submissions_come_in_over_the_year(year: int, results: Mapping[int, tuple[Result, ...]]) -> None:
    missing = [sum(len(one.not_submitted) for one in result.standings.values()) for result in results[year]]
    assert missing[0] > 700 > 200 > missing[MOCK_EVALUATION] > missing[-1] > 0
    last = results[year][-1].standings
    assert not any(last[unit].not_submitted for unit in COMPLETE_IN_SEPTEMBER)


@pytest.mark.parametrize("year", YEARS)
def test_prior_scores_come_in_june_and_bonuses_in_august(year: int, months: Months) -> None:
    assert [bool(data.scores) for data in months[year]] == [False] * MOCK_EVALUATION + [True] * 4
    assert [bool(data.adjustments) for data in months[year]] == [False] * ADJUSTED + [True] * 2
    assert all(len(data.scores) == 31 for data in months[year][MOCK_EVALUATION:])


def test_bucheon_climbs_in_the_course_of_2023(results: Mapping[int, tuple[Result, ...]]) -> None:
    ranks = [result.standings[BUCHEON].rank for result in results[2023]]
    assert ranks == [6, 7, 5, 7, 6, 5, 5, 4, 3]


@pytest.mark.parametrize("year", YEARS)
def test_ranks_settle_towards_the_cut_off_date(year: int, results: Mapping[int, tuple[Result, ...]]) -> None:
    july, august, last = results[year][-3:]
    for before, after in pairwise((july, august, last)):
        steps = [abs((after.standings[unit].rank or 0) - (one.rank or 0)) for unit, one in before.standings.items()]
        assert max(steps) <= 3
        assert sum(steps) / len(steps) < 1
