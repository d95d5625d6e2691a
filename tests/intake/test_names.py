"""Names as people write them: read where only one municipality or indicator can be meant, else asked about."""

import unicodedata
from datetime import date

import pytest

from app.intake.csv_file import read_csv
from app.intake.directory import directory_of, names_of
from app.intake.numbers import Unread
from app.intake.reading import Expected, SourceFile
from app.services.problems import parts_of
from scoring.model import Branch, Definition, Evaluation, Group, Name, Unit
from scoring.problem import Severity
from tests.intake.small import LEAVES

UNITS = (
    Unit("41190", Name("부천시", "Bucheon")),
    Unit("41280", Name("고양시", "Goyang")),
    Unit("41610", Name("광주시", "Gwangju")),
    Unit("41630", Name("양주시", "Yangju")),
    Unit("41360", Name("남양주시", "Namyangju")),
    Unit("41830", Name("양평군", "Yangpyeong")),
)
ROOT = Branch("final", Name("종합", "Final"), Name("종합", "Final"), LEAVES)
GROUPS = (Group("1", Name("1그룹", "Group 1"), UNITS),)
EVALUATION = Evaluation("e", Name("평가", "E"), date(2023, 1, 1), date(2023, 9, 30), ROOT, GROUPS)
EXPECTED = Expected(Definition((EVALUATION,), UNITS), "e", "2023-09")


def read(*rows):
    text = "시군,지표,실적\n" + "".join(f"{row}\n" for row in rows)
    return read_csv(SourceFile("m.csv", text.encode()), EXPECTED)


EXACT = ["부천시", "41190", " 부천 시 ", "Bucheon", "BUCHEON", unicodedata.normalize("NFD", "부천시")]
SHORT = ["부천", "경기도 부천시", "경기 부천", "부천시청", "경기도부천시청"]


@pytest.mark.parametrize("written", EXACT)
def test_a_name_or_code_is_read_without_a_word(written):
    reading = read(f"{written},G1,5")
    assert ([entry.unit for entry in reading.entries], reading.problems) == (["41190"], ())


@pytest.mark.parametrize("written", SHORT)
def test_a_form_that_can_only_mean_one_is_read_and_listed(written):
    reading = read(f"{written},G1,5")
    (found,) = reading.problems
    assert [entry.unit for entry in reading.entries] == ["41190"]
    assert (found.code, found.severity, found.place) == ("intake.names_matched", Severity.NOTE, "m.csv!A2")
    assert found.values["names"] == f"{written} → 부천시"


def test_each_form_is_listed_once():
    (found,) = read("양주,G1,1", "남양주,G1,2", "양주,G2,3", "양평,G1,4").problems
    assert found.values["names"] == "양주 → 양주시, 남양주 → 남양주시, 양평 → 양평군"


@pytest.mark.parametrize("written", ["전남 광주", "광주광역시", "전라남도 광주시", "부천군", "서울 양주시"])
def test_another_province_or_rank_is_refused_with_the_nearest_name(written):
    (found,) = read(f"{written},G1,5").problems
    assert (found.code, found.severity) == ("intake.unknown_unit", Severity.ERROR)
    assert found.values["suggestion"] in {unit.name.ko for unit in UNITS}


def test_a_form_that_can_mean_two_is_refused_with_both():
    twins = (Unit("1", Name("고성군", "Goseong")), Unit("2", Name("고성시", "Goseong")))
    evaluation = Evaluation(*[getattr(EVALUATION, name) for name in ("code", "name", "period_start", "cutoff", "root")],
                            (Group("1", Name("1", "1"), twins),))  # fmt: skip
    units = names_of(evaluation).units
    assert units.resolve("", "고성군") == "1"
    with pytest.raises(Unread) as refused:
        units.resolve("", "고성")
    assert (refused.value.code, refused.value.values["allowed"]) == ("ambiguous_unit", "고성군(1), 고성시(2)")


@pytest.mark.parametrize("written", ["상담건수", "상담 건수", "ｇ2", "Indicator G2"])
def test_an_indicator_is_read_by_exactly_its_name(written):
    reading = read(f"부천시,{written},5")
    assert ([entry.item for entry in reading.entries], reading.problems) == (["G2"], ())


@pytest.mark.parametrize("written", ["상담 건수(건)", "상담건", "상담 건수 1"])
def test_an_indicator_of_another_name_is_refused_with_the_nearest(written):
    (found,) = read(f"부천시,{written},5").problems
    assert (found.code, found.values["suggestion"]) == ("intake.unknown_indicator", "상담 건수")
    assert "상담 건수" in parts_of(found, "ko").do


def test_a_code_and_the_name_of_another_are_refused():
    with pytest.raises(Unread) as refused:
        names_of(EVALUATION).units.resolve("41190", "고양시")
    assert (refused.value.code, refused.value.values["other"]) == ("unit_mismatch", "41280")


def test_a_code_that_is_the_name_of_another_is_ambiguous():
    directory = directory_of("unit", {"A": Name("B", "B"), "B": Name("C", "C")})
    with pytest.raises(Unread, match="ambiguous_unit"):
        directory.resolve("", "B")


def test_thousands_of_unknown_names_are_reported_without_searching_for_each():
    reading = read(*(f"없는시{number},G1,5" for number in range(3_000)))
    found = [problem for problem in reading.problems if problem.code == "intake.unknown_unit"]
    assert (len(found), reading.counts.refused) == (3_000, 3_000)
