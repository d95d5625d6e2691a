"""The figures of a slide as places between 0 and 1, which papers.typ draws."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from app.charts import theme
from app.exports.line_ends import ends_of
from app.exports.scale import Scale, bars_scale, lines_scale, scale_of
from app.services.paper_words import zone_text
from app.services.slides import Bar, Bars, DotStrip, Figure, Line, Lines, Zone
from app.services.wording import NOTHING, number_text
from scoring.rounding import round_half_up

LABEL_DISTANCE = 0.055
"""The height of a label as a share of the plot of lines."""


def figure_data(figure: Figure, language: str) -> dict[str, Any]:
    """What papers.typ needs to draw a figure; ``kind`` says which of its drawings."""
    if isinstance(figure, DotStrip):
        return _dots(figure, language)
    return _bars(figure) if isinstance(figure, Bars) else _lines(figure)


def _dots(figure: DotStrip, language: str) -> dict[str, Any]:
    zones = [zone for zone in figure.zones if (zone.low, zone.high) != (None, None)]
    ends = [end for zone in zones for end in (zone.low, zone.high) if end is not None]
    scale = scale_of([*(point.value for point in figure.points), *ends])
    rows = [
        {"at": scale.share(point.value), "words": f"{point.label}  {point.shown}", "home": point.home}
        for point in figure.points
    ]
    drawn = [_zone(zone, scale, language) for zone in zones]
    return {"kind": "dots", "marks": _marks(scale), "axis": figure.axis, "rows": rows, "zones": drawn}


def _zone(zone: Zone, scale: Scale, language: str) -> dict[str, Any]:
    low = 0.0 if zone.low is None else scale.share(zone.low)
    high = 1.0 if zone.high is None else scale.share(zone.high)
    return {"low": low, "high": high, "at": high if zone.low is None else low, "words": zone_text(zone, language)}


def _bars(figure: Bars) -> dict[str, Any]:
    scale = bars_scale(figure)
    series = [{"words": label, "colour": _colour(place, home=False)} for place, label in enumerate(figure.series)]
    rows = [
        {"words": f"{bar.label}  {bar.shown}", "home": bar.home, "pieces": _pieces(bar, scale)} for bar in figure.bars
    ]
    zero = scale.share(Decimal(0))
    return {"kind": "bars", "marks": _marks(scale), "axis": figure.axis, "rows": rows, "series": series, "zero": zero}


def _pieces(bar: Bar, scale: Scale) -> list[dict[str, Any]]:
    """Pieces one after the other, those below zero to the other side."""
    reached = {True: Decimal(0), False: Decimal(0)}
    pieces = []
    for place, piece in enumerate(bar.pieces):
        side = piece > 0
        start, end = reached[side], reached[side] + piece
        reached[side] = end
        colour = _colour(place, home=bar.home)
        low, high = sorted((scale.share(start), scale.share(end)))
        words = number_text(piece) if len(bar.pieces) > 1 else ""
        pieces.append({"low": low, "high": high, "colour": colour, "ink": theme.ink_on(colour), "words": words})
    return pieces


def _colour(place: int, *, home: bool) -> str:
    colours = theme.HOME_PIECES if home else theme.PIECES
    return colours[place % len(colours)]


def _lines(figure: Lines) -> dict[str, Any]:
    scale = lines_scale(figure)

    def down(share: float) -> float:
        return share if figure.downward else 1 - share

    def across(month: int) -> float:
        return (month + 0.5) / len(figure.months)

    def drawn(line: Line) -> dict[str, Any]:
        found = [
            None if value is None else [across(place), down(scale.share(value))]
            for place, value in enumerate(line.values)
        ]
        segments = [pair for pair in pairwise(found) if None not in pair]
        return {"home": line.home, "points": [point for point in found if point], "segments": segments}

    ordered = sorted(figure.lines, key=lambda line: line.home)
    ends = [
        {"at": across(end.month), "label": end.label, "words": end.words, "home": end.home}
        for end in ends_of(figure, scale, LABEL_DISTANCE)
    ]
    months = [{"at": across(place), "words": month} for place, month in enumerate(figure.months)]
    marks = [{**mark, "at": down(mark["at"])} for mark in _marks(scale)]
    without = [f"{line.label} {NOTHING}" for line in figure.lines if all(value is None for value in line.values)]
    axis = "   ".join(filter(None, (figure.axis, *without)))
    return {
        "kind": "lines",
        "marks": marks,
        "axis": axis,
        "months": months,
        "lines": list(map(drawn, ordered)),
        "ends": ends,
    }


def _marks(scale: Scale) -> list[dict[str, Any]]:
    return [{"at": scale.share(mark), "words": _mark_text(mark, scale)} for mark in scale.marks()]


def _mark_text(mark: Decimal, scale: Scale) -> str:
    return number_text(round_half_up(Fraction(mark), scale.decimals))
