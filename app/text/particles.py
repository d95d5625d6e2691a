"""Korean particles: which form follows a name, by the final consonant of its last syllable."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("particles.yaml")

# Unicode arranges the composed syllables by their 28 finals; 0 is none and 8 is the one that some pairs ignore.
FIRST_SYLLABLE, LAST_SYLLABLE, FINALS = 0xAC00, 0xD7A3, 28
NO_FINAL, LIQUID_FINAL = 0, 8


# A word in small Latin letters (name, score) is not read letter by letter, unlike S or G101.
FOREIGN_WORD = re.compile(r"[A-Za-z][a-z]$")


def is_pair(spec: str) -> bool:
    """Whether a format is a pair of particles, perhaps after the mark that closes a quotation."""
    return _pair_of(spec) in _rules()["pairs"]


def with_particle(name: str, spec: str) -> str:
    """The name, a closing mark if the format begins with one, and the particle that fits the name.

    Both forms are written where nobody can tell how the name is read.
    """
    rules = _rules()
    pair = _pair_of(spec)
    quoted = name + spec.removesuffix(pair)
    final = final_of(name)
    if final is None:
        return quoted + str(rules["pairs"][pair])
    closed, opened = pair.split("/")
    liquid_counts_as_open = final == LIQUID_FINAL and pair in rules["liquid_is_open"]
    return quoted + (opened if final == NO_FINAL or liquid_counts_as_open else closed)


def final_of(name: str) -> int | None:
    """The final consonant with which a name ends when read aloud; None where nobody can tell."""
    rules = _rules()
    spoken = unicodedata.normalize("NFKC", name).rstrip(rules["skipped"])
    if FOREIGN_WORD.search(spoken):
        return None
    last = spoken[-1:].upper()
    syllable = rules["readings"].get(last, last)[-1:]
    if syllable and FIRST_SYLLABLE <= ord(syllable) <= LAST_SYLLABLE:
        return (ord(syllable) - FIRST_SYLLABLE) % FINALS
    return None


def _pair_of(spec: str) -> str:
    return spec.lstrip(_rules()["skipped"])


@cache
def _rules() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return rules
