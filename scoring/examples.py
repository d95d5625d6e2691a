"""Two small indicators and a small evaluation for the examples in the documentation of the method."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from scoring.model import (
    Branch,
    Direction,
    Evaluation,
    GradeScale,
    GradeStep,
    Group,
    Indicator,
    IndicatorLeaf,
    Name,
    Observation,
    ScoreLeaf,
    State,
    Unit,
)

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

_PRIOR = ScoreLeaf("prior", Name("prior", "prior"), Name("prior", "prior"), Fraction(30))
_CURRENT = IndicatorLeaf(RATE, Fraction(70))
_ROOT = Branch("final", Name("final", "final"), Name("final", "final"), (_PRIOR, _CURRENT))
_GROUP = Group("1", Name("1", "1"), (Unit("a", Name("a", "a")), Unit("b", Name("b", "b"))))
TWO_PARTS = Evaluation("e", Name("e", "e"), date(2023, 1, 1), date(2023, 9, 30), _ROOT, (_GROUP,))


def submitted(value: str) -> Observation:
    """A cell with a value."""
    return Observation(State.SUBMITTED, Decimal(value))
