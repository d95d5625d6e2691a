"""The ranking, the points lost, two units side by side and the ranks by month, as tables."""

from collections.abc import Iterable
from fractions import Fraction

from app.services.comparison import SideBySide
from app.services.ranking import RankedRow, RankPath
from app.services.ranking_findings import EFFECT_DECIMALS
from app.services.status import LossRow
from app.services.tables import Cell, Column, Kind, Table
from app.services.weak_tables import department_name
from app.services.wording import (
    NOTHING,
    cell_text,
    decimals_for,
    name_in,
    node_name,
    percent_text,
    place_text,
    score_text,
    short_month_text,
    unit_name,
    value_text,
)
from app.text.catalogue import text
from scoring.compare import Difference
from scoring.derive import parent_of
from scoring.model import Evaluation, IndicatorLeaf, Node
from scoring.rounding import decimals_that_tell_apart, round_half_up
from scoring.score import Standing

GAP_DECIMALS = 2


def column(key: str, language: str, kind: Kind = Kind.WORDS, decimals: int = 0, *, wide: bool = False) -> Column:
    """A column of the ranking with its heading and its explanation."""
    return Column(
        key, text(f"ranking.column.{key}", language), kind, decimals, text(f"ranking.tip.{key}", language), wide
    )


def home_name(name: str, is_home: bool, language: str) -> str:
    """A name, marked by a sign where it is the home unit's."""
    return text("ranking.home_name", language, name=name) if is_home else name


def rank_table(evaluation: Evaluation, rows: tuple[RankedRow, ...], home: str, title: str, language: str) -> Table:
    """One row per unit of a group: rank, score, award, one column per part, bonus, distance, what is missing."""
    parts = evaluation.root.children
    gaps = [row.to_above for row in rows if row.to_above is not None]
    decimals = decimals_that_tell_apart([*gaps, Fraction(0)], GAP_DECIMALS)
    columns = (
        *_first_columns(rows, language),
        *(_part_column(evaluation, part, rows, language) for part in parts),
        column("adjustment", language, Kind.NUMBER, EFFECT_DECIMALS),
        column("to_above", language, Kind.NUMBER, decimals),
        column("note", language),
    )
    listed: list[dict[str, Cell]] = []
    for row in rows:
        cells = _first_cells(evaluation, row.standing, rows, home, language)
        for part, of_part in zip(parts, columns[4:], strict=False):
            cells[of_part.key] = _number(row.standing.score_of(part.code), of_part.decimals)
        cells["adjustment"] = _number(row.adjustment, EFFECT_DECIMALS)
        cells["to_above"] = _number(row.to_above, decimals)
        cells["note"] = note_text(evaluation, row.standing, language)
        listed.append(cells)
    return Table(title, columns, listed, tuple(row.standing.unit for row in rows))


def short_rank_table(
    evaluation: Evaluation, rows: tuple[RankedRow, ...], home: str, title: str, language: str
) -> Table:
    """Rank, name, score and award of a group; what is missing only where something is."""
    notes = [note_text(evaluation, row.standing, language) for row in rows]
    columns = _first_columns(rows, language)
    listed = [_first_cells(evaluation, row.standing, rows, home, language) for row in rows]
    if any(notes):
        columns = (*columns, column("note", language))
        listed = [cells | {"note": note} for cells, note in zip(listed, notes, strict=True)]
    return Table(title, columns, listed, tuple(row.standing.unit for row in rows))


def note_text(evaluation: Evaluation, standing: Standing, language: str) -> str:
    """In words what a reader must know of a row: a shared rank, missing scores, cells not submitted."""
    notes = []
    if standing.tied:
        notes.append(place_text(standing, language))
    if standing.rank is None:
        notes.append(text("words.no_rank", language))
    for leaf in evaluation.score_leaves():
        if leaf.code in standing.missing_scores:
            notes.append(text("ranking.note.missing_score", language, name=node_name(leaf, language)))
    if standing.not_submitted:
        notes.append(text("ranking.note.not_submitted", language, count=len(standing.not_submitted)))
    return ", ".join(notes)


def _first_columns(rows: tuple[RankedRow, ...], language: str) -> tuple[Column, ...]:
    decimals = decimals_for(row.standing.score for row in rows)
    return (
        column("rank", language, Kind.WHOLE),
        column("unit", language),
        column("score", language, Kind.NUMBER, decimals),
        column("award", language),
    )


