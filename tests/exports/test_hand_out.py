"""The sheets that departments are handed: one each, ready to print, nothing in them that runs."""

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from app.exports.hand_out import Words, department_workbook
from app.services.departments import departments_of
from app.services.progress import Beside, progress_of
from app.services.timeline import Timeline
from scoring.model import Department, Name
from tests.scoring.build import indicator
from tests.services.progressing import DAY, JULY, evaluation, results, view_of

HEADING = ("2023년 경기도 시군종합평가", "2023년 7월 · 자료 기준일 2023-07-31", "부천시")
MARK = "예시 데이터"


def workbook(*names: str, indicator_name: str = "지표", language: str = "ko") -> bytes:
    """One indicator for each department."""
    departments = [Department(f"d{number}", Name(name, name)) for number, name in enumerate(names)]
    of = evaluation(
        *(
            replace(indicator(f"X{number}", lead=lead), name=Name(indicator_name, indicator_name))
            for number, lead in enumerate(departments)
        )
    )
    month = {JULY: {f"X{number}": 95 for number in range(len(names))}}
    view = view_of(of, month)
    found = progress_of(view, "u", Beside(Timeline(results(of, month)), {}, DAY))
    months = departments_of(view.result, "u", found, frozenset())
    return department_workbook(view, "u", months, Words(HEADING, (MARK,), language))


def part(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(name).decode()


def test_every_department_has_a_sheet_with_its_name_and_its_finding() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook("민원과", "세정과")))
    assert book.sheetnames == ["민원과", "세정과"]
    sheet = book["세정과"]
    assert sheet["A1"].value.startswith("세정과: 주관 1개 중 1개 입력")
    assert [sheet.cell(row, 1).value for row in range(2, 6)] == [*HEADING, MARK]
    header = [cell.value for cell in sheet[7]]
    assert header[-2:] == ["원인", "대책"]
    assert [cell.value for cell in sheet[8]][-2:] == [None, None]


def test_names_that_would_be_one_sheet_are_told_apart() -> None:
    long = "도" * 40
    names = openpyxl.load_workbook(io.BytesIO(workbook("Tax", "TAX", long, long + "과", "a/b", "a:b"))).sheetnames
    assert len({name.casefold() for name in names}) == 6
    assert max(map(len, names)) <= 31


def test_a_sheet_is_a_landscape_a4_as_wide_as_its_table_with_header_and_footer() -> None:
    content = workbook("민원과")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$7:$7"
    xml = part(content)
    header = re.search("<oddHeader>(.*?)</oddHeader>", xml)
    footer = re.search("<oddFooter>(.*?)</oddFooter>", xml)
    assert header
    assert footer
    assert header[1] == "&amp;R" + " · ".join(HEADING)
    assert footer[1] == f"&amp;L{MARK}&amp;R&amp;N쪽 중 &amp;P쪽"
    assert "autoFilter" not in xml


def test_rows_are_high_enough_to_write_in_and_higher_where_words_need_it() -> None:
    short, long = (
        openpyxl.load_workbook(io.BytesIO(workbook("민원과", indicator_name=name))).active.row_dimensions[8].height
        for name in ("짧은 지표", "긴 이름의 지표 " * 12)
    )
    assert short == 45
    assert long > 2 * short


@pytest.mark.parametrize("name", ["=1+1", "+82", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_what_looks_like_a_formula_stays_words(name: str) -> None:
    content = workbook(name, indicator_name=name)
    assert "<f>" not in part(content)
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["B8"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)


def test_the_same_month_gives_the_same_bytes() -> None:
    assert workbook("민원과", "세정과") == workbook("민원과", "세정과")
