"""The dashboard opens on a machine without the internet, in its own typeface."""

import os
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.services.backups import Reason, kept
from app.storage import open_store
from tests.browser.conftest import Server, Traffic, settle
from tests.browser.server import ROOT, running_server

PATIENCE_SECONDS = 40
FONT_IS_LOADED = "() => document.fonts.ready.then(() => document.fonts.check('16px Pretendard'))"


def test_the_first_screen_opens_without_errors_and_without_the_internet(
    page: Page, server: Server, traffic: Traffic
) -> None:
    page.goto("/")
    settle(page)
    expect(page.locator("[data-testid=stSidebar] [data-testid=stPageLink]").first).to_be_visible()
    assert page.locator("[data-testid=stException]").count() == 0
    assert traffic.console_errors == []
    assert page.evaluate(FONT_IS_LOADED)
    assert f"{server.url}/app/static/PretendardVariable.woff2" in traffic.requests
    assert traffic.outside_requests == []
    # A request to another host would be noticed.
    page.evaluate("() => fetch('http://127.0.0.2:9/', {mode: 'no-cors'}).catch(() => null)")
    assert traffic.outside_requests == ["http://127.0.0.2:9/"]


def appears(path: Path) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    return path.exists()


def test_while_it_runs_copies_are_kept_and_the_inbox_is_emptied(built_database: Path, tmp_path: Path) -> None:
    """The server as it is started, without a visitor: a copy of the day, two files taken, a stop that loses nothing."""
    sample = next((ROOT / "data" / "sample").glob("gyeonggi-2023_*.xlsx"))
    with running_server(built_database, tmp_path) as running:
        inbox = running.database.parent / "inbox"
        assert appears(inbox)
        shutil.copyfile(sample, inbox / "known.xlsx")
        (inbox / "wrong.csv").write_text("unit,indicator,value\n41190,K01,3\n", encoding="utf-8")
        for name, outcome in (("known.xlsx", "(known)"), ("wrong.csv", "(refused)")):
            assert appears(report := inbox / f"{name}.report.txt")
            assert outcome in report.read_text(encoding="utf-8-sig")
        assert [copy.reason for copy in kept(running.database) if copy.sound] == [Reason.DAILY]
    if os.name != "nt":  # there a server can only be ended, not asked to stop
        assert not running.database.with_name(f"{running.database.name}.wal").exists()
    with open_store(running.database, read_only=True) as store:
        assert len(store.imports()) == 18


def test_a_store_that_another_program_holds_is_said_on_the_screen(
    own_server: Server, tmp_path_factory: pytest.TempPathFactory, page: Page
) -> None:
    with running_server(own_server.database, tmp_path_factory.mktemp("second"), on_a_copy=False) as second:
        page.goto(f"{second.url}/backups?lang=ko")
        expect(page.get_by_text("다른 프로그램이 데이터베이스를 쓰고 있습니다").first).to_be_visible()
        page.goto(second.url)
        expect(page.get_by_text("자료 파일을 열 수 없습니다")).to_be_visible()
        assert page.locator("[data-testid=stException]").count() == 0
