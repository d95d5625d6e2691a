"""What changes of a month do to its scores and ranks: the month scored as it stands and as it would stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from app.storage.records import Content, Key
from app.storage.store import Store
from scoring.model import Adjustment, AdjustmentKind, Evaluation, MonthData, Observation, State
from scoring.score import Result, Standing, score_month

K = TypeVar("K")
V = TypeVar("V")
Wanted = Mapping[Key, Content | None]
"""What would stand in each cell by kind, unit and item; None where the cell would go."""


@dataclass(frozen=True, slots=True)
class LaterMonth:
    """A later month that changes too, since points hold on: of how many units the score and the rank change."""

    month: str
    scores: int
    ranks: int


@dataclass(frozen=True, slots=True)
class Effect:
    """A month as it stands and as it would; None where it can't be scored or, before, holds nothing."""

    before: Result | None
    after: Result | None
    later: tuple[LaterMonth, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """One unit before and after; ``before`` is None where the month could not be scored."""

    before: Standing | None
    after: Standing

    @property
    def score_change(self) -> Fraction | None:
        """The final score after less the one before; None where one of them is missing."""
        if self.before is None or self.before.score is None or self.after.score is None:
            return None
        return self.after.score - self.before.score

    @property
    def changes(self) -> bool:
        """Whether the rank or the score is another."""
        return self.rank_changes or self.before is None or self.before.score != self.after.score

    @property
    def rank_changes(self) -> bool:
        """Whether the rank is another."""
        return self.before is None or self.before.rank != self.after.rank


def effect_of(store: Store, evaluation: Evaluation, month: str, wanted: Wanted) -> Effect:
    """Score a month without and with what is wanted of it; nothing is written."""
    now = store.month_data(evaluation.code, month)
    before = _scored(evaluation, now) if month in store.months(evaluation.code) else None
    if not wanted:
        return Effect(before, before)
    goes = any(content is None and kind != "value" for (kind, _, _), content in wanted.items())
    earlier = [one for one in store.months(evaluation.code) if one < month] if goes else []
    behind = store.month_data(evaluation.code, earlier[-1]) if earlier else MonthData(month, {})
    after = _scored(evaluation, changed_data(now, wanted, behind))
    return Effect(before, after, tuple(_later_months(store, evaluation, month, wanted, behind)))


def _later_months(
    store: Store, evaluation: Evaluation, month: str, wanted: Wanted, behind: MonthData
) -> Iterator[LaterMonth]:
    """Open months after this one whose scores or ranks change, since they do not state these points anew."""
    points = {key: content for key, content in wanted.items() if key[0] != "value"}
    for later in (one for one in store.months(evaluation.code) if one > month):
        if points:
            stated = store.month_content(evaluation.code, later)
            points = {key: content for key, content in points.items() if key not in stated}
        if not points:
            return
        if store.closing(evaluation.code, later) is not None:
            continue
        now = store.month_data(evaluation.code, later)
        effect = Effect(_scored(evaluation, now), _scored(evaluation, changed_data(now, points, behind)))
        scores, ranks = scores_that_change(effect), ranks_that_change(effect)
        if scores or ranks:
            yield LaterMonth(later, scores, ranks)


def changed_data(now: MonthData, wanted: Wanted, behind: MonthData) -> MonthData:
    """The data with what is wanted in it; where points of a month go, those of the months ``behind`` count again."""
    observations = {unit: dict(cells) for unit, cells in now.observations.items()}
    scores = dict(now.scores)
    adjustments = {(one.unit, one.node, one.kind): one for one in now.adjustments}
    earlier = {(one.unit, one.node, one.kind): one for one in behind.adjustments}
    for (kind, unit, item), content in wanted.items():
        if kind == "value" and content is not None:
            state, value, grade, _ = content
            observations.setdefault(unit, {})[item] = tuple.__new__(Observation, (state, value, grade))
        elif kind == "value":
            observations.get(unit, {}).pop(item, None)
        elif kind == "score":
            _put(scores, (unit, item), behind.scores.get((unit, item)) if content is None else _points(content))
        else:
            key = (unit, item, AdjustmentKind(kind))
            _put(adjustments, key, earlier.get(key) if content is None else _adjustment(key, content))
    return MonthData(now.month, observations, scores, tuple(adjustments.values()))


def moves_of(effect: Effect, unit: str) -> tuple[Move, ...]:
    """A unit first, then all whose score or rank changes, by group and new rank; empty without a result."""
    if effect.after is None:
        return ()
    before = effect.before.standings if effect.before else {}
    moves = [
        Move(before.get(standing.unit), standing)
        for group in effect.after.evaluation.groups
        for standing in effect.after.group(group.code)
    ]
    own = [move for move in moves if move.after.unit == unit]
    return (*own, *(move for move in moves if move.changes and move.after.unit != unit))


def scores_that_change(effect: Effect) -> int:
    """How many units get another final score, a first one or none any more."""
    if effect.after is None or effect.before is None:
        return 0 if effect.after is None else sum(one.score is not None for one in effect.after.standings.values())
    before = effect.before.standings
    return sum(one.score != before[unit].score for unit, one in effect.after.standings.items())


def ranks_that_change(effect: Effect) -> int:
    """How many units get another rank or a first one."""
    return sum(move.rank_changes for move in moves_of(effect, ""))


def _scored(evaluation: Evaluation, data: MonthData) -> Result | None:
    try:
        return score_month(evaluation, data)
    except (KeyError, ValueError):
        # What stands there does not fit the definition; importing or editing may be the way out.
        return None


def _put(target: dict[K, V], key: K, found: V | None) -> None:
    if found is None:
        target.pop(key, None)
    else:
        target[key] = found


def _points(content: Content) -> Decimal | None:
    return content.value if content.state is State.SUBMITTED else None


def _adjustment(key: tuple[str, str, AdjustmentKind], content: Content) -> Adjustment | None:
    points = _points(content)
    return None if points is None else Adjustment(*key, points, content.reason)
