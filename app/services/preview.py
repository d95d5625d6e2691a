"""What a file would do before it counts: every problem, every change, and the month scored without and with it."""

import gc
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from app.intake.reading import Counts, FileReading, SourceFile
from app.services.checking import check_data, errors_of
from app.services.effects import Effect, changed_data, effect_of
from app.services.file_reading import Reading, Scope, read_month
from app.services.plausibility import check_plausible
from app.storage.errors import StoreError
from app.storage.records import Closing, ImportPlan
from app.storage.store import Store
from scoring.model import Definition, Evaluation, MonthData
from scoring.problem import Problem, Severity
from scoring.score import Result

LOG = logging.getLogger(__name__)
ALL_KINDS = "all"
NO_EFFECT = Effect(None, None)
WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
NOWHEN = datetime(2000, 1, 1, tzinfo=UTC)
"""A plan needs a batch, a batch a time; only what is applied gets a real one."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file held against the store; ``plan`` is None where an error forbids the import.

    ``problems`` are those of the file, of its plausibility and of the store, errors first. ``in_the_way`` says why the
    month could not be scored with the file in it; ``data_version`` is the state of the store it was held against.
    """

    reading: Reading
    plan: ImportPlan | None
    problems: tuple[Problem, ...]
    effect: Effect
    in_the_way: tuple[Problem, ...]
    data_version: int

    @property
    def before(self) -> Result | None:
        """The month as it stands; None where it holds no data or they can't be scored."""
        return self.effect.before

    @property
    def after(self) -> Result | None:
        """The month with the file in it; None where it can't be scored or an error forbids the import."""
        return self.effect.after

    @property
    def evaluation(self) -> Evaluation | None:
        """The evaluation that the file is about; None where nobody says."""
        return self.reading.content.evaluation

    @property
    def month(self) -> str:
        """The month that the file is about; empty where nobody says."""
        return self.reading.content.month

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What forbids the import."""
        return errors_of(self.problems)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is only said."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.NOTE)

    @property
    def warnings(self) -> Mapping[str, tuple[Problem, ...]]:
        """What must be confirmed, by kind, in the order of the kinds' names."""
        asked = [problem for problem in self.problems if problem.severity is Severity.WARNING]
        ordered = sorted(asked, key=_kind)
        return {kind: tuple(problems) for kind, problems in groupby(ordered, key=_kind)}

    @property
    def blocked(self) -> bool:
        """Whether an error forbids the import."""
        return self.plan is None

    @property
    def says_nothing_new(self) -> bool:
        """Whether everything in the file stands in the store already."""
        return self.plan is not None and not self.plan.changes

    def unconfirmed(self, confirmed: Iterable[str]) -> tuple[str, ...]:
        """The kinds of warnings that nobody has confirmed; ``all`` confirms every kind, and nothing new needs none."""
        given = frozenset(confirmed)
        return (
            ()
            if ALL_KINDS in given or self.says_nothing_new
            else tuple(kind for kind in self.warnings if kind not in given)
        )


def preview(store: Store, reading: Reading) -> Preview:
    """Hold a file against the store; nothing is written."""
    version = store.data_version()
    evaluation, month = reading.content.evaluation, reading.content.month
    if evaluation is None or not month:
        return Preview(reading, None, _ordered(reading.problems), NO_EFFECT, (), version)
    problems = _ordered((*reading.problems, *_closed(store, evaluation, month), *_doubts(store, reading, evaluation)))
    plan = None if errors_of(problems) else _plan(store, reading)
    if plan is None:
        return Preview(reading, None, problems, NO_EFFECT, (), version)
    effect, in_the_way = _effect(store, evaluation, month, plan)
    return Preview(reading, plan, problems, effect, in_the_way, version)


def preview_file(store: Store, definition: Definition, file: SourceFile, scope: Scope) -> Preview:
    """Read a file and hold it against the store; one that nobody thought of is a problem of the file, never a crash."""
    try:
        with _without_collector():
            return preview(store, read_month(file, definition, scope))
    except StoreError:
        raise
    except Exception as error:
        LOG.exception("a file could not be read")
        found = Problem("upload.unexpected", file.name, {"kind": type(error).__name__})
        unread = Reading(file.name, "", FileReading(None, "", False, (), (found,), Counts()))
        return Preview(unread, None, (found,), NO_EFFECT, (), store.data_version())


def closed_problem(closing: Closing) -> Problem:
    """That a month takes nothing since it is closed: since when and by whom."""
    values = {
        "month": closing.month,
        "who": closing.closed_by,
        "date": f"{closing.closed_at.astimezone():%Y-%m-%d}",
    }
    return Problem("upload.month_closed", f"{closing.evaluation} {closing.month}", values)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare Python the search for circles among hundreds of thousands of new tuples: a third of the time, measured."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _plan(store: Store, reading: Reading) -> ImportPlan | None:
    batch = reading.batch("", NOWHEN)
    return None if batch is None else store.plan_import(batch)


def _closed(store: Store, evaluation: Evaluation, month: str) -> tuple[Problem, ...]:
    closing = store.closing(evaluation.code, month)
    return () if closing is None else (closed_problem(closing),)


def _doubts(store: Store, reading: Reading, evaluation: Evaluation) -> tuple[Problem, ...]:
    """What a wrong value would betray itself by, held against the month as it stands and the last one before it."""
    month, months = reading.content.month, store.months(evaluation.code)
    earlier = [one for one in months if one < month]
    now = store.month_data(evaluation.code, month) if month in months else None
    last = store.month_data(evaluation.code, earlier[-1]) if earlier else None
    return check_plausible(reading.content, now, last)


def _effect(store: Store, evaluation: Evaluation, month: str, plan: ImportPlan) -> tuple[Effect, tuple[Problem, ...]]:
    """The month without and with the changes, and why it could not be scored with them."""
    wanted = {(kind, unit, item): new for kind, unit, item, _, new, *_ in plan.changes}
    effect = effect_of(store, evaluation, month, wanted)
    if effect.after is not None:
        return effect, ()
    data = changed_data(store.month_data(evaluation.code, month), wanted, MonthData(month, {}))
    return effect, errors_of(check_data(store, evaluation, data))


def _ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors before warnings before notes, otherwise in the order of the file."""
    return tuple(sorted(problems, key=lambda problem: WEIGHT[problem.severity]))


def _kind(problem: Problem) -> str:
    return problem.code
