"""The cells of a sheet as they were typed."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

# A list of 226 units and 150 indicators has 33,900 rows.
MAX_ROWS = 50_000
MAX_COLUMNS = 2_000
# In all sheets of a file together.
MAX_CELLS = 500_000


class CellType(StrEnum):
    """What a cell holds."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ERROR = "error"
    FORMULA = "formula"  # without a stored result


# Members of an enumeration are slow to look up in Python 3.11 (0.3 µs), and every cell is asked several times.
NUMBER_CELL, TEXT_CELL = CellType.NUMBER, CellType.TEXT


class RawCell(NamedTuple):
    """A cell as it was typed: numbers as their digits, with what their format makes of them."""

    type: CellType
    text: str
    percent: bool = False
    date: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet that hold something, by row and column counted from 1.

    ``widths`` says how many fields a row of a CSV file had; a worksheet has none.
    """

    name: str
    rows: dict[int, dict[int, RawCell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()
    starts_1904: bool = False
    hidden: bool = False
    widths: dict[int, int] = field(default_factory=dict)

    def place(self, row: int, column: int) -> str:
        """The sheet and cell as a reader finds them."""
        return f"{self.name}!{cell_name(row, column)}"

    def cell(self, row: int | None, column: int | None) -> RawCell | None:
        """What stands in a cell, if anything does."""
        return self.rows.get(row, {}).get(column) if row and column else None

    def merges(self, row: int) -> list[tuple[int, int, int, int]]:
        """The merged ranges that reach into a row: top, left, bottom, right."""
        return [merged for merged in self.merged if merged[0] <= row <= merged[2]]

    def holds_numbers(self) -> bool:
        """Whether a number stands anywhere."""
        return any(cell.type is NUMBER_CELL for cells in self.rows.values() for cell in cells.values())


def cell_name(row: int, column: int) -> str:
    """The name of a cell, like C5."""
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=MAX_COLUMNS)
def column_letters(column: int) -> str:
    """The name of a column, like C."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
