"""A damaged database file is named as such: never a traceback of DuckDB, never taken for a busy one."""

import random
import shutil
from pathlib import Path

import pytest

from app.storage.backup import is_sound, restore
from app.storage.errors import StoreUnreadable
from app.storage.store import open_store


@pytest.mark.parametrize("seed", range(8))
def test_damage_anywhere_in_the_file_is_told(built_database: Path, tmp_path: Path, seed: int) -> None:
    damaged = tmp_path / "evaluation.duckdb"
    content = bytearray(built_database.read_bytes())
    chance = random.Random(seed)
    # From behind DuckDB's headers, where opening alone does not notice, up to the tables; all that follows is noise.
    start = chance.randrange(12288, len(content) // 8)
    content[start:] = chance.randbytes(len(content) - start)
    damaged.write_bytes(content)
    with pytest.raises(StoreUnreadable):
        _read_everything(damaged)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3])
def test_a_file_cut_short_is_told(built_database: Path, tmp_path: Path, share: float) -> None:
    cut = tmp_path / "evaluation.duckdb"
    shutil.copyfile(built_database, cut)
    with cut.open("r+b") as file:
        file.truncate(int(cut.stat().st_size * share))
    with pytest.raises(StoreUnreadable):
        _read_everything(cut)


@pytest.mark.parametrize("seed", range(4))
def test_a_copy_with_one_wrong_byte_is_refused_or_restored_whole(
    built_database: Path, tmp_path: Path, seed: int
) -> None:
    backup, path = tmp_path / "backup.duckdb", tmp_path / "evaluation.duckdb"
    content = bytearray(built_database.read_bytes())
    content[random.Random(seed).randrange(12288, len(content))] ^= 0xFF
    backup.write_bytes(content)
    if not is_sound(backup):
        with pytest.raises(StoreUnreadable):
            restore(backup, path)
        assert not path.exists()
        return
    restore(backup, path)
    sound = shutil.copyfile(built_database, tmp_path / "sound.duckdb")
    with open_store(path) as restored, open_store(sound) as expected:
        assert restored.audit() == ()
        for evaluation in expected.evaluations():
            for month in expected.months(evaluation):
                assert restored.month_content(evaluation, month) == expected.month_content(evaluation, month)


def _read_everything(path: Path) -> None:
    store = open_store(path)
    try:
        for evaluation in ("gyeonggi-2022", "gyeonggi-2023"):
            for month in store.months(evaluation):
                store.month_data(evaluation, month)
    finally:
        store.close()
