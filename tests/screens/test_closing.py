"""The screen of closings, and the other screens on a closed month, in every state and both languages."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.definition import parse_definition
from app.services.closing_acts import close_month
from app.services.closing_checks import check_closing
from app.storage.records import Closing, Entry, ImportBatch
from app.storage.store import open_store
from scoring.model import State
from tests.dashboard import ROOT, dashboard
from tests.screens.conftest import PAGES
from tests.screens.reading import LANGUAGES, UNTRANSLATED, hangul_of, headings_of, marks_of, strings_of, title_of

EVALUATION, MONTH, PAGE = "gyeonggi-2023", "2023-09", "pages/material/closing.py"
AT = datetime(2023, 10, 5, 3, 0, tzinfo=UTC)
SHIPPED = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
# 20 + 80 in place of 30 + 70: Bucheon, third with 30 + 70, is then second.
NEWER = SHIPPED.replace("weight: 30\n", "weight: 20\n").replace("weight: 70\n", "weight: 80\n")
DROPPED = SHIPPED[: SHIPPED.index(f"  - code: {EVALUATION}")]
Opener = Callable[..., AppTest]


@pytest.fixture
def definition(tmp_path: Path) -> Path:
    """A definition file of this test's own."""
    file = tmp_path / "indicators.yaml"
    file.write_text(SHIPPED, encoding="utf-8")
    return file


