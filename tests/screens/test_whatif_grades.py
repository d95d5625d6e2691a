"""Grades in a what-if on the sample: by address, typed, clicked, taken out; the official data never move."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.services.scenarios import Scenario, decode, encode
from app.storage.store import open_store
from scoring.model import Observation, State
from scoring.regrade import regraded
from scoring.score import Result
from tests.screens.conftest import PAGES, Opener
from tests.screens.reading import (
    LANGUAGES,
    UNFILLED,
    UNTRANSLATED,
    hangul_of,
    marks_of,
    scored,
    strings_of,
    tables_of,
    title_of,
)
from tests.screens.writing import table_with

BUCHEON, GOYANG, POCHEON = "41190", "41280", "41650"
EVALUATION, MONTH = "gyeonggi-2023", "2023-09"
MARK = {"ko": "가정(공식 아님)", "en": "What if, not official"}
CARE, SUICIDE = (BUCHEON, "K26"), (BUCHEON, "K35")


def address(cells: dict[tuple[str, str], str], **more: object) -> str:
    return encode(Scenario(EVALUATION, MONTH, grades=cells, **more))  # type: ignore[arg-type]


@pytest.fixture
def official(sample_database: Path) -> Result:
    return scored(sample_database, EVALUATION, MONTH)


def scenario_of(app: AppTest, official: Result) -> Scenario:
    """What stands in the address."""
    if "scenario" not in app.query_params:
        return Scenario(EVALUATION, MONTH)
    found = decode(app.query_params["scenario"], official.evaluation)
    assert isinstance(found, Scenario)
    return found


def typed(app: AppTest, cells: dict[int, dict[str, str]], *, drawn: int = 0, unit: str = BUCHEON) -> AppTest:
    """What a person chooses or types in rows of the grid."""
    grid = {"edited_rows": cells, "added_rows": [], "deleted_rows": []}
    app.session_state[f"grades_{unit}_101_{drawn}"] = grid
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def grid_of(app: AppTest):
    return next(one.value for one in app.dataframe if "value" in one.value.columns)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["table", "map"])
def test_a_link_shows_the_same_what_if_exactly(open_page: Opener, official: Result, language: str, way: str) -> None:
    cells = {CARE: "S", SUICIDE: "S", (GOYANG, "K04"): "C"}
    app = open_page("grades", lang=language, way=way, scenario=address(cells))
    after = regraded(official, {cell: Observation(State.SUBMITTED, grade=one) for cell, one in cells.items()})
    standing = after.standings[BUCHEON]
    assert standing.score is not None
    assert f"({float(standing.score):.2f}" in title_of(app)
    assert MARK[language] in marks_of(app)
    moves = table_with(app, {"ko": "가정 순위", "en": "What-if rank"}[language])
    moved = [unit for unit, one in after.standings.items() if one.rank != official.standings[unit].rank]
    assert len(moves) == len({BUCHEON, *moved})
    assert [one for one in strings_of(app) if UNTRANSLATED.search(one)] == []
    assert [one for one in strings_of(app) if not one.startswith("{") and UNFILLED.search(one)] == []
    if language == "en":
        assert hangul_of(app) == []


def test_a_grade_and_a_value_are_chosen_and_go_into_the_address(open_page: Opener, official: Result) -> None:
    app = typed(open_page("grades"), {0: {"grade": "S"}})
    assert scenario_of(app, official).grades == {CARE: "S"}
    assert title_of(app).startswith("K26을 S로 올리면 부천시는")
    typed(app, {0: {"grade": "S"}, 1: {"value": "99.5 (S)"}})
    assert scenario_of(app, official).grades == {CARE: "S", SUICIDE: "99.5 (S)"}
    assert list(grid_of(app)["value"])[:2] == ["", "99.5 (S)"]
    typed(app, {0: {"grade": "A"}, 1: {"value": ""}})
    assert scenario_of(app, official).changes_nothing
    assert "scenario" not in app.query_params


def test_the_last_of_grade_and_value_counts(open_page: Opener, official: Result) -> None:
    app = typed(open_page("grades"), {0: {"value": "42.5"}})
    assert scenario_of(app, official).grades == {CARE: "42.5"}
    typed(app, {0: {"value": "42.5", "grade": "C"}})
    assert scenario_of(app, official).grades == {CARE: "C"}
    assert grid_of(app)["value"][0] == ""


def test_words_for_a_state_can_be_chosen_in_any_language(open_page: Opener, official: Result) -> None:
    app = typed(open_page("grades", lang="en"), {0: {"grade": "not applicable"}})
    assert scenario_of(app, official).grades == {CARE: "not_applicable"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_read_is_told_and_changes_nothing(open_page: Opener, official: Result, language: str) -> None:
    app = typed(open_page("grades", lang=language), {0: {"value": "abc"}})
    assert scenario_of(app, official).changes_nothing
    assert {"ko": "바꾸지 않았습니다", "en": "Nothing was changed"}[language] in app.warning[0].value


def test_a_change_is_taken_out_and_the_grid_begins_anew(open_page: Opener, official: Result) -> None:
    app = typed(open_page("grades"), {0: {"grade": "S"}, 1: {"grade": "S"}})
    app.button(key="take_out_41190_K26").click().run()
    assert scenario_of(app, official).grades == {SUICIDE: "S"}
    assert list(grid_of(app)["grade"])[:2] == ["A", "S"]
    app.button(key="take_all_out").click().run()
    assert "scenario" not in app.query_params
    app.button(key="all_top").click().run()
    assert scenario_of(app, official).grades == {CARE: "S", SUICIDE: "S"}
    assert not app.exception


def test_another_unit_is_changed_beside_the_one_looked_at(open_page: Opener, official: Result) -> None:
    app = typed(open_page("grades", of=GOYANG), {0: {"grade": "C"}}, unit=GOYANG)
    ((unit, _),) = scenario_of(app, official).grades
    assert unit == GOYANG
    assert "부천시는" in title_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "scenario", ["junk", "1~gyeonggi-2022~2022-09~g.41190.K01.S", "1~gyeonggi-2023~2023-09~g.41190.X99.S", "2~x"]
)
def test_a_scenario_that_cannot_be_read_is_told_and_the_official_result_shown(
    open_page: Opener, language: str, scenario: str
) -> None:
    for page in ("grades", "scenarios"):
        app = open_page(page, lang=language, scenario=scenario)
        assert len(app.warning) == 1
        assert title_of(app) == title_of(open_page(page, lang=language))
        assert "scenario" not in app.query_params


def test_another_evaluation_begins_without_the_what_if(open_page: Opener) -> None:
    app = open_page("grades", scenario=address({CARE: "S"}))
    app.selectbox(key="evaluation").select("gyeonggi-2022").run()
    assert "scenario" not in app.query_params
    assert not app.warning
    assert not app.exception


def test_another_month_keeps_the_what_if(open_page: Opener) -> None:
    app = open_page("grades", scenario=address({CARE: "S"}))
    app.selectbox(key="month").select("2023-08").run()
    assert title_of(app).startswith("K26을 S로 올리면 부천시는")


def test_weights_of_the_what_if_count_too(open_page: Opener) -> None:
    app = open_page("grades", scenario="1~gyeonggi-2023~2023-09~w.prior.1-5~w.current.4-5~g.41190.K26.S")
    assert title_of(app).startswith("비중·점수와 지표 1칸을 바꾸면 부천시는 2위(99.88점)")


@pytest.mark.parametrize("way", ["table", "map"])
def test_every_table_has_a_download(open_page: Opener, way: str) -> None:
    app = open_page("grades", way=way, unit=POCHEON)
    assert len(app.get("download_button")) == len(tables_of(app)) > 0


def test_nothing_official_moves(open_page: Opener, sample_database: Path, official: Result) -> None:
    with open_store(sample_database) as store:
        before = (store.data_version(), store.imports(), store.month_content(EVALUATION, MONTH))
        app = typed(open_page("grades", way="table"), {0: {"grade": "S"}})
        assert not scenario_of(app, official).changes_nothing
        assert (store.data_version(), store.imports(), store.month_content(EVALUATION, MONTH)) == before
        assert store.audit() == ()


def test_the_menu_takes_the_what_if_along_to_its_own_pages_only(open_page: Opener) -> None:
    written = address({CARE: "S"})
    app = open_page("grades", scenario=written)
    links = {one.proto.page: one.proto.query_string for one in app.sidebar.get("page_link")}
    carried = {page for page, query in links.items() if "scenario=" in query}
    assert carried == {"weights", "grades", "plan", "firmness", "scenarios"}
    assert set(PAGES) - carried
