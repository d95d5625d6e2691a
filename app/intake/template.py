"""A workbook to be filled in for any evaluation and month; what is known stands in it and goes back in unchanged."""

import io
from dataclasses import replace
from typing import Any

import xlsxwriter
from xlsxwriter.color import Color
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from app.intake.input_rules import UNIT_CODES, adjustment_rules, data_kind_rule, rules_of_row, score_rule
from app.intake.workbook import (
    CODE_ROW,
    CREATED,
    FIRST_ROW,
    FORMATS,
    NAME_ROW,
    OPTIONS,
    MonthBook,
    write_adjustments,
    write_grid,
    write_info,
    write_scores,
    write_values,
)
from app.intake.workbook_format import VALUE_COLUMNS, WRITTEN_IN, SheetKind, word
from app.text.catalogue import text
from scoring.model import Evaluation, MonthData, State

FONT = {"font_name": "Malgun Gothic", "font_size": 10}
BORDER = Color.theme(0, 2)
CELL = {"border": 1, "border_color": BORDER, "valign": "vcenter"}
LOOK: dict[str, dict[str, Any]] = {
    "header": {"bg_color": Color.theme(4, 1), "border": 1, "border_color": BORDER, "align": "center"},
    "codes": {"bg_color": Color.theme(0, 1), "align": "center"},
    "text": CELL,
    "wrapped": CELL,
    "number": CELL,
}
BLANK = Color.theme(9, 1)
READ_ONLY = Color.theme(0, 1)
KIND_ROW = 2
ROOM_FOR_ADJUSTMENTS = 300
A4, PRINTED_PERCENT, MOST_UNITS_ON_A_PAGE = 9, 50, 12
CHECKSUM_SHOWN = 8
HEADER_HEIGHT = 30


def write_template(  # noqa: PLR0913
    target: io.BytesIO,
    evaluation: Evaluation,
    month: str,
    *,
    now: MonthData | None = None,
    last: MonthData | None = None,
    demonstration: bool = False,
    last_demonstration: bool = False,
    checksum: str = "",
) -> None:
    """Write the template of a month: ``now`` stands in its cells, ``last`` on a sheet of its own beside them.

    The marks say whether what stands there is demonstration data; ``checksum`` is the definition's.
    """
    with xlsxwriter.Workbook(target, OPTIONS | {"default_format_properties": FONT}) as book:
        book.set_properties({"created": CREATED, "title": evaluation.name.ko})
        formats = {name: book.add_format(FONT | basic | LOOK.get(name, {})) for name, basic in FORMATS.items()}
        formats["blank"] = formats["number"]
        filled = MonthBook(book, formats, evaluation, now or MonthData(month, {}), demonstration)
        _write_guide(filled, last, checksum)
        info = write_info(filled, "", ())
        info.data_validation(KIND_ROW, 1, KIND_ROW, 1, data_kind_rule())
        _set_up_page(info, filled, repeated=None)
        _write_value_sheet(filled)
        if evaluation.score_leaves():
            _write_score_sheet(filled)
        if evaluation.adjustable():
            _write_adjustment_sheet(filled)
        if last is not None:
            _write_last_month(replace(filled, data=last, demonstration=last_demonstration))


def _write_value_sheet(month: MonthBook) -> None:
    sheet = write_values(month)
    evaluation = month.evaluation
    first, last = len(VALUE_COLUMNS), len(VALUE_COLUMNS) + len(evaluation.units) - 1
    indicators = evaluation.indicators()
    for row, indicator in enumerate(indicators, FIRST_ROW):
        for start, end, rule in rules_of_row(evaluation, indicator, row, first):
            sheet.data_validation(row, start, row, end, rule)
    _shade_blanks(sheet, month, (FIRST_ROW, first, FIRST_ROW + len(indicators) - 1, last))
    codes = xl_range_abs(CODE_ROW, first, CODE_ROW, last)
    month.book.define_name(UNIT_CODES, f"='{word(f'sheet.{SheetKind.VALUES}')}'!{codes}")
    _set_up_page(sheet, month, repeated=1)
    _break_between_groups(sheet, month)


def _write_score_sheet(month: MonthBook) -> None:
    sheet = write_scores(month)
    cells = (FIRST_ROW, 2, FIRST_ROW + len(month.evaluation.units) - 1, 1 + len(month.evaluation.score_leaves()))
    sheet.data_validation(*cells, score_rule(xl_rowcol_to_cell(*cells[:2])))
    _shade_blanks(sheet, month, cells)
    _set_up_page(sheet, month, repeated=None)


def _write_adjustment_sheet(month: MonthBook) -> None:
    sheet = write_adjustments(month)
    last = FIRST_ROW + len(month.data.adjustments) + ROOM_FOR_ADJUSTMENTS
    rules = adjustment_rules(month.evaluation, xl_rowcol_to_cell(FIRST_ROW, 2))
    for column, name in ((0, "unit"), (2, "node"), (3, "kind"), (4, "points")):
        sheet.data_validation(FIRST_ROW, column, last, column, rules[name])
    _set_up_page(sheet, month, repeated=None)


