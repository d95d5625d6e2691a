"""Files out of the dashboard, and into the store while the dashboard has it open."""

import hashlib
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import ROOT, Server, running_server
from tests.browser.test_journeys import open_at, title_of

WORKBOOK = ROOT / "data" / "sample" / "gyeonggi-2023_2023-09.xlsx"
BUCHEON = "41190"


def test_a_table_arrives_as_a_workbook_with_its_marks(page: Page, tmp_path: Path) -> None:
    for language, mark, first in (("ko", "예시 데이터", "반듯한 나라"), ("en", "Demonstration data", "Common sense")):
        open_at(page, f"/?lang={language}")
        with page.expect_download() as started:
            page.locator(".st-key-fields_table_xlsx button").click()
        assert started.value.suggested_filename == "gyeonggi-2023_2023-09_fields_table.xlsx"
        path = tmp_path / f"{language}.xlsx"
        started.value.save_as(path)
        rows = [[cell for cell in row if cell is not None] for row in openpyxl.load_workbook(path).active.values]
        written = "\n".join(str(cell) for row in rows for cell in row)
        assert mark in written
        assert "2023-09-30" in written
        assert first in written
        assert sum(1 for row in rows if len(row) == 6) == 1 + 9


def manage(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "manage.py"), *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """The workbook of the last month with another score of the prior year for the home city."""
    book = openpyxl.load_workbook(WORKBOOK)
    row = next(row for row in book["점수"].iter_rows() if str(row[0].value) == BUCHEON)
    row[2].value = 99.5
    book.save(tmp_path / "corrected.xlsx")
    return tmp_path / "corrected.xlsx"


def title_on(browser: Browser, server: Server) -> str:
    with browser.new_context(base_url=server.url) as context:
        page = context.new_page()
        open_at(page, "/")
        return title_of(page)


def test_an_import_waits_for_the_dashboard_to_stop(
    browser: Browser, built_database: Path, corrected: Path, tmp_path: Path
) -> None:
    with running_server(built_database, tmp_path) as server:
        assert "3위" in title_on(browser, server)  # the first visitor opens the store
        before = hashlib.sha256(server.database.read_bytes()).digest()
        refused = manage("import", corrected, "--database", server.database)
        assert refused.returncode == 1
        assert "현황판" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert hashlib.sha256(server.database.read_bytes()).digest() == before
        assert "3위" in title_on(browser, server)
    done = manage("import", corrected, "--database", server.database, "--who", "tester")
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "again").mkdir()
    with running_server(server.database, tmp_path / "again") as again:
        assert "1위" in title_on(browser, again)
