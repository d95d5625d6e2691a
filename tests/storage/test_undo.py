"""Taking back what an act did: cells come back with their origin, and what somebody touched later is left."""

from decimal import Decimal

import pytest

from app.storage.errors import StoreChanged
from app.storage.records import Act, ChangeKind, Content
from scoring.model import State
from tests.storage.batches import EVALUATION, NOW, batch, edit, points, value

MONTH = "2023-09"
WHO = "최주무관"
FIRST = (value("41190", "G1", 1), value("41190", "G2", 2, cell="D5"), points("score", "41190", "prior", 90))


def says(number):
    return Content(State.SUBMITTED, Decimal(number))


def number_in(store, item="G1"):
    cell = store.month_content(EVALUATION, MONTH).get(("value", "41190", item))
    return None if cell is None else cell.value


def undo(store, act):
    return store.apply_undo(act, WHO, NOW)


def test_what_an_import_changed_comes_back_with_its_file_and_cell(store):
    store.apply_import(batch(*FIRST, file="a.xlsx"))
    store.apply_import(batch(value("41190", "G2", 7, cell="Z9"), value("41190", "G3", 3), file="b.xlsx"))
    receipt = undo(store, 2)
    assert (receipt.import_id, receipt.changed, receipt.removed, receipt.data_version) == (3, 1, 1, 3)
    assert store.cell_source(EVALUATION, MONTH, "41190", "G2")[:3] == ("a.xlsx", "실적", "D5")
    assert store.cell_source(EVALUATION, MONTH, "41190", "G3") is None
    assert store.month_content(EVALUATION, MONTH) == {entry.key: entry.content for entry in FIRST}
    assert store.provenance(EVALUATION, MONTH).files == ("a.xlsx",)
    assert store.audit() == ()


def test_a_plan_says_what_comes_back_and_writes_nothing(store):
    store.apply_import(batch(*FIRST))
    store.apply_import(batch(value("41190", "G1", 7)))
    plan = store.plan_undo(2)
    (change,) = plan.restored
    assert (change.key, change.old, change.new, change.what) == (
        ("value", "41190", "G1"),
        says(7),
        says(1),
        ChangeKind.CHANGED,
    )
    assert (plan.record.id, plan.record.act, plan.left) == (2, Act.IMPORT, ())
    assert store.data_version() == 2


def test_what_a_later_act_touched_is_shown_and_left(store):
    store.apply_import(batch(*FIRST))
    store.apply_import(batch(value("41190", "G1", 10), value("41190", "G2", 20)))
    store.apply_import(edit(value("41190", "G1", 100)))
    plan = store.plan_undo(2)
    assert [change.item for change in plan.restored] == ["G2"]
    (left,) = plan.left
    assert (left.key, left.before, left.now) == (("value", "41190", "G1"), says(1), says(100))
    assert (left.by.id, left.by.who, left.by.act) == (3, "박주무관", Act.EDIT)
    assert undo(store, 2).unchanged == 1
    assert (number_in(store, "G1"), number_in(store, "G2")) == (100, 2)


def test_acts_can_be_undone_in_any_order(store):
    store.apply_import(batch(*FIRST))
    store.apply_import(batch(value("41190", "G1", 10)))
    store.apply_import(edit(value("41190", "G1", 100)))
    assert undo(store, 2).import_id is None
    undo(store, 3)
    assert number_in(store) == 10
    undo(store, 2)
    assert number_in(store) == 1
    assert store.audit() == ()


def test_an_undo_can_be_undone_and_that_again(store):
    store.apply_import(batch(*FIRST, file="a.xlsx"))
    store.apply_import(batch(value("41190", "G1", 7, cell="Z9"), file="b.xlsx"))
    numbers = []
    for act in (2, 3, 4, 5):
        undo(store, act)
        numbers.append(number_in(store))
    assert numbers == [1, 7, 1, 7]
    assert store.cell_source(EVALUATION, MONTH, "41190", "G1")[:3] == ("b.xlsx", "실적", "Z9")
    assert [(each.id, each.undoes, each.undone_by) for each in store.imports()] == [
        (6, 5, None),
        (5, 4, 6),
        (4, 3, None),
        (3, 2, 6),
        (2, None, None),
        (1, None, None),
    ]
    assert store.audit() == ()


def test_a_redone_import_can_be_undone_by_its_own_name(store):
    store.apply_import(batch(*FIRST))
    undo(store, 1)
    undo(store, 2)
    assert number_in(store) == 1
    undo(store, 1)
    assert number_in(store) is None
    assert undo(store, 2).import_id is not None
    assert number_in(store) == 1
    assert store.audit() == ()


