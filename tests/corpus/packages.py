"""Packages that are damaged, or made to do harm when they are unpacked."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.corpus.base import BOOK, ENTRIES
from tests.corpus.books import FIXED_DATE, Parts, pack
from tests.corpus.case import Case

MEGABYTE = 1024 * 1024
SHEET, TEXTS, RELATIONS = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
WORKBOOK, STYLES = "xl/workbook.xml", "xl/styles.xml"


def changed(part: str, old: str, new: str) -> Callable[[], bytes]:
    """The workbook with one thing replaced in a part."""

    def make() -> bytes:
        parts = BOOK.parts()
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
        return pack(parts)

    return make


def lacking(part: str) -> Callable[[], bytes]:
    """The workbook without a part."""
    return lambda: pack({name: content for name, content in BOOK.parts().items() if name != part})


def holding(extra: Parts) -> Callable[[], bytes]:
    """The workbook with parts of no use beside its own."""
    return lambda: pack({**BOOK.parts(), **extra})


def wrong_checksum() -> bytes:
    """One byte of a part changed, with the checksum left as it was."""
    parts = BOOK.parts()
    data = pack(parts, zipfile.ZIP_STORED)
    return data.replace(b"<v>91.5</v>", b"<v>91.6</v>", 1)


def flipped_bits() -> bytes:
    """A part whose packed bytes were damaged on the way."""
    data = bytearray(BOOK.data())
    at = data.find(SHEET.encode()) + len(SHEET) + 40
    data[at : at + 60] = bytes(60)
    return bytes(data)


def lying_size() -> bytes:
    """A part that is larger than its head says."""
    data = BOOK.data()
    size = len(BOOK.parts()[SHEET])
    return data.replace(struct.pack("<I", size), struct.pack("<I", 10))


def two_of_a_part() -> bytes:
    """The same path twice, with different values: what is read would depend on the program."""
    parts = BOOK.parts()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_DATE), content)
        second = zipfile.ZipInfo("XL" + SHEET[2:], FIXED_DATE)
        archive.writestr(second, parts[SHEET].replace(b"<v>91.5</v>", b"<v>19.5</v>"))
    return target.getvalue()


def overlapping() -> bytes:
    """A bomb of one packed block that a thousand entries of the directory point to."""
    block = zlib.compress(bytes(3 * MEGABYTE), 9)[2:-4]
    checksum = zlib.crc32(bytes(3 * MEGABYTE))
    sizes = struct.pack("<III", checksum, len(block), 3 * MEGABYTE)
    target = bytearray(b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", 1, 0) + b"a")
    target += block
    start = len(target)
    for number in range(1000):
        name = f"{number:04}".encode()
        target += b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes
        target += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    directory = len(target) - start
    target += b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1000, 1000, directory, start, 0)
    return bytes(target)


def endless_directory() -> bytes:
    """Four hundred thousand entries that point to one part."""
    part = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, 0, 0, 0, 1, 0) + b"a"
    heads = struct.pack("<HHHHHHIII", 20, 20, 0, 0, 0, 33, 0, 0, 0) + struct.pack("<HHHHHII", 1, 0, 0, 0, 0, 0, 0)
    directory = (b"PK\x01\x02" + heads + b"a") * 400_000
    return (
        part + directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(directory), len(part), 0)
    )


def nested() -> bytes:
    """Packages in packages: each would unpack to many, none is opened."""
    inner = bytes(MEGABYTE)
    for _ in range(5):
        inner = pack({f"{number}.zip": inner for number in range(4)})
    return pack({**BOOK.parts(), "xl/embeddings/oleObject1.zip": inner})


def seemingly_dense(size: int) -> bytes:
    """Text that packs too well to be a sheet, but not well enough for the limit on the ratio."""
    lively = random.Random(7).randbytes(size // 500).hex().encode()
    return (lively + b" " * (size - len(lively)))[:size]


def hidden_in_front() -> bytes:
    """A workbook behind the code of another program."""
    return b"#!/bin/sh\nexit 0\n" + BOOK.data()


def upper_case() -> bytes:
    """Paths in capitals with backslashes, as one program writes them."""
    keep = "[Content_Types].xml"
    return pack({name if name == keep else name.upper().replace("/", "\\"): one for name, one in BOOK.parts().items()})


def refused(name: str, make: Callable[[], bytes], *says: str) -> Case:
    return Case(f"package, {name}", make, says)


def odd(name: str, make: Callable[[], bytes], *says: str) -> Case:
    return Case(f"package, {name}", make, says, ENTRIES)


FILE = "month.xlsx"
CASES = (
    refused("first half", lambda: BOOK.data()[: len(BOOK.data()) // 2], f"broken_zip {FILE}"),
    refused("last bytes missing", lambda: BOOK.data()[:-12], f"broken_zip {FILE}"),
    refused("only its first bytes", lambda: b"PK\x03\x04", f"broken_zip {FILE}"),
    refused("second half", lambda: BOOK.data()[len(BOOK.data()) // 2 :], f"not_a_workbook {FILE}"),
    refused("noughts behind a right beginning", lambda: b"PK\x03\x04" + bytes(5000), f"broken_zip {FILE}"),
    refused("empty package", lambda: pack({}), f"not_a_workbook {FILE}"),
    refused("wrong checksum", wrong_checksum, f"part_broken {FILE}"),
    refused("damaged on the way", flipped_bits, f"part_broken {FILE}"),
    refused("size that lies", lying_size, f"part_broken {FILE}"),
    refused("a part twice in different letters", two_of_a_part, f"part_broken {FILE}"),
    refused("behind another program", hidden_in_front, f"not_a_workbook {FILE}"),
    refused("other files only", lambda: pack({"readme.txt": b"hello"}), f"not_a_workbook {FILE}"),
    refused("no workbook part", lacking(WORKBOOK), f"part_missing {FILE}"),
    refused("no relations", lacking(RELATIONS), f"part_missing {FILE}"),
    refused("no sheet", lacking(SHEET), f"part_missing {FILE}"),
    refused("no texts", lacking(TEXTS), "bad_reference 안내"),
    refused("no types", lacking("[Content_Types].xml"), f"not_a_workbook {FILE}"),
    odd("no styles", lacking(STYLES)),
    odd("comment behind the end", lambda: BOOK.data()[:-2] + b"\x05\x00hello"),
    odd("bytes behind the end", lambda: BOOK.data() + bytes(100)),
    odd("stored, not packed", lambda: pack(BOOK.parts(), zipfile.ZIP_STORED)),
    odd("paths in capitals with backslashes", upper_case),
    refused("bomb of noughts", holding({"xl/media/a.png": bytes(30 * MEGABYTE)}), f"zip_bomb {FILE}"),
    refused("bomb of spaces in a sheet", changed(SHEET, "</sheetData>", " " * (40 * MEGABYTE) + "</sheetData>"),
            f"zip_bomb {FILE}"),
    refused("bomb of one block for a thousand parts", overlapping, f"too_much_inside {FILE}"),
    refused("many parts that are too much together",
            holding({f"xl/media/{number}": seemingly_dense(20 * MEGABYTE) for number in range(13)}),
            f"too_much_inside {FILE}"),
    odd("packages in packages", nested),
    refused("2,000 parts", holding({f"x/{number}": b"" for number in range(2000)}), f"too_many_parts {FILE}"),
    refused("15,000 parts", lambda: pack({str(number): b"" for number in range(15_000)}), f"too_many_parts {FILE}"),
    refused("400,000 parts in its directory", endless_directory, f"too_many_parts {FILE}"),
    refused("packed as workbooks never are", lambda: pack(BOOK.parts(), zipfile.ZIP_LZMA), f"part_broken {FILE}"),
    odd("paths up and out", holding({"../../../escape.txt": b"x", "xl/../../../../escape.txt": b"x"})),
    odd("absolute paths", holding({"/etc/cron.d/escape": b"x", "C:\\Windows\\escape.dll": b"x"})),
    odd("reserved names", holding({"CON": b"x", "xl/NUL.xml": b"x", "aux.": b"x"})),
    odd("a path of 60,000 characters", holding({"a/" * 30_000: b"x"})),
    refused("sheet that stands outside", changed(RELATIONS, "worksheets/sheet2.xml", "../../../../etc/passwd"),
            f"part_missing {FILE}"),
    refused("sheet on the internet",
            changed(RELATIONS, "worksheets/sheet2.xml", "http://example.com/s.xml&quot; TargetMode=&quot;External"),
            f"part_missing {FILE}"),
    refused("sheet that points to no part", changed(WORKBOOK, 'r:id="rId2"', 'r:id="rId99"'), f"part_missing {FILE}"),
)  # fmt: skip
