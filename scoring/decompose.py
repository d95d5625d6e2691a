"""Why a unit's score and rank moved between two months, of one evaluation or of two; everything adds up exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.attribution import Weighed, attributed, weighed
from scoring.carry import Carried, Carrier, under_method
from scoring.ladder import Ladder, RankStep, Rival
from scoring.score import Result

ZERO = Fraction(0)


class Cause(StrEnum):
    """Why a score moved: the first five are changes of method, the others of what was entered.

    LETTER: a letter is worth other points. RULE: another target, cut-off, direction, scale or policy. DROPPED and NEW:
    indicators of one of the two only. WEIGHTS: weights and fields. OWN: another value or grade. IMPORTED: another
    imported score, such as that of the prior year. ADJUSTMENT: bonus and deduction.
    """

    LETTER = "letter"
    RULE = "rule"
    DROPPED = "dropped"
    WEIGHTS = "weights"
    NEW = "new"
    OWN = "own"
    IMPORTED = "imported"
    ADJUSTMENT = "adjustment"


METHOD = frozenset({Cause.LETTER, Cause.RULE, Cause.DROPPED, Cause.WEIGHTS, Cause.NEW})


@dataclass(frozen=True, slots=True)
class Effect:
    """What one leaf or branch added to the final score, and why; the code is empty for WEIGHTS."""

    cause: Cause
    code: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Split:
    """The change of one unit: score_before + effects = score_after, rank_before - changes of the steps = rank_after.

    Where not ``separable``, nothing counts under both methods: what they changed stands together under WEIGHTS.
    """

    unit: str
    score_before: Fraction
    score_after: Fraction
    rank_before: int
    rank_after: int
    effects: tuple[Effect, ...]
    steps: tuple[RankStep, ...]
    rivals: tuple[Rival, ...]
    separable: bool

    def of(self, *causes: Cause) -> Fraction:
        """What some causes added together."""
        return sum((one.points for one in self.effects if one.cause in causes), ZERO)

    @property
    def method(self) -> Fraction:
        """What the change of method added."""
        return self.of(*METHOD)

    @property
    def total(self) -> Fraction:
        """The change of the final score."""
        return self.score_after - self.score_before


def decompose(before: Result, after: Result, unit: str) -> Split:
    """Split the change of a unit's final score by cause and indicator, and the change of its rank by step.

    Score, in this order: what was entered before is put under the later rules (letters, targets and scales; dropped
    indicators go, weights change, new ones come with the grade they have now); then the unit's own entries change.
    So own effects are in today's points: share of the indicator x difference of the points. Rank, in this order: the
    old scores in the later group, all old entries under the later method, the unit's own entries, those of the
    rivals. Within a step nothing depends on an order of indicators or rivals. Ranks as in the rules of the month that
    a step belongs to: exact or rounded scores, ties share the better rank. A rival without a score before comes
    in with the last step. ``before`` may rest on another evaluation; indicators and units are matched by code.
    KeyError for a unit that one of the two does not have, ValueError where it has no score in one of them.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.score import score_month
    >>> prior = {("a", "prior"): Decimal(98), ("b", "prior"): Decimal(96)}
    >>> values = [("80", "85"), ("90", "85")]  # a from B to S, b stays at A: 85.4 -> 99.4 and 91.8
    >>> months = [
    ...     score_month(TWO_PARTS, MonthData("2023-09", {"a": {"R": submitted(a)}, "b": {"R": submitted(b)}}, prior))
    ...     for a, b in values
    ... ]
    >>> split = decompose(*months, "a")
    >>> [(effect.cause.value, effect.code, effect.points) for effect in split.effects]
    [('own', 'R', Fraction(14, 1))]
    >>> split.rank_before, [(step.stage.value, step.change) for step in split.steps], split.rank_after
    (2, [('group', 0), ('method', 0), ('own', 1), ('rivals', 0)], 1)
    """
    old, new = before.standings[unit], after.standings[unit]
    if old.score is None or new.score is None or old.rank is None or new.rank is None:
        raise ValueError("a change without a score at both ends cannot be split")
    carrier = Carrier(before, after.evaluation)
    chain = _Chain(before, after, unit, carrier.carry(unit))
    effects = tuple(chain.effects())
    if sum((one.points for one in effects), ZERO) != new.score - old.score:
        raise ArithmeticError("the effects do not add up to the change of the score")
    ladder = Ladder(before, after, unit, carrier)
    ranks = ladder.ranks()
    if (ranks[0], ranks[-1]) != (old.rank, new.rank):
        raise ArithmeticError("the steps do not lead from the old rank to the new one")
    return Split(
        unit, old.score, new.score, old.rank, new.rank, effects, ladder.steps(), tuple(ladder.rivals()), chain.separable
    )


class _Chain:
    """One unit on its way from the earlier to the later month."""

    def __init__(self, before: Result, after: Result, unit: str, carried: Carried) -> None:
        self._old, self._new = before.standings[unit], after.standings[unit]
        self._evaluations = before.evaluation, after.evaluation
        self._carried = carried
        self._middle = under_method(before, after, unit, carried)
        self.separable = True

    def effects(self) -> Iterator[Effect]:
        """First those of method, then those of what was entered."""
        earlier, later = self._evaluations
        middle = self._middle
        if earlier is not later:
            yield from self._of_method()
        causes = {one.code: Cause.OWN for one in later.indicators()}
        causes |= {leaf.code: Cause.IMPORTED for leaf in later.score_leaves()}
        end = middle.with_points(self._new.points, self._new.adjustments)
        for code, points in attributed(middle, end).items():
            yield Effect(causes.get(code, Cause.ADJUSTMENT), code, points)

    def _of_method(self) -> Iterator[Effect]:
        old, middle = weighed(self._evaluations[0].root, self._old.points, self._old.adjustments), self._middle
        lettered = old.with_points({**old.points, **self._carried.lettered})
        regraded = old.with_points({**old.points, **self._carried.regraded})
        common = old.with_points(self._carried.regraded, middle.adjustments)
        bare = middle.with_points(self._carried.regraded)
        if any(one.score is None for one in (lettered, regraded, common, bare)):
            self.separable = False
            yield Effect(Cause.WEIGHTS, "", _score(middle) - _score(old))
            return
        parts = (
            (Cause.LETTER, attributed(old, lettered)),
            (Cause.RULE, attributed(lettered, regraded)),
            (Cause.DROPPED, attributed(regraded, common)),
            (Cause.WEIGHTS, {"": _score(bare) - _score(common)}),
            (Cause.NEW, attributed(bare, middle)),
        )
        for cause, found in parts:
            yield from (Effect(cause, code, points) for code, points in found.items() if points)


def _score(one: Weighed) -> Fraction:
    assert one.score is not None
    return one.score
