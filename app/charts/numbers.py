"""Exact numbers as they are printed: rounded half up from the fraction, never from a coordinate."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.rounding import round_half_up

MINUS = "\N{MINUS SIGN}"
Number = Fraction | Decimal


def fixed(number: Number, decimals: int) -> str:
    """A number with so many decimals and thousands separators.

    >>> fixed(Fraction(98945, 1000), 2), fixed(Decimal("-1234.5"), 1)
    ('98.95', '−1,234.5')
    """
    return f"{round_half_up(Fraction(number), decimals):,f}".replace("-", MINUS)


def signed(number: Number, decimals: int) -> str:
    """The same with its sign; zero has none.

    >>> signed(Fraction(1, 2), 2), signed(Fraction(-1, 2), 2), signed(Fraction(0), 2)
    ('+0.50', '−0.50', '0.00')
    """
    rounded = round_half_up(Fraction(number), decimals)
    return f"+{fixed(number, decimals)}" if rounded > 0 else fixed(number, decimals)


@dataclass(frozen=True, slots=True)
class Measure:
    """How the values of an indicator are printed and which way is better."""

    decimals: int
    unit: str = ""
    lower_is_better: bool = False

    def print(self, value: Number) -> str:
        """A value with its decimals and its unit."""
        return f"{fixed(value, self.decimals)}{self.unit}"
