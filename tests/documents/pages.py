"""The blocks of code of a documentation page, and the example file in which fragments are put to the test."""

import re
from pathlib import Path
from typing import Any

import yaml

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = {"schema", "units", "groupings", "departments", "scales", "indicators", "evaluations"}


def read_page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def blocks_of(name: str, language: str) -> list[str]:
    return [content for kind, content in BLOCK.findall(read_page(name)) if kind == language]


def words_in_code(name: str) -> set[str]:
    """Every word that stands between backticks or in a block of code."""
    page = read_page(name)
    quoted = re.findall(r"`([^`\n]+)`", BLOCK.sub("", page))
    examples = [content for _, content in BLOCK.findall(page)]
    return {word for part in (*quoted, *examples) for word in re.findall(r"[\w-]+", part)}


def completed(block: str) -> str:
    """A fragment put into the whole file of the page: lists in its place, everything else into its evaluation."""
    whole = parsed(blocks_of("definition.md", "yaml")[0])
    for key, value in parsed(block).items():
        if key in SECTIONS or key.startswith("x-"):
            whole[key] = value
        else:
            whole["evaluations"][0][key] = value
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)


def parsed(block: str) -> Any:
    """Every scalar as text, so that nothing is read as a number or a day."""
    return yaml.load(block, Loader=TextLoader)  # noqa: S506


class TextLoader(yaml.SafeLoader):
    """Knows merge keys, and leaves every other scalar a text."""

    yaml_implicit_resolvers = {"<": [("tag:yaml.org,2002:merge", re.compile(r"^(?:<<)$"))]}  # noqa: RUF012
