"""The what-if on weights: the ranking in the browser is that of the method, whatever the hand does."""

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.definition import load_definition
from app.services.months import score
from app.services.scenarios import Scenario, decode
from app.services.weights import result_of
from app.services.weights_reply import agrees, setting_of
from app.storage import open_store
from app.storage.scenarios import Label, ScenarioDraft
from scoring.reweigh import with_weights
from scoring.score import Result
from tests.browser import tied
from tests.browser.conftest import Server, Traffic, settle
from tests.browser.server import ROOT, running_server
from tests.browser.sliders import Reply, Sliders
from tests.browser.test_every_screen import aside
from tests.browser.test_journeys import EXCEPTION, TITLE

OF_MONTH = "1~gyeonggi-2023~2023-09"
KEPT = f"{OF_MONTH}~p.sabcd.A.185-2~w.current.2-3~w.field-1.1-7~w.field-2.2-11~w.prior.1-3"
SIZES = ((1280, 720), (1920, 1080))
MOVES = 30
OVERFLOWING = """() => {
    const root = [...document.querySelectorAll('*')].map(one => one.shadowRoot)
        .find(root => root && root.querySelector('.whatif'));
    const beyond = (one, box) => one.getBoundingClientRect().right > box.getBoundingClientRect().right + 1;
    return [...root.querySelectorAll('.title, .value, .sum, .row > span:not(.track), .preset, .lock, .heading')]
        .filter(one => one.checkVisibility() && one.textContent)
        .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline'
            || beyond(one, one.closest('.row, .set, .presets, .ranking'))
            || one.matches('.title') && one.offsetLeft + one.offsetWidth > one.nextSibling.offsetLeft + 1)
        .map(one => `${one.className}: ${one.textContent}`);
}"""


@dataclass(frozen=True)
class Tied:
    """A server of the evaluation with many ties, and its official results."""

    server: Server
    results: dict[str, Result]


@pytest.fixture(scope="module")
def ties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tied]:
    folder = tmp_path_factory.mktemp("tied")
    definition, database = tied.build(folder)
    evaluations = load_definition(definition)
    with open_store(database) as store:
        codes = (tied.EXACT, tied.ROUNDED)
        results = {code: score(store, evaluations.evaluation(code), tied.MONTH) for code in codes}
    with running_server(database, tmp_path_factory.mktemp("tied_server"), definition=definition) as running:
        yield Tied(running, results)


@pytest.fixture(scope="module")
def province(built_database: Path) -> Result:
    definition = load_definition(ROOT / "indicators.yaml")
    with open_store(built_database, read_only=True) as store:
        return score(store, definition.evaluation("gyeonggi-2023"), "2023-09")


def recomputed(official: Result, reply: Reply) -> Result:
    return result_of(official, setting_of(reply, official.evaluation))


def test_the_browser_ranks_the_province_as_python_does(page: Page, traffic: Traffic, province: Result) -> None:
    sliders = Sliders(page, "/weights?lang=ko")
    sliders.open_points()
    chance = random.Random(31)
    replies = [sliders.after_a_move(sliders.move_at_random(chance)) for _ in range(MOVES)]
    moved = [reply for reply in replies if reply is not None]
    assert len(moved) >= MOVES * 3 // 4
    assert all(agrees(reply, recomputed(province, reply)) for reply in moved)
    settle(page)
    assert page.locator(EXCEPTION).count() == 0
    assert page.locator("[data-testid=stAlert]").count() == 0
    assert [line for line in traffic.console_errors if "404" not in line] == []
    assert traffic.outside_requests == []


@pytest.mark.parametrize("code", [tied.EXACT, tied.ROUNDED])
def test_ties_are_the_same_in_the_browser(browser: Browser, ties: Tied, code: str) -> None:
    official, chance = ties.results[code], random.Random(code)
    expected: list[Result] = []
    with browser.new_context(base_url=ties.server.url, viewport={"width": 1280, "height": 720}) as context:
        page = context.new_page()
        sliders = Sliders(page, f"/weights?lang=en&evaluation={code}")
        sliders.open_points()
        for step in range(MOVES):
            preset = page.locator(".whatif .preset[aria-pressed=false]").nth(step % 2)
            reply = sliders.after_a_move(preset.click if step % 5 == 4 else sliders.move_at_random(chance))
            if reply is not None:
                expected.append(recomputed(official, reply))
                assert agrees(reply, expected[-1])
        settle(page)
        assert page.locator("[data-testid=stAlert]").count() == 0
    assert len(expected) >= MOVES * 3 // 4
    # u1 and u2 are tied whatever the weights are.
    assert sum(1 for one in expected if sum(standing.tied for standing in one.standings.values()) > 2) >= 5


def test_the_ranking_follows_the_hand_before_the_server_hears_of_it(page: Page) -> None:
    sliders = Sliders(page, "/weights?lang=ko")
    home = page.locator(".whatif .row.home")
    expect(home.locator(".rank")).to_have_text("3위")
    sliders.drag(0, 0.2, let_go=False)
    expect(home.locator(".rank")).to_have_text("2위")
    expect(home.locator(".moved")).to_have_text("▲1")
    assert sliders.sent == []
    sliders.after(page.mouse.up)
    expect(page.locator(TITLE)).to_have_text("전년도 실적 비중이 20%면 부천시는 2위입니다")
    expect(page).to_have_url(re.compile(r"scenario=1~gyeonggi-2023~2023-09~w\.current\.80~w\.prior\.20"))
    expect(page.locator(".whatif [role=status]")).to_have_text("부천시 2위, 99.80점")


