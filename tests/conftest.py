import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

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

    Where several processes run the tests, the first that has made one leaves it to the others; nobody waits.
    """
    base = tmp_path_factory.getbasetemp()
    path = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample.duckdb"
    if not path.exists():
        _build(tmp_path_factory.mktemp("database") / "evaluation.duckdb").replace(path)
    return path


def _build(path: Path) -> Path:
    command = [sys.executable, "manage.py", "init", "--database", str(path)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    if made.returncode != 0 or not path.exists():
        pytest.fail(f"manage.py init failed:\n{made.stdout}\n{made.stderr}", pytrace=False)
    return path
