"""Every odd cell is read rightly, or reported with its place."""

import io
import re
import unicodedata
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from app.intake.reading import Expected, SourceFile
from app.intake.workbook_file import read_workbook
from app.services.problems import describe
from app.text.catalogue import LANGUAGES
from scoring.model import NOT_APPLICABLE, NOT_SUBMITTED, Observation, State
from scoring.problem import Severity
from tests.intake.small import DEFINITION, MONTH, edited, entered, graded, month_of, read, workbook
from tests.intake.test_hostile_files import repacked

FIRST = "G4"  # Bucheon, an indicator in percent
SECOND = "G5"  # Bucheon, an indicator in cases


def put(cell, value, number_format=None):
    def edit(book):
        book["실적"][cell] = value
        if number_format:
            book["실적"][cell].number_format = number_format

    return edited(edit)


READ = {
    "number": (FIRST, 97.25, None, entered("97.25")),
    "text number": (SECOND, "1,234", None, entered("1234")),
    "text number with decimals": (SECOND, " 1,234.50 ", None, entered("1234.50")),
    "percent as text": (FIRST, "98.5%", None, entered("98.5")),
    "percent as format": (FIRST, 0.985, "0.0%", entered("98.5")),
    "percent as custom format": (FIRST, 0.985, '#,##0.0%;[Red]-0.0%', entered("98.5")),
    "a quoted percent sign is only a label": (FIRST, 98.5, '0.0"%"', entered("98.5")),
    "own unit behind the number": (SECOND, "1,234 건", None, entered("1234")),
    "full-width digits": (SECOND, "１２３４", None, entered("1234")),
    "full-width percent": (FIRST, "９８．５％", None, entered("98.5")),
    "binary noise": (FIRST, 0.1 + 0.2, None, entered("0.3")),
    "exponent": (SECOND, "1.5e-05", None, entered("0.000015")),
    "negative": (SECOND, "-5", None, entered("-5")),
    "not applicable": (FIRST, "해당없음", None, NOT_APPLICABLE),
    "not applicable with a space": (FIRST, " 해당 없음 ", None, NOT_APPLICABLE),
    "decomposed letters": (FIRST, unicodedata.normalize("NFD", "해당없음"), None, NOT_APPLICABLE),
    "not submitted": (FIRST, "미입력", None, NOT_SUBMITTED),
    "english state": (FIRST, "not applicable", None, NOT_APPLICABLE),
    "grade": (FIRST, "A", None, graded("A")),
    "full-width grade": (FIRST, "Ｓ", None, graded("S")),
    "number and grade": (FIRST, "98.5 (A)", None, entered("98.5", "A")),
    "true minus sign": (SECOND, "\u22125", None, entered("-5")),
    "mark of a text before a number": (SECOND, "'1,234", None, entered("1234")),
    "line break before the unit": (SECOND, "1,234\n건", None, entered("1234")),
    "line break before the grade": (FIRST, "98.5\n(A)", None, entered("98.5", "A")),
    "full-width comma and sign": (SECOND, "－１，２３４．５", None, entered("-1234.5")),
    "a mark without width": (SECOND, "\ufeff12\u200b", None, entered("12")),
    "accounting format of a negative number": (SECOND, -1234, "#,##0_);(#,##0)", entered("-1234")),
    "a coloured format is no date": (SECOND, 12, '[Red]#,##0_);"음"#,##0', entered("12")),
    "won": (SECOND, 12, '[$₩-412]#,##0', entered("12")),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "value", "number_format", "expected"), READ.values(), ids=READ)
def test_is_read(cell, value, number_format, expected):
    reading = read(put(cell, value, number_format))
    assert reading.problems == ()
    item = "G1" if cell == FIRST else "G2"
    assert month_of(reading).observations["41190"][item] == expected


