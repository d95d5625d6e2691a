"""The names of lines at their right ends, moved apart where the lines end at the same height."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts import theme
from app.charts.canvas import Canvas
from app.charts.measure import text_width
from app.charts.spread import separate
from app.charts.theme import Size

LEAD = 16


@dataclass(frozen=True, slots=True)
class End:
    """Where a line ends, in pixels above the bottom of the plot, and its name; not joined to it if it ends early."""

    height: float
    label: str
    colour: str
    is_home: bool = False
    joined: bool = True


def end_room(ends: Sequence[End], size: Size) -> float:
    """Pixels that the names take at the right of the plot."""
    return max((text_width(end.label, size.text, bold=end.is_home) for end in ends), default=0) + LEAD + 14


def label_heights(ends: Sequence[End], span: float, size: Size) -> list[float]:
    """The heights of the names: those of the lines' ends, at least a line of text apart."""
    return separate([end.height for end in ends], size.height_of(size.strong), span)


def draw_ends(canvas: Canvas, ends: Sequence[End], last: int, *, span: float, size: Size) -> None:
    """Each name at the right of the last month, joined to its line by a thin stroke."""
    bottom, top = canvas.plot.layout.yaxis.range
    unit = (top - bottom) / span
    for end, height in zip(ends, label_heights(ends, span, size), strict=True):
        start, goal = bottom + end.height * unit, bottom + height * unit
        if end.joined:
            _join(canvas, (last, start), goal, home=end.is_home)
        canvas.write(
            x=last,
            xanchor="left",
            xshift=LEAD + 2,
            y=goal,
            text=theme.home_label(end.label) if end.is_home else end.label,
            font={"size": size.text, "color": end.colour},
        )


def _join(canvas: Canvas, start: tuple[int, float], goal: float, *, home: bool) -> None:
    canvas.draw(
        type="path",
        xsizemode="pixel",
        xanchor=start[0],
        path=f"M8,{start[1]} L{LEAD},{goal}",
        line={"color": theme.HOME if home else theme.LINE, "width": 1},
    )
