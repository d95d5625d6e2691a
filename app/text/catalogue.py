"""Every text a user reads, by key and language; the language is an argument, never a global.

Two formats of a placeholder choose a form by its value. A pair of Korean particles (particles.yaml has them) writes the
value and the particle that fits it. In English texts ``{count:cell changes|cells change}`` writes only the words, the
first ones where the count is 1; the number is written beside them, ``{count} {count:cell changes|cells change}``, or
inside the form that needs it, ``{count:the one cell|all {count} cells}``.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from app.text.counted import form_for, is_choice
from app.text.particles import is_pair, with_particle

LANGUAGES = ("ko", "en")
FOLDER = Path(__file__).parent


def text(key: str, language: str, /, **values: object) -> str:
    """The text of a key with its placeholders filled; KeyError for an unknown key or a value not given."""
    return _FORMATTER.vformat(texts(language)[key], (), values)


@cache
def texts(language: str) -> Mapping[str, str]:
    """All templates of a language; ``intake.yaml`` with key ``unknown`` gives ``intake.unknown``."""
    if language not in LANGUAGES:
        raise KeyError(language)
    files = sorted((FOLDER / language).glob("*.yaml"))
    return {key: template for file in files for key, template in _read(file)}


def placeholders(template: str) -> frozenset[str]:
    """The names of the values a template needs, those inside a choice by number too."""
    fields = [(name, spec) for _, name, spec, _ in Formatter().parse(template) if name]
    return frozenset(name for name, _ in fields).union(*(placeholders(spec or "") for _, spec in fields))


def _read(file: Path) -> Iterator[tuple[str, str]]:
    # BaseLoader keeps every scalar as it is written: a key like `on` or `no` stays a word.
    tree = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    yield from _flatten(file.stem, tree or {})


def _flatten(prefix: str, tree: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        name = f"{prefix}.{key}"
        if isinstance(value, Mapping):
            yield from _flatten(name, value)
        else:
            yield name, value


class _TextFormatter(Formatter):
    """Named placeholders only, with the formats for Korean particles and for English words after a number."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if is_pair(format_spec):
            return with_particle(str(value), format_spec)
        if is_choice(format_spec):
            return form_for(value, format_spec)
        return str(format(value, format_spec))

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        return kwargs[str(key)]


_FORMATTER = _TextFormatter()
