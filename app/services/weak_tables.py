"""Indicators that are weak or below the top grade, as tables."""

from collections.abc import Iterable

from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import (
    NOTHING,
    cell_text,
    difference_in_unit,
    name_in,
    node_name,
    rank_then_text,
    value_text,
)
from app.text.catalogue import text
from scoring.model import Department, Direction
from scoring.rounding import round_half_up
from scoring.weak import WeakIndicator

GAIN_DECIMALS = 3


def weak_table(
    weak: Iterable[WeakIndicator],
    title: str,
    language: str,
    *,
    rank: int | None,
    leave_out: frozenset[str] = frozenset(),
) -> Table:
    """One row per indicator: grade, value, target, gap to the next grade, what reaching it brings, who leads it.

    ``rank`` is the place that the unit has now; ``leave_out`` names columns that say nothing where the table stands.
    """
    listed = tuple(weak)
    columns = tuple(column for column in _columns(language) if column.key not in leave_out)
    keys = {column.key for column in columns}
    rows = [{key: cell for key, cell in _row(one, rank, language).items() if key in keys} for one in listed]
    return Table(title, columns, rows, tuple(one.indicator.code for one in listed))


def _columns(language: str) -> tuple[Column, ...]:
    def column(key: str, kind: Kind = Kind.WORDS, decimals: int = 0, *, wide: bool = False) -> Column:
        return Column(
            key, text(f"weak.column.{key}", language), kind, decimals, text(f"weak.tip.{key}", language), wide
        )

    return (
        column("indicator"),
        column("grade"),
        column("gap", Kind.FIGURES),
        column("gain_next", Kind.NUMBER, GAIN_DECIMALS),
        column("rank_next"),
        column("gain_top", Kind.NUMBER, GAIN_DECIMALS),
        column("lead"),
        column("rules"),
        column("value", Kind.FIGURES),
        column("target", Kind.FIGURES),
        column("collaborating"),
        column("field"),
    )


def _row(weak: WeakIndicator, rank: int | None, language: str) -> dict[str, Cell]:
    indicator = weak.indicator
    return {
        "indicator": name_in(indicator.name, language),
        "grade": cell_text(weak.cell, language),
        "value": value_text(indicator, weak.cell.value, language),
        "target": value_text(indicator, weak.target, language),
        "gap": gap_to_next(weak, language),
        "gain_next": round_half_up(weak.gain_next, GAIN_DECIMALS),
        "rank_next": rank_then_text(rank, weak.next_outcome.rank, language) if weak.next_outcome else NOTHING,
        "gain_top": round_half_up(weak.gain_top, GAIN_DECIMALS),
        "lead": department_name(indicator.lead, language),
        "collaborating": ", ".join(department_name(one, language) for one in indicator.collaborating) or NOTHING,
        "rules": ", ".join(name_in(rule.name, language) for rule in weak.rules),
        "field": node_name(weak.field, language),
    }


def gap_to_next(weak: WeakIndicator, language: str) -> str:
    """What is missing to the next grade, in the indicator's own unit and with the direction it has to move."""
    if weak.next_step is None:
        return NOTHING
    if weak.gap is None:
        return text("weak.by_hand", language, letter=weak.next_step.letter)
    key = "weak.up_to" if weak.indicator.direction is Direction.HIGHER else "weak.down_to"
    gap = difference_in_unit(weak.indicator, weak.gap, language)
    return text(key, language, gap=gap, letter=weak.next_step.letter)


def department_name(department: Department | None, language: str) -> str:
    """The name of a department, a dash where none is named."""
    return NOTHING if department is None else name_in(department.name, language)
