"""The user's own workbook back: nothing of it is lost, every problem is in its cell, and nothing new can run."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from app.exports import marked
from app.exports.marked import marked_workbook
from app.intake.reading import Expected, SourceFile, problem
from app.intake.template import write_template
from app.intake.workbook_file import read_workbook
from scoring.problem import Problem, Severity
from tests.intake.small import DEFINITION, EVALUATION, MONTH, edited, month_of, workbook

ERROR = problem("not_a_number", "실적!G4", found="=1+1")
WARNING = Problem("intake.sheet_ignored", "실적!H5", {}, Severity.WARNING)
NOTE = Problem("intake.read_as_cp949", "실적!I6", {}, Severity.NOTE)
CORAL, GOLD, PALE_BLUE = 29, 51, 44


def used(book):
    """A workbook as people have them: everything that must survive."""
    sheet = book["실적"]
    sheet["M2"], sheet["M3"], sheet["M4"] = "합계", "=SUM(G4:I4)", '=HYPERLINK("http://example.org")'
    sheet["N4"].value, sheet["N4"].number_format = 0.985, "0.0%"
    sheet["G5"].font, sheet["G5"].alignment = Font(name="바탕", bold=True, color="FF0000FF"), Alignment("center")
    sheet["G5"].border = Border(left=Side("thick"))
    sheet["G5"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet.merge_cells("P4:R5")
    sheet["P4"] = "합친 칸"
    sheet.column_dimensions["B"].width = 33
    sheet.row_dimensions[7].hidden = True
    sheet["G5"].comment = Comment("내 메모", "김주무관")
    rule = DataValidation("list", '"S,A"')
    rule.add("H4:H9")
    sheet.add_data_validation(rule)
    book.create_sheet("숨긴 시트").sheet_state = "hidden"
    book["점수"].sheet_view.tabSelected = True


SOURCE = edited(used)


def mark(*problems, data=SOURCE, name="내 파일.xlsx", language="ko"):
    return marked_workbook(name, data, problems, language)


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def shade(cell):
    return cell.fill.fgColor.indexed if cell.fill.fill_type == "solid" and cell.fill.fgColor.type == "indexed" else None


def look(cell):
    styles = map(repr, (cell.font, cell.border, cell.alignment, cell.protection))
    return cell.value, cell.data_type, cell.number_format, *styles


def test_every_value_formula_and_style_is_kept():
    before, after = opened(SOURCE), opened(mark(ERROR, WARNING, NOTE))
    assert after.sheetnames == ["점검 결과", *before.sheetnames]
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                other = after[sheet.title][cell.coordinate]
                assert look(other) == look(cell)
                if cell.coordinate not in ("G4", "H5", "I6"):
                    assert repr(other.fill) == repr(cell.fill)


def test_widths_merges_hidden_parts_and_rules_are_kept():
    book = opened(mark(ERROR))
    sheet = book["실적"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["P4:R5"]
    assert sheet.column_dimensions["B"].width == 33
    assert sheet.row_dimensions[7].hidden
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["H4:H9"]
    assert book["숨긴 시트"].sheet_state == "hidden"
    assert sheet.freeze_panes == "C4"


def test_the_gravest_problem_colours_the_cell_and_all_are_said():
    sheet = opened(mark(NOTE, WARNING, ERROR, Problem("intake.boolean_cell", "실적!H5", {"found": "TRUE"})))["실적"]
    assert [shade(sheet[cell]) for cell in ("G4", "H5", "I6", "G5")] == [CORAL, CORAL, PALE_BLUE, None]
    assert shade(opened(mark(WARNING))["실적"]["H5"]) == GOLD
    comment = sheet["H5"].comment.text
    assert comment.index("오류") < comment.index("주의")
    assert "TRUE" in comment


def test_a_comment_says_what_is_wrong_what_is_expected_and_what_to_do():
    found = Problem(
        "plausibility.fell",
        "실적!G4",
        {"unit": "부천시", "indicator": "G1 조치율", "found": "9건", "last": "12건", "month": "2023-08"},
    )
    comment = opened(mark(found))["실적"]["G4"].comment.text
    assert comment.startswith("[현황판 점검]")
    assert "부천시 G1 조치율" in comment
    assert "쓸 수 있는 것: " in comment
    assert "할 일: " in comment


def test_an_own_comment_stays_before_ours():
    comment = opened(mark(problem("not_a_number", "실적!G5", found="x")))["실적"]["G5"].comment
    assert comment.text.startswith("내 메모\n\n[현황판 점검]")
    assert comment.author == "김주무관"


def test_a_problem_behind_a_merged_cell_is_marked_where_it_can_be_seen():
    sheet = opened(mark(problem("merged_cell", "실적!Q5", range="P4:R5")))["실적"]
    assert shade(sheet["P4"]) == CORAL
    assert sheet["P4"].comment is not None


@pytest.mark.parametrize(
    "place", ["실적", "없는 시트!G4", "실적!", "실적!ZZZ1", "실적!A99999999", "파일.xlsx", "", "실적!G4:G5", "a!b!c"]
)
def test_a_problem_without_a_cell_is_only_listed(place):
    book = opened(mark(problem("not_a_number", place, found="x")))
    assert book["점검 결과"]["E7"].value.startswith("‘x’")
    assert not [cell for sheet in book.worksheets[1:] for row in sheet for cell in row if shade(cell)]


def test_the_list_filters_links_to_the_cells_and_is_what_is_seen_first():
    book = opened(mark(ERROR, WARNING, NOTE))
    sheet = book["점검 결과"]
    assert "고칠 곳 1건, 확인할 것 1건, 알림 1건" in sheet["A2"].value
    assert [cell.value for cell in sheet[6]] == ["구분", "시트", "칸", "적힌 값", "내용", "쓸 수 있는 것", "할 일"]
    assert [[cell.value for cell in row[:3]] for row in sheet["A7:C9"]] == [
        ["오류", "실적", "G4"],
        ["주의", "실적", "H5"],
        ["알림", "실적", "I6"],
    ]
    assert [sheet[f"C{row}"].hyperlink.location for row in (7, 8, 9)] == ["'실적'!G4", "'실적'!H5", "'실적'!I6"]
    assert sheet.auto_filter.ref == "A6:G9"
    assert book.active is sheet
    assert [one.title for one in book if one.sheet_view.tabSelected] == ["점검 결과"]


def test_a_sheet_with_a_quote_in_its_name_is_linked():
    def rename(book):
        book["실적"].title = "7월's 실적"

    sheet = opened(mark(problem("not_a_number", "7월's 실적!G4", found="x"), data=edited(rename)))["점검 결과"]
    assert sheet["C7"].hyperlink.location == "'7월''s 실적'!G4"


@pytest.mark.parametrize("found", ["=1+1", "+82", "-5", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
@pytest.mark.parametrize("name", ["=1.xlsx", "a.xlsx"])
def test_nothing_that_is_added_can_run(found, name):
    data = mark(Problem("intake.not_a_number", "실적!G4", {"found": found}), data=workbook(), name=name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = b"".join(archive.read(part) for part in archive.namelist() if part.startswith("xl/worksheets/sheet"))
        links = b"".join(archive.read(part) for part in archive.namelist() if part.endswith(".rels"))
    assert b"<f>" not in sheets
    assert b"External" not in links
    cell = opened(data)["점검 결과"]["D7"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_words_of_the_file_that_look_like_formulas_stay_words():
    after = opened(mark(ERROR, data=workbook()))["가감점"]
    assert (after["F4"].value, after["F4"].data_type) == ("=2+3 우수 사례", "s")


def test_control_characters_in_a_name_do_no_harm():
    assert "내 파일.xlsx" in opened(mark(ERROR, name="내\x01파일.xlsx"))["점검 결과"]["A2"].value


def test_the_marked_copy_is_read_like_the_file():
    def reading(data):
        return read_workbook(SourceFile("m.xlsx", data), Expected(DEFINITION))

    plain, copied = reading(workbook()), reading(mark(ERROR, WARNING, data=workbook()))
    assert month_of(copied) == month_of(plain) == MONTH
    assert copied.problems == plain.problems


def test_marks_of_an_earlier_copy_are_gone_in_the_next():
    first = mark(ERROR, WARNING)
    book = opened(mark(problem("not_a_number", "실적!G5", found="x"), data=first, language="en"))
    sheet = book["실적"]
    assert book.sheetnames.count("점검 결과") == 0
    assert book.sheetnames[0] == "Findings"
    assert (shade(sheet["G4"]), sheet["G4"].comment) == (None, None)
    assert sheet["G5"].comment.text.count("내 메모") == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_csv_file_becomes_a_sheet_of_words(encoding):
    data = "unit,indicator,value\n41190,G1,=1+1\n\n41280,G1,007\n".encode(encoding)
    found = problem("not_a_number", "값.csv!C2", found="=1+1")
    book = opened(mark(found, data=data, name="값.csv"))
    sheet = book["값.csv"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["unit", "indicator", "value"],
        ["41190", "G1", "=1+1"],
        [None] * 3,
        ["41280", "G1", "007"],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert shade(sheet["C2"]) == CORAL
    assert book["점검 결과"]["C7"].hyperlink.location == "'값.csv'!C2"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"text", SOURCE[: len(SOURCE) // 2]],
)
def test_what_cannot_be_opened_gives_no_copy(data):
    assert mark(ERROR, data=data) is None


def test_a_file_that_is_too_large_gives_no_copy(monkeypatch):
    monkeypatch.setattr(marked, "MOST_CELLS", 20)
    assert mark(ERROR) is None
    assert mark(ERROR, data=b"a,b\n" * 30, name="a.csv") is None


def test_a_document_type_gives_no_copy():
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOURCE)) as source, zipfile.ZipFile(target, "w") as archive:
        for part in source.namelist():
            content = source.read(part)
            if part == "xl/workbook.xml":
                content = b'<!DOCTYPE a [<!ENTITY b "c">]>' + content
            archive.writestr(part, content)
    assert mark(ERROR, data=target.getvalue()) is None


def test_a_template_comes_back_with_its_rules():
    target = io.BytesIO()
    write_template(target, EVALUATION, "2023-09", now=MONTH, last=MONTH)
    before, after = opened(target.getvalue()), opened(mark(ERROR, data=target.getvalue()))
    for name in ("실적", "점수", "가감점"):
        rules = [[rule.formula1 for rule in book[name].data_validations.dataValidation] for book in (before, after)]
        assert rules[0] == rules[1]
    assert after["지난달"].protection.sheet
    assert after.defined_names["unit_codes"].attr_text == before.defined_names["unit_codes"].attr_text


def test_a_lone_cell_far_away_and_a_merged_sheet_do_not_fill_the_memory():
    def far(book):
        book["점수"].cell(49_000, 1_900, "여기")

    def wide(book):
        book["점수"].merged_cells.add("A1:XFD1048576")

    assert opened(mark(ERROR, data=edited(far)))["점수"].cell(49_000, 1_900).value == "여기"
    assert mark(ERROR, data=edited(wide)) is None
