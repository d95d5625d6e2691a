"""Files that are too large, or hold more rows, columns or words than anyone enters."""

from collections.abc import Callable

from tests.corpus.base import BOOK, CODES, ENTRIES, long_rows
from tests.corpus.books import Sheet, cell_name
from tests.corpus.case import EVALUATION, MONTH, Case

MEGABYTE = 1024 * 1024
CSV = "month.csv"
HEADER = "unit,indicator,value"


def lines(rows: list[str]) -> bytes:
    return "\r\n".join(rows).encode()


def listed(name: str, make: Callable[[], bytes], *says: str) -> Case:
    return Case(f"big, {name}", make, says, file=CSV, evaluation=EVALUATION, month=MONTH)


def many_unknown() -> bytes:
    """Ten thousand rows of municipalities that are not there, every name another."""
    return lines([HEADER, *(f"경기도 제{number}시,G1,1" for number in range(10_000))])


def same_pair() -> bytes:
    return lines([*long_rows(), *(f"{CODES[0]},G1,{number}" for number in range(10_000))])


def with_empty_lines() -> bytes:
    """Half a million empty lines and lines of commas between two values."""
    return lines([HEADER, "41190,G1,1", *(["", ",,"] * 250_000), "41190,G2,2"])


def long_notes() -> bytes:
    """A note as long as a cell can be in each of fifty rows below the table."""
    return BOOK.put({f"실적!A{row}": "가나다라 " * 6_500 for row in range(20, 70)}).data()


def unknown_indicators() -> bytes:
    """Ten thousand rows of indicators that are not there."""
    cells = {(row, 1): f"지표{row}" for row in range(20, 10_020)} | {(row, 7): 1 for row in range(20, 10_020)}
    return BOOK.change("실적", cells={**BOOK.sheets["실적"].cells, **cells}).data()


def unknown_columns() -> bytes:
    """Fifteen hundred columns of municipalities that are not there."""
    heads = {(3, column): f"9{column:04}" for column in range(20, 1_520)}
    return BOOK.change("실적", cells={**BOOK.sheets["실적"].cells, **heads}).data()


def other_sheet() -> bytes:
    """A sheet of no concern that is larger than any that is read."""
    return BOOK.add("원자료", Sheet({(row, column): 1 for row in range(1, 30_001) for column in range(1, 4)})).data()


CASES = (
    Case("big, 200 MB", lambda: bytes(200 * MEGABYTE), ("too_large month.xlsx",)),
    Case("big, 200 MB that begin like a workbook", lambda: b"PK\x03\x04".ljust(200 * MEGABYTE, b"\0"),
         ("too_large month.xlsx",)),
    listed("200 MB of csv", lambda: bytes(200 * MEGABYTE), f"too_large {CSV}"),
    listed("a list of a million and a half rows", lambda: b"unit,indicator,value\n" + b"a,b,1\n" * 1_500_000,
           f"too_many_cells {CSV}!A50001"),
    listed("a row of ten million empty fields", lambda: b"unit,indicator,value\n41190,G1,1\n" + b"," * 10_000_000,
           f"too_many_cells {CSV}!A3"),
    listed("a header of 100,000 columns", lambda: ",".join(f"c{n}" for n in range(100_000)).encode(),
           f"too_many_cells {CSV}!A1"),
    listed("a field of twenty million characters", lambda: b"unit,indicator,value\n" + b"x" * 19_900_000,
           f"csv_broken {CSV}!A2"),
    listed("a quotation that never ends", lambda: lines(long_rows()) + b'\r\n"' + b"x\n" * 5_000_000,
           f"csv_broken {CSV}!A32"),
    listed("half a million empty lines", with_empty_lines, f"too_many_cells {CSV}!A50001"),
    listed("ten thousand unknown municipalities", many_unknown,
           *(f"unknown_unit {CSV}!A{row}" for row in range(2, 10_002))),
    listed("a pair ten thousand times", same_pair, *(f"row_twice {CSV}!A{row}" for row in range(32, 10_032))),
    Case("big, notes as long as a cell can be", long_notes, ("rows_skipped 실적",), ENTRIES, noted=50),
    Case("big, ten thousand unknown indicators", unknown_indicators,
         tuple(f"unknown_indicator 실적!A{row}" for row in range(20, 10_020))),
    Case("big, fifteen hundred unknown columns", unknown_columns,
         tuple(f"unknown_unit 실적!{cell_name(3, column)}" for column in range(20, 1_520))),
    Case("big, another sheet of 30,000 rows", other_sheet, ("sheet_ignored 원자료",), ENTRIES),
)  # fmt: skip
