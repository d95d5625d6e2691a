"""Weak indicators on the sample: which, by which rules, what they cost, and how they are divided."""

from fractions import Fraction
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from scoring.score import Result
from tests.screens.conftest import Opener
from tests.screens.reading import LANGUAGES, headings_of, marks_of, scored, title_of

BUCHEON, POCHEON = "41190", "41650"
EXPECTED = {"K23", "K26", "K35", "P12"}


@pytest.fixture
def result(sample_database: Path) -> Result:
    return scored(sample_database, "gyeonggi-2023", "2023-09")


def named(result: Result, codes: set[str]) -> set[str]:
    return {one.name.ko for one in result.evaluation.indicators() if one.code in codes}


def below_top(result: Result, unit: str) -> set[str]:
    grades = result.standings[unit].grades
    return {code for code, cell in grades.items() if cell.step is not None and cell.step.letter != "S"}


def shown(app: AppTest) -> list[dict[str, object]]:
    return [row for table in app.dataframe for row in table.value.to_dict("records")]


def test_everything_below_the_top_and_everything_expected_is_listed_worst_first(
    open_page: Opener, result: Result
) -> None:
    rows = shown(open_page("weak"))
    assert {row["지표"] for row in rows} == named(result, below_top(result, BUCHEON) | EXPECTED)
    gains = [row["최고 등급이면"] for row in rows]
    assert gains == sorted(gains, reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_counts_them_and_sums_what_they_cost(open_page: Opener, result: Result, language: str) -> None:
    """All weights are 1 and all 101 indicators count, so a grade A instead of S costs 0.7 x 10 / 101."""
    below = below_top(result, BUCHEON)
    count = len(below | EXPECTED)
    cost = sum((100 - (result.standings[BUCHEON].points[code] or 0) for code in below), Fraction(0)) * Fraction(7, 1010)
    words = {"ko": f"부진지표 {count}개", "en": f"{count} weak indicators"}[language]
    title = title_of(open_page("weak", lang=language))
    assert words in title
    assert f"{float(cost):.2f}" in title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["department", "field"])
def test_divided_every_indicator_stands_once(open_page: Opener, language: str, by: str) -> None:
    together = shown(open_page("weak", lang=language))
    divided = open_page("weak", lang=language, by=by)
    name = {"ko": "지표", "en": "Indicator"}[language]
    assert sorted(str(row[name]) for row in shown(divided)) == sorted(str(row[name]) for row in together)
    assert len(divided.dataframe) > 1
    assert divided.query_params["by"] == by


def test_the_lead_department_is_the_heading_of_its_indicators(open_page: Opener, result: Result) -> None:
    app = open_page("weak", by="department")
    assert any(words.startswith("**보육정책과 1개 · 0.069점**") for words in headings_of(app))
    assert all("주관부서" not in table.value.columns for table in app.dataframe)


def test_one_rule_alone(open_page: Opener, result: Result) -> None:
    app = open_page("weak", rule="expected")
    assert {row["지표"] for row in shown(app)} == named(result, EXPECTED)
    app.selectbox(key="rule").select("not-top").run()
    assert {row["지표"] for row in shown(app)} == named(result, below_top(result, BUCHEON))
    assert app.query_params["rule"] == "not-top"


def test_not_submitted_is_weak_and_costs_all_its_points(open_page: Opener, result: Result) -> None:
    missing = set(result.standings[POCHEON].not_submitted)
    app = open_page("weak", unit=POCHEON, rule="not-submitted")
    rows = shown(app)
    assert {row["지표"] for row in rows} == named(result, missing)
    assert [row["등급"] for row in rows] == ["미입력"]
    assert f"미입력 {len(missing)}건" in marks_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_the_score_of_the_prior_year_the_current_year_counts_alone(open_page: Opener, language: str) -> None:
    """Then a grade costs 1 x 10 / 101 instead of 0.7 x 10 / 101."""
    app = open_page("weak", month="2023-03", lang=language, rule="not-top")
    gain = {"ko": "최고 등급이면", "en": "Gain at top"}[language]
    assert {row[gain] for row in shown(app)} == {0.099, 0.198}


def test_a_grade_that_fell_since_the_month_before_is_found(open_page: Opener, sample_database: Path) -> None:
    order = "SABCD"
    before = scored(sample_database, "gyeonggi-2023", "2023-07")
    now = scored(sample_database, "gyeonggi-2023", "2023-08")
    unit, fallen = next((unit, codes) for unit in now.standings if (codes := _fallen(before, now, unit, order)))
    rows = shown(open_page("weak", month="2023-08", unit=unit, rule="fell"))
    assert {row["지표"] for row in rows} == named(now, fallen)


def _fallen(before: Result, now: Result, unit: str, order: str) -> set[str]:
    old, new = before.standings[unit].grades, now.standings[unit].grades
    pairs = ((code, old[code].step, new[code].step) for code in new)
    return {
        code for code, was, is_now in pairs if was and is_now and order.index(was.letter) < order.index(is_now.letter)
    }


def test_an_unknown_rule_in_the_address_gives_way_to_all(open_page: Opener) -> None:
    app = open_page("weak", rule="none-such")
    assert app.selectbox(key="rule").value == ""
    assert "rule" not in app.query_params


def test_the_year_before(open_page: Opener, sample_database: Path) -> None:
    result = scored(sample_database, "gyeonggi-2022", "2022-09")
    rows = shown(open_page("weak", evaluation="gyeonggi-2022", rule="not-top"))
    assert {row["지표"] for row in rows} == named(result, below_top(result, BUCHEON))
