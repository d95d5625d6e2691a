"""All sets of grade steps of a few indicators, tried one by one with the naive calculation."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from scoring.model import Evaluation, Indicator, MissingPolicy, MonthData, Observation, State
from scoring.rounding import round_half_up
from scoring.shortest import Effort, Plan
from tests.scoring.naive import naive_ranks, naive_score

Letters = tuple[tuple[str, str], ...]
Scores = Mapping[str, Fraction | None]


class Way(NamedTuple):
    """A set of changes as the brute force finds it; sorts best first."""

    cost: Fraction
    steps: int
    loss: Fraction
    letters: Letters


class Case(NamedTuple):
    """A unit ``a`` whose indicators may change, up or down, until its rank is good or bad enough."""

    evaluation: Evaluation
    data: MonthData
    rivals: Scores
    rank: int
    effort: Effort
    up: bool

    def reached(self, score: Fraction | None) -> bool:
        decimals = self.evaluation.policies.rank_decimals
        scores = {"a": score, **self.rivals}
        rounded = {
            unit: one if one is None or decimals is None else Fraction(round_half_up(one, decimals))
            for unit, one in scores.items()
        }
        rank = naive_ranks(rounded)["a"]
        assert rank is not None
        return (rank <= self.rank) == self.up

    def score(self, letters: Mapping[str, str]) -> Fraction | None:
        row = dict(self.data.observations.get("a", {}))
        row |= {code: Observation(State.SUBMITTED, None, letter) for code, letter in letters.items()}
        changed = replace(self.data, observations={**self.data.observations, "a": row})
        return naive_score(self.evaluation, changed, "a", self.evaluation.root)


def all_ways(case: Case, present: Callable[[str], str | None]) -> list[Way]:
    """Every set of changes that leads there and of which nothing can be taken back, best first."""
    indicators = [one for one in case.evaluation.indicators() if one.code not in case.effort.fixed]
    ladders = [_ladder(case, indicator, present(indicator.code)) for indicator in indicators]
    scores = {}
    for heights in product(*(range(len(ladder) + 1) for ladder in ladders)):
        chosen = zip(indicators, ladders, heights, strict=True)
        letters = {indicator.code: ladder[height - 1] for indicator, ladder, height in chosen if height}
        scores[heights] = (letters, case.score(letters))
    there = {heights for heights, (_, score) in scores.items() if case.reached(score)}
    codes = [indicator.code for indicator in indicators]
    return sorted(
        _way(case, dict(zip(codes, heights, strict=True)), *scores[heights])
        for heights in there
        if not any(less in there for less in _lower(heights))
    )


def _ladder(case: Case, indicator: Indicator, letter: str | None) -> list[str]:
    """The letters that can be stepped to, the nearest first; none where the cell is left out of the score."""
    letters = [step.letter for step in indicator.scale.steps]
    cell = case.data.observations.get("a", {}).get(indicator.code, Observation(State.NOT_SUBMITTED))
    if letter is not None:
        place = letters.index(letter)
        return letters[:place][::-1] if case.up else letters[place + 1 :]
    counted = cell.state is State.NOT_SUBMITTED and case.evaluation.policies.not_submitted is MissingPolicy.ZERO
    return letters[::-1] if counted and case.up else []


def _lower(heights: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The same set with one of its changes taken back, in part or as a whole."""
    for place, height in enumerate(heights):
        for less in range(height):
            yield (*heights[:place], less, *heights[place + 1 :])


def _way(case: Case, heights: Mapping[str, int], letters: Mapping[str, str], score: Fraction | None) -> Way:
    assert score is not None
    cost = sum((case.effort.costs.get(code, Fraction(1)) * height for code, height in heights.items()), Fraction(0))
    return Way(cost, sum(heights.values()), -score if case.up else score, tuple(sorted(letters.items())))


def way_of(plan: Plan, *, up: bool) -> Way:
    letters = tuple(sorted((change.indicator, change.after) for change in plan.changes))
    return Way(plan.cost, plan.steps, -plan.score if up else plan.score, letters)
