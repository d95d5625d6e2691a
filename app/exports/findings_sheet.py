"""The sheet in front of a marked workbook: every problem in a table that filters, each with a link to its cell."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from app.exports.xlsx import FONT, LIKE_A_FORMULA, LONGEST_TEXT
from app.intake.workbook_format import fold
from app.services.printing import shown_width
from app.services.problem_tables import problems_table
from app.text.catalogue import LANGUAGES, text
from scoring.problem import Problem, Severity

HEADER_ROW = 6
WIDTHS = (8, 14, 9, 22, 52, 42, 52)
LINE = 15
SILVER = 22
LINK = 12


def is_findings_sheet(name: str) -> bool:
    """Whether a sheet is one that this module wrote."""
    return any(fold(name) == fold(text("template.sheet.findings", language)) for language in LANGUAGES)


def write_findings(book: Any, file_name: str, problems: Sequence[Problem], language: str, *, only: str | None) -> None:
    """Put the sheet in front; ``only`` is the sheet that all places mean where the file had none."""
    sheet = book.create_sheet(text("template.sheet.findings", language), 0)
    table = problems_table(problems, sheet.title, language)
    counts = Counter(problem.severity for problem in problems)
    numbers = {"errors": counts[Severity.ERROR], "warnings": counts[Severity.WARNING], "notes": counts[Severity.NOTE]}
    heading = (text("exports.marked.about", language, file=file_name, **numbers),)
    lines = (*heading, text("exports.marked.colours", language), text("exports.marked.back", language))
    _write_line(sheet, 1, sheet.title, Font(name=FONT["font_name"], size=14, bold=True))
    for number, line in enumerate(lines, 2):
        _write_line(sheet, number, line, _font())
    for position, column in enumerate(table.columns, 1):
        cell = write_words(sheet.cell(HEADER_ROW, position), column.label)
        cell.font, cell.fill = _font(bold=True), PatternFill("solid", fgColor=Color(indexed=SILVER))
        sheet.column_dimensions[get_column_letter(position)].width = WIDTHS[position - 1]
    for number, row in enumerate(table.rows, HEADER_ROW + 1):
        for position, column in enumerate(table.columns, 1):
            cell = write_words(sheet.cell(number, position), str(row[column.key] or ""))
            cell.font, cell.alignment = _font(), Alignment(wrap_text=True, vertical="top")
        written = [str(row[column.key] or "") for column in table.columns]
        sheet.row_dimensions[number].height = LINE * max(map(_lines, written, WIDTHS))
        _link(sheet, number, only or str(row["sheet"]), str(row["cell"]))
    _set_up(book, sheet, len(table.rows))


def write_words(cell: Any, words: str) -> Any:
    """Write words as words, whatever they begin with; gives the cell."""
    shown = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in words)
    cell.value = shown[:LONGEST_TEXT]
    cell.data_type = "s"
    if shown.lstrip().startswith(LIKE_A_FORMULA):
        cell.quotePrefix = True
    return cell


def _write_line(sheet: Any, row: int, line: str, font: Font) -> None:
    write_words(sheet.cell(row, 1), line).font = font


def _link(sheet: Any, row: int, target: str, reference: str) -> None:
    """From the row to its cell, where the workbook has the sheet."""
    if not reference or target not in sheet.parent.sheetnames:
        return
    cell = sheet.cell(row, 3)
    name = target.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{reference}")
    cell.font = Font(name=FONT["font_name"], size=FONT["font_size"], underline="single", color=Color(indexed=LINK))


def _set_up(book: Any, sheet: Any, rows: int) -> None:
    last = f"{get_column_letter(len(WIDTHS))}{HEADER_ROW + rows}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}"
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    book.active = 0
    # Sheets that are selected together are edited together: only the one in front is.
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet


def _lines(words: str, width: int) -> int:
    return sum(1 + shown_width(line) // width for line in words.splitlines() or [""])


def _font(*, bold: bool = False) -> Font:
    return Font(name=FONT["font_name"], size=FONT["font_size"], bold=bold)
