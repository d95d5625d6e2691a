"""What people write beside the values: all of it kept, the latest of a key counts, nobody overwrites another unseen."""

import json
import threading
from datetime import timedelta

import duckdb
import pytest

from app.services.problems import describe
from app.storage import ledger, open_store
from app.storage.backup import back_up, restore
from app.storage.errors import LedgerChanged, MonthClosed, StoreChanged, StoreReadOnly
from app.storage.records import ClosingDraft, LedgerDraft
from app.text.catalogue import LANGUAGES
from tests.storage.batches import EVALUATION, NOW, batch, edit, value

LATER = NOW + timedelta(days=1)
MONTH = "2023-09"
LIST, PART = "shortlist", "part"


def draft(key="K01", content=None, kind=LIST, evaluation=EVALUATION, **values):
    return LedgerDraft(evaluation, kind, key, content or json.dumps(values or {"in": True}))


def taken_out(key="K01", kind=LIST):
    return LedgerDraft(EVALUATION, kind, key, None)


def part(number, dong="d1", month=MONTH):
    return draft(f"{month}:G1:{dong}", kind=PART, value=str(number))


def close(store, month=MONTH):
    about = (EVALUATION, month, NOW, "x", "0" * 64, "schema: 1", "{}")
    return store.close_month(ClosingDraft(*about), store.data_version())


def counting(store, kind=LIST):
    return {entry.key: json.loads(entry.content) for entry in store.ledger(EVALUATION, kind)}


def test_what_is_written_counts_with_who_and_when(store, path):
    entries = store.write_ledger([draft("K01"), draft("K02", position=2)], "김주무관", NOW, {})
    store.close()
    with open_store(path) as again:
        assert again.ledger(EVALUATION, LIST) == entries
    assert [(one.id, one.key, one.who, one.at, one.replaces) for one in entries] == [
        (1, "K01", "김주무관", NOW, None),
        (2, "K02", "김주무관", NOW, None),
    ]


def test_the_latest_of_a_key_counts_and_everything_is_kept(store):
    (first,) = store.write_ledger([draft(note="a")], "x", NOW, {"K01": None})
    (second,) = store.write_ledger([draft(note="b")], "y", LATER, {"K01": first.id})
    assert second.replaces == first.id
    assert store.ledger(EVALUATION, LIST) == (second,)
    assert store.ledger_history(EVALUATION, LIST, "K01") == (first, second)


def test_kinds_evaluations_and_keys_stand_apart(store):
    store.write_ledger([draft(note="a"), draft(kind="judgement", S=100), draft("K02")], "x", NOW, {})
    store.write_ledger([draft(evaluation="gyeonggi-2022", note="b")], "x", NOW, {"K01": None})
    assert counting(store) == {"K01": {"note": "a"}, "K02": {"in": True}}
    assert counting(store, "judgement") == {"K01": {"S": 100}}
    assert [one.replaces for one in store.ledger("gyeonggi-2022", LIST)] == [None]
    assert store.ledger(EVALUATION, "meeting") == ()


def test_the_order_is_that_of_first_writing(store):
    store.write_ledger([draft("K02"), draft("K01")], "x", NOW, {})
    store.write_ledger([draft("K02", note="again"), draft("K00")], "x", NOW, {})
    assert list(counting(store)) == ["K02", "K01", "K00"]


def test_what_is_taken_out_no_longer_counts_and_can_be_written_anew(store):
    (first,) = store.write_ledger([draft()], "x", NOW, {})
    (second,) = store.write_ledger([taken_out()], "y", LATER, {"K01": first.id})
    assert store.ledger(EVALUATION, LIST) == ()
    assert (second.content, second.replaces) == (None, first.id)
    assert store.write_ledger([taken_out()], "y", LATER, {"K01": None}) == ()
    (third,) = store.write_ledger([draft(note="again")], "z", LATER, {"K01": None})
    assert store.ledger_history(EVALUATION, LIST, "K01") == (first, second, third)


def test_taking_out_what_was_never_there_writes_nothing(store):
    assert store.write_ledger([taken_out()], "x", NOW, {"K01": None}) == ()
    assert store.ledger_version() == 0


