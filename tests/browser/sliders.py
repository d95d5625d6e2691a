"""The sliders as a hand finds them, and what they tell the server, read from the messages of the browser."""

import json
import random
from collections.abc import Callable
from typing import Any

from playwright.sync_api import FloatRect, Locator, Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.conftest import settle

THUMB = 18
PATIENCE = 60_000
KEYS = ("ArrowRight", "ArrowLeft", "PageUp", "PageDown", "Home", "End", "Shift+ArrowRight", "Shift+ArrowLeft")
AT_REST = """one => new Promise(tell => {
    let seen = '', since = 0;
    const look = now => {
        const {x, y, width, height} = one.getBoundingClientRect(), place = [x, y, width, height].join();
        if (place !== seen) [seen, since] = [place, now];
        if (now - since < 150) requestAnimationFrame(look);
        else tell({x, y, width, height});
    };
    requestAnimationFrame(look);
})"""
Reply = dict[str, Any]


def reply_in(payload: bytes | str) -> Reply | None:
    """What the sliders sent in a message of the browser; None where it is another message."""
    message = BackMsg()
    message.ParseFromString(payload if isinstance(payload, bytes) else payload.encode())
    if message.WhichOneof("type") != "rerun_script":
        return None
    widgets = message.rerun_script.widget_states.widgets
    found = [json.loads(one.json_value) for one in widgets if "sliders_" in one.id and one.json_value]
    return found[0].get("moved") if found else None


class Sliders:
    """One page of sliders."""

    def __init__(self, page: Page, path: str) -> None:
        self.page = page
        self.sent: list[Reply] = []
        page.on("websocket", self._listen)
        page.goto(path)
        self.wait()

    def _listen(self, socket: WebSocket) -> None:
        self.socket = socket
        socket.on("framesent", self._note)

    def _note(self, payload: bytes | str) -> None:
        reply = reply_in(payload)
        if reply is not None:
            self.sent.append(reply)

    def wait(self) -> None:
        expect(self.page.locator(".whatif .slider").first).to_be_visible(timeout=PATIENCE)
        settle(self.page)

    @property
    def ranges(self) -> Locator:
        return self.page.locator(".whatif .range")

    def open_points(self) -> None:
        self.page.locator(".whatif summary").click()

    def after(self, act: Callable[[], object]) -> Reply:
        """What the sliders send once something is done."""
        before = len(self.sent)
        act()
        while len(self.sent) == before:
            self.socket.wait_for_event("framesent")
        return self.sent[-1]

    def after_a_move(self, act: Callable[[], object]) -> Reply | None:
        """The same; None where nothing moved, since a grade is held by the ones beside it."""
        before = self._values()
        sent = len(self.sent)
        act()
        if self._values() == before:
            return None
        return self.sent[-1] if len(self.sent) > sent else self.after(lambda: None)

    def _values(self) -> list[str]:
        values: list[str] = self.ranges.evaluate_all("all => all.map(one => one.value)")
        return values

    def drag(self, number: int, share: float, *, let_go: bool = True) -> None:
        """Take a thumb with the mouse and carry it to a place between 0 and 1."""
        slider = self.ranges.nth(number)
        box = self._place_of(slider)
        now = float(slider.evaluate("one => one.value / one.max"))
        height = box["y"] + box["height"] / 2
        place = [box["x"] + THUMB / 2 + (box["width"] - THUMB) * at for at in (now, (now + share) / 2, share)]
        self.page.mouse.move(place[0], height)
        self.page.mouse.down()
        for at in place[1:]:
            self.page.mouse.move(at, height)
        if let_go:
            self.page.mouse.up()

    def _place_of(self, slider: Locator) -> FloatRect:
        """Where a slider is once the page stands still: what an answer changes above it moves it."""
        slider.scroll_into_view_if_needed()
        place: FloatRect = slider.evaluate(AT_REST)
        return place

    def move_at_random(self, chance: random.Random) -> Callable[[], None]:
        """A drag or a key that takes a slider elsewhere."""
        enabled = self.ranges.evaluate_all("all => all.flatMap((one, number) => one.disabled ? [] : [number])")
        number = chance.choice(enabled)
        slider = self.ranges.nth(number)
        now = float(slider.evaluate("one => one.value / one.max"))
        if chance.random() < 0.5:
            share = chance.choice([share for share in (0, 0.1, 0.2, 1 / 3, 0.5, 0.8, 1) if abs(share - now) > 0.05])
            return lambda: self.drag(number, share)
        upwards = {"ArrowRight", "PageUp", "End", "Shift+ArrowRight"}
        key = chance.choice([key for key in KEYS if (now < 0.5) == (key in upwards)])
        return lambda: slider.press(key)
