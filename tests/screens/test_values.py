"""Editing on a copy of the sample: typed, looked at, saved; two people at once; both languages."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.storage.records import Act, Content
from app.storage.store import Store
from scoring.model import State
from tests.screens.conftest import PAGES, Opener, words_of
from tests.screens.reading import LANGUAGES, UNFILLED, UNTRANSLATED, hangul_of, strings_of, title_of
from tests.screens.writing import BUCHEON, CARE, EVALUATION, MONTH, SHIPPED, WHO, close, standing, table_with, written

CARE_ROW, QUALITATIVE_ROW = 25, 5
POCHEON = "41650"


@pytest.fixture
def values(open_page_on: Callable[[Path], Opener], database: Path) -> Callable[..., AppTest]:
    return lambda **address: open_page_on(database)("values", **address)


def typed(
    app: AppTest, cells: dict[int, str | dict[str, str]], *, grid: str = f"unit_{BUCHEON}", drawn: int = 0
) -> AppTest:
    """What a person types into rows of the grid."""
    rows = {row: {"now": one} if isinstance(one, str) else one for row, one in cells.items()}
    name = f"grid_{grid}_{EVALUATION}_{MONTH}_{drawn}"
    app.session_state[name] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def save(app: AppTest, *, who: str = WHO, why: str = "공문 정정") -> AppTest:
    app.text_input(key="person").input(who)
    reason = next(field for field in app.text_input if str(field.key).startswith("edit_reason"))
    reason.input(why)
    app.button(key="save_edit").click().run()
    assert not app.exception, app.exception[0].message
    return app


def grid_of(app: AppTest) -> list[str]:
    """What stands in the column that can be typed in."""
    return list(table_with(app, "now")["now"])


def plain(app: AppTest) -> str:
    return words_of(app).replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_counts_what_is_missing(values: Callable[..., AppTest], language: str) -> None:
    full = {"ko": "부천시 실적 101칸이 모두 들어와 있습니다", "en": "Bucheon: all 101 values are there"}
    missing = {"ko": "포천시 실적 101칸 중 1칸이 비어 있습니다", "en": "Pocheon: 1 of 101 values is missing"}
    assert title_of(values(lang=language)) == full[language]
    assert title_of(values(lang=language, unit=POCHEON)) == missing[language]


@pytest.mark.parametrize(
    ("rows", "count"), [({}, 101), ({"rows": "indicator", "edited": "K26"}, 31), ({"rows": "points"}, 3)]
)
def test_the_grid_by_unit_by_indicator_and_of_points(
    values: Callable[..., AppTest], rows: dict[str, str], count: int
) -> None:
    assert len(grid_of(values(**rows))) == count


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rows", ["unit", "indicator", "points"])
def test_every_grid_is_whole_with_cells_typed_and_wrong(
    values: Callable[..., AppTest], rows: str, language: str
) -> None:
    app = values(lang=language, rows=rows, cell="value.41190.K26")
    grid = {"unit": f"unit_{BUCHEON}", "indicator": "indicator_K01", "points": f"points_{BUCHEON}"}[rows]
    typed(app, {0: "abc", 1: "12"}, grid=grid)
    assert [one for one in strings_of(app) if UNTRANSLATED.search(one)] == []
    assert [one for one in strings_of(app) if not one.startswith("{") and UNFILLED.search(one)] == []
    assert len(app.get("download_button")) == len(app.dataframe)
    if language == "en":
        assert (
            hangul_of(app, SHIPPED, "시연용 가점: 도정 협력 우수, 우수사례 확산", "gyeonggi-2023_2023-09.xlsx · 실적!")
            == []
        )


def test_what_is_typed_is_shown_old_and_new_with_its_effect_and_saved(
    values: Callable[..., AppTest], store: Store
) -> None:
    app = typed(values(), {CARE_ROW: "42.37", 2: "해당없음"})
    assert title_of(app) == "저장하지 않은 2칸이 있습니다"
    rows = [list(row) for row in table_with(app, "전", "후").itertuples(index=False)]
    assert ["부천시", "K26 공공보육 이용률", "41.8%", "42.37%"] in rows
    assert "순위가 바뀌는 시군" in plain(app)
    version = store.data_version()
    save(app)
    act = store.imports()[0]
    assert (act.act, act.who, act.note, act.changed) == (Act.EDIT, WHO, "공문 정정", 2)
    assert standing(store, CARE) == Content(State.SUBMITTED, Decimal("42.37"))
    assert "2칸을 저장했습니다" in app.success[0].value
    assert (title_of(app), store.data_version()) == ("부천시 실적 101칸이 모두 들어와 있습니다", version + 1)
    assert grid_of(app)[CARE_ROW] == "42.37"
    app.run()
    assert store.data_version() == version + 1


@pytest.mark.parametrize(("who", "why", "said"), [("", "정정", "담당자 이름"), (WHO, " ", "고치는 까닭")])
def test_a_name_and_a_reason_are_asked_for(
    values: Callable[..., AppTest], store: Store, who: str, why: str, said: str
) -> None:
    version = store.data_version()
    app = save(typed(values(), {CARE_ROW: "42.37"}), who=who, why=why)
    assert said in app.warning[0].value
    assert store.data_version() == version
    assert title_of(app) == "저장하지 않은 1칸이 있습니다"


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_that_cannot_be_read_are_named_and_block(values: Callable[..., AppTest], language: str) -> None:
    app = typed(values(lang=language), {CARE_ROW: "사십", QUALITATIVE_ROW: "Q", 0: "93"})
    typed_column = {"ko": "적은 것", "en": "Typed"}[language]
    assert set(table_with(app, typed_column)[typed_column]) == {"사십", "Q"}
    assert app.button(key="save_edit").disabled


def test_unsaved_cells_stay_through_another_language_another_unit_and_another_screen(
    values: Callable[..., AppTest],
) -> None:
    app = typed(values(), {CARE_ROW: "42.37"})
    app.button_group(key="lang").set_value("en").run()
    assert title_of(app) == "Cells not saved yet: 1"
    app.selectbox(key="unit").select(POCHEON).run()
    assert title_of(app) == "Cells not saved yet: 1"
    app.switch_page(PAGES["ranking"]).run()
    assert "Edit values (not saved: 1)" in strings_of(app)
    app.switch_page(PAGES["values"]).run()
    app.selectbox(key="unit").select(BUCHEON).run()
    assert (title_of(app), grid_of(app)[CARE_ROW]) == ("Cells not saved yet: 1", "42.37")


def test_what_is_typed_can_be_thrown_away(values: Callable[..., AppTest], store: Store) -> None:
    app = typed(values(), {CARE_ROW: "42.37"})
    app.button(key="discard_edit").click().run()
    assert title_of(app) == "부천시 실적 101칸이 모두 들어와 있습니다"
    assert grid_of(app)[CARE_ROW] == "41.8"
    assert standing(store, CARE).value == Decimal("41.8")


def test_the_second_to_save_a_cell_is_shown_both_and_decides(values: Callable[..., AppTest], store: Store) -> None:
    one, two = values(), values()
    typed(one, {CARE_ROW: "42.1"})
    typed(two, {CARE_ROW: "42.9", 0: "93"})
    save(one, who="박주무관")
    save(two)
    assert "아무것도 저장하지 않았습니다" in two.warning[0].value
    shown = plain(two)
    assert all(value in shown for value in ("41.8%", "42.1%", "42.9%", "박주무관"))
    assert standing(store, CARE).value == Decimal("42.1")
    two.button(key="settle").click().run()
    assert "고르십시오" in two.warning[0].value
    two.button_group(key="conflict_0_0").set_value("mine").run()
    two.button(key="settle").click().run()
    assert ["부천시", "K26 공공보육 이용률", "42.1%", "42.9%"] in table_with(two, "전", "후").to_numpy().tolist()
    save(two)
    assert standing(store, CARE).value == Decimal("42.9")
    assert standing(store, ("value", BUCHEON, "K01")).value == Decimal("93")


def test_the_second_leaves_what_the_first_wrote(values: Callable[..., AppTest], store: Store) -> None:
    app = typed(values(), {CARE_ROW: "42.9", 0: "93"})
    written(store, {CARE: "42.1", ("value", BUCHEON, "K01"): "94"}, who="박주무관")
    save(app)
    app.button(key="all_theirs").click().run()
    assert title_of(app) == "부천시 실적 101칸이 모두 들어와 있습니다"
    assert (grid_of(app)[CARE_ROW], grid_of(app)[0]) == ("42.1", "94.0")


def test_others_who_edit_other_cells_do_not_disturb(values: Callable[..., AppTest], store: Store) -> None:
    app = typed(values(), {CARE_ROW: "42.9"})
    written(store, {("value", BUCHEON, "K01"): "94"}, who="박주무관")
    app.run()
    assert "다른 칸 1개를 바꾸었습니다" in app.info[0].value
    assert grid_of(app)[0] == "92.2"
    app.button(key="read_again").click().run()
    assert (grid_of(app)[0], grid_of(app)[CARE_ROW]) == ("94.0", "42.9")
    save(app)
    assert standing(store, CARE).value == Decimal("42.9")


def test_without_anything_typed_the_grid_follows_others(values: Callable[..., AppTest], store: Store) -> None:
    app = values()
    written(store, {CARE: "42.1"})
    app.run()
    assert grid_of(app)[CARE_ROW] == "42.1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_doubtful_value_must_be_confirmed(values: Callable[..., AppTest], store: Store, language: str) -> None:
    version = store.data_version()
    app = save(typed(values(lang=language), {CARE_ROW: "418"}))
    assert {"ko": "확인했습니다", "en": "Checked"}[language] in app.warning[0].value
    assert store.data_version() == version
    app.checkbox[0].check()
    save(app)
    assert standing(store, CARE).value == Decimal("418")


def test_points_are_typed_with_their_reason(values: Callable[..., AppTest], store: Store) -> None:
    app = typed(values(rows="points"), {1: {"now": "1.25", "reason": "장관 표창"}}, grid=f"points_{BUCHEON}")
    assert list(table_with(app, "전", "후").iloc[0])[:2] == ["부천시", "올해 시군종합평가 실적 (가점)"]
    save(app)
    assert standing(store, ("bonus", BUCHEON, "current")) == Content(
        State.SUBMITTED, Decimal("1.25"), None, "장관 표창"
    )


def test_the_history_of_a_cell_beside_the_grid(values: Callable[..., AppTest], store: Store) -> None:
    written(store, {CARE: "42.1"})
    app = values(cell=".".join(CARE))
    assert list(table_with(app, "온 곳")["후"]) == ["42.1%", "41.8%"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_month_is_only_looked_at(values: Callable[..., AppTest], store: Store, language: str) -> None:
    close(store)
    app = values(lang=language)
    said = {"ko": "마감되어 값을 고칠 수 없습니다", "en": "is closed, so its values cannot be edited"}
    assert said[language] in title_of(app)
    (grid,) = [one for one in app.dataframe if "now" in one.value.columns]
    assert grid.proto.disabled
    assert len(grid.value) == 101


def test_a_month_closed_while_somebody_types_takes_nothing(values: Callable[..., AppTest], store: Store) -> None:
    app = typed(values(), {CARE_ROW: "42.9"})
    close(store)
    save(app)
    assert "저장하지 않았습니다" in app.warning[0].value
    assert standing(store, CARE).value == Decimal("41.8")
