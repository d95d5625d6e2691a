"""Data that no longer fits the definition: every problem on the screen instead of a traceback, and told by check."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.definition import load_definition
from app.services.checking import check_data, errors_of
from app.storage.store import open_store
from app.text.catalogue import text
from scoring.model import Definition
from tests.dashboard import ROOT
from tests.screens.conftest import Opener, words_of

EVALUATION, MONTH = "gyeonggi-2023", "2023-09"


@pytest.fixture
def changed_definition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The definition after somebody has renamed grade A, which is stored for indicators graded by hand."""
    shipped = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    path = tmp_path / "indicators.yaml"
    path.write_text(shipped.replace("letter: A,", "letter: Aa,").replace(", A: ", ", Aa: "), encoding="utf-8")
    monkeypatch.setenv("EVALUATION_DEFINITION", str(path))
    return path


@pytest.mark.parametrize(("language", "title"), [("ko", "점수를 낼 수 없습니다"), ("en", "no score can be given")])
def test_entries_that_do_not_fit_are_listed(
    open_page: Opener, changed_definition: Path, language: str, title: str
) -> None:
    app = open_page("status", lang=language)
    assert title in app.title[0].value
    assert "gyeonggi-2023" in words_of(app)
    assert text("frame.page.upload", language) in words_of(app)


def wrong_cells(database: Path, definition: Definition) -> set[tuple[str, str]]:
    """What does not fit the definition: unit and indicator."""
    with open_store(database) as store:
        month = store.month_data(EVALUATION, MONTH)
        found = errors_of(check_data(store, definition.evaluation(EVALUATION), month))
    return {(problem.values["unit"], problem.values["indicator"]) for problem in found}


def test_a_list_of_the_wrong_cells_mends_the_month(
    changed_definition: Path, database: Path, open_page_on: Callable[[Path], Opener]
) -> None:
    definition = load_definition(changed_definition)
    wrong = wrong_cells(database, definition)
    assert wrong
    lines = ["unit,indicator,grade", *(f"{unit},{code},Aa" for unit, code in sorted(wrong))]
    app = open_page_on(database)("upload", target=EVALUATION, target_month=MONTH)
    app.file_uploader[0].upload("mended.csv", "\n".join(lines).encode()).run()
    app.text_input(key="person").set_value("Kim").run()
    next(one for one in app.button if one.key.startswith("apply_")).click().run()
    assert not app.exception
    assert wrong_cells(database, definition) == set()


def test_check_names_an_evaluation_that_the_definition_lost(sample_database: Path, tmp_path: Path) -> None:
    shipped = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    path = tmp_path / "indicators.yaml"
    path.write_text(shipped.replace("code: gyeonggi-2023", "code: gyeonggi-2033"), encoding="utf-8")
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(sample_database.read_bytes())
    command = [sys.executable, "manage.py", "check", "--database", str(copy), "--definition", str(path)]
    checked = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, check=False
    )
    assert checked.returncode == 1
    assert "gyeonggi-2023" in checked.stderr
