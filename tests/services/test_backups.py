"""Copies of the store: made before what could be regretted, kept by one rule, never deleted by mistake."""

import os
import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.services.backups import (
    DAYS,
    MONTHS,
    NEWEST,
    Copy,
    NotBackedUp,
    Reason,
    back_up_before,
    back_up_to,
    bring_back,
    chosen_copy,
    daily,
    folder_of,
    kept,
    newest_sound,
    prune,
    to_keep,
)
from app.services.undoing import undo
from app.storage import open_store
from app.storage.errors import StoreBusy, StoreUnreadable
from tests.console.conftest import batch, september, value

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "evaluation.duckdb"


@pytest.fixture
def store(path):
    with open_store(path) as opened:
        opened.apply_import(september())
        yield opened


def imagined(*moments):
    """Copies that need no file, since the rule only asks when they were made."""
    return [Copy(Path(f"{at.isoformat()}.duckdb"), at, Reason.IMPORT, 1, 1) for at in moments]


def laid(copy, moment, reason="import", content=None):
    """A file in the folder of the copies: the same copy under another time, or one that is none."""
    stamp = moment.strftime("%Y%m%dT%H%M%S_%fZ")
    target = copy.path.with_name(f"evaluation_{stamp}_{reason}.duckdb")
    if content is None:
        shutil.copyfile(copy.path, target)
    else:
        target.write_bytes(content)
    return target


def test_a_copy_holds_what_stood_there_before(store):
    copy = back_up_before(store, Reason.IMPORT, NOON)
    store.apply_import(batch("e-2023", "2023-09", [value("U1", "I1", "50")]))
    assert copy.sound
    with open_store(copy.path, read_only=True) as before:
        assert before.month_data("e-2023", "2023-09").observations["U1"]["I1"].value == 100
    assert store.month_data("e-2023", "2023-09").observations["U1"]["I1"].value == 50


def test_a_name_says_when_in_universal_time_and_why_and_sorts(store, path):
    names = [
        back_up_before(store, reason, at).path.name
        for reason, at in (
            (Reason.UNDO, datetime(2026, 11, 22, 12, 0, tzinfo=UTC)),
            (Reason.IMPORT, datetime.fromisoformat("2026-11-22T21:00:00.000001+09:00")),
            (Reason.DAILY, datetime(2026, 11, 23, 1, 0, tzinfo=UTC)),
        )
    ]
    assert names[0] == "evaluation_20261122T120000_000000Z_undo.duckdb"
    assert names == sorted(names)
    assert [copy.path.name for copy in kept(path)] == names[::-1]
    assert [copy.reason for copy in kept(path)] == [Reason.DAILY, Reason.IMPORT, Reason.UNDO]


def test_two_copies_at_one_moment_are_two_files(store, path):
    first, second = (back_up_before(store, Reason.IMPORT, NOON) for _ in range(2))
    assert first.path != second.path
    assert len(kept(path)) == 2


def test_an_undo_leaves_a_copy_and_is_refused_without_one(store, path, monkeypatch):
    plan = store.plan_undo(store.imports()[0].id)
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda folder: Usage(1, 1, 0))
        with pytest.raises(NotBackedUp):
            undo(store, plan, "kim", NOON)
    assert store.data_version() == 1
    undo(store, plan, "kim", NOON)
    assert [copy.reason for copy in kept(path)] == [Reason.UNDO]


def test_a_store_that_holds_nothing_needs_no_copy(path):
    with open_store(path) as empty:
        assert back_up_before(empty, Reason.IMPORT, NOON) is None
        assert daily(empty, NOON) is None
    assert not folder_of(path).exists()


def test_the_copy_of_the_day_is_made_once_a_day(store, path):
    assert daily(store, NOON).reason is Reason.DAILY
    assert daily(store, NOON + timedelta(hours=1)) is None
    assert daily(store, NOON + timedelta(days=1)) is not None
    assert len(kept(path)) == 2


def test_a_copy_of_another_kind_is_not_the_one_of_the_day(store):
    back_up_before(store, Reason.IMPORT, NOON)
    assert daily(store, NOON) is not None


def test_a_spoilt_copy_of_the_day_is_made_again(store):
    daily(store, NOON).path.write_bytes(b"noise")
    assert daily(store, NOON + timedelta(minutes=1)).sound


def test_the_rule_on_three_years_of_daily_copies():
    days = [NOON - timedelta(days=count) for count in range(3 * 365)]
    kept_days = {path.stem for path in to_keep(imagined(*days))}
    newest = {day.isoformat() for day in days[:30]}
    last_of_months = {}
    for day in days:
        last_of_months.setdefault((day.year, day.month), day.isoformat())
    assert kept_days == newest | set(list(last_of_months.values())[:36])


def test_the_rule_on_a_day_of_many_imports():
    """Sixty copies today leave the newest 30, and take nothing from the days and months before."""
    today = [NOON + timedelta(minutes=count) for count in range(60)]
    before = [NOON - timedelta(days=count) for count in range(1, 40)]
    staying = to_keep(imagined(*today, *before))
    assert {copy.path for copy in imagined(*today[30:])} <= staying
    assert not {copy.path for copy in imagined(*today[:30])} & staying
    assert {copy.path for copy in imagined(*before[:29])} <= staying


def test_the_rule_bounds_the_number_and_counts_no_empty_days():
    rare = [NOON - timedelta(days=40 * count) for count in range(200)]
    assert len(to_keep(imagined(*rare))) == MONTHS
    crowded = [NOON - timedelta(hours=count) for count in range(50_000)]
    assert len(to_keep(imagined(*crowded))) <= NEWEST + DAYS + MONTHS


