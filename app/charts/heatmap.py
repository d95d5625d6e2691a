"""A table of scores or letters with the number printed in every cell; the further below the best, the darker."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.measure import line_count, longest_word, plain, text_width, wrap
from app.charts.numbers import fixed
from app.charts.theme import SCREEN, Margin, Size
from app.text.catalogue import text
from scoring.model import State

ABSENT = {State.NOT_APPLICABLE: "charts.not_applicable", State.NOT_SUBMITTED: "charts.not_submitted"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What is printed in a cell and the number that shades it; None where there is nothing to shade."""

    label: str
    shade: Fraction | None
    hover: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One unit's cells, one per column."""

    name: str
    cells: tuple[Cell, ...]
    is_home: bool = False


def score_cell(score: Fraction, decimals: int = 2) -> Cell:
    """A cell with a score, shaded by it."""
    return Cell(fixed(score, decimals), score)


def grade_cell(letter: str, points: Fraction) -> Cell:
    """A cell with a letter, shaded by its points."""
    return Cell(letter, points)


def state_cell(state: State, language: str) -> Cell:
    """A cell that says why there is nothing in it."""
    return Cell(text(ABSENT[state], language), None)


def heatmap(columns: Sequence[str], rows: Sequence[HeatRow], language: str, *, size: Size = SCREEN) -> go.Figure:
    """Rows as given under column labels that wrap or stand upright, never cut; the home row bold and framed."""
    raise NotImplementedError


def describe_heatmap(columns: Sequence[str], rows: Sequence[HeatRow], language: str) -> str:
    """The home row in a sentence: the column in which it is furthest from the best; without one, the table's extent."""
    raise NotImplementedError
