"""Every screen in both languages: nothing cut, nothing aside, nothing from outside, nobody kept out."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from app.definition import load_definition
from app.text.catalogue import text
from tests.browser.axe import grave_findings
from tests.browser.conftest import Traffic, settle
from tests.browser.keyboard import CHOICES, TOP, faults_of_walk
from tests.browser.server import ROOT
from tests.browser.test_journeys import EXCEPTION, TITLE

SIZES = ((1280, 720), (1920, 1080))
SECTIONS = 7
# A page of thirty tables like those of another page: its two hundred stops are not walked.
NOT_WALKED = "warnings?month=2023-07&by=department"
# The map of the municipalities is told by the table of ranks, one button beside it.
TOLD_ELSEWHERE = "ranking?part=map"
PRODUCT = "[data-testid=stSidebar] h3"
# How many charts each screen draws.
SCREENS = {
    "": 2,
    "ranking": 0,
    "ranking?part=lost": 1,
    "ranking?part=comparison": 1,
    "ranking?part=map": 1,
    "ranking?part=months": 1,
    "fields": 1,
    "fields?field=field-3": 1,
    "fields?field=field-3&indicator=K26": 2,
    "published": 1,
    "month?month=2023-07": 1,
    "month?month=2023-02&by=department": 1,
    "departments": 0,
    "departments?month=2023-07&department=welfare": 1,
    "warnings": 0,
    "warnings?month=2023-07&by=department": 0,
    "weak": 0,
    "moved": 1,
    "moved?against=cutoff": 1,
    "moved?month=2023-08&against=other&from=gyeonggi-2023.2023-01": 1,
    "outlook": 1,
    "outlook?month=2023-07": 1,
    "outlook?month=2023-07&show=points": 1,
    "outlook?month=2023-05&show=indicators": 0,
    "outlook?month=2023-07&show=hands": 0,
    "outlook?month=2023-07&show=method": 0,
    "worth": 0,
    "worth?month=2023-07": 0,
    "dongs": 0,
    "dongs?month=2023-07&by_dong=K56": 0,
    "calendar": 0,
    "calendar?month=2023-01&view=all": 0,
    "calendar?month=2023-07&view=month": 0,
    "weights": 0,
    "plan": 0,
    "plan?month=2023-08&goal=rank-3&effort=K20:2.5,K57:x": 0,
    "firmness": 1,
    "firmness?spread=all&depth=indicators": 1,
    "grades": 0,
    "grades?way=map": 1,
    "grades?scenario=1~gyeonggi-2023~2023-09~w.current.4-5~w.prior.1-5~g.41190.K26.S": 0,
    "scenarios": 0,
    "scenarios?scenario=1~gyeonggi-2023~2023-09~w.current.4-5~w.prior.1-5~g.41190.K26.S": 0,
    "method": 0,
    "upload": 0,
    "upload?target=gyeonggi-2023&target_month=2023-09": 0,
    "values": 0,
    "values?rows=indicator&edited=K26&cell=value.41190.K26": 0,
    "values?rows=points": 0,
    "history": 0,
    "history?scope=all": 0,
    "closing": 0,
    "backups": 0,
    "agenda": 0,
    "decisions": 0,
    "papers": 0,
}
# A page below the root asks for these beside itself before it finds them at the root; seen in Streamlit 1.67.
LOOKED_FOR_ASIDE = re.compile(
    r"/(ranking|fields|published|month|departments|warnings|weak|moved|outlook|worth|dongs|calendar|weights|grades|plan|firmness|scenarios|method|upload|values|history|closing|backups|agenda|decisions|papers)"
    r"/_stcore/(health|host-config)$"
)
DRAWN = """count => {
    const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
    return charts.length === count && charts.every(chart => {
        const drawing = chart.querySelector('svg.main-svg');
        return drawing && Math.abs(drawing.getBoundingClientRect().width - chart.getBoundingClientRect().width) <= 2;
    });
}"""
SIDEWAYS = """() => ['html', '[data-testid=stMain]'].filter(name => {
    const part = document.querySelector(name);
    return part.scrollWidth > part.clientWidth + 1;
})"""
CUT = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
    const {left, right, top, bottom} = chart.getBoundingClientRect();
    return [...chart.querySelectorAll('svg text')].filter(label => {
        const box = label.getBoundingClientRect();
        return label.textContent.trim() && box.width && getComputedStyle(label).visibility !== 'hidden' &&
            (box.left < left - 1 || box.right > right + 1 || box.top < top - 1 || box.bottom > bottom + 1);
    }).map(label => label.textContent);
})"""
UNTOLD = """here => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].filter(chart => {
    const words = chart.closest('[role=figure]')?.getAttribute('aria-label') ?? '';
    const table = !here || document.querySelector('[data-testid=stMain] :is([data-testid=stDataFrame], table)');
    return !/\\d/.test(words) || words.length < 15 || !table;
}).map(chart => chart.className)"""
WRITTEN = (
    "charts => charts.map(chart => [...chart.querySelectorAll('svg text')].map(label => label.textContent).join('\\n'))"
)


