"""What a good definition becomes: exact values, one object per shared thing, references from above."""

import hashlib
import time
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from app.definition import load_definition
from scoring.model import (
    AdjustmentKind,
    Direction,
    LowerAchievement,
    Method,
    MissingPolicy,
    Name,
    Pace,
    Parts,
    WarningLevel,
    WeakRuleKind,
    walk,
)
from scoring.schedule import EntryKind, occurrences

EXAMPLES = Path(__file__).parent / "examples"


@pytest.fixture(scope="module")
def gyeonggi():
    return load_definition(EXAMPLES / "gyeonggi.yaml")


def test_weights_of_three_years(gyeonggi):
    def weights(code):
        return [node.weight for node in gyeonggi.evaluation(code).root.children]

    assert weights("gyeonggi-2019") == weights("gyeonggi-2023") == [30, 70]
    assert weights("gyeonggi-2024") == [20, 80]
    inner = gyeonggi.evaluation("gyeonggi-2019").node("current").children
    assert [node.weight for node in inner] == [80, 20]


def test_a_branch_without_weight_weighs_its_children(gyeonggi):
    evaluation = gyeonggi.evaluation("gyeonggi-2023")
    assert evaluation.node("field-1").own_weight is None
    assert evaluation.node("field-1").weight == 3
    assert evaluation.node("field-2").weight == Fraction(4, 3)


def test_a_leaf_overrides_the_catalogue_for_its_evaluation_only(gyeonggi):
    def integrity(code):
        return gyeonggi.evaluation(code).node("G101").indicator

    assert integrity("gyeonggi-2019").target_of("41190") == Decimal("96.5")
    assert integrity("gyeonggi-2019").lead.code == "audit"
    assert integrity("gyeonggi-2023").target_of("41190") == 97
    assert integrity("gyeonggi-2023").lead.code == "planning"
    assert integrity("gyeonggi-2023").reference.assumed
    assert integrity("gyeonggi-2023").name == integrity("gyeonggi-2019").name
    assert integrity("gyeonggi-2024") is integrity("gyeonggi-2019")


def test_codes_are_read_by_their_text(gyeonggi):
    assert [unit.code for unit in gyeonggi.units] == ["41190", "41280", "41430"]
    assert gyeonggi.evaluation("gyeonggi-2023").group_of("41430").code == "3"


def test_names_in_short_form_are_the_same_in_both_languages(gyeonggi):
    indicator = gyeonggi.evaluation("gyeonggi-2019").node("G101").indicator
    assert indicator.unit_of_measure == Name("%", "%")
    current = gyeonggi.evaluation("gyeonggi-2023").node("current")
    assert current.short_name == Name("당해", "당해")
    assert gyeonggi.evaluation("gyeonggi-2023").node("field-1").short_name == Name("분야", "Field")


def test_own_cutoffs_align_with_the_scale(gyeonggi):
    indicator = gyeonggi.evaluation("gyeonggi-2019").node("G102").indicator
    assert indicator.cutoffs == (Decimal(3), Decimal("4.5"), Decimal(6), None, None)
    assert indicator.direction is Direction.LOWER
    assert indicator.scale.steps[-1].cutoff is None


def test_policies_stated_and_not_stated(gyeonggi):
    policies = gyeonggi.evaluation("gyeonggi-2023").policies
    assert policies.not_submitted is MissingPolicy.ZERO
    assert policies.lower_achievement is LowerAchievement.INVERSE
    assert policies.rank_decimals is None
    assert policies.references["not_submitted"].assumed
    assert policies.references["missing_score"].source == "pf-korea.co.kr 2736"
    assert policies.references["interim_target"].assumed
    assert gyeonggi.evaluation("gyeonggi-2024").policies.rank_decimals == 2


def test_a_reference_holds_for_what_is_below_it(gyeonggi):
    evaluation = gyeonggi.evaluation("gyeonggi-2024")
    assert evaluation.node("prior").reference.source == "kyeonggi.com 20241127580157"
    assert evaluation.node("current").reference.since == date(2024, 1, 1)
    assert [award.reference.assumed for award in gyeonggi.evaluation("gyeonggi-2023").awards] == [False, True]


def test_period_home_awards_and_rules(gyeonggi):
    evaluation = gyeonggi.evaluation("gyeonggi-2023")
    assert evaluation.months[0] == "2023-01"
    assert evaluation.months[-1] == "2023-09"
    assert (evaluation.home, evaluation.previous) == ("41190", "gyeonggi-2019")
    assert [(award.first, award.last) for award in evaluation.awards] == [(1, 1), (2, 3)]
    assert [rule.kind for rule in evaluation.weak_rules] == [
        WeakRuleKind.ACHIEVEMENT_AT_MOST,
        WeakRuleKind.EXPECTED_WEAK,
    ]
    assert evaluation.weak_rules[1].indicators == {"G102"}
    assert evaluation.node("current").accepts == {AdjustmentKind.BONUS, AdjustmentKind.DEDUCTION}


