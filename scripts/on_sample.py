"""Chromium on a dashboard with a sample of its own, for pictures and measurements."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from app.storage.store import Store, open_store
from tests.browser.chromium import INSTALL, find_chromium
from tests.browser.server import CHROMIUM_ARGUMENTS, Server, running_server

ROOT = Path(__file__).parents[1]


@contextmanager
def chromium_on_sample(prepare: Callable[[Store], object] | None = None) -> Iterator[tuple[Browser, Server]]:
    """A browser and a server on a fresh sample, into which ``prepare`` may write first; SystemExit without Chromium."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit(INSTALL)
    with tempfile.TemporaryDirectory() as temporary:
        built = Path(temporary) / "built.duckdb"
        command = [sys.executable, "manage.py", "init", "--database", str(built)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        if prepare is not None:
            with open_store(built) as store:
                prepare(store)
        with running_server(built, Path(temporary)) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
            yield browser, server
            browser.close()
