"""A closed month beside the same month scored anew: by today's definition, with today's values, or both."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.services.checking import check_data, errors_of
from app.services.closing import frozen_evaluation, frozen_result
from app.storage.records import Closing, Content, Key, Kind
from app.storage.store import Store
from scoring.model import AdjustmentKind, Definition, MonthData, State
from scoring.problem import Problem
from scoring.score import Result, Standing, score_month


class Basis(StrEnum):
    """What is taken from today; everything else is what was frozen."""

    DEFINITION = "definition"
    DATA = "data"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit as it was frozen and as it would come out; None where one of the two does not rank it."""

    unit: str
    frozen: Standing | None
    now: Standing | None

    @property
    def difference(self) -> Fraction | None:
        """The new final score less the frozen one; None where one of them is missing."""
        if self.frozen is None or self.now is None or self.frozen.score is None or self.now.score is None:
            return None
        return self.now.score - self.frozen.score

    @property
    def score_differs(self) -> bool:
        """Whether the final score is another, also where only one of the two has one."""
        return (self.frozen and self.frozen.score) != (self.now and self.now.score)

    @property
    def rank_differs(self) -> bool:
        """Whether the place is another, or is taken in another group."""
        return _place(self.frozen) != _place(self.now)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The frozen result, the new one and every unit of either; ``now`` is None where ``problems`` stand in the way."""

    frozen: Result
    now: Result | None
    pairs: tuple[Pair, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class DataChange:
    """A value, score, bonus or deduction that stands otherwise than it was frozen; None where there is none."""

    key: Key
    before: Content | None
    after: Content | None


def compare(store: Store, closing: Closing, definition: Definition, basis: Basis) -> Comparison:
    """Score a closed month anew and hold it beside what was frozen; nothing is written.

    UnreadableClosingError where what was frozen cannot be read.
    """
    frozen = frozen_result(closing, definition)
    evaluation = frozen_evaluation(closing, definition)
    if basis is not Basis.DATA:
        today = next((one for one in definition.evaluations if one.code == closing.evaluation), None)
        if today is None:
            return Comparison(frozen, None, (), (Problem("closing.dropped", ""),))
        evaluation = today
    data = closing.data if basis is Basis.DEFINITION else store.month_data(closing.evaluation, closing.month)
    try:
        now = score_month(evaluation, data)
    except (KeyError, ValueError):
        return Comparison(frozen, None, (), errors_of(check_data(store, evaluation, data)))
    return Comparison(frozen, now, _pairs(frozen, now))


def data_changes(store: Store, closing: Closing) -> tuple[DataChange, ...]:
    """What stands otherwise today: a closed month takes nothing, but scores are carried forward from earlier ones."""
    before, after = contents_of(closing.data), contents_of(store.month_data(closing.evaluation, closing.month))
    return tuple(
        DataChange(key, before.get(key), after.get(key))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    )


def same_definition(closing: Closing, definition: Definition) -> bool:
    """Whether today's file is, to the byte, the one that was frozen."""
    return closing.definition_checksum == definition.checksum


def _pairs(frozen: Result, now: Result) -> tuple[Pair, ...]:
    units = [standing.unit for group in frozen.evaluation.groups for standing in frozen.group(group.code)]
    units += [unit for unit in now.standings if unit not in frozen.standings]
    return tuple(Pair(unit, frozen.standings.get(unit), now.standings.get(unit)) for unit in units)


def _place(standing: Standing | None) -> tuple[str, int | None, bool] | None:
    return None if standing is None else (standing.group, standing.rank, standing.tied)


def contents_of(data: MonthData) -> dict[Key, Content]:
    """Everything that stands in a month by kind, unit and item."""
    found: dict[Key, Content] = {
        ("value", unit, code): Content(cell.state, cell.value, cell.grade)
        for unit, row in data.observations.items()
        for code, cell in row.items()
    }
    for (unit, node), points in data.scores.items():
        found["score", unit, node] = Content(State.SUBMITTED, points)
    for one in data.adjustments:
        kind: Kind = "bonus" if one.kind is AdjustmentKind.BONUS else "deduction"
        found[kind, one.unit, one.node] = Content(State.SUBMITTED, one.points, None, one.reason)
    return found