REFUSED = {
    "date": (SECOND, date(2023, 9, 30), None, "date_cell"),
    "month as a date": (SECOND, 45000, "yyyy-mm", "date_cell"),
    "elapsed time": (SECOND, 1.5, "[h]:mm", "date_cell"),
    "boolean": (SECOND, True, None, "boolean_cell"),
    "error": (SECOND, "#N/A", None, "error_cell"),
    "formula without a stored result": (SECOND, "=1+1", None, "formula_cell"),
    "percent where cases are counted": (SECOND, 0.5, "0%", "percent_cell"),
    "percent sign where cases are counted": (SECOND, "50%", None, "percent_cell"),
    "long dash": (SECOND, "—", None, "dash_cell"),
    "full-width dash": (SECOND, "－", None, "dash_cell"),
    "triangle before a number": (SECOND, "△5", None, "negative_mark"),
    "black triangle": (SECOND, "▲ 1,234", None, "negative_mark"),
    "number in brackets": (SECOND, "(5)", None, "negative_mark"),
    "asterisk behind a number": (FIRST, "98.5*", None, "footnote_mark"),
    "raised digit behind a number": (FIRST, "98.5¹", None, "footnote_mark"),
    "raised digit and bracket": (FIRST, "98.5¹⁾", None, "footnote_mark"),
    "digit in a circle behind a number": (FIRST, "98.5①", None, "footnote_mark"),
    "digit in a circle": (SECOND, "⑤", None, "not_a_value"),
    "a fraction": (SECOND, "½", None, "not_a_value"),
    "number and number in brackets": (SECOND, "1,200(1,100)", None, "several_numbers"),
    "numbers on two lines": (SECOND, "98.5\n97", None, "several_numbers"),
    "from one number to another": (SECOND, "98→99", None, "several_numbers"),
    "date as text": (SECOND, "2023-09-30", None, "date_cell"),
    "date in Korean": (SECOND, "2023년 9월 30일", None, "date_cell"),
    "a point": (SECOND, ".", None, "not_a_value"),
    "a cross": (SECOND, "x", None, "not_a_value"),
    "a word": (SECOND, "많음", None, "not_a_value"),
    "a dash": (SECOND, "-", None, "dash_cell"),
    "a small letter": (FIRST, "s", None, "not_a_value"),
    "a letter of another scale": (FIRST, "D", None, "not_a_value"),
    "misplaced comma": (SECOND, "12,34", None, "not_a_value"),
    "exponent without digits": (SECOND, "1e", None, "not_a_value"),
    "exponent out of reach": (SECOND, "1e-300", None, "number_too_long"),
    "two numbers": (SECOND, "12 13", None, "several_numbers"),
    "another unit": (SECOND, "12명", None, "not_a_value"),
    "script": (SECOND, "<script>alert(1)</script>", None, "not_a_value"),
    "formula as text": (SECOND, "'=cmd|' /C calc'!A0", None, "not_a_value"),
    "infinity": (SECOND, "Infinity", None, "not_a_value"),
    "too long before the point": (SECOND, "1" * 17, None, "number_too_long"),
    "too long behind the point": (SECOND, "0." + "1" * 23, None, "number_too_long"),
    "a very small number": (SECOND, 1e-30, None, "number_too_long"),
    "a very large number": (SECOND, 1e300, None, "number_too_long"),
    "endless text": (SECOND, "1" * 30_000, None, "not_a_value"),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "value", "number_format", "code"), REFUSED.values(), ids=REFUSED)
def test_is_refused_with_its_place(cell, value, number_format, code):
    (found,) = read(put(cell, value, number_format)).problems
    assert (found.code, found.place, found.severity) == (f"intake.{code}", f"실적!{cell}", Severity.ERROR)
    assert all(len(describe(found, language)) < 300 for language in LANGUAGES)


WORDS = {
    "N/A": NOT_APPLICABLE,
    "미해당": NOT_APPLICABLE,
    "해당사항 없음": NOT_APPLICABLE,
    "미제출": NOT_SUBMITTED,
    "자료 없음": NOT_SUBMITTED,
}


