"""The shortest way on the sample: the finding, the proven set, what would do instead, effort, the way on."""

from pathlib import Path

import pytest

from app.services.scenarios import Scenario, decode
from scoring.whatif import with_grades
from tests.screens.conftest import Opener
from tests.screens.reading import LANGUAGES, hangul_of, headings_of, marks_of, scored, title_of

BUCHEON, GOYANG, POCHEON = "41190", "41280", "41650"
INDICATOR = {"ko": "지표", "en": "Indicator"}
MARK = {"ko": "가정(공식 아님)", "en": "What if, not official"}


def table_with(app, column):
    """The first table that has a column."""
    return next(table.value for table in app.dataframe if column in table.value.columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_set_reaches_the_goal_and_is_marked_as_a_what_if(
    open_page: Opener, sample_database: Path, language: str
) -> None:
    """August: Bucheon is fourth; two steps bring the third place, one does not."""
    app = open_page("plan", month="2023-08", lang=language)
    words = {"ko": "3위까지 최소 2단계: 예를 들면 ", "en": "3rd takes at least 2 grade steps: for example "}[language]
    assert title_of(app).startswith(words)
    assert MARK[language] in marks_of(app)
    shown = [str(cell) for cell in table_with(app, INDICATOR[language])[INDICATOR[language]]]
    codes = [cell.split(" ")[0] for cell in shown]
    result = scored(sample_database, "gyeonggi-2023", "2023-08")
    tops = {one.code: one.scale.top for one in result.evaluation.indicators() if one.code in codes}
    assert with_grades(result, BUCHEON, tops).rank == 3
    assert all(with_grades(result, BUCHEON, {code: step}).rank == 4 for code, step in tops.items())


def test_what_is_said_to_do_instead_does(open_page: Opener, sample_database: Path) -> None:
    app = open_page("plan", month="2023-08")
    result = scored(sample_database, "gyeonggi-2023", "2023-08")
    first, instead = [table.value for table in app.dataframe if "필요한 실적" in table.value.columns]
    kept = str(first["지표"].iloc[0]).split(" ")[0]
    scales = {one.code: one.scale.top for one in result.evaluation.indicators()}
    others = [str(cell).split(" ")[0] for cell in instead["지표"]]
    assert len(others) == 19
    assert {with_grades(result, BUCHEON, {kept: scales[kept], code: scales[code]}).rank for code in others} == {3}


@pytest.mark.parametrize("language", LANGUAGES)
def test_out_of_reach_is_said_with_the_best_rank(open_page: Opener, language: str) -> None:
    title = title_of(open_page("plan", lang=language))
    assert {"ko": "가장 높은 순위는 3위", "en": "The best rank is 3rd"}[language] in title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_is_told_that_it_is_there_and_how_it_falls(open_page: Opener, language: str) -> None:
    app = open_page("plan", unit=GOYANG, lang=language)
    assert {"ko": "이미 이루었습니다", "en": "is reached already"}[language] in title_of(app)
    assert any({"ko": "1위를 잃습니다", "en": "1st place"}[language] in words for words in headings_of(app))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_smallest_slip_really_loses_the_rank(open_page: Opener, sample_database: Path, language: str) -> None:
    """September: any one grade down drops Bucheon from third to fourth."""
    app = open_page("plan", lang=language)
    falls = table_with(app, {"ko": "이러면 떨어짐", "en": "Falls if"}[language])
    result = scored(sample_database, "gyeonggi-2023", "2023-09")
    scales = {one.code: one.scale for one in result.evaluation.indicators()}
    assert len(falls) == 101
    for name, change in zip(falls[INDICATOR[language]], falls[{"ko": "등급", "en": "Grade"}[language]], strict=True):
        code, letter = str(name).split(" ")[0], str(change)[-1]
        step = scales[code].steps[scales[code].position(letter)]
        assert with_grades(result, BUCHEON, {code: step}).rank == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_prior_score_and_with_missing_cells_the_way_begins_with_what_is_missing(
    open_page: Opener, language: str
) -> None:
    app = open_page("plan", month="2023-03", goal="rank-1", lang=language)
    assert {"ko": "미입력→D", "en": "not submitted→D"}[language] in title_of(app)
    assert app.selectbox(key="goal").value == "rank-1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_rivals_at_their_best_stand_in_the_title_and_change_the_answer(open_page: Opener, language: str) -> None:
    app = open_page("plan", rivals="best", goal="award-excellence", lang=language)
    title = title_of(app)
    assert title.startswith({"ko": "경쟁 시군이 모두", "en": "If every rival"}[language])
    assert {"ko": "가장 높은 순위는 4위", "en": "The best rank is 4th"}[language] in title
    assert app.query_params["rivals"] == "best"


@pytest.mark.parametrize("language", LANGUAGES)
def test_rivals_as_the_outlook_expects_them_stand_in_the_title(open_page: Opener, language: str) -> None:
    app = open_page("plan", rivals="forecast", month="2023-07", lang=language)
    assert title_of(app).startswith({"ko": "경쟁 시군이 마감 때", "en": "If every rival had the score"}[language])
    assert app.query_params["rivals"] == "forecast"


def test_nothing_korean_is_left_in_english(open_page: Opener) -> None:
    assert hangul_of(open_page("plan", month="2023-08", lang="en")) == []


def test_effort_typed_and_applied_stands_in_the_address_and_changes_the_way(open_page: Opener) -> None:
    app = open_page("plan", month="2023-08")
    grid = table_with(app, "cost_of_step")
    best = [str(cell).split(" ")[0] for cell in table_with(app, "필요한 실적")["지표"]]
    rows = {str(cell).split(" ")[0]: index for index, cell in enumerate(grid["indicator"])}
    key = f"effort_grid_{BUCHEON}_"
    edited = {rows[best[0]]: {"fixed": True}, rows[best[1]]: {"cost_of_step": 2.5}}
    app.session_state[key] = {"edited_rows": edited, "added_rows": [], "deleted_rows": []}
    app.button(key="effort_apply").click().run()
    assert not app.exception
    assert app.query_params["effort"] == ",".join(sorted([f"{best[0]}:x", f"{best[1]}:2.5"]))
    after = [str(cell).split(" ")[0] for cell in table_with(app, "필요한 실적")["지표"]]
    assert len(after) == 2
    assert not set(after) & set(best)
    app.button(key="effort_reset").click().run()
    assert "effort" not in app.query_params
    assert [str(cell).split(" ")[0] for cell in table_with(app, "필요한 실적")["지표"]] == best


def test_another_evaluation_begins_without_the_efforts_of_this_one(open_page: Opener) -> None:
    app = open_page("plan", month="2023-08", effort="K20:2.5,K57:x,Z99:3")
    assert app.query_params["effort"] == "K20:2.5,K57:x"
    app.selectbox(key="evaluation").select("gyeonggi-2022").run()
    assert not app.exception
    assert "effort" not in app.query_params


def test_an_unknown_goal_gives_way_to_the_next_rank(open_page: Opener) -> None:
    app = open_page("plan", month="2023-08", goal="rank-99", way="7")
    assert app.selectbox(key="goal").value == "rank-3"
    assert "goal" not in app.query_params


def test_the_set_opens_as_a_scenario(open_page: Opener, sample_database: Path) -> None:
    app = open_page("plan", month="2023-08")
    codes = [str(cell).split(" ")[0] for cell in table_with(app, "필요한 실적")["지표"]]
    app.button(key="open_scenario").click().run()
    assert not app.exception
    evaluation = scored(sample_database, "gyeonggi-2023", "2023-08").evaluation
    scenario = decode(app.query_params["scenario"], evaluation)
    assert isinstance(scenario, Scenario)
    assert scenario.grades == {(BUCHEON, code): "S" for code in codes}


def test_what_is_not_submitted_can_be_part_of_the_way(open_page: Opener, sample_database: Path) -> None:
    missing = set(scored(sample_database, "gyeonggi-2023", "2023-09").standings[POCHEON].not_submitted)
    grid = table_with(open_page("plan", unit=POCHEON), "cost_of_step")
    assert missing
    assert missing <= {str(cell).split(" ")[0] for cell in grid["indicator"]}
