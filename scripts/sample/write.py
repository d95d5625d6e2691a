"""The demonstration data as the workbooks that users import."""

from collections.abc import Iterator
from pathlib import Path

from app.intake.workbook import write_month_workbook
from scoring.model import Definition
from scripts.sample.months import build_months
from scripts.sample.profile import read_catalogue


def write_sample(definition: Definition, folder: Path) -> Iterator[Path]:
    """Write every month, and name each file when it is written."""
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = read_catalogue()
    for code in catalogue.profiles:
        evaluation = definition.evaluation(code)
        for month_data in build_months(evaluation, catalogue):
            path = folder / f"{code}_{month_data.month}.xlsx"
            write_month_workbook(
                path,
                evaluation,
                month_data,
                demonstration=True,
                prepared_by=catalogue.prepared_by,
                notes=catalogue.notes,
            )
            yield path
