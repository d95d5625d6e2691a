"""docs/definition.md holds to the code: every key and word is named, every example loads."""

from typing import Any

import pytest

from app.definition import json_schema, load_definition
from tests.documents.pages import blocks_of, completed, words_in_code

PAGES = ("definition.md", "definition.ko.md")
EXAMPLES = blocks_of("definition.md", "yaml")


def keys_and_words(schema: Any) -> set[str]:
    """Every key of the file and every word that a key may have."""
    if isinstance(schema, list):
        return {name for part in schema for name in keys_and_words(part)}
    if not isinstance(schema, dict):
        return set()
    words = {str(word) for word in (*schema.get("enum", []), *[schema[key] for key in ("const",) if key in schema])}
    below = {name for key, part in schema.items() for name in keys_and_words(part)}
    return words | below | set(schema.get("properties", {}))


@pytest.mark.parametrize("page", PAGES)
def test_every_key_and_word_of_the_file_is_named(page):
    assert keys_and_words(json_schema()) - words_in_code(page) == set()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda block: block.split(":")[0].strip())
def test_every_example_loads(tmp_path, example):
    file = tmp_path / "indicators.yaml"
    file.write_text(example if example.startswith("schema:") else completed(example), encoding="utf-8")
    assert load_definition(file).evaluations


def test_the_korean_page_has_the_same_examples():
    assert blocks_of("definition.ko.md", "yaml") == EXAMPLES
