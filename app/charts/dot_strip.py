"""Every unit of a group on one line of scores, award zones shaded: the distance is what is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.measure import plain
from app.charts.numbers import fixed
from app.charts.strip import Band, Lane, Mark, bounds_of, draw_strip
from app.charts.theme import SCREEN, Size
from app.text.catalogue import text

FULL = Fraction(100)


@dataclass(frozen=True, slots=True)
class Dot:
    """One unit with its final score; ``label`` is what stands beside the dot where the name is too long."""

    name: str
    score: Fraction
    rank: int
    tied: bool = False
    is_home: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """The scores that earn an award; a side that is None is open."""

    name: str
    low: Fraction | None
    high: Fraction | None = None


def dot_strip(
    dots: Sequence[Dot], language: str, *, zones: Sequence[Zone] = (), decimals: int = 2, size: Size = SCREEN
) -> go.Figure:
    """The scores of a group on one axis with every unit named; a thin line at 100 where a score passes it."""
    marks = tuple(_mark(dot, language, decimals) for dot in dots)
    bands = [
        Band(zone.name, zone.low, zone.high, theme.BANDS[min(index, len(theme.BANDS) - 1)])
        for index, zone in enumerate(zones)
    ]
    if any(dot.score > FULL for dot in dots):
        bands.append(Band(text("charts.full_score", language), FULL, FULL, None))
    ends = [edge for band in bands for edge in (band.low, band.high) if edge is not None]
    return draw_strip([Lane("", marks)], bands, bounds_of([*(dot.score for dot in dots), *ends]), size=size)


def describe_dot_strip(dots: Sequence[Dot], language: str, *, decimals: int = 2) -> str:
    """The chart in a sentence: how many units, from which score to which, and where the home unit is."""
    if not dots:
        return text("charts.nothing", language)
    best = max(dots, key=lambda dot: dot.score)
    last = min(dots, key=lambda dot: dot.score)
    parts = [
        text(
            "charts.dot_strip",
            language,
            count=len(dots),
            best=best.name,
            highest=fixed(best.score, decimals),
            last=last.name,
            lowest=fixed(last.score, decimals),
        )
    ]
    parts += [
        text("charts.home_score", language, unit=ranked(dot, language), score=fixed(dot.score, decimals))
        for dot in dots
        if dot.is_home
    ]
    return " ".join(parts)


def ranked(dot: Dot, language: str) -> str:
    """Rank and name of a unit, said so where the rank is shared."""
    return text("charts.tied_name" if dot.tied else "charts.ranked_name", language, rank=dot.rank, name=dot.name)


def _mark(dot: Dot, language: str, decimals: int) -> Mark:
    number = fixed(dot.score, decimals)
    hover = f"{plain(ranked(dot, language))}<br>{number}"
    return Mark(dot.score, plain(dot.label or dot.name), number, dot.is_home, hover)
