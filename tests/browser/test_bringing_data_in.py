"""From the template to the ranking and back: what a person in the planning department does on a Monday morning."""

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from app.storage.records import Act
from app.storage.store import Store, open_store
from tests.browser.server import Server, running_server, settle
from tests.browser.test_journeys import EXCEPTION, TITLE, open_at, title_of

EVALUATION, MONTH, BUCHEON, WHO = "gyeonggi-2023", "2023-09", "41190", "정책기획과 홍길동"
WRONG = {"H5": "구십팔", "J6": "1,2x", "K7": "9월"}
APPLY = "[class*=st-key-apply_] button"
# A table is drawn on a canvas; for screen readers its cells stand inside as a table.
CELLS = "table => [...table.querySelectorAll('td')].map(cell => cell.textContent)"


def template(page: Page, folder: Path) -> Path:
    open_at(page, "/upload")
    with page.expect_download() as started:
        page.locator(".st-key-template button").first.click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def write(path: Path, cells: dict[str, Any], score: float) -> None:
    """Fill in what a department sent, and another score of the prior year for the home city."""
    book = openpyxl.load_workbook(path)
    for cell, written in cells.items():
        book["실적"][cell].value = written
    row = next(row for row in book["점수"].iter_rows() if str(row[0].value) == BUCHEON)
    row[2].value = score
    book.save(path)


def read(path: Path) -> dict[str, Any]:
    book = openpyxl.load_workbook(path)
    return {cell: book["실적"][cell].value for cell in WRONG}


def drop(page: Page, path: Path) -> None:
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(path)
    expect(page.locator(TITLE)).to_contain_text("읽었습니다")
    settle(page)


def first_table(page: Page) -> list[str]:
    grid = page.locator("canvas[data-testid=data-grid-canvas] table").first
    grid.wait_for(state="attached")
    return [cell.strip() for cell in grid.evaluate(CELLS)]


def enter_name(page: Page) -> None:
    field = page.locator(".st-key-person input")
    field.fill(WHO)
    field.press("Tab")
    settle(page)


def ranking(page: Page) -> str:
    open_at(page, "/ranking")
    return title_of(page)


def acts(store: Store, act: Act) -> list[str]:
    return [record.who for record in store.imports(EVALUATION, MONTH) if record.act is act and record.who == WHO]


@pytest.fixture
def server_of_its_own(built_database: Path, tmp_path: Path) -> Any:
    (tmp_path / "server").mkdir()
    return running_server(built_database, tmp_path / "server")


def test_from_the_template_to_the_ranking_and_back(browser: Browser, server_of_its_own: Any, tmp_path: Path) -> None:
    with (
        server_of_its_own as server,
        browser.new_context(base_url=server.url, locale="ko-KR", accept_downloads=True) as context,
    ):
        page = context.new_page()
        page.set_default_timeout(20_000)
        before = ranking(page)
        assert "부천시 3위" in before
        file = template(page, tmp_path)
        right = read(file)
        write(file, WRONG, 99.5)
        drop(page, file)
        expect(page.locator(TITLE)).to_contain_text("고칠 곳 3건")
        shown = first_table(page)
        assert {"실적", *WRONG, *WRONG.values()} <= set(shown)
        assert page.locator(APPLY).count() == 0

        page.reload()
        settle(page)
        write(file, right, 99.5)
        drop(page, file)
        expect(page.locator("[data-testid=stMain] h3")).to_have_text("부천시 3위 → 1위, 99.23 → 100.52점")
        assert {"변경", "95.21", "99.5", "점수!C9"} <= set(first_table(page))
        assert ranking_in_another_window(context) == before
        enter_name(page)
        page.locator(APPLY).dblclick()
        expect(page.locator(TITLE)).to_contain_text("자료를 넣었습니다. 추가 0, 변경 1")
        settle(page)

        page.get_by_role("link", name="순위 보기").click()
        expect(page.locator(TITLE)).to_contain_text("부천시 1위")
        page.go_back()
        expect(page.locator(TITLE)).to_contain_text("자료를 넣었습니다")
        settle(page)
        page.get_by_role("main").get_by_role("link", name="되돌리기", exact=True).click()
        undo = page.locator("[class*=st-key-undo_] button")
        expect(page).to_have_url(re.compile(r"/history\?.*act="))
        settle(page)
        undo.click()
        expect(undo).to_have_count(0)
        settle(page)
        assert ranking(page) == before
        assert page.locator(EXCEPTION).count() == 0
    with open_store(server.database, read_only=True) as store:
        assert (acts(store, Act.IMPORT), acts(store, Act.UNDO)) == ([WHO], [WHO])


def ranking_in_another_window(context: Any) -> str:
    page = context.new_page()
    shown = ranking(page)
    page.close()
    return shown


def test_a_template_that_comes_back_as_it_was_changes_nothing(
    browser: Browser, own_server: Server, tmp_path: Path
) -> None:
    with browser.new_context(base_url=own_server.url, locale="ko-KR", accept_downloads=True) as context:
        page = context.new_page()
        drop(page, template(page, tmp_path))
        expect(page.locator(TITLE)).to_contain_text("새로운 것은 없습니다")
        assert page.locator(APPLY).count() == 0
