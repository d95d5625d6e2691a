"""The entries of the shared lists by their code, and the look-up that reports what is not there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from app.definition.entries import (
    DepartmentEntry,
    GroupingEntry,
    IndicatorEntry,
    IndicatorFields,
    ScaleEntry,
    UnitEntry,
)
from app.definition.located import LocatedList, LocatedMap
from app.definition.report import Path, Report, listed
from app.definition.scalars import shown
from app.definition.schema import DefinitionFile, EvaluationEntry, IndicatorNode

SECTIONS = ("units", "groupings", "departments", "scales", "indicators", "evaluations")


class Tables(NamedTuple):
    """The shared lists of a file by code; ``declared`` also holds the codes of entries that were refused."""

    declared: Mapping[str, tuple[str, ...]]
    units: Mapping[str, UnitEntry]
    groupings: Mapping[str, GroupingEntry]
    departments: Mapping[str, DepartmentEntry]
    scales: Mapping[str, ScaleEntry]
    indicators: Mapping[str, IndicatorEntry]
    evaluations: Mapping[str, EvaluationEntry]
    indicator_paths: Mapping[str, Path]


def declared_codes(root: Any) -> dict[str, tuple[str, ...]]:
    """All codes that the shared lists declare, read before anything is cut out."""
    return {section: tuple(dict.fromkeys(_codes(root, section))) for section in SECTIONS}


def tables_of(file: DefinitionFile, declared: Mapping[str, tuple[str, ...]]) -> Tables:
    """The shared lists by code; the first of a code counts."""
    paths: dict[str, Path] = {}
    for index, entry in enumerate(file.indicators):
        paths.setdefault(entry.code, ("indicators", index))
    return Tables(
        declared,
        units=_by_code(file.units),
        groupings=_by_code(file.groupings),
        departments=_by_code(file.departments),
        scales=_by_code(file.scales),
        indicators=_by_code(file.indicators),
        evaluations=_by_code(file.evaluations),
        indicator_paths=paths,
    )


def check_code(tables: Tables, report: Report, section: str, code: str, path: Path) -> None:
    """Report a code that its list does not declare."""
    known = tables.declared[section]
    if code not in known and not report.is_broken(path):
        key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
        near, allowed = (code, known), listed(known)
        report.add("code_unknown", path, near, key=key, value=shown(code), section=section, allowed=allowed)


def merged(entry: IndicatorEntry, node: IndicatorNode) -> IndicatorEntry:
    """An indicator as one evaluation has it: what its leaf states goes before the catalogue.

    A leaf with its own target does not keep the unit targets of the catalogue, which belong to the other one.
    """
    stated = {name: getattr(node, name) for name in stated_fields(node)}
    if not stated:
        return entry
    if "target" in stated:
        stated.setdefault("unit_targets", {})
    return entry.model_copy(update=stated)


def stated_fields(node: IndicatorNode) -> frozenset[str]:
    """The fields of an indicator that its leaf states anew."""
    return frozenset(node.model_fields_set & IndicatorFields.model_fields.keys())


Coded = TypeVar("Coded", UnitEntry, GroupingEntry, DepartmentEntry, ScaleEntry, IndicatorEntry, EvaluationEntry)


def _by_code(entries: Sequence[Coded]) -> dict[str, Coded]:
    found: dict[str, Coded] = {}
    for entry in entries:
        found.setdefault(entry.code, entry)
    return found


def _codes(root: Any, section: str) -> Iterator[str]:
    entries = root.get(section) if isinstance(root, LocatedMap) else None
    for entry in entries if isinstance(entries, LocatedList) else ():
        if isinstance(entry, LocatedMap) and isinstance(entry.get("code"), str):
            yield entry["code"]
