"""The server's share of the opening screen: its script run as the browser asks for it, and the parts of that."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.definition import load_definition
from app.services.months import MonthView, month_view
from app.services.status import loss_rows, status_of
from app.storage.store import open_store
from app.views import cached
from scoring.model import Definition
from scoring.score import prepare
from tests.dashboard import dashboard

ROOT = Path(__file__).parents[2]
BUCHEON, EVALUATION, MONTH = "41190", "gyeonggi-2023", "2023-09"


@pytest.fixture(scope="module")
def database(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copyfile(built_database, tmp_path_factory.mktemp("bench") / "evaluation.duckdb"))


@pytest.fixture
def screen(database: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("EVALUATION_DATABASE", str(database))
    app = dashboard().run()
    assert not app.exception
    return app


@pytest.fixture(scope="module")
def definition() -> Definition:
    return load_definition(ROOT / "indicators.yaml")


@pytest.fixture
def view(database: Path, definition: Definition) -> MonthView:
    with open_store(database) as store:
        return month_view(store, definition, definition.evaluation(EVALUATION), MONTH)


def test_status_screen_again(benchmark: Any, screen: AppTest) -> None:
    """Another choice on a screen that somebody has opened before."""
    app = benchmark.pedantic(screen.run, rounds=30, warmup_rounds=3)
    assert not app.exception


def test_status_screen_of_a_unit_nobody_looked_at(benchmark: Any, screen: AppTest) -> None:
    """A month that is scored, a unit whose status is not computed and whose charts are not drawn."""

    def forget() -> None:
        cached._status.clear()
        cached._chart.clear()

    app = benchmark.pedantic(screen.run, setup=forget, rounds=20, warmup_rounds=2)
    assert not app.exception


def test_status_screen_of_a_month_nobody_looked_at(benchmark: Any, screen: AppTest) -> None:
    """Everything anew: three months read and scored, the status computed, the charts drawn."""

    def forget() -> None:
        for cache in (cached._view, cached._available, cached._status, cached._chart):
            cache.clear()
        prepare.cache_clear()

    app = benchmark.pedantic(screen.run, setup=forget, rounds=10, warmup_rounds=1)
    assert not app.exception


def test_read_and_score_a_month_with_the_months_beside_it(
    benchmark: Any, database: Path, definition: Definition
) -> None:
    with open_store(database) as store:
        found = benchmark(month_view, store, definition, definition.evaluation(EVALUATION), MONTH)
    assert found.result.standings[BUCHEON].rank == 3


def test_status_of_a_unit(benchmark: Any, view: MonthView) -> None:
    assert benchmark(status_of, view, BUCHEON).above


def test_where_a_group_lost_its_points(benchmark: Any, view: MonthView) -> None:
    assert len(benchmark(loss_rows, view.result, "1")) == 10