def test_the_checksum_is_that_of_the_file(gyeonggi):
    content = (EXAMPLES / "gyeonggi.yaml").read_bytes()
    assert gyeonggi.checksum == hashlib.sha256(content).hexdigest()


def test_twelve_editions_share_a_tree_and_letters_may_be_digits():
    definition = load_definition(EXAMPLES / "editions.yaml")
    assert len(definition.evaluations) == 12
    last = definition.evaluation("survey-2019")
    assert (len(last.units), len(last.groups), len(last.indicators())) == (200, 6, 25)
    assert [step.letter for step in last.indicators()[0].scale.steps] == ["4", "3", "2", "1", "0"]
    assert {indicator.method for indicator in last.indicators()} == {Method.QUALITATIVE}


def test_a_tree_of_three_levels_over_imported_scores():
    evaluation = load_definition(EXAMPLES / "three_levels.yaml").evaluation("index-2020")
    assert len(evaluation.score_leaves()) == 49
    assert len({leaf.weight for leaf in evaluation.score_leaves()}) > 5
    assert sum(1 for node in walk(evaluation.root)) == 1 + 7 + 49
    assert evaluation.node("pillar-5").weight == Fraction(1, 3)


def test_a_scorecard_of_departments_and_dong_offices():
    definition = load_definition(EXAMPLES / "departments.yaml")
    evaluation = definition.evaluation("bsc-2007")
    assert [node.weight for node in evaluation.root.children] == [70, 25, 5]
    assert evaluation.root.accepts == {AdjustmentKind.DEDUCTION}
    assert [step.letter for step in evaluation.indicators()[0].scale.steps] == ["제출", "지연", "가"]
    assert "no-group" in {unit.code for unit in definition.units}
    assert "no-group" not in {unit.code for unit in evaluation.units}


@pytest.mark.parametrize("word", ["Y", "NO", "on", "1e3", "0x1F", "007", "1_000", "가-1", "2023-01-01"])
def test_unquoted_codes_keep_their_spelling(word, base, load):
    definition = load(base.replace("code: U3", f"code: {word}"))
    assert definition.units[2].code == word


def test_numbers_are_exact(base, load):
    definition = load(base.replace("target: 95", "target: 0.123456789012345678"))
    indicator = definition.evaluations[0].indicators()[0]
    assert str(indicator.target) == "0.123456789012345678"


@pytest.mark.parametrize(
    ("stated", "greatest"),
    [
        ("target: 95", None),
        ('target: 95\n    unit_of_measure: "%"', 100),
        ('target: 95\n    unit_of_measure: "%"\n    maximum: 120', 120),
        ('target: 100\n    unit_of_measure: "%"', None),
        ('target: 95\n    unit_targets: {U1: 101}\n    unit_of_measure: "%"', None),
        ("target: 95\n    maximum: 365\n    unit_of_measure: days", 365),
    ],
)
def test_a_percentage_ends_at_100_unless_said_otherwise(stated, greatest, base, load):
    indicator = load(base.replace("target: 95", stated)).evaluations[0].indicators()[0]
    assert indicator.greatest == greatest


def test_null_keeps_a_merged_value_away(base, load):
    text = base.replace("  - code: I2\n", "  - &i2\n    code: I2\n    note: 남김\n")
    text = text.replace(
        "    scale: hand\n    method", "    <<: *i2\n    note: null\n    cutoffs: ~\n    scale: hand\n    method"
    )
    notes = {each.code: each.note for each in load(text).evaluation("e-2023").indicators()}
    assert notes["I2"] == Name("남김", "남김")
    assert notes["I3"] is None


def test_a_byte_order_mark_and_windows_line_ends(base, load):
    assert load(b"\xef\xbb\xbf" + base.replace("\n", "\r\n").encode()).units[2].name.ko == "다시"


def test_decomposed_letters_are_composed(base, load):
    text = base.replace("{code: planning", "{code: 기획").replace("collaborating: [planning]", "collaborating: [기획]")
    definition = load(unicodedata.normalize("NFD", text))
    assert definition.evaluations[0].indicators()[0].collaborating[0].code == "기획"


