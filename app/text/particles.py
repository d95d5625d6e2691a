"""Korean particles: which form follows a name, by the final consonant of its last syllable."""

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


def is_pair(spec: str) -> bool:
    """Whether a format is a pair of particles."""
    return spec in _rules()["pairs"]


def with_particle(name: str, pair: str) -> str:
    """The name followed by the particle of the pair that fits; both forms where the reading is unknown."""
    rules = _rules()
    final = final_of(name)
    if final is None:
        return name + str(rules["pairs"][pair])
    closed, opened = pair.split("/")
    liquid_counts_as_open = final == LIQUID_FINAL and pair in rules["liquid_is_open"]
    return name + (opened if final == NO_FINAL or liquid_counts_as_open else closed)


def final_of(name: str) -> int | None:
    """The final consonant with which a name ends when read aloud; None where nobody can tell."""
    rules = _rules()
    spoken = unicodedata.normalize("NFKC", name).rstrip(rules["skipped"])
    last = spoken[-1:].upper()
    syllable = rules["readings"].get(last, last)[-1:]
    if syllable and FIRST_SYLLABLE <= ord(syllable) <= LAST_SYLLABLE:
        return (ord(syllable) - FIRST_SYLLABLE) % FINALS
    return None


@cache
def _rules() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return rules
