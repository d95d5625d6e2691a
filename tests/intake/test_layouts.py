"""Tables as people have them: of any sheet name, in either direction, with codes or names, and lists."""

import csv
import io

import openpyxl
import pytest

from app.intake.csv_file import read_csv
from app.intake.number_formats import Formats
from app.intake.reading import Expected, Layout, SourceFile
from app.intake.sheet_reader import SheetReader
from app.intake.workbook_file import read_workbook
from app.services.problems import describe
from scoring.model import NOT_APPLICABLE, NOT_SUBMITTED
from scoring.problem import Severity
from tests.intake.small import DEFINITION, EVALUATION, entered, graded, month_of

NAMED = {"evaluation": "gyeonggi-2023", "month": "2023-09"}
UNITS = {"41190": "부천시", "41280": "고양시", "41430": "의왕시"}
NAMES = {indicator.code: indicator.name.ko for indicator in EVALUATION.indicators()}
GIVEN = {
    "G1": ("98.5", "97", "해당없음"),
    "G2": ("1,234", "10", "20"),
    "G3": ("S", "A", "B"),
    "G4": ("99%", "미입력", "98.25"),
    "G5": ("7", "8", "9"),
}
VALUES = {
    "41190": {"G1": entered("98.5"), "G2": entered("1234"), "G3": graded("S"), "G4": entered("99"), "G5": entered("7")},
    "41280": {"G1": entered("97"), "G2": entered("10"), "G3": graded("A"), "G4": NOT_SUBMITTED, "G5": entered("8")},
    "41430": {"G1": NOT_APPLICABLE, "G2": entered("20"), "G3": graded("B"), "G4": entered("98.25"), "G5": entered("9")},
}
TURNED = {unit: [GIVEN[code][index] for code in GIVEN] for index, unit in enumerate(UNITS)}
LIST = [[unit, NAMES[code], value] for code in GIVEN for unit, value in zip(UNITS.values(), GIVEN[code], strict=True)]

# Each as rows of cells, and how it is laid out.
TABLES = {
    "indicators down, by name": (
        [["지표명", *UNITS.values()], *([NAMES[code], *GIVEN[code]] for code in GIVEN)],
        Layout.INDICATORS_DOWN,
    ),
    "indicators down, by code": (
        [["", *UNITS], *([code, *GIVEN[code]] for code in GIVEN)],
        Layout.INDICATORS_DOWN,
    ),
    "units down, by name": (
        [["시군", *NAMES.values()], *([UNITS[unit], *TURNED[unit]] for unit in UNITS)],
        Layout.UNITS_DOWN,
    ),
    "units down, by code": (
        [["코드", *NAMES], *([unit, *TURNED[unit]] for unit in UNITS)],
        Layout.UNITS_DOWN,
    ),
    "titles, groups above the names and notes below": (
        [
            ["2023년 9월 말 기준 실적"],
            ["연번", "지표명", "단위", "1그룹", "", "3그룹"],
            ["", "", "", *UNITS.values()],
            *([str(number), NAMES[code], "", *GIVEN[code]] for number, code in enumerate(GIVEN, 1)),
            ["", "평균", "", "98", "97", "96"],
            ["※ 자료: 각 시군 제출"],
        ],
        Layout.INDICATORS_DOWN,
    ),
    "a second header row with the units of measure": (
        [
            ["", "행정", "", "", "재정", ""],
            ["시군명", *NAMES.values(), "비고"],
            ["", "(%)", "(건)", "", "(%)", "(건)", ""],
            *([UNITS[unit], *TURNED[unit], "확인"] for unit in UNITS),
            ["경기도", "98", "400", "", "98", "8", ""],
        ],
        Layout.UNITS_DOWN,
    ),
    "target, value and rate below each unit": (
        [
            ["지표명", *(text for name in UNITS.values() for text in (name, "", ""))],
            ["", *(["목표", "실적", "달성률"] * 3)],
            *([NAMES[code], *(text for value in GIVEN[code] for text in ("95", value, "1.02"))] for code in GIVEN),
        ],
        Layout.INDICATORS_DOWN,
    ),
    "a list with Korean names": ([["시군", "지표", "실적"], *LIST], Layout.LONG_LIST),
    "a list with a title, a total and a note": (
        [
            ["2023년 9월"],
            ["지자체명", "지표명", "실적값", "비고"],
            *([*row, ""] for row in LIST),
            ["합계", "", "5", ""],
            ["끝."],
        ],
        Layout.LONG_LIST,
    ),
}  # fmt: skip


