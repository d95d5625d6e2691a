"""Files that are no workbook, or were made to do harm: one clear problem each, and no memory spent on them."""

import io
import tracemalloc
import zipfile

import pytest

from app.intake import package, reading
from app.intake.csv_file import read_csv
from app.intake.reading import Expected, SourceFile
from app.services.problems import describe
from app.text.catalogue import LANGUAGES
from tests.intake.small import DEFINITION, edited, read, workbook

GOOD = workbook()
SCOPE = Expected(DEFINITION, "gyeonggi-2023", "2023-09")
OLE = package.OLE_HEADER + bytes(500)
VALUES = "xl/worksheets/sheet2.xml"


def repacked(changes=None, extra=None, data=GOOD):
    """The workbook with some parts changed (old, new), or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            before, after = (changes or {}).get(name, (b"", b""))
            new.writestr(name, content.replace(before, after, 1) if before else content)
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return target.getvalue()


def zipped(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_sheet_start(inserted):
    return repacked({VALUES: (b"<sheetData>", b"<sheetData>" + inserted)})


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>"""
OUTSIDE = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
FILES = {
    "empty": (b"", "empty_file"),
    "text": (b"unit,indicator,value", "not_a_workbook"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "not_a_workbook"),
    "cut off": (GOOD[: len(GOOD) // 2], "broken_zip"),
    "only the beginning of a zip": (b"PK\x03\x04", "broken_zip"),
    "another zip": (zipped(readme="hello"), "not_a_workbook"),
    "old format": (OLE, "old_format"),
    "encrypted": (OLE + package.ENCRYPTED_STREAM, "encrypted"),
    "too large": (b"PK" + bytes(package.MAX_FILE), "too_large"),
    "macros": (repacked(extra={"xl/vbaProject.bin": b"x"}), "macros"),
    "macro type": (repacked({"[Content_Types].xml": (b"sheet.main+xml", b"sheet.macroEnabled.main+xml")}), "macros"),
    "binary workbook": (repacked(extra={"xl/workbook.bin": b"x"}), "binary_workbook"),
    "no sheet part": (repacked({"xl/_rels/workbook.xml.rels": (b"sheet2.xml", b"sheet9.xml")}), "part_missing"),
    "zip bomb": (repacked(extra={"xl/media/a": bytes(30 * package.MEGABYTE)}), "zip_bomb"),
    "entities": (repacked({VALUES: (DECLARATION, ENTITIES)}), "document_type"),
    "external entity": (repacked({VALUES: (DECLARATION, OUTSIDE)}), "document_type"),
    "entities in texts": (repacked({"xl/sharedStrings.xml": (DECLARATION, ENTITIES)}), "document_type"),
    "broken xml": (repacked({VALUES: (b"</row>", b"")}), "part_broken"),
    "a wild cell reference": (with_sheet_start(b'<row r="1"><c r="../../x"><v>1</v></c></row>'), "bad_reference"),
    "a text that is not there": (with_sheet_start(b'<row><c t="s"><v>99999</v></c></row>'), "bad_reference"),
    "a row far below": (with_sheet_start(b'<row r="900000"><c><v>1</v></c></row>'), "too_many_cells"),
    "a column far right": (with_sheet_start(b'<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), "too_many_cells"),
    "100,000 columns": (with_sheet_start(b"<row>" + b"<c><v>1</v></c>" * 100_000 + b"</row>"), "too_many_cells"),
    "too many parts": (repacked(extra={f"x/{n}": b"" for n in range(2_000)}), "too_many_parts"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), FILES.values(), ids=FILES)
def test_is_refused_with_one_clear_problem(data, code):
    (found,) = read(data).problems
    assert found.code == f"intake.{code}"
    assert all(describe(found, language) for language in LANGUAGES)


def test_a_part_that_lies_about_its_size_is_stopped():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        size = archive.getinfo(VALUES).file_size
    lying = GOOD.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != GOOD
    assert [found.code for found in read(lying).problems] == ["intake.part_broken"]


def test_what_is_unpacked_is_counted(monkeypatch):
    monkeypatch.setattr(package, "MAX_PART", 1_000)
    (found,) = read(GOOD).problems
    assert found.code == "intake.too_much_inside"


def test_a_bomb_is_never_unpacked():
    bomb = repacked({VALUES: (b"</sheetData>", b" " * (60 * package.MEGABYTE) + b"</sheetData>")})
    tracemalloc.start()
    (found,) = read(bomb).problems
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.code == "intake.zip_bomb"
    assert most < 5 * package.MEGABYTE


def test_links_to_other_files_are_said_and_never_followed():
    linked = read(repacked(extra={"xl/externalLinks/externalLink1.xml": "<x/>"}))
    assert [found.code for found in linked.problems] == ["intake.external_links"]
    assert linked.entries


def test_reading_aids_beside_a_text_are_left_out():
    before, after = "<t>부천시</t>".encode(), "<t>부천시</t><rPh sb='0' eb='1'><t>ふちょん</t></rPh>".encode()
    assert read(repacked({"xl/sharedStrings.xml": (before, after)})).problems == ()


def test_cells_without_a_reference_stand_one_after_the_other():
    data = edited(lambda book: None)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read(VALUES)
    assert b'<c r="A4"' in sheet
    assert read(repacked({VALUES: (b'<c r="B4"', b"<c")}, data=data)).problems == ()


def test_endless_problems_end_the_reading(monkeypatch):
    monkeypatch.setattr(reading, "MAX_PROBLEMS", 3)
    rows = "".join(f"41190,G{number},1\n" for number in range(10, 20))
    found = read_csv(SourceFile("m.csv", f"unit,indicator,value\n{rows}".encode()), SCOPE).problems
    assert [problem.code for problem in found] == ["intake.unknown_indicator"] * 3 + ["intake.too_many_problems"]
    assert all(describe(problem, language) for problem in found for language in LANGUAGES)