def _first_cells(
    evaluation: Evaluation, standing: Standing, rows: tuple[RankedRow, ...], home: str, language: str
) -> dict[str, Cell]:
    name = unit_name(evaluation, standing.unit, language)
    return {
        "rank": standing.rank,
        "unit": home_name(name, standing.unit == home, language),
        "score": _number(standing.score, decimals_for(row.standing.score for row in rows)),
        "award": NOTHING if standing.award is None else name_in(standing.award.name, language),
    }


def _part_column(evaluation: Evaluation, part: Node, rows: tuple[RankedRow, ...], language: str) -> Column:
    share = percent_text(part.weight / sum(child.weight for child in evaluation.root.children), 0)
    name = node_name(part, language)
    label = text("ranking.column.part", language, part=name, share=share)
    explained = text("ranking.tip.part", language, part=name_in(part.name, language), share=share)
    decimals = decimals_for(row.standing.score_of(part.code) for row in rows)
    return Column(f"part_{part.code}", label, Kind.NUMBER, decimals, explained)


def _number(number: Fraction | None, decimals: int) -> Cell:
    return None if number is None else round_half_up(number, decimals)


def losses_table(evaluation: Evaluation, rows: tuple[LossRow, ...], home: str, title: str, language: str) -> Table:
    """One row per unit: rank, what it lost with every part, and what bonus less deduction gave back."""
    nodes = [loss.node for loss in rows[0].losses] if rows else []
    columns = (
        column("rank", language, Kind.WHOLE),
        column("unit", language),
        *(Column(f"part_{node.code}", node_name(node, language), Kind.NUMBER, EFFECT_DECIMALS) for node in nodes),
        column("adjustment", language, Kind.NUMBER, EFFECT_DECIMALS),
    )
    listed: list[dict[str, Cell]] = []
    for row in rows:
        name = unit_name(evaluation, row.standing.unit, language)
        cells: dict[str, Cell] = {
            "rank": row.standing.rank,
            "unit": home_name(name, row.standing.unit == home, language),
            "adjustment": round_half_up(row.adjustment, EFFECT_DECIMALS),
        }
        listed.append(
            cells | {f"part_{loss.node.code}": round_half_up(loss.lost, EFFECT_DECIMALS) for loss in row.losses}
        )
    return Table(title, columns, listed, tuple(row.standing.unit for row in rows))


def months_table(
    evaluation: Evaluation, months: tuple[str, ...], paths: Iterable[RankPath], title: str, language: str
) -> Table:
    """One row per unit with its rank in every month."""
    columns = (
        column("unit", language),
        *(Column(month, short_month_text(month, language), Kind.WHOLE) for month in months),
    )
    rows: list[dict[str, Cell]] = [
        {"unit": unit_name(evaluation, path.unit, language), **dict(zip(months, path.ranks, strict=True))}
        for path in paths
    ]
    return Table(title, columns, rows)


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
    columns = [column("item", language, wide=True), column("field", language)]
    for key, standing in (("first", pair.first), ("second", pair.second)):
        name = unit_name(evaluation, standing.unit, language)
        columns.append(Column(f"{key}_grade", text("ranking.column.grade_of", language, unit=name)))
        columns.append(Column(f"{key}_value", text("ranking.column.value_of", language, unit=name)))
    return (*columns, column("effect", language, Kind.NUMBER, EFFECT_DECIMALS), column("lead", language))


def _difference_row(evaluation: Evaluation, one: Difference, pair: SideBySide, language: str) -> dict[str, Cell]:
    node = one.node
    cells: dict[str, Cell] = {"item": name_in(node.name, language), "effect": None}
    if counts_for_both(one):
        cells["effect"] = round_half_up(one.effect, EFFECT_DECIMALS)
    cells["field"] = node_name(parent_of(evaluation, node.code), language)
    cells["lead"] = department_name(node.indicator.lead, language) if isinstance(node, IndicatorLeaf) else NOTHING
    for key, standing, score in (("first", pair.first, one.first), ("second", pair.second, one.second)):
        if isinstance(node, IndicatorLeaf):
            graded = standing.grades[node.code]
            cells[f"{key}_grade"] = cell_text(graded, language)
            cells[f"{key}_value"] = value_text(node.indicator, graded.value, language)
        else:
            cells[f"{key}_grade"] = NOTHING
            cells[f"{key}_value"] = text("ranking.no_score", language) if score is None else score_text(score)
    return cells


def _sum_row(key: str, points: Fraction, language: str) -> dict[str, Cell]:
    empty = dict.fromkeys(("field", "first_grade", "first_value", "second_grade", "second_value", "lead"), "")
    return {"item": text(f"ranking.sum.{key}", language), "effect": round_half_up(points, EFFECT_DECIMALS), **empty}
