"""The sum behind a score: one zero-based bar per child, bonus as its own hatched piece, the sum as the last row."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts import theme
from app.charts.bars import Frame, Row, bounds_from_zero, draw_frame, end_label, label_room, pattern
from app.charts.canvas import Canvas
from app.charts.legend import HATCHED, Key, draw_legend, legend_height
from app.charts.measure import plain
from app.charts.numbers import fixed, signed
from app.charts.theme import SCREEN, Size
from app.text.catalogue import text

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Part:
    """One child in the sum: what it contributes, and how much of that is bonus.

    ``share`` and ``score`` are its two factors where it has them; a child that was left out has none.
    """

    label: str
    contribution: Fraction
    bonus: Fraction = ZERO
    share: Fraction | None = None
    score: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts and the name of their sum; its score is what they add up to."""

    name: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> Fraction:
        """All contributions together."""
        return sum((part.contribution for part in self.parts), ZERO)


def contribution_bars(total: Sum, language: str, *, decimals: int = 2, size: Size = SCREEN) -> go.Figure:
    """One bar per part, zero-based, with its product written at the end, and the sum below them."""
    rows = [*total.parts, Part(total.name, total.total)]
    numbers = [_number(row, language, decimals) for row in rows]
    low, high = bounds_from_zero([row.contribution for row in rows])
    keys = [Key(text("charts.bonus", language), theme.OTHER, HATCHED)] if any(part.bonus for part in rows) else []
    frame = Frame(
        tuple(Row(row.label, row is rows[-1], _factors(row, language, decimals)) for row in rows),
        low,
        high,
        before=label_room(numbers, size) if low < 0 else 0,
        after=label_room(numbers, size),
        top=legend_height(keys, size),
    )
    canvas = draw_frame(frame, size)
    _draw_bars(canvas, rows, numbers)
    canvas.rule(y=len(total.parts) - 0.5, line={"color": theme.AXIS, "width": 1})
    for index, row in enumerate(rows):
        end_label(canvas, (index, row.contribution), numbers[index], size=size, bold=row is rows[-1])
    draw_legend(canvas, keys, size)
    return canvas.finish()


def describe_contribution_bars(total: Sum, language: str, *, decimals: int = 2) -> str:
    """The sum written out."""
    if not total.parts:
        return text("charts.nothing", language)
    products = ", ".join(f"{part.label} {_product(part, language, decimals)}" for part in total.parts)
    return text("charts.sum", language, name=total.name, total=fixed(total.total, decimals), parts=products)


def _product(part: Part, language: str, decimals: int) -> str:
    factors, number = _factors(part, language, decimals), _number(part, language, decimals)
    return f"{factors} = {number}" if factors else number


def _factors(part: Part, language: str, decimals: int) -> str:
    if part.score is None or part.share is None:
        return ""
    return text("charts.factors", language, share=_percent(part.share), score=fixed(part.score, decimals))


def _percent(share: Fraction) -> str:
    """A share in percent, without decimals where it is whole."""
    percent = share * 100
    return fixed(percent, 0 if percent.denominator == 1 else 2)


def _number(part: Part, language: str, decimals: int) -> str:
    number = fixed(part.contribution, decimals)
    if not part.bonus:
        return number
    return text("charts.with_bonus", language, number=number, bonus=signed(part.bonus, decimals))


def _draw_bars(canvas: Canvas, rows: Sequence[Part], numbers: Sequence[str]) -> None:
    last = len(rows) - 1
    for hatched in (False, True):
        canvas.plot.add_bar(
            orientation="h",
            y=list(range(len(rows))),
            x=[float(row.bonus if hatched else row.contribution - row.bonus) for row in rows],
            marker={
                "color": [theme.HOME if index == last else theme.OTHER for index in range(len(rows))],
                "pattern": pattern(hatched),
            },
            hovertext=[f"{plain(row.label)}<br>{plain(number)}" for row, number in zip(rows, numbers, strict=True)],
            hoverinfo="text",
        )
