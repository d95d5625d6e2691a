"""A small evaluation of three units and five indicators, with a month of data and the workbook of it."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openpyxl

from app.intake.reading import Expected, FileReading, SourceFile
from app.intake.workbook import write_month_workbook
from app.intake.workbook_file import read_workbook
from scoring.model import (
    NOT_APPLICABLE,
    NOT_SUBMITTED,
    Adjustment,
    AdjustmentKind,
    Branch,
    Definition,
    Evaluation,
    GradeScale,
    GradeStep,
    Group,
    Indicator,
    IndicatorLeaf,
    Method,
    MonthData,
    Name,
    Observation,
    ScoreLeaf,
    State,
    Unit,
)

LETTERS = (("S", 100, "100"), ("A", 90, "90"), ("B", 80, None))
SCALE = GradeScale("sab", tuple(GradeStep(letter, Fraction(p), c and Decimal(c)) for letter, p, c in LETTERS))
PERCENT, CASES = Name("%", "%"), Name("건", "cases")
UNITS = (
    Unit("41190", Name("부천시", "Bucheon")),
    Unit("41280", Name("고양시", "Goyang")),
    Unit("41430", Name("의왕시", "Uiwang")),
)


def indicator(code: str, name: str, measure: Name, **others: Any) -> IndicatorLeaf:
    return IndicatorLeaf(Indicator(code, Name(name, f"Indicator {code}"), SCALE, unit_of_measure=measure, **others))


LEAVES = (
    indicator("G1", "위반건축물 조치율", PERCENT, target=Decimal(95)),
    indicator("G2", "상담 건수", CASES, target=Decimal(1200)),
    indicator("G3", "우수 사례", Name("", ""), method=Method.QUALITATIVE),
    indicator("G4", "재정 집행률", PERCENT, target=Decimal("98.5")),
    indicator("G5", "민원 처리 건수", CASES),
)
CURRENT = Branch(
    "current",
    Name("당해연도", "Current year"),
    Name("당해", "Current"),
    LEAVES,
    Fraction(70),
    frozenset(AdjustmentKind),
)
PRIOR = ScoreLeaf("prior", Name("전년도 점수", "Prior year"), Name("전년", "Prior"), Fraction(30))
EVALUATION = Evaluation(
    "gyeonggi-2023",
    Name("2023년 시군종합평가", "2023 evaluation"),
    date(2023, 1, 1),
    date(2023, 9, 30),
    Branch("final", Name("종합", "Final"), Name("종합", "Final"), (PRIOR, CURRENT)),
    (Group("1", Name("1그룹", "Group 1"), UNITS[:2]), Group("3", Name("3그룹", "Group 3"), UNITS[2:])),
    home="41190",
)
DEFINITION = Definition((EVALUATION,), UNITS)


def entered(number: str, grade: str | None = None) -> Observation:
    return Observation(State.SUBMITTED, Decimal(number), grade)


def graded(letter: str) -> Observation:
    return Observation(State.SUBMITTED, None, letter)


OBSERVATIONS = {
    "41190": {"G1": entered("98.5"), "G2": entered("1200"), "G3": graded("S"), "G4": NOT_SUBMITTED, "G5": entered("7")},
    "41280": {"G1": entered("0"), "G2": entered("-3.25"), "G3": graded("A"), "G4": NOT_APPLICABLE, "G5": entered("8")},
    "41430": {
        "G1": entered("12.345678901234567"),
        "G2": entered("12", "B"),
        "G3": graded("B"),
        "G4": entered("0.1"),
        "G5": entered("9"),
    },
}
ADJUSTMENTS = (
    Adjustment("41190", "current", AdjustmentKind.BONUS, Decimal("1.5"), "=2+3 우수 사례"),
    Adjustment("41190", "current", AdjustmentKind.DEDUCTION, Decimal("0.25"), "기한을 넘김"),
)
MONTH = MonthData("2023-09", OBSERVATIONS, {("41430", "prior"): Decimal("94.56")}, ADJUSTMENTS)


def workbook(month: MonthData = MONTH, evaluation: Evaluation = EVALUATION, *, demonstration: bool = False) -> bytes:
    target = io.BytesIO()
    write_month_workbook(target, evaluation, month, demonstration=demonstration, prepared_by="기획팀")
    return target.getvalue()


def edited(edit: Callable[[Any], object], data: bytes | None = None) -> bytes:
    """The workbook after someone changed it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(data or workbook()))
    edit(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(data: bytes, name: str = "m.xlsx", **named: str) -> FileReading:
    return read_workbook(SourceFile(name, data), Expected(DEFINITION, **named))


def month_of(reading: FileReading) -> MonthData:
    """The month as it stands in the entries alone."""
    observations: dict[str, dict[str, Observation]] = {}
    scores, adjustments = {}, []
    for entry in reading.entries:
        if entry.kind == "value":
            observations.setdefault(entry.unit, {})[entry.item] = Observation(entry.state, entry.value, entry.grade)
        elif entry.kind == "score":
            scores[entry.unit, entry.item] = entry.value
        else:
            kind = AdjustmentKind(entry.kind)
            adjustments.append(Adjustment(entry.unit, entry.item, kind, entry.value, entry.reason))
    return MonthData(reading.month, observations, scores, tuple(adjustments))
