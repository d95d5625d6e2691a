"""The screens run without a browser, on the sample, on an empty store and on months without a prior-year score."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.storage.store import Store, open_store
from tests.dashboard import dashboard

PAGES = {
    "status": "pages/overview/status.py",
    "ranking": "pages/overview/ranking.py",
    "fields": "pages/overview/fields.py",
    "published": "pages/overview/published.py",
    "month": "pages/review/month.py",
    "warnings": "pages/review/warnings.py",
    "weak": "pages/review/weak.py",
    "moved": "pages/review/moved.py",
    "departments": "pages/review/departments.py",
    "outlook": "pages/review/outlook.py",
    "worth": "pages/review/worth.py",
    "dongs": "pages/review/dongs.py",
    "calendar": "pages/review/calendar.py",
    "weights": "pages/whatif/weights.py",
    "grades": "pages/whatif/grades.py",
    "scenarios": "pages/whatif/scenarios.py",
    "plan": "pages/whatif/plan.py",
    "firmness": "pages/whatif/firmness.py",
    "agenda": "pages/meeting/agenda.py",
    "decisions": "pages/meeting/decisions.py",
    "papers": "pages/meeting/papers.py",
    "method": "pages/material/method.py",
    "values": "pages/material/values.py",
    "history": "pages/material/history.py",
    "closing": "pages/material/closing.py",
}
# Screens that bring data in and need none.
DESKS = {"upload": "pages/material/upload.py", "backups": "pages/material/backups.py"}
Opener = Callable[..., AppTest]


@pytest.fixture(scope="session")
def sample_database(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample database that this process opens for all screens."""
    copy = tmp_path_factory.mktemp("screens") / "evaluation.duckdb"
    shutil.copyfile(built_database, copy)
    return copy


@pytest.fixture
def database(built_database: Path, tmp_path: Path) -> Path:
    """A copy of the sample database of a test's own, alone in its folder, to be written into."""
    return Path(shutil.copyfile(built_database, tmp_path / "evaluation.duckdb"))


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    """The store of that copy; the dashboard has the same one open in this process."""
    with open_store(database) as opened:
        yield opened


@pytest.fixture
def open_page(sample_database: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page of the dashboard on the sample, with codes as they stand in the address."""
    monkeypatch.setenv("EVALUATION_DATABASE", str(sample_database))
    return _open


@pytest.fixture
def open_page_on(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Opener]:
    """Opens pages on another database."""

    def on(database: Path) -> Opener:
        monkeypatch.setenv("EVALUATION_DATABASE", str(database))
        return _open

    return on


def _open(page: str, **address: str) -> AppTest:
    app = dashboard()
    if page != "status":
        app.switch_page((PAGES | DESKS)[page])
    for name, code in address.items():
        app.query_params[name] = code
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def words_of(app: AppTest) -> str:
    """Everything that can be read on the page: titles, texts, badges, captions, metrics and cells."""
    parts = [element.value for kind in ("title", "markdown", "caption", "info") for element in app.get(kind)]
    parts += [f"{metric.label} {metric.value} {metric.delta}" for metric in app.metric]
    parts += [frame.value.to_string() for frame in [*app.dataframe, *app.table]]
    return "\n".join(str(part) for part in parts)
