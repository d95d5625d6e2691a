import os
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
BUILD_SECONDS = 300

# No deadline: the first example pays for imports, and a busy machine must not turn a right result into a failure.
# Everything else stays as Hypothesis has it, in CI the same examples each time.
settings.register_profile("patient", settings(deadline=None))
settings.load_profile("patient")


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One process more than there are cores, since tests in Chromium often wait."""
    return (yield) + 1


@pytest.fixture(scope="session")
def built_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample database, made once by the command line; nobody opens this one, everybody takes a copy.

    Where several processes run the tests, the first that needs one makes it and the others wait for it.
    """
    base = tmp_path_factory.getbasetemp()
    path = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample.duckdb"
    being_made, deadline = path.with_suffix(".being-made"), time.monotonic() + BUILD_SECONDS
    while not path.exists():
        try:
            being_made.mkdir()
        except FileExistsError:
            if time.monotonic() > deadline:
                pytest.fail(f"nobody finished {path}", pytrace=False)
            time.sleep(0.1)
            continue
        try:
            if not path.exists():
                _build(tmp_path_factory.mktemp("database") / "evaluation.duckdb").replace(path)
        finally:
            being_made.rmdir()
    return path


def _build(path: Path) -> Path:
    command = [sys.executable, "manage.py", "init", "--database", str(path)]
    environment = {**os.environ, "EVALUATION_DEFINITION": str(ROOT / "indicators.yaml")}
    made = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False
    )
    if made.returncode != 0 or not path.exists():
        pytest.fail(f"manage.py init failed:\n{made.stdout}\n{made.stderr}", pytrace=False)
    return path
