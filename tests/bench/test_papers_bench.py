"""The papers of a meeting of 20 slides; the aim is 2 s or less for each."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.exports.handout import handout_pdf
from app.exports.hwpx import deck_hwpx
from app.exports.meeting_xlsx import deck_xlsx
from app.exports.pdf import deck_pdf
from app.exports.pptx import deck_pptx
from app.services.handouts import Handout, IndicatorLine, InstructionLine
from app.services.slides import Deck
from tests.meeting.decks import deck_in

SLIDES = 20


@pytest.fixture(scope="module")
def deck() -> Deck:
    """Four times the slides of the example, each with words of its own, so that nothing is drawn from memory."""
    example = deck_in("ko")
    slides = [
        replace(slide, key=f"{slide.key}.{number}", title=f"{slide.title} ({number})")
        for number in range(SLIDES // len(example.slides))
        for slide in example.slides
    ]
    return replace(example, slides=tuple(slides))


@pytest.mark.parametrize("make", [deck_pptx, deck_hwpx, deck_pdf, deck_xlsx])
def test_paper_of_twenty_slides(benchmark: Any, deck: Deck, make: Callable[[Deck], bytes]) -> None:
    assert benchmark.pedantic(make, (deck,), rounds=5, warmup_rounds=1)


def test_handouts_of_twenty_departments(benchmark: Any, deck: Deck) -> None:
    indicators = tuple(IndicatorLine(f"지표 {number}", "주관", "71.2%", "95%", "미달 B") for number in range(5))
    todo = tuple(InstructionLine(f"지시 {number}", "2023-08-31", "진행 중") for number in range(3))
    pages = [Handout(f"부서 {number}", ("한 문장",), indicators, todo) for number in range(20)]
    assert benchmark.pedantic(handout_pdf, (deck, pages), rounds=5, warmup_rounds=1)
