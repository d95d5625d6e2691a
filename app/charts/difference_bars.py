"""What makes one unit differ from another, or one month from another: bars to both sides of zero, sign printed."""

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
    keys = [
        Key(text("charts.ahead_left", language, unit=pair.second), theme.LOSS),
        Key(text("charts.ahead_right", language, unit=pair.first), theme.GAIN),
    ]
    return _signed_bars(effects, keys, decimals, size)


def change_bars(
    effects: Sequence[Effect], language: str, *, name: str = "", decimals: int = 2, size: Size = SCREEN
) -> go.Figure:
    """One bar per part of a change in the order given, gains to the right, losses to the left, and their sum below.

    ``name`` is that of the sum.
    """
    total = Effect(name, sum((effect.points for effect in effects), Fraction(0)))
    keys = [Key(text("charts.fell", language), theme.LOSS), Key(text("charts.rose", language), theme.GAIN)]
    return _signed_bars([*effects, total], keys, decimals, size, summed=True)


def _signed_bars(
    effects: Sequence[Effect], keys: Sequence[Key], decimals: int, size: Size, *, summed: bool = False
) -> go.Figure:
    """Bars to both sides of zero; where the last one is the sum of the others, it stands apart."""
    labels = [signed(effect.points, decimals) for effect in effects]
    low, high = bounds_from_zero([effect.points for effect in effects])
    room, last = label_room(labels, size), len(effects) - 1 if summed else None
    frame = Frame(
        tuple(Row(effect.label, index == last) for index, effect in enumerate(effects)),
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
    if last is not None:
        canvas.rule(y=last - 0.5, line={"color": theme.AXIS, "width": 1})
    for index, effect in enumerate(effects):
        end_label(canvas, (index, effect.points), labels[index], size=size, bold=index == last)
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


def describe_change_bars(effects: Sequence[Effect], language: str, *, name: str = "", decimals: int = 2) -> str:
    """The change written out, part by part."""
    if not effects:
        return text("charts.nothing", language)
    total = sum((effect.points for effect in effects), Fraction(0))
    parts = ", ".join(f"{effect.label} {signed(effect.points, decimals)}" for effect in effects)
    return text("charts.change", language, name=name, total=signed(total, decimals), parts=parts)
