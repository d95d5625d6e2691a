"""One XML part of a workbook, element by element, without entities and without holding it in memory."""

from typing import Protocol
from xml.parsers import expat

from app.intake.package import Package
from app.intake.reading import Refused, problem

# A spreadsheet nests about ten deep; what goes deeper was made to fill the memory.
MAX_DEPTH = 100


class Handler(Protocol):
    """What is told about the elements of a part; names come without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def text(self, written: str) -> None:
        """Text inside the current element."""

    def end(self, name: str) -> None:
        """An element ends."""


def parse(package: Package, part: str, handler: Handler) -> None:
    """Read a part; refuse document types, by which entities could blow up or reach other files."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse_document_type(*_: object) -> None:
        raise Refused(problem("document_type", package.name, part=part))

    depth = 0
    handle_start, handle_end = handler.start, handler.end

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused(problem("part_broken", package.name, part=part))
        handle_start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handle_end(name.rpartition(":")[2] if ":" in name else name)

    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.StartElementHandler = start
    parser.CharacterDataHandler = handler.text
    parser.EndElementHandler = end
    try:
        package.feed(part, lambda piece: parser.Parse(piece, False))
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as error:
        raise Refused(problem("part_broken", package.name, part=part)) from error
