"""The key to colours and patterns, as lines of text above the plot that wrap at the narrowest width."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts import theme
from app.charts.canvas import Canvas
from app.charts.measure import plain, text_width
from app.charts.theme import Size

SQUARE = "\N{BLACK SQUARE}"
HATCHED = "\N{SQUARE WITH UPPER RIGHT TO LOWER LEFT FILL}"
SPACE = "\N{EM SPACE}"


@dataclass(frozen=True, slots=True)
class Key:
    """One colour and what it stands for; a sign other than a square where it is a line."""

    label: str
    colour: str
    sign: str = SQUARE


def legend_height(keys: Sequence[Key], size: Size) -> float:
    """The room that the key takes above the plot."""
    return size.height_of(size.small, len(_lines(keys, size))) + 10 if keys else 8


def draw_legend(canvas: Canvas, keys: Sequence[Key], size: Size) -> None:
    """The key at the left edge above the plot; the figure's top margin must hold ``legend_height``."""
    if not keys:
        return
    lines = ["".join(_markup(key) for key in line) for line in _lines(keys, size)]
    canvas.write(
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-canvas.plot.layout.margin.l + 4,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=4,
        align="left",
        text="<br>".join(lines),
        font={"size": size.small, "color": theme.INK_SOFT},
    )


def _markup(key: Key) -> str:
    return f'<span style="color:{key.colour}">{key.sign}</span> {plain(key.label)}{SPACE}'


def _lines(keys: Sequence[Key], size: Size) -> list[list[Key]]:
    lines: list[list[Key]] = [[]]
    used = 0.0
    for key in keys:
        width = text_width(f"{key.sign} {key.label}{SPACE}", size.small) + size.small
        if lines[-1] and used + width > size.width - 24:
            lines.append([])
            used = 0
        lines[-1].append(key)
        used += width
    return lines
