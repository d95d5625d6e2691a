"""One evaluation and month with everything a screen asks of it: result, month before, year before, origin.

A closed month is never scored: its result is the one that was frozen, under the definition that was frozen.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from app.services.checking import check_month, errors_of
from app.services.closing import UnreadableClosingError, frozen_evaluation, frozen_result
from app.services.closing_results import read_circumstances
from app.storage.records import Closing, MonthProvenance
from app.storage.store import Store
from scoring.model import Definition, Evaluation
from scoring.problem import Problem
from scoring.score import Result, score_month


class Closed(NamedTuple):
    """Who closed a month and when (UTC)."""

    id: int
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month and what it is looked at beside; ``data_version`` is the state of the store it was read at.

    ``evaluation`` is the one the result rests on: of a closed month the frozen one. ``closed`` is None while the
    month is open.
    """

    evaluation: Evaluation
    month: str
    months: tuple[str, ...]
    result: Result
    last_month: Result | None
    last_year: Result | None
    provenance: MonthProvenance
    data_version: int
    closed: Closed | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An evaluation that can be looked at, with the months that hold data, first to last.

    One that is no longer in the definition stands here with its closed months.
    """

    evaluation: Evaluation
    months: tuple[str, ...]


class NoDataError(Exception):
    """There is nothing to show: no evaluation of the definition has any data, or not in the month asked for."""


class UnscorableError(Exception):
    """What was entered cannot be scored by the definition as it stands now; ``problems`` says what and where."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def choices(store: Store, definition: Definition) -> tuple[Choice, ...]:
    """The evaluations that can be looked at, newest first, each with its months."""
    defined = (Choice(evaluation, store.months(evaluation.code)) for evaluation in definition.evaluations)
    dropped = (_dropped(store, code) for code in store.evaluations() if not _defines(definition, code))
    found = [*defined, *(choice for choice in dropped if choice is not None)]
    return tuple(sorted(found, key=lambda choice: choice.evaluation.cutoff, reverse=True))


def _dropped(store: Store, code: str) -> Choice | None:
    """An evaluation that is no longer in the definition, by its last closed month; None where none can be read."""
    closings = [closing for closing in store.closings(code) if closing.reopened_at is None]
    if not closings:
        return None
    newest = max(closings, key=lambda closing: closing.month)
    with suppress(UnreadableClosingError):
        return Choice(frozen_evaluation(newest), tuple(sorted(closing.month for closing in closings)))
    return None


def default_choice(found: Iterable[Choice]) -> tuple[Evaluation, str]:
    """The newest evaluation that has data, and its last month; NoDataError where none has any."""
    for choice in found:
        if choice.months:
            return choice.evaluation, choice.months[-1]
    raise NoDataError


def months_of(store: Store, definition: Definition, code: str) -> tuple[str, ...]:
    """The months that can be looked at: all with data; where the definition lost the evaluation, those closed."""
    if _defines(definition, code):
        return store.months(code)
    return tuple(sorted(closing.month for closing in store.closings(code) if closing.reopened_at is None))


def score(store: Store, evaluation: Evaluation, month: str) -> Result:
    """The scored month, straight from the store; of a closed month the result that was frozen, whatever stands now.

    UnscorableError where entries do not fit the definition, or where what was frozen cannot be read.
    """
    closing = store.closing(evaluation.code, month)
    return _scored(store, evaluation, month) if closing is None else _frozen(closing)


def problems_of(store: Store, evaluation: Evaluation, month: str) -> tuple[Problem, ...]:
    """What does not fit and what is missing of an open month; a closed one is shown as it was frozen, so nothing."""
    return () if store.closing(evaluation.code, month) else check_month(store, evaluation, month)


def evaluation_of(store: Store, evaluation: Evaluation, month: str) -> Evaluation:
    """The evaluation that a month rests on: of a closed month the frozen one. Raises as ``score``."""
    closing = store.closing(evaluation.code, month)
    try:
        return evaluation if closing is None else frozen_evaluation(closing)
    except UnreadableClosingError as error:
        raise UnscorableError(error.problems) from error


