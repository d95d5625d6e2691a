"""What is still open: for every unit the points locked in, reachable and lost, side by side from zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.bars import Frame, Row, bounds_from_zero, draw_frame, pattern
from app.charts.canvas import Canvas
from app.charts.legend import HATCHED, SQUARE, Key, draw_legend, legend_height
from app.charts.measure import plain
from app.charts.numbers import fixed
from app.charts.theme import SCREEN, Size
from app.text.catalogue import text

PIECES = ("locked", "reachable", "lost")


@dataclass(frozen=True, slots=True)
class Open:
    """The points of one unit: locked in, reachable, lost."""

    name: str
    points: tuple[Fraction, Fraction, Fraction]
    is_home: bool = False


def reach_bars(rows: Sequence[Open], language: str, *, decimals: int = 1, size: Size = SCREEN) -> go.Figure:
    """One row per unit as given; what is reachable is hatched, the number stands inside where it fits."""
    low, high = bounds_from_zero([sum(row.points, Fraction(0)) for row in rows])
    keys = _legend(language) if rows else []
    frame = Frame(tuple(Row(row.name, row.is_home) for row in rows), low, high, top=legend_height(keys, size))
    canvas = draw_frame(frame, size)
    fits = frame.fits(size)
    for piece in range(len(PIECES)):
        inside = [number if fits(number, row.points[piece]) else "" for row, number in _numbers(rows, piece, decimals)]
        _draw_piece(canvas, rows, piece, inside, decimals)
    draw_legend(canvas, keys, size)
    return canvas.finish()


def _numbers(rows: Sequence[Open], piece: int, decimals: int) -> list[tuple[Open, str]]:
    return [(row, fixed(row.points[piece], decimals)) for row in rows]


def _draw_piece(canvas: Canvas, rows: Sequence[Open], piece: int, inside: Sequence[str], decimals: int) -> None:
    colours = [_colour(piece, row.is_home) for row in rows]
    canvas.plot.add_bar(
        orientation="h",
        y=list(range(len(rows))),
        x=[float(row.points[piece]) for row in rows],
        marker={
            "color": colours,
            "line": {"color": theme.WHITE, "width": 1},
            "pattern": pattern(PIECES[piece] == "reachable"),
        },
        text=list(inside),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": [theme.ink_on(colour) for colour in colours]},
        hovertext=[f"{plain(row.name)}<br>{number}" for row, number in _numbers(rows, piece, decimals)],
        hoverinfo="text",
    )


def _colour(piece: int, is_home: bool) -> str:
    return ((theme.OTHER, theme.CELL, theme.LINE), (theme.HOME, theme.HOME_PALE, theme.LINE))[is_home][piece]


def _legend(language: str) -> list[Key]:
    signs = dict.fromkeys(PIECES, SQUARE) | {"reachable": HATCHED}
    return [
        Key(text(f"charts.reach.{piece}", language), _colour(place, True), signs[piece])
        for place, piece in enumerate(PIECES)
    ]


def describe_reach_bars(rows: Sequence[Open], language: str, *, decimals: int = 1) -> str:
    """The home unit's points; without a home unit those of the first."""
    if not rows:
        return text("charts.nothing", language)
    row = next((one for one in rows if one.is_home), rows[0])
    numbers = {piece: fixed(points, decimals) for piece, points in zip(PIECES, row.points, strict=True)}
    return text("charts.reach_is", language, unit=row.name, **numbers)
