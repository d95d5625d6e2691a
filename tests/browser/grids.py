"""Typing into a grid the way a person does."""

from playwright.sync_api import Page, expect

from tests.browser.server import settle
from tests.browser.test_journeys import ROW


def type_into(page: Page, grid: str, cell: tuple[int, int], text: str) -> None:
    """To a cell of the grid, by row and column, with a click and the arrows; then Enter, the text, Enter."""
    row, column = cell
    canvas = page.locator(grid).first
    canvas.scroll_into_view_if_needed()
    canvas.click(position={"x": 60, "y": ROW * (row + 1) + ROW / 2}, force=True)
    for _ in range(column):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    box = page.locator("#portal").locator("input, textarea").first
    box.fill(text)
    page.keyboard.press("Enter")
    expect(box).to_be_hidden()
    settle(page)
