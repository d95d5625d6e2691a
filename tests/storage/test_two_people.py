"""Nothing is overwritten unseen: who saves a cell that another has changed is told, and sees both."""

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from app.services.problems import describe
from app.storage.errors import StoreChanged
from app.storage.records import Act, Content
from app.text.catalogue import LANGUAGES
from scoring.model import State
from tests.storage.batches import EVALUATION, batch, edit, value

MONTH = "2023-09"
KEY = ("value", "41190", "G1")


def says(number):
    return Content(State.SUBMITTED, Decimal(number))


@pytest.fixture
def seen(store):
    """What both people look at."""
    store.apply_import(batch(value("41190", "G1", 1), value("41190", "G2", 2)))
    return store.month_content(EVALUATION, MONTH)


def test_the_second_to_save_is_told_and_shown_both(store, seen):
    store.apply_import(edit(value("41190", "G1", 5), who="가"), seen)
    with pytest.raises(StoreChanged) as refused:
        store.apply_import(edit(value("41190", "G1", 6), value("41190", "G2", 7), who="나"), seen)
    (conflict,) = refused.value.conflicts
    assert conflict[:4] == (KEY, says(1), says(5), says(6))
    assert (conflict.source.who, conflict.source.act) == ("가", Act.EDIT)
    assert store.month_content(EVALUATION, MONTH) == {**seen, KEY: says(5)}
    assert all(describe(refused.value.problem, language) for language in LANGUAGES)


def test_cells_that_the_other_did_not_touch_are_saved(store, seen):
    store.apply_import(edit(value("41190", "G1", 5)), seen)
    assert store.apply_import(edit(value("41190", "G2", 7)), seen).changed == 1


def test_saving_the_same_as_the_other_writes_nothing(store, seen):
    store.apply_import(edit(value("41190", "G1", 5)), seen)
    assert store.apply_import(edit(value("41190", "G1", 5)), seen).import_id is None


def test_a_cell_that_was_taken_away_is_a_conflict(store, seen):
    store.apply_undo(1, "가", batch().at)
    with pytest.raises(StoreChanged) as refused:
        store.apply_import(edit(value("41190", "G1", 6)), seen)
    (conflict,) = refused.value.conflicts
    assert (conflict.found, conflict.source.act) == (None, Act.UNDO)


def test_an_import_never_takes_back_unseen_what_was_edited_since_its_preview(store, seen):
    """The file says the same as the store, so the preview shows no change; the edit comes in between."""
    imported = batch(value("41190", "G1", 1), value("41190", "G3", 3))
    plan = store.plan_import(imported)
    store.apply_import(edit(value("41190", "G1", 5)))
    with pytest.raises(StoreChanged):
        store.apply_import(imported, plan.seen)
    assert store.data_version() == 2


def test_a_cell_that_was_empty_when_it_was_looked_at(store, seen):
    plan = store.plan_import(edit(value("41190", "G9", 9)))
    assert plan.seen == {("value", "41190", "G9"): None}
    store.apply_import(edit(value("41190", "G9", 8)))
    with pytest.raises(StoreChanged):
        store.apply_import(edit(value("41190", "G9", 9)), plan.seen)


def test_an_edit_with_the_same_content_does_not_confirm_demonstration_data(store):
    store.apply_import(batch(value("41190", "G1", 1), demonstration=True))
    assert store.apply_import(edit(value("41190", "G1", 1))).import_id is None
    assert store.provenance(EVALUATION, MONTH).demonstration


def test_an_edit_has_no_file(store, seen):
    store.apply_import(edit(value("41190", "G1", 5), who="가"))
    source = store.cell_source(EVALUATION, MONTH, "41190", "G1")
    assert (source.file, source.sheet, source.cell, source.who, source.act) == ("", "", "", "가", Act.EDIT)
    provenance = store.provenance(EVALUATION, MONTH)
    assert (provenance.files, provenance.who) == (("m.xlsx",), "가")


def test_of_many_who_save_at_once_exactly_one_does(store, seen):
    start = threading.Barrier(6)

    def save(number):
        start.wait(timeout=60)
        try:
            return store.apply_import(edit(value("41190", "G1", number)), seen).import_id
        except StoreChanged:
            return None

    with ThreadPoolExecutor(6) as pool:
        saved = list(pool.map(save, range(10, 16)))
    assert [number for number in saved if number] == [2]
    assert store.month_content(EVALUATION, MONTH)[KEY] == says(10 + saved.index(2))


@pytest.mark.parametrize(
    "entry",
    [value("41190", "G1", 1)._replace(reason="x"), value("41190", "G1", 1)._replace(kind="score", grade="S")],
)
def test_what_could_not_be_stored_as_it_is_is_refused(store, entry):
    with pytest.raises(ValueError, match="reason"):
        store.apply_import(batch(entry))
