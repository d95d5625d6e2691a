"""One evaluation and month with everything a screen asks of it: result, month before, year before, origin."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.services.checking import check_month, errors_of
from app.storage.records import MonthProvenance
from app.storage.store import Store
from scoring.model import Definition, Evaluation
from scoring.problem import Problem
from scoring.score import Result, score_month


@dataclass(frozen=True, slots=True)
class MonthView:
    """A scored month and what it is looked at beside; ``data_version`` is the state of the store it was read at."""

    evaluation: Evaluation
    month: str
    months: tuple[str, ...]
    result: Result
    last_month: Result | None
    last_year: Result | None
    provenance: MonthProvenance
    data_version: int


@dataclass(frozen=True, slots=True)
class Choice:
    """An evaluation that can be looked at, with the months that hold data, first to last."""

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
    """The evaluations of the definition, newest first, each with its months."""
    found = (Choice(evaluation, store.months(evaluation.code)) for evaluation in definition.evaluations)
    return tuple(sorted(found, key=lambda choice: choice.evaluation.cutoff, reverse=True))


def default_choice(found: Iterable[Choice]) -> tuple[Evaluation, str]:
    """The newest evaluation that has data, and its last month; NoDataError where none has any."""
    for choice in found:
        if choice.months:
            return choice.evaluation, choice.months[-1]
    raise NoDataError


def score(store: Store, evaluation: Evaluation, month: str) -> Result:
    """The scored month, straight from the store; UnscorableError where entries do not fit the definition."""
    data = store.month_data(evaluation.code, month)
    try:
        return score_month(evaluation, data)
    except (KeyError, ValueError) as error:
        problems = errors_of(check_month(store, evaluation, month))
        if problems:
            raise UnscorableError(problems) from error
        raise


def month_view(store: Store, definition: Definition, evaluation: Evaluation, month: str) -> MonthView:
    """A month with the month before it and the cut-off of the year before; NoDataError where it holds no data."""
    version = store.data_version()
    months = store.months(evaluation.code)
    if month not in months:
        raise NoDataError(month)
    earlier = months[: months.index(month)]
    return MonthView(
        evaluation,
        month,
        months,
        score(store, evaluation, month),
        score(store, evaluation, earlier[-1]) if earlier else None,
        year_before(store, definition, evaluation),
        store.provenance(evaluation.code, month),
        version,
    )


def year_before(store: Store, definition: Definition, evaluation: Evaluation) -> Result | None:
    """The last month of the evaluation that the definition names as the one before; None where there is none."""
    if evaluation.previous is None:
        return None
    previous = definition.evaluation(evaluation.previous)
    months = store.months(previous.code)
    return score(store, previous, months[-1]) if months else None


def history(store: Store, evaluation: Evaluation) -> tuple[Result, ...]:
    """Every month of an evaluation that holds data, scored, first to last."""
    return tuple(score(store, evaluation, month) for month in store.months(evaluation.code))
