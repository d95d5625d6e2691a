"""Files of another kind, whatever their name says."""

import io
import struct
import zipfile

import openpyxl

from tests.corpus.base import BOOK, ENTRIES, VALUE_ENTRIES, long_rows
from tests.corpus.books import pack
from tests.corpus.case import EVALUATION, MONTH, Case

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
NAMED = {"evaluation": EVALUATION, "month": MONTH}
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def compound(*streams: str) -> bytes:
    """The head of a compound file, and a directory with the names of its streams."""
    head = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(478)
    directory = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in streams)
    return head + directory.ljust(512, b"\0")


def as_macro_type() -> bytes:
    parts = BOOK.parts()
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(kind, MACRO_TYPE)
    return pack(parts)


def locked_with_a_zip_password() -> bytes:
    """Every part marked as encrypted, as a packing program with a password does."""
    data = bytearray(BOOK.data())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def text_document() -> bytes:
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
    return pack(parts)


def open_document() -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return pack({"mimetype": kind, "content.xml": b"<office:document-content/>"}, zipfile.ZIP_STORED)


def protected_sheets() -> bytes:
    """Sheets protected against editing, which is no encryption."""
    book = openpyxl.load_workbook(io.BytesIO(BOOK.data()))
    for sheet in book:
        sheet.protection.set_password("1234")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def chart_only() -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.create_chartsheet("실적")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


NOTHING, PICTURE = b"", b"\x89PNG\r\n\x1a\n" + bytes(200)
CSV = "\r\n".join(long_rows()).encode()
WEB_TABLE = "<html><body><table><tr><td>지표 코드</td></tr></table></body></html>".encode()
XML_2003 = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
XLS, HWP = compound("Workbook"), compound("FileHeader", "BodyText")
LOCKED = compound("EncryptionInfo", "EncryptedPackage")


def kind(name: str, data: bytes, code: str, file: str = "month.xlsx") -> Case:
    """A file that is refused as a whole."""
    return Case(f"kind, {name}", lambda: data, (f"{code} {file}",), file=file)


CASES = (
    kind("nothing at all", NOTHING, "empty_file"),
    kind("nothing at all, as csv", NOTHING, "empty_file", "month.csv"),
    kind("one byte", b"P", "not_a_workbook"),
    kind("xls", XLS, "old_format", "month.xls"),
    kind("xls named xlsx", XLS, "old_format"),
    kind("xls named csv", XLS, "old_format", "month.csv"),
    kind("hwp", HWP, "old_format", "실적.hwp"),
    kind("hwpx", pack({"mimetype": b"application/hwp+zip"}, zipfile.ZIP_STORED), "not_a_workbook", "실적.hwpx"),
    kind("pdf", b"%PDF-1.7\n" + bytes(100), "not_a_workbook", "실적.pdf"),
    kind("pdf named csv", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n" + bytes(100), "not_text", "month.csv"),
    kind("picture named xlsx", PICTURE, "not_a_workbook"),
    kind("picture named csv", PICTURE, "not_text", "month.csv"),
    kind("docx named xlsx", text_document(), "not_a_workbook"),
    kind("ods", open_document(), "not_a_workbook", "month.ods"),
    kind("web page named xls", WEB_TABLE, "not_a_workbook", "month.xls"),
    kind("spreadsheet of 2003 in one XML file", XML_2003, "not_a_workbook", "month.xml"),
    kind("csv named xlsx", CSV, "not_a_workbook"),
    Case("kind, xlsx named csv", BOOK.data, (), ENTRIES, file="month.csv"),
    Case("kind, xlsx named in capitals", BOOK.data, (), ENTRIES, file="MONTH.XLSX"),
    Case("kind, xlsx without an ending", BOOK.data, (), ENTRIES, file="month"),
    Case("kind, csv named txt", lambda: CSV, (), VALUE_ENTRIES, file="month.txt", **NAMED),
    kind("xlsb", pack({**BOOK.parts(), "xl/workbook.bin": b"x"}), "binary_workbook", "month.xlsb"),
    kind("macros", pack({**BOOK.parts(), "xl/vbaProject.bin": OLE}), "macros", "month.xlsm"),
    kind("macros named xlsx, in capitals", pack({**BOOK.parts(), "xl/VBAPROJECT.BIN": OLE}), "macros"),
    kind("type of a workbook with macros", as_macro_type(), "macros"),
    kind("macro sheet of the nineties", pack({**BOOK.parts(), "xl/macrosheets/sheet1.xml": b"<x/>"}), "macros"),
    kind("locked with a password", LOCKED, "encrypted"),
    kind("locked with the password of a zip", locked_with_a_zip_password(), "encrypted"),
    kind("locked, named csv", LOCKED, "encrypted", "month.csv"),
    Case("kind, sheets protected against editing", protected_sheets, (), ENTRIES),
    kind("database named xlsx", bytes(8) + b"DUCK" + bytes(500), "not_a_workbook"),
    kind("gzip", bytes.fromhex("1f8b0800") + bytes(50), "not_a_workbook"),
    kind("program", b"MZ" + bytes(500), "not_a_workbook", "month.exe"),
    Case(
        "kind, links to other files",
        lambda: pack({**BOOK.parts(), "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
        ("external_links month.xlsx",),
        ENTRIES,
    ),
    Case("kind, only a chart", chart_only, ("no_known_sheet month.xlsx",), **NAMED),
)  # fmt: skip
