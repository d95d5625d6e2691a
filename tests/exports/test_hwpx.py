import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import hwpforge
import pytest
from hwpx import HwpxDocument, validate_editor_open_safety, validate_package

from app.exports import hwpx_template
from app.exports.hwpx import deck_hwpx
from app.exports.hwpx_places import PLACES, place_name
from app.exports.hwpx_template import TEMPLATE, template_problem
from app.services.paper_error import PaperError
from app.services.problems import describe
from app.services.slides import Bar, Bars, Deck, DotStrip, Paragraph, Part, Point, Slide
from app.services.wording import number_text
from tests.exports.papers import PRINTED, foot_parts, hard_deck, hostile_deck, numbers_in, said_in, squeezed
from tests.meeting.decks import deck_in

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


def opened(deck: Deck) -> HwpxDocument:
    return HwpxDocument.open(deck_hwpx(deck))


def read_by_another(data: bytes) -> Any:
    """The document as the second reader has it: a mapping of all its parts."""
    return hwpforge.Document.from_bytes(data).to_json(styles=False).report


def words_in(tree: Any) -> list[str]:
    """Every text of a mapping, in order."""
    if isinstance(tree, str):
        return [tree]
    children = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return [word for child in children for word in words_in(child)]


def edited(change: Callable[[HwpxDocument], object]) -> bytes:
    template = HwpxDocument.open(TEMPLATE)
    change(template)
    return template.to_bytes()


@LANGUAGES
def test_a_second_reader_finds_every_sentence_and_every_number(language):
    deck = deck_in(language)
    shown = squeezed("".join(words_in(read_by_another(deck_hwpx(deck)))))
    assert [said for said in said_in(deck) if squeezed(said) not in shown] == []
    for slide in deck.slides:
        numbers = () if slide.figure is None else numbers_in(slide.figure)
        assert [number for number in numbers if number_text(number) not in shown] == []


def test_a_value_that_only_places_a_dot_or_a_bar_is_not_told():
    deck = deck_in("ko")
    third = Decimal(1) / 3
    figures = (DotStrip((Point("부천시", third, "0.33"),)), Bars(("확률",), (Bar("1위", (third,), "33%"),)))
    slides = tuple(replace(deck.slides[0], figure=figure) for figure in figures)
    tables = opened(replace(deck, slides=slides)).tables[1:]
    assert [[cell.text for cell in table.rows[1].cells] for table in tables] == [["부천시", "0.33"], ["1위", "33%"]]


@LANGUAGES
def test_the_file_holds_to_its_schema_and_a_second_reader_finds_it_whole(language):
    for deck in (deck_in(language), hard_deck(language), hostile_deck(language)):
        data = deck_hwpx(deck)
        assert HwpxDocument.open(data).validate().issues == ()
        assert validate_package(data).ok
        assert validate_editor_open_safety(data).ok
        assert hwpforge.Document.from_bytes(data).validate()["ok"]


