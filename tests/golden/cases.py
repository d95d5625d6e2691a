"""Golden cases: a tree, what was entered, and the scores and ranks worked out by hand, one YAML file each.

All numbers are read as text, so that 0.1 is a tenth. In a cell stands a letter, a value, ``n/a``, or nothing.
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from scoring.model import Adjustment, Branch, Evaluation, MissingPolicy, MonthData, Node, Policies
from tests.scoring.build import bonus, branch, deduction, evaluation, imported, leaf, month

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One file: what is scored, and per unit its expected rank and the expected scores of some nodes."""

    evaluation: Evaluation
    data: MonthData
    expected: dict[str, dict[str, str]]


def case_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read_case(name: str) -> Case:
    # BaseLoader leaves every scalar a string.
    content = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    units = content["units"]
    root = _node(content["tree"])
    assert isinstance(root, Branch)
    groups = content.get("groups") or [list(units)]
    one = evaluation(root, *groups, policies=_policies(content.get("policies", {})))
    scores = {(unit, node): score for unit, row in units.items() for node, score in row.get("scores", {}).items()}
    cells = {unit: row.get("cells", {}) for unit, row in units.items()}
    return Case(one, month(cells, scores, _adjustments(units)), content["expected"])


def number(text: str) -> Fraction | None:
    return None if text == "none" else Fraction(text)


def _node(content: dict[str, Any]) -> Node:
    if "children" in content:
        children = [_node(child) for child in content["children"]]
        return branch(content["code"], *children, weight=content.get("weight"))
    if "score" in content:
        return imported(content["score"], content["weight"], content.get("full", 100))
    return leaf(content["indicator"], content.get("weight", 1))


def _policies(content: dict[str, str]) -> Policies:
    decimals = content.get("rank_decimals", "exact")
    return Policies(
        not_submitted=MissingPolicy(content.get("not_submitted", "zero")),
        missing_score=MissingPolicy(content.get("missing_score", "leave_out")),
        rank_decimals=None if decimals == "exact" else int(decimals),
    )


def _adjustments(units: dict[str, dict[str, dict[str, str]]]) -> list[Adjustment]:
    return [
        make(unit, node, points)
        for unit, row in units.items()
        for kind, make in (("bonus", bonus), ("deduction", deduction))
        for node, points in row.get(kind, {}).items()
    ]
