"""Grades given by hand, in particular where the letters of a scale are digits."""

from decimal import Decimal
from fractions import Fraction

import pytest

from app.intake.cells import observation
from app.intake.csv_file import read_csv
from app.intake.grid import CellType, RawCell
from app.intake.numbers import Unread
from app.intake.reading import Expected, SourceFile
from scoring.model import (
    Branch,
    Definition,
    Evaluation,
    GradeScale,
    GradeStep,
    Group,
    Indicator,
    IndicatorLeaf,
    Method,
    Name,
)
from tests.intake.small import EVALUATION, UNITS, edited, entered, graded, month_of, read, workbook

FIVE = GradeScale("five", tuple(GradeStep(str(level), Fraction(level * 25), None) for level in (4, 3, 2, 1, 0)))
NAME = Name("문항", "Question")
QUESTION = Indicator("Q1", NAME, FIVE, method=Method.QUALITATIVE)
COUNT = Indicator("Q2", Name("건수", "Cases"), FIVE, cutoffs=(*map(Decimal, (90, 80, 70, 60)), None))
ROOT = Branch("final", NAME, NAME, (IndicatorLeaf(QUESTION), IndicatorLeaf(COUNT)))
SURVEY = Evaluation(
    "survey", NAME, EVALUATION.period_start, EVALUATION.cutoff, ROOT, (Group("1", Name("1", "1"), UNITS),)
)

NUMBER, TEXT = CellType.NUMBER, CellType.TEXT
CELLS = {
    "whole number": (RawCell(NUMBER, "4"), graded("4")),
    "number with decimals": (RawCell(NUMBER, "4.0"), graded("4")),
    "nought": (RawCell(NUMBER, "0"), graded("0")),
    "text": (RawCell(TEXT, "4"), graded("4")),
    "text with decimals": (RawCell(TEXT, "4.0"), graded("4")),
    "full width": (RawCell(TEXT, "３"), graded("3")),
    "value and grade": (RawCell(TEXT, "71.5 (3)"), entered("71.5", "3")),
}


@pytest.mark.parametrize(("cell", "expected"), CELLS.values(), ids=CELLS)
def test_a_digit_is_the_grade_of_an_indicator_graded_by_hand(cell, expected):
    assert observation(cell, QUESTION) == expected


@pytest.mark.parametrize("cell", [RawCell(NUMBER, "5"), RawCell(NUMBER, "3.5"), RawCell(TEXT, "9"), RawCell(TEXT, "A")])
def test_what_is_no_grade_is_refused(cell):
    with pytest.raises(Unread) as refused:
        observation(cell, QUESTION)
    assert (refused.value.code, refused.value.values["letters"]) == ("grade_expected", "4, 3, 2, 1, 0")


@pytest.mark.parametrize("cell", [RawCell(NUMBER, "4"), RawCell(TEXT, "4")])
def test_a_digit_is_the_value_of_an_indicator_that_is_measured(cell):
    assert observation(cell, COUNT) == entered("4")


def test_the_columns_of_a_csv_file_tell_value_and_grade_apart():
    rows = b"unit,indicator,value,grade\n41190,Q1,4,\n41190,Q2,4,\n41280,Q1,,4.0\n41280,Q2,,4\n41430,Q2,3,2\n"
    expected = Expected(Definition((SURVEY,), UNITS), "survey", "2023-09")
    reading = read_csv(SourceFile("m.csv", rows), expected)
    assert reading.problems == ()
    assert month_of(reading).observations == {
        "41190": {"Q1": graded("4"), "Q2": entered("4")},
        "41280": {"Q1": graded("4"), "Q2": graded("4")},
        "41430": {"Q2": entered("3", "2")},
    }


def test_a_workbook_with_a_number_for_a_letter_is_refused_with_its_place():
    (found,) = read(edited(lambda book: book["실적"].__setitem__("G6", 98))).problems
    assert (found.code, found.place) == ("intake.grade_expected", "실적!G6")


def test_a_workbook_without_rows_is_refused():
    def clear(book):
        for name in ("점수", "가감점"):
            book.remove(book[name])
        book["실적"].delete_rows(4, 20)

    assert "intake.nothing_entered" in [found.code for found in read(edited(clear, workbook())).problems]
