"""A template shows what is known, helps while it is filled in, and goes back in unchanged."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from app.intake.reading import SourceFile
from app.intake.template import write_template
from app.services.file_reading import read_month
from app.services.template import template_of
from app.storage.store import open_store
from scoring.model import GradeScale, GradeStep, Group, Indicator, MonthData, Unit
from tests.intake.small import (
    ADJUSTMENTS,
    DEFINITION,
    EVALUATION,
    MONTH,
    OBSERVATIONS,
    UNITS,
    edited,
    entered,
    month_of,
    read,
)

AT = datetime(2023, 9, 5, tzinfo=UTC)
LAST = MonthData("2023-08", {"41190": {"G1": entered("97.5"), "G2": entered("1100")}})


def template(evaluation=EVALUATION, month="2023-09", **known):
    target = io.BytesIO()
    write_template(target, evaluation, month, **known)
    return target.getvalue()


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def with_indicator(**changes):
    """The small evaluation with its first indicator changed."""
    prior, current = EVALUATION.root.children
    first, *others = current.children
    fields = {name: getattr(first.indicator, name) for name in Indicator.__slots__} | changes
    leaves = (replace(first, indicator=Indicator(**fields)), *others)
    return replace(EVALUATION, root=replace(EVALUATION.root, children=(prior, replace(current, children=leaves))))


def rules(sheet):
    """The rule of every cell that has one; a cell has one at most."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            for row, column in area.cells:
                assert (row, column) not in found
                found[row, column] = rule
    return found


def test_what_stands_in_the_month_comes_back_unchanged():
    reading = read(template(now=MONTH, last=LAST))
    assert reading.problems == ()
    assert month_of(reading) == MONTH


def test_blank_cells_say_nothing_where_nothing_stands():
    observations = {unit: {"G1": cells["G1"]} for unit, cells in OBSERVATIONS.items()}
    reading = read(template(now=replace(MONTH, observations=observations)))
    assert [problem.code for problem in reading.problems] == ["intake.blank_cells"]
    assert len(reading.blanks) == 12
    assert ("value", "41190", "G1") not in reading.blanks


def test_an_untouched_template_changes_nothing_in_the_store(tmp_path):
    def batch(data, name):
        return read_month(SourceFile(name, data), DEFINITION).batch("kim", AT)

    partly = {unit: {item: cells[item] for item in ("G1", "G2", "G4")} for unit, cells in OBSERVATIONS.items()}
    known = replace(MONTH, observations=partly)
    with open_store(tmp_path / "store.duckdb") as store:
        store.apply_import(batch(template(now=known), "first.xlsx"))
        assert store.month_data(EVALUATION.code, "2023-09").observations == partly
        standing = store.month_data(EVALUATION.code, "2023-09")
        untouched = batch(template(now=standing, last=LAST), "again.xlsx")
        assert store.plan_import(untouched).changes == ()
        emptied = edited(lambda book: book["실적"].cell(4, 7, ""), template(now=standing))
        (change,) = store.plan_import(batch(emptied, "emptied.xlsx")).changes
        assert (change.unit, change.item, change.old.value) == ("41190", "G1", Decimal("98.5"))


def test_points_that_hold_on_from_an_earlier_month_are_not_entered_again(tmp_path):
    def batch(data):
        return read_month(SourceFile("m.xlsx", data), DEFINITION).batch("kim", AT)

    with open_store(tmp_path / "store.duckdb") as store:
        store.apply_import(batch(template(month="2023-08", now=replace(MONTH, month="2023-08"))))
        september = MonthData("2023-09", {"41190": {"G1": entered("99")}}, {("41190", "prior"): Decimal(91)})
        store.apply_import(batch(template(now=september)))
        assert len(store.month_data(EVALUATION.code, "2023-09").scores) == 2
        for month in ("2023-07", "2023-08", "2023-09"):
            assert store.plan_import(batch(template_of(store, DEFINITION, EVALUATION, month))).changes == ()


