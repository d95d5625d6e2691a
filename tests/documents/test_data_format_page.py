"""docs/data-format.md holds to the code: every word of the layout is named, every example can be imported."""

import re
from pathlib import Path

import pytest

import manage
from app.definition import load_definition
from app.intake.cells import observation
from app.intake.csv_file import read_csv
from app.intake.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, CellType, RawCell
from app.intake.list_header import COLUMNS
from app.intake.numbers import MAX_DECIMALS, MAX_WHOLE_DIGITS, Unread
from app.intake.reading import Expected, SourceFile
from app.intake.sheet_reader import MAX_TEXT
from app.intake.workbook_format import INFO_LABELS, VALUE_COLUMNS, SheetKind, word
from scoring.problem import Severity
from scoring.score import score_month
from tests.documents.pages import blocks_of, read_page
from tests.intake.small import LEAVES, month_of

PAGES = ("data-format.md", "data-format.ko.md")
LAYOUT = (
    *(f"sheet.{kind}" for kind in SheetKind),
    *(f"info.{name}" for name in INFO_LABELS),
    *(f"values.{name}" for name in VALUE_COLUMNS),
    *("kind.actual", "kind.demonstration", "unit.code", "unit.name"),
    *(f"adjustments.{name}" for name in ("node", "kind", "points", "reason")),
    *("adjustment.bonus", "adjustment.deduction", "state.not_submitted", "state.not_applicable"),
)
ERROR, LEAST_WRONG = ("an error", "오류", "칸마다 오류", "a date"), 12
EXAMPLES = blocks_of("data-format.md", "csv")


def is_refused(written):
    try:
        observation(RawCell(CellType.TEXT, written), LEAVES[0].indicator)
    except Unread:
        return True
    return False


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_word_of_the_workbook_is_named(page, language):
    text = read_page(page)
    assert [key for key in LAYOUT if word(key, language) not in text] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_column_and_limit_is_named(page):
    text = read_page(page)
    limits = (MAX_WHOLE_DIGITS, MAX_DECIMALS, MAX_ROWS, MAX_COLUMNS, MAX_CELLS, MAX_TEXT)
    wanted = [*(f"`{column}`" for column in COLUMNS), *(f"{limit:,}" for limit in limits)]
    assert [one for one in wanted if one not in text] == []


@pytest.mark.parametrize("state", ["not_submitted", "not_applicable"])
@pytest.mark.parametrize("page", PAGES)
def test_every_other_word_for_a_state_is_named(page, state):
    page_text = read_page(page)
    others = (written.strip() for written in word(f"state_words.{state}", "ko").split(","))
    assert [written for written in others if f"`{written}`" not in page_text] == []


@pytest.mark.parametrize("page", PAGES)
def test_what_the_page_calls_an_error_is_one(page):
    """The examples of each row of the table that begins with an error, in a cell of an indicator in percent."""
    rows = [row.split("|") for row in read_page(page).splitlines() if row.startswith("| `")]
    wrong = [written for row in rows if row[2].strip().startswith(ERROR) for written in re.findall("`([^`]+)`", row[1])]
    assert len(wrong) >= LEAST_WRONG
    assert [written for written in wrong if not is_refused(written)] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda block: block.split("\n")[0])
def test_every_example_is_read_and_can_be_scored(tmp_path, example):
    file = tmp_path / "indicators.yaml"
    file.write_text(blocks_of("definition.md", "yaml")[0], encoding="utf-8")
    definition = load_definition(file)
    reading = read_csv(SourceFile("m.csv", example.encode()), Expected(definition, "city-2023", "2023-09"))
    assert [found for found in reading.problems if found.severity is Severity.ERROR] == []
    assert reading.counts.read == example.count("\n") - 1
    assert score_month(definition.evaluations[0], month_of(reading)).standings


def test_the_korean_page_has_the_same_examples():
    assert blocks_of("data-format.ko.md", "csv") == EXAMPLES
    assert blocks_of("data-format.ko.md", "python") == blocks_of("data-format.md", "python")


def test_the_program_on_the_page_prints_the_ranks(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("indicators.yaml").write_text(blocks_of("definition.md", "yaml")[0], encoding="utf-8")
    Path("FILE.csv").write_text(EXAMPLES[0], encoding="utf-8")
    scope = ["--evaluation", "city-2023", "--month", "2023-09", "--confirm", "all"]
    places = ["--database", "data/evaluation.duckdb", "--definition", "indicators.yaml"]
    assert manage.main(["import", "FILE.csv", *scope, *places]) == 0
    capsys.readouterr()
    (program,) = blocks_of("data-format.md", "python")
    exec(compile(program, "data-format.md", "exec"), {})  # noqa: S102
    # K01 97.25 of 95 is S, K02 4.5 days is A, P01 is S: (2 x 100 + 90 + 100) / 4; 41280 has K02 1234 days only.
    assert capsys.readouterr().out == "1 41190 195/2 195/2\n2 41280 70 70\n"
