"""A sheet per department to be printed and handed out, with room to write down cause and countermeasure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.exports.xlsx import Paper, tables_workbook
from app.services.departments import DepartmentMonth
from app.services.departments_tables import department_sheet, department_text
from app.services.months import MonthView

WIDTHS = {
    "indicator": 24,
    "value": 10,
    "expected": 10,
    "target": 10,
    "last_year": 10,
    "grade": 8,
    "forecast": 9,
    "gap": 13,
    "asked": 20,
    "cause": 20,
    "countermeasure": 22,
}


@dataclass(frozen=True, slots=True)
class Words:
    """What stands above every table and page, what must not be overlooked, and the language of all of it."""

    heading: tuple[str, ...]
    marks: tuple[str, ...]
    language: str


def department_workbook(view: MonthView, unit: str, months: Sequence[DepartmentMonth], words: Words) -> bytes:
    """A sheet for each department, in their order."""
    names = tuple(department_text(one, words.language) for one in months)
    sheets = [department_sheet(view, unit, one, words.language) for one in months]
    paper = Paper(names, " · ".join(words.heading), WIDTHS)
    return tables_workbook(sheets, heading=words.heading, marks=words.marks, language=words.language, paper=paper)
