"""The rank of every unit of a group from month to month, first place on top."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.charts import theme
from app.charts.canvas import Canvas
from app.charts.ends import End, draw_ends, end_room
from app.charts.measure import plain, text_width
from app.charts.months import month_axis, month_name
from app.charts.theme import SCREEN, Margin, Size
from app.text.catalogue import text


@dataclass(frozen=True, slots=True)
class RankSeries:
    """The ranks of one unit, one per month, None where it had none."""

    name: str
    ranks: tuple[int | None, ...]
    is_home: bool = False


def rank_lines(months: Sequence[str], series: Sequence[RankSeries], language: str, *, size: Size = SCREEN) -> go.Figure:
    """One line per unit over the months, gaps left open, the names at the right end."""
    lowest = max((rank for one in series for rank in one.ranks if rank is not None), default=1)
    span = size.row * lowest
    ends = [_end(one, months, language, (lowest, size)) for one in series if _last(one) is not None]
    names = [text("charts.rank", language, rank=rank) for rank in range(1, lowest + 1)]
    left = max(text_width(name, size.small) for name in names) + 14
    margin = Margin(left, end_room(ends, size), 8, size.height_of(size.small, 2) + 12)
    canvas = theme.blank(size, span, margin)
    room = size.width - margin.left - margin.right
    canvas.plot.update_xaxes(month_axis(months, language, room=room, size=size))
    canvas.plot.update_yaxes(_rank_axis(names, size))
    for one in sorted(series, key=lambda one: one.is_home):
        _draw_line(canvas, months, one, language, size)
    draw_ends(canvas, ends, len(months) - 1, span=span, size=size)
    return canvas.finish()


def describe_rank_lines(months: Sequence[str], series: Sequence[RankSeries], language: str) -> str:
    """The home unit's way in a sentence: its first and last rank, the best and the worst."""
    one = next((one for one in series if one.is_home), None) or next(iter(series), None)
    ranked = [(month, rank) for month, rank in zip(months, one.ranks if one else (), strict=True) if rank is not None]
    if one is None or not ranked:
        return text("charts.nothing", language)
    (first_month, first), (last_month, last) = ranked[0], ranked[-1]
    return text(
        "charts.rank_lines",
        language,
        unit=one.name,
        first_month=first_month,
        first=first,
        last_month=last_month,
        last=last,
        best=min(rank for _, rank in ranked),
        worst=max(rank for _, rank in ranked),
    )


def _rank_axis(names: Sequence[str], size: Size) -> dict[str, object]:
    return {
        "visible": True,
        "range": [len(names) + 0.5, 0.5],
        "tickmode": "array",
        "tickvals": list(range(1, len(names) + 1)),
        "ticktext": list(names),
        "tickfont": {"size": size.small, "color": theme.INK_MUTED},
        "showgrid": True,
        "gridcolor": theme.GRID,
        "ticks": "",
    }


def _last(one: RankSeries) -> int | None:
    return max((index for index, rank in enumerate(one.ranks) if rank is not None), default=None)


def _end(one: RankSeries, months: Sequence[str], language: str, frame: tuple[int, Size]) -> End:
    lowest, size = frame
    last = _last(one)
    assert last is not None
    rank = one.ranks[last]
    assert rank is not None
    label = text("charts.ranked_name", language, rank=rank, name=plain(one.name))
    ended = last < len(months) - 1
    if ended:
        label = text("charts.until", language, name=label, month=month_name(months[last], language))
    return End((lowest + 0.5 - rank) * size.row, label, theme.INK_SOFT, one.is_home, joined=not ended)


def _draw_line(canvas: Canvas, months: Sequence[str], one: RankSeries, language: str, size: Size) -> None:
    colour = theme.HOME if one.is_home else theme.OTHER_LINE
    canvas.plot.add_scatter(
        x=list(range(len(months))),
        y=list(one.ranks),
        name=one.name,
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={"color": colour, "width": size.line * 2 if one.is_home else size.line},
        marker={"size": size.dot if one.is_home else size.dot * 0.7, "color": colour},
        hovertext=[
            f"{month} {text('charts.ranked_name', language, rank=rank, name=plain(one.name))}"
            for month, rank in zip(months, one.ranks, strict=True)
        ],
        hoverinfo="text",
    )
