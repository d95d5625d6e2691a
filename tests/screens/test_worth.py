"""What is most worth doing now on the sample: the order counted again, and the list for the meeting."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.services.shortlist import Place, decide, history_of, read_shortlist
from app.storage.ledger_entries import LedgerDraft
from app.storage.store import Store
from tests.screens.conftest import Opener
from tests.screens.reading import LANGUAGES, UNTRANSLATED, headings_of, scored, strings_of, title_of

BUCHEON, POCHEON, JULY = "41190", "41650", "2023-07"
PLACE = Place("gyeonggi-2023", BUCHEON, JULY)
WHO = "정책기획과 홍길동"
NAME = {"ko": "지표", "en": "Indicator"}
EXPECTED = {"ko": "기대 점수", "en": "Expected"}


def rows_of(app: AppTest) -> list[dict[str, object]]:
    return app.dataframe[0].value.to_dict("records")  # type: ignore[no-any-return]


def pressed(app: AppTest, key: str, who: str = WHO) -> AppTest:
    if who:
        app.text_input(key="person").set_value(who).run()
    app.button(key=key).click().run()
    assert not app.exception
    return app


@pytest.fixture
def opened(open_page_on: Callable[[Path], Opener], database: Path) -> Opener:
    """Opens the screen on July of a copy of the sample that can be written."""
    open_page = open_page_on(database)
    return lambda **address: open_page("worth", month=JULY, **address)


def listed(store: Store) -> tuple[str, ...]:
    return read_shortlist(store, PLACE, ("nothing",)).codes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", [BUCHEON, POCHEON])
def test_the_order_is_the_rule_that_stands_there_and_the_title_names_the_first(
    open_page: Opener, unit: str, language: str
) -> None:
    app = open_page("worth", month=JULY, unit=unit, lang=language)
    rows = rows_of(app)
    turn = {"ko": ("돌릴 수 있나", "▲ 어려움"), "en": ("Can it be turned", "▲ hard")}[language]
    order = [(row[turn[0]] == turn[1], -float(str(row[EXPECTED[language]]))) for row in rows]
    assert order == sorted(order)
    assert str(rows[0][NAME[language]]) in title_of(app)
    assert any(caption.value.startswith({"ko": "순서", "en": "Order"}[language]) for caption in app.caption)
    assert not [words for words in strings_of(app) if UNTRANSLATED.search(words)]


def test_points_of_today_are_those_of_the_method(open_page: Opener, sample_database: Path) -> None:
    """All weights are 1 and all 101 indicators count: A instead of S costs 0.7 x 10 / 101, rounded 0.069."""
    standing = scored(sample_database, "gyeonggi-2023", JULY).standings[BUCHEON]
    below = sum(cell.step is not None and cell.step.letter == "A" for cell in standing.grades.values())
    gains = [row["지금 최고 등급이면"] for row in rows_of(open_page("worth", month=JULY))]
    assert gains.count(0.069) == below > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_the_cut_off_nothing_can_be_turned_and_what_was_missed_stands_there(
    open_page: Opener, language: str
) -> None:
    app = open_page("worth", month="2023-09", lang=language)
    assert {"ko": "더 돌릴 지표가 없습니다", "en": "nothing can be turned"}[language] in title_of(app)
    assert "0.14" in title_of(app)
    assert len(rows_of(app)) == 2
    assert EXPECTED[language] not in app.dataframe[0].value.columns


def test_a_first_month_without_many_values_has_an_order_too(open_page: Opener) -> None:
    app = open_page("worth", month="2022-01", evaluation="gyeonggi-2022")
    assert rows_of(app)


def test_the_list_begins_with_the_ten_best(open_page: Opener) -> None:
    app = open_page("worth", month=JULY)
    best = [str(row["지표"]) for row in rows_of(app)[:10]]
    words = headings_of(app)
    places = [words.index(name) for name in best]
    assert places == sorted(places)
    assert any("보고회 지표 10개" in one and "제안" in one for one in words)
    assert [row["보고회"] for row in rows_of(app)[:11]] == [*(f"● {place}번째" for place in range(1, 11)), "–"]
    assert not [one for one in app.button if one.key == "shortlist_reset"]


def test_without_a_name_the_list_stays_and_the_screen_says_why(opened: Opener, store: Store) -> None:
    app = pressed(opened(), "shortlist_down_K52", who="")
    assert any("이름을 적어야" in one.value for one in app.warning)
    assert listed(store) == ("nothing",)


def test_moved_removed_added_and_set_back_each_with_a_name(opened: Opener, store: Store) -> None:
    app = opened()
    before = [str(one.key).removeprefix("shortlist_out_") for one in app.button if "shortlist_out_" in str(one.key)]
    app = pressed(app, f"shortlist_down_{before[0]}")
    assert listed(store) == (before[1], before[0], *before[2:])
    app = pressed(app, f"shortlist_out_{before[2]}")
    assert listed(store) == (before[1], before[0], *before[3:])
    adding = next(box for box in app.selectbox if str(box.key).startswith("shortlist_added"))
    adding.select("K01").run()
    app = pressed(app, "shortlist_add")
    assert listed(store) == (before[1], before[0], *before[3:], "K01")
    assert any(f"{WHO} 20" in words and "정함" in words for words in headings_of(app))
    app = pressed(app, "shortlist_reset")
    assert listed(store) == ("nothing",)
    assert [one.who for one in history_of(store, PLACE)] == [WHO] * 3


def test_adding_nothing_says_so(opened: Opener, store: Store) -> None:
    app = pressed(opened(), "shortlist_add")
    assert any("고르지 않았습니다" in one.value for one in app.warning)
    assert listed(store) == ("nothing",)


def test_who_comes_second_is_told_and_sees_what_the_first_decided(opened: Opener, store: Store) -> None:
    app = opened()
    app.text_input(key="person").set_value(WHO).run()
    decide(store, read_shortlist(store, PLACE, ()), ("K26",), ("보육정책과 김보육", datetime(2023, 8, 3, tzinfo=UTC)))
    app.button(key="shortlist_down_K52").click().run()
    assert not app.exception
    assert any("보육정책과 김보육" in one.value for one in app.warning)
    assert listed(store) == ("K26",)
    assert any("보고회 지표 1개" in words for words in headings_of(app))


def test_the_meeting_talks_about_the_list_as_decided(opened: Opener, store: Store) -> None:
    decide(store, read_shortlist(store, PLACE, ()), ("K26", "K52"), (WHO, datetime(2023, 8, 3, tzinfo=UTC)))
    app = opened()
    app.switch_page("pages/meeting/agenda.py").run()
    app.query_params["month"] = JULY
    app.run()
    app.text_input(key="person").set_value(WHO).run()
    app.text_input(key="meeting_title").set_value("보고회").run()
    app.button(key="call_meeting").click().run()
    app.button(key="freeze").click().run()
    assert not app.exception
    cards = app.selectbox(key="card").options
    assert ["공공보육 이용률" in cards[0], "문화누리카드" in cards[1], len(cards)] == [True, True, 2]


def test_a_new_grade_by_hand_moves_the_order_and_the_month_at_once(
    open_page_on: Callable[[Path], Opener], database: Path, store: Store
) -> None:
    open_page = open_page_on(database)
    assert "사회혁신경제 활성화" in {row["지표"] for row in rows_of(open_page("worth", month=JULY))}
    draft = LedgerDraft(PLACE.evaluation, "judgement", f"P02:{BUCHEON}", '{"S": "100"}')
    store.write_ledger((draft,), WHO, datetime(2023, 8, 3, tzinfo=UTC), seen={})
    assert "사회혁신경제 활성화" not in {row["지표"] for row in rows_of(open_page("worth", month=JULY))}
    months = next(one.value for one in open_page("month", month=JULY).dataframe if "마감 예측" in one.value.columns)
    forecast = {row["지표"]: row["마감 예측"] for row in months.to_dict("records")}
    assert "100%" in str(forecast["사회혁신경제 활성화"])
