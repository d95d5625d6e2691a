import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake.workbook import write_month_workbook
from scoring.model import MonthData
from tests.intake.small import EVALUATION, MONTH, OBSERVATIONS, edited, entered, month_of, read, workbook


def test_what_is_written_is_read_back():
    reading = read(workbook())
    assert reading.problems == ()
    assert month_of(reading) == MONTH
    assert reading.evaluation is EVALUATION


def test_what_a_spreadsheet_program_saves_again_is_read_the_same():
    assert month_of(read(edited(lambda book: None))) == MONTH


def test_the_demonstration_mark_is_read_back():
    assert read(workbook(demonstration=True)).demonstration
    assert not read(workbook()).demonstration


def test_each_entry_knows_its_cell():
    cells = {(entry.unit, entry.item): (entry.sheet, entry.cell) for entry in read(workbook()).entries}
    assert cells["41190", "G1"] == ("실적", "G4")
    assert cells["41430", "G5"] == ("실적", "I8")
    assert cells["41430", "prior"] == ("점수", "C6")


def test_the_same_month_gives_the_same_bytes():
    assert workbook() == workbook()


def test_no_text_becomes_a_formula_or_a_link():
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


def test_a_workbook_is_written_to_a_file(tmp_path):
    path = tmp_path / "month.xlsx"
    write_month_workbook(path, EVALUATION, MONTH, demonstration=False, notes=("첫 줄",))
    info = openpyxl.load_workbook(path)["안내"]
    assert "첫 줄" in {cell.value for cell in info["B"]}


def test_english_names_are_read_too():
    def translate(book):
        book["안내"].title = "Info"
        book["실적"].title = "Values"
        book["Info"]["A1"], book["Info"]["A2"] = "Evaluation code", "Month"
        book["Values"]["A2"] = "Indicator code"
        book["Values"]["G7"] = "Not submitted"

    reading = read(edited(translate))
    assert reading.problems == ()
    assert month_of(reading) == MONTH


def test_a_month_that_the_program_took_for_a_date_is_read():
    def as_date(book):
        book["안내"]["B2"] = date(2023, 9, 1)

    assert read(edited(as_date)).month == "2023-09"


def test_a_month_in_other_signs_is_read():
    for written in ("2023.09", "2023/9", "2023년 9월"):
        assert read(edited(lambda book, written=written: book["안내"].cell(2, 2, written))).month == "2023-09"


# What a spreadsheet cell holds: up to fifteen digits as a number, longer ones as text.
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=9)


few = settings(max_examples=25)


@few
@given(st.lists(numbers, min_size=3, max_size=3))
def test_every_number_comes_back_exactly(values):
    changed = {
        unit: {**row, "G2": entered(str(value))}
        for (unit, row), value in zip(OBSERVATIONS.items(), values, strict=True)
    }
    month = month_of(read(workbook(MonthData("2023-09", changed))))
    assert [month.observations[unit]["G2"].value for unit in changed] == values


@few
@given(st.decimals(min_value=1, max_value=1000, places=11))
def test_what_a_spreadsheet_program_computed_is_read_as_it_shows_it(shown):
    reading = read(edited(lambda book: book["실적"].cell(5, 7, float(shown) + 0.1 - 0.1)))
    assert abs(month_of(reading).observations["41190"]["G2"].value - shown) < Decimal("1e-11")
