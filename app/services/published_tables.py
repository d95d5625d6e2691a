"""Published results and how far the computed ones reproduce them, as tables and sentences."""

from collections.abc import Iterable
from decimal import Decimal

from app.services.published import PublishedYear
from app.services.ranking_tables import home_name
from app.services.reproduced import Record, Reproduction, best_of, places_of, tier_named
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import NOTHING, name_in, number_text, rank_text, unit_name
from app.storage.records import PublishedResult
from app.text.catalogue import text
from scoring.model import Evaluation
from scoring.rounding import round_half_up

SCORE_DECIMALS = 2


def _column(key: str, language: str, kind: Kind = Kind.WORDS, decimals: int = 0, *, wide: bool = False) -> Column:
    explained = text(f"published.tip.{key}", language)
    return Column(key, text(f"published.column.{key}", language), kind, decimals, explained, wide)


def published_unit(evaluation: Evaluation, result: PublishedResult, language: str) -> str:
    """The name of a published unit in the language asked for, as published where the evaluation does not know it."""
    known = {unit.code for unit in evaluation.units}
    return unit_name(evaluation, result.unit_code, language) if result.unit_code in known else result.unit_name


def published_group(evaluation: Evaluation, code: str, language: str) -> str:
    """The name of a published group, its code where the evaluation does not know it."""
    return next((name_in(group.name, language) for group in evaluation.groups if group.code == code), code)


def published_award(evaluation: Evaluation, award: str, language: str) -> str:
    """The name of a published award in the language asked for; a dash where there was none."""
    tier = tier_named(award, evaluation.awards)
    return name_in(tier.name, language) if tier else award or NOTHING


def published_place(evaluation: Evaluation, result: PublishedResult, language: str) -> str:
    """A published place in words, or the places its award stands for."""
    places = places_of(result, evaluation.awards)
    return text("published.place_unknown", language) if places is None else places_text(*places, language)


def places_text(first: int, last: int, language: str) -> str:
    """A place, or places from the first to the last."""
    words = rank_text(last, False, language)
    return words if first == last else text("published.places", language, first=_number_of(first, language), last=words)


def awards_text(evaluation: Evaluation, language: str) -> str:
    """Which places get which award."""
    return ", ".join(
        text(
            "published.award_places",
            language,
            places=places_text(tier.first, tier.last, language),
            award=name_in(tier.name, language),
        )
        for tier in evaluation.awards
    )


def _number_of(place: int, language: str) -> str:
    return rank_text(place, False, language) if language == "en" else str(place)


def published_title(evaluation: Evaluation, record: Record, unit: str, language: str) -> str:
    """In how many of the published years a unit had an award, and its best place."""
    best = best_of(record, evaluation.awards)
    values = {
        "unit": unit_name(evaluation, unit, language),
        "first": min(record.years),
        "last": max(record.years),
        "years": len(record.years),
        "count": len(record.awarded),
    }
    if not record.awarded:
        return text("published.title_none", language, **values)
    if best is None:
        return text("published.title_count", language, **values)
    place = published_place(evaluation, best, language)
    return text("published.title", language, best=place, year=best.year, **values)


def published_table(
    evaluation: Evaluation, years: Iterable[PublishedYear], home: str, title: str, language: str
) -> Table:
    """Every published result as it was reported: year, group, place, award, name, score, source."""
    results = [result for year in years for result in year.results]
    decimals = max((_decimals(result.score) for result in results), default=SCORE_DECIMALS)
    columns = (
        _column("year", language, Kind.WHOLE),
        _column("group", language),
        _column("place", language, Kind.WHOLE),
        _column("award", language),
        _column("unit", language),
        _column("score", language, Kind.NUMBER, decimals),
        _column("source", language, wide=True),
    )
    rows: list[dict[str, Cell]] = [
        {
            "year": result.year,
            "group": published_group(evaluation, result.group, language),
            "place": result.place,
            "award": published_award(evaluation, result.award, language),
            "unit": home_name(published_unit(evaluation, result, language), result.unit_code == home, language),
            "score": result.score,
            "source": result.source,
        }
        for result in results
    ]
    return Table(title, columns, rows)


def _decimals(score: Decimal | None) -> int:
    exponent = 0 if score is None else score.as_tuple().exponent
    return max(SCORE_DECIMALS, -exponent if isinstance(exponent, int) else 0)


def reproduction_title(year: int, rows: tuple[Reproduction, ...], language: str) -> str:
    """Whether the computed result agrees with everything that was published of a year."""
    scores = sum(1 for row in rows if row.difference is not None)
    same_scores = sum(1 for row in rows if row.difference is not None and not row.difference)
    places = sum(1 for row in rows if row.place_agrees is not None)
    same_places = sum(1 for row in rows if row.place_agrees)
    agrees = all(row.agrees for row in rows)
    key = "published.reproduced" if agrees else "published.not_reproduced"
    return text(
        key, language, year=year, scores=scores, same_scores=same_scores, places=places, same_places=same_places
    )


def reproduction_table(
    evaluation: Evaluation, rows: tuple[Reproduction, ...], home: str, title: str, language: str
) -> Table:
    """Published beside computed: place, score, and their differences."""
    columns = (
        _column("group", language),
        _column("unit", language),
        _column("published_place", language),
        _column("computed_place", language),
        _column("published_score", language, Kind.NUMBER, SCORE_DECIMALS),
        _column("computed_score", language, Kind.NUMBER, SCORE_DECIMALS),
        _column("difference", language, Kind.NUMBER, SCORE_DECIMALS),
        _column("agrees", language),
    )
    return Table(title, columns, [_reproduction_row(evaluation, row, home, language) for row in rows])


def _reproduction_row(evaluation: Evaluation, row: Reproduction, home: str, language: str) -> dict[str, Cell]:
    published, standing = row.published, row.standing
    computed = None if standing.score is None else round_half_up(standing.score, SCORE_DECIMALS)
    name = published_unit(evaluation, published, language)
    return {
        "group": published_group(evaluation, published.group, language),
        "unit": home_name(name, published.unit_code == home, language),
        "published_place": published_place(evaluation, published, language),
        "computed_place": rank_text(standing.rank, standing.tied, language),
        "published_score": published.score,
        "computed_score": computed,
        "difference": row.difference,
        "agrees": text("published.agrees" if row.agrees else "published.differs", language),
    }


def record_text(evaluation: Evaluation, record: Record, language: str) -> str:
    """The published results of a unit in one line, newest first."""
    parts = []
    for result in record.results:
        place = published_place(evaluation, result, language)
        score = "" if result.score is None else text("published.with_score", language, score=number_text(result.score))
        award = published_award(evaluation, result.award, language)
        parts.append(text("published.entry", language, year=result.year, award=award, place=place) + score)
    return " · ".join(parts)
