from pathlib import Path

import pytest

from app.definition import DefinitionError, load_definition
from app.services.problems import describe

HERE = Path(__file__).parent


@pytest.fixture
def load(tmp_path):
    """Load a definition from a text or from bytes."""

    def load_content(content):
        file = tmp_path / "indicators.yaml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_definition(file)

    return load_content


@pytest.fixture
def problems(load):
    """The problems of a definition, each of which can be said in both languages."""

    def problems_of(content):
        with pytest.raises(DefinitionError) as caught:
            load(content)
        for problem in caught.value.problems:
            for language in ("ko", "en"):
                sentence = describe(problem, language)
                assert sentence.startswith("indicators.yaml")
                assert "  " not in sentence
                assert ": :" not in sentence
        return caught.value.problems

    return problems_of


@pytest.fixture
def base():
    """A small definition without problems."""
    return (HERE / "base.yaml").read_text(encoding="utf-8")
