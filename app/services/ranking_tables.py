"""The ranking, the points lost, two units side by side and the ranks by month, as tables."""

from collections.abc import Iterable
from fractions import Fraction

from app.services.ranking import RankedRow, RankPath
from app.services.ranking_findings import EFFECT_DECIMALS
from app.services.status import LossRow
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import (
    NOTHING,
    decimals_for,
    name_in,
    node_name,
    percent_text,
    place_text,
    short_month_text,
    unit_name,
)
from app.text.catalogue import text
from scoring.model import Evaluation, Node
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
    gaps = [decimals_that_tell_apart([row.to_above, Fraction(0)], GAP_DECIMALS) for row in rows if row.to_above]
    decimals = max(gaps, default=GAP_DECIMALS)
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
    """Rank, name, score and award of a group; what is missing stands in ``notes_line``."""
    listed = [_first_cells(evaluation, row.standing, rows, home, language) for row in rows]
    return Table(title, _first_columns(rows, language), listed, tuple(row.standing.unit for row in rows))


def notes_line(evaluation: Evaluation, rows: tuple[RankedRow, ...], language: str) -> str:
    """What is missing in a group in one line: for whom a score, for whom how many indicators."""
    standings = [row.standing for row in rows]
    parts = []
    for leaf in evaluation.score_leaves():
        missing = [unit_name(evaluation, one.unit, language) for one in standings if leaf.code in one.missing_scores]
        if missing:
            units = text("ranking.notes.all", language) if len(missing) == len(rows) else ", ".join(missing)
            name = node_name(leaf, language)
            parts.append(text("ranking.notes.missing_score", language, name=name, units=units))
    counted = [
        text(
            "ranking.notes.unit", language, unit=unit_name(evaluation, one.unit, language), count=len(one.not_submitted)
        )
        for one in standings
        if one.not_submitted
    ]
    if counted:
        parts.append(text("ranking.notes.not_submitted", language, units=", ".join(counted)))
    return " · ".join(parts)


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
