"""The user's own workbook back, every problem marked in its cell and listed on a sheet in front."""

import csv
import io
import logging
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill

from app.exports.findings_sheet import is_findings_sheet, write_findings, write_words
from app.exports.xlsx import LONGEST_TEXT, sheet_name
from app.intake.grid import MAX_COLUMNS, MAX_ROWS, column_number
from app.intake.package import OLE_HEADER, ZIP_HEADER, Package, open_package
from app.intake.reading import Refused, SourceFile
from app.intake.spreadsheet import Workbook, open_workbook
from app.services.problem_tables import Place, place_of
from app.services.problems import parts_of
from app.text.catalogue import LANGUAGES, text
from scoring.problem import Problem, Severity

LOG = logging.getLogger(__name__)
MOST_CELLS = 200_000
MOST_COMMENTS = 5_000
# Numbers of the palette that every spreadsheet program has: coral, gold, pale blue.
SHADES = {Severity.ERROR: 29, Severity.WARNING: 51, Severity.NOTE: 44}
GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
TEXT_ENDINGS = (".csv", ".txt")
COMMENT_WIDTH, COMMENT_LINE, SIGNS_IN_A_LINE = 320, 20, 26
MOST_BYTES = 48 * 1024 * 1024
STARTS_OF_CELLS = (b"<c ", b"<c>", b":c ", b"<row ")
FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


def marked_workbook(file_name: str, data: bytes, problems: Sequence[Problem], language: str) -> bytes | None:
    """A copy of a file with its problems marked; None where it is too large or can't be opened to be written again.

    Values, formulas, styles, merged cells, widths, hidden parts and rules stay; pictures and charts may be lost, which
    the sheet in front says. What is written into it is text, whatever it begins with.
    """
    is_text = file_name.lower().endswith(TEXT_ENDINGS) and not data.startswith((ZIP_HEADER, OLE_HEADER))
    try:
        book = _book_of_text(file_name, data) if is_text else _book(file_name, data)
        if book is None:
            return None
        _remove_earlier_marks(book)
        only = book.worksheets[0].title if is_text else None
        _mark(book, problems, only, language)
        write_findings(book, file_name, problems, language, only=only)
        written = io.BytesIO()
        book.save(written)
    except Refused:
        return None
    except (
        Exception
    ):  # A library that opens the files of others may fail in any way; the list of problems is there still.
        LOG.warning("no marked copy could be made of a file", exc_info=True)
        return None
    return written.getvalue()


def _book(file_name: str, data: bytes) -> Any:
    file = SourceFile(file_name, data)
    if not _is_small(open_package(file)) or _hidden_by_merging(open_workbook(file)) > MOST_CELLS:
        return None
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def _is_small(package: Package) -> bool:
    """Whether a workbook can be built in memory, counted before anything is built; Refused for unsafe parts."""
    sizes = {"bytes": 0, "cells": 0}

    def count(piece: bytes) -> None:
        sizes["bytes"] += len(piece)
        sizes["cells"] += sum(map(piece.count, STARTS_OF_CELLS))
        if any(word in piece for word in FORBIDDEN):
            raise Refused(Problem("intake.document_type", package.name, {"part": ""}))

    for part in package.parts():
        if part.endswith((".xml", ".rels", ".vml")):
            package.feed(part, count)
        if sizes["bytes"] > MOST_BYTES or sizes["cells"] > MOST_CELLS:
            return False
    return True


def _hidden_by_merging(workbook: Workbook) -> int:
    """How many cells merged ranges cover: each is built."""
    merged = (area for grid in workbook.grids() for area in grid.merged)
    return sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in merged)


def _book_of_text(file_name: str, data: bytes) -> Any:
    """The rows of a CSV file as text, each in the line it ends on, so that places in it stay what they are."""
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = data.decode("cp949", errors="replace")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = sheet_name(file_name) or "csv"
    reader = csv.reader(io.StringIO(decoded, newline=""))
    cells = 0
    for row in reader:
        cells += len(row)
        if cells > MOST_CELLS or reader.line_num > MAX_ROWS or len(row) > MAX_COLUMNS:
            return None
        for column, words in enumerate(row, 1):
            write_words(sheet.cell(reader.line_num, column), words)
    return book


