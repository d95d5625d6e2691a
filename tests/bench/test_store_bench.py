"""The store as it is delivered, and with four million other values: a ranking, an undo, the audit."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.definition import load_definition
from app.services.months import score
from app.storage.backup import back_up
from app.storage.store import Store, open_store
from scoring.model import Evaluation
from tests.scoring.build import branch, evaluation, indicator, leaf

ROOT = Path(__file__).parents[2]
NOW = datetime(2024, 1, 3, tzinfo=UTC)
UNITS, INDICATORS, YEARS, MONTHS = 226, 150, 10, 12
# The other values are those of ten evaluations of all Korean municipalities, a month to an import; rows are in the
# order of imports, whose numbers follow those of the sample.
OTHER_VALUES = f"""
    INSERT INTO observations (evaluation, month, unit, indicator, state, value, grade, import_id, sheet, cell)
    SELECT 'korea-' || year, year || '-' || lpad(month::VARCHAR, 2, '0'), 'u' || lpad(unit::VARCHAR, 3, '0'),
        'i' || lpad(item::VARCHAR, 3, '0'), 'submitted', 60 + (unit * 7919 + item * 104729 + month * 31) % 450 / 10,
        NULL, $sample + (year - 2014) * {MONTHS} + month, 'values', 'C5'
    FROM range(2014, {2014 + YEARS}) AS years(year), range(1, {MONTHS + 1}) AS months(month),
        range({UNITS}) AS units(unit), range({INDICATORS}) AS items(item)
    ORDER BY year, month, item, unit
"""  # noqa: S608
OTHER_ACTS = f"""
    INSERT INTO imports (id, act, imported_at, imported_by, file_name, sha256, evaluation, month, demonstration,
        added, changed, removed, confirmed, unchanged, note, undoes, data_version)
    SELECT import_id, 'import', TIMESTAMP '2024-01-02 09:00:00', 'bench', 'values.xlsx', repeat('0', 64),
        evaluation, month, false, {UNITS * INDICATORS}, 0, 0, 0, 0, '', NULL, $version + import_id
    FROM (SELECT DISTINCT import_id, evaluation, month FROM observations WHERE import_id > $sample)
    ORDER BY import_id
"""  # noqa: S608
OTHER_CHANGES = """
    INSERT INTO changes (act_id, evaluation, month, kind, unit, item, new_import_id, new_state, new_value, new_reason,
        sheet, cell)
    SELECT import_id, evaluation, month, 'value', unit, indicator, import_id, state, value, '', sheet, cell
    FROM observations WHERE import_id > $sample
"""
VERSION = "UPDATE store_state SET data_version = (SELECT max(data_version) FROM imports)"
COUNT = "SELECT count(*) FROM observations"


@pytest.fixture(scope="module")
def small(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = shutil.copyfile(built_database, tmp_path_factory.mktemp("small") / "evaluation.duckdb")
    with open_store(path) as store:
        yield store


@pytest.fixture(scope="module")
def large(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = shutil.copyfile(built_database, tmp_path_factory.mktemp("large") / "evaluation.duckdb")
    with open_store(path) as store:
        sample, version = store.imports()[0].id, store.data_version()
        with store._connection.transaction() as cursor:
            cursor.execute(OTHER_VALUES, {"sample": sample})
            cursor.execute(OTHER_ACTS, {"sample": sample, "version": version})
            cursor.execute(OTHER_CHANGES, {"sample": sample})
            cursor.execute(VERSION)
            (rows,) = cursor.execute(COUNT).fetchone() or (0,)
        assert rows > UNITS * INDICATORS * YEARS * MONTHS
    with open_store(path) as store:
        yield store


@pytest.fixture(scope="module")
def gyeonggi() -> Evaluation:
    return load_definition(ROOT / "indicators.yaml").evaluation("gyeonggi-2023")


def korea() -> Evaluation:
    """226 municipalities in six groups, 150 indicators in ten fields; its code is that of the year 2023."""
    fields = [
        branch(f"f{field}", *(leaf(indicator(f"i{number:03d}")) for number in range(field, INDICATORS, 10)))
        for field in range(10)
    ]
    groups = [[f"u{number:03d}" for number in range(first, UNITS, 6)] for first in range(6)]
    return replace(evaluation(branch("final", *fields), *groups), code="korea-2023")


def test_rank_a_month_of_the_sample(benchmark: Any, small: Store, gyeonggi: Evaluation) -> None:
    result = benchmark(score, small, gyeonggi, "2023-09")
    assert result.standings["41190"].rank == 3


def test_rank_the_same_month_beside_four_million_values(benchmark: Any, large: Store, gyeonggi: Evaluation) -> None:
    result = benchmark(score, large, gyeonggi, "2023-09")
    assert result.standings["41190"].rank == 3


def test_read_the_month_beside_four_million_values(benchmark: Any, large: Store) -> None:
    assert len(benchmark(large.month_data, "gyeonggi-2023", "2023-09").observations) == 31


def test_read_a_month_of_226_by_150(benchmark: Any, large: Store) -> None:
    data = benchmark.pedantic(large.month_data, args=("korea-2023", "2023-09"), rounds=10, warmup_rounds=1)
    assert sum(len(row) for row in data.observations.values()) == UNITS * INDICATORS


def test_rank_a_month_of_226_by_150(benchmark: Any, large: Store) -> None:
    result = benchmark.pedantic(score, args=(large, korea(), "2023-09"), rounds=5, warmup_rounds=1)
    assert len(result.standings) == UNITS


def test_undo_an_import_of_226_by_150(benchmark: Any, large: Store) -> None:
    """The newest act each time, which is an import first and then the undo before."""

    def undo() -> int:
        receipt = large.apply_undo(large.imports("korea-2023", "2023-12")[0].id, "bench", NOW)
        return receipt.added + receipt.removed

    assert benchmark.pedantic(undo, rounds=4) == UNITS * INDICATORS


def test_audit_four_million_values(benchmark: Any, large: Store) -> None:
    assert benchmark.pedantic(large.audit, rounds=1) == ()


def test_copy_four_million_values(benchmark: Any, large: Store, tmp_path: Path) -> None:
    benchmark.pedantic(back_up, args=(large, tmp_path / "copy.duckdb"), rounds=1)
    assert (tmp_path / "copy.duckdb").stat().st_size > 0
