"""A workbook of one month, read to the end."""

from collections.abc import Callable

from app.intake.grid import Grid
from app.intake.info_sheet import Stated, read_info
from app.intake.point_sheets import read_adjustments, read_scores
from app.intake.reading import Counts, Expected, FileReading, Findings, Refused, SourceFile
from app.intake.scope import find_scope
from app.intake.spreadsheet import Workbook, open_workbook
from app.intake.value_sheet import read_values
from app.intake.workbook_format import SheetKind, fold, is_for_people, word, words
from scoring.model import Evaluation

ReadSheet = Callable[[Grid, Evaluation, Findings], None]
READERS: dict[SheetKind, ReadSheet] = {
    SheetKind.VALUES: read_values,
    SheetKind.SCORES: read_scores,
    SheetKind.ADJUSTMENTS: read_adjustments,
}


def read_workbook(file: SourceFile, expected: Expected) -> FileReading:
    """Everything a workbook says about its month, and every problem in it."""
    findings = Findings()
    stated, scope = Stated(), None
    try:
        workbook = open_workbook(file)
        if workbook.external_links:
            findings.warn("external_links", file.name, count=workbook.external_links)
        sheets = _sheets(workbook, findings)
        if SheetKind.INFO in sheets:
            stated = read_info(workbook.grid(sheets[SheetKind.INFO]), findings)
        scope = find_scope(file.name, stated, expected, findings)
        if scope is not None:
            _read_sheets(workbook, sheets, scope[0], findings)
    except Refused as refused:
        findings.problems.append(refused.problem)
    evaluation, month = scope or (None, "")
    return finish(file.name, findings, evaluation, month, demonstration=stated.demonstration)


def finish(
    name: str, findings: Findings, evaluation: Evaluation | None, month: str, *, demonstration: bool = False
) -> FileReading:
    """What was found, with the counts; a file that says nothing at all is no month."""
    findings.report_blanks()
    if not findings.entries and not findings.blocking():
        findings.error("nothing_entered", name)
    counts: Counts = findings.counts()
    found = (tuple(findings.entries), tuple(findings.problems), counts, frozenset(findings.left_blank))
    return FileReading(evaluation, month, demonstration, *found)


def _sheets(workbook: Workbook, findings: Findings) -> dict[SheetKind, str]:
    """The sheets by what they hold; a sheet that is not known is reported, never read."""
    found: dict[SheetKind, str] = {}
    for name in workbook.sheets:
        if is_for_people(name):
            continue
        kind = next((kind for kind in SheetKind if fold(name) in words(f"sheet.{kind}")), None)
        if kind is None:
            findings.warn("sheet_ignored", name)
        elif kind in found:
            findings.error("sheet_twice", name, first=found[kind])
        else:
            found[kind] = name
    if not READERS.keys() & found.keys():
        expected = ", ".join(word(f"sheet.{kind}") for kind in READERS)
        findings.error("no_known_sheet", workbook.package.name, found=", ".join(workbook.sheets), expected=expected)
    return found


def _read_sheets(workbook: Workbook, sheets: dict[SheetKind, str], evaluation: Evaluation, findings: Findings) -> None:
    for kind, read in READERS.items():
        if kind in sheets:
            grid = workbook.grid(sheets[kind])
            hidden = grid.hidden_rows & grid.rows.keys()
            if hidden:
                findings.warn(
                    "hidden_rows", grid.name, count=len(hidden), rows=", ".join(map(str, sorted(hidden)[:10]))
                )
            read(grid, evaluation, findings)
