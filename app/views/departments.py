"""The parts of the screen of departments."""

from collections.abc import Callable

import streamlit as st

from app.exports.hand_out import Words, department_workbook
from app.services.departments import DepartmentMonth
from app.services.departments_tables import (
    department_table,
    department_text,
    department_title,
    departments_line,
    departments_table,
    departments_title,
    worth_text,
)
from app.views.frame import Screen, card, escaped, select, show_finding, unit_label
from app.views.links import DEPARTMENT, open_department, open_indicator
from app.views.month import show_bars
from app.views.tables import XLSX, filtered, heading_of, show_table

ALL = ""


def show_departments_finding(
    screen: Screen, months: tuple[DepartmentMonth, ...], chosen: DepartmentMonth | None
) -> None:
    """How many departments have something to see to, or how the chosen one stands; and whose departments they are."""
    if chosen:
        worth = worth_text(screen.view, screen.unit, chosen, screen.language)
        show_finding(screen, department_title(chosen, screen.language), worth)
    else:
        title = departments_title(screen.view, months, screen.language)
        show_finding(screen, title, departments_line(months, screen.language))
    for warning in _warnings(screen):
        st.warning(escaped(warning))


def _warnings(screen: Screen) -> tuple[str, ...]:
    """Whose departments they are, where the unit is not the home unit."""
    home = screen.view.evaluation.home
    if home is None:
        return (screen.text("departments.no_home"),)
    return () if home == screen.unit else (screen.text("departments.foreign", home=unit_label(screen, home)),)


def choose_department(screen: Screen, months: tuple[DepartmentMonth, ...]) -> DepartmentMonth | None:
    """One department of the address, or all of them."""
    names = {month.code: department_text(month, screen.language) for month in months}
    options = {ALL: screen.text("departments.all")} | dict(sorted(names.items(), key=lambda one: one[1]))
    code = select(DEPARTMENT, screen.text("departments.choose"), options, ALL)
    return next((month for month in months if month.code == code), None)


def show_hand_out(screen: Screen, months: tuple[DepartmentMonth, ...], *, one: bool) -> None:
    """The button that makes the sheets when it is pressed."""
    key = "department_sheet" if one else "department_sheets"
    st.download_button(
        screen.text("departments.hand_out_one" if one else "departments.hand_out"),
        data=_maker(screen, months, key),
        file_name=heading_of(screen, key).file_name,
        mime=XLSX,
        key=key,
        on_click="ignore",
        help=screen.text("departments.hand_out_about"),
    )


def _maker(screen: Screen, months: tuple[DepartmentMonth, ...], key: str) -> Callable[[], bytes]:
    heading = heading_of(screen, key)

    def made() -> bytes:
        words = Words(
            (*heading.lines, unit_label(screen, screen.unit)), (*heading.marks, *_warnings(screen)), screen.language
        )
        return department_workbook(screen.view, screen.unit, months, words)

    return made


def show_all(screen: Screen, months: tuple[DepartmentMonth, ...]) -> None:
    """Every department in a row; a row opens it."""
    with card(screen.text("departments.all_table", count=len(months)), screen.text("departments.all_hint")):
        rank = screen.view.result.standings[screen.unit].rank
        title = screen.text("departments.all_table", count=len(months))
        table = departments_table(months, title, rank, screen.language)
        table = filtered(screen, table, {"frame.unit": unit_label(screen, screen.unit)})
        opened = show_table(screen, table, "departments_all", height_rows=20, openable=True)
    if opened:
        open_department(opened)


def show_one(screen: Screen, month: DepartmentMonth) -> None:
    """What one department leads and works on, and what is asked by when; a row opens the indicator."""
    count = len(month.led) + len(month.joined)
    with card(screen.text("departments.card", count=count), screen.text("month.open_hint")):
        table = department_table(screen.view, month, screen.language)
        chosen = {
            "frame.unit": unit_label(screen, screen.unit),
            "departments.choose": department_text(month, screen.language),
        }
        opened = show_table(
            screen, filtered(screen, table, chosen), "department_indicators", height_rows=20, openable=True
        )
    if opened:
        open_indicator(screen, opened)
    show_bars(screen, (*month.led, *month.joined))
