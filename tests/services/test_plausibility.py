"""Wrong values that have the right form are asked about; right ones are not."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.definition import load_definition
from app.intake.reading import Counts, Expected, FileReading, ReadEntry, SourceFile
from app.intake.workbook_file import read_workbook
from app.services.plausibility import check_plausible
from app.services.problems import describe, parts_of
from scoring.model import (
    NOT_APPLICABLE,
    NOT_SUBMITTED,
    Accumulation,
    Branch,
    Direction,
    Method,
    MonthData,
    Name,
    Observation,
    State,
)
from scoring.problem import Problem, Severity
from tests.intake.small import EVALUATION, PRIOR, entered, graded, indicator

ROOT = Path(__file__).parents[2]
CUMULATIVE = {"accumulation": Accumulation.CUMULATIVE}
PERCENT, CASES, DAYS, NOTHING = Name("%", "%"), Name("건", "cases"), Name("일", "days"), Name("", "")
LEAVES = (
    indicator("RATE", "조치율", PERCENT, target=Decimal(95)),
    indicator("DONE", "목표 달성률", PERCENT, target=Decimal(100)),
    indicator("BUDGET", "예산 집행률", PERCENT, target=Decimal(90), maximum=Decimal(120), **CUMULATIVE),
    indicator("CASES", "처리 건수", CASES, target=Decimal(500), decimals=0, **CUMULATIVE),
    indicator("DAYS", "처리 기간", DAYS, target=Decimal(10), direction=Direction.LOWER),
    indicator("BEST", "우수 사례", NOTHING, method=Method.QUALITATIVE),
    *(indicator(f"N{number}", f"지표 {number}", CASES, target=Decimal(10)) for number in range(1, 13)),
)
CURRENT = Branch("current", Name("당해", "Current"), Name("당해", "Current"), LEAVES, None)
SMALL = replace(EVALUATION, root=replace(EVALUATION.root, children=(PRIOR, CURRENT)))
UNITS = [unit.code for unit in SMALL.units]


def month(name, **units):
    return MonthData(name, {f"4{unit[1:]}": cells for unit, cells in units.items()})


def reading_of(data, problems=()):
    codes = [leaf.code for leaf in LEAVES]
    entries = [
        ReadEntry("value", unit, item, *cell, "", "실적", f"{chr(ord('G') + UNITS.index(unit))}{codes.index(item) + 4}")
        for unit, cells in data.observations.items()
        for item, cell in cells.items()
    ]
    return FileReading(SMALL, data.month, False, tuple(entries), tuple(problems), Counts())


def asked(now, last, standing=None):
    """Code and place of everything that is asked about one unit's cells."""
    reading = reading_of(month("2023-05", u1190=now))
    before = last if isinstance(last, MonthData) or last is None else month("2023-04", u1190=last)
    here = None if standing is None else month("2023-05", u1190=standing)
    found = check_plausible(reading, here, before)
    assert {problem.severity for problem in found} <= {Severity.WARNING}
    return [(problem.code.removeprefix("plausibility."), problem.place) for problem in found]


@pytest.mark.parametrize(
    ("item", "last", "now", "code"),
    [
        ("CASES", "120", "119", "fell"),
        ("CASES", "120", "120", None),
        ("CASES", "120", "151", None),
        ("CASES", "120", "1500", "far_above"),
        ("CASES", "1", "12", None),
        ("CASES", "2", "29", None),
        ("CASES", "3", "41", "far_above"),
        ("CASES", "0", "200", None),
        ("CASES", "4000", "41", "far_below"),
        ("CASES", "9", "1", "fell"),
        ("RATE", "98.5", "9.85", "far_below"),
        ("RATE", "98.5", "0.985", "far_below"),
        ("RATE", "98.5", "0", "far_below"),
        ("RATE", "98.5", "985", "above_maximum"),
        ("RATE", "98.5", "100.1", "above_maximum"),
        ("RATE", "98.5", "100", None),
        ("RATE", "98.5", "41.2", None),
        ("RATE", "0.2", "2.2", None),
        ("RATE", "9.9", "99", "far_above"),
        ("DONE", "99", "103.5", None),
        ("DONE", "99", "1035", "far_above"),
        ("BUDGET", "90", "119", None),
        ("BUDGET", "90", "120.5", "above_maximum"),
        ("DAYS", "8.5", "85", "far_above"),
        ("DAYS", "0.1", "1", None),
        ("DAYS", "3", "-1", None),
        ("CASES", "-5", "400", None),
    ],
)
def test_a_value_is_held_against_the_month_before(item, last, now, code):
    found = asked({item: entered(now)}, {item: entered(last)})
    assert [code for code, _ in found] == ([code] if code else [])


