"""Stores that meetings are written into: an empty one, and the sample."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.definition import load_definition
from app.storage.store import Store, open_store
from scoring.model import Definition

DEFINITION = Path(__file__).parents[2] / "indicators.yaml"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store of its own."""
    with open_store(tmp_path / "evaluation.duckdb") as opened:
        yield opened


@pytest.fixture
def sample(built_database: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the sample of its own."""
    with open_store(Path(shutil.copyfile(built_database, tmp_path / "sample.duckdb"))) as opened:
        yield opened


@pytest.fixture(scope="session")
def definition() -> Definition:
    """The definition that the sample belongs to."""
    return load_definition(DEFINITION)
