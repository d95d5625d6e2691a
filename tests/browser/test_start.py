"""The dashboard opens on a machine without the internet, in its own typeface."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Traffic, settle

FONT_IS_LOADED = "() => document.fonts.ready.then(() => document.fonts.check('16px Pretendard'))"


@pytest.fixture
def opened(page: Page) -> Page:
    page.goto("/")
    settle(page)
    return page


def test_the_first_screen_opens_without_errors(opened: Page, console_errors: list[str]) -> None:
    expect(opened.locator("[data-testid=stSidebar] [data-testid=stPageLink]").first).to_be_visible()
    assert opened.locator("[data-testid=stException]").count() == 0
    assert console_errors == []


def test_nothing_is_fetched_from_outside(opened: Page, outside_requests: list[str]) -> None:
    assert outside_requests == []


def test_the_typeface_comes_from_the_server(opened: Page, server: Server, traffic: Traffic) -> None:
    assert opened.evaluate(FONT_IS_LOADED)
    assert f"{server.url}/app/static/PretendardVariable.woff2" in traffic.requests


def test_a_request_to_another_host_would_be_noticed(opened: Page, outside_requests: list[str]) -> None:
    opened.evaluate("() => fetch('http://127.0.0.2:9/', {mode: 'no-cors'}).catch(() => null)")
    assert outside_requests == ["http://127.0.0.2:9/"]
