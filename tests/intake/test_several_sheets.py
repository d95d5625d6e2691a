"""The template taken apart: a sheet for each group, or what one municipality needs of it; read as it was."""

from dataclasses import replace

import pytest

from app.intake.reading import Expected, SourceFile
from app.intake.workbook_file import read_workbook
from scoring.model import Definition
from tests.intake.small import DEFINITION, EVALUATION, UNITS, edited, read, workbook

FIRST_UNIT, GROUPS = 7, (UNITS[:2], UNITS[2:])
VALUE_COLUMN = "실적"


def said(reading, *units):
    """What is said of each cell, wherever it stands."""
    return {entry[:7] for entry in reading.entries if not units or entry.unit in units}


def codes(reading):
    return [found.code.removeprefix("intake.") for found in reading.problems]


def keep_units(sheet, kept):
    for column in range(FIRST_UNIT + len(UNITS) - 1, FIRST_UNIT - 1, -1):
        if str(sheet.cell(3, column).value) not in kept:
            sheet.delete_cols(column)


def sheet_for_each_group(book):
    for number, group in enumerate(GROUPS, 1):
        copy = book.copy_worksheet(book["실적"])
        copy.title = f"{number}그룹"
        keep_units(copy, [unit.code for unit in group])
    del book["실적"]


def report_of(unit, *, above=None):
    """The template with one municipality, its name and code gone from the head of the table."""

    def edit(book):
        for name in ("점수", "가감점"):
            del book[name]
        sheet = book["실적"]
        keep_units(sheet, [unit])
        sheet.cell(1, 1).value = above
        sheet.cell(2, FIRST_UNIT).value = VALUE_COLUMN
        sheet.delete_rows(3)
        sheet.title = "Sheet1"

    return edit


def test_a_sheet_for_each_group_is_read_as_the_whole():
    reading = read(edited(sheet_for_each_group))
    assert codes(reading) == ["tables_joined"]
    assert reading.problems[0].values["names"] == "1그룹, 2그룹"
    assert said(reading) == said(read(workbook()))


@pytest.mark.parametrize(
    ("above", "unit", "named"),
    [
        (None, "41190", {}),
        (None, "41280", {"unit": "41280"}),
        ("2023년 9월 고양시 실적", "41280", {}),
        ("2023년 9월 고양시 실적", "41280", {"unit": "41430"}),
    ],
    ids=["the home", "the one chosen", "the one in the title", "the title before what was chosen"],
)
def test_what_is_left_for_one_municipality_is_read_as_its_own(above, unit, named):
    reading = read(edited(report_of(unit, above=above)), **named)
    assert codes(reading) == ["read_as_unit", "columns_skipped"]
    assert said(reading) == {entry for entry in said(read(workbook()), unit) if entry[0] == "value"}


def test_without_a_home_and_without_a_choice_it_is_nobodys():
    evaluation = replace(EVALUATION, home=None)
    expected = Expected(Definition((evaluation,), DEFINITION.units))
    reading = read_workbook(SourceFile("m.xlsx", edited(report_of("41190"))), expected)
    assert reading.entries == ()
    assert codes(reading)[-1] == "no_known_sheet"
    chosen = read_workbook(SourceFile("m.xlsx", edited(report_of("41190"))), expected._replace(unit="41190"))
    assert {entry.unit for entry in chosen.entries} == {"41190"}
