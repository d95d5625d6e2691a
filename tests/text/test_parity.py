from string import Formatter

import pytest
import yaml

from app.text import catalogue
from app.text.catalogue import LANGUAGES, placeholders, texts
from app.text.counted import is_choice
from app.text.particles import is_pair

FILES = sorted(file for language in LANGUAGES for file in (catalogue.FOLDER / language).glob("*.yaml"))


def specs(template):
    return {spec for _, name, spec, _ in Formatter().parse(template) if name and spec}


def duplicate_keys(node):
    if not isinstance(node, yaml.MappingNode):
        return []
    keys = [key.value for key, _ in node.value]
    below = [found for _, value in node.value for found in duplicate_keys(value)]
    return [key for key in set(keys) if keys.count(key) > 1] + below


def test_both_languages_have_the_same_keys():
    assert texts("ko").keys() == texts("en").keys()


def test_both_languages_need_the_same_values():
    english = texts("en")
    differing = [key for key, template in texts("ko").items() if placeholders(template) != placeholders(english[key])]
    assert differing == []


def test_no_text_is_empty():
    empty = [
        (language, key) for language in LANGUAGES for key, template in texts(language).items() if not template.strip()
    ]
    assert empty == []


def test_particles_stand_only_in_korean_texts():
    assert [key for key, template in texts("en").items() if any(map(is_pair, specs(template)))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_with_a_slash_is_a_known_pair(language):
    unknown = {
        key: spec
        for key, template in texts(language).items()
        for spec in specs(template)
        if "/" in spec and not is_pair(spec)
    }
    assert unknown == {}


def test_words_are_chosen_by_number_only_in_english_texts():
    assert [key for key, template in texts("ko").items() if any("|" in spec for spec in specs(template))] == []


def test_every_choice_by_number_has_two_different_forms():
    wrong = {
        key: spec
        for key, template in texts("en").items()
        for spec in specs(template)
        if "|" in spec and not is_choice(spec)
    }
    assert wrong == {}


def test_a_choice_needs_two_different_forms():
    assert is_choice("cell|cells")
    assert is_choice("cell changes|cells change")
    assert not any(map(is_choice, ("", ".2f", "cells", "cell|", "|cells", "cell| ", "cell|cell", "a|b|c")))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_key_stands_twice_in_a_file(file):
    root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert duplicate_keys(root) == []
