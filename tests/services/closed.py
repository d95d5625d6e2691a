"""A small store with a month that can be closed, and the definition it is closed under, changed in many ways."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from app.definition import parse_definition
from app.services.closing_acts import close_month
from app.services.closing_checks import Readiness, check_closing
from app.storage.records import Closing, Entry, ImportBatch
from app.storage.store import Store, open_store
from scoring.model import Definition, State

ROOT = Path(__file__).parents[2]
SMALL = (ROOT / "tests" / "console" / "small.yaml").read_text(encoding="utf-8")
NOW = datetime(2023, 10, 5, 9, 30, tzinfo=UTC)
LATER = date(2023, 10, 5)
SIGNED = ("홍길동", NOW)
PLACE = ("e-2023", "2023-09")
CELLS = [("U1", "I1", "100"), ("U1", "I2", "3"), ("U1", "I3", "S"), ("U2", "I1", "95"), ("U2", "I2", "4"),
         ("U2", "I3", "A"), ("U3", "I1", "90.5"), ("U3", "I2", "2.75"), ("U3", "I3", "A"),
         ("U4", "I1", "100"), ("U4", "I2", "5"), ("U4", "I3", "S")]  # fmt: skip
PRIOR = [("U1", "94.56"), ("U2", "95.5"), ("U3", "93"), ("U4", "95")]
CHANGED = {
    "weights": [("{indicator: I1, weight: 2}", "{indicator: I1, weight: 7}")],
    "points of a letter": [("{letter: A, points: 90, cutoff: 90}", "{letter: A, points: 81, cutoff: 60}")],
    "a letter gone": [
        ("{letter: A, points: 90, cutoff: 90}", "{letter: T, points: 90, cutoff: 90}"),
        ("A: 5}", "T: 5}"),
    ],
    "an indicator dropped": [("                - I2\n", "")],
    "targets": [("target: 100, lead", "target: 3, lead")],
    "a policy": [("missing_score: {value: leave_out", "missing_score: {value: zero")],
    "groups": [("units: [U1, U2, U3]}", "units: [U3, U2]}"), ("units: [U4]", "units: [U4, U1]")],
    "awards": [("places: [2, 2]", "places: [2, 3]")],
}


def value(unit: str, code: str, written: str) -> Entry:
    number = Decimal(written) if written[0].isdigit() else None
    return Entry("value", unit, code, State.SUBMITTED, number, None if number is not None else written, "", "s", "C5")


def points(unit: str, written: str, kind: str = "score", node: str = "prior") -> Entry:
    return Entry(kind, unit, node, State.SUBMITTED, Decimal(written), None, "", "p", "C5")


def batch(*entries: Entry, month: str = "2023-09", demonstration: bool = False, code: str = "e-2023") -> ImportBatch:
    return ImportBatch(code, month, entries, "m.xlsx", "0" * 64, "kim", NOW, demonstration)


@contextmanager
def opened_store(folder: Path) -> Iterator[Store]:
    """Scores since July, values of August and September."""
    with open_store(folder / "small.duckdb") as opened:
        opened.apply_import(batch(*(points(*row) for row in PRIOR), month="2023-07"))
        opened.apply_import(batch(*(value(*cell) for cell in CELLS), month="2023-08"))
        opened.apply_import(batch(*(value(*cell) for cell in CELLS), points("U1", "0.82", "bonus", "current")))
        yield opened


def defined(*changes: tuple[str, str]) -> Definition:
    written = SMALL
    for old, new in changes:
        assert old in written
        written = written.replace(old, new)
    return parse_definition(written.encode(), "indicators.yaml")


def without_evaluation() -> Definition:
    """The definition after the year 2023 was taken out of the file."""
    return parse_definition(SMALL[: SMALL.index("  - code: e-2023")].encode(), "indicators.yaml")


def seen(store: Store, month: str = "2023-09", today: date = LATER) -> Readiness:
    definition = defined()
    return check_closing(store, definition, definition.evaluation("e-2023"), month, today)


def closed(store: Store, month: str = "2023-09") -> Closing:
    ready = seen(store, month)
    return close_month(store, ready, SMALL.encode(), SIGNED, ready.kinds)


def kinds(ready: Readiness) -> list[str]:
    return [kind.removeprefix("closing.warning.") for kind in ready.kinds]
