"""Fields and indicators on the sample: from the whole to one indicator, by address and by choice."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from scoring.model import Branch
from scoring.score import Result
from tests.screens.conftest import Opener
from tests.screens.reading import LANGUAGES, hangul_of, headings_of, marks_of, scored, tables_of, title_of

BUCHEON, POCHEON = "41190", "41650"
CARE = "K26"


@pytest.fixture
def result(sample_database: Path) -> Result:
    return scored(sample_database, "gyeonggi-2023", "2023-09")


def charts_of(app: AppTest) -> list[str]:
    return [json.dumps(json.loads(one.proto.spec), ensure_ascii=False) for one in app.get("plotly_chart")]


def best_first(result: Result, field: str) -> list[Fraction]:
    scores = [one.score_of(field) for one in result.group("1")]
    return sorted((score for score in scores if score is not None), reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_fields_with_their_places_in_the_group(open_page: Opener, result: Result, language: str) -> None:
    app = open_page("fields", lang=language)
    rows = app.dataframe(key="fields").value
    branches = [node for node in result.evaluation.node("current").children if isinstance(node, Branch)]
    places = [1 + best_first(result, one.code).index(result.standings[BUCHEON].scores[one.code]) for one in branches]
    shown = [int("".join(sign for sign in cell if sign.isdigit())) for cell in rows.iloc[:, 1]]
    assert shown == places
    counted = {"ko": f"9개 분야 중 {places.count(1)}개", "en": f"{places.count(1)} of 9 fields"}
    assert counted[language] in title_of(app)


@pytest.mark.parametrize(("group", "units"), [("1", 10), ("2", 10), ("3", 11), ("all", 31)])
def test_the_heatmap_has_every_unit_of_the_groups_shown(
    open_page: Opener, result: Result, group: str, units: int
) -> None:
    (chart,) = charts_of(open_page("fields", group=group))
    names = [unit.name.ko for unit in result.evaluation.units]
    assert len([name for name in names if f'"{name}<br>' in chart]) == units


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_field_says_how_many_of_its_indicators_are_below_the_top(
    open_page: Opener, result: Result, language: str
) -> None:
    standing, branch = result.standings[BUCHEON], result.evaluation.node("field-3")
    assert isinstance(branch, Branch)
    below = [leaf.code for leaf in branch.children if standing.points[leaf.code] != 100]
    app = open_page("fields", field="field-3", lang=language)
    line = {
        "ko": f"지표 {len(branch.children)}개 중 최고 등급 미달 {len(below)}개",
        "en": f"{len(below)} of {len(branch.children)} indicators below the top grade",
    }
    assert line[language] in headings_of(app)[0]
    assert len(app.dataframe(key="field_indicators").value) == len(branch.children)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_indicator_from_value_to_grade(open_page: Opener, language: str) -> None:
    app = open_page("fields", field="field-3", indicator=CARE, lang=language)
    assert (
        title_of(app)
        == {
            "ko": "부천시 공공보육 이용률: 41.8%, A 등급",
            "en": "Bucheon, Children in public childcare: 41.8%, grade A",
        }[language]
    )
    assert {"ko": "다음 등급까지 +0.2%p → S", "en": "To the next grade +0.2"}[language] in headings_of(app)[0]
    values = app.dataframe[1].value
    assert len(values) == 31
    home = values[values.iloc[:, 1].str.contains({"ko": "부천시", "en": "Bucheon"}[language])].iloc[0]
    assert list(home)[2:] == ["A", "41.8%", "42.0%", "99.5%"]


def test_the_definition_and_the_source_of_an_indicator_are_named(open_page: Opener) -> None:
    app = open_page("fields", field="field-3", indicator=CARE)
    words = "\n".join(headings_of(app))
    assert f"**지표 코드**  {CARE}" in words
    assert "보육정책과" in words
    assert "S 100 (100%) · A 90 (90%)" in words
    source = app.caption[0].value.replace("\\", "")
    assert re.fullmatch(r"자료: gyeonggi-2023_2023-09\.xlsx · 실적 [A-Z]+\d+ · 프로그램과 함께 온 자료", source)


def test_an_english_indicator_has_no_hangul_but_for_the_cell_it_came_from(open_page: Opener) -> None:
    app = open_page("fields", field="field-3", indicator=CARE, lang="en")
    source = next(one.value.replace("\\", "") for one in app.caption if ".xlsx" in one.value)
    assert hangul_of(app, source, "프로그램과 함께 온 자료", "실적!") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_stand_against_target_and_last_year(open_page: Opener, sample_database: Path, language: str) -> None:
    app = open_page("fields", field="field-3", indicator=CARE, lang=language)
    months = app.dataframe[0].value
    assert len(months) == 9
    before = scored(sample_database, "gyeonggi-2022", "2022-09").standings[BUCHEON].grades[CARE]
    assert before.value is not None
    assert f"{before.value:.1f}%" == months.iloc[-1, 4]


def test_an_indicator_graded_by_hand_has_a_grade_and_no_value(open_page: Opener, result: Result) -> None:
    by_hand = next(one for one in result.evaluation.indicators() if one.target is None and not one.cutoffs)
    field = next(node.code for node in result.evaluation.node("current").children if _holds(node, by_hand.code))
    app = open_page("fields", field=field, indicator=by_hand.code)
    step = result.standings[BUCHEON].grades[by_hand.code].step
    assert step is not None
    assert title_of(app) == f"부천시 {by_hand.name.ko}: {step.letter} 등급"
    assert any("등급만 평정합니다" in caption.value for caption in app.caption)


def _holds(node: object, code: str) -> bool:
    return isinstance(node, Branch) and any(leaf.code == code for leaf in node.children)


def test_an_indicator_not_submitted_says_so(open_page: Opener, result: Result) -> None:
    (code,) = result.standings[POCHEON].not_submitted
    name = next(one.name for one in result.evaluation.indicators() if one.code == code)
    field = next(node.code for node in result.evaluation.node("current").children if _holds(node, code))
    assert title_of(open_page("fields", unit=POCHEON, field=field, indicator=code)) == f"포천시 {name.ko}: 미입력"
    english = open_page("fields", unit=POCHEON, field=field, indicator=code, lang="en")
    assert title_of(english) == f"Pocheon, {name.en}: not submitted"


def test_an_indicator_that_was_not_there_last_year_says_so(
    open_page: Opener, result: Result, sample_database: Path
) -> None:
    old = {one.code for one in scored(sample_database, "gyeonggi-2022", "2022-09").evaluation.indicators()}
    new = next(one.code for one in result.evaluation.indicators() if one.code not in old)
    field = next(node.code for node in result.evaluation.node("current").children if _holds(node, new))
    app = open_page("fields", field=field, indicator=new)
    assert any("지난해 평가에 없던 지표" in caption.value for caption in app.caption)


def test_a_field_and_an_indicator_are_chosen_and_taken_back(open_page: Opener) -> None:
    app = open_page("fields")
    app.selectbox(key="field").select("field-3").run()
    app.selectbox(key="indicator").select(CARE).run()
    assert (app.query_params["field"], app.query_params["indicator"]) == ("field-3", CARE)
    app.selectbox(key="month").select("2023-03").run()
    assert "공공보육 이용률: 40.8%" in title_of(app)
    assert "전년도 실적 점수 없음" in marks_of(app)
    app.selectbox(key="field").select("").run()
    assert "field" not in app.query_params
    assert "indicator" not in app.query_params
    assert "9개 분야" in title_of(app)


def test_an_indicator_of_another_field_gives_way(open_page: Opener) -> None:
    app = open_page("fields", field="field-3", indicator="K01")
    assert "indicator" not in app.query_params
    assert title_of(app).startswith("따뜻한 동행")


@pytest.mark.parametrize("month", ["2023-01", "2023-03", "2023-09"])
@pytest.mark.parametrize("evaluation", ["gyeonggi-2022", "gyeonggi-2023"])
def test_every_field_opens_in_early_months_and_last_year(open_page: Opener, evaluation: str, month: str) -> None:
    at = {"evaluation": evaluation, "month": month.replace("2023", evaluation[-4:])}
    for number in range(1, 10):
        app = open_page("fields", field=f"field-{number}", **at)
        assert len(tables_of(app)) == len(app.get("download_button")) == 2
