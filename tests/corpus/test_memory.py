"""The worst files are read or refused within a stated amount of memory, whatever they would grow to."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.base import BOOK
from tests.corpus.conftest import DEFINITION
from tests.corpus.files import CASES
from tests.corpus.make import path_of, write
from tests.corpus.peak import STATUS

ROOT = Path(__file__).parents[2]
LIMIT = 400  # megabytes above what reading a good workbook takes
WORST = (
    "package, bomb of spaces in a sheet",
    "package, 400,000 parts in its directory",
    "package, bomb of one block for a thousand parts",
    "xml, a billion laughs",
    "xml, three million elements inside each other",
    "xml, a cell of ten million characters",
    "xml, a million texts that no cell shows",
    "xml, 100,000 sheets",
    "big, 200 MB that begin like a workbook",
    "big, a list of a million and a half rows",
    "big, a field of twenty million characters",
    "big, a row of ten million empty fields",
)


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells the most memory that a process has held")
def test_the_worst_files_stay_within_their_limit(tmp_path: Path) -> None:
    good = tmp_path / "good.xlsx"
    good.write_bytes(BOOK.data())
    files = [good]
    for number, case in enumerate(one for one in CASES if one.name in WORST):
        files.append(path_of(case, number, tmp_path))
        write(case.make(), files[-1])
    assert len(files) == len(WORST) + 1
    command = [sys.executable, "-m", "tests.corpus.peak", str(DEFINITION), *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    base, *peaks = map(int, done.stdout.split())
    grown = {path.name: peak - base for path, peak in zip(files[1:], peaks, strict=True)}
    assert {name: more for name, more in grown.items() if more > LIMIT} == {}
