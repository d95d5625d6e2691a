"""The screen of the copies: what it finds, how one comes back, and that it opens when nothing else does."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.services.backups import Reason, back_up_before, kept
from app.services.keeper import Keeper, working
from app.storage import open_store
from tests.dashboard import ROOT
from tests.screens.conftest import Opener, words_of

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DEFINITION = ROOT / "indicators.yaml"


@pytest.fixture
def on(database: Path, open_page_on: Callable[[Path], Opener], monkeypatch: pytest.MonkeyPatch) -> Opener:
    monkeypatch.delenv("EVALUATION_INBOX", raising=False)
    return open_page_on(database)


def copies_of(database: Path, *minutes: int) -> None:
    with open_store(database) as store:
        for minute in minutes:
            back_up_before(store, Reason.IMPORT, NOW.replace(minute=minute))


@pytest.mark.parametrize(
    ("language", "title"),
    [("ko", "마지막 보관 {at}, 2개 · 모두 열립니다"), ("en", "Last backup {at}, 2 in all · all of them open")],
)
def test_the_title_says_when_and_whether_all_of_them_open(
    on: Opener, database: Path, language: str, title: str
) -> None:
    copies_of(database, 1, 2)
    app = on("backups", lang=language)
    at = NOW.replace(minute=2).astimezone().strftime("%Y-%m-%d %H:%M")
    assert app.title[0].value.replace("\\", "") == title.format(at=at)
    assert [place for place in ("backup.", "inbox.report", "{") if place in words_of(app)] == []
    assert len(app.dataframe[0].value) == 2
    assert str(database.parent / "inbox") in words_of(app).replace("\\", "")


def test_a_copy_that_does_not_open_is_in_the_title(on: Opener, database: Path) -> None:
    copies_of(database, 1, 2)
    kept(database)[1].path.write_bytes(b"noise")
    app = on("backups")
    assert "2개 가운데 1개가 열리지 않습니다" in app.title[0].value
    assert "열리지 않습니다" in app.dataframe[0].value.to_string()


def test_the_command_brings_back_the_newest(on: Opener, database: Path) -> None:
    copies_of(database, 1)
    assert on("backups").code[0].value == f'python manage.py restore latest --database "{database}"'


def test_a_button_makes_a_copy_at_once(on: Opener, database: Path) -> None:
    app = on("backups")
    assert app.title[0].value == "아직 보관한 것이 없습니다"
    app.button(key="back_up_now").click().run()
    (copy,) = kept(database)
    assert copy.reason is Reason.HAND
    assert copy.path.name in app.success[0].value.replace("\\", "")
    assert "1개" in app.title[0].value


def test_what_stands_in_the_way_of_a_copy_is_said(on: Opener, database: Path) -> None:
    (database.parent / "backups").write_text("", encoding="utf-8")
    app = on("backups")
    app.button(key="back_up_now").click().run()
    assert "쓰기 권한" in app.error[0].value
    assert not app.exception


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_empty_store_has_nothing_to_keep(
    open_page_on: Callable[[Path], Opener], tmp_path: Path, language: str
) -> None:
    app = open_page_on(tmp_path / "empty.duckdb")("backups", lang=language)
    assert {"ko": "아직 보관한 것이 없습니다", "en": "Nothing has been backed up yet"}[language] == app.title[0].value
    app.button(key="back_up_now").click().run()
    assert len(app.info) >= 1
    assert not (tmp_path / "backups").exists()


def test_a_damaged_database_leaves_the_way_back_in_sight(
    open_page_on: Callable[[Path], Opener], tmp_path: Path, database: Path
) -> None:
    damaged = tmp_path / "damaged.duckdb"
    shutil.copyfile(database, damaged)
    copies_of(damaged, 1)
    damaged.write_bytes(b"noise" * 1000)
    app = open_page_on(damaged)("backups")
    assert "읽을 수 없습니다" in app.error[0].value
    assert "restore latest" in app.code[0].value
    assert "1개 · 모두 열립니다" in app.title[0].value


def test_without_a_keeper_that_is_said(on: Opener) -> None:
    assert any("make run" in info.value for info in on("backups").info)


def test_what_the_keeper_met_and_what_became_of_files(on: Opener, database: Path) -> None:
    inbox = database.parent / "inbox"
    keeper = Keeper(database, DEFINITION, lambda: NOW)
    keeper.start = lambda: None  # type: ignore[method-assign]
    with working(keeper):
        keeper.look()
        (inbox / "10월.csv").write_text("unit,indicator,value\n41190,K01,3\n", encoding="utf-8")
        (inbox / "unwritable.csv").write_text("x", encoding="utf-8")
        (inbox / "unwritable.csv.report.txt").mkdir()
        keeper.look()
        keeper.look()
        app = on("backups")
    assert "마지막으로 살폈습니다" in words_of(app)
    files = app.dataframe[-1].value
    assert list(files["파일"]) == ["10월.csv", "unwritable.csv"] or list(files["파일"]) == [
        "unwritable.csv",
        "10월.csv",
    ]
    assert "오류" in list(files["결과"])
    assert "unwritable.csv" in app.warning[0].value


def test_why_the_keeper_could_not_is_said_once(on: Opener, database: Path) -> None:
    (database.parent / "backups").write_text("", encoding="utf-8")
    keeper = Keeper(database, DEFINITION, lambda: NOW)
    keeper.start = lambda: None  # type: ignore[method-assign]
    with working(keeper):
        keeper.look()
        app = on("backups")
    assert ["쓰기 권한" in error.value for error in app.error] == [True]
