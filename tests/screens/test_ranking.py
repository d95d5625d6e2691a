from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.screens.conftest import Opener, words_of

LANGUAGES = ("ko", "en")
PARTS = ("table", "lost", "comparison", "map", "months")
BUCHEON, GOYANG, GURI, YEONCHEON = "41190", "41280", "41310", "41800"


def frame(app: AppTest, key: str):  # type: ignore[no-untyped-def]
    return app.dataframe(key=key).value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("group", ["1", "all"])
def test_every_part_is_drawn_in_both_languages(open_page: Opener, language: str, part: str, group: str) -> None:
    app = open_page("ranking", lang=language, part=part, group=group)
    title = app.title[0].value.replace("\\", "")
    assert title.startswith({"ko": "1그룹: 고양시 1위", "en": "Group 1: Goyang is first"}[language])
    assert "ranking." not in words_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_the_group_marks_the_unit_and_gives_all_parts(open_page: Opener, language: str) -> None:
    table = frame(open_page("ranking", lang=language), "ranking_1")
    assert len(table) == 10
    rank, name = table.columns[:2]
    assert list(table[rank])[:3] == [1, 2, 3]
    marked = {"ko": "▶ 부천시", "en": "▶ Bucheon"}[language]
    assert list(table[table[name] == marked][rank]) == [3]
    assert table.shape[1] == 9


def test_the_groups_stand_side_by_side(open_page: Opener) -> None:
    app = open_page("ranking", group="all")
    assert [len(frame(app, f"ranking_short_{group}")) for group in "123"] == [10, 10, 11]


def test_the_months_before_the_prior_year_score_are_flagged(open_page: Opener) -> None:
    app = open_page("ranking", month="2023-03", evaluation="gyeonggi-2023")
    table = frame(app, "ranking_1")
    assert all("전년도" in note for note in table["비고"])
    app = open_page("ranking", part="months", evaluation="gyeonggi-2023")
    assert any("전년도 점수" in caption.value for caption in app.caption)


def test_the_comparison_begins_with_the_one_just_above(open_page: Opener) -> None:
    app = open_page("ranking", part="comparison")
    assert app.selectbox(key="first").value == BUCHEON
    effects = frame(app, "comparison")["종합점수 효과"].dropna()
    assert abs(sum(effects[:-1]) - list(effects)[-1]) < 0.01
    app.selectbox(key="second").select(GURI).run()
    assert any("부천시" in markdown.value and "구리시" in markdown.value for markdown in app.markdown)
    assert not app.exception


def test_another_unit_at_the_top_begins_with_its_own_group_and_rival(open_page: Opener) -> None:
    app = open_page("ranking", part="comparison")
    app.selectbox(key="unit").select(YEONCHEON).run()
    assert app.selectbox(key="first").value == YEONCHEON
    assert app.title[0].value.startswith("3그룹")
    app.session_state["part"] = "table"
    app.run()
    assert len(frame(app, "ranking_3")) == 11
    assert not app.exception


def test_a_shared_address_keeps_its_own_choices(open_page: Opener) -> None:
    app = open_page("ranking", unit=GURI, part="comparison", first=GOYANG, second=BUCHEON)
    assert (app.selectbox(key="first").value, app.selectbox(key="second").value) == (GOYANG, BUCHEON)


def test_an_unknown_choice_in_the_address_gives_way(open_page: Opener) -> None:
    app = open_page("ranking", part="nonsense", group="9", first="x", node="y")
    assert len(frame(app, "ranking_1")) == 10


def test_lost_points_are_split_by_field(open_page: Opener) -> None:
    app = open_page("ranking", part="lost", node="current")
    assert [table.value.shape for table in app.dataframe] == [(10, 12)]


@pytest.mark.parametrize(("language", "title"), [("ko", "아직 들어온 자료가 없습니다"), ("en", "There is no data yet")])
def test_an_empty_store_says_what_to_do(open_page_on, tmp_path: Path, language: str, title: str) -> None:  # type: ignore[no-untyped-def]
    assert title in words_of(open_page_on(tmp_path / "empty.duckdb")("ranking", lang=language))
