"""Text files: encodings, separators, quotation marks and lines of every kind."""

import codecs
from collections.abc import Mapping

from tests.corpus.base import VALUE_ENTRIES, long_rows, turned_rows, wide_rows
from tests.corpus.case import EVALUATION, MONTH, Case

FILE, HEADER = "month.csv", "unit,indicator,value"
NAMED = {"file": FILE, "evaluation": EVALUATION, "month": MONTH}
LIST = "\r\n".join(long_rows()) + "\r\n"
QUOTED = "\n".join(",".join(f'"{field}"' for field in row.split(",")) for row in long_rows())
FIRST = {"41190 G1": "91.5"}


def lines(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def joined(rows: list[list[str]]) -> bytes:
    return "\r\n".join(",".join(row) for row in rows).encode("utf-8-sig")


def read(name: str, data: bytes, *says: str, reads: Mapping[str, str] = VALUE_ENTRIES) -> Case:
    return Case(f"text, {name}", lambda: data, says, reads, **NAMED)


def refused(name: str, data: bytes, *says: str) -> Case:
    """A file that is refused; what it says is written as "code !cell", or as the code alone for the whole file."""
    places = (one.partition(" ") for one in says)
    return Case(f"text, {name}", lambda: data, tuple(f"{code} {FILE}{cell}" for code, _, cell in places), **NAMED)


CP949 = f"read_as_cp949 {FILE}"
CASES = (
    read("UTF-8", LIST.encode()),
    read("UTF-8 with its mark", LIST.encode("utf-8-sig")),
    read("CP949", LIST.encode("cp949"), CP949),
    read("lines ended as on old Macs", LIST.replace("\r\n", "\r").encode()),
    read("lines ended in three ways", LIST.replace("\r\n", "\n", 9).replace("\r\n", "\r", 9).encode()),
    read("empty lines between", LIST.replace("\r\n", "\r\n\r\n,,\r\n").encode()),
    read("every field quoted", QUOTED.encode()),
    read("spaces around the fields", LIST.replace(",", " , ").encode()),
    read("names of columns in Korean", LIST.replace(HEADER, "시군,지표,실적").encode()),
    read("names of columns in capitals", LIST.replace(HEADER, "Unit,Indicator,Value").encode()),
    read("names instead of codes", LIST.replace("41190", "부천시").replace("G2", "상담 건수").encode()),
    read("a table of indicators by municipalities", joined(wide_rows())),
    read("a table of municipalities by indicators", joined(turned_rows())),
    read("a table with a title above", joined([["2023년 시군종합평가"], [], *wide_rows()])),
    read("thousands in quotes", lines('41190,G2,"1,200"'), reads={"41190 G2": "1200"}),
    read("a reason over two lines", b'unit,node,bonus,reason\n41190,current,1.5,"a\nb"\n',
         reads={"41190 current bonus": "1.5 a b"}),
    read("a blank value", lines("41190,G1,91.5", "41190,G2,"), f"blank_cells {FILE}!C3",
         reads={**FIRST, "41190 G2": "not_submitted"}),
    refused("UTF-16", LIST.encode("utf-16"), "not_text"),
    refused("UTF-16 without its mark", LIST.encode("utf-16-le"), "not_text"),
    refused("UTF-16 the other way round", codecs.BOM_UTF16_BE + LIST.encode("utf-16-be"), "not_text"),
    refused("UTF-32", LIST.encode("utf-32"), "not_text"),
    refused("a nought byte", LIST.encode() + b"\0", "not_text"),
    refused("two encodings in one file", LIST.encode() + "41190,G3,해당없음\n".encode("cp949"),
            "unknown_encoding !A32"),
    refused("half a character at the end", lines("41190,G1,해당없음")[:-1], "unknown_encoding !A2"),
    refused("half of a pair of characters", lines("41190,G1,1").replace(b"G1", b"\xed\xa0\x80"),
            "unknown_encoding !A2"),
    refused("bytes that are no characters", lines("41190,G1,1") + b"\xff\xff", "unknown_encoding !A2"),
    refused("letters of western Europe", lines("41190,G1,1") + "é,ü".encode("latin-1"), "unknown_encoding !A2"),
    refused("only a mark", codecs.BOM_UTF8, "empty_file"),
    refused("only line ends", b"\r\n\r\n", "empty_file"),
    refused("only a header", f"{HEADER}\n".encode(), "nothing_entered"),
    refused("only words", "안녕하십니까\n자료를 보냅니다.\n".encode(), "no_known_sheet"),
    refused("semicolons", LIST.replace(",", ";").encode(), "csv_separator !A1"),
    refused("tabs", LIST.replace(",", "\t").encode(), "csv_separator !A1"),
    refused("bars", LIST.replace(",", "|").encode(), "csv_separator !A1"),
    refused("a quotation mark that is not closed", lines("41190,G1,91.5", '41190,G2,"1200'), "csv_broken !A3"),
    refused("a quotation mark in the middle", lines('41190,G1,"9"1.5'), "csv_broken !A2"),
    refused("a line that is too short", lines("41190,G1,91.5", "41190,G2"), "field_count !A3"),
    refused("a line that is too long", lines("41190,G1,91.5", "41190,G2,1,200"), "field_count !A3"),
    read("a column of remarks", lines("41190,G1,91.5,x", header=f"{HEADER},비고란"), f"columns_skipped {FILE}",
         reads=FIRST),
    read("a column of other numbers", lines("41190,G1,91.5,7", header=f"{HEADER},전년"), f"column_ignored {FILE}!D1",
         reads=FIRST),
    refused("a column twice", lines("41190,G1,91.5,1", header=f"{HEADER},value"), "column_twice !D1"),
    read("no column of municipalities", lines("G1,91.5", header="indicator,value"), f"read_as_unit {FILE}!A1",
         reads=FIRST),
    refused("two months", lines("41190,G1,91.5,2023-09", "41190,G2,1,2023-08", header=f"{HEADER},month"),
            "several_months !D3"),
    refused("two evaluations",
            lines("41190,G1,91.5,gyeonggi-2023", "41190,G2,1,gyeonggi-2022", header=f"{HEADER},evaluation"),
            "several_evaluations !D3"),
    refused("another month than was asked for", lines("41190,G1,91.5,2023-08", header=f"{HEADER},month"),
            "month_differs !D2"),
    refused("an unknown municipality", lines("41191,G1,91.5"), "unknown_unit !A2"),
    refused("an unknown indicator", lines("41190,G9,91.5"), "unknown_indicator !B2"),
    refused("code and name exchanged", lines("G1,41190,91.5"), "unknown_unit !A2"),
    refused("a pair twice with the same value", lines("41190,G1,91.5", "41190,G1,91.5"), "row_twice !A3"),
    refused("a pair twice with another value", lines("41190,G1,91.5", "41190,G1,19.5"), "row_twice !A3"),
    refused("a pair twice, by code and by name", lines("41190,G1,91.5", "부천시,G1,19.5"), "row_twice !A3"),
    refused("a formula of one program for a text", lines('41190,G1,"=""91.5"""'), "not_a_value !C2"),
    refused("a number with letters", lines("41190,G1,9l.5"), "not_a_value !C2"),
    refused("an unknown state", lines("41190,G1,,later", header=f"{HEADER},state"), "unknown_state !D2"),
    refused("a state against its value", lines("41190,G1,5,not_submitted", header=f"{HEADER},state"),
            "state_differs !D2"),
    refused("every line wrong in its own way",
            lines("41191,G1,1", "41190,G9,1", "41190,G1,x", "41190,G2,5%", "41280,G2"),
            "unknown_unit !A2", "unknown_indicator !B3", "not_a_value !C4", "percent_cell !C5", "field_count !A6"),
)  # fmt: skip
