"""One month of an evaluation as a workbook that can be filled in, sent around and read back."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from app.intake.workbook_format import INFO_LABELS, NOTES, VALUE_COLUMNS, SheetKind, word
from scoring.model import Branch, Evaluation, Indicator, IndicatorLeaf, MonthData, Observation, State

# What a spreadsheet cell holds without loss; longer numbers are written as text, which is read back exactly.
EXACT_DIGITS = 15
UNIT_WIDTH = 11
# Texts stay texts: never a formula, a link or a number, whatever they begin with.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# A fixed date keeps the bytes the same from one run to the next.
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
TITLE_ROW, NAME_ROW, CODE_ROW, FIRST_ROW = 0, 1, 2, 3
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "header": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    "codes": {"bottom": 1, "font_size": 9},
    "text": {"valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "number": {"align": "right", "valign": "top"},
}


@dataclass(frozen=True, slots=True)
class MonthBook:
    """A workbook being written, its formats, and what goes into it.

    The formats are those that FORMATS names, and ``blank`` where cells that hold nothing are to have a look too.
    """

    book: Any
    formats: dict[str, Any]
    evaluation: Evaluation
    data: MonthData
    demonstration: bool

    def add(self, kind: SheetKind) -> Any:
        return self.book.add_worksheet(word(f"sheet.{kind}"))

    def title(self, kind: SheetKind) -> str:
        return word(f"title.{kind}", evaluation=self.evaluation.name.ko, month=self.data.month)


def write_month_workbook(  # noqa: PLR0913
    target: str | Path | io.BytesIO,
    evaluation: Evaluation,
    month_data: MonthData,
    *,
    demonstration: bool,
    prepared_by: str = "",
    notes: tuple[str, ...] = (),
) -> None:
    """Write everything entered for one month; the same month gives the same bytes."""
    place = target if isinstance(target, io.BytesIO) else str(target)
    with xlsxwriter.Workbook(place, OPTIONS) as book:
        book.set_properties({"created": CREATED, "title": evaluation.name.ko})
        formats = {name: book.add_format(properties) for name, properties in FORMATS.items()}
        month = MonthBook(book, formats, evaluation, month_data, demonstration)
        write_info(month, prepared_by, notes)
        write_values(month)
        if evaluation.score_leaves():
            write_scores(month)
        if evaluation.adjustable():
            write_adjustments(month)


def write_info(month: MonthBook, prepared_by: str, notes: tuple[str, ...]) -> Any:
    """The sheet that says which evaluation and month the workbook is about."""
    sheet = month.add(SheetKind.INFO)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 60)
    kind = "demonstration" if month.demonstration else "actual"
    values = (month.evaluation.code, month.data.month, word(f"kind.{kind}"), prepared_by)
    for row, (label, value) in enumerate(zip(INFO_LABELS, values, strict=True)):
        sheet.write_string(row, 0, word(f"info.{label}"), month.formats["header"])
        sheet.write_string(row, 1, value, month.formats["text"])
    lines = (*notes, *(word(f"note.{note}") for note in NOTES))
    for row, line in enumerate(lines, len(values) + 1):
        sheet.write_string(row, 1, line, month.formats["wrapped"])
    return sheet


def write_values(month: MonthBook) -> Any:
    """The sheet of values: a row for each indicator, a column for each unit."""
    sheet = month.add(SheetKind.VALUES)
    mark = f" · {word('demonstration_mark')}" if month.demonstration else ""
    write_grid(month, sheet, month.title(SheetKind.VALUES) + mark)
    return sheet


def write_grid(month: MonthBook, sheet: Any, title: str) -> None:
    """The values of a month under a title."""
    for column, width in enumerate((11, 40, 24, 9, 9, 11)):
        sheet.set_column(column, column, width)
    sheet.write_string(TITLE_ROW, 0, title, month.formats["title"])
    first = len(VALUE_COLUMNS)
    for column, name in enumerate(VALUE_COLUMNS):
        sheet.write_string(NAME_ROW, column, word(f"values.{name}"), month.formats["header"])
        sheet.write_blank(CODE_ROW, column, None, month.formats["codes"])
    for column, unit in enumerate(month.evaluation.units, first):
        sheet.write_string(NAME_ROW, column, unit.name.ko, month.formats["header"])
        sheet.write_string(CODE_ROW, column, unit.code, month.formats["codes"])
    sheet.set_column(first, first + len(month.evaluation.units) - 1, UNIT_WIDTH)
    for row, (field, indicator) in enumerate(_indicators_with_field(month.evaluation.root), FIRST_ROW):
        _write_indicator(month, sheet, row, field, indicator)
    sheet.freeze_panes(FIRST_ROW, 2)


def _write_indicator(month: MonthBook, sheet: Any, row: int, field: str, indicator: Indicator) -> None:
    method = word(f"method.{indicator.method}")
    described = (indicator.code, indicator.name.ko, field, indicator.unit_of_measure.ko, method)
    for column, written in enumerate(described):
        sheet.write_string(row, column, written, month.formats["wrapped" if column == 1 else "text"])
    if indicator.target is not None:
        _write_number(sheet, row, len(described), indicator.target, month.formats["number"])
    for column, unit in enumerate(month.evaluation.units, len(VALUE_COLUMNS)):
        observation = month.data.observations.get(unit.code, {}).get(indicator.code)
        if observation is not None:
            _write_observation(sheet, row, column, observation, month.formats["number"])
        elif "blank" in month.formats:
            sheet.write_blank(row, column, None, month.formats["blank"])


def _write_observation(sheet: Any, row: int, column: int, observation: Observation, style: Any) -> None:
    state, value, grade = observation
    if state is not State.SUBMITTED:
        sheet.write_string(row, column, word(f"state.{state}"), style)
    elif value is None:
        sheet.write_string(row, column, grade or "", style)
    elif grade is None:
        _write_number(sheet, row, column, value, style)
    else:
        sheet.write_string(row, column, f"{value:f} ({grade})", style)


def write_scores(month: MonthBook) -> Any:
    """The sheet of imported scores: a row for each unit."""
    sheet = month.add(SheetKind.SCORES)
    leaves = month.evaluation.score_leaves()
    _write_unit_head(month, sheet, SheetKind.SCORES)
    for column, leaf in enumerate(leaves, 2):
        sheet.write_string(NAME_ROW, column, leaf.name.ko, month.formats["header"])
        sheet.write_string(CODE_ROW, column, leaf.code, month.formats["codes"])
    sheet.set_column(2, 1 + len(leaves), 20)
    for row, unit in enumerate(month.evaluation.units, FIRST_ROW):
        sheet.write_string(row, 0, unit.code, month.formats["text"])
        sheet.write_string(row, 1, unit.name.ko, month.formats["text"])
        for column, leaf in enumerate(leaves, 2):
            score = month.data.scores.get((unit.code, leaf.code))
            if score is not None:
                _write_number(sheet, row, column, score, month.formats["number"])
    return sheet


def write_adjustments(month: MonthBook) -> Any:
    """The sheet of bonuses and deductions: a row for each."""
    sheet = month.add(SheetKind.ADJUSTMENTS)
    _write_unit_head(month, sheet, SheetKind.ADJUSTMENTS)
    for column, (name, width) in enumerate((("node", 16), ("kind", 16), ("points", 10), ("reason", 60)), 2):
        sheet.write_string(NAME_ROW, column, word(f"adjustments.{name}"), month.formats["header"])
        sheet.write_blank(CODE_ROW, column, None, month.formats["codes"])
        sheet.set_column(column, column, width)
    names = {unit.code: unit.name.ko for unit in month.evaluation.units}
    for row, given in enumerate(month.data.adjustments, FIRST_ROW):
        written = (given.unit, names.get(given.unit, ""), given.node, word(f"adjustment.{given.kind}"))
        for column, cell in enumerate(written):
            sheet.write_string(row, column, cell, month.formats["text"])
        _write_number(sheet, row, 4, given.points, month.formats["number"])
        sheet.write_string(row, 5, given.reason, month.formats["wrapped"])
    return sheet


def _write_unit_head(month: MonthBook, sheet: Any, kind: SheetKind) -> None:
    sheet.write_string(TITLE_ROW, 0, month.title(kind), month.formats["title"])
    for column, name in enumerate(("code", "name")):
        sheet.write_string(NAME_ROW, column, word(f"unit.{name}"), month.formats["header"])
        sheet.write_blank(CODE_ROW, column, None, month.formats["codes"])
        sheet.set_column(column, column, 12)
    sheet.freeze_panes(FIRST_ROW, 2)


def _write_number(sheet: Any, row: int, column: int, number: Decimal, style: Any) -> None:
    if len(number.as_tuple().digits) <= EXACT_DIGITS:
        sheet.write_number(row, column, float(number), style)
    else:
        sheet.write_string(row, column, f"{number:f}", style)


def _indicators_with_field(branch: Branch) -> Iterator[tuple[str, Indicator]]:
    """Each indicator of the tree with the name of the branch it stands under."""
    for child in branch.children:
        if isinstance(child, IndicatorLeaf):
            yield branch.short_name.ko, child.indicator
        elif isinstance(child, Branch):
            yield from _indicators_with_field(child)
