"""Tables as people keep them: titles, notes, subtotals, doubled heads, shifted, doubled, renamed and hidden parts."""

import unicodedata

from tests.corpus.base import (
    BOOK,
    CODES,
    ENTRIES,
    GIVEN,
    INDICATORS,
    INFO,
    UNITS,
    VALUE_ENTRIES,
    VALUES,
    VALUES_ONLY,
    cell,
    info,
    turned_rows,
    wide_rows,
    without,
)
from tests.corpus.books import Book, Cell, Formula, Sheet, table
from tests.corpus.case import Case

NFD = "NFD"
COLUMN_OF = dict(zip(UNITS, "GHIJKL", strict=True))
LACKS_UNITS, LACKS_INDICATORS = "missing_units 실적", "missing_indicators 실적"


def rows_of(lines: list[list[str]]) -> list[list[Cell | None]]:
    """Written rows as cells, numbers as numbers where they stand among the values."""
    head, *body = lines
    return [list(head), *([*line[:2], *map(cell, line[2:])] for line in body)]


def alone(rows: list[list[Cell | None]], name: str = "실적", **changes: object) -> Book:
    """A table with the sheet that says what it is about, and nothing else."""
    book = Book({INFO: info(), name: table(rows)})
    return book.change(name, **changes) if changes else book


def read(name: str, book: Book, *says: str, **others: object) -> Case:
    return Case(f"table, {name}", book.data, says, ENTRIES, **others)


def read_values(name: str, book: Book, *says: str, **others: object) -> Case:
    return Case(f"table, {name}", book.data, says, VALUE_ENTRIES, **others)


def refused(name: str, cells: dict[str, Cell | None], *says: str) -> Case:
    return Case(f"table, {name}", BOOK.put(cells).data, says)


def without_rows(*rows: int) -> Book:
    """The sheet of values with some rows emptied."""
    cells = BOOK.sheets[VALUES].cells.items()
    return BOOK.change(VALUES, cells={at: written for at, written in cells if at[0] not in rows})


def exchanged() -> Book:
    """The first two municipalities in the place of each other, with everything that is theirs."""
    heads = {"실적!G2": "고양시", "실적!G3": "41280", "실적!H2": "부천시", "실적!H3": "41190"}
    rows = list(enumerate(GIVEN.values(), 4))
    return BOOK.put(
        {**heads}
        | {f"실적!G{row}": cell(line[1]) for row, line in rows}
        | {f"실적!H{row}": cell(line[0]) for row, line in rows}
    )


def named(name: str, written: str, *says: str, unit: str = "41190") -> Case:
    """A municipality written in another way, without its code."""
    column = COLUMN_OF[unit]
    cells = {f"실적!{column}2": written, f"실적!{column}3": None}
    without_codes = {f"실적!{one}3": None for one in COLUMN_OF.values()}
    return Case(f"name, {name}", BOOK.put({**without_codes, **cells}).data, says,
                None if any(one.startswith("unknown") for one in says) else ENTRIES)  # fmt: skip


def matched(name: str, written: str, unit: str = "41190") -> Case:
    """A name that is read as another, which is said."""
    return named(name, written, f"names_matched 실적!{COLUMN_OF[unit]}2", unit=unit)


def misnamed(name: str, written: str, unit: str = "41190") -> Case:
    column = COLUMN_OF[unit]
    return named(name, written, f"unknown_unit 실적!{column}2", LACKS_UNITS, unit=unit)


WIDE, TURNED = rows_of(wide_rows()), rows_of(turned_rows())
LONG: list[list[Cell | None]] = [
    ["시군 코드", "시군", "지표 코드", "지표명", "실적"],
    *([unit, UNITS[unit], code, INDICATORS[code][0], cell(given)]
      for code, line in GIVEN.items() for unit, given in zip(UNITS, line, strict=True)),
]  # fmt: skip
SUBTOTALS: list[list[Cell | None]] = [[*WIDE[0], "합계"], *([*row, Formula("SUM(C2:H2)", "1")] for row in WIDE[1:])]
SECOND = {"실적!A12": "지표 코드", "실적!B12": "지표명", "실적!G12": "부천시", "실적!A13": "G2", "실적!G13": 5}
HEADS = tuple(f"실적!{column}{row}" for column in "ABCDEFGHIJKL" for row in (2, 3))
MERGED_HEADS: list[list[Cell | None]] = [
    ["지표 코드", "지표명", "1그룹", None, None, "2그룹"],
    [None, None, *UNITS.values()],
    *WIDE[1:],
]

