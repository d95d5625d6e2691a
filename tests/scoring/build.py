"""Small evaluations for the tests, written as short as they are on paper."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.examples import SCALE
from scoring.model import (
    NOT_APPLICABLE,
    NOT_SUBMITTED,
    Adjustment,
    AdjustmentKind,
    AwardTier,
    Branch,
    Evaluation,
    Group,
    Indicator,
    IndicatorLeaf,
    MonthData,
    Name,
    Node,
    Observation,
    ScoreLeaf,
    State,
    Unit,
    walk,
)

MONTH = "2023-09"
NONE = Name("", "")
TIERS = (AwardTier("grand", NONE, 1, 1), AwardTier("excellence", NONE, 2, 3), AwardTier("encouragement", NONE, 4, 5))
LETTERS = tuple(step.letter for step in SCALE.steps)


def indicator(code: str, **settings: Any) -> Indicator:
    """An indicator with target 100 where nothing else is said, so that a value is its own achievement rate."""
    return Indicator(code, Name(code, code), **({"scale": SCALE, "target": Decimal(100)} | settings))


def leaf(code: str | Indicator, weight: object = 1) -> IndicatorLeaf:
    return IndicatorLeaf(indicator(code) if isinstance(code, str) else code, Fraction(str(weight)))


def imported(code: str, weight: object, full_score: object = 100) -> ScoreLeaf:
    return ScoreLeaf(code, NONE, NONE, Fraction(str(weight)), Fraction(str(full_score)))


def branch(code: str, *children: Node, weight: object | None = None) -> Branch:
    own = None if weight is None else Fraction(str(weight))
    return Branch(code, NONE, NONE, children, own, frozenset(AdjustmentKind))


def evaluation(root: Branch, *groups: Sequence[str], **settings: Any) -> Evaluation:
    """An evaluation of January to September 2023; without groups, of the one unit ``u``."""
    members = tuple(
        Group(str(number), NONE, tuple(Unit(code, NONE) for code in codes))
        for number, codes in enumerate(groups or ("u",), start=1)
    )
    settings = {"awards": TIERS} | settings
    return Evaluation("e", NONE, date(2023, 1, 1), date(2023, 9, 30), root, members, **settings)


def observation(entry: object) -> Observation:
    """A cell as it is typed: a letter of the scale, a number, ``n/a``, or nothing."""
    text = "" if entry is None else str(entry)
    if text == "n/a":
        return NOT_APPLICABLE
    if text == "":
        return NOT_SUBMITTED
    if text in LETTERS:
        return Observation(State.SUBMITTED, None, text)
    return Observation(State.SUBMITTED, Decimal(text))


def month(
    cells: Mapping[str, Mapping[str, object]],
    scores: Mapping[tuple[str, str], object] | None = None,
    adjustments: Sequence[Adjustment] = (),
    at: str = MONTH,
) -> MonthData:
    observations = {unit: {code: observation(entry) for code, entry in row.items()} for unit, row in cells.items()}
    imports = {key: Decimal(str(score)) for key, score in (scores or {}).items()}
    return MonthData(at, observations, imports, tuple(adjustments))


def bonus(unit: str, node: str, points: object) -> Adjustment:
    return Adjustment(unit, node, AdjustmentKind.BONUS, Decimal(str(points)))


def deduction(unit: str, node: str, points: object) -> Adjustment:
    return Adjustment(unit, node, AdjustmentKind.DEDUCTION, Decimal(str(points)))


def branches(root: Branch) -> tuple[Branch, ...]:
    return tuple(node for node in walk(root) if isinstance(node, Branch))
