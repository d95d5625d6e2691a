"""The back-test numbers of docs/method.md and docs/method.ko.md are those that the sample gives."""

from pathlib import Path

import pytest

from app.definition import load_definition
from app.services.backtest import BackTest, year_tested
from app.services.backtest_tables import ABOUT, BRIER_DECIMALS, PERCENT_DECIMALS
from app.services.months import history
from app.storage.store import open_store

ROOT = Path(__file__).parents[2]
PAGES = ("method.md", "method.ko.md")


@pytest.fixture(scope="module")
def tests_of_the_sample(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> list[BackTest]:
    """Both years, each with the year before it where there is one."""
    copy = tmp_path_factory.mktemp("back_test") / "evaluation.duckdb"
    copy.write_bytes(built_database.read_bytes())
    definition = load_definition(ROOT / "indicators.yaml")
    with open_store(copy) as store:
        results = {one.code: history(store, definition, one.code) for one in definition.evaluations}
    found = [year_tested(one.code, results.__getitem__) for one in definition.evaluations]
    return [one for one in found if one is not None]


def rows_of(test: BackTest) -> list[str]:
    """The rows of the page: Brier scores beside the plain ones, and what the intervals held in percent."""
    rows = []
    for tested in (*test.months, test.together):
        briers = (tested.scores[about] for about in ABOUT)
        scores = [f"{one.forecast:.{BRIER_DECIMALS}f} / {one.plain:.{BRIER_DECIMALS}f}" for one in briers]
        held = [f"{one.came * 100:.{PERCENT_DECIMALS}f}" for one in tested.covered]
        rows.append(f"{tested.month or test.evaluation.cutoff.year} | {' | '.join([*scores, *held])} |")
    return rows


def bins_of(test: BackTest) -> list[str]:
    """Mean chance said and share that came in percent, by tenths."""
    return [f"{one.said * 100:.1f} / {one.came * 100:.1f}" for one in test.together.bins]


@pytest.mark.parametrize("page", PAGES)
def test_every_number_of_the_page_is_measured(tests_of_the_sample: list[BackTest], page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8").replace("**", "")
    assert len(tests_of_the_sample) == 2
    for test in tests_of_the_sample:
        known = f"{test.together.hindsight:.{BRIER_DECIMALS}f} ({test.evaluation.cutoff.year})"
        for row in [*rows_of(test), *bins_of(test), known]:
            assert row in text
