"""Ranks and weak indicators as rows: every digit for other programs, rounded words for a terminal."""

from collections.abc import Iterable
from fractions import Fraction

from app.services.tables import Cell, Column, Kind, Table
from app.services.weak_tables import GAIN_DECIMALS, department_name
from app.services.wording import (
    cell_text,
    decimals_for,
    difference_in_unit,
    name_in,
    node_name,
    unit_name,
    value_text,
)
from app.text.catalogue import text
from scoring.model import Node
from scoring.rounding import plain_decimal
from scoring.score import Result, Standing
from scoring.weak import WeakIndicator

RANK_COLUMNS = ("group", "rank", "code", "name", "score", "award")
WEAK_COLUMNS = (
    *("code", "indicator", "field", "grade", "value", "target", "gap", "next_grade"),
    *("gain_next", "gain_top", "rank_top", "lead", "rules"),
)


def rank_listing(result: Result, language: str) -> Table:
    """All units by group, then rank, then code: unrounded scores of the root and of each of its children."""
    standings = [standing for group in result.evaluation.groups for standing in result.group(group.code)]
    children = result.evaluation.root.children
    columns = (
        _column("group", language),
        _column("rank", language, Kind.WHOLE),
        _column("code", language),
        _column("name", language),
        _column("score", language, Kind.NUMBER, _decimals(result, result.evaluation.root)),
        _column("award", language),
        *(Column(_key(child), node_name(child, language), Kind.NUMBER, _decimals(result, child)) for child in children),
    )
    return Table("", columns, [_rank_row(result, standing, language) for standing in standings])


def _column(key: str, language: str, kind: Kind = Kind.WORDS, decimals: int = 0) -> Column:
    return Column(key, text(f"console.column.{key}", language), kind, decimals)


def _key(child: Node) -> str:
    """The code of a child as the name of its column; one that is taken gets an ending."""
    return f"{child.code}_part" if child.code in RANK_COLUMNS else child.code


def _decimals(result: Result, node: Node) -> int:
    """As many decimals as tell the units of every group apart."""
    groups = (result.group(group.code) for group in result.evaluation.groups)
    return max((decimals_for(one.score_of(node.code) for one in group) for group in groups), default=0)


def _rank_row(result: Result, standing: Standing, language: str) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "group": standing.group,
        "rank": standing.rank,
        "code": standing.unit,
        "name": unit_name(result.evaluation, standing.unit, language),
        "score": _exact(standing.score),
        "award": None if standing.award is None else name_in(standing.award.name, language),
    }
    return row | {_key(child): _exact(standing.score_of(child.code)) for child in result.evaluation.root.children}


def _exact(number: Fraction | None) -> Cell:
    return None if number is None else plain_decimal(number)


def weak_listing(weak: Iterable[WeakIndicator], language: str, *, for_people: bool) -> Table:
    """Weak indicators, worst first; ``for_people`` writes values with their unit and rules by their names."""
    columns = (
        *(_column(key, language) for key in ("code", "indicator", "field", "grade")),
        *(_column(key, language, Kind.NUMBER) for key in ("value", "target", "gap")),
        _column("next_grade", language),
        *(_column(key, language, Kind.NUMBER, GAIN_DECIMALS) for key in ("gain_next", "gain_top")),
        _column("rank_top", language, Kind.WHOLE),
        *(_column(key, language) for key in ("lead", "rules")),
    )
    rows = [_weak_row(one, language) | (_for_people(one, language) if for_people else {}) for one in weak]
    return Table("", columns, rows)


def _weak_row(weak: WeakIndicator, language: str) -> dict[str, Cell]:
    indicator = weak.indicator
    return {
        "code": indicator.code,
        "indicator": name_in(indicator.name, language),
        "field": name_in(weak.field.name, language),
        "grade": None if weak.cell.step is None else weak.cell.step.letter,
        "value": weak.cell.value,
        "target": _exact(weak.target),
        "gap": _exact(weak.gap),
        "next_grade": None if weak.next_step is None else weak.next_step.letter,
        "gain_next": _exact(weak.gain_next),
        "gain_top": _exact(weak.gain_top),
        "rank_top": None if weak.top_outcome is None else weak.top_outcome.rank,
        "lead": None if indicator.lead is None else name_in(indicator.lead.name, language),
        "rules": ";".join(rule.code for rule in weak.rules),
    }


def _for_people(weak: WeakIndicator, language: str) -> dict[str, Cell]:
    indicator = weak.indicator
    return {
        "field": node_name(weak.field, language),
        "grade": cell_text(weak.cell, language),
        "value": value_text(indicator, weak.cell.value, language),
        "target": value_text(indicator, weak.target, language),
        "gap": difference_in_unit(indicator, weak.gap, language),
        "lead": department_name(indicator.lead, language),
        "rules": ", ".join(name_in(rule.name, language) for rule in weak.rules),
    }
