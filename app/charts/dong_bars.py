"""Parts of one value beside each other: zero-based bars, those behind their mark strong, the mark a thick tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.bars import Frame, Row, bounds_from_zero, draw_frame, end_label, label_room
from app.charts.legend import Key, draw_legend, legend_height
from app.charts.measure import plain
from app.charts.theme import SCREEN, Size
from app.text.catalogue import text

HALF_TICK = 0.42
TICK_SIGN = "\N{BOX DRAWINGS HEAVY VERTICAL}"


@dataclass(frozen=True, slots=True)
class PartBar:
    """One part with what it is held against; ``label`` is its value and its verdict as they are printed."""

    name: str
    figure: Fraction
    mark: Fraction | None
    label: str
    lags: bool


def dong_bars(bars: Sequence[PartBar], mark: str, language: str, *, size: Size = SCREEN) -> go.Figure:
    """One bar per part in the order given; ``mark`` says in words what the tick is."""
    labels = [bar.label for bar in bars]
    marks = [bar.mark for bar in bars if bar.mark is not None]
    low, high = bounds_from_zero([*(bar.figure for bar in bars), *marks])
    keys = _legend(bars, mark, language)
    rows = tuple(Row(bar.name) for bar in bars)
    canvas = draw_frame(Frame(rows, low, high, after=label_room(labels, size), top=legend_height(keys, size)), size)
    canvas.plot.add_bar(
        orientation="h",
        y=list(range(len(bars))),
        x=[float(bar.figure) for bar in bars],
        marker={"color": [theme.HOME if bar.lags else theme.OTHER for bar in bars]},
        hovertext=[f"{plain(bar.name)}<br>{plain(bar.label)}" for bar in bars],
        hoverinfo="text",
    )
    for row, bar in enumerate(bars):
        if bar.mark is not None:
            x = float(bar.mark)
            line = {"color": theme.INK, "width": size.line * 2}
            canvas.draw(type="line", x0=x, x1=x, y0=row - HALF_TICK, y1=row + HALF_TICK, line=line)
        end_label(canvas, (row, max(bar.figure, bar.mark or Fraction(0))), bar.label, size=size, bold=bar.lags)
    draw_legend(canvas, keys, size)
    return canvas.finish()


def describe_dong_bars(bars: Sequence[PartBar], mark: str, language: str) -> str:
    """Every part with its value and verdict, and what they are held against."""
    if not bars:
        return text("charts.nothing", language)
    parts = ", ".join(f"{bar.name} {bar.label}" for bar in bars)
    return text("dongs.chart.described", language, parts=parts, mark=mark)


def _legend(bars: Sequence[PartBar], mark: str, language: str) -> list[Key]:
    keys = []
    if any(bar.lags for bar in bars):
        keys.append(Key(text("dongs.chart.behind", language), theme.HOME))
    if not all(bar.lags for bar in bars):
        keys.append(Key(text("dongs.chart.level", language), theme.OTHER))
    if any(bar.mark is not None for bar in bars):
        keys.append(Key(mark, theme.INK, TICK_SIGN))
    return keys
