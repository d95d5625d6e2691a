"""The indicators in the order of what turning them is worth, as a table."""

from collections.abc import Sequence
from fractions import Fraction

from app.services.months import MonthView
from app.services.outlook_findings import award_or_better
from app.services.progress import Course
from app.services.tables import Cell, Column, Kind, Table
from app.services.weak_tables import GAIN_DECIMALS, department_name
from app.services.wording import (
    NOTHING,
    cell_text,
    difference_in_unit,
    name_in,
    rank_then_text,
    value_text,
)
from app.services.worth import Worth, Worths
from app.text.catalogue import text
from scoring.model import Direction
from scoring.rounding import round_half_up

SHIFT_DECIMALS, PERCENT_DECIMALS = 1, 1
AIM = "aim_"


def worth_table(view: MonthView, unit: str, worths: Worths, codes: Sequence[str], language: str) -> Table:
    """One row per indicator that can still be turned; ``codes`` are those of the list for the meeting."""
    rank = view.result.standings[unit].rank
    awards = {f"{AIM}{aim.tier.code}": award_or_better(view, aim.tier, language) for aim in worths.aims}
    columns = [
        _column("indicator", language),
        _column("expected", language, Kind.NUMBER, GAIN_DECIMALS),
        _column("chance", language, Kind.NUMBER),
        _column("gap", language, Kind.FIGURES),
        *(_aim_column(key, award, language) for key, award in awards.items()),
        _column("share", language, Kind.NUMBER, PERCENT_DECIMALS),
        _column("grade", language),
        _column("gain", language, Kind.NUMBER, GAIN_DECIMALS),
        _column("rank", language),
        _column("listed", language),
        _column("lead", language),
        _column("value", language, Kind.FIGURES),
        _column("target", language, Kind.FIGURES),
        _column("turn", language),
    ]
    rows = [_row(one, rank, codes, language) | _shifts(one, awards) for one in worths.listed]
    title = text("worth.table", language, count=len(rows))
    return Table(title, tuple(columns), rows, tuple(one.indicator.code for one in worths.listed))


def lost_table(view: MonthView, unit: str, worths: Worths, codes: Sequence[str], language: str) -> Table:
    """One row per indicator that cannot have the top grade any more, with what that costs exactly."""
    rank = view.result.standings[unit].rank
    columns = (
        _column("indicator", language),
        _column("grade", language),
        _column("value", language, Kind.FIGURES),
        _column("target", language, Kind.FIGURES),
        _column("gain", language, Kind.NUMBER, GAIN_DECIMALS),
        _column("rank", language),
        _column("listed", language),
        _column("lead", language),
    )
    keys = {column.key for column in columns}
    rows = [_common(course, rank, codes, language) for course in worths.lost]
    shown = [{key: cell for key, cell in row.items() if key in keys} for row in rows]
    title = text("worth.lost_table", language, count=len(rows))
    return Table(title, columns, shown, tuple(course.indicator.code for course in worths.lost))


def _row(worth: Worth, rank: int | None, codes: Sequence[str], language: str) -> dict[str, Cell]:
    return _common(worth.course, rank, codes, language) | {
        "expected": round_half_up(Fraction(worth.expected), GAIN_DECIMALS),
        "chance": round_half_up(Fraction(worth.chance) * 100, 0),
        "gap": gap_to_top(worth, language),
        "share": None if worth.share is None else round_half_up(worth.share * 100, PERCENT_DECIMALS),
        "turn": text("worth.hard" if worth.is_hard else "worth.open", language),
    }


def _common(course: Course, rank: int | None, codes: Sequence[str], language: str) -> dict[str, Cell]:
    indicator, gap = course.indicator, course.gap
    return {
        "indicator": name_in(indicator.name, language),
        "grade": cell_text(course.cell, language),
        "gain": round_half_up(gap.gain_top, GAIN_DECIMALS),
        "rank": rank_then_text(rank, gap.top_outcome.rank, language) if gap.top_outcome else NOTHING,
        "listed": place_on_list(indicator.code, codes, language),
        "lead": department_name(indicator.lead, language),
        "value": value_text(indicator, course.cell.value, language),
        "target": value_text(indicator, course.target, language),
    }


def _shifts(worth: Worth, awards: dict[str, str]) -> dict[str, Cell]:
    return {key: _shift(worth, key.removeprefix(AIM)) for key in awards}


def _shift(worth: Worth, award: str) -> Cell:
    shift = worth.shifts.get(award)
    moved = 0.0 if shift is None else shift.after - shift.before
    return round_half_up(Fraction(moved) * 100, SHIFT_DECIMALS)


def gap_to_top(worth: Worth, language: str) -> str:
    """What the value lacks to the top grade at the cut-off, with the direction it has to move; the word where none."""
    if worth.gap is None:
        return text("worth.by_hand" if worth.course.cell.step else "worth.no_value", language)
    if not worth.gap:
        return text("worth.inside", language)
    sign = "worth.up" if worth.indicator.direction is Direction.HIGHER else "worth.down"
    return text(sign, language, gap=difference_in_unit(worth.indicator, worth.gap, language))


def place_on_list(code: str, codes: Sequence[str], language: str) -> str:
    """The place of an indicator on the list for the meeting."""
    return text("worth.place", language, place=codes.index(code) + 1) if code in codes else NOTHING


def _column(key: str, language: str, kind: Kind = Kind.WORDS, decimals: int = 0) -> Column:
    label, tip = (text(f"worth.{part}.{key}", language) for part in ("column", "tip"))
    return Column(key, label, kind, decimals, tip)


def _aim_column(key: str, award: str, language: str) -> Column:
    label, tip = (text(f"worth.{part}.aim", language, award=award) for part in ("column", "tip"))
    return Column(key, label, Kind.NUMBER, SHIFT_DECIMALS, tip)
