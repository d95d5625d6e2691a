"""Work done with keys alone: nothing in these tests clicks."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.keyboard import CHOICES, faults_of_walk, tab_to
from tests.browser.server import Server, running_server, settle
from tests.browser.test_journeys import TITLE, codes_of, open_at
from tests.browser.test_stage import SHEET

WHO = "정책기획과 홍길동"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def type_into_cell(page: Page, words: str) -> None:
    """Enter opens the cell; what is typed, no faster than a hand does, stands instead of what stood there."""
    press(page, "Enter")
    box = page.locator("#portal").locator("input, textarea").first
    expect(box).to_be_focused()
    press(page, "Control+a")
    page.keyboard.type(words, delay=60)
    press(page, "Enter")
    expect(box).to_be_hidden()


def go_right(page: Page, cells: int) -> None:
    """From the first cell of a grid, which takes a moment for each step."""
    for column in range(cells + 1):
        page.wait_for_function(f"document.activeElement.id === 'glide-cell-{column}-0'")
        if column < cells:
            press(page, "ArrowRight")


@pytest.fixture(scope="module")
def office(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the tests that write."""
    folder = tmp_path_factory.mktemp("office")
    with running_server(Path(shutil.copyfile(built_database, folder / "sample.duckdb")), folder) as running:
        yield running


@pytest.fixture
def desk(browser: Browser, office: Server) -> Iterator[Page]:
    with browser.new_context(base_url=office.url, locale="ko-KR", accept_downloads=True) as context:
        context.set_default_timeout(60_000)
        yield context.new_page()


def test_from_the_status_to_a_weak_indicator_and_back(page: Page) -> None:
    """Passing a table opens nothing; in it the arrows choose a row, and Enter opens that one."""
    open_at(page, "/?month=2023-08")
    page.locator(".st-key-not_top canvas").first.wait_for()
    standing = page.locator(TITLE).inner_text()
    tab_to(page, "grid st-key-fields_table")
    tab_to(page, "grid st-key-not_top")
    press(page, "ArrowDown", "ArrowDown", "ArrowUp")
    expect(page.locator(".row-marker .hint")).to_have_text("↑ ↓ 줄 고르기 · Enter 열기")
    chosen = page.locator(".row-marker .said").inner_text().split(" ", 1)[1].split(",")[0]
    assert page.locator(TITLE).inner_text() == standing
    press(page, "Enter")
    expect(page.locator(TITLE)).to_contain_text(chosen)
    assert codes_of(page)["indicator"]
    settle(page)
    tab_to(page, "종합현황")
    press(page, "Enter")
    expect(page.locator(TITLE)).to_have_text(standing)


def test_a_template_is_chosen_and_a_value_is_typed_and_saved(desk: Page) -> None:
    open_at(desk, "/upload")
    tab_to(desk, "st-key-target")
    press(desk, "ArrowDown", "ArrowDown", "Enter")
    expect(desk).to_have_url(re.compile("target="))
    settle(desk)
    tab_to(desk, "st-key-template")
    with desk.expect_download() as template:
        press(desk, "Enter")
    assert template.value.suggested_filename.endswith(".xlsx")
    tab_to(desk, "값 고치기")
    press(desk, "Enter")
    expect(desk.locator("[class*='st-key-grid_unit'] canvas").first).to_be_visible()
    settle(desk)
    tab_to(desk, "grid st-key-grid_unit")
    go_right(desk, 4)
    type_into_cell(desk, "88.1")
    expect(desk.locator(TITLE)).to_have_text("저장하지 않은 1칸이 있습니다")
    settle(desk)
    for field, words in (("고치는 까닭", "도 확인"), ("담당자 이름", WHO)):
        tab_to(desk, f"field {field}")
        desk.keyboard.type(words)
    tab_to(desk, "st-key-save_edit")
    press(desk, "Enter")
    expect(desk.get_by_text("1칸을 저장했습니다")).to_be_visible()


def test_a_meeting_is_called_held_and_put_on_paper(desk: Page) -> None:
    open_at(desk, "/agenda")
    for field, words in (("담당자 이름", WHO), ("회의 이름", "9월 보고회")):
        tab_to(desk, f"field {field}")
        desk.keyboard.type(words)
    tab_to(desk, "st-key-call_meeting")
    press(desk, "Enter")
    expect(desk.get_by_text("회의를 만들었습니다")).to_be_visible()
    settle(desk)
    tab_to(desk, "st-key-freeze")
    press(desk, "Enter")
    expect(desk.get_by_text("자료를 고정했습니다")).to_be_visible()
    settle(desk)
    assert faults_of_walk(desk, CHOICES) == []
    tab_to(desk, "회의 화면 열기")
    press(desk, "Enter")
    expect(desk.locator(SHEET)).to_be_visible()
    settle(desk)
    press(desk, "n")
    desk.keyboard.type("다음 회의까지 보고")
    tab_to(desk, "field 담당 부서")
    press(desk, "ArrowDown")
    tab_to(desk, "field 적는 사람")
    desk.keyboard.type(WHO)
    press(desk, "Control+Enter")
    expect(desk.locator("dialog.stage .told")).to_have_text("적어 두었습니다.")
    press(desk, "Escape")
    expect(desk).to_have_url(re.compile("/agenda"))
    settle(desk)
    tab_to(desk, "회의 자료")
    press(desk, "Enter")
    expect(desk.locator(TITLE)).to_contain_text("9월 보고회 회의 자료")
    settle(desk)
    tab_to(desk, "st-key-paper_pdf")
    with desk.expect_download() as paper:
        press(desk, "Enter")
    assert paper.value.suggested_filename.endswith(".pdf")


def test_a_grade_is_changed_in_the_table_that_stands_for_the_heatmap(page: Page) -> None:
    open_at(page, "/grades?way=map")
    expect(page.locator("[class*=st-key-whatif_heat]").first).to_be_visible()
    settle(page)
    tab_to(page, "고르는 방법")
    press(page, "ArrowLeft", "Space")
    expect(page.locator("[class*='st-key-grades_'] canvas").first).to_be_visible()
    settle(page)
    tab_to(page, "grid st-key-grades_")
    go_right(page, 2)
    type_into_cell(page, "S")
    expect(page.locator(TITLE)).to_have_text("K26을 S로 올리면 부천시는 그대로 3위(99.30점)입니다")
    settle(page)
    tab_to(page, "st-key-take_out_41190_K26")
    press(page, "Enter")
    expect(page.locator(TITLE)).to_contain_text("최고 등급이 아닌 지표 2개를 모두 올려도")


def test_what_keeps_the_keyboard_out_would_be_noticed(page: Page) -> None:
    open_at(page, "/method")
    assert faults_of_walk(page) == []
    page.evaluate("""() => {
        const place = document.querySelector('[data-testid=stMain] h1').parentElement;
        for (const markup of [
            '<div style="cursor: pointer">hand</div>',
            '<button tabindex="-1">left out</button>',
            '<button class="unseen" style="outline: none">unseen</button>',
            '<button tabindex="3">forced</button>',
            '<button style="position: absolute; top: -200px; left: 0">above</button>',
        ]) place.insertAdjacentHTML('beforeend', markup);
    }""")
    found = "\n".join(faults_of_walk(page))
    for fault in ('"hand"', '"left out"', "not seen: button", "order forced", "out of order"):
        assert fault in found, found
    page.evaluate("() => { document.querySelector('.unseen').onkeydown = event => event.preventDefault(); }")
    assert "never comes round" in "\n".join(faults_of_walk(page))
