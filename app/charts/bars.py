"""What all charts of horizontal bars share: wrapped labels at the left, a zero-based axis, room for end labels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.charts import theme
from app.charts.canvas import Canvas
from app.charts.measure import line_count, longest_word, plain, text_width, wrap
from app.charts.theme import Margin, Size

LABEL_SHARE = 0.38
ROOM = Fraction(1, 50)


@dataclass(frozen=True, slots=True)
class Row:
    """The label of one bar, and a second line below it where it has one."""

    label: str
    is_home: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows and axis of a chart of bars, and how many pixels one unit of the axis takes where it is narrowest."""

    rows: tuple[Row, ...]
    low: Fraction
    high: Fraction
    before: float = 0
    after: float = 0
    top: float = 8

    def labels(self, size: Size) -> list[str]:
        """The labels wrapped to their share of the width; the home unit's is bold."""
        width = max([size.width * LABEL_SHARE, *(longest_word(row.label, size.text) for row in self.rows)])
        details = [f"<br>{plain(row.detail)}" if row.detail else "" for row in self.rows]
        wrapped = [wrap(row.label, size.text, width) + detail for row, detail in zip(self.rows, details, strict=True)]
        return [theme.home_label(text) if row.is_home else text for row, text in zip(self.rows, wrapped, strict=True)]

    def margin(self, size: Size) -> Margin:
        """Room for the labels at the left and the axis below."""
        left = max((text_width(label, size.text) for label in self.labels(size)), default=0)
        return Margin(left + 16, size.small * 1.4, self.top, size.small * 2.2)

    def pixels(self, size: Size) -> float:
        """Pixels that are left for the bars at the narrowest width."""
        margin = self.margin(size)
        return max(size.width - margin.left - margin.right - self.before - self.after, size.width / 5)

    def per_unit(self, size: Size) -> float:
        """Pixels per unit of the axis at the narrowest width."""
        return self.pixels(size) / float(self.high - self.low)

    def fits(self, size: Size) -> Callable[[str, Fraction], bool]:
        """Whether a number fits inside a bar of a length at the narrowest width."""
        unit = self.per_unit(size)
        return lambda number, length: text_width(number, size.text) + 6 <= abs(float(length)) * unit


def draw_frame(frame: Frame, size: Size) -> Canvas:
    """An empty chart of bars: labels, grid, a line at zero, and room before and after the bars for numbers."""
    labels = frame.labels(size)
    lines = max((line_count(label) for label in labels), default=1)
    height = max(size.row, size.height_of(size.text, lines) + 8) * max(len(labels), 1)
    canvas = theme.blank(size, height, frame.margin(size))
    unit = frame.per_unit(size)
    ends = (float(frame.low) - frame.before / unit, float(frame.high) + frame.after / unit)
    canvas.plot.update_xaxes(theme.number_axis(size, ends))
    canvas.plot.update_yaxes(theme.label_axis(size, labels))
    canvas.plot.update_layout(barmode="relative", bargap=0.3)
    canvas.rule(x=0, line={"color": theme.AXIS, "width": 1})
    return canvas


def bounds_from_zero(ends: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The ends of an axis that holds zero and every bar, a little wider than they are."""
    low, high = min([Fraction(0), *ends]), max([Fraction(0), *ends])
    room = (high - low) * ROOM or Fraction(1, 2)
    return (low - room if low < 0 else low), high + room


def end_label(canvas: Canvas, at: tuple[int, Fraction], label: str, *, size: Size, bold: bool = False) -> None:
    """A number beside the end of a bar (row, end): right of it, or left of it where the bar goes to the left."""
    row, end = at
    rightwards = end >= 0
    canvas.write(
        x=float(end),
        y=row,
        text=f"<b>{plain(label)}</b>" if bold else plain(label),
        xanchor="left" if rightwards else "right",
        xshift=6 if rightwards else -6,
        font={"size": size.text, "color": theme.HOME if bold else theme.INK},
    )


def label_room(labels: Sequence[str], size: Size) -> float:
    """Pixels that the widest of some end labels takes."""
    return max((text_width(label, size.text, bold=True) for label in labels), default=0) + 12


def pattern(hatched: bool) -> dict[str, object]:
    """Diagonal lines for what is bonus or deduction, nothing for the rest."""
    return {"shape": "/" if hatched else "", "fgcolor": theme.INK_SOFT, "size": 6, "solidity": 0.25}
