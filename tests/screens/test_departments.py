"""The departments on the sample: who leads what, one chosen, the sheets to hand out, and whose departments they are."""

import io
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.screens.conftest import Opener
from tests.screens.reading import LANGUAGES, UNTRANSLATED, shipped_definition, strings_of, title_of

POCHEON = "41650"
DEPARTMENT = {"ko": "부서", "en": "Department"}


def led_by(code: str) -> set[str]:
    evaluation = shipped_definition().evaluation("gyeonggi-2023")
    return {one.name.ko for one in evaluation.indicators() if one.lead is not None and one.lead.code == code}


def rows_of(app: AppTest) -> list[dict[str, object]]:
    return app.dataframe[0].value.to_dict("records")  # type: ignore[no-any-return]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_department_of_the_definition_stands_once(open_page: Opener, language: str) -> None:
    evaluation = shipped_definition().evaluation("gyeonggi-2023")
    named = {
        getattr(department.name, language)
        for one in evaluation.indicators()
        for department in (one.lead, *one.collaborating)
        if department is not None
    }
    app = open_page("departments", month="2023-07", lang=language)
    found = [str(row[DEPARTMENT[language]]) for row in rows_of(app)]
    assert sorted(found) == sorted(named)
    assert not [words for words in strings_of(app) if UNTRANSLATED.search(words)]


def test_one_department_shows_what_it_leads_and_works_on_with_what_is_asked_by_when(open_page: Opener) -> None:
    app = open_page("departments", month="2023-07", department="welfare")
    rows = rows_of(app)
    assert {row["지표"] for row in rows if row["구분"] == "주관"} == led_by("welfare")
    assert any(row["구분"] == "협업" for row in rows)
    assert {row["언제까지"] for row in rows} == {"2023-09-30"}
    assert title_of(app).startswith("복지정책과: 주관 9개 중 9개 입력")
    assert app.query_params["department"] == "welfare"


def test_a_missing_value_is_asked_by_its_due_day(open_page: Opener) -> None:
    rows = rows_of(open_page("departments", month="2023-02", department="child-youth"))
    missing = [row for row in rows if row["입력"] == "기한 지남"]
    assert missing
    assert {row["할 일"] for row in missing} == {"2월 실적 제출"}
    assert all(str(row["언제까지"]).startswith("2023-03-") for row in missing)


def test_an_unknown_department_in_the_address_gives_way_to_all(open_page: Opener) -> None:
    app = open_page("departments", department="none-such")
    assert app.selectbox(key="department").value == ""
    assert len(rows_of(app)) > 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_for_another_municipality_the_screen_says_whose_departments_they_are(open_page: Opener, language: str) -> None:
    app = open_page("departments", unit=POCHEON, lang=language)
    home = {"ko": "부천시", "en": "Bucheon"}[language]
    assert [home in warning.value for warning in app.warning] == [True]
    assert not open_page("departments", lang=language).warning


@pytest.fixture
def taken(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The workbooks of sheets that the screen offers, by the key of their button."""
    made: dict[str, bytes] = {}

    def take(label: str, data: object, **options: object) -> bool:
        if str(options["key"]).startswith("department_sheet") and "_xlsx" not in str(options["key"]):
            made[str(options["key"])] = data() if callable(data) else data  # type: ignore[assignment]
        return False

    monkeypatch.setattr(st, "download_button", take)
    open_page("departments", month="2023-07")
    open_page("departments", month="2023-07", department="tax", unit=POCHEON)
    return made


def test_the_sheets_are_of_all_departments_or_of_the_chosen_one(taken: dict[str, bytes], tmp_path: Path) -> None:
    whole, one = (openpyxl.load_workbook(io.BytesIO(taken[key])) for key in ("department_sheets", "department_sheet"))
    assert len(whole.sheetnames) == 41
    assert one.sheetnames == ["세정과"]
    assert "예시 데이터" in [cell.value for cell in whole["복지정책과"]["A"]]
    above = "\n".join(str(cell.value) for cell in one["세정과"]["A"])
    assert "포천시" in above
    assert "부천시의 부서입니다" in above
