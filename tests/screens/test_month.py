"""The month at a glance on the sample: counted again here, chosen, opened, and in every state it can be in."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.storage.records import Entry, ImportBatch
from app.storage.store import Store
from scoring.model import State
from scoring.score import Result
from tests.screens.conftest import Opener
from tests.screens.reading import LANGUAGES, UNTRANSLATED, headings_of, scored, strings_of, title_of

BUCHEON, POCHEON = "41190", "41650"
MONTHS = ("2023-01", "2023-02", "2023-07", "2023-09")
LIGHT = {"ko": "신호", "en": "Light"}


def rows_of(app: AppTest, language: str = "ko") -> list[dict[str, object]]:
    table = next(table.value for table in app.dataframe if LIGHT[language] in table.value.columns)
    table[LIGHT[language]] = [light for (light,) in table[LIGHT[language]]]
    return table.to_dict("records")  # type: ignore[no-any-return]


def result_of(database: Path, month: str) -> Result:
    return scored(database, "gyeonggi-2023", month)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", MONTHS)
def test_every_indicator_stands_once_and_the_title_counts_what_came_in(
    open_page: Opener, sample_database: Path, month: str, language: str
) -> None:
    standing = result_of(sample_database, month).standings[BUCHEON]
    app = open_page("month", month=month, lang=language)
    rows = rows_of(app, language)
    assert len(rows) == len(standing.grades) == 101
    submitted = sum(cell.state is State.SUBMITTED for cell in standing.grades.values())
    assert str(submitted) in title_of(app)
    numbers = {metric.label.replace("\\", ""): metric.value for metric in app.metric}
    lights = [str(row[LIGHT[language]]) for row in rows]
    assert all(int(numbers[light]) == lights.count(light) for light in set(lights))
    assert not [words for words in strings_of(app) if UNTRANSLATED.search(words)]


def test_what_is_missing_is_at_risk_and_says_when_it_was_last_there(open_page: Opener) -> None:
    rows = rows_of(open_page("month", month="2023-02", state="overdue"))
    assert len(rows) == 19
    assert {row["신호"] for row in rows} == {"■ 위험"}
    assert {row["입력"] for row in rows} == {"기한 지남"}
    assert {"마지막 2023-01", "들어온 적 없음"} >= {str(row["같은 값"]) for row in rows}


def test_demonstration_data_are_never_late_and_the_screen_says_so(open_page: Opener) -> None:
    app = open_page("month", month="2023-07")
    assert not [row for row in rows_of(app) if row["입력"] == "늦게 입력"]
    assert any("예시 데이터는 들어온 날에 뜻이 없어" in caption.value for caption in app.caption)


def test_light_department_and_state_are_chosen_together_and_stand_in_the_address(open_page: Opener) -> None:
    app = open_page("month", month="2023-07", light="watch", lead="welfare")
    rows = rows_of(app)
    assert rows
    assert {(row["신호"], row["주관부서"]) for row in rows} == {("▲ 주의", "복지정책과")}
    app.selectbox(key="light").select("good").run()
    assert {row["신호"] for row in rows_of(app)} == {"● 정상"}
    assert (app.query_params["light"], app.query_params["lead"]) == ("good", "welfare")


def test_a_choice_that_no_indicator_fits_leaves_a_word_and_the_choices(open_page: Opener) -> None:
    app = open_page("month", month="2023-09", light="watch", lead="library")
    assert any("고른 조건에 맞는 지표가 없습니다" in info.value for info in app.info)
    assert app.selectbox(key="light").value == "watch"


def test_by_department_only_those_that_lead_what_was_chosen(open_page: Opener) -> None:
    app = open_page("month", month="2023-07", by="department", light="watch")
    (table,) = (table.value for table in app.dataframe)
    assert (table["▲ 주의"] > 0).all()
    assert table["주관 지표"].sum() > table["▲ 주의"].sum()


def test_forecast_and_grade_stand_side_by_side_and_are_settled_at_the_cut_off(open_page: Opener) -> None:
    rows = rows_of(open_page("month", month="2023-09"))
    assert {row["마감 예측"] for row in rows} == {f"{row['오늘 등급']} 확정" for row in rows}
    assert all(str(row["마감 예측"]).endswith("%") for row in rows_of(open_page("month", month="2023-07")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("evaluation", ["gyeonggi-2022", "gyeonggi-2023"])
def test_a_unit_of_another_group_and_a_year_without_a_year_before(
    open_page: Opener, evaluation: str, language: str
) -> None:
    app = open_page("month", evaluation=evaluation, unit=POCHEON, lang=language)
    assert rows_of(app, language)


def test_the_rules_of_the_lights_stand_on_the_screen(open_page: Opener) -> None:
    words = "\n".join(headings_of(open_page("month")))
    for light in ("● 정상 —", "▲ 주의 —", "■ 위험 —", "○ 판정 없음 —"):
        assert light in words


def test_own_data_that_came_after_the_due_day_are_late(
    open_page_on: Callable[[Path], Opener], database: Path, store: Store
) -> None:
    entry = Entry("value", BUCHEON, "K26", State.SUBMITTED, Decimal("41.7"), None, "", "실적", "C5")
    at = datetime(2023, 11, 20, 3, tzinfo=UTC)
    store.apply_import(ImportBatch("gyeonggi-2023", "2023-09", (entry,), "own.xlsx", "5e" * 32, "김보육", at))
    app = open_page_on(database)("month", state="late")
    (row,) = rows_of(app)
    assert (row["입력"], row["들어온 날·파일"]) == ("늦게 입력", "2023-11-20 own.xlsx")
    assert "늦게 입력 1개" in "\n".join(headings_of(app))
