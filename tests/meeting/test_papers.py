"""All papers of a prepared meeting: the same words everywhere, by screen and by command line."""

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hwpx import HwpxDocument
from pptx import Presentation

import manage
from app.exports.papers import papers_of
from app.services.meeting_deck import Prepared, deck_of_meeting, prepare
from app.services.meeting_papers import handouts_of
from app.services.meetings import meetings_of
from app.services.slides import Part
from app.storage.store import open_store
from scoring.score import score_month
from tests.exports.papers import pdf_text, squeezed
from tests.exports.slides_read import words_of
from tests.meeting.prepared import CODE, TITLE, TODAY, prepare_meeting

HELD = date(2023, 8, 22)


@pytest.fixture(scope="module")
def database(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a prepared meeting; nobody writes into it."""
    path = Path(shutil.copyfile(built_database, tmp_path_factory.mktemp("papers") / "prepared.duckdb"))
    with open_store(path) as store:
        prepare_meeting(store)
    return path


MADE: dict[str, dict[str, bytes]] = {}


def made_of(prepared: Prepared, language: str) -> dict[str, bytes]:
    """Every paper by its kind, made once for each language."""
    if language not in MADE:
        MADE[language] = {paper.kind: paper.make() for paper in papers_of(prepared, HELD, language)}
    return MADE[language]


@pytest.fixture(scope="module")
def prepared(database: Path) -> Prepared:
    with open_store(database, read_only=True) as store:
        return prepare(store, CODE, meetings_of(store, CODE)[0])


def test_the_frozen_result_is_what_the_frozen_values_give(prepared: Prepared, database: Path) -> None:
    with open_store(database, read_only=True) as store:
        again = score_month(prepared.result.evaluation, store.month_data(CODE, "2023-07"))
    assert {unit: one.score for unit, one in again.standings.items()} == {
        unit: one.score for unit, one in prepared.result.standings.items()
    }


def test_the_meeting_opens_in_the_usual_order(prepared: Prepared) -> None:
    parts = list(dict.fromkeys(slide.part for slide in deck_of_meeting(prepared, TODAY, "ko").slides))
    assert parts == [
        "cover",
        "follow_up",
        "last_year",
        "standing",
        "change",
        "weak_list",
        "weak",
        "forecast",
        "shortest",
        "scenario",
        "instructions",
    ]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_paper_is_made_and_named_by_meeting_and_language(prepared: Prepared, language: str) -> None:
    papers, made = papers_of(prepared, HELD, language), made_of(prepared, language)
    assert [paper.kind for paper in papers] == ["pptx", "hwpx", "pdf", "xlsx", "handout"]
    assert len({paper.file_name for paper in papers}) == len(papers)
    for paper in papers:
        content = made[paper.kind]
        assert paper.file_name.startswith(f"{CODE}_2023-08-22_m2_{language}")
        if paper.file_name.endswith(".pdf"):
            assert content.startswith(b"%PDF-")
        else:
            assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


@pytest.mark.parametrize(
    ("language", "what_if", "forecast"),
    [("ko", "가정(공식 아님)", "전망(공식 아님)"), ("en", "What if, not official", "Outlook, not official")],
)
def test_whatever_is_not_official_says_so_on_its_own_page_of_every_paper(
    prepared: Prepared, tmp_path: Path, language: str, what_if: str, forecast: str
) -> None:
    deck = deck_of_meeting(prepared, TODAY, language)
    marks = {slide.part: slide.mark for slide in deck.slides if slide.mark}
    assert marks == {Part.FORECAST: forecast, Part.SHORTEST: what_if, Part.SCENARIO: what_if}
    made = made_of(prepared, language)
    shown = [words_of(page) for page in Presentation(io.BytesIO(made["pptx"])).slides]
    printed = pdf_text(made["pdf"], tmp_path)
    written = HwpxDocument.open(made["hwpx"]).text.plain().splitlines()
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))
    sheets = ["\n".join(str(cell.value) for row in sheet for cell in row if cell.value) for sheet in book]
    for number, slide in enumerate(deck.slides):
        for page in (shown[number], printed[number]):
            found = [mark for mark in (what_if, forecast) if squeezed(mark) in squeezed(page)]
            assert found == [slide.mark] * bool(slide.mark)
        if slide.mark:
            assert written[written.index(f"□ {slide.title}") + 1].startswith(f"○ {slide.mark}")
            assert all(slide.mark in sheet for sheet in sheets if slide.title in sheet)
            headings = [line for line in written if slide.title in line and line.startswith(("붙임", "Attachment"))]
            assert len(headings) == bool(slide.figure)
            assert all(line.endswith(slide.mark) for line in headings)
    on_pages = sum(slide.mark == what_if for slide in deck.slides)
    assert sum(what_if in sheet for sheet in sheets) == 1 + on_pages + 1 + len(prepared.what_ifs)
    handed = "".join(pdf_text(made["handout"], tmp_path))
    assert not any(squeezed(slide.title) in squeezed(handed) for slide in deck.slides if slide.mark)


def test_both_languages_have_the_same_slides_and_numbers(prepared: Prepared) -> None:
    korean, english = (deck_of_meeting(prepared, TODAY, language) for language in ("ko", "en"))
    assert [slide.key for slide in korean.slides] == [slide.key for slide in english.slides]
    assert korean.snapshot == english.snapshot
    for one, other in zip(korean.slides, english.slides, strict=True):
        assert type(one.figure) is type(other.figure)
        assert (one.table is None) == (other.table is None)


def test_who_has_something_to_do_gets_a_page_and_nobody_else(prepared: Prepared) -> None:
    deck = deck_of_meeting(prepared, TODAY, "ko")
    pages = {page.department: page for page in handouts_of(prepared, deck, TODAY, "ko")}
    told = [instruction.text for instruction in pages["건축관리과"].instructions]
    assert told == ["위반건축물 합동 점검", "안내문 발송"]
    weak = {slide.indicator for slide in deck.slides if slide.part == "weak"}
    concerned = {
        department.name.ko
        for indicator in prepared.result.evaluation.indicators()
        if indicator.code in weak
        for department in (indicator.lead, *indicator.collaborating)
        if department is not None
    }
    assert set(pages) == concerned | {"건축관리과"}


def test_the_command_line_makes_the_papers_of_the_last_meeting(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert manage.main(["report", "--database", str(database), "--to", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr().out
    assert TITLE in printed
    assert sorted(file.suffix for file in (tmp_path / "out").iterdir()) == [".hwpx", ".pdf", ".pdf", ".pptx", ".xlsx"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--meeting", "m1"], "m2 (8월 추진상황 보고회), m1 (7월 보고회)"),
        (["--meeting", "m9"], "자료를 고정한 회의가 없습니다"),
        (["--evaluation", "gyeonggi-2022"], "자료를 고정한 회의가 없습니다"),
        (["--evaluation", "seoul"], "gyeonggi-2022, gyeonggi-2023"),
    ],
)
def test_without_a_frozen_meeting_the_command_says_which_there_are(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    assert manage.main(["report", "--database", str(database), "--to", str(tmp_path), *asked]) == 1
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
