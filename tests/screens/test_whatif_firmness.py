"""How firm the rank is on the sample: the share in the title, the sample, the table of parts left out."""

from pathlib import Path

import pytest

from scoring.leave_out import leave_one_out
from tests.screens.conftest import Opener, words_of
from tests.screens.reading import LANGUAGES, hangul_of, headings_of, marks_of, scored, title_of

BUCHEON, GOYANG = "41190", "41280"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_says_the_share_and_the_screen_the_sample_and_its_error(open_page: Opener, language: str) -> None:
    app = open_page("firmness", lang=language)
    assert {"ko": "비중을 ±20% 안에서 바꿔도 부천시는 72%에서 3위", "en": "Bucheon is 3rd in 72%"}[
        language
    ] in title_of(app)
    assert {"ko": "가정(공식 아님)", "en": "What if, not official"}[language] in marks_of(app)
    words = words_of(app)
    assert "10,000" in words
    assert "0.45%p" in words


def test_the_spread_and_the_depth_are_chosen_in_the_address(open_page: Opener) -> None:
    app = open_page("firmness", spread="10")
    assert "±10%" in title_of(app)
    app.button_group(key="spread").set_value("all").run()
    assert title_of(app).startswith("모든 비중 조합 가운데 부천시는 4위가 60%로 가장 많고")
    app.button_group(key="depth").set_value("indicators").run()
    assert (app.query_params["spread"], app.query_params["depth"]) == ("all", "indicators")
    assert "지표 비중을 무작위로" in words_of(app).replace("\\", "")
    assert not app.exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changes_the_rank_when_left_out_stands_first_and_is_counted(
    open_page: Opener, sample_database: Path, language: str
) -> None:
    app = open_page("firmness", lang=language)
    column = {"ko": "빼면 순위", "en": "Rank without"}[language]
    shown = next(table.value for table in app.dataframe if column in table.value.columns)
    result = scored(sample_database, "gyeonggi-2023", "2023-09")
    changing = [one for one in leave_one_out(result, BUCHEON) if one.change]
    moved = ["▲" in cell or "▼" in cell for cell in shown[column]]
    assert moved == sorted(moved, reverse=True)
    assert sum(moved) == len(changing)
    assert len(shown) == len(leave_one_out(result, BUCHEON))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_the_score_of_the_prior_year(open_page: Opener, language: str) -> None:
    app = open_page("firmness", month="2023-03", lang=language)
    assert "%" in title_of(app)
    assert len(app.dataframe) == 3


def test_the_first_place(open_page: Opener) -> None:
    app = open_page("firmness", unit=GOYANG)
    assert "고양시는 언제나 1위입니다" in title_of(app)
    assert any("하나를 빼면 1위가 바뀌는 것 — 분야·점수 1개, 지표 0개" in words for words in headings_of(app))


def test_nothing_korean_is_left_in_english(open_page: Opener) -> None:
    assert hangul_of(open_page("firmness", lang="en", spread="all", depth="indicators")) == []
