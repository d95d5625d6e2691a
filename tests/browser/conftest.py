"""The real dashboard, on a free port with a database of its own, in a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import INSTALL, find_chromium

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
START_SECONDS = 60
# No sandbox: CI runs as root. The rest keeps Chromium itself from talking to anybody.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Server:
    url: str
    database: Path


@dataclass
class Traffic:
    """What the page asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    outside_requests: list[str] = field(default_factory=list)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests run last: quick ones should fail first, and Playwright keeps an event loop on the main thread."""
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="session")
def built_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample database, made once by the command line; nobody opens this one, everybody takes a copy."""
    path = tmp_path_factory.mktemp("database") / "evaluation.duckdb"
    command = [sys.executable, "manage.py", "init", "--database", str(path)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    if made.returncode != 0 or not path.exists():
        pytest.fail(f"manage.py init failed:\n{made.stdout}\n{made.stderr}", pytrace=False)
    return path


@pytest.fixture(scope="session")
def server(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only read."""
    with _running_server(built_database, tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def own_server(built_database: Path, tmp_path: Path) -> Iterator[Server]:
    """A server with a fresh copy of the database, for a test that writes."""
    with _running_server(built_database, tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        pytest.fail(INSTALL, pytrace=False)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def traffic() -> Traffic:
    return Traffic()


@pytest.fixture
def console_errors(traffic: Traffic) -> list[str]:
    return traffic.console_errors


@pytest.fixture
def outside_requests(traffic: Traffic) -> list[str]:
    """Requests to any other host than the server."""
    return traffic.outside_requests


@pytest.fixture
def page(browser: Browser, server: Server, traffic: Traffic) -> Iterator[Page]:
    """A fresh page; `page.goto("/")` opens the shared server."""
    with browser.new_context(
        base_url=server.url, locale="ko-KR", viewport={"width": 1440, "height": 900}, accept_downloads=True
    ) as context:
        opened = context.new_page()
        opened.set_default_timeout(20_000)
        _record(opened, traffic, urlsplit(server.url).hostname)
        yield opened


def settle(page: Page) -> None:
    """Waits until Streamlit is connected and its script has finished."""
    page.locator('[data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]').wait_for()


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


@contextmanager
def _running_server(built_database: Path, folder: Path) -> Iterator[Server]:
    database = folder / "evaluation.duckdb"
    shutil.copyfile(built_database, database)
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1"]
    environment = {**os.environ, "EVALUATION_DATABASE": str(database), "PYTHONUTF8": "1"}
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait_until_healthy(process, url, log)
        yield Server(url=url, database=database)
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    # A proxy set in the environment must not be asked for the loopback address.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with opener.open(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The dashboard did not start:\n{log.read_text(encoding='utf-8', errors='replace')}", pytrace=False)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