def test_what_a_spreadsheet_program_saves_again_is_read_the_same():
    assert month_of(read(edited(lambda book: None, template(now=MONTH, last=LAST)))) == MONTH


numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=12)


@settings(max_examples=20)
@given(st.lists(st.tuples(numbers, st.sampled_from([None, "S", "B"])), min_size=3, max_size=3))
def test_every_number_and_grade_comes_back_exactly(cells):
    observations = {
        unit: {"G2": entered(str(value), letter)} for unit, (value, letter) in zip(OBSERVATIONS, cells, strict=True)
    }
    back = month_of(read(template(now=MonthData("2023-09", observations)))).observations
    assert {unit: row["G2"] for unit, row in back.items()} == {unit: row["G2"] for unit, row in observations.items()}


def test_an_empty_template_has_every_unit_and_indicator_and_no_value():
    book = opened(template())
    sheet = book["실적"]
    assert [cell.value for cell in sheet[3]][6:] == [unit.code for unit in UNITS]
    assert [sheet.cell(row, 1).value for row in range(4, 9)] == ["G1", "G2", "G3", "G4", "G5"]
    assert [sheet.cell(4, column).value for column in range(2, 7)] == ["위반건축물 조치율", "당해", "%", "정량", 95]
    assert {cell.value for row in sheet["G4:I8"] for cell in row} == {None}
    assert "지난달" not in book.sheetnames


def test_the_kind_of_data_is_stated_and_can_be_chosen():
    for demonstration in (True, False):
        data = template(now=MONTH, demonstration=demonstration)
        assert read(data).demonstration is demonstration
        assert rules(opened(data)["안내"])[3, 2].formula1 == '"실적,예시"'


def test_every_value_cell_has_one_rule_and_no_other_cell_has():
    found = rules(opened(template())["실적"])
    assert set(found) == {(row, column) for row in range(4, 9) for column in range(7, 10)}


def test_a_grade_is_chosen_from_a_list_and_a_value_is_a_number_or_a_word():
    found = rules(opened(template())["실적"])
    assert found[6, 7].type == "list"
    assert found[6, 7].formula1 == '"S,A,B,해당없음,미입력"'
    assert found[5, 7].type == "custom"
    assert found[5, 7].formula1.startswith('OR(ISNUMBER(G5),G5="해당없음",G5="미입력"')
    assert (found[5, 7].showErrorMessage, found[5, 7].errorStyle) == (True, None)


def test_a_percentage_asks_before_it_passes_100_and_does_not_forbid():
    rule = rules(opened(template())["실적"])[4, 7]
    assert rule.formula1.endswith("*(N(G4)<=100)")
    assert rule.errorStyle == "warning"


def test_the_help_names_unit_target_and_direction():
    prompt = rules(opened(template())["실적"])[5, 7].prompt
    for said in ("상담 건수", "건", "1200", "높을수록 좋음", "해당없음"):
        assert said in prompt


def test_units_with_a_target_of_their_own_see_it():
    evaluation = with_indicator(unit_targets={"41280": Decimal("88.5")})
    found = rules(opened(template(evaluation))["실적"])
    assert ["88.5%" in found[4, column].prompt for column in (7, 8, 9)] == [False, True, False]
    assert ["95%" in found[4, column].prompt for column in (7, 8, 9)] == [True, False, True]
    assert ["N(G4)" in found[4, 7].formula1, "N(H4)" in found[4, 8].formula1, "N(I4)" in found[4, 9].formula1] == [
        True
    ] * 3


def scale_of(*letters):
    steps = [GradeStep(letter, Fraction(-place), Decimal(90 - place)) for place, letter in enumerate(letters)]
    return GradeScale("odd", (*steps, GradeStep("last", Fraction(-99), None)))


