"""What the code imports is pinned, so that a fresh machine gets what was tested."""

import re
import sys
from importlib.metadata import packages_distributions, version

import pytest

from tests.architecture.rules import ROOT, find_modules, imported_modules

OURS = {"app", "dashboard", "manage", "pages", "scoring", "scripts", "tests"}
RUN_TIME = ("app/", "dashboard.py", "manage.py", "pages/", "scoring/")


def _pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    requirements = [line.split("#")[0].split(";")[0].strip() for line in lines]
    pairs = [line.split("==") for line in requirements if line and not line.startswith("-r")]
    return {_normal(package): pinned for package, pinned in pairs}


def _normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def _imported_packages(*folders: str) -> set[str]:
    found = set()
    for path in find_modules(*folders):
        source = (ROOT / path).read_text(encoding="utf-8")
        found |= {module.split(".")[0] for _, module in imported_modules(source)}
    return found - OURS - set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("folders", "files"),
    [(RUN_TIME, ["requirements.txt"]), (("scripts/", "tests/"), ["requirements.txt", "requirements-dev.txt"])],
    ids=["run time", "tests"],
)
def test_every_imported_package_is_pinned(folders: tuple[str, ...], files: list[str]) -> None:
    pinned = {package for name in files for package in _pins(name)}
    distributions = packages_distributions()
    unpinned = {
        package
        for package in _imported_packages(*folders)
        if not {_normal(name) for name in distributions.get(package, [package])} & pinned
    }
    assert unpinned == set()


def test_the_tests_run_with_the_pinned_versions() -> None:
    differing = {name: version(name) for name, pinned in _pins("requirements.txt").items() if version(name) != pinned}
    assert differing == {}
