"""The month at a glance as a table: one row per indicator, the gravest light first."""

from collections.abc import Sequence

from app.services.progress import Course, Light
from app.services.progress_words import (
    arrived_text,
    expected_text,
    forecast_text,
    lag_text,
    last_year_text,
    light_text,
    pace_text,
    since_text,
    submission_text,
    top_text,
    year_text,
)
from app.services.tables import Cell, Column, Kind, Table
from app.services.weak_tables import department_name, gap_to_next
from app.services.wording import NOTHING, cell_text, name_in, value_text
from app.text.catalogue import text

FIGURES = ("value", "expected", "lag", "target", "last_year", "year", "top")
COLUMNS = (
    "indicator",
    "light",
    "submission",
    "value",
    "expected",
    "lag",
    "grade",
    "forecast",
    "top",
    "target",
    "paced",
    "last_year",
    "year",
    "gap",
    "since",
    "lead",
    "due",
    "arrived",
    "pace",
)


def progress_table(courses: Sequence[Course], title: str, month: str, language: str) -> Table:
    """Light, submission, value against pace, target and last year, grade, age, and who owes it."""
    rows = [course_row(course, month, language) for course in courses]
    columns = tuple(progress_column(key, language) for key in COLUMNS)
    return Table(title, columns, rows, tuple(course.indicator.code for course in courses))


def progress_column(key: str, language: str) -> Column:
    """One column of the month; a light says its word in a colour that repeats it."""
    return Column(
        key,
        text(f"month.column.{key}", language),
        Kind.FIGURES if key in FIGURES else Kind.WORDS,
        explained=text(f"month.tip.{key}", language),
        signals=tuple(light_text(light, language) for light in Light) if key == "light" else (),
    )


def course_row(course: Course, month: str, language: str) -> dict[str, Cell]:
    """Every cell of one indicator."""
    indicator = course.indicator
    return {
        "indicator": name_in(indicator.name, language),
        "light": light_text(course.light, language),
        "submission": submission_text(course.submission, language),
        "value": value_text(indicator, course.cell.value, language),
        "expected": expected_text(course, language),
        "lag": lag_text(course, language),
        "target": value_text(indicator, course.target, language),
        "grade": cell_text(course.cell, language),
        "forecast": forecast_text(course, language),
        "top": top_text(course),
        "paced": course.paced.letter if course.paced else NOTHING,
        "last_year": last_year_text(course, language),
        "year": year_text(course, language),
        "gap": gap_to_next(course.gap, language) if course.cell.step else NOTHING,
        "since": since_text(course, month, language),
        "lead": department_name(indicator.lead, language),
        "due": course.due.isoformat() if course.due else NOTHING,
        "arrived": arrived_text(course, language),
        "pace": pace_text(course, language),
    }
