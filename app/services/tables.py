"""A table as plain data: what a screen shows, an export writes and the command line prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | None


class Kind(StrEnum):
    """What stands in a column.

    Words, figures written out as words (with a unit or all their digits), a whole number, a number with fixed
    decimals, or a number shown as a bar.
    """

    WORDS = "words"
    FIGURES = "figures"
    WHOLE = "whole"
    NUMBER = "number"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``decimals`` counts for numbers, ``unit`` stands in the heading, ``explained`` in its tip.

    ``signals`` are the words that the column can say, gravest first, where the screen repeats them by a colour.
    ``pixels`` is the width on the screen of words that may be cut there, so that what stands beside them is seen.
    """

    key: str
    label: str
    kind: Kind = Kind.WORDS
    decimals: int = 0
    explained: str | None = None
    wide: bool = False
    signals: tuple[str, ...] = ()
    pixels: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells by column key.

    ``codes`` identify the rows where they can be opened; ``filters`` say what was chosen to get these rows.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Cell]]
    codes: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a row with a cell too many or too few, so that nothing is dropped unseen."""
        keys = {column.key for column in self.columns}
        for row in self.rows:
            if set(row) != keys:
                raise ValueError(f"{self.title}: {sorted(set(row) ^ keys)}")
