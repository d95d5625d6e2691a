"""Kept what-ifs: saved, renamed, deleted and brought back, and nothing official ever moves."""

import threading
from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest

from app.services.problems import describe
from app.storage import open_store
from app.storage.backup import back_up
from app.storage.errors import ScenarioGone, ScenarioNameTaken, StoreReadOnly
from app.storage.scenarios import Label, ScenarioDraft, Stamp
from app.storage.schema import TABLES
from app.text.catalogue import LANGUAGES
from tests.storage.batches import EVALUATION, NOW, batch, value

LATER = NOW + timedelta(days=1)


def draft(name="전년도 20%", note="", content="1~x", evaluation=EVALUATION):
    return ScenarioDraft(evaluation, Label(name, note), content)


def rows_of(path):
    """Every table but that of the scenarios, row by row."""
    with duckdb.connect(path, read_only=True) as link:
        tables = [name for (name,) in link.execute(TABLES).fetchall() if name != "scenarios"]
        return {table: link.execute(f"SELECT * FROM {table}").fetchall() for table in tables}  # noqa: S608


def test_what_is_saved_comes_back_last_saved_first(store, path):
    first = store.save_scenario(draft(note="회의"), "김주무관", NOW)
    second = store.save_scenario(draft("K04 S"), "박주무관", LATER)
    other = store.save_scenario(draft(evaluation="gyeonggi-2022"), "박주무관", LATER)
    store.close()
    with open_store(path) as again:
        assert again.scenarios(EVALUATION) == (second, first)
        assert again.scenarios("gyeonggi-2022") == (other,)
    assert (first.id, first.label, first.content, first.saved_by, first.saved_at) == (
        1,
        Label("전년도 20%", "회의"),
        "1~x",
        "김주무관",
        NOW,
    )


def test_a_name_is_taken_once_in_an_evaluation_whatever_its_letters(store):
    store.save_scenario(draft("Two to S"), "x", NOW)
    with pytest.raises(ScenarioNameTaken) as taken:
        store.save_scenario(draft("two to s"), "x", NOW)
    assert all("two to s" in describe(taken.value.problem, language) for language in LANGUAGES)
    assert len(store.scenarios(EVALUATION)) == 1
    kept = store.save_scenario(draft("another"), "x", NOW)
    with pytest.raises(ScenarioNameTaken):
        store.rename_scenario(kept.id, Label("TWO TO S", ""), "x", NOW)
    assert store.rename_scenario(kept.id, Label("Another", "n"), "y", LATER).label == Label("Another", "n")


def test_what_is_deleted_stays_and_can_be_brought_back(store):
    saved = store.save_scenario(draft(), "x", NOW)
    gone = store.delete_scenario(saved.id, "박주무관", LATER)
    assert (gone.deleted_at, gone.deleted_by) == (LATER, "박주무관")
    assert store.scenarios(EVALUATION) == (gone,)
    assert store.bring_back_scenario(saved.id) == saved
    assert store.scenarios(EVALUATION) == (saved,)


def test_a_name_that_was_taken_meanwhile_is_not_brought_back(store):
    saved = store.save_scenario(draft(), "x", NOW)
    store.delete_scenario(saved.id, "x", NOW)
    store.save_scenario(draft(), "x", NOW)
    with pytest.raises(ScenarioNameTaken):
        store.bring_back_scenario(saved.id)


def test_who_comes_second_is_told(store):
    saved = store.save_scenario(draft(), "x", NOW)
    with pytest.raises(ScenarioGone):
        store.bring_back_scenario(saved.id)
    store.delete_scenario(saved.id, "x", NOW)
    for act in (
        lambda: store.delete_scenario(saved.id, "y", LATER),
        lambda: store.rename_scenario(saved.id, Label("z", ""), "y", LATER),
        lambda: store.delete_scenario(99, "y", LATER),
    ):
        with pytest.raises(ScenarioGone):
            act()
    assert store.scenarios(EVALUATION)[0].deleted_by == "x"


def test_one_in_place_of_another_leaves_it_among_the_deleted_ones(store):
    first = store.save_scenario(draft(note="회의"), "x", NOW)
    second = store.put_scenario_in_place(first.id, draft(content="1~y"), "older", Stamp("y", LATER))
    older = replace(first, label=Label("older", "회의"), deleted_at=LATER, deleted_by="y")
    assert store.scenarios(EVALUATION) == (second, older)
    assert (second.content, second.saved_by, second.saved_at) == ("1~y", "y", LATER)
    assert store.bring_back_scenario(first.id).content == first.content
    with pytest.raises(ScenarioGone):
        store.put_scenario_in_place(99, draft(content="1~z"), "again", Stamp("z", LATER))


def test_what_was_replaced_meanwhile_is_not_replaced_again(store):
    first = store.save_scenario(draft(), "x", NOW)
    second = store.put_scenario_in_place(first.id, draft(content="1~y"), "older", Stamp("y", LATER))
    with pytest.raises(ScenarioGone):
        store.put_scenario_in_place(first.id, draft(content="1~z"), "older", Stamp("z", LATER))
    other = store.save_scenario(draft("other"), "x", NOW)
    with pytest.raises(ScenarioNameTaken):
        store.put_scenario_in_place(other.id, draft(), "other older", Stamp("z", LATER))
    assert [one.content for one in store.scenarios(EVALUATION) if one.deleted_at is None] == ["1~y", "1~x"]
    assert store.scenarios(EVALUATION)[0] == second


def test_two_who_save_the_same_name_at_once_give_one_scenario(store):
    failures = []

    def save():
        try:
            store.save_scenario(draft(), "x", NOW)
        except ScenarioNameTaken as taken:
            failures.append(taken)

    threads = [threading.Thread(target=save) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(store.scenarios(EVALUATION)), len(failures)) == (1, 7)


def test_nothing_official_moves(store, path):
    store.apply_import(batch(value("41190", "G1", "98.5")))
    store.close()
    before = rows_of(path)
    with open_store(path) as again:
        version = again.data_version()
        saved = again.save_scenario(draft(), "x", NOW)
        again.rename_scenario(saved.id, Label("y", "z"), "x", LATER)
        again.delete_scenario(saved.id, "x", LATER)
        again.bring_back_scenario(saved.id)
        assert (again.data_version(), again.audit(), again.events()) == (version, (), ())
    assert rows_of(path) == before


def test_scenarios_are_in_a_backup(store, tmp_path):
    saved = store.save_scenario(draft(), "x", NOW)
    back_up(store, tmp_path / "copy.duckdb")
    with open_store(tmp_path / "copy.duckdb") as copy:
        assert copy.scenarios(EVALUATION) == (saved,)


def test_a_store_for_reading_takes_none(store, path):
    store.close()
    with open_store(path, read_only=True) as reading:
        assert reading.scenarios(EVALUATION) == ()
        with pytest.raises(StoreReadOnly):
            reading.save_scenario(draft(), "x", NOW)
