import pytest

from app.storage import open_store


@pytest.fixture
def path(tmp_path):
    return tmp_path / "evaluation.duckdb"


@pytest.fixture
def store(path):
    with open_store(path) as opened:
        yield opened
