"""What stands where lines end: the names of the units, moved apart where lines end too close to each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.charts.spread import separate
from app.exports.scale import Scale
from app.services.slides import Line, Lines
from app.services.wording import number_text

UNIT = 100.0
"""The height of a label while labels are moved apart, which is done in pixels."""


@dataclass(frozen=True, slots=True)
class End:
    """A label at a point: the number of its line and month, its words, and how far down the plot, 0 to 1.

    ``down`` is where the line ends, ``label`` where the words stand so that none covers another.
    """

    line: int
    month: int
    words: str
    down: float
    label: float
    home: bool


def ends_of(figure: Lines, scale: Scale, distance: float) -> tuple[End, ...]:
    """One label for every line that has values, at least a share of the height from the next one."""
    ended = [(number, month) for number, line in enumerate(figure.lines) if (month := _last_month(line)) is not None]
    values = [figure.lines[number].values[month] or Decimal(0) for number, month in ended]
    downs = [scale.share(value) if figure.downward else 1 - scale.share(value) for value in values]
    labels = _apart(downs, distance)
    return tuple(
        End(number, month, f"{line.label} {number_text(value)}", down, label, line.home)
        for (number, month), value, down, label in zip(ended, values, downs, labels, strict=True)
        for line in (figure.lines[number],)
    )


def _apart(downs: Sequence[float], distance: float) -> list[float]:
    """Places from 0 to 1 moved apart; the first and the last keep to the ends of the plot."""
    unit = UNIT / distance
    moved = separate([down * unit + UNIT / 2 for down in downs], UNIT, unit + UNIT)
    return [(place - UNIT / 2) / unit for place in moved]


def _last_month(line: Line) -> int | None:
    return max((month for month, value in enumerate(line.values) if value is not None), default=None)
