"""One indicator of one unit over the months, beside its target and last year's same months."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts.theme import SCREEN, Size


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One month: what was reached, the letter it earned, the target of the month and last year's value."""

    month: str
    value: Fraction | None
    grade: str = ""
    target: Fraction | None = None
    last_year: Fraction | None = None


def month_line(
    points: Sequence[MonthPoint], language: str, *, decimals: int, unit: str = "", size: Size = SCREEN
) -> go.Figure:
    """This year strong with a letter at every point, the target dotted, last year grey; gaps stay open."""
    raise NotImplementedError


def describe_month_line(points: Sequence[MonthPoint], language: str, *, decimals: int, unit: str = "") -> str:
    """The last month with a value in a sentence, against target and last year."""
    raise NotImplementedError
