"""How long the sliders of the what-if take from the hand to the picture: every slider dragged in Chromium.

A step lasts from the event of the mouse to the first message after the next picture was drawn, as the browser tells
both. Prints median, 95th percentile and the greatest, and counts what the server was told while the hand was down.
"""

import statistics
import sys
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.on_sample import chromium_on_sample  # noqa: E402
from tests.browser.sliders import THUMB, Sliders  # noqa: E402

STEPS, PAUSE = 100, 25
"""Moves of the mouse per drag, and milliseconds between them: a hand makes one about every picture or two."""
WATCH = """() => {
    window.times = [];
    const drawn = started => {
        const after = new MessageChannel();
        after.port1.onmessage = () => window.times.push(performance.now() - started);
        requestAnimationFrame(() => after.port2.postMessage(0));
    };
    window.addEventListener('input', event => drawn(event.timeStamp), true);
}"""


class Measured(NamedTuple):
    """How many sliders, milliseconds of every step, and how often the server heard of one before the hand let go."""

    sliders: int
    times: list[float]
    messages: int


def main() -> int:
    """Measure on a fresh sample and print a line for ten units drawn and one for all 31."""
    with chromium_on_sample() as (browser, server):
        context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 900})
        for group in ("1", "all"):
            print(_told(group, measure(context.new_page(), f"/weights?group={group}")))
    return 0


def measure(page: Page, path: str) -> Measured:
    """Every slider of a weight dragged to and fro, each from the official weights."""
    times: list[float] = []
    number, count, messages = 0, 1, 0
    while number < count:
        sliders = Sliders(page, path)
        count = page.locator(".whatif .range:visible").count()
        page.evaluate(WATCH)
        _drag_to_and_fro(sliders, number)
        messages += len(sliders.sent)
        sliders.after(page.mouse.up)
        times += page.evaluate("() => window.times")
        number += 1
    return Measured(count, times, messages)


def _drag_to_and_fro(sliders: Sliders, number: int) -> None:
    """The mouse goes down on the thumb and stays down: twice from one end to the other and back."""
    slider, mouse = sliders.ranges.nth(number), sliders.page.mouse
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    width, height = box["width"] - THUMB, box["y"] + box["height"] / 2
    start = box["x"] + THUMB / 2
    mouse.move(start + width * float(slider.evaluate("one => one.value / one.max")), height)
    mouse.down()
    for step in range(STEPS):
        mouse.move(start + width * abs(step % 50 / 25 - 1), height)
        sliders.page.wait_for_timeout(PAUSE)


def _told(group: str, found: Measured) -> str:
    times = sorted(found.times)
    late = times[int(len(times) * 0.95)]
    return (
        f"group {group}: {found.sliders} sliders, {len(times)} steps: median {statistics.median(times):.1f} ms, "
        f"95th percentile {late:.1f} ms, greatest {times[-1]:.1f} ms; messages while dragging: {found.messages}"
    )


if __name__ == "__main__":
    sys.exit(main())
