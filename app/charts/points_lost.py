"""Where the points went: what each unit lost from 100, piece by piece from zero, its bonus beyond 100."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.bars import Frame, Row, bounds_from_zero, draw_frame, end_label, label_room, pattern
from app.charts.canvas import Canvas
from app.charts.legend import HATCHED, SQUARE, Key, draw_legend, legend_height
from app.charts.measure import plain
from app.charts.numbers import fixed, signed
from app.charts.theme import SCREEN, Size
from app.text.catalogue import text

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Lost:
    """What one unit lost: ``pieces`` of (label, points), ``bonus`` net of deductions, negative where those are more."""

    name: str
    rank: int
    pieces: tuple[tuple[str, Fraction], ...]
    bonus: Fraction = ZERO
    tied: bool = False
    is_home: bool = False

    @property
    def total(self) -> Fraction:
        """All points lost, deductions among them."""
        return sum((points for _, points in self.pieces if points > 0), ZERO) + max(-self.bonus, ZERO)

    @property
    def gained(self) -> Fraction:
        """All points beyond the full score."""
        return sum((-points for _, points in self.pieces if points < 0), ZERO) + max(self.bonus, ZERO)


def points_lost(rows: Sequence[Lost], language: str, *, decimals: int = 2, size: Size = SCREEN) -> go.Figure:
    """Stacked bars from zero, one row per unit as given, the sum printed at the end, bonus hatched to the left."""
    totals = [fixed(row.total, decimals) for row in rows]
    gains = [signed(row.gained, decimals) for row in rows if row.gained]
    low, high = bounds_from_zero([*(row.total for row in rows), *(-row.gained for row in rows)])
    keys = _legend(rows, language)
    frame = Frame(
        tuple(Row(unit_label(row, language), row.is_home) for row in rows),
        low,
        high,
        before=label_room(gains, size) if gains else 0,
        after=label_room(totals, size),
        top=legend_height(keys, size),
    )
    canvas = draw_frame(frame, size)
    for series in _series(rows, language):
        _draw_series(canvas, rows, series, decimals, frame.fits(size))
    for index, row in enumerate(rows):
        end_label(canvas, (index, row.total), totals[index], size=size, bold=row.is_home)
        if row.gained:
            end_label(canvas, (index, -row.gained), signed(row.gained, decimals), size=size, bold=row.is_home)
    draw_legend(canvas, keys, size)
    return canvas.finish()


def describe_points_lost(rows: Sequence[Lost], language: str, *, decimals: int = 2) -> str:
    """The home unit's losses in words, piece by piece; without a home unit those of the first."""
    if not rows:
        return text("charts.nothing", language)
    row = next((one for one in rows if one.is_home), rows[0])
    pieces = ", ".join(f"{label} {fixed(points, decimals)}" for label, points in row.pieces)
    words = text(
        "charts.points_lost",
        language,
        unit=unit_label(row, language),
        total=fixed(row.total, decimals),
        pieces=pieces,
    )
    if not row.bonus:
        return words
    return f"{words} {text('charts.bonus_is', language, points=signed(row.bonus, decimals))}"


def unit_label(row: Lost, language: str) -> str:
    """Rank and name of a unit."""
    return text("charts.tied_name" if row.tied else "charts.ranked_name", language, rank=row.rank, name=row.name)


def _labels(rows: Sequence[Lost]) -> list[str]:
    return list(dict.fromkeys(label for row in rows for label, _ in row.pieces))


@dataclass(frozen=True, slots=True)
class _Series:
    """One piece of all rows: its points, towards the right where they are lost, and its colours."""

    label: str
    points: tuple[Fraction, ...]
    colour: str
    home_colour: str
    hatched: bool = False


def _series(rows: Sequence[Lost], language: str) -> list[_Series]:
    series = []
    for index, label in enumerate(_labels(rows)):
        points = tuple(dict(row.pieces).get(label, ZERO) for row in rows)
        shade = index % len(theme.PIECES)
        series.append(_Series(label, points, theme.PIECES[shade], theme.HOME_PIECES[shade]))
    for key, points in (
        ("charts.bonus", tuple(min(-row.bonus, ZERO) for row in rows)),
        ("charts.deduction", tuple(max(-row.bonus, ZERO) for row in rows)),
    ):
        if any(points):
            series.append(_Series(text(key, language), points, theme.OTHER, theme.HOME_PALE, hatched=True))
    return series


def _legend(rows: Sequence[Lost], language: str) -> list[Key]:
    return [Key(one.label, one.colour, HATCHED if one.hatched else SQUARE) for one in _series(rows, language)]


def _draw_series(
    canvas: Canvas, rows: Sequence[Lost], series: _Series, decimals: int, fits: Callable[[str, Fraction], bool]
) -> None:
    numbers = [fixed(points, decimals) for points in series.points]
    colours = [series.home_colour if row.is_home else series.colour for row in rows]
    inside = [
        number if not series.hatched and points and fits(number, points) else ""
        for number, points in zip(numbers, series.points, strict=True)
    ]
    canvas.plot.add_bar(
        orientation="h",
        y=list(range(len(rows))),
        x=[float(points) for points in series.points],
        name=series.label,
        marker={"color": colours, "line": {"color": theme.WHITE, "width": 1}, "pattern": pattern(series.hatched)},
        text=inside,
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": [theme.ink_on(colour) for colour in colours]},
        hovertext=[
            f"{plain(row.name)}<br>{plain(series.label)} {number}" for row, number in zip(rows, numbers, strict=True)
        ],
        hoverinfo="text",
    )
