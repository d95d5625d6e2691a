"""The departments as tables: all of them, the list of one, and the sheet that one is handed."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from app.services.departments import Asked, DepartmentMonth, Role, asked_by, asked_of, roles_of
from app.services.months import MonthView
from app.services.progress import Course, Light
from app.services.progress_tables import course_row, progress_column
from app.services.progress_words import light_text
from app.services.tables import Cell, Column, Kind, Table
from app.services.weak_tables import GAIN_DECIMALS
from app.services.wording import (
    NOTHING,
    difference_in_unit,
    name_in,
    rank_then_text,
    score_text,
    signed_text,
    value_text,
)
from app.text.catalogue import text
from scoring.model import Direction
from scoring.rounding import round_half_up

ALL = (
    "department",
    "led",
    "submitted",
    "overdue",
    "risk",
    "watch",
    "none",
    "good",
    "weak",
    "lost",
    "rank",
    "joined",
    "joined_risk",
)
IN_SHORT = ("department", "led", "submitted", "risk", "watch")
LISTED = (
    "role",
    "indicator",
    "light",
    "submission",
    "asked",
    "by",
    "value",
    "expected",
    "lag",
    "target",
    "grade",
    "forecast",
)
BESIDE = ("top", "last_year", "year", "since", "lead")
ON_PAPER = (
    "role",
    "indicator",
    "light",
    "value",
    "expected",
    "target",
    "last_year",
    "grade",
    "forecast",
    "gap",
    "asked",
    "by",
)
LEFT_BLANK = ("cause", "countermeasure")


def department_text(month: DepartmentMonth, language: str) -> str:
    """The name of a department."""
    if month.department is None:
        return text("departments.none", language)
    return name_in(month.department.name, language)


def departments_table(
    months: Sequence[DepartmentMonth], title: str, rank: int | None, language: str, *, keys: tuple[str, ...] = ALL
) -> Table:
    """One row per department: what it leads, what came in, its lights, what it costs, what it works on."""
    columns = tuple(_column(key, language) for key in keys)
    rows = [{key: cell for key, cell in _row(one, rank, language).items() if key in keys} for one in months]
    return Table(title, columns, rows, tuple(month.code for month in months))


def department_table(view: MonthView, month: DepartmentMonth, language: str) -> Table:
    """Everything a department leads or works on, and what is asked by when."""
    return _listed(view, month, (*LISTED, *BESIDE), department_title(month, language), language)


def department_sheet(view: MonthView, unit: str, month: DepartmentMonth, language: str) -> Table:
    """The sheet that a department is handed; cause and countermeasure are left blank."""
    return _listed(view, month, (*ON_PAPER, *LEFT_BLANK), _sheet_title(view, unit, month, language), language)


def department_title(month: DepartmentMonth, language: str) -> str:
    """The department with its counts."""
    return text(
        "departments.list.title",
        language,
        department=department_text(month, language),
        counts=_counts_text(month, language),
    )


def _column(key: str, language: str) -> Column:
    kind = {"department": Kind.WORDS, "lost": Kind.BAR, "rank": Kind.WORDS}.get(key, Kind.WHOLE)
    label, tip = text(f"departments.column.{key}", language), text(f"departments.tip.{key}", language)
    return Column(key, label, kind, GAIN_DECIMALS if kind is Kind.BAR else 0, tip)


def _row(month: DepartmentMonth, rank: int | None, language: str) -> dict[str, Cell]:
    counts = month.counts
    lights: dict[str, Cell] = {light.value: counts.lights.get(light, 0) for light in Light}
    return {
        "department": department_text(month, language),
        "led": counts.applicable,
        "submitted": counts.submitted,
        "overdue": counts.overdue,
        **lights,
        "weak": month.weak,
        "lost": round_half_up(month.lost, GAIN_DECIMALS),
        "rank": rank_then_text(rank, month.turned.rank, language) if month.turned else NOTHING,
        "joined": len(month.joined),
        "joined_risk": sum(course.light in (Light.RISK, Light.WATCH) for course in month.joined),
    }


def _counts_text(month: DepartmentMonth, language: str) -> str:
    counts = month.counts
    if not counts.applicable:
        return text("departments.counts_none", language)
    lights = "".join(
        text(
            "departments.counts_light",
            language,
            light=_unbroken(light_text(light, language)),
            count=counts.lights[light],
        )
        for light in (Light.RISK, Light.WATCH)
        if counts.lights.get(light)
    )
    return text("departments.counts", language, led=counts.applicable, submitted=counts.submitted, lights=lights)


def _unbroken(words: str) -> str:
    """A sign and its word that no line end parts."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def worth_text(view: MonthView, unit: str, month: DepartmentMonth, language: str) -> str:
    """What the top grade in everything that a department leads would bring; empty where it has it."""
    standing = view.result.standings[unit]
    if month.turned is None or month.turned.score is None:
        return ""
    gain = signed_text(month.turned.score - (standing.score or Fraction(0)), GAIN_DECIMALS)
    return text(
        "departments.worth", language, gain=gain, rank=rank_then_text(standing.rank, month.turned.rank, language)
    )


