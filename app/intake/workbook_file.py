"""A workbook of one month: the template filled in, or tables and lists of any sheet name."""

from app.intake.grid import Grid
from app.intake.month_file import read_month_file
from app.intake.reading import Expected, FileReading, Findings, SourceFile
from app.intake.spreadsheet import open_workbook


def read_workbook(file: SourceFile, expected: Expected) -> FileReading:
    """Everything a workbook says about its month, and every problem in it."""

    def grids(findings: Findings) -> list[Grid]:
        workbook = open_workbook(file)
        if workbook.external_links:
            findings.warn("external_links", file.name, count=workbook.external_links)
        return list(workbook.grids())

    return read_month_file(file, grids, expected)