def test_a_cumulative_value_may_double_in_the_second_month_and_more():
    def second(value):
        reading = replace(reading_of(month("2023-02", u1190={"CASES": entered(value)})))
        return [one.code for one in check_plausible(reading, None, month("2023-01", u1190={"CASES": entered("10")}))]

    assert second("159") == []
    assert second("200") == ["plausibility.far_above"]


def test_a_problem_stands_in_the_cell_of_the_file_and_says_both_values():
    reading = reading_of(month("2023-05", u1280={"CASES": entered("12")}))
    (found,) = check_plausible(reading, None, month("2023-04", u1280={"CASES": entered("1200")}))
    assert found.place == "실적!H7"
    sentence = describe(found, "ko")
    assert "고양시" in sentence
    assert "CASES 처리 건수" in sentence
    assert "12건" in sentence
    assert "1,200건" in sentence
    assert "2023-04" in sentence
    assert all(parts_of(found, "en"))


def test_a_problem_names_unit_indicator_and_measure_in_the_language_of_its_reader():
    reading = reading_of(month("2023-05", u1190={"CASES": entered("119")}))
    (problem,) = check_plausible(reading, None, month("2023-04", u1190={"CASES": entered("120")}))
    assert not re.search("[가-힣]", describe(replace(problem, place=""), "en"))
    assert "건" in describe(problem, "ko")


def test_without_a_month_before_only_the_greatest_value_is_known():
    assert asked({"RATE": entered("985"), "CASES": entered("99999")}, None) == [("above_maximum", "실적!G4")]


@pytest.mark.parametrize("before", [NOT_SUBMITTED, NOT_APPLICABLE, graded("S")])
def test_a_month_before_without_a_value_says_nothing(before):
    assert asked({"CASES": entered("3")}, {"CASES": before}) == []


@pytest.mark.parametrize("now", [NOT_SUBMITTED, NOT_APPLICABLE, graded("S")])
def test_what_is_no_value_is_not_compared(now):
    found = asked({"CASES": now, "RATE": entered("95")}, {"CASES": entered("90")})
    assert "실적!G7" not in [place for _, place in found]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        (entered("95", "S"), []),
        (entered("90", "S"), ["grade_differs"]),
        (entered("50", "S"), ["grade_differs"]),
        (entered("90", "A"), []),
        (graded("S"), []),
    ],
)
def test_a_grade_is_held_against_its_value(cell, codes):
    assert [code for code, _ in asked({"RATE": cell}, None)] == codes


def test_a_grade_given_by_people_is_theirs():
    assert asked({"BEST": entered("10", "S")}, None) == []


def test_what_already_stands_was_asked_about_when_it_came():
    now, last = {"CASES": entered("12")}, {"CASES": entered("120")}
    assert asked(now, last) != []
    assert asked(now, last, standing=now) == []
    assert asked(now, last, standing={"CASES": entered("13")}) != []


def column(start, step=1):
    return {f"N{number}": entered(str(start + number * step)) for number in range(1, 13)}


def test_a_column_that_is_last_months_is_asked_about_once():
    assert asked(column(5), column(5)) == [("copied_month", "실적!G10")]
    assert asked(column(5) | {"N3": entered("9")}, column(5)) == []
    assert asked(column(5), column(5), standing=column(5)) == []


def test_a_column_pasted_twice_is_asked_about_once():
    reading = reading_of(month("2023-05", u1190=column(5), u1280=column(6), u1430=column(5)))
    (found,) = check_plausible(reading, None, None)
    assert (found.code, found.place) == ("plausibility.same_column", "실적!I10")
    assert "의왕시" in describe(found, "ko")
    assert "부천시" in describe(found, "ko")
    assert "실적!G10" in describe(found, "ko")