@pytest.mark.parametrize(
    "changes",
    [
        {"scale": scale_of('a"b', "c,d")},
        {"scale": scale_of(*(f"등급{number}" for number in range(40)))},
        {"name": replace(EVALUATION.name, ko="가" * 2000)},
        {"code": "x" * 64},
        {"target": Decimal("0.123456789012345678")},
    ],
)
@pytest.mark.filterwarnings("error")
def test_odd_definitions_make_a_template_that_opens(changes):
    for method in ("quantitative", "qualitative"):
        evaluation = with_indicator(**changes, method=type(EVALUATION.indicators()[0].method)(method))
        for rule in opened(template(evaluation))["실적"].data_validations.dataValidation:
            assert len(rule.formula1 or "") <= 257
            assert len(rule.prompt or "") <= 255
            assert len(rule.error or "") <= 255
            assert len(rule.promptTitle or "") <= 32


def test_last_month_stands_in_the_same_cells_of_a_sheet_that_is_never_read():
    data = template(last=LAST)
    sheet = opened(data)["지난달"]
    assert (sheet["G4"].value, sheet["G5"].value) == (97.5, 1100)
    assert sheet.protection.sheet
    assert "2023-08" in sheet["A1"].value
    reading = read(data)
    assert {problem.code for problem in reading.problems} == {"intake.blank_cells"}
    assert len(reading.blanks) == 15


def test_the_sheet_to_be_filled_in_is_open():
    book = opened(template(last=LAST))
    assert [sheet.title for sheet in book if sheet.protection.sheet] == ["지난달"]


def test_blank_cells_are_shaded():
    (area,) = opened(template())["실적"].conditional_formatting
    assert str(area.sqref) == "G4:I8"
    assert [rule.type for rule in area.rules] == ["containsBlanks"]


def test_the_guide_explains_file_words_and_steps():
    data = template(now=MONTH, last=LAST, checksum="0123456789abcdef")
    written = "\n".join(str(cell.value) for row in opened(data)["작성 요령"] for cell in row if cell.value)
    for said in (
        "2023년 시군종합평가 (gyeonggi-2023)",
        "2023-09-30",
        "01234567",
        "S, A, B",
        "해당없음",
        "미입력",
        "2023-08",
    ):
        assert said in written
    assert "0123456789" not in written
    assert "이미 들어 있는 칸 14칸, 빈칸 1칸" in written


def test_scores_bonuses_and_deductions_have_their_rules():
    book = opened(template(now=MONTH))
    assert set(rules(book["점수"])) == {(row, 3) for row in (4, 5, 6)}
    found = rules(book["가감점"])
    last = 3 + len(ADJUSTMENTS) + 301
    assert {column for _, column in found} == {1, 3, 4, 5}
    assert max(row for row, _ in found) == last
    assert found[4, 1].formula1 == "unit_codes"
    assert found[4, 3].formula1 == '"current"'
    assert found[4, 4].formula1 == '"가점,감점"'
    assert book.defined_names["unit_codes"].attr_text == "'실적'!$G$3:$I$3"


def test_the_page_is_landscape_with_its_head_on_every_page_and_a_page_for_each_group():
    sheet = opened(template())["실적"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$3", "$A:$B")
    assert sheet.freeze_panes == "C4"
    assert [one.id for one in sheet.col_breaks.brk] == [8]


def test_nothing_in_it_runs():
    with zipfile.ZipFile(io.BytesIO(template(now=MONTH, last=LAST))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


def test_the_same_month_gives_the_same_bytes():
    assert template(now=MONTH, last=LAST) == template(now=MONTH, last=LAST)


def test_an_evaluation_without_scores_and_points_and_with_many_units():
    current = replace(EVALUATION.root.children[1], accepts=frozenset())
    units = tuple(Unit(f"U{number}", EVALUATION.name) for number in range(226))
    root = replace(EVALUATION.root, children=(current,))
    evaluation = replace(EVALUATION, root=root, groups=(Group("all", EVALUATION.name, units),))
    book = opened(template(evaluation, "2023-01"))
    assert book.sheetnames == ["작성 요령", "안내", "실적"]
    last = get_column_letter(6 + 226)
    assert book["실적"][f"{last}3"].value == "U225"
    assert (8, 232) in rules(book["실적"])
