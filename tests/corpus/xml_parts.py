"""Parts whose XML is broken, endless, or says what no spreadsheet program would."""

import random
from collections.abc import Callable

from tests.corpus.base import BOOK, ENTRIES
from tests.corpus.books import Book, Parts, pack
from tests.corpus.case import Case
from tests.corpus.packages import RELATIONS, SHEET, STYLES, TEXTS, WORKBOOK, changed

FILE = "month.xlsx"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'{DECLARED}<!DOCTYPE x [<!ENTITY l0 "laugh">{LAUGHS}]>\n'
LOCAL_FILE = f'{DECLARED}<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n'
OVER_THE_NET = f'{DECLARED}<!DOCTYPE x SYSTEM "http://example.com/x.dtd">\n'


def begun_with(part: str, prologue: str) -> Callable[[], bytes]:
    return changed(part, DECLARED, prologue)


def row_before(written: str) -> Callable[[], bytes]:
    """Rows and cells of no right kind before the first row of values."""
    return changed(SHEET, "<sheetData>", f"<sheetData>{written}")


def row_after(write: Callable[[], str]) -> Callable[[], bytes]:
    """Rows below the table."""
    return lambda: changed(SHEET, "</sheetData>", f"{write()}</sheetData>")()


def spoilt(part: str, spoil: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    def make() -> bytes:
        parts: Parts = BOOK.parts()
        parts[part] = spoil(parts[part])
        return pack(parts)

    return make


def lively(count: int, pieces: tuple[str, ...]) -> str:
    """Pieces in an order by chance; what comes again comes too late for a packer to see it, so it is no plain bomb."""
    block = random.Random(3).choices(pieces, k=min(count, 50_000))
    return "".join(block) * (count // len(block))


def deep() -> bytes:
    """Three million elements inside each other, by names that differ."""
    return spoilt(
        TEXTS, lambda part: part.replace(b"</sst>", lively(3_000_000, tuple(f"<{one}>" for one in "abcdefgh")).encode())
    )()


def many_texts() -> bytes:
    """A million texts that no cell shows."""
    pieces = tuple(f"<si><t>{one}</t></si>" for one in ("가나", "ab", "cd", "12", "34", "x", "y", "z1"))
    return spoilt(TEXTS, lambda part: part.replace(b"</sst>", f"{lively(1_000_000, pieces)}</sst>".encode()))()


def endless_text() -> bytes:
    """A cell with thirty million characters, of which each would grow to eighteen when its form is settled."""
    text = lively(10_000_000, ("\ufdfa", "가", "나"))
    return changed(
        SHEET, "</sheetData>", f'<row r="20"><c r="A20" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData>'
    )()


def endless_unit() -> bytes:
    """The name of a unit, half a million characters long."""
    return BOOK.put({"실적!M2": lively(500_000, ("가", "나", "다", "a", "b")), "실적!M3": None}).data()


def many_sheets() -> bytes:
    """A hundred thousand sheets that stand in the list only."""
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(10, 100_010))
    return changed(WORKBOOK, "</sheets>", f"{listed}</sheets>")()


def one_part_for_all() -> bytes:
    """A thousand sheets that all point to the same three megabytes."""
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId2"/>' for n in range(10, 1_010))
    parts = BOOK.parts()
    parts[WORKBOOK] = parts[WORKBOOK].replace(b"</sheets>", f"{listed}</sheets>".encode())
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b" " * 3_000_000 + b"</sheetData>")
    return pack(parts)


def many_styles(count: int = 40_000, form: str = "0" * 60_000) -> bytes:
    """Forty thousand styles of one format that is sixty thousand characters long."""
    formats = f'<numFmts><numFmt numFmtId="999" formatCode="{form}"/></numFmts>'
    styles = lively(count, ('<xf numFmtId="999"/>', '<xf numFmtId="999" fontId="0"/>'))

    def spoil(part: bytes) -> bytes:
        named = part.replace(b"<fonts>", f"{formats}<fonts>".encode())
        return named.replace(b"</cellXfs>", f"{styles}</cellXfs>".encode())

    return spoilt(STYLES, spoil)()


def many_hidden_rows() -> bytes:
    """A million rows that are hidden and hold nothing."""
    return row_after(lambda: lively(1_000_000, ('<row hidden="1"/>', '<row  hidden="1"/>')))()


def two_million_rows() -> bytes:
    """A cell in each of two million rows."""
    return row_after(lambda: lively(2_000_000, ("<row><c><v>1</v></c></row>", "<row><c><v>2</v></c></row>")))()