def as_workbook(rows, name="Sheet1", edit=None):
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append([cell or None for cell in row])
    if edit:
        edit(book.active)
    target = io.BytesIO()
    book.save(target)
    return read_workbook(SourceFile("m.xlsx", target.getvalue()), Expected(DEFINITION, **NAMED))


def as_csv(rows, encoding="utf-8-sig"):
    target, width = io.StringIO(), max(map(len, rows))
    csv.writer(target).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return read_csv(SourceFile("m.csv", target.getvalue().encode(encoding)), Expected(DEFINITION, **NAMED))


def codes(reading, *severities):
    severities = severities or tuple(Severity)
    return [found.code.removeprefix("intake.") for found in reading.problems if found.severity in severities]


@pytest.mark.parametrize("read_as", [as_workbook, as_csv])
@pytest.mark.parametrize(("rows", "layout"), TABLES.values(), ids=TABLES)
def test_a_table_is_read_by_its_shape(rows, layout, read_as):
    reading = read_as(rows)
    assert codes(reading, Severity.ERROR, Severity.WARNING) == []
    assert (reading.layout, month_of(reading).observations) == (layout, VALUES)


@pytest.mark.parametrize("read_as", [as_workbook, as_csv])
@pytest.mark.parametrize("rows", [rows for rows, _ in TABLES.values()], ids=TABLES)
def test_rows_in_are_rows_accounted_for_in_every_layout(rows, read_as):
    spoilt = [list(row) for row in rows]
    spoilt[-3][0] = "없는 것"
    for table in (rows, spoilt):
        counts = read_as(table).counts
        assert counts.rows == counts.read + counts.notes + counts.refused > 0


def test_the_cells_of_a_turned_table_are_named_as_they_stand():
    rows, _ = TABLES["units down, by name"]
    cells = {(entry.unit, entry.item): entry.cell for entry in as_workbook(rows).entries}
    assert (cells["41190", "G2"], cells["41430", "G1"]) == ("C2", "B4")


def test_what_is_no_data_is_listed():
    rows, _ = TABLES["titles, groups above the names and notes below"]
    found = {problem.code.removeprefix("intake."): problem.values for problem in as_workbook(rows).problems}
    assert found["totals_skipped"]["names"] == "평균 (9)"
    assert found["rows_skipped"]["rows"] == "10"
    rows, _ = TABLES["target, value and rate below each unit"]
    found = {problem.code.removeprefix("intake."): problem.values for problem in as_workbook(rows).problems}
    assert (found["columns_skipped"]["names"][:7], found["rows_skipped"]["rows"]) == ("목표, 달성률", "2")


def test_a_target_row_is_held_against_the_definition():
    rows, _ = TABLES["units down, by name"]
    reading = as_workbook([rows[0], ["목표", "95", "1000", "", "98.5%", ""], *rows[1:]])
    (found,) = [each for each in reading.problems if each.severity is Severity.WARNING]
    assert (found.code, found.place) == ("intake.target_differs", "Sheet1!C2")
    assert (found.values["found"], found.values["expected"]) == ("1000", "1200")


def test_a_column_of_targets_is_held_against_the_definition():
    rows, _ = TABLES["a list with Korean names"]
    reading = as_csv([[*rows[0], "목표"], *([*row, "95" if row[1] == NAMES["G1"] else ""] for row in rows[1:])])
    assert codes(reading) == []


def test_values_below_a_name_that_has_no_column_of_values_are_not_guessed():
    rows, _ = TABLES["target, value and rate below each unit"]
    reading = as_workbook([rows[0], ["", *(["목표", "실적", "실적"] * 3)], *rows[2:]])
    assert codes(reading, Severity.ERROR) == ["column_missing"] * 3


