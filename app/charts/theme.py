"""Every colour and size of the charts, for the screen and for the projector; colours are those of KRDS."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.charts.canvas import Canvas

Figure = go.Figure
"""The type of every chart, for those that may not know Plotly."""

FONT = "Pretendard, Noto Sans CJK KR, Malgun Gothic, sans-serif"
CONFIG = {
    "displayModeBar": False,
    "doubleClick": False,
    "locale": "ko",
    "responsive": True,
    "scrollZoom": False,
    "showTips": False,
}

WHITE = "#ffffff"
INK = "#1e2124"
INK_SOFT = "#464c53"
INK_MUTED = "#58616a"
GRID = "#e6e8ea"
AXIS = "#8a949e"
LINE = "#b1b8be"
ABSENT = "#e6e8ea"

HOME = "#0b50d0"
HOME_PALE = "#86aff9"
CELL = "#eef2f7"
OTHER = "#90b0d5"
OTHER_LINE = "#bacbde"
OTHER_DOT = "#6b96c7"
LAST_YEAR = "#8a949e"
GAIN = "#256ef4"
LOSS = "#8a949e"

BANDS = ("#d8e5fd", "#ecf2fe", "#f4f5f6")
PIECES = ("#346fb2", "#bacbde", "#063a74", "#90b0d5", "#1c589c", "#d6e0eb", "#6b96c7", "#052b57", "#eef2f7")
HOME_PIECES = ("#0b50d0", "#86aff9", "#052561", "#b1cefb", "#256ef4", "#d8e5fd", "#4c87f6", "#083891", "#ecf2fe")
SHADES = ("#ffffff", "#ecf2fe", "#d8e5fd", "#b1cefb", "#86aff9", "#4c87f6", "#256ef4", "#0b50d0")
MAP_SHADES = ("#eef2f7", "#d6e0eb", "#bacbde")
GROUP_EDGES = (("#33363d", "solid", 2), ("#33363d", "dot", 1), ("#33363d", "dash", 1), ("#8a949e", "solid", 1))

GOOD_INK = "#285d33"
WATCH_INK = "#614100"
BAD_INK = "#8a240f"

STAGE = {
    "light": {
        "--paper": WHITE,
        "--ink": INK,
        "--soft": INK_SOFT,
        "--grid": "#cdd1d5",
        "--pale": "#f4f5f6",
        "--home-band": "#ecf2fe",
        "--home": "#083891",
        "--other": "#346fb2",
        "--track": LINE,
        "--bad": BAD_INK,
        "--watch": WATCH_INK,
        "--good": GOOD_INK,
        "--mark": "#fff3db",
        "--piece-0": "#083891",
        "--piece-1": HOME_PALE,
        "--piece-2": INK_MUTED,
        "--piece-3": OTHER_LINE,
    },
    "dark": {
        "--paper": "#131416",
        "--ink": WHITE,
        "--soft": "#cdd1d5",
        "--grid": INK_SOFT,
        "--pale": INK,
        "--home-band": "#052561",
        "--home": "#b1cefb",
        "--other": OTHER,
        "--track": "#6d7882",
        "--bad": "#fcdfd9",
        "--watch": "#ffe0a3",
        "--good": "#d8eedd",
        "--mark": "#422c00",
        "--piece-0": "#b1cefb",
        "--piece-1": GAIN,
        "--piece-2": LINE,
        "--piece-3": "#346fb2",
    },
}
"""The stage of a meeting, light and dark; words on their ground have a contrast of 7:1 or more."""

LINE_HEIGHT = 1.3


@dataclass(frozen=True, slots=True)
class Size:
    """Font sizes and distances in pixels; labels are placed so that they fit from ``width`` pixels upwards."""

    text: int
    small: int
    strong: int
    row: int
    dot: int
    line: int
    width: int

    def height_of(self, font: int, lines: int = 1) -> float:
        """The height of some lines of text."""
        return font * LINE_HEIGHT * lines


SCREEN = Size(text=14, small=13, strong=15, row=30, dot=12, line=2, width=560)
PROJECTOR = Size(text=26, small=24, strong=30, row=60, dot=22, line=4, width=1500)


@dataclass(frozen=True, slots=True)
class Margin:
    """The space around the plot area in pixels."""

    left: float = 12
    right: float = 12
    top: float = 8
    bottom: float = 8


def blank(size: Size, plot_height: float, margin: Margin) -> Canvas:
    """An empty figure of the house: white, still, without axes, exactly as high as its plot and margins."""
    axis = {"visible": False, "fixedrange": True, "zeroline": False, "automargin": False}
    plot = go.Figure(
        layout={
            "template": "none",
            "font": {"family": FONT, "size": size.text, "color": INK},
            "height": round(plot_height + margin.top + margin.bottom),
            "margin": {"l": margin.left, "r": margin.right, "t": margin.top, "b": margin.bottom, "pad": 0},
            "paper_bgcolor": WHITE,
            "plot_bgcolor": WHITE,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {"font": {"family": FONT, "size": size.small}, "bgcolor": WHITE},
            "showlegend": False,
            "separators": ".,",
            "xaxis": axis,
            "yaxis": axis,
        }
    )
    return Canvas(plot)


def number_axis(size: Size, bounds: Sequence[float]) -> dict[str, object]:
    """A value axis with a thin grid and about six round numbers."""
    return {
        "visible": True,
        "range": list(bounds),
        "showgrid": True,
        "gridcolor": GRID,
        "gridwidth": 1,
        "nticks": 6,
        "ticks": "",
        "tickfont": {"size": size.small, "color": INK_MUTED},
        "exponentformat": "none",
        "separatethousands": True,
    }


def label_axis(size: Size, labels: Sequence[str]) -> dict[str, object]:
    """One row per label from top to bottom; every label is shown, however many there are."""
    return {
        "visible": True,
        "range": [len(labels) - 0.5, -0.5],
        "showgrid": False,
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "tickfont": {"size": size.text, "color": INK_SOFT},
        "ticks": "",
        "ticklabelstandoff": 6,
    }


def ink_on(colour: str) -> str:
    """White or dark text, whichever reads better on a colour."""
    return WHITE if luminance(colour) < DARK_ON else INK


DARK_ON = 0.24
"""Above this luminance dark text has the better contrast, below it white has at least 4.5:1 on every KRDS blue."""


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def home_label(label: str) -> str:
    """The label of the home unit: bold and in its colour."""
    return f'<b><span style="color:{HOME}">{label}</span></b>'


def caption(canvas: Canvas, words: str, size: Size) -> None:
    """A line of small print below the plot; the bottom margin must hold it."""
    canvas.write(
        x=0,
        xref="paper",
        xanchor="left",
        y=0,
        yref="paper",
        yanchor="top",
        yshift=-4,
        text=words,
        font={"size": size.small, "color": INK_MUTED},
    )
