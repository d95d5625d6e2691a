"""Ranks, awards, points and indicators at the cut-off date, as tables."""

from fractions import Fraction

from app.services.months import MonthView
from app.services.outlook import Outlook, chance_of_rank
from app.services.tables import Cell, Column, Kind, Table
from app.services.weak_tables import department_name
from app.services.wording import NOTHING, cell_text, chance_text, name_in, node_name, rank_text, value_text
from app.text.catalogue import text
from scoring.derive import fields
from scoring.forecast import CellOutlook
from scoring.grade import Graded
from scoring.model import Indicator, Node, walk
from scoring.rank import Place, award_of
from scoring.reach import Reach, reach_of
from scoring.rounding import round_half_up
from scoring.ways import Basis

PERCENT_DECIMALS, POINT_DECIMALS = 1, 2


def ranks_table(view: MonthView, unit: str, outlook: Outlook, heading: str, language: str) -> Table:
    """One row per rank: its chance, that of it or a better one, the award it brings."""
    columns = (
        _column("rank", language),
        _column("award", language),
        _column("chance", language, Kind.NUMBER, PERCENT_DECIMALS),
        _column("or_better", language, Kind.NUMBER, PERCENT_DECIMALS),
        _column("error", language, Kind.NUMBER, PERCENT_DECIMALS),
    )
    rows = [_rank_row(view, unit, outlook, rank, language) for rank in outlook.ranks[unit]]
    return Table(heading, columns, rows)


def _rank_row(view: MonthView, unit: str, outlook: Outlook, rank: int, language: str) -> dict[str, Cell]:
    chance = outlook.ranks[unit][rank]
    return {
        "rank": rank_text(rank, False, language),
        "award": award_name(view, rank, language) or NOTHING,
        "chance": _percent(chance),
        "or_better": _percent(chance_of_rank(outlook, unit, rank)),
        "error": _percent(outlook.error(chance)),
    }


def award_name(view: MonthView, rank: int, language: str) -> str:
    """The name of the award that a rank brings; empty where it brings none."""
    award = award_of(view.evaluation, Place(rank, tied=False))
    return name_in(award.name, language) if award else ""


def _percent(chance: float) -> Cell:
    return round_half_up(Fraction(chance) * 100, PERCENT_DECIMALS)


def reach_table(view: MonthView, unit: str, heading: str, language: str) -> Table:
    """The points locked in, open and lost by field and imported score, and in all."""
    reach = reach_of(view.result, unit)
    parts = reach.total._fields
    columns = (
        _column("node", language),
        *(_column(part, language, Kind.NUMBER, POINT_DECIMALS) for part in parts),
    )
    nodes = [(node_name(node, language), _below(reach, node)) for node in fields(view.evaluation.root)]
    total = (text("outlook.total", language), tuple(reach.total))
    rows: list[dict[str, Cell]] = []
    for name, points in (*nodes, total):
        numbers = (round_half_up(part, POINT_DECIMALS) for part in points)
        rows.append({"node": name, **dict(zip(parts, numbers, strict=True))})
    return Table(heading, columns, rows)


def _below(reach: Reach, node: Node) -> tuple[Fraction, ...]:
    leaves = [reach.leaves[one.code] for one in walk(node) if one.code in reach.leaves]
    return tuple(sum((leaf[part] for leaf in leaves), Fraction(0)) for part in range(3))


def outlook_table(view: MonthView, unit: str, outlook: Outlook, heading: str, language: str) -> Table:
    """One row per indicator that applies, the least likely to end with the top grade first."""
    row, grades = outlook.cells[unit], view.result.standings[unit].grades
    listed = [one for one in view.evaluation.indicators() if one.code in row]
    listed.sort(key=lambda one: (row[one.code].chances[one.scale.top.letter], one.code))
    columns = (
        _column("indicator", language),
        _column("grade", language),
        _column("top", language, Kind.NUMBER, 0),
        _column("value", language, Kind.FIGURES),
        _column("expected", language, Kind.FIGURES),
        _column("interval", language, Kind.FIGURES),
        _column("measure", language),
        _column("basis", language),
        _column("likely", language),
        _column("lead", language),
    )
    rows = [_indicator_row(one, row[one.code], grades[one.code], language) for one in listed]
    return Table(heading, columns, rows, tuple(one.code for one in listed))


def _indicator_row(indicator: Indicator, cell: CellOutlook, now: Graded, language: str) -> dict[str, Cell]:
    return {
        "indicator": name_in(indicator.name, language),
        "grade": cell_text(now, language),
        "top": round_half_up(Fraction(cell.chances[indicator.scale.top.letter]) * 100, 0),
        "likely": likely_text(cell, language),
        "value": value_text(indicator, cell.value, language, with_unit=False),
        "expected": expected_text(indicator, cell, language),
        "interval": interval_text(indicator, cell, language),
        "measure": name_in(indicator.unit_of_measure, language) or NOTHING,
        "basis": basis_text(cell.basis, language),
        "lead": department_name(indicator.lead, language),
    }


def likely_text(cell: CellOutlook, language: str) -> str:
    """The likeliest grade with its chance, or that nothing will be submitted."""
    letter, chance = max(cell.chances.items(), key=lambda one: one[1])
    if cell.missing > chance:
        letter, chance = text("words.not_submitted", language), cell.missing
    return f"{letter} {chance_text(chance)}"


def expected_text(indicator: Indicator, cell: CellOutlook, language: str) -> str:
    """The value that is as likely to be passed as not, without its unit."""
    expected = None if cell.expected is None else Fraction(cell.expected)
    return value_text(indicator, expected, language, with_unit=False)


def interval_text(indicator: Indicator, cell: CellOutlook, language: str) -> str:
    """The interval that holds the value with a chance of 80 %."""
    if cell.low is None or cell.high is None:
        return NOTHING
    low, high = (value_text(indicator, Fraction(end), language, with_unit=False) for end in (cell.low, cell.high))
    return low if low == high else text("outlook.interval", language, low=low, high=high)


def basis_text(basis: Basis, language: str) -> str:
    """What a forecast rests on, in a word."""
    return text(f"outlook.basis.{basis.value}", language)


def _column(key: str, language: str, kind: Kind = Kind.WORDS, decimals: int = 0) -> Column:
    label, tip = (text(f"outlook.{part}.{key}", language) for part in ("column", "tip"))
    return Column(key, label, kind, decimals, tip)
