"""A CSV file as rows of named fields, whatever it was saved with."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from app.intake.grid import MAX_CELLS, MAX_ROWS
from app.intake.package import refuse_size
from app.intake.reading import Findings, Refused, SourceFile, problem

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
MAX_FIELDS = 200


@dataclass(frozen=True, slots=True)
class TextTable:
    """The header and the rows of a CSV file, each with the line it ends on."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def place(self, line: int) -> str:
        """The file and the first cell of a line."""
        return f"{self.name}!A{line}"


def read_table(file: SourceFile, findings: Findings) -> TextTable:
    """Read a CSV file; raises Refused where it isn't one."""
    refuse_size(file.name, len(file.data))
    rows = tuple(_rows(file.name, _decoded(file, findings)))
    if not rows:
        raise Refused(problem("empty_file", file.name))
    _, header = rows[0]
    if len(header) > MAX_FIELDS:
        raise Refused(problem("too_many_cells", file.name, rows=MAX_ROWS, columns=MAX_FIELDS, cells=MAX_CELLS))
    return TextTable(file.name, tuple(name.strip() for name in header), rows[1:])


def _decoded(file: SourceFile, findings: Findings) -> str:
    """Text in UTF-8, else in the Korean encoding of older programs, which is said."""
    if b"\0" in file.data or file.data.startswith(UTF_16_MARKS):
        raise Refused(problem("not_text", file.name))
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        decoded = file.data.decode("cp949")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        raise Refused(problem("unknown_encoding", f"{file.name}!A{line}")) from error
    findings.note("read_as_cp949", file.name)
    return decoded


def _rows(name: str, decoded: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(decoded, newline=""), strict=True)
    try:
        for row in reader:
            if any(field.strip() for field in row):
                yield reader.line_num, tuple(row)
    except csv.Error as error:
        raise Refused(problem("csv_broken", f"{name}!A{reader.line_num}")) from error
