import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from app.exports.xlsx import table_workbook
from app.services.tables import Column, Kind, Table

HEADING = ("2023년 경기도 시군종합평가", "2023년 9월 · 자료 기준일 2023-09-30", "분야: 전체")
MARKS = ("예시 데이터", "가정 3건 포함")
COLUMNS = (
    Column("name", "시군"),
    Column("rank", "순위", Kind.WHOLE),
    Column("score", "점수", Kind.NUMBER, 2),
    Column("lost", "잃은 점수", Kind.BAR, 3),
)
ROWS = (
    {"name": "의왕시", "rank": 2, "score": Decimal("98.945"), "lost": Decimal("-0.001")},
    {"name": "구리시", "rank": None, "score": None, "lost": Decimal("12345.6")},
)
HOSTILE = ["=1+1", "+82-31", "-5", "@SUM(A1)", "\t=1", "{=1}", "http://example.org", "mailto:a@b", "1234", "", "a\x01b"]


def workbook(table=None, marks=MARKS, language="ko"):
    table = table or Table("그룹 순위", COLUMNS, ROWS)
    return table_workbook(table, heading=HEADING, marks=marks, language=language)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(name).decode()


def words_only(cells):
    return Table("t", (Column("a", "A"),), [{"a": cell} for cell in cells])


def column_of(content):
    return [row[0] for row in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()]


def test_the_sheet_says_what_it_is_before_the_rows():
    rows = [[cell.value for cell in row] for row in opened(workbook()).iter_rows()]
    assert [row[0] for row in rows[:6]] == ["그룹 순위", *HEADING, *MARKS]
    assert rows[6] == [None] * 4
    assert rows[7] == ["시군", "순위", "점수", "잃은 점수"]
    assert len(rows) == 10


def test_what_was_chosen_stands_above_the_table():
    table = Table("그룹 순위", COLUMNS, ROWS, filters=("그룹: 1그룹", "=1+1"))
    for language, line in (("ko", "고른 조건 · 그룹: 1그룹 · =1+1"), ("en", "Chosen · 그룹: 1그룹 · =1+1")):
        rows = [row[0].value for row in opened(workbook(table, language=language)).iter_rows(max_col=1)]
        assert rows[:7] == ["그룹 순위", *HEADING, line, *MARKS]


def test_marks_stand_out():
    mark = opened(workbook())["A5"]
    assert mark.value == "예시 데이터"
    assert mark.font.bold
    assert mark.font.color.rgb == "FF800000"


def test_numbers_are_numbers_rounded_half_up_with_fixed_decimals():
    sheet = opened(workbook())
    rank, score, lost = sheet["B9"], sheet["C9"], sheet["D9"]
    assert (rank.value, rank.number_format) == (2, "#,##0")
    assert (score.value, score.number_format) == (98.95, "#,##0.00")
    assert (lost.value, lost.number_format) == (-0.001, "#,##0.000")
    assert [sheet[cell].value for cell in ("B10", "C10", "D10")] == [None, None, 12345.6]


@pytest.mark.parametrize("number", ["98.942", "0.1", "97.31415926535", "123456789012345", "0.000001", "-100.82", "0"])
def test_a_number_stands_in_the_file_digit_by_digit(number):
    decimals = len(number.partition(".")[2])
    table = Table("t", (Column("a", "A", Kind.NUMBER, decimals),), [{"a": Decimal(number)}])
    (written,) = re.findall(r"<v>([^<]*)</v></c></row></sheetData>", part(workbook(table), "xl/worksheets/sheet1.xml"))
    assert Decimal(written) == Decimal(number)


def test_a_number_longer_than_a_spreadsheet_keeps_is_a_text():
    table = Table(
        "t",
        (Column("a", "A", Kind.NUMBER, 4), Column("b", "B", Kind.WHOLE)),
        [
            {"a": Decimal("123456789012.3456"), "b": 12345678901234567},
            {"a": Decimal("123456789012000.0000"), "b": 10**30},
        ],
    )
    sheet = opened(workbook(table))
    assert [sheet[cell].value for cell in ("A9", "B9")] == ["123,456,789,012.3456", "12,345,678,901,234,567"]
    assert [sheet[cell].value for cell in ("A10", "B10")] == [123456789012000, 1e30]


@pytest.mark.parametrize("cell", HOSTILE)
def test_words_stay_words(cell):
    content = workbook(words_only([cell]))
    xml = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert opened(content)["A9"].data_type == "s"


def test_words_come_back_as_they_were():
    kept = [cell for cell in HOSTILE if cell and "\x01" not in cell]
    assert column_of(workbook(words_only(kept)))[-len(kept) :] == kept


def test_words_like_a_formula_stay_words_when_edited():
    sheet = opened(workbook(words_only(["=1+1", "-5", "의왕시"])))
    assert [sheet[cell].quotePrefix for cell in ("A9", "A10", "A11")] == [True, True, False]


def test_title_and_marks_are_words_too():
    table = Table("=cmd|' /C calc'!A0", COLUMNS[:1], [{"name": "a"}])
    content = table_workbook(table, heading=("=1",), marks=("@x",), language="en")
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    assert column_of(content)[:3] == ["=cmd|' /C calc'!A0", "=1", "@x"]


def test_a_text_longer_than_a_cell_is_cut_visibly():
    written = column_of(workbook(words_only(["가" * 40_000])))[-1]
    assert (len(written), written[-1]) == (32_767, "…")


def test_columns_are_as_wide_as_what_stands_in_them():
    table = Table(
        "t", (Column("a", "A"), Column("b", "B"), Column("c", "C")), [{"a": "가나다라마", "b": "ab", "c": "x" * 99}]
    )
    sheet = opened(workbook(table))
    assert sheet.column_dimensions["A"].width == pytest.approx(11, abs=1)
    assert sheet.column_dimensions["B"].width == pytest.approx(6, abs=1)
    assert sheet.column_dimensions["C"].width == pytest.approx(60, abs=1)


def test_header_stays_in_sight_and_filters():
    sheet = opened(workbook())
    assert sheet.freeze_panes == "A9"
    assert sheet.auto_filter.ref == "A8:D10"


@pytest.mark.parametrize(("language", "pages"), [("ko", "&N쪽 중 &P쪽"), ("en", "Page &P of &N")])
def test_print_is_landscape_with_header_marks_and_page_numbers(language, pages):
    content = workbook(marks=("A & B",), language=language)
    sheet = opened(content)
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$7:$7"
    footer = part(content, "xl/worksheets/sheet1.xml").partition("<oddFooter>")[2].partition("</oddFooter>")[0]
    assert footer.replace("&amp;", "&") == f"&LA && B&R{pages}"


def test_a_footer_too_long_for_excel_keeps_the_page_numbers():
    content = workbook(marks=("가" * 300,))
    assert "&amp;P" in part(content, "xl/worksheets/sheet1.xml")


def test_the_same_table_gives_the_same_bytes():
    assert workbook() == workbook()


def test_a_table_without_rows_is_a_header():
    sheet = opened(workbook(Table("t", COLUMNS, [])))
    assert sheet.max_row == 8
    assert sheet.auto_filter.ref == "A8:D8"


@pytest.mark.parametrize("title", ["a/b:c*[d]?", "'quoted'", "History", "가" * 40, "", "🎉" * 20, "///"])
def test_any_title_makes_a_sheet(title):
    sheet = opened(workbook(Table(title, COLUMNS, ROWS)))
    assert 0 < len(sheet.title) <= 31
    assert sheet["A1"].value == title
