"""A few ways that people really go through the dashboard, in a real browser."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, settle

TITLE = "[data-testid=stMain] h1"
EXCEPTION = "[data-testid=stException]"
ROW = 35


def open_at(page: Page, path: str) -> None:
    page.goto(path)
    settle(page)
    expect(page.locator(TITLE)).to_be_visible()


def title_of(page: Page) -> str:
    return page.locator(TITLE).inner_text()


def codes_of(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def click_row(page: Page, key: str, row: int) -> None:
    """A table is drawn on a canvas: its rows are found by their height below the heading."""
    canvas = page.locator(f".st-key-{key} canvas").first
    canvas.scroll_into_view_if_needed()
    canvas.click(position={"x": 60, "y": ROW * (row + 1) + ROW / 2}, force=True)


def test_a_shared_link_is_the_first_request_to_a_new_server(browser: Browser, own_server: Server) -> None:
    with browser.new_context(base_url=own_server.url) as context:
        page = context.new_page()
        open_at(page, "/fields?field=field-3&lang=en")
        assert page.get_by_role("dialog").count() == 0
        assert title_of(page).startswith("Caring society: Bucheon")


def test_from_the_status_to_an_indicator_and_back(page: Page) -> None:
    open_at(page, "/?lang=en&month=2023-08")
    click_row(page, "fields_table", 2)
    expect(page.locator(TITLE)).to_contain_text("Caring society")
    expect(page).to_have_url(re.compile(r"/fields\?.*field=field-3"))
    settle(page)
    click_row(page, "field_indicators", 7)
    expect(page.locator(TITLE)).to_contain_text("Bucheon, Children in public childcare")
    expect(page).to_have_url(re.compile("indicator=K26"))
    settle(page)
    assert codes_of(page) == {
        "lang": "en", "evaluation": "gyeonggi-2023", "month": "2023-08", "unit": "41190", "field": "field-3",
        "indicator": "K26",
    }  # fmt: skip
    page.go_back()
    expect(page.locator(TITLE)).to_contain_text("Caring society")
    # Streamlit notes a click that turns the page in two steps: the codes, then the page.
    page.go_back()
    page.go_back()
    expect(page.locator(TITLE)).to_contain_text("Bucheon: 4th of 10 in Group 1")
    assert urlsplit(page.url).path == "/"


def test_another_month_and_another_language(page: Page) -> None:
    open_at(page, "/")
    assert "3위" in title_of(page)
    page.get_by_role("combobox").nth(1).click()
    page.get_by_role("option", name="2023년 8월").click()
    expect(page.locator(TITLE)).to_contain_text("4위")
    expect(page).to_have_url(re.compile("month=2023-08"))
    settle(page)
    page.get_by_role("radio", name="EN", exact=True).click()
    expect(page.locator(TITLE)).to_contain_text("Bucheon: 4th")
    menu = page.locator("[data-testid=stSidebar]")
    expect(menu.get_by_role("link", name="Weak indicators")).to_be_hidden()
    menu.get_by_text("Review", exact=True).click()
    expect(menu.get_by_role("link", name="Weak indicators")).to_be_visible()
    expect(menu).not_to_contain_text("종합현황")
    assert codes_of(page)["month"] == "2023-08"
