import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from app.exports.meeting_xlsx import deck_xlsx
from app.services.tables import Column, Kind, Table
from tests.exports.papers import foot_parts, hard_deck, hostile_deck, numbers_in, said_in, squeezed
from tests.meeting.decks import deck_in

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
DERIVATION = Table("계산", (Column("score", "점수", Kind.NUMBER, 2),), [{"score": Decimal("99.37")}])


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def cells_of(sheet: object) -> list[object]:
    return [cell.value for row in sheet for cell in row if cell.value is not None]


@LANGUAGES
@pytest.mark.parametrize("made", [deck_in, hard_deck])
def test_every_word_and_every_number_of_the_deck_is_in_a_cell(language, made):
    deck = made(language)
    cells = [cell for sheet in opened(deck_xlsx(deck)) for cell in cells_of(sheet)]
    numbers = {Decimal(str(cell)) for cell in cells if isinstance(cell, int | float)}
    shown = squeezed("".join(str(cell) for cell in cells))
    for slide in deck.slides:
        if slide.figure is not None:
            assert set(numbers_in(slide.figure)) <= numbers
    numeric = {f"{number}" for slide in deck.slides if slide.figure for number in numbers_in(slide.figure)}
    absent = [said for said in said_in(deck) if squeezed(said) not in shown and said not in numeric]
    assert absent == []


@LANGUAGES
def test_each_figure_and_table_has_a_sheet_that_says_what_it_is_of(language):
    deck = deck_in(language)
    book = opened(deck_xlsx(deck, [DERIVATION]))
    korean = ["회의 내용", "1쪽 그림", "2쪽 표", "3쪽 그림", "4쪽 그림", "계산"]
    english = ["What was said", "Page 1 figure", "Page 2 table", "Page 3 figure", "Page 4 figure", "계산"]
    assert book.sheetnames == (korean if language == "ko" else english)
    for sheet in book.worksheets[:5]:
        heading = " ".join(str(row[0].value) for row in sheet.iter_rows(max_row=8, max_col=1))
        assert [part for part in foot_parts(deck) if part not in heading] == []
        assert deck.meeting in heading
    assert deck.slides[0].title in " ".join(str(cell) for cell in cells_of(book.worksheets[1]))


def test_tables_of_the_caller_follow_and_names_never_clash():
    book = opened(
        deck_xlsx(
            deck_in("ko"),
            [
                DERIVATION,
                DERIVATION,
                replace(DERIVATION, title="1쪽 그림"),
                replace(DERIVATION, title="가" * 40),
                replace(DERIVATION, title="가" * 40),
            ],
        )
    )
    assert len(book.sheetnames) == 10
    assert book.sheetnames[5:8] == ["계산", "계산 (2)", "1쪽 그림 (2)"]
    assert 99.37 in cells_of(book["계산 (2)"])


def test_the_speakers_notes_stay_with_the_speaker():
    deck = deck_in("ko")
    shown = "".join(str(cell) for sheet in opened(deck_xlsx(deck)) for cell in cells_of(sheet))
    assert deck.slides[0].notes[0] not in shown


def test_nothing_that_somebody_typed_can_run_and_the_same_deck_gives_the_same_bytes():
    data = deck_xlsx(hostile_deck("ko"))
    assert all(cell.data_type != "f" for sheet in opened(data) for row in sheet for cell in row)
    assert data == deck_xlsx(hostile_deck("ko"))


def test_a_deck_without_slides_has_its_first_sheet():
    assert opened(deck_xlsx(replace(deck_in("ko"), slides=()))).sheetnames == ["회의 내용"]


def test_rows_of_several_lines_are_high_enough_for_programs_that_do_not_raise_them():
    sheet = opened(deck_xlsx(deck_in("ko"))).worksheets[0]
    heights = {sheet.cell(row, 2).value: sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)}
    card = deck_in("ko").slides[4]
    assert heights[card.title] >= 3 * 15
    assert heights[deck_in("ko").slides[2].title] is None
