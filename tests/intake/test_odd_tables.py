"""Titles, notes, shifted, doubled and unknown rows and columns."""

import pytest

from scoring.problem import Severity
from tests.intake.small import MONTH, edited, month_of, read


def put(cells):
    """An edit that writes cells, or clears them."""

    def edit(book):
        for place, value in cells.items():
            sheet, cell = place.split("!")
            book[sheet][cell] = value

    return edit


def problems(edit, **named):
    return [f"{found.code.removeprefix('intake.')} {found.place}" for found in read(edited(edit), **named).problems]


def test_titles_above_and_notes_below_are_counted_and_left():
    def edit(book):
        book["실적"].insert_rows(1, 3)
        book["실적"]["B1"] = "제목 하나"
        book["실적"].merge_cells("B1:H1")
        book["실적"]["A16"] = "※ 자료 출처: 각 시군"
        book["실적"]["B17"] = "문의: 기획팀"

    reading = read(edited(edit))
    (found,) = reading.problems
    assert (found.code, found.severity, found.values["rows"]) == ("intake.rows_skipped", Severity.NOTE, "16, 17")
    assert month_of(reading) == MONTH
    assert reading.counts.notes == 2


def test_hidden_rows_are_read_and_said():
    reading = read(edited(lambda book: book["실적"].row_dimensions.__getitem__(5).__setattr__("hidden", True)))
    assert [found.code for found in reading.problems] == ["intake.hidden_rows"]
    assert month_of(reading) == MONTH


def test_codes_may_be_numbers_and_columns_in_any_order():
    def edit(book):
        sheet = book["실적"]
        sheet["G3"] = 41190
        sheet.move_range("H1:H10", cols=3)

    assert month_of(read(edited(edit))).observations == MONTH.observations


def test_a_single_header_row_with_names_is_enough():
    reading = read(edited(lambda book: book["실적"].delete_rows(3)))
    assert reading.problems == ()
    assert month_of(reading).observations == MONTH.observations


LACKS_UNITS = "missing_units 실적"
LACKS_INDICATORS = "missing_indicators 실적"
CELLS = {
    "unknown unit code": ({"실적!G3": "41191"}, ["unknown_unit 실적!G3", LACKS_UNITS]),
    "column of another unit's name": ({"실적!G2": "의왕시"}, ["unit_mismatch 실적!G3", LACKS_UNITS]),
    "unit twice": ({"실적!H2": "부천시", "실적!H3": "41190"}, ["unit_twice 실적!H3", LACKS_UNITS]),
    "unit missing": ({f"실적!I{row}": None for row in range(2, 9)}, [LACKS_UNITS]),
    "extra column": ({"실적!J2": "합계", "실적!J4": 5}, ["totals_skipped 실적"]),
    "column of something else": ({"실적!J2": "인구", "실적!J4": 5}, ["column_ignored 실적!J2"]),
    "column of remarks": ({"실적!J2": "비고", "실적!J4": "확인"}, ["columns_skipped 실적"]),
    "column without a name": ({"실적!J4": 5}, ["code_missing 실적!J3"]),
    "misspelt unit name": ({"실적!J2": "부천사"}, ["unknown_unit 실적!J2"]),
    "unknown indicator": ({"실적!A4": "GG1"}, ["unknown_indicator 실적!A4", LACKS_INDICATORS]),
    "row of another name": ({"실적!B4": "상담 건수"}, ["indicator_mismatch 실적!A4", LACKS_INDICATORS]),
    "indicator twice": ({"실적!A5": "G1", "실적!B5": None}, ["indicator_twice 실적!A5", LACKS_INDICATORS]),
    "row found by its name alone": ({"실적!A4": None}, []),
    "row without code and name": ({"실적!A4": None, "실적!B4": None}, ["code_missing 실적!A4", LACKS_INDICATORS]),
    "header of another word": ({"실적!A2": "번호"}, []),
    "score of an unknown node": ({"점수!C3": "last"}, ["unknown_score 점수!C3"]),
    "score of an unknown unit": ({"점수!A6": "41431"}, ["unknown_unit 점수!A6"]),
    "score of a shifted unit": ({"점수!B6": "부천시"}, ["unit_mismatch 점수!A6"]),
    "unit twice among the scores": ({"점수!A5": "41190", "점수!B5": "부천시"}, ["unit_twice 점수!A5"]),
    "score without a unit": ({"점수!A6": None, "점수!B6": None}, ["code_missing 점수!A6"]),
    "score in percent": ({"점수!C6": "94%"}, ["percent_cell 점수!C6"]),
    "unknown node": ({"가감점!C4": "curent"}, ["unknown_node 가감점!C4"]),
    "neither bonus nor deduction": ({"가감점!D4": "벌점"}, ["unknown_adjustment 가감점!D4"]),
    "points missing": ({"가감점!E4": None}, ["points_missing 가감점!E4"]),
    "negative points": ({"가감점!E4": -1}, ["negative_points 가감점!E4"]),
    "bonus twice": ({"가감점!D5": "가점"}, ["row_twice 가감점!A5"]),
    "no column for points": ({"가감점!E2": "값"}, ["column_missing 가감점"]),
}