def test_the_same_again_writes_nothing(store):
    store.write_ledger([draft(note="a")], "x", NOW, {})
    assert store.write_ledger([draft(note="a")], "y", LATER, {"K01": None}) == ()
    assert (store.ledger_version(), store.ledger(EVALUATION, LIST)[0].who) == (1, "x")


def test_the_version_grows_with_every_entry_and_that_of_the_data_stays(store):
    store.apply_import(batch(value("41190", "G1", 1)))
    store.write_ledger([draft("K01"), draft("K02")], "x", NOW, {})
    assert (store.ledger_version(), store.data_version()) == (2, 1)


@pytest.mark.parametrize("seen", [None, 1], ids=["nothing", "an older entry"])
def test_who_did_not_see_what_counts_is_told_and_nothing_is_written(store, seen):
    store.write_ledger([draft(note="a")], "김주무관", NOW, {})
    (second,) = store.write_ledger([draft(note="b")], "박주무관", NOW, {"K01": 1})
    with pytest.raises(LedgerChanged) as caught:
        store.write_ledger([draft("K02"), draft(note="c")], "y", LATER, {"K02": None, "K01": seen})
    assert caught.value.found == (second,)
    assert all("박주무관" in describe(caught.value.problem, language) for language in LANGUAGES)
    assert counting(store) == {"K01": {"note": "b"}}


def test_who_saw_what_was_taken_out_meanwhile_is_told(store):
    store.write_ledger([draft()], "x", NOW, {})
    (gone,) = store.write_ledger([taken_out()], "y", NOW, {"K01": 1})
    with pytest.raises(LedgerChanged) as caught:
        store.write_ledger([draft(note="c")], "z", LATER, {"K01": 1})
    assert caught.value.found == (gone,)


def test_two_who_write_at_once_leave_one_entry(store):
    failures = []

    def write(number):
        try:
            store.write_ledger([draft(position=number)], f"p{number}", NOW, {"K01": None})
        except LedgerChanged as changed:
            failures.append(changed)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (store.ledger_version(), len(failures)) == (1, 7)
    assert store.audit() == ()


@pytest.mark.parametrize(
    "drafts",
    [[draft(note="a"), draft(note="b")], [draft(content="{not json")]],
    ids=["twice under a key", "no JSON"],
)
def test_what_a_service_should_have_seen_is_refused(store, drafts):
    with pytest.raises(ValueError):  # noqa: PT011
        store.write_ledger(drafts, "x", NOW, {})
    assert store.ledger_version() == 0


def test_a_closed_month_takes_no_parts_but_everything_else(store):
    store.apply_import(batch(value("41190", "G1", 1)))
    close(store)
    with pytest.raises(MonthClosed):
        store.write_ledger([draft(), part(3)], "x", NOW, {})
    assert store.ledger_version() == 0
    store.write_ledger([draft(), part(3, month="2023-08")], "x", NOW, {})
    store.reopen_month(EVALUATION, MONTH, "x", LATER, "정정")
    store.write_ledger([part(3)], "x", LATER, {})
    assert store.ledger_version() == 3


def test_the_sum_and_its_parts_are_written_together(store):
    parts = [part(3, "d1"), part(4, "d2")]
    receipt = store.apply_import(edit(value("41190", "G1", 7)), ledger=parts)
    assert (receipt.import_id, receipt.added, receipt.data_version) == (1, 1, 1)
    assert list(counting(store, PART).values()) == [{"value": "3"}, {"value": "4"}]
    assert {one.who for one in store.ledger(EVALUATION, PART)} == {"박주무관"}


def test_parts_that_leave_the_sum_as_it_is_are_no_act(store):
    store.apply_import(edit(value("41190", "G1", 7)), ledger=[part(3, "d1"), part(4, "d2")])
    receipt = store.apply_import(edit(value("41190", "G1", 7)), ledger=[part(4, "d1"), part(3, "d2")])
    assert (receipt.import_id, receipt.data_version, receipt.unchanged) == (None, 1, 1)
    assert list(counting(store, PART).values()) == [{"value": "4"}, {"value": "3"}]
    assert (len(store.imports()), store.audit()) == (1, ())


