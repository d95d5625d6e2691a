"""A definition file written from an evaluation that a test has built, and its data as an import."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml

from app.storage.records import Entry, ImportBatch
from scoring.model import AdjustmentKind, Branch, Evaluation, IndicatorLeaf, MonthData, Node, State

AT = datetime(2023, 10, 1, 9, 0, tzinfo=UTC)


def definition_text(evaluation: Evaluation) -> str:
    """The evaluation as a definition file; names are the codes."""
    units = [unit.code for unit in evaluation.units]
    scales = {one.scale.code: one.scale for one in evaluation.indicators()}
    content = {
        "schema": 1,
        "units": [{"code": code, "name": _name(code)} for code in units],
        "groupings": [
            {
                "code": "groups",
                "from": evaluation.period_start.isoformat(),
                "reference": {"assumed": True},
                "groups": [
                    {"code": f"g{group.code}", "name": _name(group.code), "units": [unit.code for unit in group.units]}
                    for group in evaluation.groups
                ],
            }
        ],
        "scales": [
            {
                "code": code,
                "reference": {"assumed": True},
                "grades": [
                    {"letter": step.letter, "points": _number(step.points)}
                    | ({} if step.cutoff is None else {"cutoff": _number(step.cutoff)})
                    for step in scale.steps
                ],
            }
            for code, scale in scales.items()
        ],
        "indicators": [_indicator(one) for one in evaluation.indicators()],
        "evaluations": [_evaluation(evaluation)],
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def batch_of(evaluation: str, data: MonthData) -> ImportBatch:
    """Everything a month holds as one import."""
    cells = [
        Entry("value", unit, code, cell.state, cell.value, cell.grade, "", "s", "A1")
        for unit, row in data.observations.items()
        for code, cell in row.items()
    ]
    scores = [
        Entry("score", unit, node, State.SUBMITTED, points, None, "", "s", "A1")
        for (unit, node), points in data.scores.items()
    ]
    adjusted = [
        Entry(str(one.kind), one.unit, one.node, State.SUBMITTED, one.points, None, one.reason, "s", "A1")
        for one in data.adjustments
    ]
    return ImportBatch(evaluation, data.month, (*cells, *scores, *adjusted), "m.xlsx", "0" * 64, "kim", AT)


def _evaluation(evaluation: Evaluation) -> dict[str, Any]:
    policies = evaluation.policies
    decimals = "exact" if policies.rank_decimals is None else policies.rank_decimals
    chosen = {
        "not_submitted": str(policies.not_submitted),
        "missing_score": str(policies.missing_score),
        "rank_decimals": decimals,
    }
    return {
        "code": evaluation.code,
        "name": _name(evaluation.code),
        "period": {"from": evaluation.period_start.isoformat(), "to": evaluation.cutoff.isoformat()},
        "grouping": "groups",
        "policies": {key: {"value": value, "reference": {"assumed": True}} for key, value in chosen.items()},
        "tree": _node(evaluation.root, root=True),
    }


def _node(node: Node, *, root: bool = False) -> dict[str, Any]:
    if isinstance(node, IndicatorLeaf):
        return {"indicator": node.code, "weight": _number(node.weight)}
    common: dict[str, Any] = {"code": node.code, "name": _name(node.code), "reference": {"assumed": True}}
    if isinstance(node, Branch):
        if node.own_weight is not None and not root:
            common["weight"] = _number(node.own_weight)
        if node.accepts:
            common["accepts"] = sorted(str(kind) for kind in AdjustmentKind if kind in node.accepts)
        return common | {"children": [_node(child) for child in node.children]}
    full = {"full_score": _number(node.full_score)}
    return common | {"weight": _number(node.weight), "score": "imported"} | full


def _indicator(one: Any) -> dict[str, Any]:
    found = {"code": one.code, "name": _name(one.code), "scale": one.scale.code, "direction": str(one.direction)}
    if one.target is not None:
        found["target"] = _number(one.target)
    if one.cutoffs:
        steps = zip(one.scale.steps, one.cutoffs, strict=True)
        found["cutoffs"] = {step.letter: _number(cut) for step, cut in steps if cut is not None}
    return found


def _name(code: str) -> dict[str, str]:
    return {"ko": code, "en": code}


def _number(number: Fraction | Decimal) -> Any:
    """A whole number as one; anything else as the fraction or decimal that the file takes."""
    exact = Fraction(number)
    return int(exact) if exact.denominator == 1 else str(number) if isinstance(number, Fraction) else float(number)
