"""Sound workbooks as other programs write them: all are read alike."""

import io
from collections.abc import Callable

import openpyxl
import xlsxwriter

from tests.corpus.base import BOOK, ENTRIES
from tests.corpus.books import Dialect, Xml, pack
from tests.corpus.case import Case
from tests.corpus.packages import RELATIONS, SHEET, TEXTS, WORKBOOK, changed
from tests.corpus.xml_parts import spoilt

FILE = "month.xlsx"
DIALECTS = {
    "texts in the cells": Dialect(inline=True),
    "cells without their names": Dialect(references=False),
    "prefixed names": Dialect(prefix="x:"),
    "the strict standard": Dialect(strict=True),
    "years counted from 1904": Dialect(starts_1904=True),
    "absolute paths of parts": Dialect(absolute=True),
    "no styles": Dialect(styles=False),
    "UTF-16": Dialect(encoding="UTF-16"),
    "everything at once": Dialect(True, False, "x:", True, True, True, False, "UTF-16"),
}


def saved_by_openpyxl() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(BOOK.data()))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def saved_by_xlsxwriter(**options: bool) -> Callable[[], bytes]:
    def make() -> bytes:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True, **options}) as book:
            for name, sheet in BOOK.sheets.items():
                page = book.add_worksheet(name)
                for (row, column), value in sorted(sheet.cells.items()):
                    page.write(row - 1, column - 1, value)
        return target.getvalue()

    return make


def rows_out_of_order() -> bytes:
    """The last row first."""

    def turn(part: bytes) -> bytes:
        start, end = part.index(b"<row"), part.index(b"</sheetData>")
        rows = part[start:end].replace(b"</row>", b"</row>\0").split(b"\0")[:-1]
        return part[:start] + b"".join(reversed(rows)) + part[end:]

    return spoilt(SHEET, turn)()


def moved_sheet() -> bytes:
    """A sheet under a path of its own."""
    parts = BOOK.parts()
    parts["xl/tables of 2023/실적.xml"] = parts.pop(SHEET)
    target = "tables of 2023/실적.xml".encode()
    parts[RELATIONS] = parts[RELATIONS].replace(b"worksheets/sheet2.xml", target)
    return pack(parts)


def moved_workbook() -> bytes:
    parts = BOOK.parts()
    parts["xl/book.xml"] = parts.pop(WORKBOOK)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"xl/workbook.xml", b"xl/book.xml")
    return pack(parts)


def in_the_texts(written: str) -> Callable[[], bytes]:
    """The name of a municipality, written in another way."""
    return changed(TEXTS, "<t>부천시</t>", written)


def read(name: str, make: Callable[[], bytes], *says: str) -> Case:
    return Case(f"program, {name}", make, says, ENTRIES)


CASES = (
    *(read(name, lambda dialect=dialect: BOOK.data(dialect)) for name, dialect in DIALECTS.items()),
    read("openpyxl", saved_by_openpyxl),
    read("xlsxwriter", saved_by_xlsxwriter()),
    read("xlsxwriter, row by row", saved_by_xlsxwriter(constant_memory=True)),
    read("rows out of order", rows_out_of_order),
    read("a sheet under a path of its own", moved_sheet),
    read("types of cells said in full", changed(SHEET, '<c r="G4">', '<c r="G4" t="n" s="0" cm="1">')),
    read("reading aids beside a text", in_the_texts("<t>부천시</t><rPh sb='0' eb='1'><t>ふ</t></rPh>")),
    read("a text in pieces of other looks", in_the_texts("<r><rPr><b/></rPr><t>부천</t></r><r><t>시</t></r>")),
    read("elements of later versions", changed(SHEET, "</sheetData>",
         '</sheetData><extLst><ext uri="x"><xm:f>Values!G4</xm:f></ext></extLst>')),
    read("a formula shared by cells", BOOK.put({"실적!G4": Xml("", '<f t="shared" si="0"/><v>91.5</v>')}).data,
         "formulas_read 실적!G4"),
    read("escaped line break of Windows", BOOK.put({"실적!G2": "부천시_x000D_\n"}).data),
    Case("program, a workbook part of another name", moved_workbook, (f"part_missing {FILE}",)),
)  # fmt: skip
