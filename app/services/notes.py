"""What a reader of a scored month must not overlook: demonstration data, and what is missing of which unit."""

from collections.abc import Iterator

from app.services.wording import node_name, unit_name
from app.storage.records import MonthProvenance
from app.text.catalogue import text
from scoring.score import Result, Standing


def notes_of(result: Result, provenance: MonthProvenance, language: str, unit: str | None = None) -> tuple[str, ...]:
    """One line each, of all units or of one."""
    standings = [standing for standing in result.standings.values() if unit in (None, standing.unit)]
    mark = (text("console.demonstration", language),) if provenance.demonstration else ()
    return (*mark, *_not_submitted(result, standings, language), *_missing_scores(result, standings, language))


def _not_submitted(result: Result, standings: list[Standing], language: str) -> Iterator[str]:
    counts = {standing.unit: len(standing.not_submitted) for standing in standings if standing.not_submitted}
    if counts:
        units = ", ".join(f"{unit_name(result.evaluation, unit, language)} {count}" for unit, count in counts.items())
        yield text("console.incomplete", language, count=sum(counts.values()), units=units)


def _missing_scores(result: Result, standings: list[Standing], language: str) -> Iterator[str]:
    for leaf in result.evaluation.score_leaves():
        absent = [standing.unit for standing in standings if leaf.code in standing.missing_scores]
        if absent:
            units = ", ".join(unit_name(result.evaluation, unit, language) for unit in absent)
            yield text("console.missing_scores_of", language, node=node_name(leaf, language), units=units)
