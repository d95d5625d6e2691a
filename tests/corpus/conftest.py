"""The evaluation that the corpus is about, and a store that holds a month of it."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.definition import load_definition
from app.intake.reading import SourceFile
from app.services.importing import import_file
from app.storage.store import open_store
from scoring.model import Definition
from tests.corpus.base import BOOK

DEFINITION = Path(__file__).with_name("corpus.yaml")
NOW = datetime(2023, 10, 5, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def definition() -> Definition:
    return load_definition(DEFINITION)


@pytest.fixture(scope="module")
def database(definition: Definition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of August, which no file of the corpus may change."""
    path = tmp_path_factory.mktemp("corpus") / "store" / "evaluation.duckdb"
    path.parent.mkdir()
    august = SourceFile("august.xlsx", BOOK.put({"안내!B2": "2023-08"}).data())
    with open_store(path) as store:
        assert import_file(store, definition, august, who="kim", now=NOW, confirmed={"all"}).receipt
    return path


@pytest.fixture(scope="module")
def fingerprint(database: Path) -> Callable[[], dict[str, str]]:
    """Every file in and below the folder of the database, with its checksum."""

    def take() -> dict[str, str]:
        files = sorted(path for path in database.parent.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    return take
