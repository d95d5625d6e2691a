"""Values per dong on a copy of the sample: typed, saved with the value of the city, refused, and in every state."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.services.dongs import REGISTER, Part
from app.storage.records import Act
from app.storage.store import Store
from tests.screens.conftest import PAGES, Opener, words_of
from tests.screens.reading import LANGUAGES, UNFILLED, UNTRANSLATED, headings_of, strings_of, title_of
from tests.screens.writing import BUCHEON, EVALUATION, MONTH, WHO, close, written

POCHEON = "41650"
SIGNED = ("2동 이주무관", datetime(2023, 10, 4, tzinfo=UTC))
SUMS = dict(enumerate(("8", "9", "7", "10", "6", "9")))


@pytest.fixture
def dongs(open_page_on: Callable[[Path], Opener], database: Path) -> Callable[..., AppTest]:
    return lambda **address: open_page_on(database)("dongs", **address)


def typed(app: AppTest, cells: dict[int, object], *, indicator: str = "K43", drawn: int = 0) -> AppTest:
    """What a person types into rows of the grid: a text for a sum, done and total for a ratio."""
    names = ("value",) if indicator in ("K43", "K59") else ("done", "total")
    rows = {row: dict(zip(names, one if isinstance(one, tuple) else (one,), strict=True)) for row, one in cells.items()}
    name = f"dongs_{EVALUATION}_{MONTH}_{indicator}_{drawn}"
    app.session_state[name] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def save(app: AppTest, who: str = WHO) -> AppTest:
    app.text_input(key="person").input(who)
    app.button(key="save_dongs").click().run()
    assert not app.exception, app.exception[0].message
    return app


def other(store: Store, **values: str) -> None:
    """Another person writes entries of dongs, by the number of the dong."""
    drafts = [
        REGISTER.draft(EVALUATION, f"{MONTH}:K43:demo-dong-{number[1:]}", Part(value=Decimal(one)))
        for number, one in values.items()
    ]
    store.write_ledger(drafts, *SIGNED, seen={})


def city(store: Store, indicator: str = "K43") -> Decimal | None:
    return store.month_content(EVALUATION, MONTH)["value", BUCHEON, indicator].value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", ["K43", "K56", "K59", "P22"])
def test_nothing_entered_yet_leaves_the_value_of_the_city(
    dongs: Callable[..., AppTest], indicator: str, language: str
) -> None:
    app = dongs(by_dong=indicator, lang=language)
    assert {"ko": "아직 적지 않았습니다", "en": "none of 6"}[language] in title_of(app)
    assert app.button(key="save_dongs").disabled
    assert not [words for words in strings_of(app) if UNTRANSLATED.search(words) or UNFILLED.search(words)]


def test_all_dongs_typed_make_the_value_of_the_city_in_one_act(dongs: Callable[..., AppTest], store: Store) -> None:
    app = typed(dongs(), SUMS)
    assert title_of(app).endswith("저장하지 않은 동 6곳")
    assert any("→ 49건(등급" in words for words in headings_of(app))
    app = save(app)
    assert city(store) == 49
    act = store.imports(EVALUATION, MONTH)[0]
    assert (act.act, act.who, act.note) == (Act.EDIT, WHO, "동 6곳의 합")
    assert "가장 뒤진 곳은 시연5동" in title_of(app)
    assert any("동 6곳의 값과 시 실적을 저장했습니다" in one.value for one in app.success)


def test_a_ratio_typed_as_done_and_total(dongs: Callable[..., AppTest], store: Store) -> None:
    app = typed(dongs(by_dong="K56"), dict.fromkeys(range(6), ("17", "20")), indicator="K56")
    save(app)
    assert city(store, "K56") == 85


def test_some_dongs_are_kept_and_the_value_of_the_city_stays(dongs: Callable[..., AppTest], store: Store) -> None:
    before = city(store)
    app = save(typed(dongs(), {0: "8", 3: "5"}))
    assert city(store) == before
    assert "동 6곳 중 2곳 입력, 시 실적은 아직 적지 않습니다" in title_of(app)
    assert any("시연2동" in words and "그대로 둡니다" in words for words in headings_of(app))
    assert len(store.ledger(EVALUATION, "part")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_read_is_named_with_its_dong_and_keeps_everything_from_being_saved(
    dongs: Callable[..., AppTest], language: str
) -> None:
    app = typed(dongs(lang=language), {0: "약 8", 1: "-3", 2: "5"})
    assert len(app.table[0].value) == 2
    assert app.button(key="save_dongs").disabled
    assert not [words for words in strings_of(app) if UNTRANSLATED.search(words) or UNFILLED.search(words)]


def test_without_a_name_nothing_is_saved_and_what_was_typed_stays(dongs: Callable[..., AppTest], store: Store) -> None:
    app = save(typed(dongs(), SUMS), who=" ")
    assert any("이름을 적어야" in one.value for one in app.warning)
    assert "저장하지 않은 동 6곳" in title_of(app)
    assert store.ledger(EVALUATION, "part") == ()


def test_what_was_typed_stays_while_another_screen_is_open_and_can_be_discarded(dongs: Callable[..., AppTest]) -> None:
    app = typed(dongs(), {0: "8"})
    app.switch_page(PAGES["weak"]).run()
    app.switch_page(PAGES["dongs"]).run()
    assert "저장하지 않은 동 1곳" in title_of(app)
    app.button(key="discard_dongs").click().run()
    assert "아직 적지 않았습니다" in title_of(app)


def test_who_comes_second_sees_both_values_and_decides(dongs: Callable[..., AppTest], store: Store) -> None:
    app = typed(dongs(), SUMS)
    other(store, d2="70")
    app = save(app)
    assert (city(store) == 49, len(store.ledger(EVALUATION, "part"))) == (False, 1)
    (row,) = app.table[0].value.to_dict("records")
    assert [words.replace("\\", "") for words in row.values()][:3] == ["시연2동", "9", "70건"]
    assert SIGNED[0] in str(row["적은 때·사람"])
    app.button(key="dongs_theirs").click().run()
    app = save(app)
    assert city(store) == 49 - 9 + 70


def test_a_value_of_the_city_written_meanwhile_is_shown_with_what_was_seen(
    dongs: Callable[..., AppTest], store: Store
) -> None:
    before = city(store)
    app = typed(dongs(), SUMS)
    written(store, {("value", BUCHEON, "K43"): "44"})
    app = save(app)
    assert city(store) == 44
    assert any(f"{before}건에서 44건" in one.value.replace("\\", "") for one in app.warning)
    save(app)
    assert city(store) == 49


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_that_its_parts_no_longer_make_stands_in_the_title_with_both_numbers(
    dongs: Callable[..., AppTest], store: Store, language: str
) -> None:
    save(typed(dongs(), SUMS))
    written(store, {("value", BUCHEON, "K43"): "44"}, file="own.xlsx")
    app = dongs(lang=language)
    assert "49" in title_of(app)
    assert "44" in title_of(app)
    assert not app.button(key="save_dongs").disabled


def test_every_dong_stands_beside_the_others_with_sign_and_word(dongs: Callable[..., AppTest], store: Store) -> None:
    app = save(typed(dongs(), SUMS))
    (chart,) = app.get("plotly_chart")
    assert chart.proto.alt.startswith("시연5동 6건 ▼ 2건 뒤짐, 시연3동 7건 ▼ 1건 뒤짐")
    assert "시연4동 10건 ▲ 2건 앞섬" in chart.proto.alt
    assert [one.proto.label for one in app.get("download_button")] == ["xlsx 내려받기"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_month_shows_what_stands_and_takes_nothing(
    dongs: Callable[..., AppTest], store: Store, language: str
) -> None:
    other(store, d1="8")
    close(store)
    app = dongs(lang=language)
    assert {"ko": "마감한 달", "en": "The month is closed"}[language] in words_of(app)
    assert "save_dongs" not in [one.key for one in app.button]


def test_a_month_closed_while_somebody_types_is_not_written(dongs: Callable[..., AppTest], store: Store) -> None:
    app = typed(dongs(), SUMS)
    close(store)
    app.text_input(key="person").input(WHO)
    app.button(key="save_dongs").click().run()
    assert not app.exception
    assert store.ledger(EVALUATION, "part") == ()
    assert any("저장하지 않았습니다" in one.value for one in app.warning)


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_unit_than_home_is_told_where_to_enter(dongs: Callable[..., AppTest], language: str) -> None:
    app = dongs(unit=POCHEON, lang=language)
    assert {"ko": "부천시", "en": "Bucheon"}[language] in title_of(app)
    assert not app.button or "save_dongs" not in [one.key for one in app.button]


def test_an_indicator_that_is_not_entered_per_dong_gives_way_to_the_first_that_is(
    dongs: Callable[..., AppTest],
) -> None:
    app = dongs(by_dong="K01")
    assert app.selectbox(key="by_dong").value == "K43"
