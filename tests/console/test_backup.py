"""Copies on the command line, and a database that was destroyed and comes back."""

import shutil
from pathlib import Path

import pytest

from app.services.backups import Reason, kept
from app.storage import open_store
from tests.console.conftest import batch, fill, value


def ranks(console):
    status, output, _ = console("rank", "--format", "csv")
    assert status == 0
    return output


def names(console):
    return [copy.path.name for copy in kept(console.database)]


def fifty_for(unit):
    return batch("e-2023", "2023-09", [value(unit, "I1", "50")])


def truncate(database):
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 3])


def overwrite(database):
    database.write_bytes(bytes(range(256)) * (database.stat().st_size // 256))


def spoil_in_the_middle(database):
    content = bytearray(database.read_bytes())
    content[len(content) // 4 : 3 * len(content) // 4] = b"\x5a" * (3 * len(content) // 4 - len(content) // 4)
    database.write_bytes(content)


def empty(database):
    database.write_bytes(b"")


def delete(database):
    database.unlink()


def leave_a_stale_log(database):
    """The store is gone, and the log of another one lies where its own would."""
    other = database.with_name("other.duckdb")
    with open_store(other) as store:
        store.apply_import(fifty_for("U2"))
        shutil.copyfile(f"{other}.wal", f"{database}.wal")
    database.unlink()


DESTROYED = [truncate, overwrite, spoil_in_the_middle, empty, delete, leave_a_stale_log]


@pytest.mark.parametrize("destroy", DESTROYED)
def test_a_destroyed_database_comes_back_with_the_same_ranks(filled, destroy):
    before = ranks(filled)
    assert filled("backup")[0] == 0
    destroy(filled.database)
    status, output, _ = filled("restore", "latest", "--yes", "--who", "kim")
    assert status == 0
    assert str(filled.database) in output
    assert ranks(filled) == before
    status, output, _ = filled("check")
    assert (status, output.count("이상 없음")) == (0, 4)
    with open_store(filled.database, read_only=True) as store:
        assert [(event.what, event.who, event.detail) for event in store.events()] == [
            ("restore", "kim", names(filled)[0])
        ]


@pytest.mark.parametrize("destroy", [truncate, overwrite, empty])
def test_what_was_destroyed_is_set_aside_and_named(filled, destroy):
    filled("backup")
    destroy(filled.database)
    left = filled.database.read_bytes()
    _, output, _ = filled("restore", "latest", "--yes")
    aside = Path(output.splitlines()[-1].split(": ", 1)[1])
    assert aside.read_bytes() == left


def test_without_a_name_the_copies_are_listed(filled):
    filled("backup")
    fill(filled.database, fifty_for("U1"))
    filled("backup")
    status, output, how = filled("restore")
    assert status == 0
    assert output.splitlines()[0].startswith("마지막 보관 ")
    assert [name for name in names(filled) if name not in output] == []
    assert "직접" in output
    assert "restore" in how
    assert filled("restore", "--language", "en")[1].startswith("Last backup ")


def test_an_older_copy_comes_back_by_its_name(filled):
    before = ranks(filled)
    filled("backup")
    fill(filled.database, fifty_for("U1"))
    filled("backup")
    assert ranks(filled) != before
    assert filled("restore", names(filled)[-1], "--yes")[0] == 0
    assert ranks(filled) == before


@pytest.mark.parametrize(("answer", "done"), [("yes", True), ("y", True), ("no", False), ("", False), (None, False)])
def test_it_asks_before_anything_is_replaced(filled, monkeypatch, answer, done):
    before = ranks(filled)
    filled("backup")
    fill(filled.database, fifty_for("U1"))

    def answered():
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr("builtins.input", answered)
    assert filled("restore", "latest")[0] == (0 if done else 1)
    assert (ranks(filled) == before) is done


@pytest.mark.parametrize("words", ["latest", "evaluation_20260101T000000_000000Z_hand.duckdb", "/nowhere/x.duckdb"])
def test_a_copy_that_is_not_there_is_said(filled, words):
    before = ranks(filled)
    status, _, complaints = filled("restore", words, "--yes")
    assert (status, "manage.py restore" in complaints) == (1, True)
    assert ranks(filled) == before


def test_a_spoilt_copy_is_refused_and_the_newest_that_opens_is_latest(filled):
    before = ranks(filled)
    filled("backup")
    fill(filled.database, fifty_for("U1"))
    filled("backup")
    spoilt = kept(filled.database)[0].path
    truncate(spoilt)
    assert filled("restore", spoilt.name, "--yes")[0] == 1
    status, _, complaints = filled("check")
    assert (status, spoilt.name in complaints) == (0, True)
    assert "1개가 열리지 않습니다" in filled("restore")[1]
    assert filled("restore", "latest", "--yes")[0] == 0
    assert ranks(filled) == before


def test_a_copy_goes_where_it_is_wanted_and_comes_back_from_there(filled, tmp_path):
    before = ranks(filled)
    target = tmp_path / "usb" / "evaluation.duckdb"
    assert filled("backup", "--to", str(target))[0] == 0
    assert filled("backup", "--to", str(target))[0] == 1
    filled.database.unlink()
    assert filled("restore", str(target), "--yes")[0] == 0
    assert ranks(filled) == before


def test_without_data_there_is_nothing_to_keep(console):
    assert console("backup")[0] == 1
    assert not console.database.exists()
    open_store(console.database).close()
    assert console("backup")[0] == 0
    assert kept(console.database) == ()


def test_an_import_leaves_a_copy_of_what_stood_before(filled, tmp_path):
    before = ranks(filled)
    rows = "evaluation,month,unit,indicator,value\ne-2023,2023-09,U2,I1,99\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    assert filled("import", str(tmp_path / "a.csv"), "--confirm", "all")[0] == 0
    assert [copy.reason for copy in kept(filled.database)] == [Reason.IMPORT]
    assert filled("rank", "--from-backup", "--format", "csv")[1] == before


@pytest.mark.parametrize("command", [("rank",), ("weak", "--unit", "U2"), ("check",)])
def test_what_only_reads_can_read_the_newest_copy(filled, command):
    filled("backup")
    _, expected, _ = filled(*command)
    filled.database.write_bytes(b"noise")
    status, output, beside = filled(*command, "--from-backup")
    assert (status, output) == (0, expected)
    assert names(filled)[0] in beside
    assert "보관본에서 읽습니다" in beside


def test_without_a_copy_there_is_none_to_read(filled):
    status, output, complaints = filled("rank", "--from-backup")
    assert (status, output) == (1, "")
    assert "backups" in complaints


def test_full_to_the_brim_says_so_and_imports_nothing(filled, tmp_path, monkeypatch):
    before = ranks(filled)
    rows = "evaluation,month,unit,indicator,value\ne-2023,2023-09,U2,I1,99\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setattr("shutil.disk_usage", lambda folder: type("Usage", (), {"free": 0}))
    status, _, complaints = filled("import", str(tmp_path / "a.csv"), "--confirm", "all")
    assert (status, "공간" in complaints) == (1, True)
    assert ranks(filled) == before
