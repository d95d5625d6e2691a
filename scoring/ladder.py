"""The rank of one unit on its way from one month to another, step by step, and the rivals that moved it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.carry import Carrier, under_method
from scoring.rounding import round_half_up
from scoring.score import Result


class Stage(StrEnum):
    """The steps of a rank, in their order: another group, another method, the unit's own change, the rivals'."""

    GROUP = "group"
    METHOD = "method"
    OWN = "own"
    RIVALS = "rivals"


@dataclass(frozen=True, slots=True)
class RankStep:
    """The rank after one step and by how much it rose in it (below 0: fell)."""

    stage: Stage
    rank: int
    change: int


@dataclass(frozen=True, slots=True)
class Rival:
    """One unit of the earlier or the later group.

    ``ahead`` says whether it was ahead of the unit before, and after each step. The leads are the unit's score less the
    rival's, None where they were in different groups or the rival had no score. ``method`` is what the change of method
    did to the rival's score, ``own`` what it did itself; None where it had no score before.
    """

    unit: str
    ahead: tuple[bool, ...]
    lead_before: Fraction | None
    lead_after: Fraction | None
    method: Fraction | None
    own: Fraction | None

    @property
    def overtaken(self) -> bool:
        """Whether it was ahead before and is no more."""
        return self.ahead[0] and not self.ahead[-1]

    @property
    def went_past(self) -> bool:
        """Whether it is ahead now and was not before."""
        return self.ahead[-1] and not self.ahead[0]


class Ladder:
    """The scores of the earlier and the later group, before and after each step."""

    def __init__(self, before: Result, after: Result, unit: str, carrier: Carrier) -> None:
        """The unit must have a score in both months."""
        self._unit, self._before, self._after = unit, before, after
        earlier, later = _group(before, unit), _group(after, unit)
        joined = {code: before.standings[code].score for code in later if code in before.standings}
        method = {code: self._method(code, carrier) for code, score in joined.items() if score is not None}
        now = {code: after.standings[code].score for code in later}
        old = {code: before.standings[code].score for code in earlier}
        self._method_scores = method
        self._scores = (old, joined, method, {**method, unit: now[unit]}, now)
        self._members = tuple(dict.fromkeys((*later, *earlier)))

    def _method(self, code: str, carrier: Carrier) -> Fraction | None:
        if self._before.evaluation is self._after.evaluation:
            return self._before.standings[code].score
        return under_method(self._before, self._after, code, carrier.carry(code)).score

    def steps(self) -> tuple[RankStep, ...]:
        """The four steps; their changes add up to the rank before less the rank after."""
        ranks = self.ranks()
        return tuple(RankStep(stage, ranks[n + 1], ranks[n] - ranks[n + 1]) for n, stage in enumerate(Stage))

    def ranks(self) -> tuple[int, ...]:
        """The rank before and after each step: 1 + the rivals that are ahead."""
        ahead = [self._ahead(code) for code in self._members]
        return tuple(1 + sum(flags) for flags in zip(*ahead, strict=True))

    def rivals(self) -> Iterator[Rival]:
        """The units of the later group in the order of their ranks, then those of the earlier group only."""
        old, method, now = self._scores[0], self._method_scores, self._scores[-1]
        home_before, home_after = old[self._unit], now[self._unit]
        for code in self._members:
            if code != self._unit:
                yield Rival(
                    code,
                    self._ahead(code),
                    _less(home_before, old.get(code)),
                    _less(home_after, now.get(code)),
                    _less(method.get(code), self._scores[1].get(code)),
                    _less(now.get(code), method.get(code)),
                )

    def _ahead(self, code: str) -> tuple[bool, ...]:
        decimals = [result.evaluation.policies.rank_decimals for result in (self._before, self._after)]
        places = (decimals[0], decimals[0], decimals[1], decimals[1], decimals[1])
        return tuple(
            _passes(scores.get(code), scores[self._unit], digits)
            for scores, digits in zip(self._scores, places, strict=True)
        )


def _group(result: Result, unit: str) -> tuple[str, ...]:
    return tuple(one.unit for one in result.group(result.standings[unit].group))


def _passes(rival: Fraction | None, home: Fraction | None, decimals: int | None) -> bool:
    if rival is None or home is None:
        return False
    if decimals is None:
        return rival > home
    return round_half_up(rival, decimals) > round_half_up(home, decimals)


def _less(score: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if score is None or other is None else score - other
