"""What is done unasked: never an exception, never a thread left behind, always said what stands in the way."""

import shutil
import threading
from datetime import UTC, datetime, timedelta

import pytest

from app.services.backups import Reason, kept
from app.services.inbox_report import Outcome
from app.services.keeper import LAST_TAKEN, Keeper, at_work, working
from app.storage import open_store
from tests.console.conftest import SMALL, fill, september

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CSV = "evaluation,month,unit,indicator,value\ne-2023,2023-08,U1,I1,97\n"


class Clock:
    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "evaluation.duckdb"
    fill(path, september())
    return path


@pytest.fixture
def keeper(database, clock):
    made = Keeper(database, SMALL, clock)
    yield made
    made.stop()


def codes(keeper):
    return sorted({problem.code for failure in keeper.state().failures for problem in failure.problems})


def test_a_look_makes_the_copy_of_the_day_and_the_inbox(keeper, database, clock):
    keeper.look()
    keeper.look()
    assert [copy.reason for copy in kept(database)] == [Reason.DAILY]
    assert (database.parent / "inbox").is_dir()
    clock.now += timedelta(days=1)
    keeper.look()
    assert len(kept(database)) == 2
    assert keeper.state().looked == clock.now


def test_the_next_look_takes_a_file(keeper, database):
    keeper.look()
    (database.parent / "inbox" / "a.csv").write_text(CSV, encoding="utf-8")
    keeper.look()
    keeper.look()
    assert [one.outcome for one in keeper.state().taken] == [Outcome.IMPORTED]
    assert (database.parent / "inbox" / "a.csv.report.txt").exists()


def test_copies_too_many_are_cleared_away(keeper, database):
    keeper.look()
    (copy,) = kept(database)
    for minute in range(40):
        shutil.copyfile(copy.path, copy.path.with_name(f"evaluation_20200101T1200{minute:02}_000000Z_import.duckdb"))
    keeper.look()
    assert len(kept(database)) == 30


def test_a_damaged_store_is_said_and_looked_at_again_later(tmp_path, clock):
    path = tmp_path / "evaluation.duckdb"
    path.write_bytes(b"noise" * 1000)
    keeper = Keeper(path, SMALL, clock)
    keeper.look()
    assert codes(keeper) == ["storage.unreadable"]
    path.unlink()
    fill(path, september())
    keeper.look()
    assert codes(keeper) == ["storage.unreadable"]
    clock.now += timedelta(minutes=1)
    keeper.look()
    assert codes(keeper) == []
    keeper.stop()


def test_what_stands_in_the_way_of_copies_does_not_stop_the_looks(keeper, database):
    (database.parent / "backups").write_text("", encoding="utf-8")
    keeper.look()
    assert codes(keeper) == ["backup.denied"]
    assert keeper.state().looked == NOON


def test_an_inbox_that_was_named_and_is_gone_is_said(database, clock, tmp_path, monkeypatch):
    monkeypatch.setenv("EVALUATION_INBOX", str(tmp_path / "share"))
    keeper = Keeper(database, SMALL, clock)
    keeper.look()
    assert codes(keeper) == ["backup.no_access"]
    assert not (tmp_path / "share").exists()
    keeper.stop()


def test_what_nobody_thought_of_is_said_too(keeper, monkeypatch):
    def stumble(*_):
        raise RuntimeError

    monkeypatch.setattr("app.services.keeper.daily", stumble)
    keeper.look()
    assert codes(keeper) == ["inbox.unexpected"]


def test_only_the_last_files_are_remembered(keeper, database):
    keeper.look()
    for number in range(LAST_TAKEN + 5):
        (database.parent / "inbox" / f"{number:02}.csv").write_text(f"{number}", encoding="utf-8")
    keeper.look()
    keeper.look()
    assert len(keeper.state().taken) == LAST_TAKEN


def test_at_work_it_holds_the_store_and_leaves_no_thread_and_no_log(database, clock):
    before = threading.active_count()
    with working(Keeper(database, SMALL, clock)) as keeper:
        assert at_work() is keeper
        with open_store(database) as store:
            store.apply_import(september(demonstration=True))
    assert at_work() is None
    assert threading.active_count() == before
    assert not database.with_name("evaluation.duckdb.wal").exists()
    with open_store(database, read_only=True) as store:
        assert store.data_version() >= 1
