"""Two people at one cell, in two windows: the second is told, shown both, and decides; then all of it is taken back."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, settle
from tests.browser.grids import type_into
from tests.browser.test_journeys import TITLE, click_row, open_at

GRID = "[class*='st-key-grid_unit'] canvas"
VALUE_COLUMN = 4
K05_ROW = 4


def save(page: Page, who: str, why: str) -> None:
    page.get_by_role("textbox", name="고치는 까닭").fill(why)
    page.get_by_role("textbox", name="담당자 이름").fill(who)
    page.locator(".st-key-save_edit button").click()
    settle(page)


def test_the_second_to_save_a_cell_is_told_and_shown_both(browser: Browser, own_server: Server) -> None:
    with browser.new_context(base_url=own_server.url) as one, browser.new_context(base_url=own_server.url) as two:
        first, second = one.new_page(), two.new_page()
        for page in (first, second):
            open_at(page, "/values")
            type_into(page, GRID, (K05_ROW, VALUE_COLUMN), "88.1" if page is first else "88.9")
            expect(page.locator(TITLE)).to_have_text("저장하지 않은 1칸이 있습니다")
        save(first, "보육정책과 박주무관", "도 확인")
        expect(first.get_by_text("1칸을 저장했습니다")).to_be_visible()
        save(second, "정책기획과 홍길동", "공문 정정")
        expect(second.get_by_text("아무것도 저장하지 않았습니다")).to_be_visible()
        for shown in ("99.7%", "88.1%", "88.9%", "보육정책과 박주무관"):
            expect(second.get_by_text(re.compile(shown)).filter(visible=True).first).to_be_visible()
        second.get_by_role("radio", name="내 값으로").click()
        settle(second)
        second.locator(".st-key-settle button").click()
        settle(second)
        second.get_by_role("textbox", name="고치는 까닭").fill("공문 정정")
        second.locator(".st-key-save_edit button").click()
        expect(second.get_by_text("1칸을 저장했습니다")).to_be_visible()
        for act, comes_back in ((20, "88.1%"), (19, "99.7%")):
            undo(second, act)
            open_at(second, "/fields?field=field-1&indicator=K05")
            expect(second.locator(TITLE)).to_contain_text(comes_back)


def undo(page: Page, act: int) -> None:
    """A double click takes an act back once."""
    open_at(page, f"/history?act={act}")
    page.get_by_role("textbox", name="담당자 이름").fill("정책기획과 홍길동")
    page.locator(f".st-key-undo_{act} button").dblclick()
    expect(
        page.get_by_text(re.compile("되돌렸습니다|이미 되돌린 기록입니다")).filter(visible=True).first
    ).to_be_visible()


def test_typing_in_one_row_after_another_loses_nothing(browser: Browser, own_server: Server) -> None:
    with browser.new_context(base_url=own_server.url) as context:
        page = context.new_page()
        open_at(page, "/values")
        for row in range(3):
            type_into(page, GRID, (row, VALUE_COLUMN), f"9{row}.5")
        expect(page.locator(TITLE)).to_have_text("저장하지 않은 3칸이 있습니다")
        page.get_by_role("link", name="순위", exact=True).click()
        expect(page.get_by_role("link", name="값 고치기 (저장 안 한 3칸)")).to_be_visible()
        page.get_by_role("link", name="값 고치기 (저장 안 한 3칸)").click()
        expect(page.locator(TITLE)).to_have_text("저장하지 않은 3칸이 있습니다")
        settle(page)
        save(page, "정책기획과 홍길동", "공문 정정")
        expect(page.get_by_text("3칸을 저장했습니다")).to_be_visible()


def test_a_row_of_the_history_opens_what_it_changed_and_the_way_back_leads_back(page: Page) -> None:
    open_at(page, "/history?scope=all")
    for row, act in ((2, 16), (4, 14)):
        click_row(page, "history", row)
        expect(page).to_have_url(re.compile(f"act={act}"))
        expect(page.get_by_text(re.compile(f"^{act}번에서 바뀐 칸"))).to_be_visible()
        settle(page)
    page.go_back()
    expect(page.get_by_text(re.compile("^16번에서 바뀐 칸"))).to_be_visible()


def test_a_municipality_in_the_table_of_an_indicator_opens_the_history_of_its_cell(page: Page) -> None:
    open_at(page, "/fields?field=field-3&indicator=K26&lang=en")
    expect(page.get_by_text("History of this cell: Bucheon")).to_be_visible()
    click_row(page, "values_K26", 0)
    expect(page.get_by_text("History of this cell: Suwon")).to_be_visible()