def test_undoing_twice_or_nothing_writes_nothing(store):
    store.apply_import(batch(*FIRST))
    plan = store.plan_undo(1)
    store.apply_undo(1, WHO, NOW, plan)
    again = store.apply_undo(1, WHO, NOW, plan)
    assert (again.import_id, again.data_version) == (None, 2)
    assert store.plan_undo(1).left == ()
    with pytest.raises(KeyError):
        store.plan_undo(99)


def test_a_month_that_was_emptied_has_no_data(store):
    store.apply_import(batch(*FIRST, month="2023-08"))
    store.apply_import(batch(*FIRST))
    store.apply_import(batch(points("score", "41190", "prior", 90), evaluation="gyeonggi-2022"))
    undo(store, 2)
    undo(store, 3)
    assert store.months(EVALUATION) == ("2023-08",)
    assert store.evaluations() == (EVALUATION,)
    undo(store, 5)
    assert store.months("gyeonggi-2022") == (MONTH,)


def test_the_demonstration_mark_comes_back_with_the_demonstration_data(store):
    store.apply_import(batch(*FIRST, demonstration=True))
    assert store.apply_import(batch(*FIRST)).confirmed == 3
    assert not store.provenance(EVALUATION, MONTH).demonstration
    undo(store, 2)
    assert store.provenance(EVALUATION, MONTH).demonstration


def test_the_history_of_a_cell_names_every_act(store):
    store.apply_import(batch(value("41190", "G1", 1), who="가", file="a.xlsx"))
    store.apply_import(edit(value("41190", "G1", 5), who="나", note="오타"))
    undo(store, 2)
    undo(store, 1)
    steps = store.cell_history(EVALUATION, MONTH, "41190", "G1")
    assert [(step.import_id, step.act, step.source.who, step.source.file) for step in steps] == [
        (1, Act.IMPORT, "가", "a.xlsx"),
        (2, Act.EDIT, "나", ""),
        (3, Act.UNDO, WHO, "a.xlsx"),
        (4, Act.UNDO, WHO, ""),
    ]
    assert [(step.old, step.new) for step in steps] == [
        (None, says(1)),
        (says(1), says(5)),
        (says(5), says(1)),
        (says(1), None),
    ]
    assert store.imports()[2].note == "오타"


def test_an_undo_that_was_shown_before_somebody_else_wrote_is_refused(store):
    store.apply_import(batch(*FIRST))
    store.apply_import(batch(value("41190", "G1", 10), value("41190", "G2", 20)))
    plan = store.plan_undo(2)
    store.apply_import(edit(value("41190", "G1", 100)))
    with pytest.raises(StoreChanged) as refused:
        store.apply_undo(2, WHO, NOW, plan)
    (conflict,) = refused.value.conflicts
    assert conflict[:4] == (("value", "41190", "G1"), says(10), says(100), says(1))
    assert conflict.source.who == "박주무관"
    assert (number_in(store, "G2"), store.data_version()) == (20, 3)


def test_only_what_was_shown_comes_back(store):
    store.apply_import(batch(*FIRST))
    store.apply_import(batch(value("41190", "G1", 10), value("41190", "G2", 20)))
    store.apply_import(edit(value("41190", "G1", 100)))
    plan = store.plan_undo(2)
    undo(store, 3)
    store.apply_undo(2, WHO, NOW, plan)
    assert (number_in(store, "G1"), number_in(store, "G2")) == (10, 2)


def test_the_changes_of_an_act_are_told_by_kind(store):
    store.apply_import(batch(*FIRST, value("41190", "G4", None, state=State.NOT_SUBMITTED), demonstration=True))
    receipt = store.apply_import(
        batch(
            value("41190", "G1", None, state=State.NOT_SUBMITTED),
            value("41190", "G2", 2),
            value("41190", "G4", 4),
            points("score", "41190", "prior", 91),
        )
    )
    assert (receipt.added, receipt.changed, receipt.removed, receipt.confirmed) == (1, 1, 1, 1)
    assert {change.item: change.what for change in store.import_changes(2)} == {
        "G1": ChangeKind.REMOVED,
        "G2": ChangeKind.CONFIRMED,
        "G4": ChangeKind.ADDED,
        "prior": ChangeKind.CHANGED,
    }
    record = store.imports(EVALUATION, MONTH)[0]
    assert (record.added, record.changed, record.removed, record.confirmed) == (1, 1, 1, 1)
    assert store.imports("gyeonggi-2022") == ()
