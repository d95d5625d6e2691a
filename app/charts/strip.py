"""Named dots on one number line, in one lane or several: the common ground of dot strip and value strip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.canvas import Canvas
from app.charts.measure import plain, text_width
from app.charts.spread import Spot, Wanted, place_on_one_side, place_on_two_sides
from app.charts.theme import Margin, Size

PAD = Fraction(4, 100)
DOT_TO_LABEL = 1.6
SLOPE = 0.12


@dataclass(frozen=True, slots=True)
class Mark:
    """One dot: where it lies, the two lines of its label and what it tells when pointed at."""

    at: Fraction
    name: str
    number: str
    is_home: bool
    hover: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of dots with a name at its left, empty where there is only one."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the line with a name, shaded; a side that is None is open. Equal sides make a thin line."""

    name: str
    low: Fraction | None
    high: Fraction | None
    shade: str | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ends of the line as values, low and high, and which of them is on the right."""

    low: Fraction
    high: Fraction
    reversed: bool = False

    def pixel(self, value: Fraction, span: float) -> float:
        """Where a value lies on a line of so many pixels."""
        part = float((value - self.low) / (self.high - self.low))
        return span * (1 - part if self.reversed else part)

    @property
    def ends(self) -> tuple[float, float]:
        """The range of the axis, left end first."""
        low, high = float(self.low), float(self.high)
        return (high, low) if self.reversed else (low, high)


def bounds_of(values: Sequence[Fraction], *, reverse: bool = False) -> Bounds:
    """Ends that hold every value with room beside it; nothing is clamped."""
    low, high = min(values, default=Fraction(0)), max(values, default=Fraction(1))
    room = (high - low) * PAD or Fraction(1, 2)
    return Bounds(low - room, high + room, reverse)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A lane with the places of its labels and the pixels between its dots and the labels of either side."""

    lane: Lane
    spots: tuple[Spot, ...]
    room: Mapping[int, float]
    row: float

    def near(self, side: int) -> float:
        """From the dots to the inner edge of the labels."""
        return self.room[side]

    def depth(self, side: int) -> float:
        """From the dots to the outer edge of the labels."""
        rows = max((spot.row + 1 for spot in self.spots if spot.side == side), default=0)
        return self.room[side] + rows * self.row + 6


def draw_strip(lanes: Sequence[Lane], bands: Sequence[Band], bounds: Bounds, *, size: Size) -> go.Figure:
    """The lanes below each other over one axis, bands behind them with their names on top."""
    left = max((text_width(lane.name, size.text, bold=True) for lane in lanes), default=0)
    margin = Margin(left=left + 12 if left else size.small, right=size.small, top=6, bottom=size.small * 2)
    span = size.width - margin.left - margin.right
    laid = [_lay_out(lane, bounds, span, size) for lane in lanes]
    headers = _place_headers(bands, bounds, span, size)
    header = _header_height(headers, size)
    height = header + sum(one.depth(1) + one.depth(-1) for one in laid)
    canvas = theme.blank(size, height, margin)
    canvas.plot.update_xaxes(theme.number_axis(size, bounds.ends))
    canvas.plot.update_yaxes(range=[0, height])
    _draw_bands(canvas, bands, bounds, (height, height - header))
    _draw_headers(canvas, headers, height, size)
    top = height - header
    for one in laid:
        _draw_lane(canvas, one, top - one.depth(1), size)
        top -= one.depth(1) + one.depth(-1)
    return canvas.finish()


def label_boxes(marks: Sequence[Mark], bounds: Bounds, span: float, size: Size) -> tuple[Spot, ...]:
    """Where the labels of one lane go on a line of so many pixels."""
    wanted = [Wanted(bounds.pixel(mark.at, span), _label_width(mark, size)) for mark in marks]
    home = next((index for index, mark in enumerate(marks) if mark.is_home), None)
    return place_on_two_sides(wanted, span, above=home)


def _label_width(mark: Mark, size: Size) -> float:
    font = size.strong if mark.is_home else size.small
    return max(text_width(mark.name, font, bold=mark.is_home), text_width(mark.number, font, bold=mark.is_home))


def _row_height(size: Size) -> float:
    return size.height_of(size.strong, 2) + 4


def _lay_out(lane: Lane, bounds: Bounds, span: float, size: Size) -> _Laid:
    spots = label_boxes(lane.marks, bounds, span, size)
    room = {side: size.dot * DOT_TO_LABEL + _slope_room(spots, side, size) for side in (1, -1)}
    return _Laid(lane, spots, room, _row_height(size))


def _slope_room(spots: Sequence[Spot], side: int, size: Size) -> float:
    """More height where labels moved far aside, so that the lines to them do not lie flat over the dots."""
    furthest = max((abs(spot.centre - spot.anchor) for spot in spots if spot.side == side), default=0)
    return min(furthest * SLOPE, size.row)