def test_only_what_the_rule_gives_up_is_removed(store, path):
    copy = back_up_before(store, Reason.HAND, NOON)
    files = [laid(copy, NOON - timedelta(minutes=count)) for count in range(1, 40)]
    removed = prune(path, NOON)
    assert set(removed) == set(files[29:])
    assert [one.path for one in kept(path)] == [copy.path, *files[:29]]
    assert prune(path, NOON) == ()


def test_spoilt_copies_do_not_count_and_stay(store, path):
    """Thirty newer files that do not open must not drive out the one copy that does."""
    copy = back_up_before(store, Reason.IMPORT, NOON - timedelta(hours=1))
    older = laid(copy, NOON - timedelta(hours=2))
    spoilt = [laid(copy, NOON + timedelta(minutes=count), content=b"") for count in range(40)]
    assert prune(path, NOON) == ()
    assert copy.path.exists()
    assert older.exists()
    assert all(file.exists() for file in spoilt)
    assert newest_sound(path).path == copy.path


def test_what_a_killed_program_left_goes_after_a_day(store, path):
    copy = back_up_before(store, Reason.IMPORT, NOON)
    old, young = (copy.path.with_name(f"{copy.path.name}.{process}.new") for process in (71, 72))
    foreign = copy.path.with_name("other.duckdb.71.new")
    for left, age in ((old, 2), (young, 0), (foreign, 9)):
        left.write_bytes(b"half")
        at = (NOON - timedelta(days=age)).timestamp()
        os.utime(left, (at, at))
    prune(path, NOON)
    assert (old.exists(), young.exists(), foreign.exists(), copy.path.exists()) == (False, True, True, True)


def test_files_of_others_are_never_removed(store, path):
    copy = back_up_before(store, Reason.IMPORT, NOON)
    folder = folder_of(path)
    others = [
        folder / "notes.txt",
        folder / "evaluation.duckdb",
        folder / "evaluation_20200101T000000_000000Z_mine.duckdb",
        folder / "other_20200101T000000_000000Z_import.duckdb",
        folder / "evaluation_20209999T000000_000000Z_import.duckdb",
    ]
    for other in others:
        shutil.copyfile(copy.path, other)
    (folder / "evaluation_20200102T000000_000000Z_import.duckdb").mkdir()
    (folder / "evaluation_20200103T000000_000000Z_import.duckdb").symlink_to(others[0])
    before = sorted(folder.iterdir())
    extra = [laid(copy, NOON + timedelta(minutes=count)) for count in range(1, 41)]
    assert set(prune(path, NOON)) == {copy.path, *extra[:10]}
    assert sorted(set(folder.iterdir()) - set(extra)) == [one for one in before if one != copy.path]


def test_without_room_nothing_is_made_and_the_reason_is_said(store, path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10, 10, path.stat().st_size))
    with pytest.raises(NotBackedUp) as refused:
        back_up_before(store, Reason.IMPORT, NOON)
    assert refused.value.problem.code == "backup.full"
    assert kept(path) == ()


def test_a_folder_that_can_not_be_made_is_said(store, path):
    folder_of(path).write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(NotBackedUp) as refused:
        back_up_before(store, Reason.IMPORT, NOON)
    assert refused.value.problem.code == "backup.denied"


def test_a_copy_elsewhere_never_replaces_a_file(store, path, tmp_path):
    target = back_up_to(store, tmp_path / "usb" / "copy.duckdb", NOON)
    assert back_up_to(store, target.parent, NOON).name.endswith("_hand.duckdb")
    with pytest.raises(NotBackedUp) as refused:
        back_up_to(store, target, NOON)
    assert refused.value.problem.code == "backup.exists"
    assert kept(path) == ()


def test_a_copy_is_meant_by_its_name_its_path_or_as_the_newest(store, path):
    first = back_up_before(store, Reason.IMPORT, NOON).path
    second = back_up_before(store, Reason.IMPORT, NOON + timedelta(hours=1)).path
    assert chosen_copy(path, first.name) == first
    assert chosen_copy(path, str(first)) == first
    assert chosen_copy(path, "latest") == second
    second.write_bytes(b"noise")
    assert chosen_copy(path, "latest") == first
    assert chosen_copy(path, "none.duckdb") is None


def test_bringing_back_is_noted_and_what_stood_there_is_set_aside(path):
    with open_store(path) as store:
        store.apply_import(september())
        copy = back_up_before(store, Reason.IMPORT, NOON)
        store.apply_import(batch("e-2023", "2023-09", [value("U1", "I1", "50")]))
    aside = bring_back(copy.path, path, "kim", NOON)
    with open_store(path) as store:
        assert store.month_data("e-2023", "2023-09").observations["U1"]["I1"].value == 100
        (event,) = store.events()
        assert (event.what, event.who, event.detail) == ("restore", "kim", copy.path.name)
    with open_store(aside, read_only=True) as replaced:
        assert replaced.month_data("e-2023", "2023-09").observations["U1"]["I1"].value == 50


def test_a_store_in_use_or_a_spoilt_copy_moves_nothing(store, path, tmp_path):
    copy = back_up_before(store, Reason.IMPORT, NOON)
    with pytest.raises(StoreBusy):
        bring_back(copy.path, path, "kim", NOON)
    copy.path.write_bytes(copy.path.read_bytes()[:5000])
    with pytest.raises(StoreUnreadable):
        bring_back(copy.path, tmp_path / "other.duckdb", "kim", NOON)
    assert not (tmp_path / "other.duckdb").exists()
    assert store.data_version() == 1
