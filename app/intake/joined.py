"""Several tables of one file, such as a sheet for each group, read as one."""

from typing import NamedTuple

from app.intake.directory import Directory, Names
from app.intake.reading import Findings, Kind, ReadEntry
from app.text.catalogue import LANGUAGES

LISTED = 10


class Covered(NamedTuple):
    """The units and the indicators that a table of values names; ``whole`` says that it should name all of them."""

    sheet: str
    units: frozenset[str]
    indicators: frozenset[str]
    whole: bool = True

    def codes(self, directory: Directory) -> frozenset[str]:
        """Which codes of a directory the table names."""
        return self.units if directory.kind == "unit" else self.indicators


def covered_by(sheet: str, entries: list[ReadEntry]) -> Covered:
    """What a list covers; nobody expects all units or indicators in it."""
    values = [entry for entry in entries if entry.kind == "value"]
    units, indicators = {entry.unit for entry in values}, {entry.item for entry in values}
    return Covered(sheet, frozenset(units), frozenset(indicators), whole=False)


def report_missing(tables: list[Covered], names: Names, findings: Findings) -> None:
    """Warn of the units and indicators that no table names, and of gaps between the tables.

    Tables of different units must each name every indicator; other tables, as of different indicators, every unit.
    """
    whole = [table for table in tables if table.whole]
    if not whole:
        return
    apart = sum(len(table.units) for table in tables) == len(frozenset().union(*(table.units for table in tables)))
    for directory in (names.units, names.indicators):
        if (directory.kind == "unit") is apart:
            together = frozenset().union(*(table.codes(directory) for table in tables))
            _report(whole[0].sheet, directory, together, findings)
        else:
            for table in whole:
                _report(table.sheet, directory, table.codes(directory), findings)


def report_overlaps(findings: Findings) -> bool:
    """Refuse what two tables both say, equal or not: once for each pair of sheets, with the first cells of each."""
    known: dict[tuple[Kind, str, str], ReadEntry] = {}
    met: dict[tuple[str, str], list[tuple[ReadEntry, ReadEntry]]] = {}
    for entry in findings.entries:
        first = known.setdefault(entry[:3], entry)
        if first is not entry:
            met.setdefault((first.sheet, entry.sheet), []).append((first, entry))
    for pairs in met.values():
        first, entry = pairs[0]
        findings.error("tables_overlap", _place(entry), first=_place(first), count=f"{len(pairs):,}")
    return bool(met)


def _report(sheet: str, directory: Directory, found: frozenset[str], findings: Findings) -> None:
    missing = [code for code in directory.labels if code not in found]
    if missing:
        findings.warn(f"missing_{directory.kind}s", sheet, count=len(missing), **_listed(directory, missing))


def _listed(directory: Directory, codes: list[str]) -> dict[str, str]:
    """The first of several units or items as they are known: units by name in each language, items by code too."""
    more = "" if len(codes) <= LISTED else ", …"
    said = {}
    for language in LANGUAGES:
        names = (directory.name_in(code, language) for code in codes[:LISTED])
        said[f"names.{language}"] = ", ".join(names) + more
    return {"names": said[f"names.{LANGUAGES[0]}"], **said}


def _place(entry: ReadEntry) -> str:
    return f"{entry.sheet}!{entry.cell}"