@pytest.mark.parametrize(("written", "expected"), WORDS.items(), ids=WORDS)
def test_other_words_for_a_state_are_read_and_listed(written, expected):
    reading = read(put(FIRST, written))
    (found,) = reading.problems
    assert (found.code, found.severity) == ("intake.words_read", Severity.NOTE)
    assert found.values["names"].startswith(f"{written} → ")
    assert month_of(reading).observations["41190"]["G1"] == expected


@pytest.mark.parametrize("state", [State.NOT_APPLICABLE, State.NOT_SUBMITTED])
def test_a_dash_means_what_was_agreed_on_and_is_counted(state):
    def dashes(book):
        book["실적"]["G4"], book["실적"]["H5"], book["점수"]["C6"] = "-", " – ", "-"

    reading = read_workbook(SourceFile("m.xlsx", edited(dashes)), Expected(DEFINITION, dash=state))
    (found,) = reading.problems
    assert (found.code, found.severity, found.values["count"]) == ("intake.dashes_read", Severity.NOTE, "3")
    assert month_of(reading).observations["41190"]["G1"] == Observation(state)
    assert [entry.state for entry in reading.entries if entry.kind == "score"] == [State.NOT_SUBMITTED]


def test_stored_results_of_formulas_are_read_and_counted():
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    (cell,) = re.findall(r'<c r="G5"[^>]*><v>1200</v></c>', sheet)
    data = repacked({"xl/worksheets/sheet2.xml": (cell.encode(), cell.replace("<v>", "<f>600*2</f><v>").encode())})
    reading = read(data)
    (found,) = reading.problems
    assert (found.code, found.place, found.severity) == ("intake.formulas_read", "실적!G5", Severity.NOTE)
    assert month_of(reading) == MONTH


def test_a_target_that_differs_is_asked_about_at_its_cell():
    (found,) = read(put("F4", 90)).problems
    assert (found.code, found.place, found.severity) == ("intake.target_differs", "실적!F4", Severity.WARNING)
    assert (found.values["found"], found.values["expected"]) == ("90", "95")


@pytest.mark.parametrize(("cell", "written"), [("F4", 95.0), ("F4", "95%"), ("F4", None), ("F7", "98.50"), ("F6", "-")])
def test_a_target_that_is_the_same_or_not_stated_says_nothing(cell, written):
    assert read(put(cell, written)).problems == ()


def test_a_small_letter_gets_a_suggestion():
    (found,) = read(put(FIRST, "s")).problems
    assert found.values["suggestion"] == "S"


def test_a_blank_cell_is_not_submitted_and_counted():
    def clear(book):
        book["실적"]["G4"] = None
        book["실적"]["H6"] = "   "

    reading = read(edited(clear))
    (found,) = reading.problems
    assert (found.code, found.place, found.values["count"]) == ("intake.blank_cells", "실적!G4", "2")
    assert found.severity is Severity.WARNING
    assert month_of(reading).observations["41190"]["G1"] == Observation(State.NOT_SUBMITTED)
    assert reading.counts.blanks == 2


def test_a_cell_behind_a_merged_one_is_refused():
    reading = read(edited(lambda book: book["실적"].merge_cells("G4:H4")))
    assert [(found.code, found.place) for found in reading.problems] == [("intake.merged_cell", "실적!H4")]


def test_all_problems_are_found_at_once():
    def spoil(book):
        book["실적"]["G4"] = "x"
        book["실적"]["I8"] = True
        book["점수"]["C6"] = "y"
        book["가감점"]["E4"] = -1

    places = [found.place for found in read(edited(spoil)).problems]
    assert places == ["실적!G4", "실적!I8", "점수!C6", "가감점!E4"]


def test_scores_are_numbers_and_can_be_taken_back():
    reading = read(edited(lambda book: book["점수"].cell(6, 3, "미입력")))
    score = next(entry for entry in reading.entries if entry.kind == "score")
    assert (score.state, score.value) == (State.NOT_SUBMITTED, None)


def test_a_score_as_text_is_read():
    reading = read(edited(lambda book: book["점수"].cell(4, 3, "1,100.25")))
    assert month_of(reading).scores["41190", "prior"] == Decimal("1100.25")
    assert month_of(reading).observations == MONTH.observations
