"""What is said of a table beside its values: what was not read, what was hidden, what was computed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.intake.grid import Grid, column_letters
from app.intake.reading import Findings

LISTED = 10


@dataclass(slots=True)
class Remarks:
    """Collected while a table is read, and said once each."""

    grid: Grid
    findings: Findings
    notes: list[int] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def report(self, rows: Iterable[int], columns: Iterable[int]) -> None:
        """Say everything, given the rows and columns that were read."""
        read_rows, read_columns = set(rows), set(columns)
        self._report_hidden(read_rows, read_columns)
        self._report_formulas(read_rows, read_columns)
        name = self.grid.name
        if self.totals:
            self.findings.note("totals_skipped", name, count=len(self.totals), names=_listed(self.totals))
        if self.skipped:
            self.findings.note("columns_skipped", name, names=_listed(self.skipped))
        if self.notes:
            self.findings.note("rows_skipped", name, count=len(self.notes), rows=_listed(self.notes))

    def _report_hidden(self, rows: set[int], columns: set[int]) -> None:
        grid = self.grid
        if grid.hidden:
            self.findings.warn("hidden_sheet", grid.name)
        if hidden := sorted(grid.hidden_rows & rows):
            self.findings.warn("hidden_rows", grid.name, count=len(hidden), rows=_listed(hidden))
        unseen = [
            column for column in sorted(columns) if any(first <= column <= last for first, last in grid.hidden_columns)
        ]
        if unseen:
            letters = _listed([column_letters(column) for column in unseen])
            self.findings.warn("hidden_columns", grid.name, count=len(unseen), columns=letters)

    def _report_formulas(self, rows: set[int], columns: set[int]) -> None:
        computed = [place for place in self.grid.formulas if place[0] in rows and place[1] in columns]
        if computed:
            self.findings.note("formulas_read", self.grid.place(*computed[0]), count=len(computed))


def _listed(found: list[int] | list[str]) -> str:
    shown = ", ".join(map(str, found[:LISTED]))
    return f"{shown}, …" if len(found) > LISTED else shown
