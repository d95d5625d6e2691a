"""Each weak rule firing and not firing, and what the way to the next grade is worth."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.grade import achievement_of
from scoring.model import (
    Direction,
    Evaluation,
    Indicator,
    LowerAchievement,
    MissingPolicy,
    MonthData,
    Observation,
    Policies,
    State,
    WeakRule,
    WeakRuleKind,
)
from scoring.score import Result, score_month
from scoring.weak import describe_gap, find_below_top, find_weak_indicators
from scoring.weak_rules import Context
from tests.scoring.build import MONTH, NONE, branch, evaluation, imported, indicator, leaf, month

KIND = WeakRuleKind
HIGHER = indicator("I", target=Decimal(90))
LOWER = indicator("I", target=Decimal(10), direction=Direction.LOWER)
INVERSE = Policies(lower_achievement=LowerAchievement.INVERSE)


def scored(
    measured: Indicator, entry: object, rule: WeakRule | None = None, policies: Policies | None = None
) -> Result:
    one = evaluation(
        branch("final", leaf(measured), leaf("other")),
        weak_rules=(rule,) if rule else (),
        policies=policies or Policies(),
    )
    return score_month(one, month({"u": {"I": entry, "other": "S"}}))


def rule_of(kind: WeakRuleKind, threshold: str | None = None, *codes: str) -> WeakRule:
    return WeakRule("r", kind, NONE, None if threshold is None else Decimal(threshold), frozenset(codes))


@pytest.mark.parametrize(
    ("kind", "threshold", "measured", "entry", "fires"),
    [
        (KIND.NOT_SUBMITTED, None, HIGHER, "", True),
        (KIND.NOT_SUBMITTED, None, HIGHER, "1", False),
        (KIND.NOT_SUBMITTED, None, HIGHER, "n/a", False),
        (KIND.NOT_TOP_GRADE, None, HIGHER, "89.99", True),
        (KIND.NOT_TOP_GRADE, None, HIGHER, "A", True),
        (KIND.NOT_TOP_GRADE, None, HIGHER, "90", False),
        (KIND.NOT_TOP_GRADE, None, HIGHER, "", False),
        (KIND.NOT_TOP_GRADE, None, HIGHER, "n/a", False),
        (KIND.ACHIEVEMENT_AT_MOST, "70", HIGHER, "63", True),  # 63 / 90 = 70 %
        (KIND.ACHIEVEMENT_AT_MOST, "70", HIGHER, "63.01", False),
        (KIND.ACHIEVEMENT_AT_MOST, "70", LOWER, "13", True),  # 2 - 13 / 10 = 70 %
        (KIND.ACHIEVEMENT_AT_MOST, "70", LOWER, "12.99", False),
        (KIND.ACHIEVEMENT_AT_MOST, "70", HIGHER, "", False),
        (KIND.ACHIEVEMENT_AT_MOST, "70", HIGHER, "C", False),  # given by hand: no value to take a rate of
        (KIND.TARGET_NOT_MET, None, HIGHER, "89.99", True),
        (KIND.TARGET_NOT_MET, None, HIGHER, "90", False),
        (KIND.TARGET_NOT_MET, None, LOWER, "10.01", True),
        (KIND.TARGET_NOT_MET, None, LOWER, "10", False),
        (KIND.TARGET_NOT_MET, None, LOWER, "0", False),
        (KIND.TARGET_NOT_MET, None, HIGHER, "", False),
    ],
)
def test_a_rule_fires_or_not(
    kind: WeakRuleKind, threshold: str | None, measured: Indicator, entry: str, fires: bool
) -> None:
    found = find_weak_indicators(scored(measured, entry, rule_of(kind, threshold)), "u")
    assert [weak.indicator.code for weak in found if weak.indicator.code == "I"] == (["I"] if fires else [])


@pytest.mark.parametrize(("value", "fires"), [("0", False), ("1", True)])
def test_a_target_of_zero_is_missed_by_the_first_case(value: str, fires: bool) -> None:
    none_allowed = replace(LOWER, target=Decimal(0))
    found = find_weak_indicators(scored(none_allowed, value, rule_of(KIND.TARGET_NOT_MET)), "u")
    assert bool(found) == fires


def test_the_value_zero_meets_an_inverse_target_though_it_has_no_rate() -> None:
    for rule in (rule_of(KIND.TARGET_NOT_MET), rule_of(KIND.ACHIEVEMENT_AT_MOST, "70")):
        assert not find_weak_indicators(scored(LOWER, "0", rule, INVERSE), "u")


@pytest.mark.parametrize(
    ("before", "now", "fires"),
    [
        ("S", "A", True),
        ("A", "A", False),
        ("A", "S", False),
        ("", "A", False),
        ("n/a", "A", False),
        ("S", "", False),  # that is the rule for not submitted
    ],
)
def test_the_rules_that_look_back(before: str, now: str, fires: bool) -> None:
    last = rule_of(KIND.GRADE_FELL_FROM_LAST_MONTH)
    year = rule_of(KIND.GRADE_BELOW_LAST_YEAR)
    old = scored(HIGHER, before)
    assert bool(find_weak_indicators(scored(HIGHER, now, last), "u", Context(earlier=(old,)))) == fires
    assert bool(find_weak_indicators(scored(HIGHER, now, year), "u", Context(last_year=(old,)))) == fires
    assert not find_weak_indicators(scored(HIGHER, now, last), "u", Context(last_year=(old,)))
    assert not find_weak_indicators(scored(HIGHER, now, year), "u", Context(earlier=(old,)))
    assert not find_weak_indicators(scored(HIGHER, now, last), "u")


def test_a_unit_or_indicator_that_was_not_there_before_has_not_fallen() -> None:
    old = score_month(evaluation(branch("final", leaf("older")), "v"), month({"v": {"older": "S"}}))
    now = scored(HIGHER, "A", rule_of(KIND.GRADE_FELL_FROM_LAST_MONTH))
    assert not find_weak_indicators(now, "u", Context(earlier=(old,)))


def test_expected_weak_names_its_indicators_and_skips_what_does_not_apply() -> None:
    rule = rule_of(KIND.EXPECTED_WEAK, None, "I")
    assert [weak.indicator.code for weak in find_weak_indicators(scored(HIGHER, "S", rule), "u")] == ["I"]
    assert not find_weak_indicators(scored(HIGHER, "n/a", rule), "u")
    assert not find_weak_indicators(scored(HIGHER, "S", rule_of(KIND.EXPECTED_WEAK, None, "none")), "u")


def test_all_rules_that_fire_are_named() -> None:
    rules = (rule_of(KIND.NOT_TOP_GRADE), rule_of(KIND.TARGET_NOT_MET), rule_of(KIND.NOT_SUBMITTED))
    one = evaluation(branch("final", leaf(HIGHER)), weak_rules=rules)
    (weak,) = find_weak_indicators(score_month(one, month({"u": {"I": 80}})), "u")
    assert [rule.kind for rule in weak.rules] == [KIND.NOT_TOP_GRADE, KIND.TARGET_NOT_MET]


@pytest.mark.parametrize(
    ("measured", "policies", "entry", "step", "threshold", "gap"),
    [
        (HIGHER, None, "80.5", "A", "81", "0.5"),  # A from 90 x 90 %
        (HIGHER, None, "81", "S", "90", "9"),
        (LOWER, None, "11.5", "A", "11", "0.5"),  # A to 10 x (2 - 90 %)
        (LOWER, None, "30", "B", "12", "18"),
        (LOWER, INVERSE, "12", "A", "100/9", "8/9"),  # A to 10 / 90 %
        (indicator("I", cutoffs=(Decimal(50), Decimal(40), Decimal(30), None)), None, "33.3", "A", "40", "6.7"),
        (HIGHER, None, "A", "S", "90", None),  # given by hand: no value decides
        (HIGHER, None, "", "C", None, None),  # first it has to be submitted
        (HIGHER, None, "90", None, None, None),
    ],
)
def test_the_gap_to_the_next_grade_in_the_indicators_own_unit(
    measured: Indicator,
    policies: Policies | None,
    entry: str,
    step: str | None,
    threshold: str | None,
    gap: str | None,
) -> None:
    found = describe_gap(scored(measured, entry, None, policies), "u", measured)
    assert (found.next_step.letter if found.next_step else None) == step
    assert found.next_threshold == (None if threshold is None else Fraction(threshold))
    assert found.gap == (None if gap is None else Fraction(gap))


def test_no_value_closes_the_gap_of_a_grade_given_beside_it() -> None:
    one = evaluation(branch("final", leaf(HIGHER)))
    cell = Observation(State.SUBMITTED, Decimal(80), "A")
    found = describe_gap(score_month(one, MonthData(MONTH, {"u": {"I": cell}})), "u", HIGHER)
    assert (found.next_threshold, found.gap) == (90, None)


def ranked(cells: dict[str, dict[str, object]], policies: Policies | None = None) -> Result:
    """Prior 30 (95 for all), current 70 with indicators i1 (weight 1) and i2 (weight 3)."""
    root = branch("final", imported("prior", 30), branch("current", leaf("i1"), leaf("i2", 3), weight=70))
    one = evaluation(root, list(cells), weak_rules=(rule_of(KIND.NOT_TOP_GRADE),), policies=policies or Policies())
    return score_month(one, month(cells, {(unit, "prior"): 95 for unit in cells}))


def test_what_the_next_and_the_top_grade_are_worth_in_points_and_rank() -> None:
    result = ranked({"u": {"i1": "B", "i2": "A"}, "v": {"i1": "S", "i2": "A"}, "w": {"i1": "A", "i2": "A"}})
    weak = {one.indicator.code: one for one in find_weak_indicators(result, "u")}
    # i1 has 1/4 of 70 %: a step of 10 points is 1.75; from B to S is 3.5, as much as v has. i2 from A to S: 5.25.
    assert (weak["i1"].gain_next, weak["i1"].gain_top) == (Fraction("1.75"), Fraction("3.5"))
    assert weak["i2"].gain_next == weak["i2"].gain_top == Fraction("5.25")
    assert list(weak) == ["i2", "i1"]  # worst first
    assert result.standings["u"].rank == 3
    next_outcome, top_outcome = weak["i1"].next_outcome, weak["i1"].top_outcome
    assert next_outcome is not None
    assert top_outcome is not None
    assert (next_outcome.rank, top_outcome.rank) == (2, 1)
    assert top_outcome.award is not None
    assert top_outcome.award.code == "grand"
    assert weak["i1"].field.code == "current"


def test_submitting_what_was_left_out_can_lower_a_score_and_says_so() -> None:
    leave_out = Policies(not_submitted=MissingPolicy.LEAVE_OUT)
    result = ranked({"u": {"i1": "", "i2": "S"}}, leave_out)
    (found,) = find_below_top(result, "u")
    # From 100 in the current year to (70 + 300) / 4 = 92.5 with the last letter, 100 with the first.
    assert (found.gain_next, found.gain_top) == (Fraction("-5.25"), 0)


def test_below_the_top_is_everything_that_applies_and_is_not_s() -> None:
    result = ranked({"u": {"i1": "", "i2": "A"}, "v": {"i1": "n/a", "i2": "S"}})
    assert [found.indicator.code for found in find_below_top(result, "u")] == ["i1", "i2"]
    assert not find_below_top(result, "v")


def test_achievement_needs_a_value_and_a_target() -> None:
    result = scored(HIGHER, "45")
    one: Evaluation = result.evaluation
    cell = result.standings["u"].grades["I"]
    assert achievement_of(one, HIGHER, cell, "u", result.month) == 50
    assert achievement_of(one, HIGHER, cell._replace(value=None), "u", result.month) is None
    kept = cell._replace(state=State.NOT_SUBMITTED, step=None)
    assert achievement_of(one, HIGHER, kept, "u", result.month) is None
    assert achievement_of(one, replace(HIGHER, target=None), cell, "u", result.month) is None
