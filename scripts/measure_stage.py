"""How long the next screen of a meeting takes from the key to the picture, in Chromium on three projectors.

A step lasts from the event of the key to the first message after the next picture was drawn, as the browser tells both.
"""

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts.on_sample import chromium_on_sample
from tests.meeting.prepared import CODE, prepare_meeting

SIZES = ((1920, 1080), (1280, 720), (1024, 768))
ROUNDS = 5
WATCH = """() => {
    window.times = [];
    window.addEventListener('keydown', event => requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => window.times.push(performance.now() - event.timeStamp);
        after.port2.postMessage(0);
    }), true);
}"""


def main() -> int:
    """Turn every page of a prepared meeting and print a line for each size."""
    with chromium_on_sample(prepare_meeting) as (browser, server):
        for width, height in SIZES:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{server.url}/present?evaluation={CODE}&meeting=m2")
            times = sorted(measure(page))
            late = times[round(0.95 * (len(times) - 1))]
            told = f"median {statistics.median(times):.0f} ms, 95 % {late:.0f} ms, most {times[-1]:.0f} ms"
            print(f"{width}x{height}: {len(times)} screens, {told}")
            page.close()
    return 0


def measure(page: Page) -> list[float]:
    """Milliseconds of every turn, to the end and back to the start."""
    page.locator("dialog.stage .sheet").first.wait_for()
    count = int(page.locator("dialog.stage .page").first.inner_text().split("/")[1])
    page.evaluate(WATCH)
    for _ in range(ROUNDS):
        for key in ("PageDown", "PageUp"):
            for _ in range(count - 1):
                page.keyboard.press(key)
                page.wait_for_timeout(30)
    times: list[float] = page.evaluate("() => window.times")
    return times


if __name__ == "__main__":
    sys.exit(main())
