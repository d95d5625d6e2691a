"""The dates on the sample: while the year runs, shortly after it, once it is over, without a calendar; what is owed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.views import progress
from tests.screens.conftest import Opener
from tests.screens.reading import LANGUAGES, hangul_of, scored, strings_of, title_of

SetDay = Callable[[date], None]
BUCHEON, POCHEON = "41190", "41650"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> SetDay:
    """Sets the day."""

    def on(day: date) -> None:
        monkeypatch.setattr(progress, "today", lambda: day)

    return on


def table(app: AppTest, column: str) -> list[dict[str, object]]:
    found = (one.value for one in [*app.table, *app.dataframe] if column in one.value.columns)
    return next((one.to_dict("records") for one in found), [])


def test_while_the_year_runs_the_countdown_is_real(open_page: Opener, at: SetDay) -> None:
    """From 20 August 2023: 41 days to 30 September, 133 to 31 December, the fourth Tuesday on the 22nd."""
    at(date(2023, 8, 20))
    app = open_page("calendar", month="2023-07")
    assert title_of(app) == "마감까지 41일 · 다음 부시장 주재 점검회의 8월 22일(화)"
    assert [metric.value for metric in app.metric] == ["41일 남음", "133일 남음", "2일 남음", "21일 남음", "없음"]
    assert "오늘(2023-08-20)부터 센 날수입니다" in " ".join(strings_of(app))
    days = [str(row["날짜"]).replace("\\", "") for row in table(app, "남은 날")]
    assert days[:3] == ["2023-08-22(화)", "2023-09-10(일)", "2023-09-26(화)"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_shortly_after_the_cut_off_the_joint_evaluation_still_runs(
    open_page: Opener, at: SetDay, language: str
) -> None:
    at(date(2023, 10, 12))
    app = open_page("calendar", lang=language)
    assert title_of(app).startswith({"ko": "마감 12일 지남", "en": "12 days after the cut-off"}[language])
    assert "80" in app.metric[1].value
    if language == "en":
        assert hangul_of(app, "한국어") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_that_is_over_says_so_and_is_seen_from_its_data_date(
    open_page: Opener, at: SetDay, language: str
) -> None:
    at(date(2026, 11, 22))
    app = open_page("calendar", month="2023-06", lang=language)
    over = {
        "ko": "2023-09-30에 마감된 평가 · 6월 30일(금) 기준으로는 마감까지 92일",
        "en": "The cut-off was 2023-09-30",
    }
    assert title_of(app).startswith(over[language])
    assert any("2023-06-30" in str(info.value) for info in app.info)
    assert (
        title_of(open_page("calendar", lang=language))
        == {
            "ko": "2023-09-30에 마감된 평가",
            "en": "The cut-off was 2023-09-30",
        }[language]
    )


@pytest.mark.parametrize("view", ["near", "all", "month"])
def test_every_view_has_its_table_and_downloads(open_page: Opener, at: SetDay, view: str) -> None:
    at(date(2023, 7, 3))
    app = open_page("calendar", month="2023-06", view=view)
    names = [button.proto.label for button in app.get("download_button")]
    assert "달력 파일(ics) 내려받기" in names
    assert names.count("xlsx 내려받기") == len(app.table) + len(app.dataframe)
    words = " ".join(map(str, (cell for row in app.table[0].value.to_dict("records") for cell in row.values())))
    assert "부시장 주재 점검회의" in words
    if view == "month":
        assert app.selectbox(key="shown").value == "2023-07"
        app.selectbox(key="shown").select("2023-06").run()
        assert "모의평가" in app.table[0].value.to_string()


def test_who_owes_what_by_when_counts_every_missing_value_once(
    open_page: Opener, at: SetDay, sample_database: Path
) -> None:
    at(date(2023, 2, 5))
    missing = scored(sample_database, "gyeonggi-2023", "2023-01").standings[BUCHEON].not_submitted
    rows = table(open_page("calendar", month="2023-01"), "미입력 지표 수")
    assert sum(int(str(row["미입력 지표 수"])) for row in rows) == len(missing) == 35
    days = [str(row["남은 날"]) for row in rows]
    assert {"5일 남음", "10일 남음"} >= set(days)
    assert days == sorted(days, key=lambda words: int(words.split("일")[0]))
    late = table(open_page("calendar", month="2023-01", unit=POCHEON), "미입력 지표 수")
    assert len(late) > 0


def test_the_departments_of_another_city_are_said_to_be_those_of_the_home_unit(open_page: Opener, at: SetDay) -> None:
    at(date(2023, 2, 5))
    app = open_page("calendar", month="2023-01", unit=POCHEON)
    assert any("부서는 부천시의 부서입니다" in caption.value for caption in app.caption)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_calendar_it_says_what_to_write(
    open_page: Opener,
    at: SetDay,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    path = tmp_path / "indicators.yaml"
    path.write_text(_without_calendar(Path("indicators.yaml").read_text(encoding="utf-8")), encoding="utf-8")
    monkeypatch.setenv("EVALUATION_DEFINITION", str(path))
    at(date(2023, 8, 20))
    app = open_page("calendar", month="2023-01", lang=language)
    assert title_of(app) == {"ko": "마감까지 41일", "en": "41 days to the cut-off"}[language]
    told = " ".join(str(info.value).replace("\\", "") for info in app.info)
    assert "rule: {week: 4, weekday: tuesday}" in told
    assert any("submit_by" in caption.value.replace("\\", "") for caption in app.caption)
    assert len(app.metric) == 1


def _without_calendar(definition: str) -> str:
    """Without any date: every ``calendar`` with all that is indented below it, and the days of submission."""
    kept, depth = [], None
    for line in definition.splitlines():
        indent = len(line) - len(line.lstrip())
        if depth is not None and (not line.strip() or indent > depth):
            continue
        depth = indent if line.strip() == "calendar:" else None
        if depth is None and "submit_by" not in line:
            kept.append(line)
    return "\n".join(kept)
