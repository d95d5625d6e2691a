"""An evaluation of few units that are often exactly tied, ranked on exact scores and again on rounded ones."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from app.storage import open_store
from app.storage.records import Entry, ImportBatch
from scoring.model import State

EXACT, ROUNDED, MONTH, HOME = "tied-exact", "tied-rounded", "2024-09", "u3"
ASSUMED = {"assumed": True}
# u1 and u2 are equal throughout, u3 and u4 where the first two fields weigh the same. u7 lacks an indicator, u8 has not
# submitted one, u9 has no prior-year score and no grade of the second scale.
GRADES = {
    "u1": "SSSSSX", "u2": "SSSSSX", "u3": "SSASSX", "u4": "AASSSX", "u5": "AAAAAY", "u6": "SSSSSX",
    "u7": "S-BSSY", "u8": "SS?SAX", "u9": "BSASA-",
}  # fmt: skip
PRIORS = {"u1": "91.5", "u2": "91.5", "u3": "96", "u4": "96", "u5": "100", "u6": "60", "u7": "88.123456", "u8": "0"}
BONUSES = {"u1": "0.7", "u2": "0.7", "u7": "1.25"}
INDICATORS = ("a1", "a2", "b1", "c1", "c2", "d1")


def build(folder: Path) -> tuple[Path, Path]:
    """The definition and the database with a month of both evaluations."""
    definition, database = folder / "tied.yaml", folder / "tied.duckdb"
    definition.write_text(yaml.safe_dump(_definition(), allow_unicode=True, sort_keys=False), encoding="utf-8")
    with open_store(database) as store:
        for code in (EXACT, ROUNDED):
            about = (
                code,
                MONTH,
                tuple(_entries()),
                "tied.xlsx",
                "0" * 64,
                "김주무관",
                datetime(2024, 10, 1, tzinfo=UTC),
            )
            store.apply_import(ImportBatch(*about))
    return definition, database


def _entries() -> Iterator[Entry]:
    states = {"-": State.NOT_APPLICABLE, "?": State.NOT_SUBMITTED}
    for unit, letters in GRADES.items():
        for code, letter in zip(INDICATORS, letters, strict=True):
            state = states.get(letter, State.SUBMITTED)
            yield Entry("value", unit, code, state, None, None if letter in states else letter, "", "s", "A1")
    for unit, score in PRIORS.items():
        yield Entry("score", unit, "prior", State.SUBMITTED, Decimal(score), None, "", "s", "A1")
    for unit, points in BONUSES.items():
        yield Entry("bonus", unit, "current", State.SUBMITTED, Decimal(points), None, "", "s", "A1")


def _definition() -> dict[str, Any]:
    scales = {"sab": {"S": 100, "A": 90, "B": 80}, "xy": {"X": 10, "Y": "7.5"}}
    groups = {"1": ["u1", "u2", "u3", "u4", "u5", "u6"], "2": ["u7", "u8", "u9"]}
    return {
        "schema": 1,
        "units": [{"code": unit, "name": {"ko": f"{unit}동", "en": f"Unit {unit}"}} for unit in GRADES],
        "groupings": [
            {
                "code": "two",
                "from": "2024-01-01",
                "reference": ASSUMED,
                "groups": [{"code": code, "name": code, "units": units} for code, units in groups.items()],
            }
        ],
        "scales": [
            {
                "code": code,
                "reference": ASSUMED,
                "grades": [{"letter": letter, "points": points} for letter, points in steps.items()],
            }
            for code, steps in scales.items()
        ],
        "indicators": [
            {"code": code, "name": code, "scale": "xy" if code == "d1" else "sab", "method": "qualitative"}
            for code in INDICATORS
        ],
        "evaluations": [_evaluation(EXACT, "exact"), _evaluation(ROUNDED, 1)],
    }


def _evaluation(code: str, decimals: object) -> dict[str, Any]:
    def node(code: str, weight: object, children: list[Any]) -> dict[str, Any]:
        return {"code": code, "name": code, "weight": weight, "reference": ASSUMED, "children": children}

    fields = [node("field-a", "2/3", ["a1", "a2"]), node("field-b", 1, ["b1"]), node("field-c", 2, ["c1", "c2", "d1"])]
    prior = {"code": "prior", "name": "prior", "weight": 30, "score": "imported", "reference": ASSUMED}
    return {
        "code": code,
        "name": code,
        "period": {"from": "2024-01-01", "to": "2024-09-30"},
        "grouping": "two",
        "home": HOME,
        "policies": {"not_submitted": "leave_out", "rank_decimals": decimals, "reference": ASSUMED},
        "tree": {
            "code": "final",
            "name": "final",
            "children": [
                prior,
                node("current", 70, fields) | {"accepts": ["bonus"]},
            ],
        },
    }
