"""Small batches for the tests of the store."""

from datetime import UTC, datetime
from decimal import Decimal

from app.storage.records import Act, Entry, ImportBatch
from scoring.model import State

NOW = datetime(2023, 10, 5, 9, 30, tzinfo=UTC)
EVALUATION = "gyeonggi-2023"
UNITS = ("41190", "41280")


def value(unit, item, number, *, state=State.SUBMITTED, grade=None, cell="C5"):
    return Entry("value", unit, item, state, None if number is None else Decimal(number), grade, "", "실적", cell)


def points(kind, unit, item, number, reason="", *, state=State.SUBMITTED):
    return Entry(kind, unit, item, state, None if number is None else Decimal(number), None, reason, "점수", "C6")


def batch(*entries, month="2023-09", file="m.xlsx", who="김주무관", at=NOW, demonstration=False, evaluation=EVALUATION):
    return ImportBatch(evaluation, month, entries, file, "0" * 64, who, at, demonstration)


def edit(*entries, month="2023-09", who="박주무관", at=NOW, note=""):
    placed = tuple(entry._replace(sheet="", cell="") for entry in entries)
    return ImportBatch(EVALUATION, month, placed, "", "", who, at, act=Act.EDIT, note=note)
