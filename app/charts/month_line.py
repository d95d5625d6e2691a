"""One indicator of one unit over the months, beside its target and last year's same months."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.canvas import Canvas
from app.charts.ends import End, draw_ends, end_room
from app.charts.measure import plain
from app.charts.months import month_axis, month_name
from app.charts.numbers import Measure
from app.charts.strip import bounds_of
from app.charts.theme import SCREEN, Margin, Size
from app.text.catalogue import text

ROWS = 8
LEFT = 5


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One month: what was reached, the letter it earned, the target of the month and last year's value."""

    month: str
    value: Fraction | None
    grade: str = ""
    target: Fraction | None = None
    last_year: Fraction | None = None


def month_line(points: Sequence[MonthPoint], language: str, *, measure: Measure, size: Size = SCREEN) -> go.Figure:
    """This year strong with a letter at every point, the target dotted, last year grey; gaps stay open."""
    lines = _lines(points, language)
    low, high = _ends_of(lines)
    span = float(size.row * ROWS)
    scale = _Scale(low, high, span)
    months = [point.month for point in points]
    ends = [_end(line, months, scale, measure, language) for line in lines]
    margin = Margin(size.small * LEFT, end_room(ends, size), size.small, size.height_of(size.small, 2) + 12)
    canvas = theme.blank(size, span, margin)
    room = size.width - margin.left - margin.right
    canvas.plot.update_xaxes(month_axis(months, language, room=room, size=size))
    canvas.plot.update_yaxes(theme.number_axis(size, (float(low), float(high))))
    for line in lines:
        _draw_line(canvas, points, line, measure, size)
    draw_ends(canvas, ends, len(points) - 1, span=span, size=size)
    return canvas.finish()


def describe_month_line(points: Sequence[MonthPoint], language: str, *, measure: Measure) -> str:
    """The last month with a value in a sentence, against target and last year."""
    point = next((point for point in reversed(points) if point.value is not None), None)
    if point is None or point.value is None:
        return text("charts.nothing", language)
    number = measure.print(point.value)
    parts = [text("charts.month_line", language, month=point.month, value=number, grade=point.grade or "-")]
    for key, value in (("charts.against_target", point.target), ("charts.against_last_year", point.last_year)):
        if value is not None:
            parts.append(text(key, language, value=measure.print(value)))
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    values: tuple[Fraction | None, ...]
    colour: str
    ink: str
    dash: str
    is_home: bool = False


def _lines(points: Sequence[MonthPoint], language: str) -> list[_Line]:
    """Last year, target and this year, each only where it has a value; this year drawn last, on top."""
    last_year = tuple(point.last_year for point in points)
    targets = tuple(point.target for point in points)
    values = tuple(point.value for point in points)
    lines = [
        _Line(text("charts.last_year", language), last_year, theme.LAST_YEAR, theme.INK_MUTED, "dot"),
        _Line(text("charts.target", language), targets, theme.INK_SOFT, theme.INK_SOFT, "dash"),
        _Line(text("charts.this_year", language), values, theme.HOME, theme.HOME, "solid", is_home=True),
    ]
    return [line for line in lines if any(value is not None for value in line.values)]


@dataclass(frozen=True, slots=True)
class _Scale:
    low: Fraction
    high: Fraction
    span: float

    def height(self, value: Fraction) -> float:
        return self.span * float((value - self.low) / (self.high - self.low))


def _end(line: _Line, months: Sequence[str], scale: _Scale, measure: Measure, language: str) -> End:
    last, value = [(index, value) for index, value in enumerate(line.values) if value is not None][-1]
    label = f"{plain(line.name)} {plain(measure.print(value))}"
    ended = last < len(months) - 1
    if ended:
        label = text("charts.until", language, name=label, month=month_name(months[last], language))
    return End(scale.height(value), label, line.ink, line.is_home, joined=not ended)


def _ends_of(lines: Sequence[_Line]) -> tuple[Fraction, Fraction]:
    bounds = bounds_of([value for line in lines for value in line.values if value is not None])
    room = (bounds.high - bounds.low) / ROWS
    return bounds.low - room / 2, bounds.high + room


def _draw_line(canvas: Canvas, points: Sequence[MonthPoint], line: _Line, measure: Measure, size: Size) -> None:
    canvas.plot.add_scatter(
        x=list(range(len(points))),
        y=[None if value is None else float(value) for value in line.values],
        name=line.name,
        mode="lines+markers+text" if line.is_home else "lines+markers",
        connectgaps=False,
        cliponaxis=False,
        text=[plain(point.grade) for point in points] if line.is_home else None,
        textposition="top center",
        textfont={"size": size.strong, "color": line.ink},
        line={"color": line.colour, "width": size.line * 1.5 if line.is_home else size.line, "dash": line.dash},
        marker={"size": size.dot * (0.8 if line.is_home else 0.4), "color": line.colour},
        hovertext=[
            f"{point.month} {plain(line.name)} {'' if value is None else plain(measure.print(value))}"
            for point, value in zip(points, line.values, strict=True)
        ],
        hoverinfo="text",
    )