@pytest.fixture
def opened(database: Path, definition: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page on September 2023, by default that of the closings."""
    monkeypatch.setenv("EVALUATION_DATABASE", str(database))
    monkeypatch.setenv("EVALUATION_DEFINITION", str(definition))
    return open_page


def open_page(page: str = PAGE, **address: str) -> AppTest:
    app = dashboard().switch_page(page)
    for name, code in ({"evaluation": EVALUATION, "month": MONTH} | address).items():
        app.query_params[name] = code
    app.run()
    assert not app.exception, app.exception[0].message
    return app


@pytest.fixture(scope="module")
def closed_samples(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The sample with a month closed, made once for each month; nobody writes into it."""

    @cache
    def closed_sample(month: str) -> Path:
        path = shutil.copyfile(built_database, tmp_path_factory.mktemp("closed") / "evaluation.duckdb")
        close(path, month)
        return path

    return closed_sample


@pytest.fixture
def closed(database: Path, closed_samples: Callable[[str], Path]) -> Path:
    """The database of a test with September 2023 closed."""
    return shutil.copyfile(closed_samples(MONTH), database)


@pytest.fixture
def august_closed(database: Path, closed_samples: Callable[[str], Path]) -> Path:
    return shutil.copyfile(closed_samples("2023-08"), database)


@pytest.fixture(scope="module", params=[NEWER, DROPPED], ids=["newer", "dropped"])
def moved_on(
    request: pytest.FixtureRequest, closed_samples: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """September 2023 closed, and a definition that has changed since."""
    folder = tmp_path_factory.mktemp("moved_on")
    (folder / "indicators.yaml").write_text(request.param, encoding="utf-8")
    return shutil.copyfile(closed_samples(MONTH), folder / "evaluation.duckdb"), folder / "indicators.yaml"


def close(database: Path, month: str = MONTH) -> Closing:
    definition = parse_definition(SHIPPED.encode(), "indicators.yaml")
    with open_store(database) as store:
        ready = check_closing(store, definition, definition.evaluation(EVALUATION), month, date(2023, 10, 5))
        return close_month(store, ready, SHIPPED.encode(), ("Kim", AT), ready.kinds)


def ticks(app: AppTest) -> list:
    return [box for box in app.checkbox if str(box.key).startswith("closing_")]


def fill_in(app: AppTest, name: str = "Kim") -> AppTest:
    for position in range(len(ticks(app))):
        app = ticks(app)[position].check().run()
    return app.text_input(key="person").set_value(name).run()


def press(app: AppTest, key: str) -> AppTest:
    (button,) = [one for one in app.button if str(one.key).startswith(key)]
    button.click().run()
    assert not app.exception, app.exception[0].message
    return app


def said(app: AppTest) -> str:
    return " ".join(str(one.value) for one in (*app.success, *app.warning)).replace("\\", "")


def closings(database: Path) -> tuple[Closing, ...]:
    with open_store(database) as store:
        return store.closings()


# An open month


def test_every_warning_must_be_ticked_and_a_name_given(opened: Opener, database: Path) -> None:
    app = opened()
    assert title_of(app) == "2023년 9월은 아직 열려 있습니다"
    assert len(ticks(app)) == 4
    assert app.button(key=f"close_{EVALUATION}_{MONTH}").disabled
    app = fill_in(app, name="")
    assert not app.button(key=f"close_{EVALUATION}_{MONTH}").disabled
    app = press(app, "close_")
    assert "담당자 이름" in said(app)
    assert closings(database) == ()


def test_closing_by_hand_and_the_mark_on_every_screen(opened: Opener, database: Path) -> None:
    app = press(fill_in(opened(), "홍길동"), "close_")
    today = datetime.now(UTC).astimezone().date().isoformat()
    assert title_of(app) == f"2023년 9월은 {today} 홍길동이 마감했습니다 · 다시 계산해도 같습니다"
    (closing,) = closings(database)
    assert (closing.evaluation, closing.month, closing.closed_by) == (EVALUATION, MONTH, "홍길동")
    assert f"{today} 마감" in marks_of(opened(PAGES["status"]))


def test_data_that_changed_since_the_screen_was_drawn_forbid_it(opened: Opener, database: Path) -> None:
    app = fill_in(opened())
    entry = Entry("value", "41190", "K01", State.SUBMITTED, Decimal(1), None, "", "s", "A1")
    with open_store(database) as store:
        store.apply_import(ImportBatch(EVALUATION, MONTH, (entry,), "m.xlsx", "0" * 64, "Lee", AT))
    app = press(app, "close_")
    assert said(app)
    assert closings(database) == ()
    assert title_of(app) == "2023년 9월은 아직 열려 있습니다"
    assert not any(box.value for box in ticks(app))


def test_a_definition_that_changed_since_the_screen_was_drawn_forbids_it(
    opened: Opener, database: Path, definition: Path
) -> None:
    app = fill_in(opened())
    definition.write_text(NEWER, encoding="utf-8")
    assert "indicators.yaml" in said(press(app, "close_"))
    assert closings(database) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_with_errors_says_where_they_are(opened: Opener, database: Path, language: str) -> None:
    entry = Entry("value", "41190", "X99", State.SUBMITTED, Decimal(1), None, "", "s", "A1")
    with open_store(database) as store:
        store.apply_import(ImportBatch(EVALUATION, MONTH, (entry,), "m.xlsx", "0" * 64, "Lee", AT))
    app = opened(lang=language)
    assert "X99" in app.table[0].value.to_string()
    assert not [button for button in app.button if str(button.key).startswith("close_")]


# A closed month


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_newer_definition_moves_nothing_but_what_is_scored_anew(
    opened: Opener, database: Path, definition: Path, language: str
) -> None:
    before = title_of(opened(PAGES["status"], lang=language))
    close(database)
    definition.write_text(NEWER, encoding="utf-8")
    assert title_of(opened(PAGES["status"], lang=language)) == before
    app = opened(lang=language)
    pairs = app.dataframe[0].value
    assert len(pairs) == 31
    (home,) = [row for row in pairs.to_numpy().tolist() if row[1] in ("부천시", "Bucheon")]
    assert (home[2][0], home[3][0], home[4]) == ("3", "2", "▲1")
    changes = app.dataframe[1].value.to_numpy().tolist()
    assert ["30", "20"] in [row[2:4] for row in changes]
    assert ["70", "80"] in [row[2:4] for row in changes]


@pytest.mark.parametrize("page", PAGES)
def test_every_screen_opens_on_a_closed_month_whatever_became_of_the_definition(
    moved_on: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    for name, path in zip(("EVALUATION_DATABASE", "EVALUATION_DEFINITION"), moved_on, strict=True):
        monkeypatch.setenv(name, str(path))
    app = open_page(PAGES[page])
    if page not in ("published", "method"):
        assert "2023-10-05 마감" in marks_of(app)


def test_the_evaluation_that_left_the_definition_has_its_proof(opened: Opener, closed: Path, definition: Path) -> None:
    definition.write_text(DROPPED, encoding="utf-8")
    app = opened()
    assert title_of(app) == "2023년 9월은 2023-10-05 Kim이(가) 마감했습니다 · 다시 계산해도 같습니다"
    assert "지금의 indicators.yaml에는 이 평가가 없어" in app.table[0].value.to_string().replace("\\", "")


def test_an_open_month_after_a_closed_one_under_another_definition(
    opened: Opener, august_closed: Path, definition: Path
) -> None:
    definition.write_text(NEWER.replace("      - {letter: A, points: 90", "      - {letter: A, points: 85"), "utf-8")
    for page in PAGES.values():
        opened(page)
    grades = [words for words in headings_of(opened(PAGES["status"])) if "8월" in words]
    assert grades


def test_an_interim_month_says_both(opened: Opener, august_closed: Path) -> None:
    assert "2023-10-05 마감 · 중간 점검" in marks_of(opened(PAGES["status"], month="2023-08"))
    assert "중간 점검" in marks_of(opened(PAGES["status"], month="2023-07"))


@pytest.mark.parametrize("reason", ["", "   "])
def test_reopening_needs_a_reason(opened: Opener, closed: Path, reason: str) -> None:
    app = opened()
    app.text_input(key="person").set_value("Kim")
    app.text_input(key="closing_reason").set_value(reason).run()
    assert "사유" in said(press(app, "reopen_"))
    assert closings(closed)[0].reopened_at is None


def test_a_reopened_month_and_its_place_in_the_list(opened: Opener, closed: Path) -> None:
    app = opened()
    app.text_input(key="person").set_value("이순신")
    app.text_input(key="closing_reason").set_value("K01 정정").run()
    app = press(app, "reopen_")
    today = datetime.now(UTC).astimezone().date().isoformat()
    assert title_of(app) == f"2023년 9월은 {today} 이순신이 마감을 해제했습니다"
    first, second = app.dataframe[-1].value.to_numpy().tolist()[:2]
    assert (first[2], second[2], second[7], second[8]) == ("열림", "해제됨", "이순신", "K01 정정")


@pytest.mark.parametrize("state", ["open", "closed", "newer", "reopened"])
def test_in_english_nothing_is_left_in_korean(
    opened: Opener, closed_samples: Callable[[str], Path], database: Path, definition: Path, state: str
) -> None:
    if state != "open":
        shutil.copyfile(closed_samples(MONTH), database)
    if state == "newer":
        definition.write_text(NEWER, encoding="utf-8")
    if state == "reopened":
        with open_store(database) as store:
            store.reopen_month(EVALUATION, MONTH, "Lee", AT, "correction")
    app = opened(lang="en")
    assert hangul_of(app) == []
    assert not [words for words in strings_of(app) if UNTRANSLATED.search(words) and not words.startswith("$$ID")]
