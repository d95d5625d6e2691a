"""A small evaluation with names: two groups, a prior-year score, two fields, a bonus."""

from dataclasses import replace
from fractions import Fraction

from app.services.months import MonthView
from app.storage.records import MonthProvenance
from scoring.model import AwardTier, Evaluation, Group, Name, ScoreLeaf, Unit
from scoring.score import Result, score_month
from tests.scoring import build

AWARDS = (
    AwardTier("grand", Name("최우수", "Grand Prize"), 1, 1),
    AwardTier("excellence", Name("우수", "Excellence Prize"), 2, 3),
)
UNITS = {
    "a": Name("가시", "Ga"),
    "b": Name("나시", "Na"),
    "c": Name("다시", "Da"),
    "d": Name("라군", "Ra"),
}


def evaluation() -> Evaluation:
    """Prior 30 and current 70; fields F (indicators X, Y) and G (indicator Z), all indicators equal."""
    prior = ScoreLeaf("prior", Name("전년도 실적", "Prior year"), Name("전년도", "Prior"), Fraction(30))
    field_f = _named(build.branch("F", build.leaf("X"), build.leaf("Y")), "가 분야", "Field F")
    field_g = _named(build.branch("G", build.leaf("Z")), "나 분야", "Field G")
    current = _named(build.branch("current", field_f, field_g, weight=70), "올해", "Current")
    root = _named(build.branch("final", prior, current), "종합", "Final")
    units = {code: Unit(code, name) for code, name in UNITS.items()}
    groups = (
        Group("1", Name("1그룹", "Group 1"), (units["a"], units["b"], units["c"])),
        Group("2", Name("2그룹", "Group 2"), (units["d"],)),
    )
    return replace(build.evaluation(root), groups=groups, awards=AWARDS)


def _named(branch, ko, en):  # type: ignore[no-untyped-def]
    return replace(branch, name=Name(ko, en), short_name=Name(ko, en))


def result(month: str = "2023-09", *, priors: bool = True, bonus: str | None = None) -> Result:
    """a: all S, prior 90. b: Y is A, prior 96. c: X not submitted, prior 96. d: Z not applicable, prior 80.

    a = 27 + 70 = 97, b = 28.8 + 70 x 290/300 = 96.4667, c = 28.8 + 70 x 200/300 = 75.4667, d = 24 + 70 = 94.
    """
    cells = {
        "a": {"X": "S", "Y": "S", "Z": "S"},
        "b": {"X": "S", "Y": "A", "Z": "S"},
        "c": {"X": "", "Y": "S", "Z": "S"},
        "d": {"X": "S", "Y": "S", "Z": "n/a"},
    }
    scores = {("a", "prior"): 90, ("b", "prior"): 96, ("c", "prior"): 96, ("d", "prior"): 80} if priors else {}
    adjustments = [build.bonus("b", "current", bonus)] if bonus else []
    return score_month(evaluation(), build.month(cells, scores, adjustments, month))


def view(of: Result) -> MonthView:
    """The result as a screen gets it, of the user's own data."""
    provenance = MonthProvenance(False, None, ("own.xlsx",), "tester")
    return MonthView(of.evaluation, of.month, (of.month,), of, None, None, provenance, 1)
