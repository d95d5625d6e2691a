"""Two units held against each other, indicator by indicator, as a table."""

from fractions import Fraction

from app.services.comparison import SideBySide
from app.services.ranking_findings import EFFECT_DECIMALS
from app.services.ranking_tables import column
from app.services.tables import Cell, Column, Kind, Table
from app.services.weak_tables import department_name
from app.services.wording import NOTHING, cell_text, name_in, node_name, score_text, unit_name, value_text
from app.text.catalogue import text
from scoring.compare import Difference
from scoring.derive import parent_of
from scoring.model import Evaluation, IndicatorLeaf, Node
from scoring.rounding import round_half_up
from scoring.score import Standing


def comparison_table(evaluation: Evaluation, pair: SideBySide, title: str, language: str) -> Table:
    """The leaves in which two units differ, widest first, then what makes the effects add up to the difference.

    An indicator that counts for one of the two only has no effect of its own: what it adds, the others lose in
    weight. Both stand together in one row.
    """
    different = [one for one in pair.by_indicator.differences if differs(one, pair)]
    different.sort(key=lambda one: (not counts_for_both(one), -abs(one.effect)))
    rows = [_difference_row(evaluation, one, pair, language) for one in different]
    listed = sum((one.effect for one in different if counts_for_both(one)), Fraction(0))
    rest = pair.by_indicator.total - pair.by_indicator.adjustment - listed
    for key, points in (("rest", rest), ("adjustment", pair.by_indicator.adjustment)):
        if points:
            rows.append(_sum_row(key, points, language))
    rows.append(_sum_row("total", pair.by_indicator.total, language))
    codes = tuple(one.node.code if isinstance(one.node, IndicatorLeaf) else "" for one in different)
    return Table(title, _comparison_columns(evaluation, pair, language), rows, codes + ("",) * (len(rows) - len(codes)))


def differs(one: Difference, pair: SideBySide) -> bool:
    """Whether the two units have another grade, state or imported score; a mere shift of weights does not count."""
    if not isinstance(one.node, IndicatorLeaf):
        return one.first != one.second
    first, second = pair.first.grades[one.node.code], pair.second.grades[one.node.code]
    return (first.step, first.state) != (second.step, second.state)


def counts_for_both(one: Difference) -> bool:
    """Whether an indicator was left out for neither of the two; imported scores always stand for themselves."""
    return not isinstance(one.node, IndicatorLeaf) or (one.first is not None and one.second is not None)


def _comparison_columns(evaluation: Evaluation, pair: SideBySide, language: str) -> tuple[Column, ...]:
    return (
        column("item", language),
        column("effect", language, Kind.NUMBER, EFFECT_DECIMALS),
        Column("first", unit_name(evaluation, pair.first.unit, language), explained=text("ranking.tip.cell", language)),
        Column(
            "second", unit_name(evaluation, pair.second.unit, language), explained=text("ranking.tip.cell", language)
        ),
        column("field", language),
        column("lead", language),
    )


def _difference_row(evaluation: Evaluation, one: Difference, pair: SideBySide, language: str) -> dict[str, Cell]:
    node = one.node
    return {
        "item": name_in(node.name, language),
        "effect": round_half_up(one.effect, EFFECT_DECIMALS) if counts_for_both(one) else None,
        "first": _cell(node, pair.first, one.first, language),
        "second": _cell(node, pair.second, one.second, language),
        "field": node_name(parent_of(evaluation, node.code), language),
        "lead": department_name(node.indicator.lead, language) if isinstance(node, IndicatorLeaf) else NOTHING,
    }


def _cell(node: Node, standing: Standing, score: Fraction | None, language: str) -> str:
    """Grade and value of an indicator, or an imported score."""
    if not isinstance(node, IndicatorLeaf):
        return text("ranking.no_score", language) if score is None else score_text(score)
    graded = standing.grades[node.code]
    if graded.value is None:
        return cell_text(graded, language)
    return f"{cell_text(graded, language)} · {value_text(node.indicator, graded.value, language)}"


def _sum_row(key: str, points: Fraction, language: str) -> dict[str, Cell]:
    empty = dict.fromkeys(("first", "second", "field", "lead"), "")
    return {"item": text(f"ranking.sum.{key}", language), "effect": round_half_up(points, EFFECT_DECIMALS), **empty}
