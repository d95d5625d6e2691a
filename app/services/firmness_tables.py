"""Rank acceptability, what each weight does to the rank, and what leaving one part out does, as tables."""

from collections.abc import Sequence
from fractions import Fraction

from app.services.firmness import Firmness, Sensitive
from app.services.firmness_findings import share_text, turn_in_words
from app.services.months import MonthView
from app.services.ranking_tables import home_name
from app.services.tables import Cell, Column, Kind, Table
from app.services.weights_rulers import decimals_of
from app.services.wording import (
    NOTHING,
    decimals_for,
    name_in,
    node_name,
    percent_text,
    rank_text,
    rank_then_text,
    signed_text,
    unit_name,
)
from app.text.catalogue import text
from scoring.leave_out import LeftOut
from scoring.model import IndicatorLeaf
from scoring.rounding import decimals_that_tell_apart, round_half_up
from scoring.score import Standing

SHARE_DECIMALS = 2
TIP = "whatif_firmness.tip.share"


def shares_table(view: MonthView, unit: str, found: Firmness, heading: str, language: str) -> Table:
    """One row per unit of the group in the order of the official ranks: the share of every rank in percent."""
    standings = [one for one in view.result.group(found.ranks.group) if one.unit in found.ranks.counts]
    ranks = range(1, len(standings) + 1)
    columns = (
        _column("unit", language),
        *(
            Column(str(rank), rank_text(rank, False, language), Kind.NUMBER, SHARE_DECIMALS, text(TIP, language))
            for rank in ranks
        ),
    )
    rows = [_shares_row(view, one, found, unit, language) for one in standings]
    return Table(heading, columns, rows, tuple(one.unit for one in standings))


def _shares_row(view: MonthView, one: Standing, found: Firmness, home: str, language: str) -> dict[str, Cell]:
    name = home_name(unit_name(view.evaluation, one.unit, language), one.unit == home, language)
    ranks = range(1, len(found.ranks.counts[one.unit]) + 1)
    shares = {str(rank): round_half_up(found.ranks.share(one.unit, rank) * 100, SHARE_DECIMALS) for rank in ranks}
    return {"unit": name, **shares}


def weights_table(found: Firmness, heading: str, language: str) -> Table:
    """One row per weight, the one that matters most first."""
    columns = (
        _column("node", language),
        _column("official", language, Kind.FIGURES),
        _column("turn", language),
        _column("away", language, Kind.FIGURES),
        _column("heavier", language, Kind.FIGURES),
        _column("lighter", language, Kind.FIGURES),
        _column("difference", language, Kind.FIGURES),
    )
    rows = [_weight_row(one, language) for one in found.weights]
    return Table(heading, columns, rows, tuple(one.importance.node.code for one in found.weights))


def _weight_row(one: Sensitive, language: str) -> dict[str, Cell]:
    importance, decimals = one.importance, decimals_of(one.ruler)
    heavier, lighter = importance.swing.heavier, importance.swing.lighter
    known = heavier is not None and lighter is not None
    points = text("words.percentage_points", language)
    return {
        "node": node_name(importance.node, language),
        "official": percent_text(importance.official, decimals),
        "turn": turn_in_words(one, language),
        "away": _away(one, decimals, language),
        "heavier": NOTHING if heavier is None else share_text(heavier),
        "lighter": NOTHING if lighter is None else share_text(lighter),
        "difference": f"{signed_text(importance.difference * 100, 1)}{points}" if known else NOTHING,
    }


def _away(one: Sensitive, decimals: int, language: str) -> str:
    """How far the turn is from the official share, with its direction."""
    if one.turn is None or one.importance.distance is None:
        return NOTHING
    points = Fraction(one.importance.distance.rounded(decimals + 2)) * 100
    sign = "+" if one.turn.above else "−"
    return f"{sign}{round_half_up(points, decimals)}{text('words.percentage_points', language)}"


def left_out_table(view: MonthView, unit: str, found: Sequence[LeftOut], heading: str, language: str) -> Table:
    """One row per field and indicator: score and rank of the unit without it."""
    official = view.result.standings[unit]
    decimals = decimals_for([official.score, *(one.scores[unit] for one in found)])
    columns = (
        _column("left_out", language, wide=True),
        _column("kind", language),
        _column("rank_without", language),
        _column("score_without", language, Kind.NUMBER, decimals),
        _column("change", language, Kind.FIGURES),
    )
    rows = [_left_out_row(one, official, decimals, language) for one in found]
    return Table(heading, columns, rows, tuple(one.node.code for one in found))


def _left_out_row(one: LeftOut, official: Standing, decimals: int, language: str) -> dict[str, Cell]:
    unit, node = official.unit, one.node
    is_indicator = isinstance(node, IndicatorLeaf)
    score, place = one.scores[unit], one.places[unit]
    change = None if score is None or official.score is None else score - official.score
    digits = decimals if change is None else decimals_that_tell_apart([change, Fraction(0)], decimals)
    return {
        "left_out": f"{node.code} {name_in(node.name, language)}" if is_indicator else node_name(node, language),
        "kind": text(f"whatif_firmness.kind.{'indicator' if is_indicator else 'field'}", language),
        "rank_without": rank_then_text(official.rank, place.rank if place else None, language),
        "score_without": None if score is None else round_half_up(score, decimals),
        "change": signed_text(change, digits),
    }


def _column(key: str, language: str, kind: Kind = Kind.WORDS, decimals: int = 0, *, wide: bool = False) -> Column:
    label, tip = (text(f"whatif_firmness.{part}.{key}", language) for part in ("column", "tip"))
    return Column(key, label, kind, decimals, tip, wide)