def _draw_lane(canvas: Canvas, laid: _Laid, base: float, size: Size) -> None:
    canvas.rule(y=base, line={"color": theme.LINE, "width": 1}, layer="below")
    if laid.lane.name:
        canvas.write(x=0, xref="paper", xanchor="right", xshift=-8, y=base, text=f"<b>{laid.lane.name}</b>")
    heights = _dodge(laid.lane.marks, base, size)
    for mark, spot in zip(laid.lane.marks, laid.spots, strict=True):
        _draw_label(canvas, mark, spot, (base, laid.near(spot.side)), size)
    order = sorted(range(len(laid.lane.marks)), key=lambda index: laid.lane.marks[index].is_home)
    marks = [laid.lane.marks[index] for index in order]
    canvas.plot.add_scatter(
        x=[float(mark.at) for mark in marks],
        y=[heights[index] for index in order],
        mode="markers",
        marker={
            "size": [size.dot * 1.4 if mark.is_home else size.dot for mark in marks],
            "color": [theme.HOME if mark.is_home else theme.OTHER_DOT for mark in marks],
            "line": {"color": theme.WHITE, "width": 1.5},
            "opacity": 1,
        },
        hovertext=[mark.hover for mark in marks],
        hoverinfo="text",
        cliponaxis=False,
    )


def _dodge(marks: Sequence[Mark], base: float, size: Size) -> list[float]:
    """Dots of the very same value stand a little above and below each other, so that each is seen."""
    same: dict[Fraction, list[int]] = {}
    for index, mark in enumerate(marks):
        same.setdefault(mark.at, []).append(index)
    heights = [base] * len(marks)
    for members in same.values():
        step = min(size.dot * 0.6, size.dot * 2 / len(members))
        for place, index in enumerate(members):
            heights[index] = base + (place - (len(members) - 1) / 2) * step
    return heights


def _draw_label(canvas: Canvas, mark: Mark, spot: Spot, at: tuple[float, float], size: Size) -> None:
    """A label and the line to it; ``at`` is the height of the dots and the way to the labels."""
    base, room = at
    near = base + spot.side * room
    inner = near + spot.side * spot.row * _row_height(size)
    shift = spot.centre - spot.anchor
    canvas.draw(
        type="path",
        xsizemode="pixel",
        xanchor=float(mark.at),
        path=f"M0,{base} L{shift:.1f},{near:.1f} L{shift:.1f},{inner:.1f}",
        line={"color": theme.HOME if mark.is_home else theme.LINE, "width": 1},
        layer="below",
    )
    text = f"{mark.name}<br>{mark.number}"
    canvas.write(
        x=float(mark.at),
        xshift=shift,
        y=inner + spot.side * _row_height(size) / 2,
        text=theme.home_label(text) if mark.is_home else text,
        font={"size": size.strong if mark.is_home else size.small, "color": theme.INK_SOFT},
    )


@dataclass(frozen=True, slots=True)
class _Header:
    band: Band
    at: Fraction
    row: int
    shift: float


def _place_headers(bands: Sequence[Band], bounds: Bounds, span: float, size: Size) -> list[_Header]:
    """The names of the bands over their middles, moved aside on more rows where the bands are narrow."""
    middles = [(_end(band.low, bounds.low) + _end(band.high, bounds.high)) / 2 for band in bands]
    anchors = [bounds.pixel(middle, span) for middle in middles]
    order = sorted(range(len(bands)), key=lambda index: anchors[index])
    wanted = [Wanted(anchors[index], text_width(bands[index].name, size.small)) for index in order]
    placed = place_on_one_side(wanted, span)
    return [
        _Header(bands[index], middles[index], row, centre - anchors[index])
        for index, (row, centre) in zip(order, placed, strict=True)
    ]


def _end(value: Fraction | None, otherwise: Fraction) -> Fraction:
    return otherwise if value is None else value


def _header_height(headers: Sequence[_Header], size: Size) -> float:
    if not headers:
        return 0
    return size.height_of(size.small, max(header.row for header in headers) + 1) + 14


def _draw_headers(canvas: Canvas, headers: Sequence[_Header], height: float, size: Size) -> None:
    rows = max((header.row for header in headers), default=0) + 1
    foot = height - size.height_of(size.small, rows) - 4
    for header in headers:
        y = foot + size.height_of(size.small) * header.row
        canvas.write(
            x=float(header.at),
            xshift=header.shift,
            y=y,
            yanchor="bottom",
            text=plain(header.band.name),
            font={"size": size.small, "color": theme.INK_SOFT},
        )
        if abs(header.shift) > 1 or header.row:
            canvas.draw(
                type="path",
                xsizemode="pixel",
                xanchor=float(header.at),
                path=f"M0,{foot - 10:.1f} L{header.shift:.1f},{foot:.1f} L{header.shift:.1f},{y:.1f}",
                line={"color": theme.AXIS, "width": 1},
            )


def _draw_bands(canvas: Canvas, bands: Sequence[Band], bounds: Bounds, heights: tuple[float, float]) -> None:
    """Shades over the whole height, edges only up to the names, so that no line runs through one."""
    height, foot = heights
    for band in bands:
        low, high = float(_end(band.low, bounds.low)), float(_end(band.high, bounds.high))
        if band.shade is not None:
            canvas.draw(
                type="rect", x0=low, x1=high, y0=0, y1=height, fillcolor=band.shade, line_width=0, layer="below"
            )
        edge = low if band.low is not None else high
        canvas.draw(type="line", x0=edge, x1=edge, y0=0, y1=foot, line={"color": theme.LINE, "width": 1}, layer="below")