def _write_last_month(month: MonthBook) -> None:
    """The same grid with the values of the month before, locked, so that nobody fills in the wrong sheet."""
    grey = month.book.add_format(FONT | FORMATS["number"] | CELL | {"bg_color": READ_ONLY})
    month = replace(month, formats=month.formats | {"number": grey, "blank": grey})
    sheet = month.book.add_worksheet(_say("sheet.last_month"))
    mark = f" · {word('demonstration_mark')}" if month.demonstration else ""
    write_grid(month, sheet, _say("title.last_month", month=month.data.month) + mark)
    sheet.set_tab_color(BORDER)
    sheet.protect("", {"format_columns": True, "autofilter": True})
    _set_up_page(sheet, month, repeated=1)
    _break_between_groups(sheet, month)


def _shade_blanks(sheet: Any, month: MonthBook, cells: tuple[int, int, int, int]) -> None:
    """What is still to be filled in shows; what is filled in does not."""
    sheet.conditional_format(*cells, {"type": "blanks", "format": month.book.add_format({"bg_color": BLANK})})


def _set_up_page(sheet: Any, month: MonthBook, repeated: int | None) -> None:
    """A4, landscape; the header on every page and, where ``repeated`` says so, the first columns too."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.set_footer(f"&L{_footer(month)}&R&P / &N")
    if repeated is None:
        sheet.fit_to_pages(1, 0)
        return
    sheet.set_row(NAME_ROW, HEADER_HEIGHT)
    sheet.set_print_scale(PRINTED_PERCENT)
    sheet.repeat_rows(0, FIRST_ROW - 1)
    sheet.repeat_columns(0, repeated)


def _footer(month: MonthBook) -> str:
    return f"{month.evaluation.name.ko} {month.data.month}".replace("&", "&&")[:120]


def _break_between_groups(sheet: Any, month: MonthBook) -> None:
    """A new page for every group, where a group fits on one."""
    sizes = [len(group.units) for group in month.evaluation.groups]
    if max(sizes) <= MOST_UNITS_ON_A_PAGE:
        sheet.set_v_pagebreaks([len(VALUE_COLUMNS) + sum(sizes[:count]) for count in range(1, len(sizes))])


def _write_guide(month: MonthBook, last: MonthData | None, checksum: str) -> None:
    """The sheet that explains the others."""
    sheet = month.book.add_worksheet(_say("sheet.guide"))
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 96)
    about = {"evaluation": month.evaluation.name.ko, "month": month.data.month}
    sheet.write_string(0, 0, _say("subject", **about), month.formats["title"])
    row = 2
    for heading, lines in _guide_parts(month, last, checksum):
        sheet.merge_range(row, 0, row, 1, _say(f"guide.{heading}"), month.formats["header"])
        for offset, (label, says) in enumerate(lines, 1):
            sheet.write_string(row + offset, 0, label, month.formats["text"])
            sheet.write_string(row + offset, 1, says, month.formats["wrapped"])
        row += len(lines) + 2
    sheet.hide_gridlines(2)
    _set_up_page(sheet, month, repeated=None)


def _guide_parts(month: MonthBook, last: MonthData | None, checksum: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        ("about", _about_file(month, checksum)),
        ("steps", [(str(number), line) for number, line in enumerate(_steps(month, last), 1)]),
        ("words", _words(month.evaluation)),
        ("keep", [("", _say(f"guide.{line}")) for line in ("keep_codes", "keep_sheets", "keep_cells")]),
    ]


def _about_file(month: MonthBook, checksum: str) -> list[tuple[str, str]]:
    evaluation = month.evaluation
    cells = len(evaluation.indicators()) * len(evaluation.units)
    observed = month.data.observations.values()
    filled = sum(one.state is not State.NOT_SUBMITTED for row in observed for one in row.values())
    sizes = {"indicators": len(evaluation.indicators()), "units": len(evaluation.units), "cells": f"{cells:,}"}
    lines = {
        "evaluation": f"{evaluation.name.ko} ({evaluation.code})",
        "month": month.data.month,
        "cutoff": f"{evaluation.cutoff:%Y-%m-%d}",
        "size": _say("guide.cells", **sizes, filled=f"{filled:,}", blank=f"{cells - filled:,}"),
        "definition": checksum[:CHECKSUM_SHOWN],
        "due": _say("guide.to_fill"),
        "ask": _say("guide.to_fill"),
    }
    return [(_say(f"guide.{name}"), says) for name, says in lines.items() if says]


def _steps(month: MonthBook, last: MonthData | None) -> tuple[str, ...]:
    values, info = (word(f"sheet.{kind}") for kind in (SheetKind.VALUES, SheetKind.INFO))
    kinds = {kind: word(f"kind.{kind}") for kind in ("actual", "demonstration")}
    compare = _say("guide.step_2_first")
    if last is not None:
        compare = _say("guide.step_2", last=_say("sheet.last_month"), last_month=last.month)
    return (
        _say("guide.step_1", values=values, month=month.data.month),
        compare,
        _say("guide.step_3", info=info, **kinds),
        _say("guide.step_4"),
    )


def _words(evaluation: Evaluation) -> list[tuple[str, str]]:
    letters = dict.fromkeys(step.letter for one in evaluation.indicators() for step in one.scale.steps)
    return [
        (_say("guide.number"), _say("guide.number_says")),
        (", ".join(letters), _say("guide.letter_says")),
        (_say("guide.both"), _say("guide.both_says")),
        (word(f"state.{State.NOT_APPLICABLE}"), _say("guide.not_applicable_says")),
        (word(f"state.{State.NOT_SUBMITTED}"), _say("guide.not_submitted_says")),
    ]


def _say(name: str, **values: object) -> str:
    return text(f"template.{name}", WRITTEN_IN, **values)
