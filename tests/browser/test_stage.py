"""The meeting on the projector in Chromium: every slide measured, a whole meeting led by keys alone."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.services.decisions import decisions_of
from app.storage.store import open_store
from tests.browser.axe import grave_findings
from tests.browser.server import Server, running_server, settle
from tests.meeting.prepared import CODE, NOTE, TITLE, prepare_meeting

SIZES = ((1920, 1080), (1280, 720), (1024, 768))
SMALLEST = 24 / 1080
CONTRAST = 7
SHEET = "dialog.stage .slide:not(.next) .sheet"
# Per slide: words that are too small, too pale, cut, outside, or over each other, and anything that scrolls.
MEASURED = """([smallest, contrast]) => {
    const dialog = [...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean)
        .map(root => root.querySelector('dialog.stage')).find(Boolean);
    const sheet = dialog.querySelector('.slide:not(.next) .sheet'), room = sheet.getBoundingClientRect();
    const found = [];
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgb = colour => {
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = parts => {
        const shares = parts.slice(0, 3).map(v => v / 255);
        const [r, g, b] = shares.map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = element => {
        for (let one = element; one; one = one.parentElement) {
            const colour = rgb(getComputedStyle(one).backgroundColor);
            if (colour[3] > 250) return colour;
        }
        return [255, 255, 255, 255];
    };
    const boxes = [];
    const words = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
        const text = words.currentNode.textContent.trim(), element = words.currentNode.parentElement;
        if (!text || element.closest('[hidden]')) continue;
        const range = document.createRange();
        range.selectNodeContents(words.currentNode);
        const box = range.getBoundingClientRect(), style = getComputedStyle(element);
        if (parseFloat(style.fontSize) < smallest - 0.05) found.push(['small', text, parseFloat(style.fontSize)]);
        const one = light(rgb(style.color)), other = light(ground(element));
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (ratio < contrast) found.push(['pale', text, ratio]);
        const aside = box.left < room.left - 1 || box.right > room.right + 1;
        if (aside || box.top < room.top - 1 || box.bottom > room.bottom + 1) found.push(['outside', text]);
        const body = element.closest('.body');
        if (body) {
            const inside = body.getBoundingClientRect();
            if (box.bottom > inside.bottom + 2 || box.right > inside.right + 2) found.push(['cut', text]);
        }
        boxes.push([text, element, ...[...range.getClientRects()]]);
    }
    for (let i = 0; i < boxes.length; i += 1) for (let k = i + 1; k < boxes.length; k += 1) {
        const [one, first, ...here] = boxes[i], [other, second, ...there] = boxes[k];
        if (first === second || first.contains(second) || second.contains(first)) continue;
        const over = here.some(a => there.some(b => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > a.height * 0.35));
        if (over) found.push(['over', one, other]);
    }
    for (const part of [dialog, sheet, ...sheet.querySelectorAll('*')]) {
        const more = part.clientHeight && part.scrollHeight > part.clientHeight + 2;
        if (more && getComputedStyle(part).overflowY !== 'visible') found.push(['scrolls', part.className]);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def meeting(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the sample with a meeting that is prepared."""
    folder = tmp_path_factory.mktemp("meeting")
    database = Path(shutil.copyfile(built_database, folder / "prepared.duckdb"))
    with open_store(database) as store:
        assert prepare_meeting(store) == "m2"
    with running_server(database, folder) as running:
        yield running


@pytest.fixture
def room(browser: Browser, meeting: Server) -> Iterator[BrowserContext]:
    with browser.new_context(base_url=meeting.url, locale="ko-KR", viewport={"width": 1280, "height": 720}) as context:
        context.set_default_timeout(60_000)
        yield context


def stage_of(context: BrowserContext, address: str = "") -> Page:
    """The projector, with all its slides there."""
    page = context.new_page()
    page.goto(f"/present?evaluation={CODE}&meeting=m2{address}")
    expect(page.locator(SHEET)).to_be_visible()
    settle(page)
    page.evaluate("document.fonts.ready")
    return page


def title(page: Page) -> str:
    return page.locator(f"{SHEET} .title").inner_text()


def place(page: Page) -> str:
    return page.locator(f"{SHEET} .page").inner_text()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_slide_can_be_read_from_the_last_row(room: BrowserContext, language: str) -> None:
    page = stage_of(room, f"&lang={language}")
    count = int(place(page).split("/")[1])
    assert count > 15
    found = []
    for look in ("light", "dark"):
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.keyboard.press("Home")
            for number in range(1, count + 1):
                assert place(page) == f"{number} / {count}"
                found += [(look, width, number, *one) for one in page.evaluate(MEASURED, [SMALLEST * height, CONTRAST])]
                page.keyboard.press("PageDown")
        found += [(look, finding) for finding in grave_findings(page)]
        page.keyboard.press("d")
    assert found == []


def test_a_meeting_is_led_by_keys_alone(room: BrowserContext, meeting: Server) -> None:
    page = stage_of(room)
    assert title(page) == TITLE
    page.keyboard.press("ArrowRight")
    assert title(page).startswith("지난 지시사항 2건")
    page.keyboard.press("Space")
    page.keyboard.press("PageDown")
    standing = title(page)
    assert "10개 시군 중 5위" in standing
    page.reload()
    expect(page.locator(f"{SHEET} .title")).to_have_text(standing)
    page.keyboard.press("End")
    last = place(page)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    assert title(page) == TITLE
    page.keyboard.press("b")
    expect(page.locator("dialog.stage .blank")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.stage .blank")).to_be_hidden()
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    page.keyboard.press("q")
    page.wait_for_url(re.compile("/ranking.*month=2023-07"))
    settle(page)
    expect(page.get_by_role("button", name="회의 화면으로 돌아가기")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(f"{SHEET} .title")).to_have_text(standing)
    page.keyboard.press("n")
    page.keyboard.type("4위와의 차이를 줄일 방법을 다음 회의까지 보고")
    form = page.locator("dialog.stage .record")
    form.locator("select").nth(1).select_option("planning")
    form.locator("input[type=text]").fill("정책기획과 김주무관")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog.stage .told")).to_have_text("적어 두었습니다.")
    expect(form).to_be_hidden()
    page.keyboard.press("End")
    expect(page.locator(SHEET)).to_contain_text("4위와의 차이를 줄일 방법")
    assert place(page) == last
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("/agenda"))


def test_what_is_missing_is_said_and_the_text_stays(room: BrowserContext) -> None:
    page = stage_of(room)
    page.keyboard.press("n")
    page.keyboard.type("담당을 정하지 않은 지시")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog.stage .told.failed")).to_contain_text("담당 부서를 골라 주십시오.")
    expect(page.locator("dialog.stage textarea")).to_have_value("담당을 정하지 않은 지시")


def test_the_speaker_has_notes_the_next_slide_and_the_same_place(room: BrowserContext) -> None:
    page = stage_of(room)
    with room.expect_page() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    expect(speaker.locator(SHEET)).to_be_visible()
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    expect(speaker.locator(f"{SHEET} .title")).to_have_text(title(page))
    expect(speaker.locator(".notes")).to_contain_text(NOTE)
    expect(speaker.locator(".next .title")).not_to_be_empty()
    speaker.bring_to_front()
    speaker.keyboard.press("PageDown")
    following = title(speaker)
    expect(page.locator(f"{SHEET} .title")).to_have_text(following)
    expect(speaker.locator(".clock")).to_have_text(re.compile(r"^\d\d:\d\d$"))


def test_nothing_written_in_the_meeting_gets_lost(room: BrowserContext, meeting: Server) -> None:
    """What the stage says it has written stands in the store when the dashboard has stopped."""
    page = stage_of(room)
    page.keyboard.press("n")
    page.keyboard.type("두 번째 지시")
    form = page.locator("dialog.stage .record")
    form.locator("select").nth(1).select_option("building")
    form.locator("input[type=text]").fill("김")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog.stage .told")).to_have_text("적어 두었습니다.")
    copy = meeting.database.with_name("read.duckdb")
    shutil.copyfile(meeting.database, copy)
    wal = meeting.database.with_name(meeting.database.name + ".wal")
    if wal.exists():
        shutil.copyfile(wal, copy.with_name(copy.name + ".wal"))
    with open_store(copy) as store:
        assert "두 번째 지시" in [kept.content.text for kept in decisions_of(store, CODE)]
