"""One XML part of a workbook, element by element, without entities and without holding it in memory."""

from typing import Protocol
from xml.parsers import expat

from app.intake.package import Package
from app.intake.reading import Refused, problem

# A spreadsheet nests about ten deep; what goes deeper was made to fill the memory.
MAX_DEPTH = 100


class TooDeep(Exception):  # noqa: N818
    """Elements stand in each other deeper than anybody writes them."""


class Handler(Protocol):
    """What is told about the elements of a part; names come without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def text(self, written: str) -> None:
        """Text inside the current element."""

    def end(self, name: str) -> None:
        """An element ends."""


class Nesting:
    """Stands before a handler: counts how deep elements stand in each other, and takes the namespaces off."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._depth = 0
        self.text = handler.text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """One deeper; raises TooDeep."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeep
        self._handler.start(bare(name), attributes)

    def end(self, name: str) -> None:
        """One less deep."""
        self._depth -= 1
        self._handler.end(bare(name))


def bare(name: str) -> str:
    """The name of an element without its namespace."""
    return name.rpartition(":")[2] if ":" in name else name


def parse(package: Package, part: str, handler: Handler) -> None:
    """Read a part."""
    parse_counted(package, part, Nesting(handler))


def parse_counted(package: Package, part: str, handler: Handler) -> None:
    """Read a part by a handler that raises TooDeep and takes namespaces off for itself: a call less per element.

    Document types are refused, by which entities could blow up or reach other files.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse_document_type(*_: object) -> None:
        raise Refused(problem("document_type", package.name, part=part))

    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.StartElementHandler = handler.start
    parser.CharacterDataHandler = handler.text
    parser.EndElementHandler = handler.end
    try:
        package.feed(part, lambda piece: parser.Parse(piece, False))
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, TooDeep) as error:
        raise Refused(problem("part_broken", package.name, part=part)) from error
