"""What is wrong with a file, as a table of cells and as the questions that somebody must answer."""

from collections.abc import Sequence
from typing import NamedTuple

from app.services.problems import parts_of
from app.services.tables import Column, Table
from app.text.catalogue import text, texts
from scoring.problem import Problem

COLUMNS = ("severity", "sheet", "cell", "found", "what", "expected", "do")
WIDE = frozenset({"what", "expected", "do"})
EXAMPLES = 3
# Said once for the whole file or table, with their number.
COUNTED = frozenset(
    f"intake.{code}"
    for code in (
        "blank_cells",
        "external_links",
        "hidden_columns",
        "hidden_rows",
        "missing_indicators",
        "missing_scores",
        "missing_units",
    )
)


class Place(NamedTuple):
    """Where a problem stands: the sheet (or the file) and the cell, which is blank for a whole sheet."""

    sheet: str
    cell: str


def place_of(problem: Problem) -> Place:
    """Sheet and cell of a place; the name of a sheet may itself hold the sign that divides them."""
    sheet, divided, cell = problem.place.rpartition("!")
    return Place(sheet, cell) if divided else Place(problem.place, "")


def problems_table(problems: Sequence[Problem], title: str, language: str) -> Table:
    """One row for each problem in the given order: how grave, where, what stands there, what is expected and to do."""
    columns = tuple(Column(key, text(f"upload.problem.{key}", language), wide=key in WIDE) for key in COLUMNS)
    return Table(title, columns, [_row(problem, language) for problem in problems])


def _row(problem: Problem, language: str) -> dict[str, str | None]:
    place, parts = place_of(problem), parts_of(problem, language)
    return {
        "severity": text(f"upload.severity.{problem.severity}", language),
        "sheet": place.sheet,
        "cell": place.cell,
        "found": problem.values.get("found", ""),
        "what": parts.what,
        "expected": parts.expected,
        "do": parts.do,
    }


def kind_words(kind: str, language: str) -> str:
    """What a kind of warnings is about; its code where it has no name of its own."""
    key = f"upload.kind.{kind.rpartition('.')[2]}"
    return text(key, language) if key in texts(language) else kind


def count_of(problems: Sequence[Problem]) -> int:
    """How many cells, rows or names the problems of a kind are about; one where they say nothing else."""
    return sum(int(problem.values["count"]) if problem.code in COUNTED else 1 for problem in problems)


def examples_of(problems: Sequence[Problem], language: str) -> tuple[str, ...]:
    """The first problems of a kind, each with its place, and what to do about all of them as the last line."""
    shown = [
        text("problem.located", language, place=problem.place, message=parts_of(problem, language).what)
        for problem in problems[:EXAMPLES]
    ]
    if len(problems) > EXAMPLES:
        shown.append(text("upload.more_examples", language, count=len(problems) - EXAMPLES))
    return tuple(shown)
