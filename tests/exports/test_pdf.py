from dataclasses import replace
from pathlib import Path

import pytest

from app.exports import pdf
from app.exports.handout import handout_pdf
from app.exports.pdf import deck_pdf
from app.services.handouts import Handout, IndicatorLine, InstructionLine, messages_for
from app.services.paper_error import PaperError
from app.services.problems import describe
from app.services.slides import Level, Slide
from tests.exports.papers import (
    PRINTED,
    foot_parts,
    hard_deck,
    hostile_deck,
    numbers_in,
    pdf_facts,
    pdf_fonts,
    pdf_text,
    said_in,
    squeezed,
)
from tests.meeting.decks import deck_in

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


@LANGUAGES
def test_every_word_of_a_slide_is_on_its_page(language, tmp_path):
    deck = deck_in(language)
    pages = pdf_text(deck_pdf(deck), tmp_path)
    for slide, page in zip(deck.slides, pages, strict=True):
        shown = squeezed(page)
        assert [said for said in said_in(replace(deck, slides=(slide,))) if squeezed(said) not in shown] == []


@LANGUAGES
def test_hard_slides_keep_to_their_page_and_lose_no_word(language, tmp_path):
    deck = hard_deck(language)
    pages = pdf_text(deck_pdf(deck), tmp_path)
    assert len(pages) == len(deck.slides)
    for slide, page in zip(deck.slides, pages, strict=True):
        shown = squeezed(page)
        words = [said for said in said_in(replace(deck, slides=(slide,))) if squeezed(said) not in shown]
        assert words == [] or _is_empty(slide)


def _is_empty(slide: Slide) -> bool:
    return slide.figure is not None and not numbers_in(slide.figure)


@LANGUAGES
def test_every_page_says_what_it_is_of_and_its_number(language, tmp_path):
    deck = deck_in(language)
    pages = pdf_text(deck_pdf(deck), tmp_path)
    for number, page in enumerate(pages, 1):
        shown = squeezed(page)
        assert [part for part in foot_parts(deck) if squeezed(part) not in shown] == []
        assert f"{number}/{len(pages)}" in shown


@LANGUAGES
def test_what_somebody_typed_is_never_markup(language, tmp_path):
    deck = hostile_deck(language)
    pages = pdf_text(deck_pdf(deck), tmp_path)
    assert len(pages) == len(deck.slides)
    for page in pages:
        assert squeezed(page).count(squeezed(PRINTED)) >= 3


def test_the_file_is_for_archives_and_for_those_who_have_it_read(tmp_path):
    data = deck_pdf(deck_in("ko"))
    facts = pdf_facts(data, tmp_path)
    assert facts["Title"] == "8월 추진상황 보고회 2023-08-22"
    assert (facts["Tagged"], facts["Page size"].endswith("(A4)")) == ("yes", True)
    assert b"/Lang" in data
    assert b"pdfaid" in data
    assert b"pdfuaid" in data


def test_the_font_is_in_the_file_and_no_other(tmp_path):
    lines = pdf_fonts(deck_pdf(deck_in("ko")), tmp_path).splitlines()[2:]
    assert lines
    assert all("Pretendard" in line for line in lines)


def test_the_same_deck_gives_the_same_bytes():
    assert deck_pdf(deck_in("ko")) == deck_pdf(deck_in("ko"))


def test_a_sign_without_a_letter_anywhere_is_named():
    deck = deck_in("ko")
    slide = replace(deck.slides[0], title="회의 \U000e0fff\u0378 끝")
    with pytest.raises(PaperError) as caught:
        deck_pdf(replace(deck, slides=(slide,)))
    assert "378" in describe(caught.value.problem, "ko")
    assert "378" in describe(caught.value.problem, "en")


def test_a_missing_font_is_said_and_nothing_is_drawn(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    with pytest.raises(PaperError) as caught:
        deck_pdf(deck_in("ko"))
    assert "Pretendard-Regular.otf" in describe(caught.value.problem, "ko")


def test_a_deck_without_slides_is_an_empty_page(tmp_path):
    assert pdf_facts(deck_pdf(replace(deck_in("ko"), slides=())), tmp_path)["Pages"] == "1"


def handout(language: str, lines: int) -> Handout:
    return Handout(
        "건축관리과",
        messages_for(deck_in(language), {"K35"}),
        tuple(
            IndicatorLine(f"위반건축물 조치율 {number}", "주관", "71.2%", "95%", "미달 B", Level.BAD)
            for number in range(lines)
        ),
        tuple(
            InstructionLine(f"합동 점검 {number} *끝*", f"2023-08-{number + 1:02}", "진행 중")
            for number in range(lines)
        ),
    )


@LANGUAGES
def test_a_department_has_one_upright_page_with_all_that_is_its_own(language, tmp_path):
    deck = deck_in(language)
    data = handout_pdf(deck, [handout(language, 3), handout(language, 18)])
    pages = pdf_text(data, tmp_path)
    assert len(pages) == 2
    for page, lines in zip(map(squeezed, pages), (3, 18), strict=True):
        of_the_slide = [deck.slides[4].title, deck.slides[4].line, *(one.text for one in deck.slides[4].paragraphs)]
        said = [*of_the_slide, "건축관리과", "● 미달 B", *foot_parts(deck)]
        for number in range(lines):
            said += [f"위반건축물 조치율 {number}", f"합동 점검 {number} *끝*", f"2023-08-{number + 1:02}"]
        assert [one for one in said if squeezed(one) not in page] == []
    width, height = map(float, pdf_facts(data, tmp_path)["Page size"].split(" pts")[0].split(" x "))
    assert width < height


def test_a_department_with_nothing_is_told_so(tmp_path):
    (page,) = pdf_text(handout_pdf(deck_in("ko"), [Handout("회계과")]), tmp_path)
    assert page.count("없습니다.") == 3
