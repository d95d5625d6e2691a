"""The ugliest files on the screen that brings data in: what is wrong is said there, and no trace of a crash is seen."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.intake.reading import SourceFile
from app.services.file_reading import read_month
from app.services.problems import parts_of
from scoring.model import Definition
from tests.corpus.case import Case, said
from tests.corpus.conftest import DEFINITION
from tests.corpus.files import CASES
from tests.dashboard import dashboard

UGLIEST = (
    "kind, nothing at all",
    "kind, pdf named csv",
    "kind, hwp",
    "kind, macros",
    "kind, locked with a password",
    "kind, only a chart",
    "package, first half",
    "package, wrong checksum",
    "package, bomb of noughts",
    "package, a part twice in different letters",
    "xml, a billion laughs",
    "xml, half of a pair of characters",
    "xml, 100,000 columns",
    "xml, a row of 200,000 digits",
    "month, as an error",
    "evaluation, nothing named at all",
    "table, empty sheets only",
    "table, columns shifted against their names",
    "cell, everything wrong at once",
    "cell, 32,767 digits",
    "text, UTF-16",
    "text, half a character at the end",
    "text, every line wrong in its own way",
    "injected, a command as text",
    "injected, a script",
    "injected, a picture in Markdown",
    "injected, a link in Markdown",
    "injected, a template",
    "injected, reversed writing",
    "name, a script",
    "name, 300 characters",
    "sheet name, Markdown",
)
CHOSEN = [case for case in CASES if case.name in UGLIEST]
LIVELY = ("![x](", "](javascript:")


@pytest.fixture(scope="module")
def app(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppTest]:
    """The screen, opened once on a copy of the store; each file takes the place of the one before."""
    copy = tmp_path_factory.mktemp("screen") / "evaluation.duckdb"
    shutil.copyfile(database, copy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVALUATION_DATABASE", str(copy))
        patch.setenv("EVALUATION_DEFINITION", str(DEFINITION))
        opened = dashboard()
        opened.run()
        opened.switch_page("pages/material/upload.py")
        yield opened.run()


def test_all_of_them_are_in_the_corpus() -> None:
    assert len(CHOSEN) == len(UGLIEST)


@pytest.mark.parametrize("case", CHOSEN, ids=[case.name for case in CHOSEN])
def test_what_is_wrong_is_said(case: Case, app: AppTest, definition: Definition) -> None:
    name, data = Path(case.file).name, case.make()
    app.file_uploader[0].set_value([(name, data, "")]).run()
    assert not app.exception
    cells = {str(cell) for table in app.dataframe for cell in table.value.to_numpy().ravel()}
    problems = read_month(SourceFile(name, data), definition).problems
    assert problems
    assert [said(found) for found in problems if parts_of(found, "ko").what not in cells] == []
    written = [str(block.value) for kind in ("title", "markdown", "caption") for block in app.get(kind)]
    assert [text for text in written if any(mark in text for mark in LIVELY)] == []
