"""What a month says of the cut-off date: in numbers, in words and in tables."""

from dataclasses import replace

import pytest

from app.services.months import MonthView
from app.services.outlook import Outlook, chance_if, chance_of_rank, middle_rank, outlook_of, rank_span
from app.services.outlook_findings import (
    STANDS_OUT,
    assumption_texts,
    outlook_line,
    outlook_title,
    possible_text,
    ranks_text,
    reach_title,
    sample_text,
)
from app.services.outlook_tables import outlook_table, ranks_table, reach_table
from app.services.timeline import Timeline
from app.text.catalogue import LANGUAGES
from scoring.model import Accumulation, Evaluation, Method
from scoring.score import Result
from tests.scoring.build import branch, evaluation, imported, indicator, leaf
from tests.scoring.years import straight, year_before, year_of
from tests.services.what_ifs import nowhere_view

UNITS = ["a", "b", "c"]
PRIOR = {("a", "prior"): 99, ("b", "prior"): 96, ("c", "prior"): 80}


def three() -> Evaluation:
    """A rising, a level and a hand-graded indicator beside the prior-year score."""
    measured = [
        indicator("rising", accumulation=Accumulation.CUMULATIVE),
        indicator("level"),
        indicator("hand", target=None, method=Method.QUALITATIVE),
    ]
    return evaluation(branch("final", imported("prior", 30), branch("now", *map(leaf, measured), weight=70)), UNITS)


def months(number: int, *, prior: bool = True, before: bool = False) -> Timeline:
    courses = {
        unit: {"rising": straight(final)[:number], "level": [level] * number, "hand": ["S"] * number}
        for unit, final, level in zip(UNITS, (112, 101, 75), (103, 95, 70), strict=True)
    }
    scores = PRIOR if prior else {}
    last_year = year_of(year_before(three()), {unit: _whole(row) for unit, row in courses.items()}, scores=PRIOR)
    return Timeline(year_of(three(), courses, scores=scores), last_year if before else ())


def _whole(row: dict[str, list[object]]) -> dict[str, list[object]]:
    return {code: [*course, *[course[-1]] * (9 - len(course))] for code, course in row.items()}


def view_of(timeline: Timeline) -> MonthView:
    return nowhere_view(timeline.now)


def outlook(timeline: Timeline) -> Outlook:
    return outlook_of(timeline, {})


def test_the_numbers_agree_with_each_other() -> None:
    found = outlook(months(5))
    for unit in UNITS:
        assert sum(found.ranks[unit].values()) == pytest.approx(1)
        assert chance_of_rank(found, unit, 3) == pytest.approx(1)
        low, high = rank_span(found, unit)
        assert low <= middle_rank(found, unit) <= high
        assert found.prizes[unit]["grand"] == found.ranks[unit][1]
    assert found.expected_score["a"] > found.expected_score["b"] > found.expected_score["c"]
    assert (found.draws, found.seed, found.decided) == (10_000, 2023, False)
    assert 0 < found.error(0.5) < 0.01


def test_a_letter_fixed_for_what_if_moves_only_its_own_unit_upwards() -> None:
    found = outlook(months(5))
    better = chance_if(found, "b", {"level": "S", "rising": "S"})
    assert better.expected > found.expected_score["b"]
    assert better.ranks[1] >= found.ranks["b"][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_names_a_rank_that_stands_out_and_else_the_ranks_that_hold_most(language: str) -> None:
    timeline = months(5)
    found = outlook(timeline)
    assert found.ranks["c"][3] > STANDS_OUT
    words = outlook_title(view_of(timeline), "c", found, language)
    assert {"ko": "예상 순위 3위(확률", "en": "likely 3rd (chance"}[language] in words
    flat = replace(found, ranks={"c": {1: 0.28, 2: 0.27, 3: 0.25, 4: 0.2}})
    assert ranks_text(flat, "c", language).startswith(
        {"ko": "1위–3위(확률 80%)", "en": "1st to 3rd (chance 80%)"}[language]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_cut_off_month_the_result_is_said_and_nothing_is_drawn(language: str) -> None:
    timeline = months(9)
    found = outlook(timeline)
    assert found.decided
    words = outlook_title(view_of(timeline), "a", found, language)
    assert {"ko": "마감 결과", "en": "Result of"}[language] in words
    assert found.ranks["a"] == {1: 1.0, 2: 0.0, 3: 0.0}
    assert found.error(0.5) == 0
    assert assumption_texts(found, language) == ()
    assert {"ko": "열린 점수는 없습니다", "en": "none is open"}[language] in reach_title(
        view_of(timeline), "a", found, language
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_unit_without_a_score_says_so(language: str) -> None:
    one = evaluation(branch("final", leaf("p")), UNITS)
    this_year = year_of(one, {"a": {"p": ["n/a"]}, "b": {"p": ["90"]}, "c": {"p": ["95"]}})
    timeline = Timeline(this_year, ())
    found = outlook(timeline)
    assert {"ko": "예상하지 못합니다", "en": "no final rank can be forecast"}[language] in outlook_title(
        view_of(timeline), "a", found, language
    )
    assert outlook_line(view_of(timeline), "a", found, language) == ""


def test_what_had_to_be_assumed_is_said() -> None:
    without = assumption_texts(outlook(months(3, prior=False)), "ko")
    assert any("전년도 자료가 없는" in one for one in without)
    assert any("전년도 실적 점수" in one for one in without)
    with_year = assumption_texts(outlook(months(3, before=True)), "ko")
    assert not any("전년도 실적 점수" in one for one in with_year)
    assert any("정성 평정" in one for one in with_year)


def test_the_line_says_the_span_of_ranks_and_the_points() -> None:
    timeline = months(5)
    view, found = view_of(timeline), outlook(timeline)
    line = outlook_line(view, "a", found, "ko")
    assert possible_text(view, "a", "ko") in line
    assert "확정" in line
    assert "예상 점수" in line
    assert "10,000번" in sample_text(found, "a", "ko")


def test_tables_hold_every_rank_indicator_and_point() -> None:
    timeline = months(5)
    view, found = view_of(timeline), outlook(timeline)
    ranks = ranks_table(view, "b", found, "t", "ko")
    assert [row["rank"] for row in ranks.rows] == ["1위", "2위", "3위"]
    assert ranks.rows[-1]["or_better"] == 100
    indicators = outlook_table(view, "b", found, "t", "ko")
    assert set(indicators.codes) == {"rising", "level", "hand"}
    tops = [row["top"] for row in indicators.rows]
    assert tops == sorted(tops)  # type: ignore[type-var]
    by_code = dict(zip(indicators.codes, indicators.rows, strict=True))
    assert (by_code["hand"]["expected"], by_code["hand"]["interval"]) == ("–", "–")
    assert by_code["level"]["expected"] == "95.0"
    points = reach_table(view, "b", "t", "ko").rows
    assert sum(points[-1][part] for part in ("locked", "reachable", "lost")) == 100  # type: ignore[misc]


def test_later_months_are_not_looked_at() -> None:
    whole = months(9)
    early: tuple[Result, ...] = whole.this_year[:5]
    assert outlook(Timeline(early, ())).ranks == outlook(months(5)).ranks
