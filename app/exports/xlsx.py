"""A table as a workbook: the same cells as on the screen, what they are of, and whether they are demonstration data."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import xlsxwriter

from app.services.printing import shown_width
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import number_text
from app.text.catalogue import text
from scoring.rounding import round_half_up

# A fixed date keeps the bytes the same from one run to the next.
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FONT = {"font_name": "Malgun Gothic", "font_size": 10, "valign": "top"}

# What a spreadsheet keeps: digits of a number, signs in a cell, in a sheet's name and in a footer.
EXACT_DIGITS = 15
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
LONGEST_FOOTER = 255
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
# A text that begins like this would turn into a formula when somebody edits the cell.
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

NARROWEST, WIDEST, FILTER_BUTTON = 6, 60, 3
A4 = 9
LINE_HEIGHT = 15


@dataclass(frozen=True, slots=True)
class Paper:
    """How sheets are printed to be handed out and written on.

    ``names`` are those of the sheets, ``header`` stands above every page, ``widths`` are columns by their key in
    signs, and a row is at least so many ``lines`` high.
    """

    names: tuple[str, ...]
    header: str
    widths: Mapping[str, int]
    lines: int = 3


def table_workbook(table: Table, *, heading: tuple[str, ...], marks: tuple[str, ...], language: str) -> bytes:
    """A workbook with one sheet; ``heading`` says what the table is of, ``marks`` what a reader must not overlook."""
    return tables_workbook((table,), heading=heading, marks=marks, language=language)


def tables_workbook(
    tables: Sequence[Table],
    *,
    heading: tuple[str, ...],
    marks: tuple[str, ...],
    language: str,
    paper: Paper | None = None,
) -> bytes:
    """A workbook with a sheet for each table, all with the same heading and marks; ``paper`` to be handed out."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        book.set_properties({"created": CREATED, "title": tables[0].title, "comments": " · ".join(marks)})
        formats = _Formats(book)
        names = sheet_names(paper.names if paper else [table.title for table in tables])
        for name, table in zip(names, tables, strict=True):
            sheet = _Sheet(book.add_worksheet(name), formats, table, paper)
            header = sheet.write_heading((*heading, *_filters(table, language)), marks)
            sheet.write_rows(header)
            sheet.set_up_print(header, marks, language)
    return written.getvalue()


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(FONT | properties)
        return self._made[key]


