"""What must hold among the shared lists: codes once, groups apart, grades in order."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from app.definition.entries import GroupingEntry, IndicatorFields, ScaleEntry
from app.definition.report import Path, Report
from app.definition.schema import DefinitionFile
from app.definition.tables import SECTIONS, Tables, check_code

REQUIRED_SECTIONS = ("units", "groupings", "evaluations")


def check_shared(file: DefinitionFile, tables: Tables, report: Report) -> None:
    """All checks of the lists that evaluations share."""
    for section in SECTIONS:
        entries = getattr(file, section)
        if section in REQUIRED_SECTIONS and not entries and not report.is_broken((section,)):
            report.add("section_missing", (section,), section=section)
        check_once([(entry.code, (section, index, "code")) for index, entry in enumerate(entries)], report, section)
    for index, grouping in enumerate(file.groupings):
        _check_grouping(grouping, ("groupings", index), tables, report)
    for index, scale in enumerate(file.scales):
        _check_scale(scale, ("scales", index), report)
    for index, indicator in enumerate(file.indicators):
        check_fields(indicator, ("indicators", index), tables, report)


def check_once(codes: Iterable[tuple[str, Path]], report: Report, section: str) -> None:
    """Report a code that stands twice in one list."""
    first: dict[str, Path] = {}
    for code, path in codes:
        if report.is_broken(path):
            continue
        if code in first:
            line = report.line_of(first[code])
            report.add("code_twice", path, value=code, section=section, first=line)
        first.setdefault(code, path)


def check_fields(fields: IndicatorFields, path: Path, tables: Tables, report: Report) -> None:
    """Report departments, units and grades that are not declared, in the catalogue or in a leaf."""
    if fields.scale is not None:
        check_code(tables, report, "scales", fields.scale, (*path, "scale"))
    if fields.lead is not None:
        check_code(tables, report, "departments", fields.lead, (*path, "lead"))
    seen = {fields.lead}
    for index, department in enumerate(fields.collaborating):
        place = (*path, "collaborating", index)
        check_code(tables, report, "departments", department, place)
        if department in seen:
            report.add("department_twice", place, value=department)
        seen.add(department)
    for unit in fields.unit_targets:
        check_code(tables, report, "units", unit, (*path, "unit_targets", unit))


def grouped_units(grouping: GroupingEntry) -> tuple[str, ...]:
    """The units of all groups."""
    return tuple(unit for group in grouping.groups for unit in group.units)


def _check_grouping(grouping: GroupingEntry, path: Path, tables: Tables, report: Report) -> None:
    check_days(grouping.start, grouping.end, path, report)
    groups = [(group.code, (*path, "groups", index, "code")) for index, group in enumerate(grouping.groups)]
    check_once(groups, report, "groups")
    first: dict[str, tuple[str, Path]] = {}
    for index, group in enumerate(grouping.groups):
        place = (*path, "groups", index, "units")
        for position, unit in enumerate(group.units):
            check_code(tables, report, "units", unit, (*place, position))
            if unit in first:
                other, line = first[unit][0], report.line_of(first[unit][1])
                here = (*place, position)
                report.add("unit_in_two_groups", here, unit=unit, group=group.code, other=other, first=line)
            first.setdefault(unit, (group.code, (*place, position)))


def check_days(start: Any, end: Any, path: Path, report: Report) -> None:
    """Report a last day before the first."""
    if end is not None and start > end and not report.is_broken(path):
        report.add("days_reversed", (*path, "to"), start=start, end=end)


def _check_scale(scale: ScaleEntry, path: Path, report: Report) -> None:
    grades = (*path, "grades")
    letters = [(grade.letter, (*grades, index, "letter")) for index, grade in enumerate(scale.grades)]
    check_once(letters, report, "grades")
    if report.is_broken(grades):
        return
    for index, (better, worse) in enumerate(pairwise(scale.grades), start=1):
        if worse.points >= better.points:
            place = (*grades, index, "points")
            report.add("points_not_descending", place, letter=worse.letter, better=better.letter)
    _check_scale_cutoffs(scale, grades, report)


def _check_scale_cutoffs(scale: ScaleEntry, grades: Path, report: Report) -> None:
    *upper, last = scale.grades
    place = (*grades, len(upper), "cutoff")
    if last.cutoff:
        report.add("last_cutoff", place, letter=last.letter, value=last.cutoff)
    given = [(index, grade) for index, grade in enumerate(upper) if grade.cutoff is not None]
    for index, grade in enumerate(upper):
        if grade.cutoff is None and given:
            report.add("cutoff_missing", (*grades, index), letter=grade.letter)
        if grade.cutoff is not None and grade.cutoff <= 0:
            report.add("cutoff_not_positive", (*grades, index, "cutoff"), letter=grade.letter, value=grade.cutoff)
    for (_, better), (index, worse) in pairwise(given):
        if worse.cutoff is not None and better.cutoff is not None and worse.cutoff >= better.cutoff:
            here = (*grades, index, "cutoff")
            report.add("cutoffs_not_descending", here, letter=worse.letter, better=better.letter, limit=better.cutoff)
