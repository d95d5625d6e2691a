"""Scenarios on a copy of the sample: saved, compared, renamed, deleted and brought back; both languages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.services.kept_scenarios import save
from app.services.scenarios import Scenario, encode
from app.storage.scenarios import Label, ScenarioDraft
from app.storage.store import Store
from tests.screens.conftest import Opener, words_of
from tests.screens.reading import LANGUAGES, UNFILLED, UNTRANSLATED, hangul_of, marks_of, strings_of, title_of
from tests.screens.writing import BUCHEON, EVALUATION, MONTH, START, WHO

UP = Scenario(EVALUATION, MONTH, grades={(BUCHEON, "K26"): "S"})
SPLIT = "1~gyeonggi-2023~2023-09~w.current.4-5~w.prior.1-5"
MARK = {"ko": "가정(공식 아님)", "en": "What if, not official"}


@pytest.fixture
def scenarios(open_page_on: Callable[[Path], Opener], database: Path) -> Callable[..., AppTest]:
    return lambda **address: open_page_on(database)("scenarios", **address)


def press(app: AppTest, button: str, *, who: str = WHO, **fields: str) -> AppTest:
    app.text_input(key="person").input(who)
    for key, words in fields.items():
        app.text_input(key=key).input(words)
    app.button(key=button).click().run()
    assert not app.exception, app.exception[0].message
    return app


def said(app: AppTest) -> str:
    return " ".join(one.value for one in (*app.success, *app.warning)).replace("\\", "")


def compared(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value.iloc[:, 0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scenarios_the_official_result_stands_alone(scenarios: Callable[..., AppTest], language: str) -> None:
    app = scenarios(lang=language)
    assert title_of(app) == {"ko": "저장한 시나리오가 없습니다", "en": "No scenario is saved"}[language]
    assert compared(app) == [{"ko": "공식 결과", "en": "Official result"}[language]]
    assert MARK[language] in marks_of(app)


def test_the_what_if_of_the_address_is_saved_and_listed(scenarios: Callable[..., AppTest], store: Store) -> None:
    version = store.data_version()
    app = press(scenarios(scenario=SPLIT), "save_scenario", scenario_name="전년도 20%", scenario_note="회의")
    assert said(app).startswith("‘전년도 20%’를 저장했습니다")
    (kept,) = store.scenarios(EVALUATION)
    assert (kept.label, kept.content, kept.saved_by) == (Label("전년도 20%", "회의"), SPLIT, WHO)
    assert compared(app) == ["공식 결과", "전년도 20%"]
    assert title_of(app) == "시나리오 1개 중 부천시는 ‘전년도 20%’에서 가장 높은 2위(99.80점)입니다"
    assert (store.data_version(), store.audit(), store.events()) == (version, (), ())
    assert app.info[0].value.replace("\\", "") == "지금 가정은 ‘전년도 20%’로 저장되어 있습니다."


@pytest.mark.parametrize(
    ("who", "name", "told"),
    [("", "x", "담당자 이름을"), (WHO, " ", "이름이 없습니다"), (WHO, "TAKEN", "이미 있습니다")],
)
def test_without_a_name_nothing_is_saved(
    scenarios: Callable[..., AppTest], store: Store, who: str, name: str, told: str
) -> None:
    save(store, UP, Label("taken", ""), WHO, START)
    app = press(scenarios(scenario=SPLIT), "save_scenario", who=who, scenario_name=name)
    assert told in said(app)
    assert len(store.scenarios(EVALUATION)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_saved_scenarios_are_whole_on_the_screen(
    scenarios: Callable[..., AppTest], store: Store, language: str
) -> None:
    save(store, UP, Label("one", "n"), "kim", START)
    store.save_scenario(
        ScenarioDraft(EVALUATION, Label("lost", ""), "1~gyeonggi-2023~2023-09~g.41190.X9.S"), "k", START
    )
    gone = save(store, UP, Label("gone", ""), "kim", START)
    store.delete_scenario(gone.id, "kim", START)
    app = scenarios(lang=language, scenario=SPLIT)
    present = {"ko": "지금 가정(저장 안 함)", "en": "Present what-if (not saved)"}[language]
    assert compared(app)[1:] == [present, "one"]
    assert "X9" in words_of(app)
    assert any(one.key == f"bring_back_{gone.id}" for one in app.button)
    assert [one for one in strings_of(app) if UNTRANSLATED.search(one)] == []
    assert [one for one in strings_of(app) if not one.startswith("{") and UNFILLED.search(one)] == []
    if language == "en":
        assert hangul_of(app) == []


def test_saving_over_one_asks_and_keeps_the_older_one(scenarios: Callable[..., AppTest], store: Store) -> None:
    save(store, UP, Label("first", ""), "kim", START)
    opened = save(store, UP, Label("second", "n"), "kim", START)
    app = press(scenarios(scenario=f"{SPLIT}~n.second"), "save_over")
    assert "먼저 표시" in said(app)
    assert app.selectbox(key="scenario_over").value == str(opened.id)
    app.checkbox(key=f"scenario_over_sure_{opened.id}").check()
    press(app, "save_over")
    assert said(app).startswith("‘second’을(를) 지금 가정으로 바꾸었습니다")
    contents = {one.label: (one.content, one.deleted_by) for one in store.scenarios(EVALUATION)}
    assert contents[Label("second", "n")] == (SPLIT, "")
    assert [by for content, by in contents.values() if content == opened.content] == [WHO, ""]
    assert any(one.key == f"bring_back_{opened.id}" for one in app.button)


def test_one_is_renamed(scenarios: Callable[..., AppTest], store: Store) -> None:
    kept = save(store, UP, Label("old", ""), "kim", START)
    app = press(
        scenarios(),
        f"rename_{kept.id}",
        **{f"scenario_renamed_{kept.id}": "새 이름", f"scenario_noted_{kept.id}": "까닭"},
    )
    assert said(app) == "‘새 이름’으로 고쳤습니다."
    assert store.scenarios(EVALUATION)[0].label == Label("새 이름", "까닭")
    assert compared(app)[1] == "새 이름"


def test_deleting_asks_and_can_be_taken_back(scenarios: Callable[..., AppTest], store: Store) -> None:
    kept = save(store, UP, Label("one", ""), "kim", START)
    app = press(scenarios(), f"delete_{kept.id}")
    assert "먼저 표시" in said(app)
    assert len(compared(app)) == 2
    app.checkbox(key=f"scenario_sure_{kept.id}").check()
    press(app, f"delete_{kept.id}")
    assert said(app).startswith("‘one’")
    assert compared(app) == ["공식 결과"]
    assert store.scenarios(EVALUATION)[0].deleted_by == WHO
    press(app, f"bring_back_{kept.id}")
    assert compared(app)[1] == "one"


def test_who_comes_second_is_told(scenarios: Callable[..., AppTest], store: Store) -> None:
    kept = save(store, UP, Label("one", ""), "kim", START)
    app = scenarios()
    app.checkbox(key=f"scenario_sure_{kept.id}").check()
    store.delete_scenario(kept.id, "park", START)
    press(app, f"delete_{kept.id}")
    assert "다른 사람이" in said(app)


def test_links_open_it_where_weights_and_grades_are_changed(scenarios: Callable[..., AppTest], store: Store) -> None:
    kept = save(store, UP, Label("one", ""), "kim", START)
    app = scenarios(kept=str(kept.id))
    links = [one.proto for one in app.main.get("page_link")]
    with_it = {link.page for link in links if encode(UP) in link.query_string}
    assert with_it == {"weights", "grades"}
