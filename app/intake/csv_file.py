"""A CSV file of one month: a list, or a table of indicators and municipalities."""

from app.intake.month_file import read_month_file
from app.intake.reading import Expected, FileReading, SourceFile
from app.intake.text_table import read_text


def read_csv(file: SourceFile, expected: Expected) -> FileReading:
    """Everything a CSV file says about its month, and every problem in it."""
    return read_month_file(file, lambda findings: [read_text(file, findings)], expected)
