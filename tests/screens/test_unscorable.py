"""Data that no longer fits the definition: every problem on the screen instead of a traceback, and told by check."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dashboard import ROOT
from tests.screens.conftest import Opener, words_of


@pytest.fixture
def changed_definition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The definition after somebody has renamed grade A, which is stored for indicators graded by hand."""
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    path = tmp_path / "indicators.yaml"
    path.write_text(text.replace("letter: A,", "letter: Aa,").replace(", A: ", ", Aa: "), encoding="utf-8")
    monkeypatch.setenv("EVALUATION_DEFINITION", str(path))
    return path


@pytest.mark.parametrize(("language", "title"), [("ko", "점수를 낼 수 없습니다"), ("en", "no score can be given")])
def test_entries_that_do_not_fit_are_listed(
    open_page: Opener, changed_definition: Path, language: str, title: str
) -> None:
    app = open_page("status", lang=language)
    assert title in app.title[0].value
    assert "gyeonggi-2023" in words_of(app)


def test_check_names_an_evaluation_that_the_definition_lost(sample_database: Path, tmp_path: Path) -> None:
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    path = tmp_path / "indicators.yaml"
    path.write_text(text.replace("code: gyeonggi-2023", "code: gyeonggi-2033"), encoding="utf-8")
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(sample_database.read_bytes())
    command = [sys.executable, "manage.py", "check", "--database", str(copy), "--definition", str(path)]
    checked = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, check=False
    )
    assert checked.returncode == 1
    assert "gyeonggi-2023" in checked.stderr
