"""Values in several sheets, and reports of one municipality that have no column for it."""

from collections.abc import Iterable, Mapping

from tests.corpus.base import GIVEN, INDICATORS, INFO, UNITS, VALUE_ENTRIES, cell, entry, info, wide_rows
from tests.corpus.books import Book, Cell, Sheet, table
from tests.corpus.case import Case

WIDE = [[*line[:2], *map(cell, line[2:])] if row else list(line) for row, line in enumerate(wide_rows())]
HALVES = {"1그룹": (2, 3, 4), "2그룹": (5, 6, 7)}
HOME, OTHER = "41190", "41280"
REPORT_HEAD = ["지표 코드", "지표명", "목표", "실적"]
WHOSE = "read_as_unit"


def columns(chosen: Iterable[int], rows: Iterable[int] = range(len(WIDE))) -> Sheet:
    """Some columns of the table of values beside its names, some of its rows."""
    return table([[WIDE[row][column] for column in (0, 1, *chosen)] for row in rows])


def book(sheets: Mapping[str, Sheet]) -> Book:
    return Book({INFO: info(), **sheets})


def halves(**others: Sheet) -> Book:
    return book({name: columns(chosen) for name, chosen in HALVES.items()} | others)


def turned(chosen: Iterable[str]) -> Sheet:
    """Municipalities by indicators, for some indicators."""
    columns = zip(UNITS, zip(*(GIVEN[code] for code in chosen), strict=True), strict=True)
    return table([["시군 코드", *chosen], *([unit, *map(cell, line)] for unit, line in columns)])


def read(name: str, made: Book, *says: str, reads: Mapping[str, str] = VALUE_ENTRIES, **others: object) -> Case:
    return Case(f"sheets, {name}", made.data, says, reads, **others)


def refused(name: str, made: Book, *says: str, **others: object) -> Case:
    return Case(f"sheets, {name}", made.data, says, **others)


def report(unit: str, *above: list[Cell | None], codes: Iterable[str] = GIVEN) -> Sheet:
    """A municipality's own report, with the lines above its table."""
    place = list(UNITS).index(unit)
    rows: list[list[Cell | None]] = [
        [code, INDICATORS[code][0], INDICATORS[code][3], cell(GIVEN[code][place])] for code in codes
    ]
    return table([*above, REPORT_HEAD, *rows])


def of(unit: str, codes: Iterable[str] = GIVEN) -> dict[str, str]:
    """The entries of one municipality."""
    return {f"{unit} {code}": entry(GIVEN[code][list(UNITS).index(unit)]) for code in codes}


FIELDS = {"1분야": ("G1", "G2"), "2분야": ("G3", "G4", "G5")}
TITLE: list[Cell | None] = ["2023년 9월 정부합동평가 실적"]
HEADED = table(
    [
        TITLE,
        [*REPORT_HEAD, "비고"],
        ["행정 분야"],
        ["G1", "위반건축물 조치율", 95, cell("91.5")],
        ["재정 분야"],
        ["G4", "재정 집행률", cell("98.5"), cell("98.5")],
        ["합계", None, None, cell("190")],
        ["※ 9월 말 기준"],
    ]
)
CASES = (
    read("one for each group", halves(), "tables_joined 1그룹"),
    read("one for each field", book({name: turned(codes) for name, codes in FIELDS.items()}), "tables_joined 1분야"),
    read("one for each group, one with an indicator less",
         book({"1그룹": columns((2, 3, 4)), "2그룹": columns((5, 6, 7), range(5))}),
         "missing_indicators 2그룹", "tables_joined 1그룹",
         reads={key: said for key, said in VALUE_ENTRIES.items() if key not in ("41630 G5", "41610 G5", "41830 G5")}),
    read("one for each group, one municipality in none",
         book({"1그룹": columns((2, 3, 4)), "2그룹": columns((5, 6))}), "missing_units 1그룹", "tables_joined 1그룹",
         reads={key: said for key, said in VALUE_ENTRIES.items() if not key.startswith("41830")}),
    read("one for each field, one with a municipality less",
         book({"1분야": turned(FIELDS["1분야"]), "2분야": columns((2, 3, 4, 5, 6), (0, 3, 4, 5))}),
         "missing_units 2분야", "tables_joined 1분야",
         reads={key: said for key, said in VALUE_ENTRIES.items() if key not in ("41830 G3", "41830 G4", "41830 G5")}),
    refused("a municipality in two", book({"1그룹": columns((2, 3, 4)), "2그룹": columns((4, 5, 6, 7))}),
            "tables_overlap 2그룹!C2"),
    refused("a whole table twice", halves(합계표=columns(range(2, 8))), "tables_overlap 합계표!C2",
            "tables_overlap 합계표!F2"),
    read("a report of one municipality", book({"Sheet1": report(HOME, TITLE, [])}), f"{WHOSE} Sheet1!A3",
         reads=of(HOME)),
    read("a report of the one that was chosen", book({"Sheet1": report(OTHER)}), f"{WHOSE} Sheet1!A1",
         reads=of(OTHER), unit=OTHER),
    read("a report of the one in its title", book({"Sheet1": report("41360", ["경기도 남양주시 9월 실적"])}),
         f"{WHOSE} Sheet1!A2", reads=of("41360")),
    read("a report of the one beside a word", book({"Sheet1": report(OTHER, ["시군명", "고양시"], [])}),
         f"{WHOSE} Sheet1!A3", reads=of(OTHER), unit=HOME),
    read("a report with headings, a sum and a note", book({"Sheet1": HEADED}), f"{WHOSE} Sheet1!A2",
         "columns_skipped Sheet1", "totals_skipped Sheet1", "rows_skipped Sheet1",
         reads=of(HOME, ("G1", "G4")), noted=4),
    read("a report for each municipality", book({name: report(unit) for unit, name in UNITS.items()}),
         *(f"{WHOSE} {name}!A1" for name in UNITS.values()), "tables_joined 부천시"),
    read("a report in two parts", book({name: report(HOME, codes=codes) for name, codes in FIELDS.items()}),
         f"{WHOSE} 1분야!A1", f"{WHOSE} 2분야!A1", "tables_joined 1분야", reads=of(HOME)),
    refused("a report twice", book({"9월": report(HOME), "9월 (2)": report(HOME)}), f"{WHOSE} 9월!A1",
            f"{WHOSE} 9월 (2)!A1", "tables_overlap 9월 (2)!D2"),
    refused("a report with an unknown code", book({"Sheet1": report(HOME)}).put({"Sheet1!A3": "G9", "Sheet1!B3": None}),
            f"{WHOSE} Sheet1!A1", "unknown_indicator Sheet1!A3"),
    refused("a report with an indicator twice",
            book({"Sheet1": report(HOME)}).put({"Sheet1!A3": "G1", "Sheet1!B3": None, "Sheet1!C3": None}),
            f"{WHOSE} Sheet1!A1", "row_twice Sheet1!A3"),
    refused("a report that names two municipalities", book({"Sheet1": report(HOME, ["부천시와 고양시 비교"])}),
            "sheet_ignored Sheet1", "no_known_sheet month.xlsx"),
    refused("a report for one that does not take part", book({"Sheet1": report(HOME)}), "sheet_ignored Sheet1",
            "no_known_sheet month.xlsx", unit="99999"),
)  # fmt: skip
