"""What stands in the way of closing a month, and what whoever closes it must have seen."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.services.checking import can_be_scored, check_data, errors_of
from app.services.findings import data_date
from app.storage.store import Store
from scoring.model import Definition, Evaluation
from scoring.problem import Problem, Severity
from scoring.score import Result, score_month


@dataclass(frozen=True, slots=True)
class Readiness:
    """An open month before it is closed, as it was seen: state of the store and checksum of the definition.

    ``result`` is None where the month can't be scored. Errors forbid closing, warnings must be confirmed by kind.
    """

    evaluation: Evaluation
    month: str
    data_version: int
    definition_checksum: str
    result: Result | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def kinds(self) -> Mapping[str, tuple[Problem, ...]]:
        """The warnings by kind, in the order in which they were found."""
        return {kind: tuple(found) for kind, found in groupby(self.warnings, key=lambda problem: problem.code)}

    def unconfirmed(self, confirmed: Collection[str]) -> tuple[str, ...]:
        """The kinds of warnings that nobody has confirmed."""
        return tuple(kind for kind in self.kinds if kind not in confirmed)


def check_closing(store: Store, definition: Definition, evaluation: Evaluation, month: str, today: date) -> Readiness:
    """Everything to know before a month is closed; ``today`` is the day by the clock of this office."""
    version, code = store.data_version(), evaluation.code
    data = store.month_data(code, month)
    errors = errors_of(check_data(store, evaluation, data))
    result = score_month(evaluation, data) if can_be_scored(errors) else None
    warnings = (
        *_demonstration(store, code, month),
        *_not_over(month, today),
        *_missing(result),
        *_open_before(store, evaluation, month),
        *_open_year_before(store, evaluation),
    )
    return Readiness(evaluation, month, version, definition.checksum, result, errors, warnings)


def _demonstration(store: Store, code: str, month: str) -> Iterator[Problem]:
    if store.provenance(code, month).demonstration:
        yield _warning("demonstration")


def _not_over(month: str, today: date) -> Iterator[Problem]:
    last = data_date(month)
    if today.isoformat() <= last:
        yield _warning("not_over", date=last)


def _missing(result: Result | None) -> Iterator[Problem]:
    standings = [] if result is None else list(result.standings.values())
    absent = {standing.unit: len(standing.not_submitted) for standing in standings if standing.not_submitted}
    if absent:
        cells = sum(len(standing.grades) for standing in standings)
        yield _warning("not_submitted", count=sum(absent.values()), cells=cells, units=" ".join(absent))
    for leaf in result.evaluation.score_leaves() if result else ():
        units = [standing.unit for standing in standings if leaf.code in standing.missing_scores]
        if units:
            yield _warning("missing_scores", node=leaf.code, count=len(units), units=" ".join(units))


def _open_before(store: Store, evaluation: Evaluation, month: str) -> Iterator[Problem]:
    earlier = [one for one in store.months(evaluation.code) if one < month]
    still_open = [one for one in earlier if store.closing(evaluation.code, one) is None]
    if still_open:
        yield _warning("open_before", count=len(still_open), months=" ".join(still_open))


def _open_year_before(store: Store, evaluation: Evaluation) -> Iterator[Problem]:
    """The last month of the year before decides which indicators fell; while it is open it can still move."""
    months = store.months(evaluation.previous) if evaluation.previous else ()
    if evaluation.previous and months and store.closing(evaluation.previous, months[-1]) is None:
        yield _warning("open_year_before", evaluation=evaluation.previous, month=months[-1])


def _warning(kind: str, **values: object) -> Problem:
    written = {name: str(value) for name, value in values.items()}
    return Problem(f"closing.warning.{kind}", "", written, Severity.WARNING)
