"""The history on a copy of the sample: what was done, what one act changed, and taking it back."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.storage.store import Store
from tests.screens.conftest import Opener, words_of
from tests.screens.reading import LANGUAGES, hangul_of, title_of
from tests.screens.writing import CARE, PRIOR, SHIPPED, WHO, close, standing, table_with, written


@pytest.fixture
def history(open_page_on: Callable[[Path], Opener], database: Path) -> Callable[..., AppTest]:
    return lambda **address: open_page_on(database)("history", **address)


def buttons_of(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def undo(app: AppTest, number: int, who: str = WHO) -> AppTest:
    app.text_input(key="person").input(who)
    app.button(key=f"undo_{number}").click()
    app.run()
    assert not app.exception, app.exception[0].message
    return app


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_says_how_often_and_who_was_the_last(
    history: Callable[..., AppTest], store: Store, language: str
) -> None:
    written(store, {CARE: "42.3"})
    said = {
        "ko": "이 달에 자료가 2번 바뀌었습니다, 마지막은 2026-11-0",
        "en": "Changes to the data of this month: 2, the last on 2026-11-0",
    }
    assert title_of(history(lang=language)).startswith(said[language])


@pytest.mark.parametrize(("scope", "acts"), [("month", 1), ("all", 9)])
def test_the_acts_of_the_month_or_of_all_months(history: Callable[..., AppTest], scope: str, acts: int) -> None:
    rows = history(scope=scope).dataframe(key="history").value
    assert len(rows) == acts
    assert list(rows.iloc[0])[2] == SHIPPED
    assert ("기준월" in rows.columns) == (scope == "all")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_brought_in_itself_is_signed_in_the_language_of_the_reader(
    history: Callable[..., AppTest], language: str
) -> None:
    said = {"ko": SHIPPED, "en": "Data that came with the program"}
    app = history(lang=language)
    assert list(app.dataframe(key="history").value.iloc[0])[2] == said[language]
    assert title_of(app).endswith(said[language])


def test_an_act_shows_what_it_changed(history: Callable[..., AppTest], store: Store) -> None:
    number = written(store, {CARE: "42.3"}, file="9월.xlsx")
    row = table_with(history(act=str(number)), "파일의 칸").iloc[0]
    assert list(row) == ["부천시", "K26 공공보육 이용률", "41.8%", "42.3%", "변경", "실적!C5"]


def test_one_click_takes_an_act_back(history: Callable[..., AppTest], store: Store) -> None:
    before = standing(store, PRIOR)
    number = written(store, {PRIOR: "99.5"}, file="9월.xlsx")
    app = history()
    assert "부천시 1위 → 3위" in words_of(app).replace("\\", "")
    undo(app, number)
    assert standing(store, PRIOR) == before
    assert f"{number}번을 되돌렸습니다. 1칸이 되돌아왔고, {number + 1}번으로 남았습니다." in app.success[0].value
    assert store.imports()[0].who == WHO


def test_after_an_undo_the_act_stays_in_sight_and_offers_nothing_more(
    history: Callable[..., AppTest], store: Store
) -> None:
    number = written(store, {CARE: "42.3"})
    app = undo(history(), number)
    assert app.selectbox(key="act").value == str(number)
    assert not [label for label in buttons_of(app) if "되돌리기" in label or "다시 적용" in label]
    version = store.data_version()
    app.run()
    assert not app.success, "said once"
    assert store.data_version() == version
    assert f"이미 {number + 1}번에서 되돌렸습니다" in app.info[0].value


def test_an_undo_is_applied_again_by_its_own_name(history: Callable[..., AppTest], store: Store) -> None:
    number = written(store, {CARE: "42.3"})
    undo(history(), number)
    app = history(act=str(number + 1))
    assert f"{number + 1}번 다시 적용" in buttons_of(app)
    undo(app, number + 1)
    assert standing(store, CARE).value == Decimal("42.3")
    assert "다시 적용" in app.dataframe(key="history").value.iloc[0].tolist()


def test_what_a_later_act_touched_is_shown_and_left(history: Callable[..., AppTest], store: Store) -> None:
    number = written(store, {CARE: "42.3", PRIOR: "99.5"}, file="9월.xlsx")
    written(store, {CARE: "42.4"}, who="박주무관")
    app = history(act=str(number))
    (left,) = table_with(app, "나중에 바꾼 기록").itertuples(index=False)
    assert left[:4] == ("부천시", "K26 공공보육 이용률", "41.8%", "42.4%")
    assert left[4].endswith("박주무관")
    undo(app, number)
    assert standing(store, CARE).value == Decimal("42.4")


def test_an_act_of_which_everything_was_changed_again_says_so(history: Callable[..., AppTest], store: Store) -> None:
    number = written(store, {CARE: "42.3"})
    written(store, {CARE: "42.4"})
    app = history(act=str(number))
    assert "나중 기록을 먼저 되돌리십시오" in app.info[0].value
    assert not [label for label in buttons_of(app) if "되돌리기" in label]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_undone_without_a_name(history: Callable[..., AppTest], store: Store, language: str) -> None:
    number = written(store, {CARE: "42.3"})
    version = store.data_version()
    app = undo(history(lang=language), number, who="  ")
    assert {"ko": "담당자 이름을 먼저", "en": "Enter your name first"}[language] in app.warning[0].value
    assert store.data_version() == version


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_closed_meanwhile_keeps_what_it_has(
    history: Callable[..., AppTest], store: Store, language: str
) -> None:
    number = written(store, {CARE: "42.3"})
    app = history(lang=language)
    close(store)
    app.text_input(key="person").input(WHO)
    app.button(key=f"undo_{number}").click().run()
    said = {"ko": "마감되어 되돌리지 않았습니다", "en": "closed meanwhile, so nothing was undone"}
    assert said[language] in app.warning[0].value
    assert standing(store, CARE).value == Decimal("42.3")


def test_somebody_else_writes_while_the_plan_is_looked_at(history: Callable[..., AppTest], store: Store) -> None:
    number = written(store, {CARE: "42.3"})
    app = history(act=str(number))
    written(store, {CARE: "42.4"})
    undo(app, number)
    assert "되돌리지 않았습니다" in app.warning[0].value
    assert standing(store, CARE).value == Decimal("42.4")


def test_two_people_undo_the_same_act(history: Callable[..., AppTest], store: Store) -> None:
    number = written(store, {CARE: "42.3"})
    one, two = history(), history()
    undo(one, number)
    acts = len(store.imports())
    undo(two, number, who="박주무관")
    assert "이미 되돌린 기록입니다" in two.success[0].value
    assert len(store.imports()) == acts


def test_an_english_history_has_only_the_hangul_that_people_wrote(
    history: Callable[..., AppTest], store: Store
) -> None:
    number = written(store, {CARE: "42.3"}, file="9월.xlsx")
    written(store, {CARE: "42.4", PRIOR: "99.5"})
    undo(history(act=str(number + 1)), number + 1)
    for act in (number, number + 1, number + 2):
        app = history(lang="en", act=str(act))
        assert hangul_of(app, SHIPPED, WHO, "김보육", "공문 정정", "9월.xlsx", "실적!", "점수!") == []


def test_the_screen_of_an_indicator_tells_the_life_of_its_cell(
    open_page_on: Callable[[Path], Opener], database: Path, store: Store
) -> None:
    written(store, {CARE: "42.3"})
    app = open_page_on(database)("fields", field="field-3", indicator=CARE[2])
    rows = table_with(app, "온 곳")
    assert [list(row)[1:6] for row in rows.itertuples(index=False)] == [
        ["김보육", "고치기", "41.8%", "42.3%", "화면에서 고침"],
        [SHIPPED, "가져오기", "–", "41.8%", "gyeonggi-2023_2023-09.xlsx · 실적!L29"],
    ]
    assert any("화면에서 고침" in caption.value for caption in app.caption)


def test_undoing_the_only_act_of_a_month_says_that_the_month_goes_and_keeps_the_act_in_sight(
    history: Callable[..., AppTest], store: Store
) -> None:
    shipped = store.imports("gyeonggi-2023", "2023-09")[0].id
    app = history(month="2023-09")
    assert "되돌리면 2023년 9월에는 자료가 하나도 남지 않습니다" in words_of(app)
    undo(app, shipped)
    assert app.segmented_control(key="scope").value == "all"
    assert not [label for label in buttons_of(app) if "되돌리기" in label]
    assert f"이미 {shipped + 1}번에서 되돌렸습니다" in words_of(app)
