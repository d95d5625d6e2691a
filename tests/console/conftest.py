"""A small evaluation whose scores are worked out by hand, in a store of its own."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import manage
from app.storage.records import Entry, ImportBatch
from app.storage.store import open_store
from scoring.model import State

SMALL = Path(__file__).with_name("small.yaml")
AT = datetime(2023, 10, 1, 9, 0, tzinfo=UTC)

# Points of I1 (weight 2), I2 (1), I3 (2):
# U1 100, 100, 100 -> 100, + 0.82; prior 94.56 -> 98.942
# U2  90,  90,  90 ->  90; prior 95.5 -> 91.65
# U3  90, 100, not submitted 0 -> 56; no prior score, so all of it is the current year's -> 56
# U4 not applicable, 90, 100 -> 290/3; prior 95 -> 96.1666...
SEPTEMBER = [
    ("U1", "I1", "100"), ("U1", "I2", "3"), ("U1", "I3", "S"),
    ("U2", "I1", "95"), ("U2", "I2", "4"), ("U2", "I3", "A"),
    ("U3", "I1", "90.5"), ("U3", "I2", "2.75"), ("U3", "I3", None),
    ("U4", "I1", "-"), ("U4", "I2", "5"), ("U4", "I3", "S"),
]  # fmt: skip
POINTS = [("score", "U1", "prior", "94.56"), ("score", "U2", "prior", "95.5"), ("score", "U4", "prior", "95"),
          ("bonus", "U1", "current", "0.82")]  # fmt: skip


def value(unit, indicator, written, place="C5"):
    """One cell: a number, a letter, "-" for not applicable, None for not submitted, "" for nothing at all."""
    state = {None: State.NOT_SUBMITTED, "-": State.NOT_APPLICABLE}.get(written, State.SUBMITTED)
    number = Decimal(written) if state is State.SUBMITTED and written and written[0].isdigit() else None
    letter = written if state is State.SUBMITTED and written and number is None else None
    return Entry("value", unit, indicator, state, number, letter, "", "실적", place)


def points(kind, unit, node, written):
    return Entry(kind, unit, node, State.SUBMITTED, Decimal(written), None, "", "점수", "C5")


def batch(evaluation, month, entries, *, demonstration=False):
    return ImportBatch(evaluation, month, tuple(entries), f"{month}.xlsx", "0" * 64, "kim", AT, demonstration)


def fill(database, *batches):
    with open_store(database) as store:
        for one in batches:
            store.apply_import(one)


def september(*, demonstration=False):
    entries = [value(*cell) for cell in SEPTEMBER] + [points(*row) for row in POINTS]
    return batch("e-2023", "2023-09", entries, demonstration=demonstration)


class Console:
    """Runs a command on a database and gives status, output and complaints."""

    def __init__(self, database, definition, capsys):
        self.database, self.definition, self._capsys = database, definition, capsys

    def __call__(self, *words):
        named = ("--database", str(self.database), "--definition", str(self.definition))
        try:
            status = manage.main([*words, *named])
        except SystemExit as stop:
            status = stop.code
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err


@pytest.fixture
def console(tmp_path, capsys):
    """The command line on the small definition, without a database."""
    return Console(tmp_path / "evaluation.duckdb", SMALL, capsys)


@pytest.fixture
def filled(console):
    """The command line on the small definition and its months of 2022 and 2023."""
    before = batch("e-2022", "2022-09", [value("U2", "I1", "100")])
    august = batch("e-2023", "2023-08", [value("U1", "I1", "80")])
    fill(console.database, before, august, september())
    return console
