"""Early warnings on the sample: what is shown, chosen, divided, opened and said where there is nothing to say."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.definition import parse_definition
from app.services.closing_acts import close_month
from app.services.closing_checks import check_closing
from app.services.months import history
from app.services.timeline import Timeline
from app.services.warnings import Warnings, WarningState, warnings_of
from app.storage.store import Store, open_store
from manage import main
from scoring.model import WeakRuleKind
from tests.screens.conftest import Opener
from tests.screens.reading import LANGUAGES, headings_of, shipped_definition, title_of

HWASEONG = "41590"
JULY = "2023-07"


@pytest.fixture(scope="module")
def of_july(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Warnings:
    """The warnings of Hwaseong in July without the forecast, by the service alone."""
    copy = tmp_path_factory.mktemp("warnings") / "evaluation.duckdb"
    copy.write_bytes(built_database.read_bytes())
    definition = shipped_definition()
    with open_store(copy) as store:
        years = [history(store, definition, code) for code in ("gyeonggi-2023", "gyeonggi-2022")]
    return warnings_of(Timeline(*years).until(JULY), HWASEONG)


def rows(app: AppTest) -> list[dict[str, object]]:
    """The lines of all divisions; the table of the rules is the last one."""
    return [row for table in app.dataframe[:-1] for row in table.value.to_dict("records")]


def rules(app: AppTest) -> dict[object, dict[str, object]]:
    return {row["기준"]: row for row in app.dataframe[-1].value.to_dict("records")}


def test_the_screen_shows_what_the_service_finds(open_page: Opener, of_july: Warnings) -> None:
    app = open_page("warnings", unit=HWASEONG, month=JULY)
    shown = rules(app)
    for rule in shipped_definition().evaluation("gyeonggi-2023").weak_rules:
        if rule.kind is WeakRuleKind.FORECAST_TO_MISS:
            continue
        found = [one for one in of_july.listed if one.rule.code == rule.code]
        counted = [sum(one.state is state for one in found) for state in WarningState]
        row = shown[rule.name.ko]
        assert (row["새로"], row["이번 달"], row["해소"]) == (counted[0], counted[0] + counted[1], counted[2]), (
            rule.code
        )
    total = sum(int(str(row["이번 달"])) for row in shown.values())
    new = sum(int(str(row["새로"])) for row in shown.values())
    assert f"조기경보 {total}건" in title_of(app)
    assert f"새로 {new}건" in title_of(app)


def test_every_line_says_level_and_state_in_words(open_page: Opener) -> None:
    app = open_page("warnings", unit=HWASEONG, month=JULY, by="department")
    assert {str(row["수준"]).split()[1] for row in rows(app)} == {"심각", "주의", "관찰"}
    assert {str(row.get("상태", "✓ 해소")).split()[1] for row in rows(app)} == {"새로", "계속", "해소"}
    assert all(row["이유"] for row in rows(app))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["level", "department", "rule"])
def test_divided_the_counts_of_the_headings_add_up(open_page: Opener, language: str, by: str) -> None:
    app = open_page("warnings", unit=HWASEONG, month=JULY, lang=language, by=by)
    total = {"ko": "이번 달", "en": "This month"}[language], {"ko": "해소", "en": "Resolved"}[language]
    table = app.dataframe[-1].value
    wanted = int(table[total[0]].sum() + table[total[1]].sum())
    found = [words for words in headings_of(app) if words.startswith("**") and "—" in words]
    counts = ["".join(sign for sign in words.split("**")[1].rsplit(" ", 1)[1] if sign.isdigit()) for words in found]
    assert sum(int(count) for count in counts if count) == wanted


def test_one_department_one_level_one_state_one_rule(open_page: Opener) -> None:
    app = open_page("warnings", unit=HWASEONG, month=JULY, level="medium", state="new", rule="falling")
    row = rows(app)[0]
    assert row["걸린 기준"] == "두 달 연속 하락"
    assert "→" in str(row["이유"])
    app.selectbox(key="level").select("high").run()
    assert rows(app) == []
    assert "고른 조건에 맞는 조기경보가 없습니다" in app.info[0].value
    app.selectbox(key="rule").select("").run()
    app.selectbox(key="level").select("").run()
    app.selectbox(key="state").select("resolved").run()
    assert len(app.dataframe) == 2
    assert "state" in app.query_params


def test_an_indicator_without_an_earlier_year_says_so(open_page: Opener) -> None:
    """P14 was not there in 2022."""
    app = open_page("warnings", month=JULY)
    new = [row for row in rows(app) if row["지표"] == name_of("P14")]
    assert new
    assert all("비교할 전년 없음" in str(row["이유"]) for row in new)
    assert "비교할 전년이 없는 지표" in str(rules(app)["전년보다 등급 낮음"])


def name_of(code: str) -> str:
    evaluation = shipped_definition().evaluation("gyeonggi-2023")
    return next(one.name.ko for one in evaluation.indicators() if one.code == code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_month_has_none_before_it_and_the_year_before_none_either(open_page: Opener, language: str) -> None:
    words = {"ko": "견줄 앞선 달이 없습니다", "en": "none before to compare with"}[language]
    assert words in title_of(open_page("warnings", month="2023-01", lang=language))
    first = open_page("warnings", evaluation="gyeonggi-2022", month="2022-01", lang=language)
    assert words in title_of(first)


def test_the_weak_indicators_are_those_that_are_warned(open_page: Opener) -> None:
    """What is about the unit alone makes no indicator weak."""
    warned = {row["지표"] for row in rows(open_page("warnings", unit=HWASEONG, month=JULY)) if "상태" in row}
    weak = open_page("weak", unit=HWASEONG, month=JULY)
    listed = {row["지표"] for table in weak.dataframe for row in table.value.to_dict("records")}
    assert warned - {"시군 전체 순위"} == listed


def test_an_evaluation_without_rules_says_what_to_do(
    open_page_on: Callable[[Path], Opener], database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (Path(__file__).parents[2] / "indicators.yaml").read_text(encoding="utf-8")
    begin, end = source.index("    weak_rules: &weak-rules"), source.index("    tree:")
    changed = source[:begin] + "    weak_rules: []\n" + source[source.index("\n\n", begin) :]
    changed = changed.replace("    weak_rules: *weak-rules\n", "")
    assert begin < end
    parse_definition(changed.encode(), "own.yaml")
    (tmp_path / "own.yaml").write_text(changed, encoding="utf-8")
    monkeypatch.setenv("EVALUATION_DEFINITION", str(tmp_path / "own.yaml"))
    app = open_page_on(database)("warnings")
    assert "기준이 정해지지 않았습니다" in title_of(app)
    assert "weak_rules" in app.info[0].value
    assert len(app.dataframe) == 0


def test_a_closed_month_warns_as_it_was_frozen(
    open_page_on: Callable[[Path], Opener], database: Path, store: Store
) -> None:
    open_page = open_page_on(database)
    before = rows(open_page("warnings", month="2023-08", unit=HWASEONG))
    close(store, "2023-08")
    app = open_page("warnings", month="2023-08", unit=HWASEONG)
    assert rows(app) == before


def close(store: Store, month: str) -> None:
    definition, now = shipped_definition(), datetime(2026, 11, 1, tzinfo=UTC)
    ready = check_closing(store, definition, definition.evaluation("gyeonggi-2023"), month, now.date())
    text = (Path(__file__).parents[2] / "indicators.yaml").read_bytes()
    close_month(store, ready, text, ("kim", now), ready.kinds)


def test_the_command_line_lists_the_weak_indicators_of_the_screen(
    open_page_on: Callable[[Path], Opener], database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--database", str(database), "--evaluation", "gyeonggi-2023", "--month", JULY]
    main(["weak", "--unit", HWASEONG, *where, "--format", "json"])
    listed = {row["indicator"] for row in json.loads(capsys.readouterr().out)}
    weak = open_page_on(database)("weak", unit=HWASEONG, month=JULY)
    assert listed == {row["지표"] for table in weak.dataframe for row in table.value.to_dict("records")}
