"""Round ends and steps for the axes of figures, exact."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from app.services.slides import Bars, Lines

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
PIECES = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high`` in whole steps."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def decimals(self) -> int:
        """How many decimals its marks need."""
        exponent = self.step.normalize().as_tuple().exponent
        return max(-exponent, 0) if isinstance(exponent, int) else 0

    def marks(self) -> tuple[Decimal, ...]:
        """Where the axis is labelled."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * place for place in range(count + 1))

    def share(self, value: Decimal) -> float:
        """How far along the axis a value lies, 0 to 1."""
        return float((value - self.low) / (self.high - self.low))


def scale_of(values: Sequence[Decimal], *, zero: bool = False) -> Scale:
    """A scale that holds all values, with about six steps; from zero where lengths are compared."""
    ends = [*values, *([Decimal(0)] if zero or not values else [])]
    low, high = min(ends), max(ends)
    if low == high:
        high = low + 1
    step = _step((high - low) / PIECES)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    last = (high / step).to_integral_value(ROUND_CEILING) * step
    return Scale(first, last, step)


def _step(least: Decimal) -> Decimal:
    """The first of 1, 2, 5, 10 times a power of ten that is not below."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * step for step in STEPS if power * step >= least)


def bars_scale(figure: Bars) -> Scale:
    """From zero, as far as the pieces of a bar reach together to either side."""
    ends = [
        sum((piece for piece in bar.pieces if (piece > 0) is side), Decimal(0))
        for bar in figure.bars
        for side in (True, False)
    ]
    return scale_of(ends, zero=True)


def lines_scale(figure: Lines) -> Scale:
    """A scale that holds all values; ranks begin with the first and go in whole steps."""
    values = [value for line in figure.lines for value in line.values if value is not None]
    if not figure.downward or not values or any(value != value.to_integral_value() for value in values):
        return scale_of(values)
    first, last = min(*values, Decimal(1)), max(*values, Decimal(2))
    step = max(_step((last - first) / PIECES), Decimal(1))
    return Scale(first, first + ((last - first) / step).to_integral_value(ROUND_CEILING) * step, step)
