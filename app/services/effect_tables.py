"""What changes of a month do to scores and ranks, as a sentence and as a table."""

from app.services.effects import Effect, Move, moves_of, ranks_that_change, scores_that_change
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import (
    NOTHING,
    decimals_for,
    month_text,
    name_in,
    place_text,
    score_text,
    signed_text,
    unit_name,
)
from app.text.catalogue import text
from scoring.model import Evaluation
from scoring.rounding import decimals_that_tell_apart

COLUMNS = {
    "group": Kind.WORDS,
    "unit": Kind.WORDS,
    "rank_before": Kind.WORDS,
    "rank_after": Kind.WORDS,
    "score_before": Kind.FIGURES,
    "score_after": Kind.FIGURES,
    "change": Kind.FIGURES,
}


def effect_line(effect: Effect, unit: str, language: str) -> str:
    """What becomes of a unit, and how many units get another score and another rank."""
    if effect.after is None:
        return text("edit.effect.unscorable", language)
    moves = moves_of(effect, unit)
    scores = scores_that_change(effect)
    if not moves or not scores:
        return text("edit.effect.none", language)
    counts = text("edit.effect.counts", language, scores=scores, ranks=ranks_that_change(effect))
    own = moves[0]
    if own.after.unit != unit:
        return counts
    return f"{_own_line(own, effect.after.evaluation, language)} · {counts}"


def later_line(effect: Effect, language: str) -> str:
    """The later months that change too, since points hold on until they are stated anew; blank where none does."""
    if not effect.later:
        return ""
    months = [
        text(
            "edit.effect.later_month",
            language,
            month=month_text(one.month, language),
            scores=one.scores,
            ranks=one.ranks,
        )
        for one in effect.later
    ]
    return text("edit.effect.later", language, months=" · ".join(months))


def _own_line(own: Move, evaluation: Evaluation, language: str) -> str:
    values = {
        "unit": unit_name(evaluation, own.after.unit, language),
        "before": NOTHING if own.before is None else place_text(own.before, language),
        "after": place_text(own.after, language),
        "change": _change(own),
    }
    if own.score_change == 0 and not own.rank_changes:
        return text("edit.effect.own_same", language, unit=values["unit"], after=values["after"])
    return text("edit.effect.own" if own.rank_changes else "edit.effect.own_score", language, **values)


def effect_table(effect: Effect, unit: str, title: str, language: str) -> Table:
    """One row for a unit and for each whose score or rank changes, before and after; no row without a result."""
    columns = tuple(Column(key, text(f"edit.effect.{key}", language), kind) for key, kind in COLUMNS.items())
    moves = moves_of(effect, unit)
    standings = [one for move in moves for one in (move.before, move.after) if one is not None]
    decimals = decimals_for({one.score for one in standings})
    rows = [] if effect.after is None else [_row(move, effect.after.evaluation, decimals, language) for move in moves]
    return Table(title, columns, rows, tuple(move.after.unit for move in moves))


def _row(move: Move, evaluation: Evaluation, decimals: int, language: str) -> dict[str, Cell]:
    before = move.before
    return {
        "group": name_in(evaluation.group_of(move.after.unit).name, language),
        "unit": unit_name(evaluation, move.after.unit, language),
        "rank_before": NOTHING if before is None else place_text(before, language),
        "rank_after": place_text(move.after, language),
        "score_before": NOTHING if before is None else score_text(before.score, decimals),
        "score_after": score_text(move.after.score, decimals),
        "change": _change(move),
    }


def _change(move: Move) -> str:
    """A change of the score that is there never reads as none."""
    change = move.score_change
    if change is None:
        return NOTHING
    return signed_text(change, decimals_that_tell_apart([change, change * 0], 2))
