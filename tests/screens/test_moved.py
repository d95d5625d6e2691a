"""Why it moved, on the sample: the choice of months, the sums on the screen, every state, both languages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from scoring.decompose import decompose
from tests.screens.conftest import Opener
from tests.screens.reading import LANGUAGES, hangul_of, scored, strings_of, title_of
from tests.screens.test_closing import close

BUCHEON, HWASEONG = "41190", "41590"
NOW = ("gyeonggi-2023", "2023-09")


def rows(app: AppTest, *columns: str) -> list[dict[str, object]]:
    """The first table that has one of some columns."""
    found = (table.value for table in app.dataframe if set(columns) & {*table.value.columns})
    return next((table.to_dict("records") for table in found), [])


STEPS, RIVALS, METHOD = ("단계", "Step"), ("그때 점수 차", "Lead then"), ("달라진 내용", "What is different")
PARTS = ("원인", "Cause")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "before"),
    [
        ({}, ("gyeonggi-2023", "2023-08")),
        ({"against": "cutoff"}, ("gyeonggi-2022", "2022-09")),
        ({"against": "other", "from": "gyeonggi-2023.2023-01"}, ("gyeonggi-2023", "2023-01")),
    ],
)
def test_what_is_shown_is_the_split_and_adds_up(
    open_page: Opener, sample_database: Path, address: dict[str, str], before: tuple[str, str], language: str
) -> None:
    split = decompose(scored(sample_database, *before), scored(sample_database, *NOW), BUCHEON)
    app = open_page("moved", lang=language, **address)
    effect = {"ko": "종합점수 효과", "en": "Effect on final score"}[language]
    *parts, total = [row[effect] for row in rows(app, *PARTS)]
    assert total == pytest.approx(float(split.total), abs=0.0005)
    assert sum(parts) == pytest.approx(total, abs=0.001 * len(parts))
    ranks = [metric.value for metric in app.metric]
    assert len(rows(app, *STEPS)) == 5
    assert len(rows(app, *RIVALS)) == 9
    assert ranks[0] == {"ko": f"{split.rank_before}위", "en": _ordinal(split.rank_before)}[language]
    assert ranks[-1] == {"ko": f"{split.rank_after}위", "en": _ordinal(split.rank_after)}[language]
    if language == "en":
        assert hangul_of(app, "한국어") == []


def _ordinal(rank: int) -> str:
    return f"{rank}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(rank, 'th') }"


def test_who_fell_reads_that_rivals_did_it(open_page: Opener) -> None:
    """Hwaseong gains points from August to September and falls from 6th to 8th."""
    title = title_of(open_page("moved", unit=HWASEONG))
    assert title.startswith("화성시, 8월보다 2계단 내려 8위")
    assert "경쟁 시군 변화로 4계단 하락" in title


def test_months_are_chosen_and_stand_in_the_address(open_page: Opener) -> None:
    app = open_page("moved", month="2023-08")
    assert app.button_group(key="against").options == [
        "지난달(2023년 7월)",
        "작년 같은 달(2022년 8월)",
        "작년 기준일(2022년 9월)",
        "다른 달",
    ]
    app.button_group(key="against").set_value("same_month").run()
    assert app.query_params["against"] == "same_month"
    assert "2022년 8월보다" in title_of(app) or "2022년 8월과" in title_of(app)
    app.button_group(key="against").set_value("other").run()
    app.selectbox(key="from").select("gyeonggi-2022.2022-05").run()
    assert not app.exception
    assert "2022년 5월" in title_of(app)


def test_an_unknown_month_in_the_address_gives_way(open_page: Opener) -> None:
    app = open_page("moved", against="other", **{"from": "gyeonggi-2023.2023-12"})
    assert app.selectbox(key="from").value == "gyeonggi-2023.2023-08"


def test_new_changed_and_dropped_indicators_stand_in_a_table_between_years_only(open_page: Opener) -> None:
    kinds = {row["구분"] for row in rows(open_page("moved", against="cutoff"), *METHOD)}
    assert kinds == {"새 지표", "바뀜", "없어짐", "가중치"}
    assert rows(open_page("moved"), *METHOD) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_very_first_month_says_that_there_is_nothing_before(open_page: Opener, language: str) -> None:
    app = open_page("moved", evaluation="gyeonggi-2022", month="2022-01", lang=language)
    assert {"ko": "견줄 앞선 달이 없습니다", "en": "no month before"}[language] in title_of(app)
    assert len(app.dataframe) == 0


def test_the_first_month_of_a_year_is_held_against_the_year_before(open_page: Opener) -> None:
    app = open_page("moved", month="2023-01")
    assert "2022년 1월" in title_of(app)


def test_a_prior_score_that_came_in_stands_apart(open_page: Opener) -> None:
    app = open_page("moved", against="other", **{"from": "gyeonggi-2023.2023-01"})
    assert "전년도 실적" in {row["항목"] for row in rows(app, *PARTS)}
    assert any("점수가 없어 다른 부문만으로" in words for words in strings_of(app))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_unit_that_was_not_evaluated_the_year_before(
    open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    definition = Path("indicators.yaml").read_text(encoding="utf-8")
    path = tmp_path / "indicators.yaml"
    path.write_text(_without_bucheon_in_2022(definition), encoding="utf-8")
    monkeypatch.setenv("EVALUATION_DEFINITION", str(path))
    app = open_page("moved", against="cutoff", lang=language)
    assert {"ko": "평가 대상이 아니어서", "en": "was not evaluated"}[language] in title_of(app)
    assert len(app.dataframe) == 0


def _without_bucheon_in_2022(definition: str) -> str:
    """The same groups, but those of 2022 without one city."""
    start, end = definition.index("  - code: population-2019"), definition.index("# ── 부서")
    grouping = definition[start:end]
    other = "\n".join(line for line in grouping.splitlines() if '"41190"' not in line)
    other = other.replace("population-2019", "population-2022")
    changed = definition[:end] + other + "\n\n" + definition[end:]
    at = changed.index("code: gyeonggi-2022")
    before, after = changed[:at], changed[at:]
    after = after.replace("grouping: population-2019", "grouping: population-2022", 1)
    return before + after.replace('    home: "41190" # 부천시\n', '    home: "41110"\n', 1)


def test_a_closed_month_is_compared_as_it_was_frozen(open_page_on: Callable[[Path], Opener], database: Path) -> None:
    close(database, "2023-08")
    app = open_page_on(database)("moved")
    assert title_of(app).startswith("부천시, 8월보다 1계단 올라 3위")
