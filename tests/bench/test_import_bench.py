"""One month's workbook of 31 municipalities and 101 indicators: read and checked, and brought into a new store."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.definition import load_definition
from app.services.importing import import_file, read_month
from app.storage.store import Store, open_store
from scoring.model import Definition

ROOT = Path(__file__).parents[2]
WORKBOOK = ROOT / "data" / "sample" / "gyeonggi-2023_2023-09.xlsx"


@pytest.fixture(scope="module")
def definition() -> Definition:
    return load_definition(ROOT / "indicators.yaml")


def test_read_and_check_a_month(benchmark: Any, definition: Definition) -> None:
    reading = benchmark.pedantic(read_month, args=(WORKBOOK, definition), rounds=8, warmup_rounds=1)
    assert not reading.blocked


def test_import_a_month(benchmark: Any, definition: Definition, tmp_path: Path) -> None:
    """Reading, every check, the comparison with what stands there, and the transaction."""
    opened: list[Store] = []

    def new_store() -> tuple[tuple[Store], dict[str, object]]:
        opened.append(open_store(tmp_path / f"{len(opened)}.duckdb"))
        return (opened[-1],), {}

    def bring_in(store: Store) -> int:
        outcome = import_file(store, definition, WORKBOOK, who="bench", now=datetime(2023, 10, 4, tzinfo=UTC))
        assert outcome.receipt is not None
        return outcome.receipt.added

    added = benchmark.pedantic(bring_in, setup=new_store, rounds=8, warmup_rounds=1)
    for store in opened:
        store.close()
    assert added == 31 * 101 + 61


def test_load_the_definition(benchmark: Any) -> None:
    assert benchmark.pedantic(load_definition, args=(ROOT / "indicators.yaml",), rounds=8).evaluations
