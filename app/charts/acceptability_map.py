"""How often each unit has each rank under many weightings: the share in every cell, the more often, the darker."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts.heatmap import Cell, HeatRow, Shading, heatmap
from app.charts.theme import SCREEN, Size
from app.text.catalogue import text

OFTEN_IS_DARK = Shading("charts.darker_is_more_often", (Fraction(-1), Fraction(0)))


@dataclass(frozen=True, slots=True)
class RankShares:
    """The share of the weightings in which a unit has each rank, the first rank first, and how each is printed."""

    name: str
    shares: tuple[Fraction, ...]
    labels: tuple[str, ...]
    is_home: bool = False


def acceptability_map(
    ranks: Sequence[str], rows: Sequence[RankShares], language: str, *, size: Size = SCREEN
) -> go.Figure:
    """Units as given, one column per rank; what never happens stays white and empty."""
    return heatmap(ranks, [_row(row) for row in rows], language, size=size, shading=OFTEN_IS_DARK)


def _row(row: RankShares) -> HeatRow:
    cells = (Cell(label if share else "", -share, label) for share, label in zip(row.shares, row.labels, strict=True))
    return HeatRow(row.name, tuple(cells), row.is_home)


def describe_acceptability_map(ranks: Sequence[str], rows: Sequence[RankShares], language: str) -> str:
    """The rank that the home unit has most often; without one, the extent of the table."""
    words = text("charts.acceptability", language, rows=len(rows))
    home = next((row for row in rows if row.is_home and row.shares), None)
    if home is None:
        return words
    most = max(range(len(home.shares)), key=home.shares.__getitem__)
    said = text("charts.acceptability_home", language, unit=home.name, column=ranks[most], label=home.labels[most])
    return f"{words} {said}"
