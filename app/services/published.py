"""The published results of past years as they were reported, never mixed with computed ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.storage.records import PublishedResult
from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class PublishedYear:
    """What was published of one year, by group and place."""

    year: int
    results: tuple[PublishedResult, ...]

    def of(self, unit: str) -> PublishedResult | None:
        """The published result of a unit; None where nothing was published of it."""
        return next((result for result in self.results if result.unit_code == unit), None)


def published_years(store: Store) -> tuple[PublishedYear, ...]:
    """All published years, newest first; inside a year by group, place (unknown places last) and award as listed."""
    results = store.published_results()
    years = sorted({result.year for result in results}, reverse=True)
    return tuple(PublishedYear(year, _sorted(result for result in results if result.year == year)) for year in years)


def _sorted(results: Iterable[PublishedResult]) -> tuple[PublishedResult, ...]:
    return tuple(sorted(results, key=lambda one: (one.group, one.place is None, one.place or 0)))