def month_view(store: Store, definition: Definition, evaluation: Evaluation, month: str) -> MonthView:
    """A month with the month before it and the cut-off of the year before; NoDataError where it holds no data."""
    version, code = store.data_version(), evaluation.code
    months = months_of(store, definition, code)
    if month not in months:
        raise NoDataError(month)
    earlier = months[: months.index(month)]
    closing = store.closing(code, month)
    result = _result_of(store, definition, (code, month), closing)
    return MonthView(
        result.evaluation,
        month,
        months,
        result,
        *_beside(store, definition, result.evaluation, earlier, must_score=closing is None),
        _marked(store.provenance(code, month), closing),
        version,
        None if closing is None else closed_of(closing),
    )


def _beside(
    store: Store, definition: Definition, evaluation: Evaluation, earlier: tuple[str, ...], *, must_score: bool
) -> tuple[Result | None, Result | None]:
    """The month before and the year before; one that cannot be scored does not keep a closed month from being shown."""
    last_month = partial(result_of, store, definition, evaluation.code, earlier[-1]) if earlier else None
    last_year = partial(year_before, store, definition, evaluation)
    return _looked_at(last_month, must_score=must_score), _looked_at(last_year, must_score=must_score)


def _looked_at(look: Callable[[], Result | None] | None, *, must_score: bool) -> Result | None:
    try:
        return look() if look else None
    except UnscorableError:
        if must_score:
            raise
        return None


def closed_of(closing: Closing) -> Closed:
    """Who closed a month and when."""
    return Closed(closing.id, closing.closed_at, closing.closed_by)


def provenance_of(store: Store, code: str, month: str) -> MonthProvenance:
    """Where the data come from; of a closed month it is frozen too whether demonstration data are in them."""
    return _marked(store.provenance(code, month), store.closing(code, month))


def _marked(live: MonthProvenance, closing: Closing | None) -> MonthProvenance:
    if closing is None:
        return live
    return replace(live, demonstration=read_circumstances(closing.results).demonstration)


def year_before(store: Store, definition: Definition, evaluation: Evaluation) -> Result | None:
    """The last month of the evaluation that the definition names as the one before; None where there is none."""
    if evaluation.previous is None:
        return None
    months = months_of(store, definition, evaluation.previous)
    return result_of(store, definition, evaluation.previous, months[-1]) if months else None


def history(store: Store, definition: Definition, code: str) -> tuple[Result, ...]:
    """Every month of an evaluation that can be looked at, first to last."""
    return tuple(result_of(store, definition, code, month) for month in months_of(store, definition, code))


def result_of(store: Store, definition: Definition, code: str, month: str) -> Result:
    """One month, frozen or scored; raises as ``score``, and KeyError for an open month of an unknown evaluation."""
    return _result_of(store, definition, (code, month), store.closing(code, month))


def _result_of(store: Store, definition: Definition, place: tuple[str, str], closing: Closing | None) -> Result:
    if closing is not None:
        return _frozen(closing, definition)
    code, month = place
    return _scored(store, definition.evaluation(code), month)


def _scored(store: Store, evaluation: Evaluation, month: str) -> Result:
    data = store.month_data(evaluation.code, month)
    try:
        return score_month(evaluation, data)
    except (KeyError, ValueError) as error:
        problems = errors_of(check_month(store, evaluation, month))
        if problems:
            raise UnscorableError(problems) from error
        raise


def _frozen(closing: Closing, today: Definition | None = None) -> Result:
    try:
        return frozen_result(closing, today)
    except UnreadableClosingError as error:
        raise UnscorableError(error.problems) from error


def _defines(definition: Definition, code: str) -> bool:
    return any(evaluation.code == code for evaluation in definition.evaluations)
