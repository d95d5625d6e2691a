"""The inside of a workbook: its sheets by name, each a grid of cells as they were typed."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.intake.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Grid
from app.intake.number_formats import Formats, FormatsReader
from app.intake.package import Package, open_package
from app.intake.reading import Refused, SourceFile, problem, shorten
from app.intake.sheet_reader import MAX_TEXT, SheetReader
from app.intake.xml_part import parse, parse_counted

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was opened; ``sheets`` holds the path of each, ``hidden`` those that nobody sees."""

    package: Package
    sheets: dict[str, str]
    hidden: frozenset[str]
    formats: Formats
    strings: list[str]
    starts_1904: bool

    @property
    def external_links(self) -> int:
        """How many other files it refers to; they are never opened."""
        return sum(part.startswith("xl/externallinks/externallink") for part in self.package.parts())

    def grids(self) -> Iterator[Grid]:
        """The cells of each sheet; all sheets together may hold so many and no more."""
        allowed = MAX_CELLS
        for sheet, part in self.sheets.items():
            reader = SheetReader(
                shorten(sheet), self.strings, self.formats, self.starts_1904, sheet in self.hidden, allowed
            )
            parse_counted(self.package, part, reader)
            allowed -= reader.cells
            yield reader.grid()


@dataclass(slots=True)
class _Attributes:
    """Collects the attributes of some elements."""

    wanted: tuple[str, ...]
    found: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in self.wanted:
            self.found.append((name, {key.rpartition(":")[2]: value for key, value in attributes.items()}))

    def text(self, written: str) -> None: ...

    def end(self, name: str) -> None: ...


@dataclass(slots=True)
class _Strings:
    """Collects the shared texts, without the reading aids that stand beside them."""

    name: str
    found: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _collecting: bool = False
    _phonetic: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self._phonetic = True
        self._collecting = name == "t" and not self._phonetic

    def text(self, written: str) -> None:
        if self._collecting:
            self._pieces.append(written)
            self._length += len(written)
            if self._length > MAX_TEXT:
                raise Refused(problem("text_too_long", self.name, limit=MAX_TEXT))

    def end(self, name: str) -> None:
        self._collecting = False
        if name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.found.append("".join(self._pieces))
            self._pieces.clear()
            self._length = 0
            if len(self.found) > MAX_CELLS:
                limits = {"rows": MAX_ROWS, "columns": MAX_COLUMNS, "cells": MAX_CELLS}
                raise Refused(problem("too_many_cells", self.name, **limits))


def open_workbook(file: SourceFile) -> Workbook:
    """Open a workbook; raises Refused for whatever can't be read safely."""
    package = open_package(file)
    targets = _targets(package)
    outline = _Attributes(("sheet", "workbookPr"))
    parse(package, WORKBOOK, outline)
    entries = [attributes for name, attributes in outline.found if name == "sheet"]
    sheets = {entry.get("name", ""): targets.get(entry.get("id", ""), "") for entry in entries}
    if len(set(sheets.values())) < len(entries):
        raise Refused(problem("part_broken", package.name, part=WORKBOOK))
    hidden = frozenset(entry.get("name", "") for entry in entries if entry.get("state", "visible") != "visible")
    starts_1904 = any(attributes.get("date1904") in ("1", "true") for _, attributes in outline.found)
    return Workbook(package, sheets, hidden, _formats(package), _strings(package), starts_1904)


def _targets(package: Package) -> dict[str, str]:
    relations = _Attributes(("Relationship",))
    parse(package, RELATIONS, relations)
    return {
        attributes.get("Id", ""): posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
        for _, attributes in relations.found
    }


def _formats(package: Package) -> Formats:
    if "xl/styles.xml" not in package:
        return Formats()
    reader = FormatsReader()
    parse(package, "xl/styles.xml", reader)
    return reader.formats()


def _strings(package: Package) -> list[str]:
    if "xl/sharedstrings.xml" not in package:
        return []
    reader = _Strings(package.name)
    parse(package, "xl/sharedstrings.xml", reader)
    return reader.found
