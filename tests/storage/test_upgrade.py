"""A file of an earlier version is brought up to date in one transaction, after a copy of it was set beside it."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from app.storage import open_store, schema
from app.storage.backup import is_sound, restore
from app.storage.records import Act, LedgerDraft
from app.storage.scenarios import Label, ScenarioDraft
from tests.storage.batches import EVALUATION, NOW, batch, edit, value

MONTH = "2023-09"
VERSION_1, VERSION_2, VERSION_3 = (Path(__file__).with_name(f"version-{number}.sql") for number in (1, 2, 3))
COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()
    WHERE database_name = current_database() ORDER BY table_name, column_index
"""
CONSTRAINTS = """
    SELECT table_name, constraint_text FROM duckdb_constraints()
    WHERE database_name = current_database() ORDER BY table_name, constraint_text
"""


@pytest.fixture
def old(path):
    """A file as version 1 left it: a first import, a second one with changes of every kind, published results."""
    with duckdb.connect(path) as link:
        link.execute(VERSION_1.read_text(encoding="utf-8"))
    return path


@pytest.fixture
def second(path):
    """A file as version 2 left it: an import, an edit and an undo of it."""
    with duckdb.connect(path) as link:
        link.execute(VERSION_2.read_text(encoding="utf-8"))
    return path


@pytest.fixture
def third(path):
    """A file as version 3 left it: as version 2, with a what-if that somebody kept."""
    with duckdb.connect(path) as link:
        link.execute(VERSION_3.read_text(encoding="utf-8"))
    return path


def test_what_version_1_held_is_all_there(old):
    with open_store(old) as store:
        assert store.data_version() == 3
        assert store.month_data(EVALUATION, MONTH).observations["41190"]["G1"].value == Decimal("98.5")
        assert store.month_data(EVALUATION, MONTH).scores == {("41190", "prior"): Decimal("94.56")}
        second, first = store.imports()
        assert (first.id, first.act, first.file_name, first.demonstration) == (1, Act.IMPORT, "a.xlsx", True)
        assert first.at == datetime(2023, 10, 5, 9, 30, tzinfo=UTC)
        assert (second.added, second.changed, second.removed, second.confirmed, second.unchanged) == (1, 1, 1, 1, 4)
        steps = store.cell_history(EVALUATION, MONTH, "41190", "G1")
        assert [(step.source.file, step.new.value) for step in steps] == [("a.xlsx", 90), ("b.xlsx", Decimal("98.5"))]
        assert [each.unit_name for each in store.published_results()] == ["부천시"]
        assert store.audit() == ()


def test_an_import_of_version_1_can_be_undone(old):
    with open_store(old) as store:
        store.apply_undo(2, "x", NOW)
        assert store.month_data(EVALUATION, MONTH).observations["41190"]["G1"].value == 90
        assert store.provenance(EVALUATION, MONTH).files == ("a.xlsx",)
        assert store.audit() == ()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_copy_stands_beside_and_it_happens_once(old, read_only):
    with open_store(old, read_only=read_only) as store:
        assert store.data_version() == 3
    copy = old.with_name("evaluation.version-1.duckdb")
    assert {each.name for each in old.parent.iterdir()} == {old.name, copy.name}
    with duckdb.connect(copy, read_only=True) as link:
        assert link.execute("SELECT schema_version, data_version FROM store_state").fetchall() == [(1, 3)]
        assert link.execute("SELECT count(*) FROM changes").fetchall() == [(8,)]
    kept = copy.read_bytes()
    with open_store(old) as store:
        store.apply_import(batch(value("41190", "G1", 1)))
    assert copy.read_bytes() == kept


def test_the_copy_can_be_restored_and_is_upgraded_beside_the_first(old):
    open_store(old).close()
    copy = old.with_name("evaluation.version-1.duckdb")
    before = copy.read_bytes()
    assert is_sound(copy)
    assert copy.read_bytes() == before
    restore(copy, old)
    with open_store(old) as store:
        assert store.audit() == ()
    assert copy.read_bytes() == before
    assert old.with_name("evaluation.version-1-2.duckdb").exists()


