from decimal import Decimal

import pytest

from app.services.published import PublishedYear
from app.services.published_tables import (
    published_place,
    published_table,
    published_title,
    record_text,
    reproduction_table,
    reproduction_title,
)
from app.services.reproduced import places_of, record_of, reproductions
from app.storage.records import PublishedResult
from tests.services import named


def published(year: int, place: int | None, award: str, unit: str | None, score: str | None) -> PublishedResult:
    name = named.UNITS[unit].ko if unit else "마시"
    return PublishedResult(year, "1", place, award, unit, name, Decimal(score) if score else None, "press 1")


YEARS = (
    PublishedYear(
        2023,
        (
            published(2023, 1, "최우수", "a", "97"),
            published(2023, None, "우수", "b", "96.47"),
            published(2023, 3, "", "c", None),
            published(2023, 4, "장려", None, "90.1"),
        ),
    ),
    PublishedYear(2021, (published(2021, 2, "우수", "b", None),)),
)


def test_the_record_keeps_years_without_the_unit() -> None:
    record = record_of(YEARS, "a")
    assert record.years == (2023, 2021)
    assert [one.year for one in record.results] == [2023]


@pytest.mark.parametrize(
    ("unit", "language", "title"),
    [
        ("a", "ko", "가시, 결과가 확인된 2개년(2021–2023년) 중 1개년 수상 — 가장 높은 자리는 2023년 1위"),
        ("b", "en", "Na: awarded in 2 of 2 years with known results (2021–2023) — best: 2nd in 2021"),
        ("c", "ko", "다시, 결과가 확인된 2개년(2021–2023년) 수상 명단에 없음"),
        ("d", "en", "Ra: not among the published winners in 2 years with known results (2021–2023)"),
    ],
)
def test_the_title_counts_awards_and_names_the_best_place(unit: str, language: str, title: str) -> None:
    evaluation = named.evaluation()
    assert published_title(evaluation, record_of(YEARS, unit), unit, language) == title


def test_a_place_that_was_not_published_is_the_range_of_its_award() -> None:
    evaluation = named.evaluation()
    grand, excellence, none, unknown = YEARS[0].results
    assert places_of(excellence, evaluation.awards) == (2, 3)
    assert published_place(evaluation, grand, "ko") == "1위"
    assert published_place(evaluation, excellence, "ko") == "2~3위"
    assert published_place(evaluation, excellence, "en") == "2nd–3rd"
    assert places_of(none, evaluation.awards) == (3, 3)
    assert places_of(unknown._replace(place=None), evaluation.awards) is None
    assert published_place(evaluation, unknown._replace(place=None), "en") == "place not published"


def test_the_table_keeps_what_was_published_and_marks_the_unit() -> None:
    rows = published_table(named.evaluation(), YEARS, "b", "title", "en").rows
    assert len(rows) == 5
    assert rows[1] == {
        "year": 2023,
        "group": "Group 1",
        "place": None,
        "award": "Excellence Prize",
        "unit": "▶ Na",
        "score": Decimal("96.47"),
        "source": "press 1",
    }
    assert (rows[3]["unit"], rows[3]["award"], rows[2]["award"]) == ("마시", "장려", "–")


def test_the_record_in_one_line_is_newest_first() -> None:
    evaluation = named.evaluation()
    line = record_text(evaluation, record_of(YEARS, "b"), "ko")
    assert line == "2023년 우수 2~3위(96.47점) · 2021년 우수 2위"


def test_a_computed_result_that_agrees_says_so() -> None:
    rows = reproductions(YEARS[0], named.result())
    assert [row.published.unit_code for row in rows] == ["a", "b", "c"]
    assert [row.difference for row in rows] == [Decimal("0.00"), Decimal("0.00"), None]
    assert all(row.agrees for row in rows)
    assert reproduction_title(2023, rows, "ko") == "2023년 계산 결과는 공표와 같음 — 순위 3건, 점수 2건"


def test_a_computed_result_that_differs_is_not_hidden() -> None:
    rows = reproductions(YEARS[0], named.result(bonus="1"))
    assert [row.agrees for row in rows] == [False, False, True]
    title = reproduction_title(2023, rows, "en")
    assert title == "2023: computed results differ from the published ones — 1 of 3 places and 1 of 2 scores agree"
    table = reproduction_table(named.evaluation(), rows, "b", title, "ko").rows
    assert table[1]["unit"] == "▶ 나시"
    assert (table[1]["published_place"], table[1]["computed_place"]) == ("2~3위", "1위")
    assert (table[1]["published_score"], table[1]["computed_score"]) == (Decimal("96.47"), Decimal("97.17"))
    assert (table[1]["difference"], table[1]["agrees"], table[2]["agrees"]) == (Decimal("0.70"), "다름", "일치")
