"""How likely each rank is: one zero-based bar per rank, the chance printed at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.bars import Frame, Row, bounds_from_zero, draw_frame, end_label, label_room
from app.charts.measure import plain
from app.charts.theme import SCREEN, Size
from app.text.catalogue import text


@dataclass(frozen=True, slots=True)
class Chance:
    """One outcome with its share of the finals; ``printed`` is how the share reads, ``award`` what it brings."""

    label: str
    share: Fraction
    printed: str
    award: str = ""
    is_now: bool = False


def chance_bars(rows: Sequence[Chance], language: str, *, size: Size = SCREEN) -> go.Figure:
    """Outcomes as given from top to bottom; the one that stands now is bold, those that bring an award are darker."""
    numbers = [row.printed for row in rows]
    low, high = bounds_from_zero([row.share * 100 for row in rows])
    frame = Frame(tuple(Row(_label(row), row.is_now) for row in rows), low, high, after=label_room(numbers, size))
    canvas = draw_frame(frame, size)
    canvas.plot.update_xaxes(ticksuffix="%")
    canvas.plot.add_bar(
        orientation="h",
        y=list(range(len(rows))),
        x=[float(row.share * 100) for row in rows],
        marker={"color": [theme.HOME if row.award else theme.HOME_PALE for row in rows]},
        hovertext=[f"{plain(_label(row))}<br>{plain(row.printed)}" for row in rows],
        hoverinfo="text",
    )
    for index, row in enumerate(rows):
        end_label(canvas, (index, row.share * 100), row.printed, size=size, bold=row.is_now)
    return canvas.finish()


def _label(row: Chance) -> str:
    return f"{row.label} · {row.award}" if row.award else row.label


def describe_chance_bars(rows: Sequence[Chance], language: str) -> str:
    """Every outcome that can come, with its chance."""
    possible = [row for row in rows if row.share]
    if not possible:
        return text("charts.nothing", language)
    return text("charts.chances", language, parts=", ".join(f"{_label(row)} {row.printed}" for row in possible))
