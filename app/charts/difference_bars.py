"""What makes one unit differ from another, node by node: bars to both sides of zero, sign printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.bars import Frame, Row, bounds_from_zero, draw_frame, end_label, label_room
from app.charts.legend import Key, draw_legend, legend_height
from app.charts.measure import plain
from app.charts.numbers import signed
from app.charts.theme import SCREEN, Size
from app.text.catalogue import text


@dataclass(frozen=True, slots=True)
class Effect:
    """What one node adds to the first unit's score over the second's; negative where the second is ahead."""

    label: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Pair:
    """The names of the two that are compared: units, or months of one unit."""

    first: str
    second: str


def difference_bars(
    effects: Sequence[Effect], language: str, *, pair: Pair, decimals: int = 2, size: Size = SCREEN
) -> go.Figure:
    """One bar per node in the order given: to the right where the first is ahead, to the left where the second is."""
    labels = [signed(effect.points, decimals) for effect in effects]
    low, high = bounds_from_zero([effect.points for effect in effects])
    keys = [
        Key(text("charts.ahead_left", language, unit=pair.second), theme.LOSS),
        Key(text("charts.ahead_right", language, unit=pair.first), theme.GAIN),
    ]
    room = label_room(labels, size)
    frame = Frame(
        tuple(Row(effect.label) for effect in effects),
        low,
        high,
        before=room if low < 0 else 0,
        after=room,
        top=legend_height(keys, size),
    )
    canvas = draw_frame(frame, size)
    canvas.plot.add_bar(
        orientation="h",
        y=list(range(len(effects))),
        x=[float(effect.points) for effect in effects],
        marker={"color": [theme.GAIN if effect.points >= 0 else theme.LOSS for effect in effects]},
        hovertext=[f"{plain(effect.label)}<br>{label}" for effect, label in zip(effects, labels, strict=True)],
        hoverinfo="text",
    )
    for index, effect in enumerate(effects):
        end_label(canvas, (index, effect.points), labels[index], size=size)
    draw_legend(canvas, keys, size)
    return canvas.finish()


def describe_difference_bars(effects: Sequence[Effect], language: str, *, pair: Pair, decimals: int = 2) -> str:
    """The difference in a sentence: the sum, and the nodes that pull hardest to either side."""
    if not effects:
        return text("charts.nothing", language)
    total = sum((effect.points for effect in effects), Fraction(0))
    best, worst = max(effects, key=lambda one: one.points), min(effects, key=lambda one: one.points)
    return text(
        "charts.difference",
        language,
        first=pair.first,
        second=pair.second,
        total=signed(total, decimals),
        best=best.label,
        most=signed(best.points, decimals),
        worst=worst.label,
        least=signed(worst.points, decimals),
    )
