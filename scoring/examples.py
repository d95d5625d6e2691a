"""Two small indicators for the examples in the documentation of the method."""

from decimal import Decimal
from fractions import Fraction

from scoring.model import Direction, GradeScale, GradeStep, Indicator, Name

SCALE = GradeScale(
    "sabc",
    (
        GradeStep("S", Fraction(100), Decimal(100)),
        GradeStep("A", Fraction(90), Decimal(90)),
        GradeStep("B", Fraction(80), Decimal(80)),
        GradeStep("C", Fraction(70), None),
    ),
)
RATE = Indicator("R", Name("R", "Rate"), SCALE, target=Decimal(90))
DAYS = Indicator("D", Name("D", "Days"), SCALE, direction=Direction.LOWER, target=Decimal(10))