CASES = (
    named("decomposed letters of a Mac", unicodedata.normalize(NFD, "부천시")),
    named("a space behind", "부천시 "),
    named("spaces between the letters", "부 천 시"),
    named("no-break space", "부천시\u00a0"),
    named("zero-width space", "부천시\u200b"),
    named("a line break", "부천\n시"),
    matched("without 시", "부천"),
    matched("without 군", "양평", unit="41830"),
    matched("one name inside another", "양주", unit="41630"),
    matched("the longer of two alike", "남양주", unit="41360"),
    matched("the province in front", "경기도 부천시"),
    matched("the province in short, without 시", "경기 부천"),
    matched("the province in front of a name that is a metropolis elsewhere", "경기도 광주시", unit="41610"),
    matched("the town hall", "부천시청"),
    named("in English", "Bucheon"),
    misnamed("a metropolis of another province", "광주광역시", unit="41610"),
    misnamed("one letter wrong", "부쳔시"),
    misnamed("a municipality of another province", "전주시"),
    misnamed("a part of a name", "주시", unit="41630"),
    read("titles above", BOOK.move(VALUES, row=3).put({"실적!B2": "제목", "실적!A3": "(단위: 건, %)"}), noted=0),
    read("notes below", BOOK.put({"실적!A10": "※ 자료: 각 시군", "실적!B11": "문의: 기획예산과 (2023. 10. 5.)"}),
         "rows_skipped 실적", noted=2),
    read("an empty row in the middle", BOOK.move(VALUES, row=2, first_row=6)),
    read("a table that begins elsewhere", BOOK.move(VALUES, row=4, column=3)),
    read("no row of codes", without_rows(3)),
    read("codes typed as numbers", BOOK.put({f"실적!{COLUMN_OF[unit]}3": int(unit) for unit in CODES})),
    read("municipalities in another order", exchanged()),
    read("a hidden row", BOOK.change(VALUES, hidden_rows=frozenset({5})), "hidden_rows 실적"),
    read("a hidden column", BOOK.change(VALUES, hidden_columns=(7,)), "hidden_columns 실적"),
    read("a hidden sheet", BOOK.change(VALUES, state="hidden"), "hidden_sheet 실적"),
    read("a sheet hidden from the menu, too", BOOK.change(VALUES, state="veryHidden"), "hidden_sheet 실적"),
    read("a memo beside", BOOK.add("메모", table([["회의는 10월 5일"]])), "sheets_skipped 메모"),
    read("numbers of no concern on another sheet", BOOK.add("원자료", table([["합", 1], ["차", 2]])),
         "sheet_ignored 원자료"),
    read("an empty sheet", BOOK.add("Sheet4", Sheet({}))),
    read("a column of remarks", BOOK.put({"실적!M2": "비고", "실적!M4": "확인함"}), "columns_skipped 실적"),
    read("a column of numbers that is no municipality", BOOK.put({"실적!M2": "전국", "실적!M4": 5}),
         "column_ignored 실적!M2"),
    read_values("indicators by municipalities", alone(WIDE)),
    read_values("municipalities by indicators", alone(TURNED)),
    read_values("a long list", alone(LONG)),
    read_values("a table without any code", alone([row[1:] for row in WIDE])),
    read_values("a sheet of another name", alone(WIDE, "9월 취합")),
    read_values("a column of sums", alone(SUBTOTALS), "totals_skipped 실적"),
    read_values("a row of averages", alone([*WIDE, [None, "평균", *([50] * 6)]]), "totals_skipped 실적"),
    read_values("a row of sums between fields", alone([*WIDE[:3], ["소계", None, *([50] * 6)], *WIDE[3:]]),
                "totals_skipped 실적"),
    read_values("two rows of heads, merged", alone(MERGED_HEADS, merged=("C1:E1", "F1:H1", "A1:A2", "B1:B2"))),
    read_values("two rows of heads, one empty row below", alone([*MERGED_HEADS[:2], [], *MERGED_HEADS[2:]],
                                                               merged=("C1:E1", "F1:H1"))),
    read_values("heads in English", alone([["Indicator code", "Indicator", *UNITS.values()], *WIDE[1:]])),
    refused("an unknown code of a municipality", {"실적!G3": "41191"}, "unknown_unit 실적!G3", LACKS_UNITS),
    refused("columns shifted against their names", {"실적!G2": "고양시", "실적!H2": "부천시"}, "unit_mismatch 실적!G3",
            "unit_mismatch 실적!H3", LACKS_UNITS),
    refused("a municipality twice", {"실적!H2": "부천시", "실적!H3": "41190"}, "unit_twice 실적!H3", LACKS_UNITS),
    refused("an unknown indicator", {"실적!A4": "G11"}, "unknown_indicator 실적!A4", LACKS_INDICATORS),
    refused("rows shifted against their names", {"실적!B4": "상담 건수", "실적!B5": "위반건축물 조치율"},
            "indicator_mismatch 실적!A4", "indicator_mismatch 실적!A5", LACKS_INDICATORS),
    refused("an indicator twice, alike", {"실적!A9": "G1", **{f"실적!{column}9": cell(given) for column, given in
            zip("GHIJKL", GIVEN["G1"], strict=True)}}, "indicator_twice 실적!A9"),
    refused("an indicator twice, with another value", {"실적!A9": "G1", "실적!G9": 5}, "indicator_twice 실적!A9"),
    refused("a row of values without a name", {"실적!A4": None, "실적!B4": None}, "code_missing 실적!A4",
            LACKS_INDICATORS),
    read("code and name exchanged", BOOK.put({"실적!A4": "위반건축물 조치율", "실적!B4": "G1"})),
    refused("the heads of the table deleted", dict.fromkeys(HEADS),
            "header_missing 실적"),
    read("the target changed", BOOK.put({"실적!F4": 90}), "target_differs 실적!F4"),
    refused("a score of an unknown item", {"점수!C3": "last"}, "unknown_score 점수!C3"),
    refused("a score of an unknown municipality", {"점수!A9": "41831"}, "unknown_unit 점수!A9"),
    refused("the name of another municipality beside a score", {"점수!B9": "부천시"}, "unit_mismatch 점수!A9"),
    refused("a score in percent", {"점수!C9": "94%"}, "percent_cell 점수!C9"),
    refused("points for an unknown item", {"가감점!C4": "curent"}, "unknown_node 가감점!C4"),
    refused("neither bonus nor deduction", {"가감점!D4": "벌점"}, "unknown_adjustment 가감점!D4"),
    refused("points missing", {"가감점!E4": None}, "points_missing 가감점!E4"),
    refused("a bonus twice", {"가감점!D5": "가점"}, "row_twice 가감점!A5"),
    refused("no column of points", {"가감점!E2": "값"}, "column_missing 가감점"),
    Case("table, a municipality left out", BOOK.put({f"실적!L{row}": None for row in range(2, 9)}).data, (LACKS_UNITS,),
         without(*(f"41830 {code}" for code in GIVEN))),
    Case("table, an indicator left out", without_rows(8).data, (LACKS_INDICATORS,), without("G5")),
    Case("table, the sheet in two languages", BOOK.add("Values", BOOK.sheets[VALUES]).data,
         ("tables_overlap Values!G4",)),
    Case("table, two tables below each other", VALUES_ONLY.put(SECOND).data,
         ("unknown_indicator 실적!A12", "indicator_twice 실적!A13")),
    Case("table, only the template's heads", without_rows(*range(4, 9)).only(INFO, VALUES).data,
         (LACKS_INDICATORS, "nothing_entered month.xlsx")),
    Case("table, empty sheets only", Book({"Sheet1": Sheet({}), "Sheet2": Sheet({})}).data,
         ("evaluation_missing month.xlsx",)),
)  # fmt: skip
