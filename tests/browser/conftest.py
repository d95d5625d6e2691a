"""The real dashboard, on a free port with a database of its own, in a real Chromium."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import INSTALL, find_chromium
from tests.browser.server import CHROMIUM_ARGUMENTS, Server, running_server, settle

__all__ = ["Server", "Traffic", "settle"]

HERE = Path(__file__).parent
OPENED = ExitStack()
# A busy machine takes its time to draw; only what never comes is a fault.
expect.set_options(timeout=60_000)


@dataclass
class Traffic:
    """What the page asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    outside_requests: list[str] = field(default_factory=list)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests run last, since quick ones should fail first; beside other processes first: they take long."""
    beside_others = "PYTEST_XDIST_WORKER" in os.environ
    items.sort(key=lambda item: (HERE in item.path.parents) is not beside_others)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Chromium goes before another folder's tests come: as long as it is there, an event loop holds the main thread."""
    if nextitem is None or HERE not in nextitem.path.parents:
        OPENED.close()


@pytest.fixture(scope="session")
def server(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only read."""
    with running_server(built_database, tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def own_server(built_database: Path, tmp_path: Path) -> Iterator[Server]:
    """A server with a fresh copy of the database, for a test that writes."""
    with running_server(built_database, tmp_path) as running:
        yield running


@pytest.fixture
def browser() -> Browser:
    """One Chromium for all tests that follow each other."""
    return _chromium()


@cache
def _chromium() -> Browser:
    path = find_chromium()
    if path is None:
        pytest.fail(INSTALL, pytrace=False)
    playwright = OPENED.enter_context(sync_playwright())
    launched = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
    OPENED.callback(launched.close)
    OPENED.callback(_chromium.cache_clear)
    return launched


@pytest.fixture
def traffic() -> Traffic:
    return Traffic()


@pytest.fixture
def page(browser: Browser, server: Server, traffic: Traffic) -> Iterator[Page]:
    """A fresh page; `page.goto("/")` opens the shared server."""
    with browser.new_context(
        base_url=server.url, locale="ko-KR", viewport={"width": 1440, "height": 900}, accept_downloads=True
    ) as context:
        opened = context.new_page()
        opened.set_default_timeout(60_000)
        _record(opened, traffic, urlsplit(server.url).hostname)
        yield opened


def _record(page: Page, traffic: Traffic, own_host: str | None) -> None:
    def note_request(url: str) -> None:
        traffic.requests.append(url)
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != own_host:
            traffic.outside_requests.append(url)

    page.on("request", lambda request: note_request(request.url))
    page.on("websocket", lambda websocket: note_request(websocket.url))
    page.on("pageerror", lambda error: traffic.console_errors.append(str(error)))
    page.on("console", lambda m: traffic.console_errors.append(m.text) if m.type == "error" else None)