def declared_rows() -> bytes:
    """A table that says it has all rows and columns there can be, with 6 x 5 values in it."""
    return changed(SHEET, "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')()


def long_number(where: str) -> Callable[[], bytes]:
    """The number of a row or text with 200,000 digits, at the very end of what is read."""
    return row_after(lambda: where.format("9" * 200_000))


def in_utf_16() -> bytes:
    parts = BOOK.parts()
    return pack({**parts, SHEET: parts[SHEET].decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")})


def refused(name: str, make: Callable[[], bytes], *says: str) -> Case:
    return Case(f"xml, {name}", make, says)


def odd(name: str, make: Callable[[], bytes], *says: str) -> Case:
    return Case(f"xml, {name}", make, says, ENTRIES)


def merged(*ranges: str) -> Callable[[], bytes]:
    return BOOK.change("실적", merged=ranges).data


def cells(count: int) -> str:
    return f'<row r="20">{"<c><v>1</v></c>" * count}</row>'


CASES = (
    refused("a billion laughs", begun_with(SHEET, BILLION), f"document_type {FILE}"),
    refused("a billion laughs among the texts", begun_with(TEXTS, BILLION), f"document_type {FILE}"),
    refused("an entity that is a file of this machine", begun_with(SHEET, LOCAL_FILE), f"document_type {FILE}"),
    refused("a document type from the internet", begun_with(RELATIONS, OVER_THE_NET), f"document_type {FILE}"),
    refused("a document type in the list of sheets", begun_with(WORKBOOK, BILLION), f"document_type {FILE}"),
    refused("an entity that is not declared", changed(SHEET, "<v>91.5</v>", "<v>&x;</v>"), f"part_broken {FILE}"),
    refused("an element that is not closed", changed(SHEET, "</row>", ""), f"part_broken {FILE}"),
    refused("cut off in the middle", spoilt(SHEET, lambda part: part[: len(part) // 2]), f"part_broken {FILE}"),
    refused("nothing in a sheet", spoilt(SHEET, lambda part: b""), f"part_broken {FILE}"),
    refused("noughts in a sheet", spoilt(SHEET, lambda part: bytes(5000)), f"part_broken {FILE}"),
    refused("a control character", changed(SHEET, "<v>91.5</v>", "<v>91\x00.5</v>"), f"part_broken {FILE}"),
    refused("bytes that are no text", spoilt(TEXTS, lambda part: part.replace("부천시".encode(), b"\xff\xfe")),
            f"part_broken {FILE}"),
    refused("half of a pair of characters", changed(TEXTS, "부천시", "&#xD800;"), f"part_broken {FILE}"),
    refused("an encoding that nobody knows", changed(SHEET, 'encoding="UTF-8"', 'encoding="x-none"'),
            f"part_broken {FILE}"),
    odd("a sheet in UTF-16", in_utf_16),
    odd("a comment and an instruction", changed(SHEET, "<sheetData>", "<!-- <c r='A1'/> --><?x y?><sheetData>")),
    odd("a value in a section of characters", changed(SHEET, "<v>91.5</v>", "<v><![CDATA[91.5]]></v>")),
    refused("three million elements inside each other", deep, f"part_broken {FILE}"),
    refused("a cell of a wild name", row_before('<row><c r="../../x"><v>1</v></c></row>'), "bad_reference 실적"),
    refused("a cell in row 0", row_before('<row><c r="A0"><v>1</v></c></row>'), "bad_reference 실적"),
    refused("a text that is not there", row_before('<row><c t="s"><v>99999</v></c></row>'), "bad_reference 실적"),
    refused("a text before the first", row_before('<row><c t="s"><v>-1</v></c></row>'), "bad_reference 실적"),
    refused("a cell twice", row_after(lambda: '<row r="4"><c r="G4"><v>19.5</v></c></row>'), "bad_reference 실적"),
    refused("a row of 200,000 digits", long_number('<row r="{}"><c><v>1</v></c></row>'), "bad_reference 실적"),
    refused("a text of 200,000 digits", long_number('<row><c t="s"><v>{}</v></c></row>'), "text_too_long 실적"),
    refused("a row far below", row_after(lambda: '<row r="1048576"><c><v>1</v></c></row>'),
            "too_many_cells 실적!A1048576"),
    refused("a column far right", row_after(lambda: '<row r="20"><c r="XFD20"><v>1</v></c></row>'),
            "too_many_cells 실적!XFD20"),
    refused("100,000 columns", row_after(lambda: cells(100_000)), "too_many_cells 실적!BXY20"),
    refused("two million rows", two_million_rows, "too_many_cells 실적!A50001"),
    odd("a million rows declared, thirty values in them", declared_rows),
    odd("a million hidden rows without a value", many_hidden_rows),
    refused("a million texts that no cell shows", many_texts, f"too_many_cells {FILE}"),
    refused("a cell of ten million characters", endless_text, "text_too_long 실적"),
    refused("a unit of half a million characters", endless_unit, f"text_too_long {FILE}"),
    refused("100,000 sheets", many_sheets, f"part_broken {FILE}"),
    refused("a thousand sheets that are one part", one_part_for_all, f"part_broken {FILE}"),
    refused("two sheets of one name", changed(WORKBOOK, 'name="점수"', 'name="실적"'), f"part_broken {FILE}"),
    odd("a format of a million brackets", lambda: many_styles(2, "[" * 1_000_000)),
    odd("40,000 styles of one endless format", many_styles),
    refused("3,000 merged ranges", merged(*(f"A{row}:B{row}" for row in range(20, 3020))), "too_many_merged 실적"),
    refused("a merged range of a wild name", merged("A1:??"), "bad_reference 실적"),
    refused("no sheets at all", lambda: Book().data(), f"evaluation_missing {FILE}"),
)  # fmt: skip
