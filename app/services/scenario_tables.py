"""The changed cells of a what-if and who moves by them, as tables."""

from fractions import Fraction

from app.services.effects import Effect, Move, moves_of
from app.services.entry_words import indicator_with, unit_words
from app.services.months import MonthView
from app.services.scenario_changes import OwnEffect
from app.services.scenario_words import graded_words
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import (
    NOTHING,
    decimals_for,
    name_in,
    place_text,
    rank_then_text,
    score_text,
    signed_text,
    unit_name,
)
from app.text.catalogue import text
from scoring.rounding import decimals_that_tell_apart
from scoring.score import Result, Standing

OWN_DECIMALS = 3
CHANGE_COLUMNS = {
    "unit": Kind.WORDS,
    "indicator": Kind.WORDS,
    "official": Kind.WORDS,
    "now": Kind.WORDS,
    "gain": Kind.FIGURES,
    "rank": Kind.WORDS,
}
MOVE_COLUMNS = {
    "unit": Kind.WORDS,
    "official_rank": Kind.WORDS,
    "rank": Kind.WORDS,
    "official_score": Kind.FIGURES,
    "score": Kind.FIGURES,
    "difference": Kind.FIGURES,
    "official_award": Kind.WORDS,
    "award": Kind.WORDS,
}


def cells_table(view: MonthView, effects: tuple[OwnEffect, ...], title: str, language: str) -> Table:
    """One row per changed cell: what stands there, what would, and what this change alone does to its unit."""
    rows = [_cell_row(view, effect, language) for effect in effects]
    return Table(title, _columns("cell", CHANGE_COLUMNS, language), rows)


def _cell_row(view: MonthView, effect: OwnEffect, language: str) -> dict[str, Cell]:
    unit, code = effect.cell
    indicator = indicator_with(view.evaluation, code)
    assert indicator is not None
    return {
        "unit": unit_words(view.evaluation, unit, language),
        "indicator": f"{code} {name_in(indicator.name, language)}",
        "official": graded_words(indicator, effect.official, language),
        "now": graded_words(indicator, effect.changed, language),
        "gain": gain_text(effect.gain),
        "rank": rank_then_text(effect.without.rank, effect.alone.rank, language),
    }


def gain_text(gain: Fraction | None) -> str:
    """Points added or taken; what is there never reads as none."""
    return NOTHING if gain is None else signed_text(gain, decimals_that_tell_apart([gain, Fraction(0)], OWN_DECIMALS))


def moves_table(official: Result, result: Result, unit: str, title: str, language: str) -> Table:
    """A unit first, then all whose rank changes: rank, score and award officially and in the what-if."""
    moves = [move for move in moves_of(Effect(official, result), unit) if move.rank_changes or move.after.unit == unit]
    decimals = decimals_for(one.score for move in moves for one in (move.before, move.after) if one is not None)
    rows = [_move_row(result, move, decimals, language) for move in moves]
    return Table(title, _columns("move", MOVE_COLUMNS, language), rows, tuple(move.after.unit for move in moves))


def _move_row(result: Result, move: Move, decimals: int, language: str) -> dict[str, Cell]:
    before, after = move.before, move.after
    assert before is not None
    return {
        "unit": unit_name(result.evaluation, after.unit, language),
        "official_rank": place_text(before, language),
        "rank": moved_place(before, after, language),
        "official_score": score_text(before.score, decimals),
        "score": score_text(after.score, decimals),
        "difference": gain_text(move.score_change),
        "official_award": _award(before, language),
        "award": _award(after, language),
    }


def moved_place(before: Standing, after: Standing, language: str) -> str:
    """The place in the what-if, shared or not, with the way it moved."""
    if before.rank is None or after.rank is None:
        return place_text(after, language)
    moved = before.rank - after.rank
    sign = text("words.unmoved", language) if not moved else f"{'▲' if moved > 0 else '▼'}{abs(moved)}"
    return f"{place_text(after, language)} {sign}"


def _award(standing: Standing, language: str) -> str:
    return NOTHING if standing.award is None else name_in(standing.award.name, language)


def _columns(table: str, kinds: dict[str, Kind], language: str) -> tuple[Column, ...]:
    return tuple(Column(key, text(f"whatif_grades.{table}.{key}", language), kind) for key, kind in kinds.items())
