"""Published results held against computed ones, and what was published of one unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.services.published import PublishedYear
from app.storage.records import PublishedResult
from scoring.model import AwardTier, Evaluation
from scoring.rounding import round_half_up
from scoring.score import Result, Standing


@dataclass(frozen=True, slots=True)
class Reproduction:
    """One published result beside the computed standing of the same unit.

    ``difference`` is the computed score, rounded to the published decimals, less the published one; ``place_agrees``
    is None where neither a place nor a known award was published.
    """

    published: PublishedResult
    standing: Standing
    difference: Decimal | None
    place_agrees: bool | None

    @property
    def agrees(self) -> bool:
        """Whether nothing that was published differs from what was computed."""
        return not self.difference and self.place_agrees is not False


def reproductions(year: PublishedYear, result: Result) -> tuple[Reproduction, ...]:
    """What was published of a year beside the computed result; units that the evaluation does not rank are left out."""
    return tuple(
        _reproduction(one, result.standings[one.unit_code], result.evaluation)
        for one in year.results
        if one.unit_code is not None and one.unit_code in result.standings
    )


def _reproduction(published: PublishedResult, standing: Standing, evaluation: Evaluation) -> Reproduction:
    places = places_of(published, evaluation.awards)
    agrees = None
    if places is not None:
        agrees = standing.rank is not None and places[0] <= standing.rank <= places[1]
    return Reproduction(published, standing, _difference(published.score, standing.score), agrees)


def _difference(published: Decimal | None, computed: Fraction | None) -> Decimal | None:
    if published is None or computed is None:
        return None
    exponent = published.as_tuple().exponent
    return round_half_up(computed, max(2, -exponent if isinstance(exponent, int) else 2)) - published


def places_of(published: PublishedResult, awards: Iterable[AwardTier]) -> tuple[int, int] | None:
    """The first and last place a published result stands for: its own, else those of its award, None if unknown."""
    if published.place is not None:
        return published.place, published.place
    tier = tier_named(published.award, awards)
    return None if tier is None else (tier.first, tier.last)


def tier_named(award: str, awards: Iterable[AwardTier]) -> AwardTier | None:
    """The award tier with a name in either language."""
    return next((tier for tier in awards if award and award in (tier.name.ko, tier.name.en)), None)


@dataclass(frozen=True, slots=True)
class Record:
    """What was published of one unit: the years in which anything was published, its results, newest first."""

    years: tuple[int, ...]
    results: tuple[PublishedResult, ...]

    @property
    def awarded(self) -> tuple[PublishedResult, ...]:
        """The results that brought an award."""
        return tuple(one for one in self.results if one.award)


def record_of(years: Iterable[PublishedYear], unit: str) -> Record:
    """The published record of a unit."""
    listed = tuple(years)
    found = (year.of(unit) for year in listed)
    return Record(tuple(year.year for year in listed), tuple(one for one in found if one is not None))


def best_of(record: Record, awards: Iterable[AwardTier]) -> PublishedResult | None:
    """The best award of a record, the newest of equal ones; a place that is sure counts before a range."""
    tiers = tuple(awards)
    placed = [(places_of(one, tiers), one) for one in record.awarded]
    known = [(places[1], -one.year, index) for index, (places, one) in enumerate(placed) if places is not None]
    return placed[min(known)[2]][1] if known else None
