import unicodedata

import pytest

from app.text.particles import is_pair, with_particle


@pytest.mark.parametrize(
    ("name", "pair", "written"),
    [
        ("부천시", "이/가", "부천시가"),
        ("수원", "이/가", "수원이"),
        ("목표", "을/를", "목표를"),
        ("실적", "을/를", "실적을"),
        ("순위", "은/는", "순위는"),
        ("등급", "은/는", "등급은"),
        ("점수", "과/와", "점수와"),
        ("가점", "과/와", "가점과"),
        ("경로", "으로/로", "경로로"),
        ("목록", "으로/로", "목록으로"),
        ("서울", "으로/로", "서울로"),
        ("서울", "이/가", "서울이"),
    ],
)
def test_syllables(name, pair, written):
    assert with_particle(name, pair) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("0", "0이"),
        ("1", "1이"),
        ("2", "2가"),
        ("3", "3이"),
        ("4", "4가"),
        ("5", "5가"),
        ("6", "6이"),
        ("7", "7이"),
        ("8", "8이"),
        ("9", "9가"),
        ("98.5", "98.5가"),
        ("100", "100이"),
        ("70%", "70%가"),
        ("９", "９가"),
    ],
)
def test_digits_are_read_in_korean(name, written):
    assert with_particle(name, "이/가") == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("S", "S를"),
        ("A", "A를"),
        ("L", "L을"),
        ("M", "M을"),
        ("N", "N을"),
        ("R", "R을"),
        ("s", "s를"),
        ("G101", "G101을"),
        ("㎡", "㎡를"),
    ],
)
def test_letters_are_read_in_korean(name, written):
    assert with_particle(name, "을/를") == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("1", "1로"),
        ("7", "7로"),
        ("8", "8로"),
        ("3", "3으로"),
        ("0", "0으로"),
        ("L", "L로"),
        ("R", "R로"),
        ("N", "N으로"),
    ],
)
def test_the_directional_particle_after_rieul(name, written):
    assert with_particle(name, "으로/로") == written


@pytest.mark.parametrize(
    ("name", "written"),
    [("부천시(1그룹)", "부천시(1그룹)이"), ("‘지표’", "‘지표’가"), ("G101]", "G101]이"), ("값 ", "값 이")],
)
def test_closing_brackets_are_not_read(name, written):
    assert with_particle(name, "이/가") == written


def test_decomposed_letters_from_a_mac_are_syllables_too():
    decomposed = unicodedata.normalize("NFD", "실적")
    assert with_particle(decomposed, "을/를") == decomposed + "을"


@pytest.mark.parametrize("name", ["市", "", "()", "☆", "name", "planning", "Bucheon"])
def test_both_forms_where_nobody_can_tell(name):
    assert with_particle(name, "은/는") == name + "은(는)"
    assert with_particle(name, "으로/로") == name + "(으)로"


def test_a_closing_mark_stands_before_the_particle():
    assert with_particle("지표", "’이/가") == "지표’가"
    assert with_particle("8", "’으로/로") == "8’로"
    assert with_particle("목표(값)", "”은/는") == "목표(값)”은"


def test_other_formats_are_no_pairs():
    assert is_pair("은/는")
    assert is_pair("’은/는")
    assert not is_pair(".2f")
    assert not is_pair("")
