"""A copy of the store in use, and a store that was destroyed out of such a copy."""

import os
import random
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from app.services.problems import describe
from app.storage import open_store
from app.storage.backup import back_up, is_sound, restore
from app.storage.errors import StoreBusy, StoreMissing, StoreReadOnly, StoreTooNew, StoreUnreadable
from app.text.catalogue import LANGUAGES
from tests.storage.batches import EVALUATION, batch, points, value

MONTH = "2023-09"
ENTRIES = (*(value(f"u{unit}", f"G{item}", unit + item) for unit in range(60) for item in range(60)),)
HOLD = """
import sys, time
from app.storage import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def backup(tmp_path):
    return tmp_path / "backups" / "it's a copy.duckdb"


@pytest.fixture
def backed_up(path, backup):
    """A store that was backed up and written on after that."""
    with open_store(path) as store:
        store.apply_import(batch(*ENTRIES, points("score", "41190", "prior", 90)))
        back_up(store, backup)
        store.apply_import(batch(value("u1", "G1", 999)))
    return path


def holds(path):
    with open_store(path) as store:
        assert store.audit() == ()
        return store.data_version(), store.month_content(EVALUATION, MONTH)


def test_a_copy_holds_everything_at_its_moment(backed_up, backup):
    version, content = holds(backup)
    assert version == 1
    assert {key: each for key, each in content.items() if key[0] == "value"} == {
        entry.key: entry.content for entry in ENTRIES
    }
    assert holds(backed_up)[0] == 2
    assert [each.name for each in backup.parent.iterdir()] == [backup.name]


def test_a_copy_goes_in_the_place_of_an_older_one(backed_up, backup):
    with open_store(backed_up) as store:
        back_up(store, backup)
    assert holds(backup)[0] == 2


def test_copies_made_while_others_write_are_whole(path, tmp_path):
    """Every import writes one number into all cells."""
    done = threading.Event()

    def write(store):
        for number in range(1, 30):
            store.apply_import(batch(*(value(f"u{unit}", "G1", number) for unit in range(50))))
        done.set()

    with open_store(path) as store, ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write, store)
        copies = 0
        while not done.is_set() and copies < 20:
            back_up(store, tmp_path / f"copy{copies}.duckdb")
            copies += 1
        assert writing.exception() is None
    for number in range(copies):
        version, content = holds(tmp_path / f"copy{number}.duckdb")
        assert len(content) in (0, 50)
        assert {each.value for each in content.values()} in (set(), {version})


def truncated(path):
    os.truncate(path, path.stat().st_size // 3)


def noise(path):
    path.write_bytes(random.Random(3).randbytes(path.stat().st_size))


def noise_within(path):
    content = bytearray(path.read_bytes())
    content[12_288:] = random.Random(3).randbytes(len(content) - 12_288)
    path.write_bytes(content)


def deleted(path):
    path.unlink()


def emptied(path):
    path.write_bytes(b"")


def deleted_with_its_log_left(path):
    """The log of another state: it must never meet the restored file."""
    with duckdb.connect(path) as link:
        link.execute("PRAGMA disable_checkpoint_on_shutdown")
        link.execute("UPDATE observations SET value = 777")
    assert path.with_name(f"{path.name}.wal").stat().st_size
    path.unlink()


DISASTERS = (truncated, noise, noise_within, deleted, emptied, deleted_with_its_log_left)


@pytest.mark.parametrize("destroy", DISASTERS)
def test_a_destroyed_store_comes_back_from_its_copy(backed_up, backup, destroy):
    destroy(backed_up)
    destroyed = backed_up.read_bytes() if backed_up.exists() else None
    log = backed_up.with_name(f"{backed_up.name}.wal")
    log_content = log.read_bytes() if log.exists() else None
    aside = restore(backup, backed_up)
    version, content = holds(backed_up)
    assert (version, len(content)) == (1, len(ENTRIES) + 1)
    assert content["value", "u1", "G1"].value == 2
    assert (aside.read_bytes() if aside else None) == destroyed
    logs = [each.read_bytes() for each in backed_up.parent.glob("*.replaced-*.wal")]
    assert logs == ([] if log_content is None else [log_content])
    with open_store(backed_up) as store:
        assert store.apply_import(batch(value("u1", "G1", 5))).data_version == 2


def test_what_is_replaced_can_be_restored_itself(backed_up, backup):
    aside = restore(backup, backed_up)
    assert is_sound(aside)
    again = restore(aside, backed_up)
    assert holds(backed_up)[0] == 2
    assert again != aside


@pytest.mark.parametrize("destroy", [truncated, noise, noise_within, deleted, emptied])
def test_a_spoilt_copy_is_refused_and_nothing_moves(backed_up, backup, destroy):
    destroy(backup)
    before = {each: each.read_bytes() for each in backed_up.parent.rglob("*") if each.is_file()}
    with pytest.raises((StoreUnreadable, StoreMissing)) as refused:
        restore(backup, backed_up)
    assert not is_sound(backup)
    assert {each: each.read_bytes() for each in backed_up.parent.rglob("*") if each.is_file()} == before
    assert all(describe(refused.value.problem, language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        ("UPDATE store_state SET schema_version = 99", StoreTooNew),
        ("DROP TABLE changes", StoreUnreadable),
        ("DELETE FROM store_state", StoreUnreadable),
    ],
)
def test_a_database_that_is_not_such_a_copy_is_refused(backed_up, backup, spoil, error):
    with duckdb.connect(backup) as link:
        link.execute(spoil)
    with pytest.raises(error):
        restore(backup, backed_up)
    assert holds(backed_up)[0] == 2


def test_a_copy_whose_log_was_not_yet_taken_in_is_whole(backed_up, backup):
    with duckdb.connect(backup) as link:
        link.execute("PRAGMA disable_checkpoint_on_shutdown")
        link.execute("UPDATE store_state SET data_version = 7")
    restore(backup, backed_up)
    with open_store(backed_up) as store:
        assert store.data_version() == 7


def test_a_store_in_use_is_not_replaced(backed_up, backup):
    with open_store(backed_up) as store:
        with pytest.raises(StoreBusy):
            restore(backup, backed_up)
        assert store.data_version() == 2
        with pytest.raises(StoreBusy):
            is_sound(backed_up)


def test_a_store_that_another_process_uses_is_not_replaced(backed_up, backup):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(backed_up)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "open\n"
        with pytest.raises(StoreBusy):
            restore(backup, backed_up)
    finally:
        process.kill()
        process.communicate()
    assert holds(backed_up)[0] == 2
    assert {each.name for each in backed_up.parent.iterdir()} == {backed_up.name, "backups"}


def test_a_copy_needs_the_right_to_write(backed_up, tmp_path):
    with open_store(backed_up, read_only=True) as store, pytest.raises(StoreReadOnly):
        back_up(store, tmp_path / "copy.duckdb")
    assert not (tmp_path / "copy.duckdb").exists()
