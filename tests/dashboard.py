"""The dashboard without a browser, as the tests of its screens open it."""

from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
# Each AppTest searches all installed packages for components, which takes three times as long as a screen does; what
# is installed stays the same while the tests run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def dashboard() -> AppTest:
    """The whole dashboard, not yet run."""
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
