"""The month that all files of the corpus are made from, as a workbook and as lists, and what is to be read of it."""

from collections.abc import Mapping
from decimal import Decimal

from tests.corpus.books import Book, Cell, Sheet, table
from tests.corpus.case import EVALUATION, MONTH

UNITS = {
    "41190": "부천시",
    "41280": "고양시",
    "41360": "남양주시",
    "41630": "양주시",
    "41610": "광주시",
    "41830": "양평군",
}
INDICATORS = {
    "G1": ("위반건축물 조치율", "%", "정량", 95),
    "G2": ("상담 건수", "건", "정량", 1200),
    "G3": ("우수 사례", "", "정성", None),
    "G4": ("재정 집행률", "%", "정량", Decimal("98.5")),
    "G5": ("민원 처리 건수", "건", "정량", 10),
}
# One line for each indicator, in the order of the units.
GIVEN = {
    "G1": ("91.5", "88", "97.25", "100", "95", "72.1"),
    "G2": ("1200", "980", "1305", "410", "640", "155"),
    "G3": ("S", "A", "B", "A", "S", "B"),
    "G4": ("98.5", "97", "해당없음", "96.4", "99.1", "미입력"),
    "G5": ("7", "12", "9", "15", "11", "3"),
}
STATES = {"해당없음": "not_applicable", "미입력": "not_submitted"}
VALUES, SCORES, ADJUSTMENTS, INFO = "실적", "점수", "가감점", "안내"


def cell(given: str) -> Cell:
    """What was given, a number as a number."""
    return Decimal(given) if given[0].isdigit() else given


def entry(given: str) -> str:
    """What was given as it is read."""
    return f"({given})" if given in "SAB" else STATES.get(given, given)


def info(evaluation: Cell = EVALUATION, month: Cell = MONTH, kind: Cell = "실적") -> Sheet:
    return table([["평가 코드", evaluation], ["기준월", month], ["자료 구분", kind], ["작성", "기획팀"]])


def values() -> Sheet:
    """Names in row 2, codes in row 3, the first value in G4."""
    heads: list[Cell | None] = ["지표 코드", "지표명", "분야", "단위", "구분(정량/정성)", "목표"]
    rows: list[list[Cell | None]] = [
        ["2023년 시군종합평가 · 2023-09 실적"],
        [*heads, *UNITS.values()],
        [None] * len(heads) + list(UNITS),
    ]
    for code, (name, measure, method, target) in INDICATORS.items():
        rows.append([code, name, "행정", measure or None, method, target, *map(cell, GIVEN[code])])
    return table(rows)


BOOK = Book(
    {
        INFO: info(),
        VALUES: values(),
        SCORES: table(
            [
                ["점수"],
                ["시군 코드", "시군", "전년도 점수"],
                [None, None, "prior"],
                *([code, name, Decimal("94.56") if code == "41830" else None] for code, name in UNITS.items()),
            ]
        ),
        ADJUSTMENTS: table(
            [
                ["가점과 감점"],
                ["시군 코드", "시군", "항목 코드", "구분(가점/감점)", "점수", "사유"],
                [],
                ["41190", "부천시", "current", "가점", Decimal("1.5"), "우수 사례"],
                ["41190", "부천시", "current", "감점", Decimal("0.25"), "기한을 넘김"],
            ]
        ),
    }
)
VALUE_ENTRIES = {
    f"{unit} {code}": entry(given) for code, line in GIVEN.items() for unit, given in zip(UNITS, line, strict=True)
}
ENTRIES: Mapping[str, str] = {
    **VALUE_ENTRIES,
    "41830 prior": "94.56",
    "41190 current bonus": "1.5 우수 사례",
    "41190 current deduction": "0.25 기한을 넘김",
}
CODES, VALUES_ONLY = tuple(UNITS), BOOK.only(INFO, VALUES)


def without(*keys: str, of: Mapping[str, str] = ENTRIES) -> dict[str, str]:
    """The entries but for some: those whose key is one of the words or holds it as a part."""
    return {key: said for key, said in of.items() if not any(word == key or word in key.split() for word in keys)}


def long_rows(header: str = "unit,indicator,value") -> list[str]:
    """The values as a long list, a line for each unit and indicator."""
    lines = [f"{unit},{code},{given}" for code, line in GIVEN.items() for unit, given in zip(UNITS, line, strict=True)]
    return [header, *lines]


def wide_rows() -> list[list[str]]:
    """The values as a table of indicators by municipalities, with names and nothing else."""
    head = ["지표 코드", "지표명", *UNITS.values()]
    return [head, *([code, INDICATORS[code][0], *line] for code, line in GIVEN.items())]


def turned_rows() -> list[list[str]]:
    """The values as a table of municipalities by indicators."""
    columns = zip(*GIVEN.values(), strict=True)
    body = ([code, name, *line] for (code, name), line in zip(UNITS.items(), columns, strict=True))
    return [["시군 코드", "시군", *GIVEN], *body]
