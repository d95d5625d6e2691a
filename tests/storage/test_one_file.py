"""One file, one process, one writer: who may open it, and what stays when something goes wrong."""

import hashlib
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import duckdb
import pytest

from app.services.problems import describe
from app.storage import open_store, writing
from app.storage.connection import discard
from app.storage.errors import StoreBusy, StoreMissing, StoreReadOnly, StoreTooNew, StoreUnreadable
from app.text.catalogue import LANGUAGES
from tests.storage.batches import EVALUATION, batch, value

ROOT = Path(__file__).parents[2]
MONTH = "2023-09"
HOLD = """
import sys, time
from app.storage import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other(path):
    """Another process; the first line it says is waited for."""
    started = []

    def start(program):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout.readline() == "open\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def checksum(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def explained(error):
    return all(describe(error.problem, language) for language in LANGUAGES)


def test_another_process_is_told_that_the_file_is_in_use(path, other):
    process = other(HOLD)
    for read_only in (False, True):
        with pytest.raises(StoreBusy) as error:
            open_store(path, read_only=read_only)
        assert error.value.problem.values["process"] == str(process.pid)
        assert explained(error.value)


def test_the_file_can_be_opened_twice_in_one_process(path):
    with open_store(path) as first, open_store(path) as second:
        first.apply_import(batch(value("41190", "G1", 1)))
        assert second.data_version() == 1
        first.close()
        first.close()
        assert second.data_version() == 1
    with open_store(path) as third:
        assert third.data_version() == 1


def test_reading_only_forbids_writing_and_writing_waits_for_reading(path):
    open_store(path).close()
    with open_store(path, read_only=True) as store:
        with pytest.raises(StoreReadOnly) as refused:
            store.apply_import(batch(value("41190", "G1", 1)))
        with pytest.raises(StoreBusy) as busy:
            open_store(path)
    assert explained(refused.value)
    assert explained(busy.value)


def test_a_file_that_is_not_there_is_not_read(path):
    with pytest.raises(StoreMissing) as error:
        open_store(path, read_only=True)
    assert explained(error.value)
    assert not path.exists()


def test_a_damaged_file_is_named(path):
    path.write_bytes(b"not a database" * 1_000)
    with pytest.raises(StoreUnreadable) as error:
        open_store(path)
    assert error.value.problem.code == "storage.unreadable"
    assert explained(error.value)


def test_a_cut_file_is_named(path):
    with open_store(path) as store:
        store.apply_import(batch(value("41190", "G1", 1)))
    path.write_bytes(path.read_bytes()[:6_000])
    with pytest.raises(StoreUnreadable):
        open_store(path)


@pytest.mark.parametrize("statement", ["CREATE TABLE other (a INTEGER)", "CREATE TABLE store_state (a INTEGER)"])
def test_a_foreign_database_is_named_and_left_alone(path, statement):
    with duckdb.connect(path) as foreign:
        foreign.execute(statement)
    before = checksum(path)
    with pytest.raises(StoreUnreadable) as error:
        open_store(path)
    assert error.value.problem.code == "storage.foreign"
    assert checksum(path) == before


def test_a_file_of_a_later_version_is_named(path):
    open_store(path).close()
    with duckdb.connect(path) as later:
        later.execute("UPDATE store_state SET schema_version = 99")
    with pytest.raises(StoreTooNew) as error:
        open_store(path)
    assert explained(error.value)


def test_looking_changes_no_byte(path):
    with open_store(path) as store:
        store.apply_import(batch(value("41190", "G1", 1)))
    before = checksum(path)
    with open_store(path) as store:
        store.month_data(EVALUATION, MONTH)
        store.plan_import(batch(value("41190", "G1", 2)))
        store.apply_import(batch(value("41190", "G1", 1)))
    assert checksum(path) == before


def test_a_failure_in_the_middle_leaves_everything_as_it_was(path, monkeypatch):
    with open_store(path) as store:
        store.apply_import(batch(value("41190", "G1", 1)))
        monkeypatch.setattr(writing, "ADD_POINTS", "SELECT no_such_column FROM staged")
        with pytest.raises(duckdb.Error):
            store.apply_import(batch(value("41190", "G1", 2)))
        assert store.data_version() == 1
        assert store.month_data(EVALUATION, MONTH).observations["41190"]["G1"].value == 1
        assert len(store.cell_history(EVALUATION, MONTH, "41190", "G1")) == 1
        monkeypatch.undo()
        assert store.apply_import(batch(value("41190", "G1", 2))).data_version == 2


def numbers_seen(store, done):
    """How many different numbers stood in the cells at once, each time a reader looked."""
    seen = []
    while not done.is_set():
        data = store.month_data(EVALUATION, MONTH)
        seen.append(len({row["G1"].value for row in data.observations.values()}))
    return seen


def write_numbers(store, first):
    for number in range(first, first + 10):
        store.apply_import(batch(*(value(f"u{unit}", "G1", number) for unit in range(50))))


def test_readers_see_whole_imports_while_others_write(path):
    """Every import writes one number into all cells: a reader who sees two numbers saw half an import."""
    done = threading.Event()
    with open_store(path) as store, ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(numbers_seen, store, done) for _ in range(4)]
        writers = [pool.submit(write_numbers, store, first) for first in (1, 101)]
        wait(writers)
        done.set()
        assert all(set(reader.result()) <= {0, 1} for reader in readers)
        assert [writer.exception() for writer in writers] == [None, None]
        assert store.data_version() == 20
        assert len(store.cell_history(EVALUATION, MONTH, "u7", "G1")) == 20


def test_a_file_in_use_is_not_removed(path):
    with open_store(path), pytest.raises(StoreBusy):
        discard(path)
    discard(path)
    assert list(path.parent.iterdir()) == []
