"""The outlook on the sample: its finding, its parts in both languages and all states, grades by hand, the back-test."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.services.judgements import judgements_of
from app.services.outlook import outlook_of
from app.services.timeline import Timeline
from app.storage.store import Store
from scoring.reach import possible_ranks, reach_of
from tests.screens.conftest import Opener, words_of
from tests.screens.reading import LANGUAGES, hangul_of, scored, tables_of, title_of
from tests.screens.writing import close

BUCHEON, EVALUATION = "41190", "gyeonggi-2023"
PARTS = ("ranks", "points", "indicators", "hands", "method")
MONTHS = ("2023-01", "2023-05", "2023-07", "2023-09")


def outlook_from_sample(database: Path, month: str) -> float:
    """The chance of the fifth rank or a better one, without any screen."""
    months = [f"2023-{number:02d}" for number in range(1, int(month[-2:]) + 1)]
    this_year = tuple(scored(database, EVALUATION, one) for one in months)
    last_year = tuple(scored(database, "gyeonggi-2022", f"2022-{number:02d}") for number in range(1, 10))
    found = outlook_of(Timeline(this_year, last_year), {})
    return sum(chance for rank, chance in found.ranks[BUCHEON].items() if rank <= 5)


def test_the_title_says_the_ranks_and_the_award_as_they_are_drawn(open_page: Opener, sample_database: Path) -> None:
    app = open_page("outlook", month="2023-07")
    chance = round(100 * outlook_from_sample(sample_database, "2023-07"))
    assert title_of(app).startswith("9월 30일 부천시 예상 순위 ")
    assert f"장려 이상 {chance}%" in title_of(app)
    assert ("장려 이상", f"{chance}%") in [(one.label.replace("\\", ""), one.value) for one in app.metric]


def test_the_line_holds_the_exact_points_and_ranks(open_page: Opener, sample_database: Path) -> None:
    result = scored(sample_database, EVALUATION, "2023-07")
    total, ranks = reach_of(result, BUCHEON).total, possible_ranks(result, BUCHEON)
    words = words_of(open_page("outlook", month="2023-07")).replace("\\", "")
    assert total.full == 100
    assert f"확정 {float(total.locked):.1f}점" in words
    assert ranks is not None
    assert f"아직 가능한 순위 {ranks.best}위–{ranks.worst}위" in words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_in_every_state(open_page: Opener, part: str, month: str, language: str) -> None:
    app = open_page("outlook", month=month, show=part, lang=language)
    assert title_of(app)
    assert len(app.get("download_button")) >= len(tables_of(app)) - (part == "hands")
    if language == "en":
        assert hangul_of(app) == []


@pytest.mark.parametrize(("language", "said"), [("ko", "마감 결과"), ("en", "Result of")])
def test_the_cut_off_month_says_its_result(open_page: Opener, language: str, said: str) -> None:
    app = open_page("outlook", lang=language)
    assert said in title_of(app)
    assert {one.value for one in app.metric} == {"0%", "100%"}


@pytest.mark.parametrize("month", ["2022-01", "2022-07"])
def test_a_year_without_an_earlier_one_says_what_it_assumes(open_page: Opener, month: str) -> None:
    app = open_page("outlook", evaluation="gyeonggi-2022", month=month, show="method")
    assert "전년도 자료가 없는 지표는 가정한 폭을" in words_of(app)


def test_a_closed_month_has_its_outlook(open_page_on, database: Path, store: Store) -> None:
    close(store)
    app = open_page_on(database)("outlook", month="2023-09", show="points")
    assert "마감 결과" in title_of(app)


def typed(app: AppTest, rows: dict[int, dict[str, float]]) -> AppTest:
    """Type percents into the grid of grades by hand."""
    app.session_state[f"hands_{BUCHEON}_0"] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    return app.run()


def test_percents_are_saved_with_a_name_and_change_the_outlook(open_page_on, database: Path, store: Store) -> None:
    app = open_page_on(database)("outlook", month="2023-07", show="hands")
    before = title_of(app)
    app = typed(app, {row: {"D": 100} for row in range(18)})
    app.button(key="save_hands").click().run()
    assert judgements_of(store, EVALUATION) == {}
    assert "이름을 적어야" in app.warning[0].value
    app = typed(app, {row: {"D": 100} for row in range(18)})
    app.text_input(key="person").set_value("정책기획과 홍길동").run()
    app.button(key="save_hands").click().run()
    assert not app.exception
    kept = judgements_of(store, EVALUATION)
    assert len(kept) == 18
    assert {letter for percents in kept.values() for letter in percents} == {"D"}
    assert title_of(app) != before
    assert "담당자 판단" in words_of(app)


def test_percents_that_do_not_add_up_are_refused(open_page_on, database: Path, store: Store) -> None:
    app = open_page_on(database)("outlook", month="2023-07", show="hands")
    app = typed(app, {0: {"S": 60, "A": 30}, 1: {"S": 100}})
    assert app.button(key="save_hands").disabled
    assert "민원서비스 개선 합계 90" in app.warning[0].value.replace("\\", "")
    assert judgements_of(store, EVALUATION) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_back_test_shows_its_numbers_and_where_it_is_worse(open_page: Opener, language: str) -> None:
    app = open_page("outlook", month="2023-07", show="test", lang=language)
    words = words_of(app).replace("\\", "")
    assert {"ko": "‘오늘 그대로’보다 나빴던 것: 2023년 8월 시상", "en": "Worse than “as today”: August 2023 award"}[
        language
    ] in words
    assert len(tables_of(app)) == 2
    if language == "en":
        assert hangul_of(app) == []
