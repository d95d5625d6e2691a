"""The rank of every unit of a group from month to month, first place on top."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.charts.theme import SCREEN, Size


@dataclass(frozen=True, slots=True)
class RankSeries:
    """The ranks of one unit, one per month, None where it had none."""

    name: str
    ranks: tuple[int | None, ...]
    is_home: bool = False


def rank_lines(months: Sequence[str], series: Sequence[RankSeries], language: str, *, size: Size = SCREEN) -> go.Figure:
    """One line per unit over the months, gaps left open, the names at the right end."""
    raise NotImplementedError


def describe_rank_lines(months: Sequence[str], series: Sequence[RankSeries], language: str) -> str:
    """The home unit's way in a sentence: its first and last rank, the best and the worst."""
    raise NotImplementedError
