from decimal import Decimal

import pytest

from app.intake.csv_file import read_csv
from app.intake.reading import Expected, SourceFile
from app.services.problems import describe
from app.text.catalogue import LANGUAGES
from scoring.model import NOT_APPLICABLE, NOT_SUBMITTED, Adjustment, AdjustmentKind
from tests.intake.small import DEFINITION, entered, graded, month_of

NAMED = {"evaluation": "gyeonggi-2023", "month": "2023-09"}
HEADER = "unit,indicator,value,grade,state"
ROWS = """41190,G1,98.5,,
41190,G2,"1,234",B,submitted
41190,G3,,A,
41190,G4,,,not_applicable
41280,G1,98.5%,,
41280,G2,,,
"""


def read(content, encoding="utf-8", **named):
    data = content if isinstance(content, bytes) else content.encode(encoding)
    return read_csv(SourceFile("m.csv", data), Expected(DEFINITION, **(named or NAMED)))


def codes(reading):
    return [f"{found.code.removeprefix('intake.')} {found.place}" for found in reading.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_long_list_is_read(encoding):
    reading = read(f"{HEADER}\n{ROWS}", encoding)
    assert codes(reading) == ["blank_cells m.csv!C7"]
    assert month_of(reading).observations == {
        "41190": {"G1": entered("98.5"), "G2": entered("1234", "B"), "G3": graded("A"), "G4": NOT_APPLICABLE},
        "41280": {"G1": entered("98.5"), "G2": NOT_SUBMITTED},
    }
    assert (reading.counts.rows, reading.counts.read) == (6, 6)


def test_the_encoding_of_older_programs_is_read_and_said():
    reading = read(f"{HEADER}\n41190,G1,해당없음,,\n", "cp949")
    assert codes(reading) == ["read_as_cp949 m.csv"]
    assert month_of(reading).observations["41190"]["G1"] == NOT_APPLICABLE


def test_scores_and_adjustments_are_read():
    rows = "41190,prior,94.56,,,\n41190,current,,1.5,,우수\n41190,current,,,0.5,늦음\n"
    month = month_of(read(f"unit,node,score,bonus,deduction,reason\n{rows}"))
    assert month.scores == {("41190", "prior"): Decimal("94.56")}
    assert month.adjustments == (
        Adjustment("41190", "current", AdjustmentKind.BONUS, Decimal("1.5"), "우수"),
        Adjustment("41190", "current", AdjustmentKind.DEDUCTION, Decimal("0.5"), "늦음"),
    )


MISSING = {
    "blank": ("41190,prior,,", ["blank_cells m.csv!C3"]),
    "not applicable": ("41190,prior,해당없음,", []),
    "not submitted": ("41190,prior,미입력,", []),
    "by its state": ("41190,prior,,not_applicable", []),
}


@pytest.mark.parametrize(("line", "found"), MISSING.values(), ids=MISSING)
def test_a_score_can_be_missing(line, found):
    reading = read(f"unit,node,score,state\n41280,prior,5e-05,submitted\n{line}\n")
    assert codes(reading) == found
    assert month_of(reading).scores == {("41280", "prior"): Decimal("0.00005"), ("41190", "prior"): None}


def test_a_score_and_its_state_must_agree():
    reading = read("unit,node,score,state\n41190,prior,5,not_submitted\n41280,prior,,submitted\n")
    assert codes(reading) == ["state_differs m.csv!D2", "state_differs m.csv!D3"]


def test_a_blank_bonus_is_no_score():
    reading = read("unit,node,score,bonus\n41190,current,,\n")
    assert codes(reading) == ["one_kind_of_points m.csv!B2"]


def test_evaluation_and_month_can_stand_in_the_rows():
    reading = read_csv(
        SourceFile("m.csv", b"evaluation,month,unit,indicator,value\ngyeonggi-2023,2023.9,41190,G1,1\n"),
        Expected(DEFINITION),
    )
    assert (reading.month, codes(reading)) == ("2023-09", [])


LINES = {
    "unknown unit": ("41191,G1,1,,", "unknown_unit m.csv!A3"),
    "unknown indicator": ("41190,G9,1,,", "unknown_indicator m.csv!B3"),
    "no indicator": ("41190,,1,,", "indicator_or_node m.csv!B3"),
    "no number": ("41190,G1,x,,", "not_a_value m.csv!C3"),
    "percent of cases": ("41190,G2,5%,,", "percent_cell m.csv!C3"),
    "unknown state": ("41190,G1,,,later", "unknown_state m.csv!E3"),
    "submitted without a value": ("41190,G1,,,submitted", "state_differs m.csv!E3"),
    "value that is not submitted": ("41190,G1,5,,not_submitted", "state_differs m.csv!E3"),
    "too few fields": ("41190,G1,5", "field_count m.csv!A3"),
    "comma without quotes": ("41190,G2,1,234,,", "field_count m.csv!A3"),
    "the same pair twice": ("41280,G5,5,,", "row_twice m.csv!A3"),
    "no grade in the column of grades": ("41190,G1,,98,", "grade_expected m.csv!D3"),
    "a state beside a grade": ("41190,G1,해당없음,A,", "not_a_number m.csv!C3"),
    "a number for an indicator graded by hand": ("41190,G3,98,,", "grade_expected m.csv!C3"),
    "broken quotes": ('41190,G1,"5"6,,', "csv_broken m.csv!A3"),
}


@pytest.mark.parametrize(("line", "code"), LINES.values(), ids=LINES)
def test_a_bad_line_is_named(line, code):
    reading = read(f"{HEADER}\n41280,G5,1,,\n{line}\n")
    assert codes(reading) == [code]
    assert all(describe(found, language) for found in reading.problems for language in LANGUAGES)


FILES = {
    "empty": (b"", "empty_file m.csv"),
    "blank lines": (b"\n\n", "empty_file m.csv"),
    "binary": (b"unit,indicator\0", "not_text m.csv"),
    "utf-16": ("unit,indicator".encode("utf-16"), "not_text m.csv"),
    "no encoding that is known": (b"unit,indicator,value\n41190,G1,\xff\xff\n", "unknown_encoding m.csv!A2"),
    "semicolons": (b"unit;indicator;value\n", "csv_separator m.csv!A1"),
    "unknown column": (b"unit,indicator,values\n", "unknown_column m.csv!C1"),
    "column twice": (b"unit,indicator,value,value\n", "column_twice m.csv!D1"),
    "only a header": (b"unit,indicator,value\n", "nothing_entered m.csv"),
    "no unit": (b"indicator,value\n", "read_as_unit m.csv!A1"),
    "two months": (b"unit,indicator,value,month\n41190,G1,1,2023-09\n41190,G2,1,2023-08\n", "several_months m.csv!D3"),
}


@pytest.mark.parametrize(("data", "expected"), FILES.values(), ids=FILES)
def test_a_bad_file_is_named(data, expected):
    reading = read(data)
    assert codes(reading)[0] == expected
    assert all(describe(found, language) for found in reading.problems for language in LANGUAGES)
