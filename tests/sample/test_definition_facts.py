"""The shipped definition says what is published about the evaluations, and owns up to the rest."""

import pytest

from scoring.model import (
    AdjustmentKind,
    Branch,
    Definition,
    IndicatorLeaf,
    Method,
    Pace,
    Parts,
    ScoreLeaf,
    WeakRuleKind,
)
from scoring.schedule import EntryKind, occurrences

TUESDAY = 1
LINKED = tuple(f"field-{number}" for number in range(1, 7))
PROVINCIAL = tuple(f"field-{number}" for number in range(7, 10))


def _indicators_of(node: Branch) -> list[str]:
    return [child.code for child in node.children if isinstance(child, IndicatorLeaf)]


def _branch(definition: Definition, year: int, code: str) -> Branch:
    node = definition.evaluation(f"gyeonggi-{year}").node(code)
    assert isinstance(node, Branch)
    return node


@pytest.mark.parametrize("year", [2022, 2023])
def test_31_municipalities_in_groups_of_10_10_and_11(year: int, definition: Definition) -> None:
    groups = definition.evaluation(f"gyeonggi-{year}").groups
    assert [len(group.units) for group in groups] == [10, 10, 11]
    assert len({unit.code for group in groups for unit in group.units}) == 31


@pytest.mark.parametrize(("year", "count"), [(2022, 89), (2023, 101)])
def test_number_of_indicators(year: int, count: int, definition: Definition) -> None:
    codes = [one.code for one in definition.evaluation(f"gyeonggi-{year}").indicators()]
    assert len(codes) == len(set(codes)) == count


def test_2023_has_61_linked_and_40_provincial_indicators(definition: Definition) -> None:
    linked = [code for field in LINKED for code in _indicators_of(_branch(definition, 2023, field))]
    provincial = [code for field in PROVINCIAL for code in _indicators_of(_branch(definition, 2023, field))]
    assert (len(linked), len(provincial)) == (61, 40)
    assert {code[0] for code in linked} == {"K"}
    assert {code[0] for code in provincial} == {"P"}


@pytest.mark.parametrize("year", [2022, 2023])
def test_30_for_the_year_before_and_70_for_this_year(year: int, definition: Definition) -> None:
    prior, current = _branch(definition, year, "final").children
    assert isinstance(prior, ScoreLeaf)
    assert isinstance(current, Branch)
    assert (prior.code, prior.weight, current.code, current.weight) == ("prior", 30, "current", 70)
    assert current.accepts == {AdjustmentKind.BONUS, AdjustmentKind.DEDUCTION}
    assert prior.reference.assumed == current.reference.assumed == (year == 2022)


def test_awards_per_group(definition: Definition) -> None:
    awards = definition.evaluation("gyeonggi-2023").awards
    assert [(tier.first, tier.last) for tier in awards] == [(1, 1), (2, 3), (4, 5)]


@pytest.mark.parametrize("year", [2022, 2023])
def test_every_official_number_has_a_source_or_says_that_it_is_assumed(year: int, definition: Definition) -> None:
    evaluation = definition.evaluation(f"gyeonggi-{year}")
    fields = [node for node in _branch(definition, year, "current").children if isinstance(node, Branch)]
    references = [
        evaluation.reference,
        *evaluation.policies.references.values(),
        *(tier.reference for tier in evaluation.awards),
        *(rule.reference for rule in evaluation.weak_rules),
        *(group.reference for group in evaluation.groups),
        evaluation.parts_reference,
        *(entry.reference for entry in (*evaluation.calendar, *definition.calendar)),
        *(field.reference for field in fields),
        *(one.reference for one in evaluation.indicators()),
        *(one.scale.reference for one in evaluation.indicators()),
    ]
    assert all(reference.assumed or reference.source for reference in references)
    assert all(one.reference.assumed and one.reference.note for one in evaluation.indicators())


def test_indicators_are_of_many_kinds(definition: Definition) -> None:
    indicators = definition.evaluation("gyeonggi-2023").indicators()
    kinds = {(one.direction, one.accumulation) for one in indicators if one.method is Method.QUANTITATIVE}
    assert len(kinds) == 4
    assert sum(one.method is Method.QUALITATIVE for one in indicators) == 18
    assert sum(bool(one.cutoffs) for one in indicators) == 5
    assert sum(bool(one.unit_targets) for one in indicators) == 3


def test_home_is_bucheon_and_2023_follows_2022(definition: Definition) -> None:
    evaluation = definition.evaluation("gyeonggi-2023")
    assert evaluation.home == "41190"
    assert evaluation.unit("41190").name.ko == "부천시"
    assert evaluation.previous == "gyeonggi-2022"


@pytest.mark.parametrize("year", [2022, 2023])
def test_what_no_source_says_about_warnings_dongs_and_dates_is_assumed(year: int, definition: Definition) -> None:
    evaluation = definition.evaluation(f"gyeonggi-{year}")
    added = {
        WeakRuleKind.BEHIND_PACE,
        WeakRuleKind.FORECAST_TO_MISS,
        WeakRuleKind.FALLING,
        WeakRuleKind.OVERTAKEN,
    }
    assert {rule.kind for rule in evaluation.weak_rules} == set(WeakRuleKind)
    assert all(rule.reference.assumed for rule in evaluation.weak_rules if rule.kind in added)
    assert all(rule.reference.assumed or rule.reference.note for rule in evaluation.weak_rules)
    assert evaluation.policies.references["pace"].assumed
    assert evaluation.parts_reference.assumed
    assert all("시연" in part.name.ko and "Demo" in part.name.en for part in evaluation.parts)
    assert [entry.kind for entry in evaluation.calendar if not entry.reference.assumed] == [EntryKind.CUTOFF]


def test_both_evaluations_that_run_at_once_have_their_cutoff(definition: Definition) -> None:
    evaluation = definition.evaluation("gyeonggi-2023")
    year = (evaluation.period_start, evaluation.cutoff.replace(month=12, day=31))
    dates = {entry.code: occurrences(entry, *year) for entry in (*evaluation.calendar, *definition.calendar)}
    assert dates["cutoff"] == (evaluation.cutoff,)
    assert dates["joint-2023"] == (year[1],)
    assert {day.weekday() for day in dates["meeting"]} == {TUESDAY}
    assert [day.day for day in dates["meeting"] if day.month in (7, 8)] == [25, 22]
    assert evaluation.submit_by == 10


def test_each_pace_and_each_way_of_parts_is_shown(definition: Definition) -> None:
    indicators = definition.evaluation("gyeonggi-2023").indicators()
    assert {one.pace for one in indicators} == {None, Pace.LAST_YEAR, Pace.PATH}
    assert {one.code: one.parts for one in indicators if one.parts} == {
        **dict.fromkeys(("K43", "K59"), Parts.SUM),
        **dict.fromkeys(("K56", "P22"), Parts.RATIO),
    }