def test_two_columns_full_of_the_same_number_are_no_paste():
    full = column(100, step=0)
    assert check_plausible(reading_of(month("2023-05", u1190=full, u1280=full)), None, None) == ()


def test_a_unit_that_has_lost_all_its_values_is_asked_about():
    last = month("2023-04", u1190=column(5), u1280=column(6))
    blank = dict.fromkeys(column(0), NOT_SUBMITTED)
    reading = reading_of(month("2023-05", u1190=column(7), u1280=blank))
    found = check_plausible(reading, None, last)
    assert [(one.code, one.place) for one in found] == [
        ("plausibility.unit_empty", "실적!H10"),
        ("plausibility.fewer_rows", "실적"),
    ]
    assert found[1].values["found"] == "12"
    assert found[1].values["last"] == "24"


def test_a_file_that_completes_a_month_is_not_short():
    last = month("2023-04", u1190=column(5), u1280=column(6))
    standing = month("2023-05", u1280=column(8))
    assert check_plausible(reading_of(month("2023-05", u1190=column(7))), standing, last) == ()


def test_a_part_of_a_file_that_was_refused_is_not_missing():
    last = month("2023-04", u1190=column(5))
    refused = Problem("intake.not_a_number", "실적!G10")
    reading = reading_of(month("2023-05", u1190={"N1": entered("6")}), [refused])
    assert check_plausible(reading, None, last) == ()


def test_a_file_without_an_evaluation_is_not_asked_about():
    assert check_plausible(FileReading(None, "", False, (), (), Counts()), None, None) == ()


cells = st.one_of(
    st.sampled_from([NOT_SUBMITTED, NOT_APPLICABLE, graded("S")]),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4).map(
        lambda value: Observation(State.SUBMITTED, value)
    ),
)
columns = st.dictionaries(st.sampled_from([leaf.code for leaf in LEAVES if leaf.code != "BEST"]), cells)


@given(columns, columns)
def test_whatever_stands_there_every_question_has_its_cell_and_its_sentences(now, last):
    reading = reading_of(month("2023-05", u1190=now))
    places = {f"{entry.sheet}!{entry.cell}" for entry in reading.entries} | {"실적"}
    for problem in check_plausible(reading, None, month("2023-04", u1190=last)):
        assert problem.place in places
        assert parts_of(problem, "ko").do
        assert parts_of(problem, "en").do


@pytest.fixture(scope="module")
def definition():
    return load_definition(ROOT / "indicators.yaml")


def sample(definition, year):
    files = sorted((ROOT / "data" / "sample").glob(f"gyeonggi-{year}_*.xlsx"))
    assert files
    return [read_workbook(SourceFile(file.name, file.read_bytes()), Expected(definition)) for file in files]


def month_data(content):
    observed = {}
    for entry in content.entries:
        if entry.kind == "value":
            observed.setdefault(entry.unit, {})[entry.item] = Observation(entry.state, entry.value, entry.grade)
    return MonthData(content.month, observed)


@pytest.mark.parametrize("year", [2022, 2023])
def test_no_month_of_the_sample_raises_a_false_alarm(definition, year):
    contents = sample(definition, year)
    for last, content in zip([None, *map(month_data, contents[:-1])], contents, strict=True):
        assert check_plausible(content, None, last) == ()


def test_a_slipped_point_in_the_sample_is_found_wherever_it_stands(definition):
    last, content = sample(definition, 2023)[-2:]
    before = month_data(last)
    missed = []
    for position in range(0, len(content.entries), 37):
        entry = content.entries[position]
        then = before.observations.get(entry.unit, {}).get(entry.item, NOT_SUBMITTED).value
        if entry.kind != "value" or entry.value is None or not then or entry.value * 10 < 30:
            continue
        for factor in (Decimal("0.1"), Decimal(10), Decimal(100)):
            slipped = (*content.entries[:position], entry._replace(value=entry.value * factor))
            found = check_plausible(replace(content, entries=slipped[-1:]), None, before)
            if f"{entry.sheet}!{entry.cell}" not in {problem.place for problem in found}:
                missed.append((entry.item, then, slipped[-1].value))
    assert missed == []