def _sheet_title(view: MonthView, unit: str, month: DepartmentMonth, language: str) -> str:
    worth = worth_text(view, unit, month, language)
    return " — ".join(part for part in (department_title(month, language), worth) if part)


def _listed(view: MonthView, month: DepartmentMonth, keys: tuple[str, ...], title: str, language: str) -> Table:
    columns = tuple(_list_column(key, language) for key in keys)
    rows = []
    for role, course in roles_of(month):
        row = course_row(course, view.month, language) | _asked_row(role, course, view, language)
        rows.append({key: row[key] for key in keys})
    codes = tuple(course.indicator.code for _, course in roles_of(month))
    return Table(title, columns, rows, codes)


def _list_column(key: str, language: str) -> Column:
    if key in ("role", "asked", "by", *LEFT_BLANK):
        return Column(
            key,
            text(f"departments.list.column.{key}", language),
            explained=text(f"departments.list.tip.{key}", language),
        )
    return progress_column(key, language)


def _asked_row(role: Role, course: Course, view: MonthView, language: str) -> dict[str, Cell]:
    asked = asked_of(course)
    by = asked_by(course, view.evaluation.cutoff)
    return {
        "role": text(f"departments.role.{role}", language),
        "asked": NOTHING if asked is None else _asked_text(asked, course, view, language),
        "by": _day_text(asked, by, language),
        **dict.fromkeys(LEFT_BLANK),
    }


def _asked_text(asked: Asked, course: Course, view: MonthView, language: str) -> str:
    if asked is Asked.RAISE:
        return _raise_text(course, language)
    month = text(f"words.months.m{view.month[5:]}", language)
    return text(f"departments.asked.{asked}", language, month=month)


def _raise_text(course: Course, language: str) -> str:
    """The value that earns the top grade at the cut-off and how far it is; the letter where no value decides."""
    indicator, value, finish = course.indicator, course.cell.value, course.finish
    if value is None or finish is None or course.cell.given:
        return text("departments.asked.by_hand", language, letter=indicator.scale.top.letter)
    lower = indicator.direction is Direction.LOWER
    gap = Fraction(value) - finish if lower else finish - Fraction(value)
    shown = {
        "letter": indicator.scale.top.letter,
        "value": value_text(indicator, finish, language),
        "gap": difference_in_unit(indicator, max(gap, Fraction(0)), language),
    }
    return text("departments.asked.down" if lower else "departments.asked.up", language, **shown)


def _day_text(asked: Asked | None, by: date | None, language: str) -> str:
    if asked is None:
        return NOTHING
    return text("departments.list.no_day", language) if by is None else by.isoformat()


def departments_title(view: MonthView, months: Sequence[DepartmentMonth], language: str) -> str:
    """How many departments have an indicator that is not on track."""
    month = text(f"words.months.m{view.month[5:]}", language)
    leading = [one for one in months if one.counts.applicable]
    if not leading:
        return text("departments.title_none", language, month=month)
    lagging = sum(any(one.counts.lights.get(light) for light in (Light.RISK, Light.WATCH)) for one in leading)
    key = "departments.title" if lagging else "departments.title_good"
    values = {"lagging": lagging} if lagging else {}
    return text(key, language, month=month, count=len(leading), **values)


def departments_line(months: Sequence[DepartmentMonth], language: str) -> str:
    """The department that loses most, and how many have values that are past their day."""
    parts = []
    worst = max(months, key=lambda one: one.lost, default=None)
    if worst is not None and worst.lost:
        lost = score_text(worst.lost, GAIN_DECIMALS)
        parts.append(text("departments.line_lost", language, department=department_text(worst, language), lost=lost))
    awaited = sum(bool(one.counts.overdue) for one in months)
    if awaited:
        parts.append(text("departments.line_awaited", language, count=awaited))
    return " · ".join(parts)
