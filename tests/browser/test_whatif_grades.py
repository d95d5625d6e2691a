"""Grades in a what-if in a real browser: typed into the grid, clicked on the heatmap, back by the browser's button."""

from playwright.sync_api import Page, expect

from tests.browser.grids import type_into
from tests.browser.test_journeys import TITLE, codes_of, open_at

GRID = "[class*='st-key-grades_'] canvas"
VALUE_COLUMN, CARE_COLUMN = 3, 7
COLUMNS, ROWS = 20, 10
AT_REST = """([key, row, column, columns, rows, shown]) => {
    const charts = [...document.querySelectorAll(`.st-key-${key} .js-plotly-plot`)], chart = charts[0];
    const plane = chart && [...chart.querySelectorAll('.nsewdrag')].at(-1);
    if (charts.length > 1 || !plane || !plane.checkVisibility({visibilityProperty: true})) return null;
    const cell = chart.querySelectorAll('.textpoint')[row * columns + column];
    if (!cell || cell.textContent !== shown || !chart._ev?.listenerCount('plotly_selected')) return null;
    if (window.planeSeen !== plane) [window.planeSeen, window.seenAt] = [plane, performance.now()];
    plane.scrollIntoView({block: 'center', behavior: 'instant'});
    if (performance.now() - window.seenAt < 300) return null;
    const {left, top, width, height} = plane.getBoundingClientRect();
    return [left + (column + 0.5) * width / columns, top + (row + 0.5) * height / rows];
}"""
OFFICIAL = "최고 등급이 아닌 지표 2개를 모두 올려도 부천시는 그대로 3위(99.37점)입니다"


def click_cell(page: Page, row: int, column: int, shown: str, drawn: int = 0) -> None:
    """A click on a cell that shows a letter, once Plotly has drawn for good: it may draw a map twice."""
    cell = [f"whatif_heat_{drawn}", row, column, COLUMNS, ROWS, shown]
    page.mouse.click(*page.wait_for_function(AT_REST, arg=cell).json_value())


def test_values_are_typed_and_taken_out(page: Page) -> None:
    open_at(page, "/grades")
    expect(page.locator(TITLE)).to_have_text(OFFICIAL)
    type_into(page, GRID, (0, VALUE_COLUMN), "42.5")
    expect(page.locator(TITLE)).to_have_text("K26을 바꾸면 부천시는 그대로 3위(99.30점)입니다")
    type_into(page, GRID, (1, VALUE_COLUMN), "99")
    expect(page.locator(TITLE)).to_have_text("K26과 K35를 바꾸면 부천시는 그대로 3위(99.37점)입니다")
    assert codes_of(page)["scenario"] == "1~gyeonggi-2023~2023-09~g.41190.K26.42_2e_5~g.41190.K35.99"
    page.locator(".st-key-take_out_41190_K26").get_by_role("button", name="빼기").click()
    expect(page.locator(TITLE)).to_have_text("K35를 바꾸면 부천시는 그대로 3위(99.30점)입니다")
    page.get_by_role("link", name="시나리오").click()
    expect(page.locator(TITLE)).to_contain_text("지금 가정이면 부천시는 3위(99.30점)입니다")
    assert codes_of(page)["scenario"] == "1~gyeonggi-2023~2023-09~g.41190.K35.99"


def test_a_cell_of_the_heatmap_is_stepped_by_clicks(page: Page) -> None:
    open_at(page, "/grades?way=map&field=field-3&unit=41190")
    home = 5
    expect(page.locator(TITLE)).to_have_text(OFFICIAL)
    click_cell(page, home, CARE_COLUMN, "A")
    expect(page.locator(TITLE)).to_have_text("K26을 S로 올리면 부천시는 그대로 3위(99.30점)입니다")
    click_cell(page, home, CARE_COLUMN, "S*")
    expect(page.get_by_text("더 바꿀 등급이 없는 칸입니다")).to_be_visible()
    click_cell(page, home, CARE_COLUMN, "S*", drawn=1)
    expect(page.locator(".st-key-whatif_heat_2")).to_be_visible()
    page.get_by_role("radio", name="한 단계 내리기").click()
    click_cell(page, home, CARE_COLUMN, "S*", drawn=2)
    expect(page.locator(TITLE)).to_have_text(OFFICIAL)
    click_cell(page, home, CARE_COLUMN, "A", drawn=2)
    expect(page.locator(TITLE)).to_contain_text("K26을 B로 내리면 부천시는")
    page.go_back()
    expect(page.locator(TITLE)).to_have_text(OFFICIAL)
