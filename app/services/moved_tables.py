"""Why score and rank moved, as tables: the steps of the rank, the parts of the score, indicators, rivals, method."""

from fractions import Fraction

from app.services.moved import MovedIndicator, Movement
from app.services.moved_findings import crossed, from_text, moved_text, rival_name
from app.services.moved_pieces import Piece, pieces_of
from app.services.tables import Cell, Column, Kind, Table
from app.services.weak_tables import department_name
from app.services.wording import (
    NOTHING,
    cell_text,
    decimals_for,
    month_text,
    name_in,
    node_name,
    rank_text,
    signed_text,
    value_text,
)
from app.text.catalogue import text
from scoring.decompose import Cause
from scoring.grade import Graded
from scoring.ladder import RankStep, Rival
from scoring.model import Indicator
from scoring.rounding import round_half_up
from scoring.score import Result

EFFECT_DECIMALS = 3


def steps_table(movement: Movement, title: str, language: str) -> Table:
    """The rank after each step, with who was overtaken in it and who went past."""
    columns = tuple(
        Column(key, text(f"moved.step.{key}", language)) for key in ("stage", "rank", "change", "passed", "lost")
    )
    split = movement.split
    first = {
        "stage": text("moved.stage.before", language, month=month_text(movement.before.month, language)),
        "rank": rank_text(split.rank_before, False, language),
        **dict.fromkeys(("change", "passed", "lost"), NOTHING),
    }
    rows = [_step_row(movement, step, language) for step in split.steps]
    return Table(title, columns, [first, *rows])


def _step_row(movement: Movement, step: RankStep, language: str) -> dict[str, Cell]:
    passed, lost = crossed(movement, step.stage, language)
    return {
        "stage": text(f"moved.stage.{step.stage}", language),
        "rank": rank_text(step.rank, False, language),
        "change": moved_text(step, language),
        "passed": ", ".join(passed) or NOTHING,
        "lost": ", ".join(lost) or NOTHING,
    }


def pieces_table(movement: Movement, title: str, language: str) -> Table:
    """The parts that the chart shows, and their sum."""
    columns = (
        Column("cause", text("moved.piece.cause", language)),
        Column("item", text("moved.piece.item", language), wide=True),
        Column("points", text("moved.piece.points", language), Kind.NUMBER, EFFECT_DECIMALS),
    )
    rows: list[dict[str, Cell]] = [
        {
            "cause": text(f"moved.cause.{piece.cause}", language),
            "item": piece_name(movement, piece, language),
            "points": round_half_up(piece.points, EFFECT_DECIMALS),
        }
        for piece in pieces_of(movement)
    ]
    total = round_half_up(movement.split.total, EFFECT_DECIMALS)
    return Table(title, columns, [*rows, {"cause": "", "item": text("moved.total", language), "points": total}])


def piece_name(movement: Movement, piece: Piece, language: str) -> str:
    """What one part is, in words."""
    if piece.cause is Cause.OWN and not piece.code:
        alone = any(other.code for other in pieces_of(movement) if other.cause is Cause.OWN)
        key = f"{'more_' if alone else ''}{'risen' if piece.points > 0 else 'fallen'}"
        return text(f"moved.piece_of.{key}", language, count=piece.count)
    if piece.code:
        node = movement.after.evaluation.node(piece.code)
        return node_name(node, language) if piece.cause is Cause.IMPORTED else name_in(node.name, language)
    if piece.cause is Cause.WEIGHTS and not movement.split.separable:
        return text("moved.piece_of.weights_all", language)
    return text(f"moved.piece_of.{piece.cause}", language)


def indicators_table(movement: Movement, title: str, language: str) -> Table:
    """One row per indicator that moved: what it said in both months, whether it is new or changed, what it added."""
    keys = ("indicator", "total", "before", "after", *(("change", "own", "method") if movement.method_moved else ()))
    columns = tuple(_indicator_column(movement, key, language) for key in (*keys, "lead"))
    there = {one.code for one in movement.after.evaluation.indicators()}
    rows = [_indicator_row(movement, one, language) for one in movement.indicators]
    codes = tuple(one.indicator.code if one.indicator.code in there else "" for one in movement.indicators)
    shown = {column.key for column in columns}
    return Table(title, columns, [{key: row[key] for key in row if key in shown} for row in rows], codes)