def test_neither_is_written_where_a_part_was_changed_meanwhile(store):
    parts = [part(3, "d1"), part(4, "d2")]
    store.apply_import(edit(value("41190", "G1", 7)), ledger=parts)
    seen = {one.key: one.id for one in store.ledger(EVALUATION, PART)}
    store.apply_import(edit(value("41190", "G1", 8)), None, [part(4, "d1")], seen)
    with pytest.raises(LedgerChanged):
        store.apply_import(edit(value("41190", "G1", 9)), None, [part(5, "d1")], seen)
    assert store.month_data(EVALUATION, MONTH).observations["41190"]["G1"].value == 8
    assert store.ledger_version() == 3


def test_neither_is_written_where_a_value_was_changed_meanwhile(store):
    seen = store.month_content(EVALUATION, MONTH)
    cell = ("value", "41190", "G1")
    store.apply_import(edit(value("41190", "G1", 8)))
    with pytest.raises(StoreChanged):
        store.apply_import(edit(value("41190", "G1", 9)), {cell: seen.get(cell)}, [part(9)])
    assert store.ledger_version() == 0


def test_neither_is_written_where_writing_fails(store, monkeypatch):
    monkeypatch.setattr(ledger, "KEEP_SEAL", "SELECT no_such_column FROM ledger WHERE ? = ''")
    with pytest.raises(duckdb.Error):
        store.apply_import(edit(value("41190", "G1", 9)), None, [part(9)])
    assert (store.data_version(), store.imports(), store.ledger_version()) == (0, (), 0)


def test_an_undo_leaves_the_parts(store):
    """The screen of the dongs says where they no longer make the value."""
    store.apply_import(edit(value("41190", "G1", 7)), ledger=[part(7)])
    store.apply_undo(1, "x", LATER)
    assert counting(store, PART) == {f"{MONTH}:G1:d1": {"value": "7"}}
    assert store.audit() == ()


def test_a_backup_holds_the_ledger_and_brings_it_back(store, path, tmp_path):
    entries = store.write_ledger([draft("K01"), draft("K02")], "x", NOW, {})
    back_up(store, tmp_path / "copy.duckdb")
    store.write_ledger([taken_out()], "x", LATER, {"K01": 1})
    store.close()
    restore(tmp_path / "copy.duckdb", path)
    with open_store(path) as again:
        assert (again.ledger(EVALUATION, LIST), again.audit()) == (entries, ())
        assert again.write_ledger([draft("K03")], "x", LATER, {})[0].id == 3


def test_a_store_for_reading_takes_none(store, path):
    store.close()
    with open_store(path, read_only=True) as reading:
        assert (reading.ledger(EVALUATION, LIST), reading.ledger_version()) == ((), 0)
        with pytest.raises(StoreReadOnly):
            reading.write_ledger([draft()], "x", NOW, {})


TAMPERED = {
    "a content": "UPDATE ledger SET content = '{}' WHERE id = 2",
    "who wrote": "UPDATE ledger SET written_by = 'y' WHERE id = 2",
    "when": "UPDATE ledger SET written_at = written_at + INTERVAL 1 SECOND WHERE id = 2",
    "an entry taken away": "DELETE FROM ledger WHERE id = 2",
    "the last entry taken away": "DELETE FROM ledger WHERE id = 3",
    "all entries taken away": "DELETE FROM ledger",
    "an entry put in": "INSERT INTO ledger SELECT * REPLACE (4 AS id, 3 AS replaces) FROM ledger WHERE id = 3",
    "what it replaces": "UPDATE ledger SET replaces = NULL WHERE id = 3",
    "the key": "UPDATE ledger SET key = 'K09' WHERE id = 2",
    "a seal": "UPDATE ledger SET sha256 = repeat('0', 64) WHERE id = 2",
}


@pytest.mark.parametrize("name", TAMPERED)
def test_whoever_changes_the_ledger_past_the_program_is_found_out(store, path, name):
    store.write_ledger([draft("K01"), draft("K02")], "x", NOW, {})
    store.write_ledger([draft("K02", note="b")], "x", LATER, {"K02": 2})
    assert store.audit() == ()
    store.close()
    with duckdb.connect(path) as link:
        link.execute(TAMPERED[name])
    with open_store(path) as again:
        (problem,) = again.audit()
        assert problem.code == "storage.audit_ledger"
        assert all(describe(problem, language) for language in LANGUAGES)