@dataclass(frozen=True, slots=True)
class _Sheet:
    sheet: Any
    formats: _Formats
    table: Table
    paper: Paper | None = None

    def write_heading(self, heading: tuple[str, ...], marks: tuple[str, ...]) -> int:
        """Title, what it is of and the marks, one below the other; gives the row of the header."""
        lines: list[tuple[str, dict[str, Any]]] = [(self.table.title, {"bold": True, "font_size": 14})]
        lines += [(line, {}) for line in heading]
        lines += [(mark, {"bold": True, "font_color": "brown"}) for mark in marks]
        for row, (line, properties) in enumerate(lines):
            self._write_text(row, 0, line, properties)
        return len(lines) + 1

    def write_rows(self, header: int) -> None:
        """The header and the rows below it, with widths, filter and a header that stays in sight."""
        last = header + len(self.table.rows)
        widths = {column.key: self._width(column) for column in self.table.columns}
        for position, column in enumerate(self.table.columns):
            right = {} if column.kind is Kind.WORDS else {"align": "right"}
            shade: dict[str, Any] = {"bold": True, "bottom": 1, "bg_color": "silver", "text_wrap": True}
            self._write_text(header, position, column.label, self._ruled | shade | right)
            for row, cells in enumerate(self.table.rows, header + 1):
                self._write_cell(row, position, cells[column.key], column)
            self.sheet.set_column(position, position, widths[column.key])
        self._set_heights(header, widths)
        if self.paper is None:
            self.sheet.autofilter(header, 0, last, max(len(self.table.columns) - 1, 0))
        self.sheet.freeze_panes(header + 1, 0)

    def set_up_print(self, header: int, marks: tuple[str, ...], language: str) -> None:
        """Landscape A4, as wide as the table, header on every page, marks and page numbers below."""
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(header)
        if self.paper:
            self.sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
            self.sheet.set_header("&R" + self.paper.header.replace("&", "&&")[: LONGEST_FOOTER - len("&R")])
        pages = "&R" + text("exports.page", language, page="&P", pages="&N")
        shown = " · ".join(marks).replace("&", "&&")
        room = LONGEST_FOOTER - len(pages) - len("&L")
        self.sheet.set_footer(f"&L{shown}{pages}" if shown and len(shown) <= room else pages)

    def _write_cell(self, row: int, position: int, cell: Cell, column: Column) -> None:
        if cell is None:
            self.sheet.write_blank(row, position, None, self.formats.of(**self._ruled))
        elif isinstance(cell, str):
            right = {} if column.kind is Kind.WORDS else {"align": "right"}
            self._write_text(row, position, cell, self._ruled | {"text_wrap": True} | right)
        else:
            self._write_number(row, position, _rounded(cell, column))

    def _write_number(self, row: int, position: int, number: Decimal) -> None:
        """A number with the decimals it has; a text where a spreadsheet would cut digits off."""
        if _significant_digits(number) > EXACT_DIGITS:
            self._write_text(row, position, number_text(number), self._ruled | {"align": "right"})
        else:
            # The writer puts a decimal into the file digit by digit, a float only approximately.
            shown = self._ruled | ({"align": "right"} if self.paper else {}) | {"num_format": _number_format(number)}
            self.sheet.write_number(row, position, number, self.formats.of(**shown))

    def _write_text(self, row: int, position: int, words: str, properties: dict[str, Any]) -> None:
        if words.startswith(LIKE_A_FORMULA):
            properties = properties | {"quote_prefix": True}
        kept = words if len(words) <= LONGEST_TEXT else words[: LONGEST_TEXT - 1] + "…"
        self.sheet.write_string(row, position, kept, self.formats.of(**properties))

    @property
    def _ruled(self) -> dict[str, Any]:
        """Lines around the cells of a paper, so that what is written by hand has its place."""
        return {"border": 1, "border_color": "gray", "align": "left", "indent": 1} if self.paper else {}

    def _set_heights(self, header: int, widths: dict[str, int]) -> None:
        """Rows as high as their longest cell, and of a paper high enough to write in."""
        if self.paper is None:
            self._raise_wrapped(header, widths)
            return
        self.sheet.set_row(0, LINE_HEIGHT * 1.6)
        self.sheet.set_row(header, LINE_HEIGHT * max(_lines(one.label, widths[one.key]) for one in self.table.columns))
        for row, cells in enumerate(self.table.rows, header + 1):
            needed = [
                _lines(_cell_text(cells[column.key], column), widths[column.key]) for column in self.table.columns
            ]
            self.sheet.set_row(row, LINE_HEIGHT * max([self.paper.lines, *needed]))

    def _raise_wrapped(self, header: int, widths: dict[str, int]) -> None:
        """Only rows of several lines: not every program makes them higher by itself."""
        wrapped = [
            one
            for one in self.table.columns
            if widths[one.key] == WIDEST or any("\n" in _cell_text(row[one.key], one) for row in self.table.rows)
        ]
        for row, cells in enumerate(self.table.rows, header + 1) if wrapped else ():
            lines = max(_lines(_cell_text(cells[one.key], one), widths[one.key]) for one in wrapped)
            if lines > 1:
                self.sheet.set_row(row, LINE_HEIGHT * lines)

    def _width(self, column: Column) -> int:
        if self.paper and column.key in self.paper.widths:
            return self.paper.widths[column.key]
        # Names and codes come again and again: each is measured once.
        cells = {_cell_text(row[column.key], column) for row in self.table.rows}
        widest = max([shown_width(column.label) + FILTER_BUTTON, *map(_widest_line, cells)])
        return min(max(widest + 1, NARROWEST), WIDEST)


def _filters(table: Table, language: str) -> tuple[str, ...]:
    """The line that says what was chosen; none where nothing was."""
    return (text("exports.filters", language, filters=" · ".join(table.filters)),) if table.filters else ()


def _rounded(cell: int | Decimal, column: Column) -> Decimal:
    return round_half_up(Fraction(cell), 0 if isinstance(cell, int) else column.decimals)


def _number_format(number: Decimal) -> str:
    decimals = -int(number.as_tuple().exponent)
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _cell_text(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else number_text(_rounded(cell, column))


def _significant_digits(number: Decimal) -> int:
    return len("".join(map(str, number.as_tuple().digits)).strip("0"))


def _lines(words: str, width: int) -> int:
    """How many lines words take in an indented column; a word that does not fit begins a new one."""
    return sum(1 + shown_width(line) // max(width - 3, 1) for line in words.splitlines() or [""])


def sheet_names(titles: Sequence[str]) -> list[str]:
    """The titles as names of sheets that differ, whatever is cut off and however they are written."""
    names: list[str] = []
    for title in titles:
        name, number, taken = sheet_name(title), 1, {one.casefold() for one in names}
        while name.casefold() in taken and name:
            number += 1
            tail = f" ({number})"
            name = sheet_name(title[: LONGEST_NAME - len(tail)]) + tail
        names.append(name)
    return names


def _widest_line(words: str) -> int:
    return max(map(shown_width, words.splitlines()), default=0)


def sheet_name(title: str) -> str:
    """A title as the name of a sheet: without the signs that are not allowed in one, and not too long."""
    name = title.translate(NOT_IN_A_NAME)
    while len(name.encode("utf-16-le")) > 2 * LONGEST_NAME:
        name = name[:-1]
    # Empty, the writer chooses a name; ``History`` is kept by Excel for itself.
    name = name.strip().strip("'").strip()
    return f"{name}_" if name.casefold() == "history" else name
