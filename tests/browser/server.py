"""The real dashboard as a process of its own, on a free port with a copy of a database."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
START_SECONDS = 180
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


def settle(page: Page) -> None:
    """Waits until Streamlit is connected and its script has finished."""
    page.locator('[data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]').wait_for()


@contextmanager
def running_server(
    built_database: Path, folder: Path, *, on_a_copy: bool = True, definition: Path = ROOT / "indicators.yaml"
) -> Iterator[Server]:
    database = folder / "evaluation.duckdb" if on_a_copy else built_database
    if on_a_copy:
        shutil.copyfile(built_database, database)
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "app.views.launch"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1"]
    chosen = {"EVALUATION_DATABASE": str(database), "EVALUATION_DEFINITION": str(definition)}
    environment = {**os.environ, **chosen, "PYTHONUTF8": "1"}
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
    raise RuntimeError(f"The dashboard did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
