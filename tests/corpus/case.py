"""One file of the corpus: how it is made, and what must come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.intake.reading import ReadEntry
from scoring.model import State
from scoring.problem import Problem

EVALUATION, MONTH = "gyeonggi-2023", "2023-09"
# What needs a confirmation, and what is only said; everything else blocks.
WARNINGS = frozenset(
    {
        "blank_cells",
        "column_ignored",
        "external_links",
        "hidden_columns",
        "hidden_rows",
        "hidden_sheet",
        "missing_indicators",
        "missing_units",
        "sheet_ignored",
        "target_differs",
        "title_month_differs",
    }
)
NOTES = frozenset(
    {
        "columns_skipped",
        "dashes_read",
        "formulas_read",
        "names_matched",
        "read_as_cp949",
        "read_as_unit",
        "rows_skipped",
        "sheets_skipped",
        "tables_joined",
        "totals_skipped",
        "words_read",
    }
)


@dataclass(frozen=True)
class Case:
    """A file and what is expected of it.

    ``says`` lists every problem as "code place", in order; ``reads`` every entry, or None where the file is refused.
    ``noted`` is the number of rows that are text around the table.
    """

    name: str
    make: Callable[[], bytes]
    says: tuple[str, ...] = ()
    reads: Mapping[str, str] | None = None
    file: str = "month.xlsx"
    evaluation: str | None = None
    month: str | None = None
    dash: State | None = None
    unit: str | None = None
    noted: int | None = None

    def named(self) -> dict[str, str | State]:
        """What the user names when the file is brought in."""
        chosen = {"evaluation": self.evaluation, "month": self.month, "dash": self.dash, "unit": self.unit}
        return {name: given for name, given in chosen.items() if given is not None}


def said(problem: Problem) -> str:
    """A problem as a case states it."""
    return f"{problem.code.removeprefix('intake.')} {problem.place}"


def entered(entry: ReadEntry) -> tuple[str, str]:
    """An entry as a case states it: what it is about, and what it says."""
    point = f" {entry.kind}" if entry.kind in ("bonus", "deduction") else ""
    return f"{entry.unit} {entry.item}{point}", _content(entry)


def _content(entry: ReadEntry) -> str:
    if entry.state is not State.SUBMITTED:
        return str(entry.state)
    number = "" if entry.value is None else plain(entry.value)
    grade = f"({entry.grade})" if entry.grade else ""
    return " ".join(part for part in (number, grade, entry.reason) if part)


def plain(number: Decimal) -> str:
    """A number without an exponent and without zeros that say nothing."""
    return f"{number.normalize() + 0:f}" if number else "0"