def test_the_address_brings_the_sliders_back(page: Page) -> None:
    sliders = Sliders(page, "/weights?lang=ko")
    sliders.after(page.get_by_role("button", name="2024년 규정 20·80").click)
    expect(page.locator(TITLE)).to_contain_text("20%")
    sliders.after(page.get_by_role("button", name="분야 동일 비중").click)
    expect(page.locator(TITLE)).to_contain_text("모든 분야")
    page.reload()
    sliders.wait()
    assert sliders.ranges.nth(1).input_value() == "111"
    expect(page.get_by_role("button", name="분야 동일 비중")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(page.locator(TITLE)).to_contain_text("20%")
    expect(sliders.ranges.first).to_have_value("200")


@pytest.fixture
def kept_server(built_database: Path, tmp_path: Path) -> Iterator[Server]:
    """A server on which two scenarios are kept: one of weights and points, one of grades."""
    database = tmp_path / "kept.duckdb"
    shutil.copyfile(built_database, database)
    with open_store(database) as store:
        for name, content in {"삼분의 일": KEPT, "K26 S": f"{OF_MONTH}~g.41190.K26.S"}.items():
            store.save_scenario(ScenarioDraft("gyeonggi-2023", Label(name, ""), content), "김주무관", datetime.now(UTC))
    with running_server(database, tmp_path, on_a_copy=False) as running:
        yield running


def test_a_kept_scenario_is_set_exactly(browser: Browser, kept_server: Server, province: Result) -> None:
    scenario = decode(KEPT, province.evaluation)
    assert isinstance(scenario, Scenario)
    expected = with_weights(province, scenario.weights, scenario.points)
    with browser.new_context(base_url=kept_server.url, viewport={"width": 1440, "height": 900}) as context:
        sliders = Sliders(context.new_page(), "/weights?lang=ko")
        button = sliders.page.get_by_role("button", name="‘삼분의 일’")
        sliders.after(lambda: sliders.drag(2, 0.4))
        reply = sliders.after(button.click)
        assert agrees(reply, expected)
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(sliders.page).to_have_url(re.compile(r"w\.prior\.100-3"))
        sliders.page.reload()
        sliders.wait()
        expect(button).to_have_attribute("aria-pressed", "true")
        assert agrees(sliders.after(lambda: sliders.drag(0, 0.5)), recomputed(province, sliders.sent[-1]))
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(sliders.page.get_by_text("‘K26 S’: 등급이나")).to_be_visible()


def test_a_locked_weight_stays_and_the_sum_is_always_whole(page: Page) -> None:
    sliders = Sliders(page, "/weights?lang=ko")
    lock = page.get_by_role("button", name="반듯한 나라 비중 고정")
    sliders.after(lock.click)
    expect(lock).to_have_attribute("aria-pressed", "true")
    assert sliders.ranges.nth(1).is_disabled()
    reply = sliders.after(lambda: sliders.drag(3, 0.8))
    parts = [int(part) for part in reply["weights"][1]["parts"]]
    whole = int(reply["weights"][1]["whole"])
    assert (parts[0] * 101, sum(parts)) == (whole * 10, whole)
    assert reply["locked"] == ["field-1"]
    expect(page.locator(".whatif .sum").nth(1)).to_have_text("합계 100.0%")
    # Nothing but the locked weight is left to others: the slider stops there.
    reply = sliders.after(lambda: sliders.drag(3, 1))
    assert int(reply["weights"][1]["parts"][2]) * 101 == whole * 91


def test_the_way_back_of_one_slider_leads_back(page: Page) -> None:
    sliders = Sliders(page, "/weights?lang=ko")
    slider = sliders.ranges.nth(3)
    there = sliders.after(lambda: slider.press("ArrowRight"))
    for key in ("End", "Home"):
        sliders.after(lambda key=key: slider.press(key))
        settle(page)
    assert [sliders.ranges.nth(k).input_value() for k in (1, 3)] == ["123", "0"]
    for _ in range(9):
        sliders.after(lambda: slider.press("Shift+ArrowRight"))
    sliders.after(lambda: slider.press("PageUp"))
    while slider.input_value() != "199":
        sliders.after(lambda: slider.press("ArrowRight"))
    assert sliders.sent[-1]["weights"] == there["weights"]


def test_keys_move_a_slider_and_say_what_follows(page: Page) -> None:
    sliders = Sliders(page, "/weights?lang=ko")
    slider = sliders.ranges.first
    sliders.after(lambda: slider.press("ArrowLeft"))
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^29.9%, 부천시 3위"))
    settle(page)
    sliders.after(lambda: page.keyboard.press("Shift+ArrowLeft"))
    assert slider.input_value() == "289"
    settle(page)
    sliders.after(lambda: page.keyboard.press("PageDown"))
    expect(slider).to_have_attribute("aria-valuetext", re.compile("부천시 2위"))
    expect(slider).to_have_attribute("aria-label", "전년도 정부합동평가 실적 비중")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("more", ["", "&group=all&rival=41280", "&scenario=1~gyeonggi-2023~2023-09~w.field-3.40"])
def test_nothing_is_cut(page: Page, language: str, more: str) -> None:
    found = []
    sliders = Sliders(page, f"/weights?lang={language}{more}")
    sliders.open_points()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found += [(width, label) for label in page.evaluate(OVERFLOWING)]
        found += [(width, part) for part in aside(page)]
    assert found == []