def aside(page: Page) -> list[str]:
    """What is wider than the page for good; a table takes its width a moment after the page."""
    with suppress(PlaywrightTimeoutError):
        page.wait_for_function(f"() => !({SIDEWAYS})().length", timeout=5_000)
    found: list[str] = page.evaluate(SIDEWAYS)
    return found


def visit(page: Page, screen: str, language: str) -> None:
    page.goto(f"/{screen}{'&' if '?' in screen else '?'}lang={language}")
    expect(page.locator(TITLE)).to_be_visible(timeout=60_000)
    settle(page)


def not_named(page: Page, language: str) -> list[str]:
    """Units of the group that a chart of the opening screen does not name."""
    groups = load_definition(ROOT / "indicators.yaml").evaluation("gyeonggi-2023").groups
    units = [unit for group in groups if group.code == "1" for unit in group.units]
    names = [unit.name.ko if language == "ko" else unit.name.en for unit in units]
    assert len(names) == 10
    for number in range(2):
        expect(page.locator(".js-plotly-plot").nth(number)).to_contain_text(names[0])
    charts = page.locator(".js-plotly-plot").evaluate_all(WRITTEN)
    assert len(charts) == 2
    return [name for name in names for written in charts if name not in written]


def turn_to(page: Page, language: str) -> None:
    """The same screen in the other language, as the reader turns it."""
    page.get_by_role("radio", name=language.upper(), exact=True).click()
    expect(page.locator(PRODUCT)).to_have_text(text("frame.product", language))
    settle(page)


def faults(page: Page, screen: str, language: str) -> list[tuple[object, ...]]:
    """What is wrong with a screen as it stands, at every size."""
    found: list[tuple[object, ...]] = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(DRAWN, arg=SCREENS[screen])
        found += [(width, "cut", label) for label in page.evaluate(CUT)]
        found += [(width, "sideways", part) for part in aside(page)]
    if screen == "":
        found += [("not named", name) for name in not_named(page, language)]
    found += [("exception",)] * page.locator(EXCEPTION).count()
    found += [("told by nothing else", chart) for chart in page.evaluate(UNTOLD, screen != TOLD_ELSEWHERE)]
    found += [("grave", finding) for finding in grave_findings(page)]
    # What has the focus is the same in both languages; the menu and the choices at the top are the same on all screens.
    if language == "ko" and screen != NOT_WALKED:
        found += [("keyboard", fault) for fault in faults_of_walk(page, CHOICES if screen else TOP)]
    return found


# Half of the screens are opened in Korean and turned to English, the others the other way round.
@pytest.mark.parametrize("section", range(SECTIONS))
def test_nothing_is_cut_or_beside_the_page(page: Page, traffic: Traffic, section: int) -> None:
    missing: list[str] = []
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
    found = []
    for number, screen in enumerate(list(SCREENS)[section::SECTIONS]):
        page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
        first, second = ("ko", "en") if number % 2 else ("en", "ko")
        visit(page, screen, first)
        found += [(screen, first, *fault) for fault in faults(page, screen, first)]
        turn_to(page, second)
        found += [(screen, second, *fault) for fault in faults(page, screen, second)]
    assert found == []
    assert [url for url in missing if not LOOKED_FOR_ASIDE.search(url)] == []
    assert [line for line in traffic.console_errors if "404" not in line] == []
    assert len([line for line in traffic.console_errors if "404" in line]) == len(missing)
    assert traffic.outside_requests == []


def test_a_cut_label_and_a_page_too_wide_would_be_noticed(page: Page) -> None:
    visit(page, "", "ko")
    page.wait_for_function(DRAWN, arg=2)
    assert (page.evaluate(CUT), aside(page)) == ([], [])
    page.evaluate(
        "() => document.querySelector('.js-plotly-plot svg text').setAttribute('transform', 'translate(-900)')"
    )
    page.evaluate("() => document.querySelector('[data-testid=stMain] h1').style.width = '3000px'")
    assert len(page.evaluate(CUT)) == 1
    assert aside(page) != []
