"""The screen of weights without a browser: its finding, what the sliders are fed with, its tables and its address."""

import json
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.services.kept_scenarios import save
from app.services.scenarios import Scenario
from app.storage.scenarios import Label
from app.storage.store import Store
from tests.screens.conftest import Opener, words_of
from tests.screens.reading import LANGUAGES, headings_of, marks_of, title_of
from tests.screens.writing import BUCHEON, EVALUATION, MONTH, START

RULE_2024 = "1~gyeonggi-2023~2023-09~w.current.80~w.prior.20"


def fed(app: AppTest) -> dict[str, Any]:
    """What the sliders are fed with."""
    data: dict[str, Any] = json.loads(app.get("bidi_component")[0].proto.json)
    return data


def test_untouched_it_names_the_nearest_change(open_page: Opener) -> None:
    app = open_page("weights")
    assert title_of(app) == "담대한 미래 비중이 4.9% 아래면 부천시는 4위가 됩니다"
    assert any("공식 3위(99.23점) · 전년도 실적 25.4% 아래면 2위" in one for one in headings_of(app))
    assert "가정(공식 아님)" in marks_of(app)


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("ko", "전년도 실적 비중이 20%면 부천시는 2위입니다", "공식 3위(99.23점) → 가정 2위(99.80점)"),
        ("en", "If Prior year weighs 20%, Bucheon is 2nd", "Official 3rd (99.23) → what-if 2nd (99.80)"),
    ],
)
def test_a_shared_address_opens_what_it_says(open_page: Opener, language: str, title: str, line: str) -> None:
    app = open_page("weights", lang=language, scenario=RULE_2024)
    assert title_of(app) == title
    assert any(line in one for one in headings_of(app))
    assert fed(app)["sets"][0]["parts"] == ["200", "800"]
    table = app.dataframe[0].value
    ranks = {"ko": ["3위", "2위 ▲1"], "en": ["3rd", "2nd ▲1"]}
    assert [table.iloc[1, 1], table.iloc[1, 3]] == ranks[language]
    assert app.query_params["scenario"] == RULE_2024


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_in_the_language_of_the_screen(open_page: Opener, language: str) -> None:
    app = open_page("weights", lang=language, group="all", rival="41280")
    assert "whatif_weights." not in words_of(app)
    data = fed(app)
    assert len(data["groups"]) == 3
    assert all(len(strips) == 2 for strips in data["rulers"].values())
    assert {strip["name"] for strips in data["rulers"].values() for strip in strips} == (
        {"부천시", "고양시"} if language == "ko" else {"Bucheon", "Goyang"}
    )


def test_the_strips_cover_the_whole_range(open_page: Opener) -> None:
    for strips in fed(open_page("weights"))["rulers"].values():
        bands = strips[0]["bands"]
        assert (bands[0]["start"], bands[-1]["end"]) == (0, 1)
        assert all(before["end"] == after["start"] for before, after in pairwise(bands))


def test_an_address_that_cannot_be_read_says_so(open_page: Opener) -> None:
    app = open_page("weights", scenario="nonsense")
    assert "공식 비중을 보여 드립니다" in app.warning[0].value
    assert "4.9% 아래면" in title_of(app)
    assert "scenario" not in app.query_params


def test_grades_of_a_scenario_count_and_are_told(open_page: Opener) -> None:
    app = open_page("weights", scenario=f"{RULE_2024}~g.41190.K26.D")
    assert "등급 1건" in app.info[0].value
    assert "20%면" in title_of(app)


def test_another_evaluation_at_the_top_begins_with_its_own_rules(open_page: Opener) -> None:
    app = open_page("weights", scenario=RULE_2024)
    app.selectbox(key="evaluation").select("gyeonggi-2022").run()
    assert not app.exception
    assert not app.warning
    assert "20%면" not in title_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_kept_scenarios_stand_beside_the_presets(
    open_page_on: Callable[[Path], Opener], database: Path, store: Store, language: str
) -> None:
    save(store, Scenario(EVALUATION, MONTH, grades={(BUCHEON, "K26"): "S"}), Label("to S", ""), "kim", START)
    thirds = {"prior": Fraction(1), "current": Fraction(2)}
    save(store, Scenario(EVALUATION, MONTH, thirds, {("sabcd", "A"): Fraction(85)}), Label("thirds", ""), "kim", START)
    app = open_page_on(database)("weights", lang=language)
    *ready, kept = fed(app)["presets"]
    assert (len(ready), kept["label"]) == (3, "‘thirds’")
    assert kept["sets"][0] == {"whole": "3000", "parts": ["1000", "2000"]}
    assert kept["points"][1] == "85"
    assert [one for one in (caption.value for caption in app.caption) if "to S" in one]


def test_an_empty_store_says_what_to_do(open_page_on, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "아직 들어온 자료가 없습니다" in words_of(open_page_on(tmp_path / "empty.duckdb")("weights"))
