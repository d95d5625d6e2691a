"""Take the screenshots of every screen in both languages into docs/shots/."""

import io
import sys
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, FilePayload, Page

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.on_sample import chromium_on_sample  # noqa: E402
from tests.browser.server import Server, settle  # noqa: E402
from tests.meeting.prepared import prepare_meeting  # noqa: E402

SCREENS = {
    "status": "",
    "ranking": "ranking",
    "ranking_lost": "ranking?part=lost&group=1",
    "ranking_comparison": "ranking?part=comparison",
    "ranking_map": "ranking?part=map",
    "ranking_months": "ranking?part=months&group=1",
    "fields": "fields",
    "field": "fields?field=field-3",
    "indicator": "fields?field=field-3&indicator=K26",
    "month": "month?month=2023-07",
    "warnings": "warnings?month=2023-07&unit=41590",
    "weak": "weak?unit=41590",
    "moved": "moved?month=2023-07",
    "outlook": "outlook?month=2023-07",
    "worth": "worth?month=2023-07",
    "departments": "departments?month=2023-07",
    "dongs": "dongs?month=2023-07",
    "calendar": "calendar?month=2023-07",
    "published": "published",
    "weights": "weights",
    "grades": "grades",
    "plan": "plan",
    "firmness": "firmness",
    "agenda": "agenda?month=2023-07",
    "stage": "present?meeting=m2&slide=standing",
    "decisions": "decisions?which=all",
    "papers": "papers?month=2023-07",
    "upload": "upload",
    "values": "values",
    "history": "history?acts=all",
    "closing": "closing?month=2023-08",
    "method": "method",
}
SAMPLE = ROOT / "data" / "sample" / "gyeonggi-2023_2023-09.xlsx"
ODD_CELLS = {"G4": "98,5", "H5": "-", "I6": "985"}


def main(size: tuple[int, int], folder: Path, only: list[str]) -> int:
    """Take the screenshots of a size into a folder; all screens, or those named."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium_on_sample(prepare_meeting) as (browser, server):
        for language in ("ko", "en"):
            for name in only or SCREENS:
                _shoot(browser, server, SCREENS[name], size, folder / f"{name}_{language}.png")
    return 0


def _shoot(browser: Browser, server: Server, address: str, size: tuple[int, int], path: Path) -> None:
    language = path.stem.rsplit("_", 1)[1]
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(f"{server.url}/{address}{'&' if '?' in address else '?'}lang={language}")
    settle(page)
    if address == "upload":
        _drop_odd_file(page)
    page.wait_for_function('!document.querySelector("[data-testid=stSkeleton]")')
    page.wait_for_timeout(1500)  # charts and tables paint after the script has ended
    page.screenshot(path=path)
    page.close()
    print(path.name)


def _drop_odd_file(page: Page) -> None:
    """Drop a month with a few cells that cannot be read, so that the screen has something to say."""
    book = openpyxl.load_workbook(SAMPLE)
    for cell, odd in ODD_CELLS.items():
        book.worksheets[1][cell] = odd
    written = io.BytesIO()
    book.save(written)
    file = FilePayload(name=SAMPLE.name, mimeType="application/octet-stream", buffer=written.getvalue())
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files([file])
    page.locator("[data-testid=stDataFrame]").first.wait_for()
    settle(page)


if __name__ == "__main__":
    width, height = (int(part) for part in (sys.argv[1] if len(sys.argv) > 1 else "1920x1080").split("x"))
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "shots"
    sys.exit(main((width, height), target, sys.argv[3:]))
