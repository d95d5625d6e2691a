"""The official ranking beside that of a what-if on weights, and the weights at which a rank turns, as tables."""

from collections.abc import Mapping
from fractions import Fraction

from app.services.ranking_tables import home_name
from app.services.tables import Cell, Column, Kind, Table
from app.services.weights_findings import turn_text
from app.services.weights_rulers import decimals_of, exact_text, moved_nodes, nearly, turns_of
from app.services.wording import (
    NOTHING,
    decimals_for,
    name_in,
    node_name,
    percent_text,
    place_text,
    rank_text,
    rank_then_text,
    signed_text,
    unit_name,
)
from app.text.catalogue import text
from scoring.model import Group
from scoring.rounding import decimals_that_tell_apart, round_half_up
from scoring.rulers import Ruler
from scoring.score import Result, Standing


def comparison_table(official: Result, result: Result, group: Group, home: str, language: str) -> Table:
    """One row per unit in the order of the what-if: rank and score in both, and the difference."""
    standings = result.group(group.code)
    scores = [one.score for one in (*official.group(group.code), *standings)]
    decimals = decimals_for(scores)
    columns = (
        _column("unit", language),
        _column("rank", language),
        _column("score", language, Kind.NUMBER, decimals),
        _column("then_rank", language),
        _column("then_score", language, Kind.NUMBER, decimals),
        _column("difference", language, Kind.FIGURES),
        _column("award", language),
    )
    rows = [_row(official.standings[one.unit], one, result, (home, decimals), language) for one in standings]
    name = name_in(group.name, language)
    return Table(
        text("whatif_weights.table.title", language, group=name), columns, rows, tuple(one.unit for one in standings)
    )


def _row(before: Standing, after: Standing, result: Result, shown: tuple[str, int], language: str) -> dict[str, Cell]:
    home, decimals = shown
    difference = None if before.score is None or after.score is None else after.score - before.score
    places = decimals if difference is None else decimals_that_tell_apart([difference, Fraction(0)], decimals)
    then = rank_then_text(before.rank, after.rank, language)
    if after.tied:
        then = f"{place_text(after, language)} {then.split(' ')[-1]}"
    return {
        "unit": home_name(unit_name(result.evaluation, after.unit, language), after.unit == home, language),
        "rank": place_text(before, language),
        "score": None if before.score is None else round_half_up(before.score, decimals),
        "then_rank": then,
        "then_score": None if after.score is None else round_half_up(after.score, decimals),
        "difference": signed_text(difference, places),
        "award": NOTHING if after.award is None else name_in(after.award.name, language),
    }


def turns_table(result: Result, rulers: Mapping[str, Ruler], unit: str, language: str) -> Table:
    """One row per weight at which the rank of a unit turns: where exactly, who overtakes whom, which rank follows."""
    evaluation = result.evaluation
    rows: list[dict[str, Cell]] = []
    for node in moved_nodes(evaluation):
        found = rulers[node.code]
        decimals = decimals_of(found)
        rows.extend(
            {
                "node": node_name(node, language),
                "now": percent_text(found.path.official, decimals),
                "at": percent_text(nearly(turn.at), decimals),
                "what": turn_text(evaluation, turn, decimals, language),
                "then": rank_text(turn.rank, False, language),
                "exact": exact_text(turn.at),
            }
            for turn in turns_of(node, found)
        )
    columns = (
        _column("node", language),
        _column("now", language, Kind.FIGURES),
        _column("at", language, Kind.FIGURES),
        _column("what", language),
        _column("then", language),
        _column("exact", language, Kind.FIGURES),
    )
    name = unit_name(evaluation, unit, language)
    return Table(text("whatif_weights.turns.title", language, unit=name), columns, rows)


def _column(key: str, language: str, kind: Kind = Kind.WORDS, decimals: int = 0, *, wide: bool = False) -> Column:
    label, tip = (text(f"whatif_weights.{part}.{key}", language) for part in ("column", "tip"))
    return Column(key, label, kind, decimals, tip, wide)
