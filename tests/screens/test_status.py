"""The opening screen on the sample: rank, distances, parts, fields, what is not top grade, what changed."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from scoring.model import Branch
from scoring.score import Result
from tests.screens.conftest import Opener
from tests.screens.reading import LANGUAGES, headings_of, marks_of, scored, scores_in_group, title_of

BUCHEON, POCHEON = "41190", "41650"
GROUP_1 = {"고양시", "성남시", "부천시", "수원시", "안산시", "안양시", "용인시", "화성시", "평택시", "남양주시"}


@pytest.fixture
def result(sample_database: Path) -> Result:
    return scored(sample_database, "gyeonggi-2023", "2023-09")


def cells(app: AppTest, key: str) -> list[dict[str, object]]:
    return app.dataframe(key=key).value.to_dict("records")


def two_decimals(number: Fraction) -> str:
    return f"{float(number):.2f}"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ko", "부천시, 1그룹 10개 시군 중 3위 · 우수상권"),
        ("en", "Bucheon: 3rd of 10 in Group 1 · Excellence"),
    ],
)
def test_the_published_place_is_the_title(open_page: Opener, language: str, title: str) -> None:
    assert title_of(open_page("status", lang=language)) == title


def test_the_distances_are_those_between_the_scores(open_page: Opener, result: Result) -> None:
    (_, (above, _), (home, unit), (below, _), *_) = scores_in_group(result, "1")
    assert unit == BUCHEON
    line = headings_of(open_page("status"))[0]
    assert f"2위 성남시까지 {two_decimals(above - home)}점" in line
    assert f"4위 수원시보다 {two_decimals(home - below)}점 앞섬" in line
    assert "자료 기준일 2023-09-30" in line


def test_every_award_line_has_its_distance(open_page: Opener, result: Result) -> None:
    scores = [one for one, _ in scores_in_group(result, "1")]
    lines = [words for words in headings_of(open_page("status", lang="en")) if words[0] in "●○"]
    assert lines == [
        f"○ Grand Prize: {two_decimals(scores[0] - scores[2])} points behind Goyang",
        f"● Excellence: {two_decimals(scores[2] - scores[3])} points ahead of Suwon",
        f"● Encouragement: {two_decimals(scores[2] - scores[5])} points ahead of Anyang",
    ]


def test_the_parts_add_up_to_the_score(open_page: Opener, result: Result) -> None:
    standing = result.standings[BUCHEON]
    prior, current = standing.score_of("prior"), standing.score_of("current")
    assert prior is not None
    assert current is not None
    assert Fraction(3, 10) * prior + Fraction(7, 10) * current == standing.score
    final, first, second, bonus = open_page("status").metric
    assert final.value == "99.23"
    assert (first.label.replace("\\", ""), first.value) == ("전년도 실적 (30%)", two_decimals(prior))
    assert (second.label.replace("\\", ""), second.value) == ("올해 실적 (70%)", two_decimals(current))
    assert bonus.value == f"+{two_decimals(sum(standing.adjustments.values(), Fraction(0)))}"


def test_fields_and_their_cost(open_page: Opener, result: Result) -> None:
    """All weights are 1 and all indicators count for this unit, so a field costs 0.7 x points missing / 101."""
    standing, rows = result.standings[BUCHEON], cells(open_page("status"), "fields_table")
    branches = [node for node in result.evaluation.node("current").children if isinstance(node, Branch)]
    assert len(rows) == len(branches) == 9
    for row, branch in zip(rows, branches, strict=True):
        points = [standing.points[leaf.code] for leaf in branch.children]
        missing = sum((100 - one for one in points if one is not None), Fraction(0))
        assert row["지표"] == len(points)
        assert row["최고 등급 미달"] == sum(1 for one in points if one != 100)
        assert row["점수"] == float(round(100 - missing / len(points), 2))
        assert row["잃은 종합점수"] == float(round(Fraction(7, 10) * missing / 101, 3))


def test_what_is_below_the_top_grade_is_listed_and_counted(open_page: Opener, result: Result) -> None:
    below = {code for code, cell in result.standings[BUCHEON].grades.items() if cell.step and cell.step.letter != "S"}
    names = {one.name.ko for one in result.evaluation.indicators() if one.code in below}
    app = open_page("status")
    rows = cells(app, "not_top")
    assert {row["지표"] for row in rows} == names
    assert any(f"S 등급이 아닌 지표 {len(below)}개" in words for words in headings_of(app))
    assert all("→ S" in str(row["다음 등급까지"]) for row in rows)


def test_the_change_on_the_month_before(open_page: Opener, sample_database: Path, result: Result) -> None:
    before = scored(sample_database, "gyeonggi-2023", "2023-08").standings[BUCHEON]
    now = result.standings[BUCHEON]
    assert before.score is not None
    assert now.score is not None
    changed = [
        code
        for code, cell in now.grades.items()
        if (before.grades[code].state, before.grades[code].step) != (cell.state, cell.step)
    ]
    app = open_page("status", lang="en")
    expected = f"from {before.rank}th to {now.rank}rd, +{two_decimals(now.score - before.score)} points"
    assert any(f"{expected}, {len(changed)} grades changed" in words for words in headings_of(app))
    assert len(cells(app, "changes")) == len(changed)
    assert app.metric[0].delta == f"+{two_decimals(now.score - before.score)}"


def test_the_sum_opens_down_to_the_fields(open_page: Opener) -> None:
    final, current = (frame.value for frame in open_page("status").dataframe[:2])
    assert list(final["항목"]) == ["전년도 실적", "올해 실적", "합계"]
    assert len(current) == 9 + 2
    for table in (final, current):
        *parts, total = (float(contribution.rstrip("…")) for contribution in table["기여"])
        assert sum(parts) == pytest.approx(total, abs=1e-5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_of_the_group_is_named_in_both_charts(open_page: Opener, language: str) -> None:
    app = open_page("status", lang=language)
    for chart in app.get("plotly_chart"):
        spec = json.dumps(json.loads(chart.proto.spec), ensure_ascii=False)
        names = GROUP_1 if language == "ko" else {"Goyang", "Bucheon", "Suwon", "Ansan", "Namyangju"}
        assert [name for name in names if name not in spec] == []


def test_months_without_the_score_of_the_prior_year(open_page: Opener, sample_database: Path) -> None:
    standing = scored(sample_database, "gyeonggi-2023", "2023-03").standings[BUCHEON]
    app = open_page("status", month="2023-03")
    assert f"중 {standing.rank}위" in title_of(app)
    assert "전년도 실적 점수 없음" in marks_of(app)
    assert f"미입력 {len(standing.not_submitted)}건" in marks_of(app)
    assert app.metric[1].value == "–"
    assert app.metric[0].value == app.metric[2].value


def test_the_first_month_has_nothing_to_be_compared_with(open_page: Opener) -> None:
    app = open_page("status", month="2023-01")
    assert any("비교할 앞선 달이 없습니다" in words for words in headings_of(app))
    assert not app.metric[0].delta


def test_a_unit_that_has_not_submitted_everything_is_flagged(open_page: Opener, result: Result) -> None:
    missing = result.standings[POCHEON].not_submitted
    assert missing
    app = open_page("status", unit=POCHEON)
    assert f"미입력 {len(missing)}건" in marks_of(app)
    named = {one.name.ko for one in result.evaluation.indicators() if one.code in missing}
    rows = [row for row in cells(app, "not_top") if row["지표"] in named]
    assert [row["등급"] for row in rows] == ["미입력"] * len(missing)
    assert not any("미입력" in mark for mark in marks_of(open_page("status", unit=BUCHEON)))


def test_tied_units_say_with_whom(open_page: Opener, sample_database: Path) -> None:
    result = scored(sample_database, "gyeonggi-2023", "2023-04")
    home = result.standings[BUCHEON]
    others = [one.unit for one in result.group("1") if one.rank == home.rank and one.unit != BUCHEON]
    names = [unit.name.ko for unit in result.evaluation.units if unit.code in others]
    assert names
    app = open_page("status", month="2023-04")
    assert f"{names[0]}와 공동 순위" in headings_of(app)[0]


def test_the_year_before(open_page: Opener, sample_database: Path) -> None:
    scores = scores_in_group(scored(sample_database, "gyeonggi-2022", "2022-09"), "1")
    place = [unit for _, unit in scores].index(BUCHEON) + 1
    app = open_page("status", evaluation="gyeonggi-2022")
    assert f"10개 시군 중 {place}위 · 시상권 밖" in title_of(app)
    assert app.selectbox(key="month").value == "2022-09"


def test_another_month_changes_the_finding(open_page: Opener, sample_database: Path) -> None:
    app = open_page("status")
    app.selectbox(key="month").select("2023-08").run()
    rank = scored(sample_database, "gyeonggi-2023", "2023-08").standings[BUCHEON].rank
    assert f"{rank}위" in title_of(app)
    assert "2023-08-31" in headings_of(app)[0]


@pytest.mark.parametrize("unit", ["41390", "41310", "41800"])
def test_every_group_has_its_own_finding(open_page: Opener, result: Result, unit: str) -> None:
    standing = result.standings[unit]
    title = title_of(open_page("status", unit=unit))
    assert f"{standing.group}그룹" in title
    assert f"{standing.rank}위" in title
