"""Every published fact of the evaluations of 2022 and 2023 holds for the sample."""

import csv
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.model import Definition
from scoring.rounding import round_half_up
from scoring.score import Result

PUBLISHED = Path(__file__).parents[2] / "data" / "published_results.csv"
GOYANG, SEONGNAM, BUCHEON, HWASEONG = "41280", "41130", "41190", "41590"
SIHEUNG, GURI, UIWANG, YEOJU = "41390", "41310", "41430", "41670"
FIELDS = tuple(f"field-{number}" for number in range(1, 10))


def _published() -> list[dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["evaluation_year"] in {"2022", "2023"}]


def _letters(result: Result, unit: str) -> Counter[str]:
    return Counter(cell.step.letter for cell in result.standings[unit].grades.values() if cell.step)


@pytest.mark.parametrize("row", _published(), ids=lambda row: f"{row['evaluation_year']}-{row['municipality']}")
def test_published_place_award_and_score(
    row: dict[str, str], september: Mapping[int, Result], definition: Definition
) -> None:
    result = september[int(row["evaluation_year"])]
    unit = next(one.code for one in definition.units if one.name.ko == row["municipality"])
    standing = result.standings[unit]
    assert standing.group == row["population_group"]
    if row["place"]:
        assert standing.rank == int(row["place"])
    assert (standing.award.name.ko if standing.award else "") == row["award"]
    if row["score"]:
        assert standing.score is not None
        assert round_half_up(standing.score, 2) == Decimal(row["score"])


def test_all_fifteen_places_of_2022_are_published() -> None:
    assert sum(row["evaluation_year"] == "2022" and bool(row["score"]) for row in _published()) == 15


def test_bucheon_is_first_this_year_fourth_before_and_third_in_all(september: Mapping[int, Result]) -> None:
    result = september[2023]
    assert result.places("current", "1")[BUCHEON].rank == 1
    assert result.places("prior", "1")[BUCHEON].rank == 4
    assert result.standings[BUCHEON].rank == 3
    assert not result.standings[BUCHEON].tied


def test_bucheon_is_first_in_eight_of_nine_fields(september: Mapping[int, Result]) -> None:
    places = [september[2023].places(field, "1")[BUCHEON].rank for field in FIELDS]
    assert places.count(1) == 8


def test_bucheon_has_99_s_and_2_a(september: Mapping[int, Result]) -> None:
    assert _letters(september[2023], BUCHEON) == {"S": 99, "A": 2}


@pytest.mark.parametrize(("year", "indicators", "score"), [(2022, 89, "100.45"), (2023, 101, "101.85")])
def test_siheung_has_s_in_every_indicator_and_its_score_to_the_last_digit(
    year: int, indicators: int, score: str, september: Mapping[int, Result]
) -> None:
    assert _letters(september[year], SIHEUNG) == {"S": indicators}
    assert september[year].standings[SIHEUNG].score == Fraction(score)


def test_uiwang_has_the_published_parts_exactly(september: Mapping[int, Result]) -> None:
    standing = september[2023].standings[UIWANG]
    assert standing.score_of("prior") == Fraction("94.56")
    assert standing.score_of("current") == Fraction("100.82")
    assert standing.score == Fraction("98.942")
    assert standing.rank in {2, 3}


def test_places_named_without_a_full_table(september: Mapping[int, Result]) -> None:
    standings = september[2023].standings
    assert standings[GOYANG].rank == 1
    assert standings[HWASEONG].rank == 8
    assert standings[GURI].rank == 1
    assert standings[YEOJU].rank in {4, 5}


def test_with_the_split_of_2024_bucheon_passes_seongnam(september: Mapping[int, Result]) -> None:
    """The sample shows what the prior-year weight decides: 20 + 80 turns third place into second."""
    standings = september[2023].standings
    scores = {
        unit: _split(standing.score_of("prior"), standing.score_of("current")) for unit, standing in standings.items()
    }
    assert scores[GOYANG] > scores[BUCHEON] > scores[SEONGNAM]


def _split(prior: Fraction | None, current: Fraction | None) -> Fraction:
    assert prior is not None
    assert current is not None
    return (20 * prior + 80 * current) / 100


def test_no_ties_among_the_final_scores(september: Mapping[int, Result]) -> None:
    for result in september.values():
        assert not any(standing.tied for standing in result.standings.values())
