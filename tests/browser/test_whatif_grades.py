"""Grades in a what-if in a real browser: typed into the grid, clicked on the heatmap, back by the browser's button."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import settle
from tests.browser.grids import type_into
from tests.browser.test_journeys import TITLE, codes_of, open_at

GRID = "[class*='st-key-grades_'] canvas"
VALUE_COLUMN, CARE_COLUMN = 3, 7
OFFICIAL = "최고 등급이 아닌 지표 2개를 모두 올려도 부천시는 그대로 3위(99.37점)입니다"


def click_cell(page: Page, row: int, column: int) -> None:
    """The words of the cells are what answers, row by row."""
    page.locator("[class*='st-key-whatif_heat'] .textpoint").nth(row * 20 + column).click(force=True)
    settle(page)


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
    click_cell(page, home, CARE_COLUMN)
    expect(page.locator(TITLE)).to_have_text("K26을 S로 올리면 부천시는 그대로 3위(99.30점)입니다")
    click_cell(page, home, CARE_COLUMN)
    expect(page.get_by_text("더 바꿀 등급이 없는 칸입니다")).to_be_visible()
    page.get_by_role("radio", name="한 단계 내리기").click()
    settle(page)
    click_cell(page, home, CARE_COLUMN)
    expect(page.locator(TITLE)).to_have_text(OFFICIAL)
    click_cell(page, home, CARE_COLUMN)
    expect(page.locator(TITLE)).to_contain_text("K26을 B로 내리면 부천시는")
    page.go_back()
    expect(page.locator(TITLE)).to_have_text(OFFICIAL)