def _indicator_column(movement: Movement, key: str, language: str) -> Column:
    numbers = ("total", "own", "method")
    kind, decimals = (Kind.NUMBER, EFFECT_DECIMALS) if key in numbers else (Kind.WORDS, 0)
    months = {"before": from_text(movement, language), "after": _now_text(movement, language)}
    values = {"month": months[key]} if key in months else {}
    tip = text(f"moved.tip.{'cell' if key in months else key}", language)
    return Column(key, text(f"moved.column.{key}", language, **values), kind, decimals, tip, key == "indicator")


def _now_text(movement: Movement, language: str) -> str:
    month = movement.after.month
    if month[:4] == movement.before.month[:4]:
        return text(f"words.months.m{month[5:]}", language)
    return month_text(month, language)


def _indicator_row(movement: Movement, one: MovedIndicator, language: str) -> dict[str, Cell]:
    return {
        "indicator": name_in(one.indicator.name, language),
        "change": text(f"moved.change.{one.change}", language),
        "before": _said(one.indicator, one.before, language),
        "after": _said(one.indicator, one.after, language),
        "own": round_half_up(one.own, EFFECT_DECIMALS),
        "method": round_half_up(one.method, EFFECT_DECIMALS),
        "total": round_half_up(one.total, EFFECT_DECIMALS),
        "lead": department_name(one.indicator.lead, language),
    }


def _said(indicator: Indicator, cell: Graded | None, language: str) -> str:
    if cell is None:
        return NOTHING
    if cell.value is None:
        return cell_text(cell, language)
    return f"{cell_text(cell, language)} · {value_text(indicator, cell.value, language)}"


def rivals_table(movement: Movement, title: str, language: str) -> Table:
    """One row per rival: whether it was overtaken or went past, the lead then and now, and what moved its score."""
    wanted = [*(("method",) if movement.method_moved else ()), "own"]
    keys = ("unit", "side", "rank_before", "rank_after", "lead_before", "lead_after", *wanted)
    columns = tuple(
        Column(
            key,
            text(f"moved.rival.{key}", language),
            Kind.FIGURES if key.startswith(("lead", "own", "method")) else Kind.WORDS,
            explained=None if key == "unit" else text(f"moved.rival_tip.{key}", language),
        )
        for key in keys
    )
    rivals = movement.split.rivals
    decimals = decimals_for([Fraction(0), *(lead for one in rivals for lead in (one.lead_before, one.lead_after))])
    rows = [_rival_row(movement, one, decimals, language) for one in rivals]
    return Table(title, columns, [{key: row[key] for key in keys} for row in rows])


def _rival_row(movement: Movement, one: Rival, decimals: int, language: str) -> dict[str, Cell]:
    return {
        "unit": rival_name(movement, one, language),
        "side": text(f"moved.side.{_side(one, movement)}", language),
        "rank_before": _rank(movement.before, one.unit, language),
        "rank_after": _rank(movement.after, one.unit, language),
        "lead_before": signed_text(one.lead_before, decimals),
        "lead_after": signed_text(one.lead_after, decimals),
        "own": signed_text(one.own, decimals),
        "method": signed_text(one.method, decimals),
    }


def _side(rival: Rival, movement: Movement) -> str:
    home = movement.after.standings[movement.split.unit]
    now = movement.after.standings.get(rival.unit)
    if now is None or now.group != home.group:
        return "left"
    if rival.lead_before is None:
        return "came"
    return "overtaken" if rival.overtaken else "past" if rival.went_past else "same"


def _rank(result: Result, unit: str, language: str) -> str:
    standing = result.standings.get(unit)
    return NOTHING if standing is None else rank_text(standing.rank, standing.tied, language)