def test_the_kind_of_file_comes_first_and_is_not_packed():
    with zipfile.ZipFile(io.BytesIO(deck_hwpx(deck_in("ko")))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read(first) == b"application/hwp+zip"


def test_the_report_is_an_outline_as_city_halls_write_it():
    lines = opened(deck_in("ko")).text.plain().splitlines()
    assert lines[:4] == ["8월 추진상황 보고회", "보고일: 2023-08-22", "□ 개요", "○ 평가: 2023년 경기도 시군종합평가"]
    message = lines.index("□ 부천시 1그룹 3위, 2위와 0.21점 차")
    assert lines[message + 1 : message + 3] == [
        "○ 4위와는 0.02점 차 · 우수상권",
        "○ 고양시 99.80점부터 안산시 96.12점까지 (붙임 1 참조)",
    ]
    card = lines.index("□ 위반건축물 조치율 71.2%, 목표까지 23.8%p")
    assert lines[card + 1 : card + 4] == [
        "○ 원인: 소유자 연락 두절",
        "○ 대책: 합동 점검 <8월> & 안내문",
        "- 10개 동과 함께",
    ]
    assert lines[card + 4 : card + 8] == [
        "□ 붙임",
        "○ 1. 부천시 1그룹 3위, 2위와 0.21점 차",
        "○ 2. 작년 실적에서 0.31점을 잃었습니다",
        "○ 3. 6월보다 1계단 올랐습니다",
    ]
    assert "붙임 2. 작년 실적에서 0.31점을 잃었습니다" in lines


def test_the_cover_is_the_head_and_the_overview_and_a_table_that_goes_on_has_no_second_title():
    deck = deck_in("ko")
    known = (Paragraph("2023-08-22", label="보고일"), Paragraph("부시장", label="주재"))
    cover = Slide(Part.COVER, Part.COVER, deck.meeting, deck.evaluation, known)
    lines = opened(replace(deck, slides=(cover, deck.slides[1], deck.slides[1]))).text.plain().splitlines()
    assert (lines.count("○ 주재: 부시장"), lines.count("8월 추진상황 보고회")) == (1, 1)
    assert [line for line in lines if "2023-08-22" in line] == ["보고일: 2023-08-22"]
    assert lines.count(f"□ {deck.slides[1].title}") == 1
    assert len(opened(replace(deck, slides=(cover, deck.slides[1], deck.slides[1]))).tables) == 3


def test_tables_stand_with_their_message_and_numbers_in_the_attachments():
    tables = opened(deck_in("ko")).tables
    grids = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    assert [len(grid) for grid in grids] == [1, 6, 12, 11, 3]
    assert grids[1][0] == ["지표", "주관", "현재", "진도", "전망"]
    assert grids[1][1] == ["위반건축물 조치율 1", "건축관리과", "71.2%", "목표의 71%", "● 미달 B"]
    assert grids[2][:2] == [["구분", "점수"], ["고양시", "99.80"]]
    assert grids[2][-1] == ["최우수 99.7~", ""]
    assert grids[3][3] == ["부천시", "0.31", "0.32", "-0.63"]
    assert grids[4][2] == ["용인시", "3", "", "4"]


def test_rows_are_as_high_as_their_words_and_columns_as_wide_as_the_page():
    for table in opened(hard_deck("ko")).tables[1:]:
        heights = [row.cells[0].height for row in table.rows]
        assert min(heights) >= 1500
        assert sum(cell.width for cell in table.rows[0].cells) == pytest.approx(int(_width_of(table)), abs=50)


def _width_of(table: Any) -> str:
    return str(table.element.find("{*}sz").get("width"))


@LANGUAGES
def test_the_foot_says_what_it_is_of_and_the_page_of_pages(language):
    deck = deck_in(language)
    with zipfile.ZipFile(io.BytesIO(deck_hwpx(deck))) as archive:
        section = archive.read("Contents/section0.xml").decode()
    foot = section[section.index("<hp:footer ") : section.index("</hp:footer>")]
    assert [part for part in foot_parts(deck) if part not in foot] == []
    assert 'numType="PAGE"' in foot
    assert 'numType="TOTAL_PAGE"' in foot


@LANGUAGES
def test_no_place_is_left_over(language):
    text = opened(deck_in(language)).text.plain()
    with zipfile.ZipFile(io.BytesIO(deck_hwpx(deck_in(language)))) as archive:
        parts = "".join(archive.read(name).decode(errors="ignore") for name in archive.namelist())
    assert "{{" not in text
    assert not [place for place in PLACES if place_name(place, "ko") in parts]


def test_words_that_look_like_xml_or_a_place_stay_words():
    deck = hostile_deck("ko")
    shown = squeezed("".join(words_in(read_by_another(deck_hwpx(deck)))))
    assert shown.count(squeezed(PRINTED)) >= 8
    assert "<&>" in shown
    assert shown.count("{{제목}}") == shown.count(squeezed(PRINTED))


@LANGUAGES
def test_hard_decks_lose_no_word(language):
    deck = hard_deck(language)
    shown = squeezed("".join(words_in(read_by_another(deck_hwpx(deck)))))
    assert [said for said in said_in(deck) if squeezed(said) not in shown] == []


def test_what_the_file_says_of_itself():
    metadata = hwpforge.Document.from_bytes(deck_hwpx(deck_in("ko"))).inspect()["metadata"]
    assert (metadata["title"], metadata["subject"]) == ("8월 추진상황 보고회", "2023년 경기도 시군종합평가")
    assert (metadata["created"], metadata["last_saved_by"]) == ("2023-08-22T00:00:00Z", "")


def test_an_own_template_keeps_its_words_and_signs():
    def change(template: HwpxDocument) -> None:
        template.text.replace("□ ", "Ⅰ. ")
        template.text.replace("{{보고일}}", "담당: 정책기획과 {{보고일}}", everywhere=True)
        template.text.replace("{{2단계}}", "{{level 2}} 끝")
        template.add_paragraph("끝인사")

    lines = HwpxDocument.open(deck_hwpx(deck_in("ko"), edited(change), "우리.hwpx")).text.plain().splitlines()
    assert lines[1:4] == ["담당: 정책기획과 보고일: 2023-08-22", "Ⅰ. 개요", "○ 평가: 2023년 경기도 시군종합평가 끝"]
    assert lines[-1] == "끝인사"


@pytest.mark.parametrize("place", PLACES)
def test_a_template_without_a_place_is_refused_by_its_name(place):
    name = place_name(place, "ko")
    template = edited(lambda opened: opened.text.replace(name, "", everywhere=True))
    with pytest.raises(PaperError) as caught:
        deck_hwpx(deck_in("ko"), template, "우리.hwpx")
    said = describe(caught.value.problem, "ko")
    assert name in said
    assert "우리.hwpx" in said


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0" + bytes(600), b"text", "empty", "half"]
)
@LANGUAGES
def test_what_is_no_hwpx_file_is_refused_by_its_name(data, language):
    if data == "empty":
        written = io.BytesIO()
        zipfile.ZipFile(written, "w").close()
        data = written.getvalue()
    if data == "half":
        whole = TEMPLATE.read_bytes()
        data = whole[: len(whole) // 2]
    with pytest.raises(PaperError) as caught:
        deck_hwpx(deck_in(language), data, "우리.hwpx")
    assert "우리.hwpx" in describe(caught.value.problem, language)


def locked() -> bytes:
    """A template as a program saves it with a password."""
    written = io.BytesIO()
    with zipfile.ZipFile(TEMPLATE) as template, zipfile.ZipFile(written, "w") as archive:
        for part in template.infolist():
            content = template.read(part)
            if part.filename == "META-INF/manifest.xml":
                content = content.removesuffix(b"/>") + b"><odf:encryption-data/></odf:manifest>"
            archive.writestr(part, content if part.filename.startswith(("META", "mime")) else bytes(64))
    return written.getvalue()


@LANGUAGES
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (locked(), ("암호가 걸려", "password")),
        (b"no zip", ("HWPX 파일이 아닙니다", "is no HWPX file")),
        (None, ("읽을 수 없습니다", "can't be read")),
    ],
)
def test_what_is_wrong_with_the_template_of_the_house_is_known_before_it_is_filled(
    data, said, language, tmp_path, monkeypatch
):
    assert template_problem(language) is None
    file = tmp_path / "report.hwpx"
    if data is not None:
        file.write_bytes(data)
    monkeypatch.setattr(hwpx_template, "TEMPLATE", file)
    problem = template_problem(language)
    assert problem is not None
    assert said[language == "en"] in describe(problem, language)
    with pytest.raises(PaperError):
        deck_hwpx(deck_in(language))


def test_the_axis_of_a_figure_is_named_in_its_table():
    tables = opened(deck_in("ko")).tables
    assert [table.cell(0, 0).text for table in tables[3:]] == ["구분 / 점", "구분 / 순위"]


def test_a_deck_without_slides_is_an_overview():
    lines = opened(replace(deck_in("ko"), slides=())).text.plain().splitlines()
    assert lines[-1] == "○ 고른 조건: 1그룹"


def test_the_template_is_what_its_script_makes(tmp_path, monkeypatch):
    from scripts import make_template

    monkeypatch.setattr(make_template, "TARGET", tmp_path / "report.hwpx")
    monkeypatch.setattr(make_template, "ROOT", tmp_path)
    make_template.main()
    made, kept = (HwpxDocument.open(path) for path in (tmp_path / "report.hwpx", TEMPLATE))
    assert made.text.plain() == kept.text.plain()
    assert len(made.styles.char_properties) == len(kept.styles.char_properties)
