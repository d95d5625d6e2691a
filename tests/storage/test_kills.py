"""100 kills at random moments: what was acknowledged is there, nothing is there by half, and the file opens."""

import random
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from app.storage import open_store
from app.storage.records import Act
from tests.storage.batches import EVALUATION
from tests.storage.killed_writer import DONGS

ROOT = Path(__file__).parents[2]
MONTH = "2023-09"
DATABASES, KILLS = 10, 10
MOST, LONGEST = 5, 0.05  # acknowledged acts before a kill, and seconds after the last of them: one to three acts


def start(path, seed):
    """A writer that has loaded its programs and waits for a line before it touches the file."""
    command = [sys.executable, "-m", "tests.storage.killed_writer", str(path), str(seed)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def write_and_kill(process, acts, seconds):
    """What the writer acknowledged until it was killed: act, data version, cells and the number in them."""
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == "open\n"
    lines = [process.stdout.readline() for _ in range(acts)]
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=seconds)
    assert process.poll() is None, "the writer ended by itself"
    process.kill()
    # Not communicate(), which would leave out what the first line's reading has taken along.
    whole = [line for line in [*lines, *process.stdout.readlines()] if line.endswith("\n")]
    end(process)
    return [tuple(int(number) for number in line.split()) for line in whole]


def end(process):
    process.kill()
    process.wait()
    process.stdout.close()
    with suppress(BrokenPipeError):
        process.stdin.close()


def replayed(store, acts):
    """What stands after all acts, cell by cell, from what each of them changed."""
    standing = {}
    for act in reversed(acts):
        changes = store.import_changes(act.id)
        assert len(changes) == act.added + act.changed + act.removed + act.confirmed > 0
        for change in changes:
            assert standing.get(change.key) == change.old
            standing[change.key] = change.new
    return {key: content for key, content in standing.items() if content is not None}


def check(store, acknowledged, known):
    """The store holds every act that was acknowledged, at most one more, and each of them whole."""
    acts = store.imports()
    acknowledged, noted = [each for each in acknowledged if each[0]], [each for each in acknowledged if not each[0]]
    assert [act.id for act in acts] == list(range(len(acts), 0, -1))
    assert store.data_version() == len(acts)
    assert len(acts) - known - len(acknowledged) in (0, 1)
    check_ledger(store, {number for *_, number in noted}, acts)
    for act_id, version, cells, number in acknowledged:
        assert act_id == version
        changes = store.import_changes(act_id)
        assert len(changes) == cells
        assert not number or {change.new.value for change in changes} == {number}
    assert store.month_content(EVALUATION, MONTH) == replayed(store, acts)
    assert store.audit() == ()
    return len(acts)


def check_ledger(store, noted, acts):
    """Every acknowledged entry is there, with those of all dong offices, and those of an import with its values."""
    written = Counter(
        int(entry.content) for dong in DONGS for entry in store.ledger_history(EVALUATION, "part", f"{MONTH}:G1:{dong}")
    )
    assert noted <= set(written)
    assert set(written.values()) <= {len(DONGS)}
    imported = {change.new.value for act in acts if act.act is Act.IMPORT for change in store.import_changes(act.id)}
    assert {number for number in written if number > 0} == imported


@pytest.mark.parametrize("database", range(DATABASES))
def test_kills_lose_nothing_and_leave_nothing_by_half(tmp_path, database):
    chance = random.Random(database)
    path = tmp_path / "evaluation.duckdb"
    known = told = 0
    following = start(path, database * KILLS)
    try:
        for kill in range(1, KILLS + 1):
            writer, following = following, start(path, database * KILLS + kill)
            acknowledged = write_and_kill(writer, chance.randrange(MOST + 1), chance.uniform(0, LONGEST))
            with open_store(path) as store:
                known = check(store, acknowledged, known)
            told += len(acknowledged)
    finally:
        end(following)
    assert known > 0
    assert told > KILLS
