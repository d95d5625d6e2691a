"""The award winners of a group as they were published, year by year; what was not published stays a gap."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.charts import theme
from app.charts.canvas import Canvas
from app.charts.measure import line_count, plain, text_width, wrap
from app.charts.theme import SCREEN, Margin, Size
from app.text.catalogue import text

PLACES = 5
GAP = 0.05


@dataclass(frozen=True, slots=True)
class PublishedPlace:
    """One published winner.

    ``first`` and ``last`` are the same where the place was published, else the places that its award stands
    for, since only the award was.
    """

    year: int
    name: str
    first: int
    last: int
    is_home: bool = False


def published_places(
    years: Sequence[int],
    places: Sequence[PublishedPlace],
    language: str,
    *,
    heads: Sequence[str] = (),
    size: Size = SCREEN,
) -> go.Figure:
    """Years from top to bottom, places from left to right, ``heads`` over them (place or award).

    A dashed edge means that the award was published and the place was not. A place behind the last head goes
    into one more column with its number. A year without any publication says so and has no cells.
    """
    heads = tuple(heads) or tuple(text("charts.rank", language, rank=rank) for rank in range(1, PLACES + 1))
    awarded = len(heads)
    cells = [place_cells([place for place in places if place.year == year], awarded) for year in years]
    if any(column == awarded for found in cells for column in found):
        heads = (*heads, text("charts.further_places", language, rank=awarded))
    left = max((text_width(str(year), size.text) for year in years), default=0) + 16
    labels = [wrap(head, size.small, (size.width - left - 12) / len(heads) - 6) for head in heads]
    top = size.height_of(size.small, max(map(line_count, labels))) + 10
    canvas = theme.blank(
        size, size.height_of(size.small, 2) * 1.3 * max(len(years), 1), Margin(left, 8, top, size.small * 2)
    )
    canvas.plot.update_xaxes(range=[-0.5, len(heads) - 0.5])
    canvas.plot.update_yaxes(theme.label_axis(size, [str(year) for year in years]))
    _draw_heads(canvas, labels, size)
    for row, found in enumerate(cells):
        _draw_year(canvas, found, (row, awarded), language, size)
    if any(place.first != place.last for place in places):
        theme.caption(canvas, text("charts.dashed_is_award_only", language), size)
    return canvas.finish()


def describe_published_places(years: Sequence[int], places: Sequence[PublishedPlace], language: str) -> str:
    """The home unit's published places in a sentence."""
    words = text("charts.published", language, first=min(years, default=0), last=max(years, default=0))
    home = sorted((place for place in places if place.is_home), key=lambda place: place.year)
    if not home:
        return f"{words} {text('charts.published_none', language)}"
    entries = ", ".join(
        text("charts.in_year", language, year=place.year, place=_place(place, language)) for place in home
    )
    return f"{words} {text('charts.published_home', language, unit=home[0].name, entries=entries)}"


def place_cells(places: Sequence[PublishedPlace], columns: int) -> dict[int, tuple[PublishedPlace, ...]]:
    """The column of every winner of one year, numbered from 0.

    Known places go first; one whose place is unknown takes the next free column of its award. All places behind
    the last column share one more.
    """
    cells: dict[int, tuple[PublishedPlace, ...]] = {}
    for place in sorted(places, key=lambda place: (place.first != place.last, place.first)):
        free = [column for column in range(place.first - 1, place.last) if column not in cells and column < columns]
        column = free[0] if free else min(place.first - 1, columns)
        cells[column] = (*cells.get(column, ()), place)
    return cells


def _place(place: PublishedPlace, language: str) -> str:
    if place.first == place.last:
        return text("charts.rank", language, rank=place.first)
    return text("charts.rank_between", language, first=place.first, last=place.last)


def _draw_heads(canvas: Canvas, labels: Sequence[str], size: Size) -> None:
    for index, label in enumerate(labels):
        canvas.write(
            x=index,
            y=-0.5,
            yanchor="bottom",
            yshift=4,
            text=label,
            font={"size": size.small, "color": theme.INK_SOFT},
        )


def _draw_year(
    canvas: Canvas, cells: dict[int, tuple[PublishedPlace, ...]], at: tuple[int, int], language: str, size: Size
) -> None:
    """One row of cells; ``at`` is the row and the number of columns with a place of their own."""
    row, columns = at
    if not cells:
        words = text("charts.nothing_published", language)
        _print(canvas, ((columns - 1) / 2, row), words, theme.INK_MUTED, size)
    for column in range(columns if cells else 0):
        if column not in cells:
            _print(canvas, (column, row), text("charts.place_not_found", language), theme.INK_MUTED, size)
    for column, members in cells.items():
        home = any(place.is_home for place in members)
        label = ", ".join(_cell_label(place, column, language) for place in members)
        _draw_box(canvas, (column, row), home=home, dashed=any(place.first != place.last for place in members))
        _print(canvas, (column, row), f"<b>{label}</b>" if home else label, theme.WHITE if home else theme.INK, size)


def _cell_label(place: PublishedPlace, column: int, language: str) -> str:
    """The name, with the place where the column does not tell it and for the home unit where it is not known."""
    within = place.first - 1 <= column < place.last
    tells = within and not (place.is_home and place.first != place.last)
    return plain(place.name) if tells else f"{plain(place.name)}<br>{_place(place, language)}"


def _draw_box(canvas: Canvas, at: tuple[int, int], *, home: bool, dashed: bool) -> None:
    column, row = at
    canvas.draw(
        type="rect",
        x0=column - 0.5 + GAP,
        x1=column + 0.5 - GAP,
        y0=row - 0.5 + GAP * 2,
        y1=row + 0.5 - GAP * 2,
        fillcolor=theme.HOME if home else theme.CELL,
        line={"color": theme.AXIS, "width": 1, "dash": "dash" if dashed else "solid"},
    )


def _print(canvas: Canvas, at: tuple[float, float], words: str, colour: str, size: Size) -> None:
    canvas.write(x=at[0], y=at[1], text=words, font={"size": size.small, "color": colour})