def test_columns_below_a_merged_name_are_not_guessed():
    rows = [["지표명", "부천시", "", "고양시"], *([NAMES[code], *GIVEN[code]] for code in GIVEN)]
    reading = as_workbook(rows, edit=lambda sheet: sheet.merge_cells("B1:C1"))
    assert codes(reading, Severity.ERROR) == ["code_missing"]


def test_a_sheet_of_another_kind_of_data_is_not_read():
    reading = as_workbook([["부서", "인원"], ["기획과", "12"]])
    (found,) = [each for each in reading.problems if each.severity is Severity.ERROR]
    assert (found.code, found.place, found.values["names"]) == ("intake.no_known_sheet", "m.xlsx", "부서, 인원")
    assert reading.layout is Layout.UNKNOWN


def test_scores_are_read_from_a_table_and_from_a_list():
    scores = {("41190", "prior"): 90, ("41280", "prior"): 91}
    table = as_workbook([["시군", "전년도 점수"], ["부천시", 90], ["고양시", 91]])
    assert (table.problems, month_of(table).scores) == ((), scores)
    listed = as_workbook([["시군", "항목", "점수"], ["부천시", "전년도 점수", 90], ["고양시", "prior", 91]])
    assert (listed.problems, month_of(listed).scores) == ((), scores)


def test_the_same_pair_twice_names_both_places_though_the_values_are_equal():
    rows, _ = TABLES["a list with Korean names"]
    (found,) = as_workbook([*rows, rows[1]]).problems
    assert (found.code, found.place, found.values["first"]) == ("intake.row_twice", "Sheet1!A17", "Sheet1!A2")


def test_a_row_of_a_csv_file_with_an_unquoted_comma_is_refused():
    text = "지표명,부천시,고양시,의왕시\n상담 건수,1,234,10,20\n"
    reading = read_csv(SourceFile("m.csv", text.encode()), Expected(DEFINITION, **NAMED))
    (found,) = [each for each in reading.problems if each.severity is Severity.ERROR]
    assert (found.code, found.place) == ("intake.field_count", "m.csv!A2")


def test_a_title_of_another_month_is_asked_about():
    rows, _ = TABLES["units down, by name"]
    (found,) = as_workbook([["2023년 8월 실적"], *rows]).problems
    assert (found.code, found.place, found.severity) == ("intake.title_month_differs", "Sheet1!A1", Severity.WARNING)


HIDDEN = {
    "row": (lambda sheet: sheet.row_dimensions.__getitem__(2).__setattr__("hidden", True), "hidden_rows"),
    "column": (lambda sheet: sheet.column_dimensions.__getitem__("C").__setattr__("hidden", True), "hidden_columns"),
}


@pytest.mark.parametrize(("edit", "code"), HIDDEN.values(), ids=HIDDEN)
def test_what_is_hidden_is_read_and_asked_about(edit, code):
    rows, _ = TABLES["units down, by name"]
    reading = as_workbook(rows, edit=edit)
    assert (codes(reading, Severity.WARNING), month_of(reading).observations) == ([code], VALUES)


def test_a_row_or_column_without_size_is_hidden():
    reader = SheetReader("m", [], Formats())
    reader.start("row", {"r": "2", "ht": "0"})
    reader.start("col", {"min": "3", "max": "4", "width": "0"})
    assert (reader.grid().hidden_rows, reader.grid().hidden_columns) == ({2}, ((3, 4),))


def test_a_hidden_sheet_is_read_and_asked_about():
    def hide(sheet):
        sheet.parent.create_sheet("표지")
        sheet.sheet_state = "hidden"

    reading = as_workbook(TABLES["units down, by name"][0], edit=hide)
    assert codes(reading, Severity.WARNING) == ["hidden_sheet"]


def test_what_a_table_lacks_is_told_by_name():
    table = "지표,고양시\n" + "\n".join(f"{code},미입력" for code in list(NAMES)[:-1])
    found = {
        each.code: each
        for each in read_csv(SourceFile("m.csv", table.encode()), Expected(DEFINITION, **NAMED)).problems
    }
    assert "부천시" in describe(found["intake.missing_units"], "ko")
    assert "Bucheon" in describe(found["intake.missing_units"], "en")
    code, name = list(NAMES.items())[-1]
    assert f"{code} {name}" in describe(found["intake.missing_indicators"], "ko")
