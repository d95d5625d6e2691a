"""A table of scores or letters with the number printed in every cell; the further below the best, the darker."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.canvas import Canvas
from app.charts.measure import line_count, longest_word, plain, text_width, wrap
from app.charts.numbers import fixed
from app.charts.theme import SCREEN, Margin, Size
from app.text.catalogue import text
from scoring.model import State

ABSENT = {State.NOT_APPLICABLE: "charts.not_applicable", State.NOT_SUBMITTED: "charts.not_submitted"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What is printed in a cell and the number that shades it; None where there is nothing to shade."""

    label: str
    shade: Fraction | None
    hover: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One unit's cells, one per column."""

    name: str
    cells: tuple[Cell, ...]
    is_home: bool = False


def score_cell(score: Fraction, decimals: int = 2) -> Cell:
    """A cell with a score, shaded by it."""
    return Cell(fixed(score, decimals), score)


def grade_cell(letter: str, points: Fraction) -> Cell:
    """A cell with a letter, shaded by its points."""
    return Cell(letter, points)


def state_cell(state: State, language: str) -> Cell:
    """A cell that says why there is nothing in it."""
    return Cell(text(ABSENT[state], language), None)


@dataclass(frozen=True, slots=True)
class Shading:
    """What white and the darkest shade stand for, and the line below the table that says so.

    Without bounds white is the highest number of the table and the darkest shade the lowest.
    """

    caption: str = "charts.darker_is_lower"
    bounds: tuple[Fraction, Fraction] | None = None


DARKER_IS_LOWER = Shading()


def heatmap(
    columns: Sequence[str],
    rows: Sequence[HeatRow],
    language: str,
    *,
    size: Size = SCREEN,
    shading: Shading = DARKER_IS_LOWER,
) -> go.Figure:
    """Rows as given under column labels that wrap or stand upright, never cut; the home row bold and framed."""
    names = [theme.home_label(plain(row.name)) if row.is_home else plain(row.name) for row in rows]
    left = max((text_width(name, size.text, bold=True) for name in names), default=0) + 14
    head = _head(columns, (size.width - left - 8) / max(len(columns), 1), size)
    height = size.small * 2.1 * max(len(rows), 1)
    canvas = theme.blank(size, height, Margin(left, 8, head.height, size.small * 2))
    # hoverdistance -1: the words of a cell answer wherever in the cell the pointer is.
    canvas.plot.update_layout(plot_bgcolor=theme.GRID, hoverdistance=-1)
    canvas.plot.update_yaxes(theme.label_axis(size, names))
    canvas.plot.update_xaxes(range=[-0.5, len(columns) - 0.5])
    colours = _colours(rows, shading)
    _draw_cells(canvas, colours)
    _print_cells(canvas, columns, rows, colours, size)
    _draw_head(canvas, head, size)
    _frame_home(canvas, rows, len(columns))
    theme.caption(canvas, text(shading.caption, language), size)
    return canvas.finish()


def describe_heatmap(columns: Sequence[str], rows: Sequence[HeatRow], language: str) -> str:
    """The home row in a sentence: the column in which it is furthest from the best; without one, the table's extent."""
    words = text("charts.heatmap", language, rows=len(rows), columns=len(columns))
    home = next((row for row in rows if row.is_home), None)
    shaded = [
        (cell.shade, name, cell.label)
        for name, cell in zip(columns, home.cells if home else (), strict=home is not None)
        if cell.shade is not None
    ]
    if home is None or not shaded:
        return words
    lowest, column, label = min(shaded)
    if lowest == max(cell.shade for row in rows for cell in row.cells if cell.shade is not None):
        return f"{words} {text('charts.heatmap_home_best', language, unit=home.name)}"
    return f"{words} {text('charts.heatmap_home', language, unit=home.name, column=column, label=label)}"


def shade_of(shade: Fraction | None, lowest: Fraction, best: Fraction) -> str:
    """White for the best, the darker the further below it, grey where there is nothing."""
    if shade is None:
        return theme.ABSENT
    if shade >= best:
        return theme.SHADES[0]
    steps = len(theme.SHADES) - 1
    return theme.SHADES[min(steps, 1 + int((best - shade) / (best - lowest) * steps))]


