"""Early warnings from month to month: new, open since when, resolved; why, in words; and divided into lists."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from app.services.months import Closed, MonthView, UnscorableError
from app.services.timeline import Timeline, context_of, timeline_of, values_last_year, without_last_year
from app.services.warning_findings import warnings_line, warnings_title
from app.services.warning_lists import ANY, Chosen, DividedBy, chosen_of, divided
from app.services.warning_tables import division_name, rules_table, warnings_table
from app.services.warnings import Warned, Warnings, WarningState, warnings_of
from app.storage.records import MonthProvenance
from scoring.model import (
    Accumulation,
    Department,
    Evaluation,
    InterimTarget,
    Name,
    Pace,
    Policies,
    WarningLevel,
    WeakRule,
    WeakRuleKind,
)
from scoring.score import Result, score_month
from tests.scoring.build import branch, evaluation, indicator, leaf, month
from tests.services.closed import NOW

KIND, HIGH, MEDIUM, LOW = WeakRuleKind, WarningLevel.HIGH, WarningLevel.MEDIUM, WarningLevel.LOW
NEW, OPEN, RESOLVED = WarningState.NEW, WarningState.OPEN, WarningState.RESOLVED
TAX, ROADS = Department("tax", Name("세정과", "Tax")), Department("roads", Name("도로과", "Roads"))


def rule(code: str, kind: WeakRuleKind, level: WarningLevel, threshold: str | None = None) -> WeakRule:
    return WeakRule(code, kind, Name(code, code), None if threshold is None else Decimal(threshold), level=level)


RULES = (
    rule("none", KIND.NOT_SUBMITTED, HIGH),
    rule("not-top", KIND.NOT_TOP_GRADE, LOW),
    rule("missed", KIND.TARGET_NOT_MET, MEDIUM),
    rule("fell", KIND.GRADE_FELL_FROM_LAST_MONTH, MEDIUM),
    rule("year", KIND.GRADE_BELOW_LAST_YEAR, MEDIUM),
    rule("behind", KIND.BEHIND_PACE, HIGH, "10"),
    rule("falling", KIND.FALLING, LOW, "2"),
    rule("overtaken", KIND.OVERTAKEN, LOW),
    rule("forecast", KIND.FORECAST_TO_MISS, HIGH, "50"),
)
CASES = {"unit_of_measure": Name("건", "cases"), "decimals": 0, "accumulation": Accumulation.CUMULATIVE}
INDICATORS = (
    indicator("X", target=Decimal(90), lead=TAX, **CASES),
    indicator("Y", lead=ROADS, unit_of_measure=Name("%", "%")),
    indicator("Z"),
)


def defined(*rules: WeakRule, **settings: Any) -> Evaluation:
    tree = branch("final", *(leaf(one) for one in INDICATORS))
    return evaluation(tree, ("u", "v"), weak_rules=rules or RULES, **settings)


def scored(one: Evaluation, at: str, **cells: object) -> Result:
    """Cells of u; v has the top grade everywhere from April on, the last one before."""
    other = "S" if at >= "2023-04" else "C"
    return score_month(one, month({"u": cells, "v": dict.fromkeys("XYZ", other)}, at=at))


def codes(listed: tuple[Warned, ...]) -> set[tuple[str, str]]:
    return {one.firing.key for one in listed}


def told(warnings: Warnings, key: tuple[str, str]) -> tuple[WarningState, str, str]:
    (found,) = (one for one in warnings.listed if one.firing.key == key)
    return found.state, found.since, found.month


ONE_RULE = defined(RULES[1])
THREE = (
    scored(ONE_RULE, "2023-01", X="A", Y="A", Z="S"),
    scored(ONE_RULE, "2023-02", X="A", Y="S", Z="A"),
    scored(ONE_RULE, "2023-03", X="A", Y="A", Z="S"),
)


def test_new_still_open_since_when_and_resolved() -> None:
    found = warnings_of(Timeline(THREE), "u")
    assert told(found, ("not-top", "X")) == (OPEN, "2023-01", "2023-03")
    assert told(found, ("not-top", "Y")) == (NEW, "2023-03", "2023-03")  # January was another run
    assert told(found, ("not-top", "Z")) == (RESOLVED, "2023-02", "2023-02")
    assert (len(found.standing), found.last_month, found.months) == (2, "2023-02", 3)


def test_what_was_resolved_before_last_month_is_no_longer_listed() -> None:
    later = scored(ONE_RULE, "2023-04", X="S", Y="S", Z="S")
    found = warnings_of(Timeline((*THREE, later)), "u")
    assert {one.firing.key[1]: one.state for one in found.listed} == {"X": RESOLVED, "Y": RESOLVED}
    assert told(found, ("not-top", "X")) == (RESOLVED, "2023-01", "2023-03")


def test_the_first_month_has_nothing_to_be_held_against() -> None:
    found = warnings_of(Timeline(THREE[:1]), "u")
    assert {one.state for one in found.listed} == {NEW}
    assert found.last_month is None


def test_a_unit_that_was_not_ranked_before_begins_with_its_first_month() -> None:
    alone = evaluation(branch("final", *(leaf(one) for one in INDICATORS)), ("v",), weak_rules=RULES)
    before = score_month(alone, month({"v": dict.fromkeys("XYZ", "S")}, at="2023-02"))
    found = warnings_of(Timeline((before, THREE[2])), "u")
    assert {one.state for one in found.listed} == {NEW}
    assert found.last_month is None


def test_each_month_is_judged_by_the_rules_it_was_scored_under() -> None:
    stricter = scored(defined(RULES[1], RULES[2]), "2023-04", X="80", Y="A", Z="S")
    found = warnings_of(Timeline((*THREE, stricter)), "u")
    assert told(found, ("not-top", "X")) == (OPEN, "2023-01", "2023-04")
    assert told(found, ("missed", "X")) == (NEW, "2023-04", "2023-04")


def test_the_chances_are_those_of_each_month() -> None:
    one = defined(RULES[8])
    results = tuple(scored(one, f"2023-0{number}", X="A", Y="S", Z="S") for number in (1, 2, 3))
    chances = {"2023-01": {"X": Fraction(60)}, "2023-02": {"X": Fraction(40)}, "2023-03": {"X": Fraction(50)}}
    found = warnings_of(Timeline(results), "u", chances.__getitem__)
    assert told(found, ("forecast", "X")) == (NEW, "2023-03", "2023-03")
    assert codes(warnings_of(Timeline(results), "u").listed) == set()


LAST = replace(defined(), period_start=date(2022, 1, 1), cutoff=date(2022, 9, 30))


def last_year(one: Evaluation = LAST) -> tuple[Result, ...]:
    """X: 45 of 90 by March and 90 at the end; Y always S; Z is not there yet."""
    return tuple(
        score_month(one, month({"u": {"X": value, "Y": "S"}}, at=at))
        for at, value in (("2022-03", 45), ("2022-09", 90))
    )


WITHOUT_Z = replace(LAST, root=branch("final", *(leaf(one) for one in INDICATORS[:2])))


def test_last_years_values_are_matched_by_code_and_only_where_measured_alike() -> None:
    now = scored(defined(), "2023-03", X="31", Y="S", Z="S")
    found = Timeline((now,), last_year(WITHOUT_Z))
    assert values_last_year(found, now.evaluation, "u") == {"X": {"2022-03": 45, "2022-09": 90}}
    assert values_last_year(found, now.evaluation, "v") == {}
    assert without_last_year(found, now.evaluation) == {"Z"}
    assert without_last_year(Timeline((now,)), now.evaluation) == {"X", "Y", "Z"}
    level = replace(INDICATORS[0], accumulation=Accumulation.LEVEL)
    other = replace(LAST, root=branch("final", leaf(level), *(leaf(one) for one in INDICATORS[1:])))
    assert values_last_year(Timeline((now,), last_year(other)), now.evaluation, "u") == {}
    assert without_last_year(Timeline((now,), last_year(other)), now.evaluation) == {"X"}


def test_the_pace_is_last_years_where_the_policy_says_so() -> None:
    now = scored(defined(policies=Policies(pace=Pace.LAST_YEAR)), "2023-03", X="31", Y="S", Z="S")
    context = context_of(Timeline((now,), last_year(WITHOUT_Z)), "u")
    assert {code: one.value for code, one in context.expected["2023-03"].items()} == {"X": 45, "Y": 100, "Z": 100}


def view(now: Result, *, closed: bool = False) -> MonthView:
    provenance = MonthProvenance(False, None, ("m.xlsx",), "kim")
    by = Closed(1, NOW, "kim") if closed else None
    return MonthView(now.evaluation, now.month, (now.month,), now, None, None, provenance, 1, by)


def test_a_timeline_ends_with_the_month_that_is_looked_at() -> None:
    one = replace(THREE[1].evaluation, previous="before")
    now = replace(THREE[1], evaluation=one)
    found = timeline_of(view(now), {"e": THREE, "before": last_year()}.__getitem__)
    assert [result.month for result in found.this_year] == ["2023-01", "2023-02"]
    assert [result.month for result in found.last_year] == ["2022-03", "2022-09"]
    assert found.until("2023-01").now is THREE[0]
    assert timeline_of(view(THREE[1]), {"e": THREE}.__getitem__).last_year == ()


def test_other_months_that_cannot_be_scored_keep_an_open_month_from_being_shown_but_no_closed_one() -> None:
    def broken(code: str) -> tuple[Result, ...]:
        raise UnscorableError(())

    assert timeline_of(view(THREE[1], closed=True), broken) == Timeline((THREE[1],))
    with pytest.raises(UnscorableError):
        timeline_of(view(THREE[1]), broken)


def full() -> tuple[Evaluation, Warnings]:
    """X falls behind and below last year, Y is missing, Z is new, and v has passed by.

    In March X has the grade of last March, C; of April last year there is nothing, and it ended with S.
    """
    one = defined()
    results = (
        scored(one, "2023-02", X="20", Y="S", Z="S"),
        scored(one, "2023-03", X="25", Y="A", Z="S"),
        scored(one, "2023-04", X="28", Y="", Z="A"),
    )
    chances = {"2023-02": {}, "2023-03": {}, "2023-04": {"X": Fraction(125, 2), "Z": Fraction(100)}}
    return one, warnings_of(Timeline(results, last_year(WITHOUT_Z)), "u", chances.__getitem__)


WHY = {
    "ko": {
        ("none", "Y"): "실적이 들어오지 않음",
        ("not-top", "X"): "C등급(최고 S)",
        ("missed", "X"): "실적 28건, 목표 90건",
        ("fell", "Z"): "3월 S → A · 비교할 전년 없음",
        ("year", "X"): "전년 최종(2022년 9월) S → C",
        ("year", "Y"): "3월: 전년 같은 달(2022년 3월) S → A",
        ("behind", "X"): "실적 28건, 지금쯤 40건(달수 비례): 목표의 13.3%p 뒤처짐(기준 10%p 초과)",
        ("falling", "X"): "2월부터 목표 속도 대비 0.0%p → −5.6%p → −13.3%p",
        ("overtaken", ""): "3월 1위 → 2위 · 앞지른 시군 v",
        ("forecast", "X"): "기준일에 S등급이 아닐 가능성 63%(기준 50% 이상)",
        ("forecast", "Z"): "기준일에 S등급이 될 수 없음 · 비교할 전년 없음",
        ("not-top", "Y"): "3월: A등급(최고 S)",
    },
    "en": {
        ("fell", "Z"): "Mar S → A · no earlier year to compare with",
        ("year", "X"): "last year's final (September 2022) S → C",
        ("year", "Y"): "Mar: same month last year (March 2022) S → A",
        ("overtaken", ""): "Mar 1st → 2nd · overtaken by v",
        ("not-top", "Y"): "Mar: grade A (top S)",
    },
}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_reason_in_words_with_its_numbers(language: str) -> None:
    one, found = full()
    units = tuple(replace(unit, name=Name(unit.code, unit.code)) for unit in one.groups[0].units)
    one = replace(one, groups=(replace(one.groups[0], units=units),))
    said = {}
    for by_rule in (chosen_of(found.listed, Chosen(rule=rule.code)) for rule in RULES):
        for division in divided(by_rule, DividedBy.RULE):
            table = warnings_table(division, DividedBy.RULE, one, "t", language)
            for line, row in zip(division.lines, table.rows, strict=True):
                said[line.warned[0].firing.key] = row["why"]
    assert {key: said[key] for key in WHY[language]} == WHY[language]


def test_a_target_that_is_missed_never_reads_as_met() -> None:
    """Of 6 cases 6 x 8 / 9 = 5.33 are the target of August; 5 is less, though both round to 5."""
    few = replace(INDICATORS[0], target=Decimal(6))
    linear = Policies(interim_target=InterimTarget.LINEAR)
    one = replace(defined(RULES[2], policies=linear), root=branch("final", leaf(few)))
    result = score_month(one, month({"u": {"X": 5}}, at="2023-08"))
    (division,) = divided(warnings_of(Timeline((result,)), "u").listed, DividedBy.RULE)
    (row,) = warnings_table(division, DividedBy.RULE, one, "t", "ko").rows
    assert row["why"] == "실적 5.0건, 목표 5.3건 · 비교할 전년 없음"


def test_every_warning_stands_in_exactly_one_division() -> None:
    _, found = full()
    for by in DividedBy:
        divisions = divided(found.listed, by)
        placed = [one for division in divisions for line in division.lines for one in line.warned]
        assert sorted(map(id, placed)) == sorted(map(id, found.listed))
        assert [division.code for division in divisions].count(None) == 1
        assert divisions[-1].code is None
        assert sum(division.count for division in divisions) == len(found.listed)


def test_divisions_have_the_gravest_level_first_and_one_line_per_indicator() -> None:
    _, found = full()
    *levels, _ = divided(found.listed, DividedBy.LEVEL)
    assert [division.code for division in levels] == [HIGH, MEDIUM, LOW]
    assert [division_name(division, DividedBy.LEVEL, "ko") for division in levels] == ["■ 심각", "▲ 주의", "△ 관찰"]
    lines = {line.indicator.code if line.indicator else "": line for line in levels[0].lines}
    assert set(lines) == {"X", "Y", "Z"}
    assert {one.rule.code for one in lines["X"].warned} == {"behind", "forecast"}
    departments = divided(found.listed, DividedBy.DEPARTMENT)
    assert {division.code for division in departments} == {"tax", "roads", ANY, None}
    assert {division_name(one, DividedBy.DEPARTMENT, "ko") for one in departments} == {
        "세정과",
        "도로과",
        "주관부서 없음",
        "✓ 해소",
    }


@pytest.mark.parametrize(
    ("chosen", "keys"),
    [
        (Chosen(level="high"), {("none", "Y"), ("behind", "X"), ("forecast", "X"), ("forecast", "Z")}),
        (Chosen(level="high", department="tax"), {("behind", "X"), ("forecast", "X")}),
        (Chosen(state="resolved"), {("not-top", "Y"), ("fell", "Y"), ("year", "Y")}),
        (Chosen(rule="overtaken"), {("overtaken", "")}),
        (Chosen(rule="overtaken", department="tax"), set()),
    ],
)
def test_choices_narrow_the_list(chosen: Chosen, keys: set[tuple[str, str]]) -> None:
    assert codes(chosen_of(full()[1].listed, chosen)) == keys


def test_the_title_counts_warnings_and_indicators_and_what_became_of_them() -> None:
    one, found = full()
    assert (len(found.standing), len(found.of(NEW)), len(found.of(RESOLVED))) == (11, 9, 3)
    shown = view(scored(named(one), "2023-04", X="28", Y="", Z="A"))
    assert warnings_title(shown, "u", found, "ko") == "유시 조기경보 11건(지표 3개) · 이번 달 새로 9건, 해소 3건"
    assert warnings_title(shown, "u", found, "en") == (
        "U: 11 early warnings (3 indicators) · 9 new this month, 3 resolved"
    )
    assert warnings_line(found, "ko") == "■ 심각 4건 · ▲ 주의 3건 · △ 관찰 4건 · 2023년 3월과 비교"


def named(one: Evaluation) -> Evaluation:
    units = tuple(replace(unit, name=Name("유시", "U")) for unit in one.groups[0].units)
    return replace(one, groups=(replace(one.groups[0], units=units),))


def test_titles_where_there_is_nothing() -> None:
    calm = defined(RULES[1])
    shown = view(scored(named(calm), "2023-01", X="S", Y="S", Z="S"))
    first = warnings_of(Timeline((shown.result,)), "u")
    assert warnings_title(shown, "u", first, "ko") == (
        "유시, 이번 달 조기경보가 없습니다 · 첫 달이라 견줄 앞선 달이 없습니다"
    )
    both = warnings_of(Timeline((THREE[0], replace(shown.result, month="2023-02"))), "u")
    assert warnings_title(shown, "u", both, "ko") == "유시, 이번 달 조기경보가 없습니다 · 해소 2건"
    ruleless = replace(named(calm), weak_rules=())
    nothing = view(scored(ruleless, "2023-01", X="S", Y="S", Z="S"))
    assert warnings_title(nothing, "u", first, "ko") == "유시, 조기경보 기준이 정해지지 않았습니다"


def test_every_rule_is_listed_with_its_counts_and_what_it_could_not_look_at() -> None:
    one, found = full()
    rows = {str(row["rule"]): row for row in rules_table(one, found, "t", "ko").rows}
    assert set(rows) == {rule.code for rule in RULES}
    assert (rows["year"]["standing"], rows["year"]["resolved"]) == (1, 1)
    assert rows["year"]["limits"] == "비교할 전년이 없는 지표 1개"
    assert sum(int(str(row["standing"])) for row in rows.values()) == len(found.standing)
    january = warnings_of(Timeline((scored(one, "2023-01", X="1", Y="S", Z="S"),)), "u")
    limits = {str(row["rule"]): row["limits"] for row in rules_table(one, january, "t", "ko").rows}
    assert (limits["fell"], limits["overtaken"], limits["falling"], limits["missed"]) == (
        "앞선 달이 없음",
        "앞선 달이 없음",
        "3개월의 실적이 있어야 함",
        "–",
    )
