"""A table as text: aligned for a terminal, or as CSV or JSON with every digit."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import NOTHING, number_text
from scoring.rounding import round_half_up


class Form(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def printed(table: Table, form: Form) -> str:
    """The rows of a table in one form, with a line end after the last line."""
    return _FORMS[form](table)


def shown_width(words: str) -> int:
    """How many columns words take where a Hangul syllable takes two.

    >>> shown_width("Uiwang"), shown_width("\\uc758\\uc655\\uc2dc")
    (6, 6)
    """
    return sum(_width(sign) for sign in unicodedata.normalize("NFC", words))


def _width(sign: str) -> int:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _as_csv(table: Table) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(column.key for column in table.columns)
    writer.writerows([_plain(row[column.key]) for column in table.columns] for row in table.rows)
    return written.getvalue()


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _as_json(table: Table) -> str:
    """A list of objects, one a line; numbers are written here, since json knows no exact ones."""
    rows = (
        ", ".join(f"{json.dumps(column.key)}: {_json_cell(row[column.key])}" for column in table.columns)
        for row in table.rows
    )
    objects = ",\n".join(f"  {{{row}}}" for row in rows)
    return f"[\n{objects}\n]\n" if objects else "[]\n"


def _json_cell(cell: Cell) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else json.dumps(cell, ensure_ascii=False)


def _as_lines(table: Table) -> str:
    """Aligned columns; below the labels stand the names that the columns have in CSV and JSON."""
    labels = [column.label for column in table.columns]
    keys = [column.key for column in table.columns]
    body = [[_shown(row[column.key], column) for column in table.columns] for row in table.rows]
    widths = [max(map(shown_width, column)) for column in zip(labels, keys, *body, strict=True)]
    rule = ["-" * width for width in widths]
    lines = (_line(cells, widths, table.columns) for cells in (labels, keys, rule, *body))
    return "".join(f"{line}\n" for line in lines)


def _shown(cell: Cell, column: Column) -> str:
    if cell is None:
        return NOTHING
    if isinstance(cell, Decimal):
        return number_text(round_half_up(Fraction(cell), column.decimals))
    return "".join(sign if sign.isprintable() else " " for sign in str(cell))


def _line(cells: list[str], widths: list[int], columns: tuple[Column, ...]) -> str:
    padded = (
        cell + _gap(cell, width) if column.kind is Kind.WORDS else _gap(cell, width) + cell
        for cell, width, column in zip(cells, widths, columns, strict=True)
    )
    return "  ".join(padded).rstrip()


def _gap(cell: str, width: int) -> str:
    return " " * (width - shown_width(cell))


_FORMS: dict[Form, Callable[[Table], str]] = {Form.TABLE: _as_lines, Form.CSV: _as_csv, Form.JSON: _as_json}