def _remove_earlier_marks(book: Any) -> None:
    """A copy that was marked before and comes back loses its marks first."""
    for sheet in [sheet for sheet in book.worksheets if is_findings_sheet(sheet.title)]:
        if len(book.sheetnames) > 1:
            book.remove(sheet)
    for sheet in book.worksheets:
        # Only the cells that are there: a lone one far away would make a walk over the rows endless.
        for cell in sheet._cells.values():
            if cell.comment is not None and _signature_in(cell.comment.text):
                _remove_mark(cell)


def _remove_mark(cell: Any) -> None:
    kept = cell.comment.text.partition(_signature_in(cell.comment.text))[0].rstrip()
    cell.comment = Comment(kept, cell.comment.author) if kept else None
    cell.fill = PatternFill()


def _signature_in(comment: str) -> str:
    """The line with which the words of this program begin in a comment; empty where there is none."""
    return next((sign for sign in map(_signature, LANGUAGES) if sign in comment), "")


def _signature(language: str) -> str:
    return f"[{text('exports.marked.author', language)}]"


def _mark(book: Any, problems: Sequence[Problem], only: str | None, language: str) -> None:
    """Fill and comment the cells that problems name; the gravest decides the colour."""
    located = sorted(((_located(problem, only), problem) for problem in problems), key=_by_place)
    marked = 0
    for place, group in groupby(located, key=lambda each: each[0]):
        cell = _cell(book, place)
        if cell is None:
            continue
        found = sorted((problem for _, problem in group), key=lambda one: GRAVEST_FIRST.index(one.severity))
        cell.fill = PatternFill("solid", fgColor=Color(indexed=SHADES[found[0].severity]))
        marked += 1
        if marked <= MOST_COMMENTS:
            _comment(cell, found, language)


def _located(problem: Problem, only: str | None) -> Place:
    place = place_of(problem)
    return place if only is None else Place(only, place.cell)


def _by_place(located: tuple[Place, Problem]) -> Place:
    return located[0]


def _cell(book: Any, place: Place) -> Any:
    """The cell of a place, the first one of a merged range; None where the workbook has no such cell."""
    found = REFERENCE.fullmatch(place.cell)
    if found is None or place.sheet not in _sheets(book):
        return None
    row, column = int(found[2]), column_number(found[1])
    if row > MAX_ROWS or column > MAX_COLUMNS:
        return None
    sheet = book[place.sheet]
    cell = sheet.cell(row, column)
    if not isinstance(cell, MergedCell):
        return cell
    area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    return sheet.cell(area.min_row, area.min_col)


def _sheets(book: Any) -> Mapping[str, Any]:
    return {sheet.title: sheet for sheet in book.worksheets}


def _comment(cell: Any, problems: Sequence[Problem], language: str) -> None:
    said = "\n\n".join(_sentences(problem, language) for problem in problems)
    own = f"{_signature(language)}\n{said}"
    before = cell.comment
    words = f"{before.text}\n\n{own}" if before is not None else own
    author = before.author if before is not None else text("exports.marked.author", language)
    comment = Comment(words[:LONGEST_TEXT], author)
    lines = sum(1 + len(line) // SIGNS_IN_A_LINE for line in words.splitlines())
    comment.width, comment.height = COMMENT_WIDTH, COMMENT_LINE * (lines + 1)
    cell.comment = comment


def _sentences(problem: Problem, language: str) -> str:
    """How grave it is, what stands there, what is expected and what to do, each on a line."""
    parts = parts_of(problem, language)
    lines = [f"{text(f'upload.severity.{problem.severity}', language)}: {parts.what}"]
    if parts.expected:
        lines.append(text("exports.marked.expected", language, expected=parts.expected))
    if parts.do:
        lines.append(text("exports.marked.do", language, do=parts.do))
    return "\n".join(lines)
