"""The papers of a prepared meeting on the sample, in processor time; the aim is 2 s or less for each."""

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from app.exports.handout import handout_pdf
from app.exports.papers import papers_of
from app.services.handouts import Handout, IndicatorLine, InstructionLine
from app.services.meeting_deck import Prepared, deck_of_meeting, prepare
from app.services.meetings import meetings_of
from app.services.slides import Paragraph
from app.storage.store import open_store
from tests.meeting.prepared import CODE, TODAY, prepare_meeting

KINDS = ("pptx", "hwpx", "pdf", "xlsx", "handout")
PROCESSOR = pytest.mark.benchmark(timer=time.process_time)


@pytest.fixture(scope="module")
def prepared(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The meeting as it is read when its papers are asked for: about 20 slides, and all that its workbook derives."""
    path = Path(shutil.copyfile(built_database, tmp_path_factory.mktemp("papers") / "prepared.duckdb"))
    with open_store(path) as store:
        prepare_meeting(store)
        return prepare(store, CODE, meetings_of(store, CODE)[0])


@PROCESSOR
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_paper_of_a_prepared_meeting(benchmark: Any, prepared: Prepared, kind: str, language: str) -> None:
    paper = next(one for one in papers_of(prepared, TODAY, language) if one.kind == kind)
    assert benchmark.pedantic(paper.make, rounds=5, warmup_rounds=1)


@PROCESSOR
def test_all_papers_of_a_prepared_meeting(benchmark: Any, prepared: Prepared) -> None:
    def make_all() -> list[bytes]:
        return [paper.make() for paper in papers_of(prepared, TODAY, "ko")]

    assert len(benchmark.pedantic(make_all, rounds=3, warmup_rounds=1)) == len(KINDS)


@PROCESSOR
def test_handouts_of_twenty_departments(benchmark: Any, prepared: Prepared) -> None:
    deck = deck_of_meeting(prepared, TODAY, "ko")
    indicators = tuple(IndicatorLine(f"지표 {number}", "주관", "71.2%", "95%", "미달 B") for number in range(5))
    todo = tuple(InstructionLine(f"지시 {number}", "2023-08-31", "진행 중") for number in range(3))
    pages = [Handout(f"부서 {number}", (Paragraph("한 문장"),), indicators, todo) for number in range(20)]
    assert benchmark.pedantic(handout_pdf, (deck, pages), rounds=5, warmup_rounds=1)
