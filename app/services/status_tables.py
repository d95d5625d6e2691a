"""The fields of a unit, the changes on the month before and the sum behind a score, as tables."""

from fractions import Fraction

from app.services.status import FieldStatus, Status
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import (
    NOTHING,
    cell_text,
    name_in,
    node_name,
    number_text,
    percent_text,
    score_text,
    shared_place_text,
    value_text,
)
from app.text.catalogue import text
from scoring.compare import GradeChange
from scoring.derive import Derivation
from scoring.rounding import plain_decimal, round_half_up

LOST_DECIMALS = 3


def _column(group: str, key: str, language: str, kind: Kind = Kind.WORDS, decimals: int = 0) -> Column:
    return Column(key, text(f"status.{group}.{key}", language), kind, decimals, None, key == "indicator")


def fields_table(fields: tuple[FieldStatus, ...], title: str, language: str) -> Table:
    """One row per field: place in the group, score, indicators that count and that miss the top grade, cost."""
    columns = (
        _column("field", "field", language),
        _column("field", "place", language),
        _column("field", "score", language, Kind.NUMBER, 2),
        _column("field", "counted", language, Kind.WHOLE),
        _column("field", "not_top", language, Kind.WHOLE),
        _column("field", "lost", language, Kind.BAR, LOST_DECIMALS),
    )
    rows: list[dict[str, Cell]] = [
        {
            "field": node_name(field.node, language),
            "place": shared_place_text(field.place, language),
            "score": None if field.score is None else round_half_up(field.score, 2),
            "counted": field.counted,
            "not_top": field.not_top,
            "lost": round_half_up(field.lost, LOST_DECIMALS),
        }
        for field in fields
    ]
    return Table(title, columns, rows, tuple(field.node.code for field in fields))


def changes_table(status: Status, title: str, language: str) -> Table:
    """One row per indicator whose grade or state is another than in the month before."""
    columns = tuple(_column("change", key, language) for key in ("indicator", "before", "after", "values", "lead"))
    changes = status.change.grades if status.change else ()
    rows = [_change_row(change, language) for change in changes]
    return Table(title, columns, rows, tuple(change.indicator.code for change in changes))


def _change_row(change: GradeChange, language: str) -> dict[str, Cell]:
    indicator = change.indicator
    before = value_text(indicator, change.before.value, language)
    after = value_text(indicator, change.after.value, language)
    return {
        "indicator": name_in(indicator.name, language),
        "before": cell_text(change.before, language),
        "after": cell_text(change.after, language),
        "values": NOTHING if before == after == NOTHING else f"{before} → {after}",
        "lead": NOTHING if indicator.lead is None else name_in(indicator.lead.name, language),
    }


def derivation_table(derivation: Derivation, title: str, language: str) -> Table:
    """The sum behind a score: weight, share, score and contribution of every child, then bonus and the total.

    Contributions are shown with all their digits as far as they end, so that the sum can be checked by hand.
    """
    columns = tuple(
        _column("derivation", key, language) for key in ("part", "weight", "share", "score", "contribution")
    )
    rows: list[dict[str, Cell]] = [
        {
            "part": node_name(part.node, language),
            "weight": number_text(plain_decimal(part.weight)),
            "share": percent_text(part.share, 2),
            "score": text("status.derivation.left_out", language) if part.score is None else _digits(part.score),
            "contribution": _digits(part.contribution),
        }
        for part in derivation.contributions
    ]
    if derivation.adjustment:
        rows.append(_sum_row("status.derivation.adjustment", derivation.adjustment, language))
    if derivation.score is not None:
        rows.append(_sum_row("status.derivation.total", derivation.score, language))
    return Table(title, columns, rows)


def _sum_row(key: str, number: Fraction, language: str) -> dict[str, Cell]:
    return {"part": text(key, language), "weight": "", "share": "", "score": "", "contribution": _digits(number)}


def _digits(number: Fraction) -> str:
    exact = plain_decimal(number)
    exponent = exact.as_tuple().exponent
    return number_text(exact) if isinstance(exponent, int) and -exponent <= 6 else f"{score_text(number, 6)}…"
