"""What the demonstration data is designed to show, read from catalogue.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

CATALOGUE = Path(__file__).with_name("catalogue.yaml")


@dataclass(frozen=True, slots=True)
class Profile:
    """One unit in one year: its final score, what it lost, and how early it works and reports.

    ``prior`` is the prior-year score where it is published; elsewhere it is solved for.
    """

    final: Decimal
    prior: Decimal | None
    lost: Mapping[str, int]
    named: Mapping[str, str]
    missing: int
    bonus: Decimal
    deduction: Decimal
    pace: float
    late: float
    not_applicable: frozenset[str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole design."""

    seed: str
    notes: tuple[str, ...]
    prepared_by: str
    reasons: Mapping[str, str]
    hard: frozenset[str]
    quarterly: frozenset[str]
    profiles: Mapping[str, Mapping[str, Profile]]


def read_catalogue(path: Path = CATALOGUE) -> Catalogue:
    """The design; every scalar is read as text, so that no number passes through a float."""
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
    absent = {unit: frozenset(codes) for unit, codes in raw["not_applicable"].items()}
    evaluations = [key for key in raw if key.startswith("gyeonggi-")]
    return Catalogue(
        seed=raw["seed"],
        notes=tuple(raw["notes"]),
        prepared_by=raw["prepared_by"],
        reasons=raw["adjustment_reasons"],
        hard=frozenset(raw["hard"]),
        quarterly=frozenset(raw["quarterly"]),
        profiles={
            key: {unit: _profile(entry, absent.get(unit, frozenset())) for unit, entry in raw[key].items()}
            for key in evaluations
        },
    )


def _profile(entry: Mapping[str, Any], not_applicable: frozenset[str]) -> Profile:
    lost = {letter: int(count) for letter, count in entry.get("lost", {}).items()}
    missing = lost.pop("missing", 0)
    return Profile(
        final=Decimal(entry["final"]),
        prior=Decimal(entry["prior"]) if "prior" in entry else None,
        lost=lost,
        named=entry.get("at", {}),
        missing=missing,
        bonus=Decimal(entry.get("bonus", "0")),
        deduction=Decimal(entry.get("deduction", "0")),
        pace=float(entry["pace"]),
        late=float(entry["late"]),
        not_applicable=not_applicable,
    )
