"""The outside of a workbook: is it one, can it be opened safely, and which parts does it have."""

import io
import zipfile
import zlib
from collections.abc import Callable

from app.intake.reading import Refused, SourceFile, problem

MEGABYTE = 1024 * 1024
MAX_FILE = 20 * MEGABYTE
MAX_PART = 64 * MEGABYTE
MAX_TOTAL = 256 * MEGABYTE
MAX_RATIO = 400
RATIO_COUNTS_FROM = 4 * MEGABYTE
MAX_PARTS = 2_000
# A package that lies inside another shows its directory, too, so far more entries are counted than parts allowed.
MAX_ENTRIES = 20_000
CHUNK = 64 * 1024
OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ZIP_HEADER = b"PK"
DIRECTORY_ENTRY = b"PK\x01\x02"
PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
CONTENT_TYPES = "[Content_Types].xml"
BROKEN_PART = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


class Package:
    """The parts of a workbook by their lower-case path; nothing is unpacked before it is asked for.

    ``twice`` is a path that stands there again, so that what is read would depend on the program.
    """

    def __init__(self, file: SourceFile, archive: zipfile.ZipFile) -> None:
        self.name = file.name
        self._archive = archive
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self.twice = ""
        for info in archive.infolist():
            path = info.filename.replace("\\", "/").lstrip("/").lower()
            if self._parts.setdefault(path, info) is not info:
                self.twice = path

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def parts(self) -> tuple[str, ...]:
        """The paths of all parts."""
        return tuple(self._parts)

    def feed(self, part: str, take: Callable[[bytes], object]) -> None:
        """Hand over a part piece by piece, and stop where it grows beyond its limit."""
        info = self._parts.get(part.lower())
        if info is None:
            raise Refused(problem("part_missing", self.name, part=part))
        unpacked = 0
        try:
            with self._archive.open(info) as stream:
                while piece := stream.read(CHUNK):
                    unpacked += len(piece)
                    if unpacked > MAX_PART:
                        raise Refused(problem("too_much_inside", self.name, part=part, limit=MAX_PART // MEGABYTE))
                    take(piece)
        except BROKEN_PART as error:
            raise Refused(problem("part_broken", self.name, part=part)) from error


def refuse_size(name: str, size: int) -> None:
    """Refuse an empty or a very large file before it is read."""
    if size == 0:
        raise Refused(problem("empty_file", name))
    if size > MAX_FILE:
        raise Refused(problem("too_large", name, size=f"{size / MEGABYTE:.1f}", limit=MAX_FILE // MEGABYTE))


def open_package(file: SourceFile) -> Package:
    """Open a workbook whose outside is in order; refuse everything else with what it is."""
    refuse_size(file.name, len(file.data))
    if file.data.startswith(OLE_HEADER):
        raise Refused(problem("encrypted" if ENCRYPTED_STREAM in file.data else "old_format", file.name))
    if not file.data.startswith(ZIP_HEADER):
        raise Refused(problem("not_a_workbook", file.name))
    _refuse_many(file.name, file.data.count(DIRECTORY_ENTRY), MAX_ENTRIES)
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
    except BROKEN_PART as error:
        raise Refused(problem("broken_zip", file.name)) from error
    _refuse_bomb(file.name, archive.infolist())
    package = Package(file, archive)
    _refuse_other_kinds(package)
    return package


def _refuse_many(name: str, count: int, limit: int) -> None:
    if count > limit:
        raise Refused(problem("too_many_parts", name, count=count, limit=MAX_PARTS))


def _refuse_bomb(name: str, parts: list[zipfile.ZipInfo]) -> None:
    """Judge by what the archive declares; Package.feed counts what really comes out."""
    _refuse_many(name, len(parts), MAX_PARTS)
    if sum(part.file_size for part in parts) > MAX_TOTAL:
        raise Refused(problem("too_much_inside", name, part=name, limit=MAX_TOTAL // MEGABYTE))
    for part in parts:
        if part.flag_bits & 1:
            raise Refused(problem("encrypted", name))
        if part.compress_type not in PACKED_AS:
            raise Refused(problem("part_broken", name, part=part.filename))
        if part.file_size > RATIO_COUNTS_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise Refused(problem("zip_bomb", name, part=part.filename))


def _refuse_other_kinds(package: Package) -> None:
    if "xl/workbook.bin" in package:
        raise Refused(problem("binary_workbook", package.name))
    if CONTENT_TYPES not in package or not any(part.startswith("xl/") for part in package.parts()):
        raise Refused(problem("not_a_workbook", package.name))
    if package.twice:
        raise Refused(problem("part_broken", package.name, part=package.twice))
    content_types = bytearray()
    package.feed(CONTENT_TYPES, content_types.extend)
    if b"macroenabled" in content_types.lower() or any(map(_is_macro, package.parts())):
        raise Refused(problem("macros", package.name))


def _is_macro(part: str) -> bool:
    return "vbaproject" in part or part.startswith("xl/macrosheets/")