Colours = list[list[str]]


def _colours(rows: Sequence[HeatRow], shading: Shading) -> Colours:
    shades = [cell.shade for row in rows for cell in row.cells if cell.shade is not None]
    lowest, best = shading.bounds or (min(shades, default=Fraction(0)), max(shades, default=Fraction(0)))
    return [[shade_of(cell.shade, lowest, best) for cell in row.cells] for row in rows]


def _draw_cells(canvas: Canvas, colours: Colours) -> None:
    palette = [theme.ABSENT, *theme.SHADES]
    count = len(palette)
    scale = [[(index + end) / count, colour] for index, colour in enumerate(palette) for end in (0, 1)]
    canvas.plot.add_heatmap(
        z=[[palette.index(colour) for colour in line] for line in colours],
        zmin=-0.5,
        zmax=count - 0.5,
        colorscale=scale,
        showscale=False,
        xgap=1,
        ygap=1,
        hoverinfo="skip",
    )


def _hover(row: HeatRow, column: str, cell: Cell) -> str:
    return "<br>".join(plain(line) for line in (row.name, column, cell.hover or cell.label))


def _print_cells(canvas: Canvas, columns: Sequence[str], rows: Sequence[HeatRow], colours: Colours, size: Size) -> None:
    """The words in the cells; they are what the pointer meets, for a heatmap of Plotly can't be clicked."""
    cells = [(x, y, cell) for y, row in enumerate(rows) for x, cell in enumerate(row.cells)]
    canvas.plot.add_scatter(
        x=[x for x, _, _ in cells],
        y=[y for _, y, _ in cells],
        mode="text",
        text=[plain(cell.label) for _, _, cell in cells],
        textfont={
            "size": size.small,
            "color": [
                theme.INK_MUTED if colour == theme.ABSENT else theme.ink_on(colour)
                for line in colours
                for colour in line
            ],
        },
        hovertext=[_hover(row, name, cell) for row in rows for name, cell in zip(columns, row.cells, strict=True)],
        hoverinfo="text",
    )


def cell_at(point: int, columns: int) -> tuple[int, int]:
    """Row and column of a clicked point of the words.

    >>> cell_at(13, 9)
    (1, 4)
    """
    return divmod(point, columns)


@dataclass(frozen=True, slots=True)
class _Head:
    labels: tuple[str, ...]
    angle: int
    height: float


def _head(columns: Sequence[str], width: float, size: Size) -> _Head:
    """Labels wrapped to the column; upright where a Latin word is wider than its column."""
    room = width - 2
    if all(longest_word(name, size.small) <= room for name in columns):
        labels = tuple(wrap(name, size.small, room) for name in columns)
        return _Head(labels, 0, size.height_of(size.small, max(map(line_count, labels), default=1)) + 10)
    lines = max(1, int(room / size.height_of(size.small)))
    labels = tuple(_in_lines(name, lines, size) for name in columns)
    return _Head(labels, -90, max(text_width(label, size.small) for label in labels) + 12)


def _in_lines(name: str, lines: int, size: Size) -> str:
    """A label on at most so many lines, as short as it can be."""
    width = max(longest_word(name, size.small), text_width(name, size.small) / lines)
    while line_count(wrapped := wrap(name, size.small, width)) > lines:
        width *= 1.05
    return wrapped


def _draw_head(canvas: Canvas, head: _Head, size: Size) -> None:
    for index, label in enumerate(head.labels):
        canvas.write(
            x=index,
            y=-0.5,
            yanchor="bottom",
            yshift=4,
            text=label,
            textangle=head.angle,
            align="left" if head.angle else "center",
            font={"size": size.small, "color": theme.INK_SOFT},
        )


def _frame_home(canvas: Canvas, rows: Sequence[HeatRow], columns: int) -> None:
    for index, row in enumerate(rows):
        if row.is_home:
            canvas.draw(
                type="rect",
                x0=-0.5,
                x1=columns - 0.5,
                y0=index - 0.5,
                y1=index + 0.5,
                line={"color": theme.HOME, "width": 2},
            )