def test_a_hundred_indicators_in_two_evaluations_load_soon(base, load):
    indicators = "".join(
        f"  - {{code: J{i}, name: {{ko: 지표 {i}, en: Indicator {i}}}, scale: sab, target: 95, lead: audit,"
        f" unit_of_measure: '%', reference: {{assumed: true}}}}\n"
        for i in range(101)
    )
    leaves = "".join(f"            - {{indicator: J{i}, weight: 2, target: {i + 1}}}\n" for i in range(101))
    second = "            - I2\n            - I3\n"
    text = base.replace("indicators:\n", "indicators:\n" + indicators, 1).replace(second, second + leaves)
    text = text.replace("      children: [I1]\n", "      children:\n" + leaves + "            - I1\n")
    started = time.perf_counter()
    definition = load(text)
    assert len(definition.evaluation("e-2023").indicators()) == 104
    assert time.perf_counter() - started < 1


COURSE = """    target: 95
    unit_of_measure: "%"
    pace: path
    path: {3: 12.5, 6: 60, 9: 100}
    parts: ratio
    submit_by: 3
"""
OFFICES = """    home: U1
    submit_by: 31
    parts:
      reference: {assumed: true}
      units: [{code: d1, name: {ko: 시연1동, en: Demo Dong 1}}, {code: d2, name: 시연2동}]
    calendar:
      - {code: end, kind: cutoff, name: 마감, dates: [2023-09-30], reference: {source: 공고}}
      - {code: meeting, kind: meeting, name: 회의, rule: {week: last, weekday: tuesday, months: [7, 8]},
         reference: {assumed: true}}
      - {code: input, kind: submission, name: 입력, rule: {day: 31}, reference: {assumed: true}}
"""
JOINT = (
    "calendar:\n  - {code: joint, kind: cutoff, name: 정부합동평가, dates: [2023-12-31], reference: {assumed: true}}\n"
)


@pytest.fixture
def with_course(base, load):
    text = base.replace("    target: 95\n", COURSE).replace("    home: U1\n", OFFICES)
    text = text.replace("threshold: 70,", "threshold: 70, level: high,")
    pace = "      pace: {value: last_year, reference: {source: 공고}}\n"
    return load(
        text.replace("    weak_rules:\n", pace + "    weak_rules:\n").replace(
            "evaluations:\n", JOINT + "evaluations:\n"
        )
    )


def test_pace_path_parts_and_the_day_of_submission(with_course):
    evaluation = with_course.evaluation("e-2023")
    measured, counted, _ = evaluation.indicators()
    assert (measured.pace, measured.parts, measured.submit_by) == (Pace.PATH, Parts.RATIO, 3)
    assert measured.path == {3: Decimal("12.5"), 6: 60, 9: 100}
    assert (counted.pace, counted.path, counted.parts, counted.submit_by) == (None, {}, None, None)
    assert evaluation.policies.pace is Pace.LAST_YEAR
    assert evaluation.policies.references["pace"].source == "공고"
    assert [rule.level for rule in evaluation.weak_rules] == [WarningLevel.HIGH, WarningLevel.MEDIUM]


def test_dong_offices_and_dates(with_course):
    evaluation = with_course.evaluation("e-2023")
    assert [part.name.ko for part in evaluation.parts] == ["시연1동", "시연2동"]
    assert evaluation.parts_reference.assumed
    assert evaluation.submit_by == 31
    assert [entry.kind for entry in evaluation.calendar] == [EntryKind.CUTOFF, EntryKind.MEETING, EntryKind.SUBMISSION]
    august = [occurrences(entry, date(2023, 8, 1), date(2023, 9, 30)) for entry in evaluation.calendar]
    assert august == [(date(2023, 9, 30),), (date(2023, 8, 29),), (date(2023, 8, 31), date(2023, 9, 30))]
    assert [entry.dates for entry in with_course.calendar] == [(date(2023, 12, 31),)]
    assert (with_course.evaluation("e-2022").parts, with_course.evaluation("e-2022").calendar) == ((), ())


def test_a_file_without_these_keys_says_nothing_of_them(gyeonggi):
    for evaluation in gyeonggi.evaluations:
        assert (evaluation.parts, evaluation.calendar, evaluation.submit_by) == ((), (), None)
        assert evaluation.policies.pace is Pace.LINEAR
        assert {rule.level for rule in evaluation.weak_rules} <= {WarningLevel.MEDIUM}
        assert {one.pace or one.parts or one.submit_by for one in evaluation.indicators()} <= {None}
    assert gyeonggi.calendar == ()


def test_the_day_of_submission_is_that_of_the_calendar(base, load):
    entry = "{code: s, kind: submission, name: 입력, rule: {day: 5}, reference: {assumed: true}}"
    evaluations = load(base.replace("    home: U1\n", f"    home: U1\n    calendar: [{entry}]\n")).evaluations
    assert [evaluation.submit_by for evaluation in evaluations] == [None, 5]