@pytest.mark.parametrize(("cells", "expected"), CELLS.values(), ids=CELLS)
def test_is_reported(cells, expected):
    assert problems(put(cells)) == expected


@pytest.mark.parametrize("cells", [cells for cells, _ in CELLS.values()], ids=CELLS)
def test_rows_in_are_rows_accounted_for(cells):
    counts = read(edited(put(cells))).counts
    assert counts.rows == counts.read + counts.notes + counts.refused


def test_a_missing_row_is_reported():
    assert problems(lambda book: book["실적"].delete_rows(8)) == [LACKS_INDICATORS]


def add_sheet(name, *cells):
    return lambda book: book.create_sheet(name).append(cells)


def test_a_sheet_with_numbers_that_is_not_read_is_asked_about():
    (found,) = read(edited(add_sheet("메모", "합계", 5))).problems
    assert (found.code, found.place, found.severity) == ("intake.sheet_ignored", "메모", Severity.WARNING)


def test_a_sheet_without_numbers_is_only_named():
    (found,) = read(edited(add_sheet("메모", "9월 자료는 5일에 받음"))).problems
    assert (found.code, found.place, found.severity) == ("intake.sheets_skipped", "메모", Severity.NOTE)


def test_two_sheets_of_the_same_values_are_refused_with_their_first_cells():
    (found,) = read(edited(lambda book: book.copy_worksheet(book["실적"]))).problems
    said = (found.values["first"], found.values["count"])
    assert (found.code, found.place, *said) == ("intake.tables_overlap", "실적 Copy!G4", "실적!G4", "15")


def test_the_nearest_code_is_suggested():
    (found, _) = read(edited(put({"실적!G3": "41191"}))).problems
    assert found.values["suggestion"] == "41190"


SCOPES = {
    "wrong evaluation": ({"안내!B1": "gyeonggi-2032"}, {}, "unknown_evaluation 안내!B1"),
    "another evaluation was asked for": ({}, {"evaluation": "gyeonggi-2022"}, "evaluation_differs 안내!B1"),
    "month outside the period": ({"안내!B2": "2023-10"}, {}, "month_outside 안내!B2"),
    "no month": ({"안내!B2": "구월"}, {}, "month_outside 안내!B2"),
    "another month was asked for": ({}, {"month": "2023-08"}, "month_differs 안내!B2"),
    "evaluation left out": ({"안내!A1": None}, {}, "evaluation_missing m.xlsx"),
    "month left out": ({"안내!A2": None}, {}, "month_missing m.xlsx"),
    "unknown kind of data": ({"안내!B3": "시험"}, {}, "unknown_kind 안내!B3"),
}


@pytest.mark.parametrize(("cells", "named", "expected"), SCOPES.values(), ids=SCOPES)
def test_evaluation_and_month_are_checked(cells, named, expected):
    assert problems(put(cells), **named) == [expected]


def test_evaluation_and_month_can_come_from_the_user():
    def edit(book):
        del book["안내"]

    reading = read(edited(edit), evaluation="gyeonggi-2023", month="2023-09")
    assert reading.problems == ()
    assert month_of(reading) == MONTH


def test_warnings_do_not_block():
    found = read(edited(add_sheet("메모", 1))).problems
    assert [problem.severity for problem in found] == [Severity.WARNING]
