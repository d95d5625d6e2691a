"""On the way to the target: filled to where we are, a thick tick where today should be, the end is the target."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.bars import Frame, Row, draw_frame, end_label, label_room
from app.charts.canvas import Canvas
from app.charts.legend import Key, draw_legend, legend_height
from app.charts.measure import plain
from app.charts.theme import SCREEN, Size
from app.text.catalogue import text

TARGET = Fraction(1)
LONGEST = Fraction(5, 4)
ROOM = Fraction(1, 40)
HALF_BAR, HALF_TICK = 0.32, 0.42
TICK_SIGN = "\N{BOX DRAWINGS HEAVY VERTICAL}"


@dataclass(frozen=True, slots=True)
class PaceBar:
    """One indicator: how far it has come and where it should be by now, as shares of the way to the target.

    ``label`` is its value as it is printed, ``expected_label`` what should stand by now; ``detail`` a second line.
    """

    name: str
    reached: Fraction
    expected: Fraction
    label: str
    expected_label: str
    detail: str = ""

    @property
    def is_behind(self) -> bool:
        """Whether the bar ends before its tick."""
        return self.reached < self.expected


def pace_bars(bars: Sequence[PaceBar], language: str, *, size: Size = SCREEN) -> go.Figure:
    """One bar per indicator in the order given; those behind their pace strong, the others pale.

    A bar longer than a quarter beyond the target is cut there; its number still says how long it is.
    """
    keys = _legend(bars, language)
    labels = [bar.label for bar in bars]
    ends = [min(max(bar.reached, Fraction(0)), LONGEST) for bar in bars]
    high = max([TARGET, *ends, *(min(bar.expected, LONGEST) for bar in bars)]) + ROOM
    frame = Frame(
        tuple(Row(bar.name, detail=bar.detail) for bar in bars),
        Fraction(0),
        high,
        after=label_room(labels, size),
        top=legend_height(keys, size),
    )
    canvas = draw_frame(frame, size)
    canvas.plot.update_xaxes(tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1], tickangle=0)
    canvas.plot.add_bar(
        orientation="h",
        y=list(range(len(bars))),
        x=[float(end) for end in ends],
        marker={"color": [theme.HOME if bar.is_behind else theme.OTHER for bar in bars]},
        hovertext=[_hover(bar, language) for bar in bars],
        hoverinfo="text",
    )
    for row, (bar, end) in enumerate(zip(bars, ends, strict=True)):
        _draw_way(canvas, row, bar, size)
        end_label(canvas, (row, max(end, min(bar.expected, LONGEST), TARGET)), bar.label, size=size)
    draw_legend(canvas, keys, size)
    return canvas.finish()


def describe_pace_bars(bars: Sequence[PaceBar], language: str) -> str:
    """How many bars end before their tick, and the first of them with its value and what should stand."""
    if not bars:
        return text("charts.nothing", language)
    behind = [bar for bar in bars if bar.is_behind]
    words = text("charts.pace", language, count=len(bars), behind=len(behind))
    if not behind:
        return words
    first = behind[0]
    said = text("charts.pace_first", language, name=first.name, value=first.label, expected=first.expected_label)
    return f"{words} {said}"


def _draw_way(canvas: Canvas, row: int, bar: PaceBar, size: Size) -> None:
    """The whole way to the target behind the bar, its end, and the tick where today should be."""
    outline = {"color": theme.LINE, "width": 1}
    canvas.draw(
        type="rect",
        x0=0,
        x1=1,
        y0=row - HALF_BAR,
        y1=row + HALF_BAR,
        fillcolor=theme.CELL,
        line=outline,
        layer="below",
    )
    for at, width, half in ((TARGET, size.line, HALF_BAR), (bar.expected, size.line * 2, HALF_TICK)):
        x = float(min(at, LONGEST))
        canvas.draw(type="line", x0=x, x1=x, y0=row - half, y1=row + half, line={"color": theme.INK, "width": width})


def _hover(bar: PaceBar, language: str) -> str:
    label = text("charts.pace_hover", language, value=bar.label, expected=bar.expected_label)
    return f"{plain(bar.name)}<br>{plain(label)}"


def _legend(bars: Sequence[PaceBar], language: str) -> list[Key]:
    keys = []
    if any(bar.is_behind for bar in bars):
        keys.append(Key(text("charts.behind_pace", language), theme.HOME))
    if not all(bar.is_behind for bar in bars):
        keys.append(Key(text("charts.at_pace", language), theme.OTHER))
    if bars:
        keys.append(Key(text("charts.should_be", language), theme.INK, TICK_SIGN))
    return keys
