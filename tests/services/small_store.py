"""Two months of the small evaluation in a store, for the tests of what is written on top of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from app.storage import open_store
from app.storage.records import Act, Content, Entry, ImportBatch, ImportReceipt
from app.storage.store import Store
from scoring.model import State

NOW = datetime(2023, 10, 5, tzinfo=UTC)
EVALUATION, AUGUST, SEPTEMBER = "e", "2023-08", "2023-09"
NOT_THERE = Content(State.NOT_SUBMITTED)


def grade(letter: str) -> Content:
    return Content(State.SUBMITTED, None, letter)


def points(number: object, reason: str = "") -> Content:
    return Content(State.SUBMITTED, Decimal(str(number)), None, reason)


def write(
    store: Store, month: str, contents: dict, *, file: str = "m.xlsx", who: str = "김주무관", note: str = ""
) -> ImportReceipt:
    """One act; without a file it is an edit. Acts are an hour apart."""
    place = ("실적", "C5") if file else ("", "")
    entries = tuple(Entry(kind, unit, item, *content, *place) for (kind, unit, item), content in contents.items())
    at = NOW + timedelta(hours=len(store.imports()))
    act = Act.IMPORT if file else Act.EDIT
    checksum = "0" * 64 if file else ""
    return store.apply_import(ImportBatch(EVALUATION, month, entries, file, checksum, who, at, act=act, note=note))


@contextmanager
def filled_store(folder: Path) -> Iterator[Store]:
    """a: all S; b: Y is A; c: X not submitted; d alone in its group. Prior scores come from August."""
    cells = {("value", unit, item): grade("S") for unit in "abcd" for item in "XYZ"}
    cells |= {("value", "b", "Y"): grade("A"), ("value", "c", "X"): NOT_THERE}
    priors = {("score", unit, "prior"): points(number) for unit, number in zip("abcd", (90, 96, 96, 80), strict=True)}
    with open_store(folder / "e.duckdb") as opened:
        write(opened, AUGUST, cells | priors)
        write(opened, SEPTEMBER, cells)
        yield opened