def test_what_version_2_held_is_all_there_and_it_takes_scenarios(second):
    with open_store(second) as store:
        assert store.data_version() == 3
        assert store.month_data(EVALUATION, MONTH).observations["41190"]["G1"].value == 90
        assert [act.act for act in store.imports()] == [Act.UNDO, Act.EDIT, Act.IMPORT]
        assert store.audit() == ()
        assert store.scenarios(EVALUATION) == ()
        saved = store.save_scenario(ScenarioDraft(EVALUATION, Label("20/80", ""), "1"), "x", NOW)
        assert store.scenarios(EVALUATION) == (saved,)
        store.apply_undo(3, "x", NOW)
        assert (store.data_version(), store.audit()) == (4, ())
    copy = second.with_name("evaluation.version-2.duckdb")
    with duckdb.connect(copy, read_only=True) as link:
        assert link.execute("SELECT schema_version, data_version FROM store_state").fetchall() == [(2, 3)]
        assert ("scenarios",) not in link.execute(schema.TABLES).fetchall()
    assert is_sound(copy)


def test_an_upgrade_of_version_2_that_fails_leaves_version_2(second, monkeypatch):
    monkeypatch.setattr(schema, "KEEP_VERSION", "UPDATE store_state SET no_such_column = ?")
    with pytest.raises(duckdb.Error):
        open_store(second)
    with duckdb.connect(second, read_only=True) as link:
        assert link.execute("SELECT schema_version FROM store_state").fetchall() == [(2,)]
        assert ("scenarios",) not in link.execute(schema.TABLES).fetchall()


def test_what_version_3_held_is_all_there_and_it_takes_a_ledger(third):
    draft = LedgerDraft(EVALUATION, "shortlist", "K01", '{"in": true}')
    with open_store(third) as store:
        assert store.data_version() == 3
        assert [one.label.name for one in store.scenarios(EVALUATION)] == ["전년도 20%"]
        assert (store.ledger_version(), store.ledger(EVALUATION, "shortlist"), store.audit()) == (0, (), ())
        (written,) = store.write_ledger([draft], "x", NOW, {"K01": None})
        assert store.ledger(EVALUATION, "shortlist") == (written,)
        store.apply_undo(3, "x", NOW)
        assert (store.data_version(), store.audit()) == (4, ())
    copy = third.with_name("evaluation.version-3.duckdb")
    with duckdb.connect(copy, read_only=True) as link:
        assert link.execute("SELECT schema_version, data_version FROM store_state").fetchall() == [(3, 3)]
        assert ("ledger",) not in link.execute(schema.TABLES).fetchall()
    assert is_sound(copy)


@pytest.mark.parametrize("step", ["STATE_OF_3", "KEEP_VERSION"])
def test_an_upgrade_of_version_3_that_fails_leaves_version_3(third, step, monkeypatch):
    monkeypatch.setattr(schema, step, "SELECT no_such_column FROM store_state WHERE schema_version = ?")
    with pytest.raises(duckdb.Error):
        open_store(third)
    with duckdb.connect(third, read_only=True) as link:
        assert link.execute("SELECT * FROM store_state").fetchall() == [(3, 3, "")]
        assert ("ledger",) not in link.execute(schema.TABLES).fetchall()
    monkeypatch.undo()
    with open_store(third) as store:
        assert store.audit() == ()


@pytest.mark.parametrize("version", [VERSION_1, VERSION_2, VERSION_3], ids=["1", "2", "3"])
def test_the_tables_are_those_of_a_new_file(version, path, tmp_path):
    with duckdb.connect(path) as link:
        link.execute(version.read_text(encoding="utf-8"))
    open_store(path).close()
    new = tmp_path / "new.duckdb"
    open_store(new).close()
    found = []
    for each in (path, new):
        with duckdb.connect(each, read_only=True) as link:
            found.append([link.execute(query).fetchall() for query in (COLUMNS, CONSTRAINTS)])
    assert found[0] == found[1]
    assert {row[0] for row in found[0][0]} == set(schema.TABLES_SINCE)


def test_an_upgrade_that_fails_leaves_version_1(old, monkeypatch):
    monkeypatch.setattr(schema, "KEEP_PUBLISHED", "SELECT no_such_column FROM store_state")
    with pytest.raises(duckdb.Error):
        open_store(old)
    with duckdb.connect(old, read_only=True) as link:
        assert link.execute("SELECT schema_version FROM store_state").fetchall() == [(1,)]
        assert link.execute("SELECT count(*) FROM changes").fetchall() == [(8,)]
    monkeypatch.undo()
    with open_store(old) as store:
        assert store.audit() == ()
        assert store.apply_import(edit(value("41190", "G1", 1))).import_id == 3


def test_a_new_file_is_not_copied(path):
    open_store(path).close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
