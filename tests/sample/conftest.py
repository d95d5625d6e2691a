import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.definition import load_definition
from app.storage import Store, open_store
from scoring.model import Definition, MonthData
from scoring.score import Result, score_month

ROOT = Path(__file__).parents[2]
YEARS = (2022, 2023)


@pytest.fixture(scope="session")
def definition() -> Definition:
    return load_definition(ROOT / "indicators.yaml")


@pytest.fixture(scope="session")
def store(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample as a user gets it: through the door by which every workbook comes in."""
    path = Path(shutil.copyfile(built_database, tmp_path_factory.mktemp("sample") / "evaluation.duckdb"))
    with open_store(path, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def months(store: Store, definition: Definition) -> Mapping[int, tuple[MonthData, ...]]:
    codes = {year: f"gyeonggi-{year}" for year in YEARS}
    return {
        year: tuple(store.month_data(code, month) for month in definition.evaluation(code).months)
        for year, code in codes.items()
    }


@pytest.fixture(scope="session")
def results(months: Mapping[int, tuple[MonthData, ...]], definition: Definition) -> Mapping[int, tuple[Result, ...]]:
    return {
        year: tuple(score_month(definition.evaluation(f"gyeonggi-{year}"), data) for data in of_year)
        for year, of_year in months.items()
    }


@pytest.fixture(scope="session")
def september(results: Mapping[int, tuple[Result, ...]]) -> Mapping[int, Result]:
    return {year: of_year[-1] for year, of_year in results.items()}
