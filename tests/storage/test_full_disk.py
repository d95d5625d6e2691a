"""A disk that takes no more: it is said, nothing is changed, and when there is room again work goes on."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from app.services.problems import describe
from app.storage import open_store
from app.storage.errors import StoreReadOnly, explained
from app.text.catalogue import LANGUAGES
from tests.storage.batches import EVALUATION

pytest.importorskip("resource", reason="file sizes can be limited on POSIX systems only")
ROOT = Path(__file__).parents[2]
MONTH = "2023-09"
# The largest size of a file stands in for the disk: writing beyond it fails like writing on a full disk.
FILL = """
import json, resource, sys
from pathlib import Path
from app.storage import open_store
from app.storage.backup import back_up
from app.storage.errors import StoreNotWritten
from tests.storage.batches import batch, value

path, checkpoint = Path(sys.argv[1]), sys.argv[2]
store = open_store(path)
with store._connection.cursor() as cursor:
    cursor.execute(f"SET checkpoint_threshold = '{checkpoint}'")

def large(number, cells):
    return batch(*(value(f"u{unit}", f"indicator {item}", number) for unit in range(cells) for item in range(150)))

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

def refused(act):
    try:
        act()
    except StoreNotWritten as error:
        return error.problem.code
    return ""

store.apply_import(large(1, 20))
limit(100_000)
said = [refused(lambda: store.apply_import(large(number, 60))) for number in range(2, 5)]
said.append(refused(lambda: back_up(store, path.with_name("backup.duckdb"))))
seen = store.data_version(), len(store.month_content("gyeonggi-2023", "2023-09")), len(store.audit())
left = sorted(each.name for each in path.parent.iterdir())
limit(resource.getrlimit(resource.RLIMIT_FSIZE)[1])
version = store.apply_import(large(9, 60)).data_version
print(json.dumps({"said": said, "seen": seen, "left": left, "version": version, "audit": len(store.audit())}))
"""


@pytest.mark.parametrize("checkpoint", ["16MB", "1KB"])
def test_a_full_disk_is_told_and_nothing_is_changed(path, checkpoint):
    command = [sys.executable, "-c", FILL, str(path), checkpoint]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told["said"]) == {"storage.not_written"}
    assert told["seen"] == [1, 3000, 0]
    assert not [name for name in told["left"] if name.startswith("backup")]
    assert (told["version"], told["audit"]) == (2, 0)
    with open_store(path) as store:
        assert len(store.month_content(EVALUATION, MONTH)) == 9000


@pytest.mark.parametrize("said", ["Permission denied", "Read-only file system", "Access is denied"])
def test_a_file_that_must_not_be_written_is_named(path, said):
    error = explained(path, duckdb.IOException(f'IO Error: Cannot open file "{path}": {said}'))
    assert isinstance(error, StoreReadOnly)
    assert all(describe(error.problem, language) for language in LANGUAGES)
