"""Months as they stand below an axis: all of them where they fit, the year under the first and every January."""

from collections.abc import Sequence
from math import ceil

from app.charts import theme
from app.charts.measure import text_width
from app.charts.theme import Size
from app.text.catalogue import text

JANUARY = "01"


def month_name(month: str, language: str) -> str:
    """The name of a month without its year, from YYYY-MM."""
    return text(f"charts.month.m{month[5:]}", language)


def month_axis(months: Sequence[str], language: str, *, room: float, size: Size) -> dict[str, object]:
    """An axis with one place per month; where they do not all fit into the pixels, every second, third ..."""
    names = [_label(month, index, language) for index, month in enumerate(months)]
    needed = max((text_width(name, size.small) for name in names), default=1) + 6
    step = max(1, ceil(needed * max(len(months) - 1, 1) / room))
    shown = sorted(range(len(months) - 1, -1, -step))
    return {
        "visible": True,
        "range": [-0.3, max(len(months) - 1, 1) + 0.3],
        "showgrid": False,
        "tickmode": "array",
        "tickvals": shown,
        "ticktext": [names[index] for index in shown],
        "tickangle": 0,
        "tickfont": {"size": size.small, "color": theme.INK_MUTED},
        "ticks": "",
    }


def _label(month: str, index: int, language: str) -> str:
    name = month_name(month, language)
    return f"{name}<br>{month[:4]}" if index == 0 or month[5:] == JANUARY else name
