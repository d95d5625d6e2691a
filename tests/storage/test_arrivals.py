"""Since when an entry of ours stands: a correction does not make it later, demonstration data came at no time."""

from datetime import timedelta

from app.storage.arrivals import Arrival
from scoring.model import State
from tests.storage.batches import EVALUATION, NOW, batch, edit, value

MONTH, UNIT = "2023-09", "41190"
LATER = NOW + timedelta(days=3)
LATEST = NOW + timedelta(days=9)


def arrived(store):
    return dict(store.arrivals(EVALUATION, MONTH, UNIT))


def test_the_first_entry_counts_and_the_file_of_what_stands(store):
    store.apply_import(batch(value(UNIT, "G1", 1), value("41280", "G2", 1), file="a.xlsx"))
    store.apply_import(batch(value(UNIT, "G1", 2), file="b.xlsx", at=LATER))
    assert arrived(store) == {"G1": Arrival(NOW, "b.xlsx")}
    store.apply_import(edit(value(UNIT, "G1", 3), at=LATEST))
    assert arrived(store) == {"G1": Arrival(NOW, "")}


def test_what_says_not_submitted_has_not_arrived_and_not_applicable_has(store):
    missing = value(UNIT, "G1", None, state=State.NOT_SUBMITTED)
    store.apply_import(batch(missing, value(UNIT, "G2", None, state=State.NOT_APPLICABLE)))
    assert arrived(store) == {"G2": Arrival(NOW, "m.xlsx")}
    store.apply_import(batch(value(UNIT, "G1", 5), at=LATER))
    store.apply_import(edit(missing, at=LATER))
    store.apply_import(batch(value(UNIT, "G1", 6), at=LATEST))
    assert arrived(store)["G1"] == Arrival(LATEST, "m.xlsx")


def test_demonstration_data_came_at_no_moment_and_own_data_when_they_replaced_it(store):
    store.apply_import(batch(value(UNIT, "G1", 1), value(UNIT, "G2", 1), file="demo.xlsx", demonstration=True))
    assert arrived(store) == dict.fromkeys(("G1", "G2"), Arrival(None, "demo.xlsx"))
    store.apply_import(batch(value(UNIT, "G1", 1), file="own.xlsx", at=LATER))
    assert arrived(store)["G1"] == Arrival(LATER, "own.xlsx")
    store.apply_undo(2, "김주무관", LATEST)
    assert arrived(store)["G1"] == Arrival(None, "demo.xlsx")


def test_what_an_undo_takes_away_and_brings_back_came_when_it_was_first_written(store):
    store.apply_import(batch(value(UNIT, "G1", 1)))
    store.apply_undo(1, "김주무관", LATER)
    assert arrived(store) == {}
    store.apply_undo(2, "김주무관", LATEST)
    assert arrived(store)["G1"] == Arrival(NOW, "m.xlsx")
