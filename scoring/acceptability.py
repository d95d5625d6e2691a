"""How firm a rank is: in what share of many other weightings each unit has each rank.

Rank acceptability of stochastic multicriteria acceptability analysis: R. Lahdelma, J. Hokkanen, P. Salminen, "SMAA -
stochastic multiobjective acceptability analysis", European Journal of Operational Research 106 (1998), 137-143.
Weights are drawn, so this is the one place of the method where numbers are floating point numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from scoring.model import Branch, Evaluation, walk
from scoring.score import Result, Standing

Array = NDArray[np.float64]
Ranks = NDArray[np.int16]

TOLERANCE = 1e-11
"""Scores closer than this are equal. Sums around 100 are off by about 1e-13, and two different scores come this close
in about one of ten billion weightings."""

BATCH = 1000
"""So many weightings at a time stay in the processor's cache; all 10,000 at once took half as long again."""

UNTHREADED = 250_000
"""Products of matrices with fewer multiplications than this are made by OpenBLAS in the calling thread."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """Which weights are drawn, and how.

    ``branches`` names the branches among whose children the weights are drawn, each for itself: the root for prior and
    current year, the current year for its fields, a field for its indicators. ``spread`` None draws from all
    weightings, each as likely as any other; a share n draws every weight between 1 - n and 1 + n times the official
    one, after which they are brought back to their sum. A child without official weight stays without. The same seed
    draws the same.
    """

    branches: frozenset[str]
    spread: Fraction | None = None
    samples: int = 10_000
    seed: int = 2023

    def __post_init__(self) -> None:
        """ValueError for no sample at all, and for a spread with which weights would fall below nothing."""
        if self.samples < 1:
            raise ValueError("at least one weighting has to be drawn")
        if self.spread is not None and not 0 <= self.spread <= 1:
            raise ValueError("the spread is a share from 0 to 1")


@dataclass(frozen=True, slots=True)
class Acceptability:
    """For the units of a group how many of the weightings gave them each rank, the first rank first.

    The counts of a unit add up to ``samples``. Ties share the better rank, so that only without ties do those of a
    rank do so, too: with ties more units have a rank than it has places, and the next ranks fewer. A unit without a
    score has no rank in any weighting and is not in ``counts``.
    """

    group: str
    samples: int
    counts: Mapping[str, tuple[int, ...]]

    def share(self, unit: str, rank: int) -> Fraction:
        """The share of the weightings in which a unit has a rank."""
        return Fraction(self.counts[unit][rank - 1], self.samples)

    def at_least(self, unit: str, rank: int) -> Fraction:
        """The share of the weightings in which a unit has a rank or a better one."""
        return Fraction(sum(self.counts[unit][:rank]), self.samples)

    def error(self, unit: str, rank: int) -> float:
        """The standard error of a share, root of p (1 - p) / samples; 0 where the drawn weightings all agree."""
        share = self.share(unit, rank)
        return sqrt(share * (1 - share) / self.samples)


def acceptability(result: Result, sampling: Sampling) -> dict[str, Acceptability]:
    """The rank acceptability of every unit, by group, all groups under the same weightings.

    Scores follow the rules: what is left out of a unit's score is left out under every weighting, bonus and deduction
    stay, ties share the better rank, and ranks are taken on rounded scores where the policies say so. KeyError for a
    branch that the evaluation does not have.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.score import score_month
    >>> prior = {("a", "prior"): Decimal(98), ("b", "prior"): Decimal(96)}
    >>> data = MonthData("2023-09", {"a": {"R": submitted("89")}, "b": {"R": submitted("91")}}, prior)
    >>> firm = acceptability(score_month(TWO_PARTS, data), Sampling(frozenset({"final"})))["1"]
    >>> round(float(firm.share("a", 1)), 2)  # a leads where the prior year weighs more than 10 / 12
    0.17
    """
    ranks = _Ranked(result).ranks(sampling)
    return {
        group.code: _counted(
            group.code, {unit.code: ranks[unit.code] for unit in group.units if unit.code in ranks}, sampling.samples
        )
        for group in result.evaluation.groups
    }


def _counted(group: str, ranks: Mapping[str, Ranks], samples: int) -> Acceptability:
    counts = {unit: np.bincount(of_unit, minlength=len(ranks) + 1)[1:] for unit, of_unit in ranks.items()}
    return Acceptability(group, samples, {unit: tuple(map(int, row)) for unit, row in counts.items()})


@dataclass(frozen=True, slots=True)
class Swing:
    """The share of the weightings in which a unit keeps its rank or has a better one, by the weight of one node.

    ``heavier`` over those in which the node weighs more among its siblings than officially, ``lighter`` over those in
    which it weighs less; None where there are none.
    """

    heavier: Fraction | None
    lighter: Fraction | None


def swings(result: Result, unit: str, sampling: Sampling) -> dict[str, Swing]:
    """For every node whose weight is drawn how firm the rank of a unit is under more and under less of it.

    Nothing for a unit without a rank. KeyError for an unknown unit or branch.
    """
    rank = result.standings[unit].rank
    if rank is None:
        return {}
    kept = _Ranked(result).ranks(sampling)[unit] <= rank
    batches = list(draw_weights(result.evaluation, sampling))
    found = {}
    for code in batches[0]:
        branch = _branch(result.evaluation, code)
        weights, official = np.hstack([batch[code] for batch in batches]), _official(branch)
        for child, share, rule in zip(branch.children, _shares(weights), _shares(official), strict=True):
            if child.weight:
                found[child.code] = Swing(_part(kept, share > rule), _part(kept, share < rule))
    return found


def _part(kept: NDArray[np.bool_], chosen: NDArray[np.bool_]) -> Fraction | None:
    among = int(np.count_nonzero(chosen))
    return Fraction(int(np.count_nonzero(kept & chosen)), among) if among else None


def draw_weights(evaluation: Evaluation, sampling: Sampling) -> Iterator[dict[str, Array]]:
    """Batches of weightings: by branch the weights of its children in their order, [child, weighting].

    Only the ratios among the children count. The whole simplex: independent exponential numbers, whose shares are
    spread evenly over all weightings.
    """
    generator = np.random.default_rng(sampling.seed)
    branches = {code: _branch(evaluation, code) for code in sorted(sampling.branches)}
    official = {code: _official(branch) for code, branch in branches.items()}
    for start in range(0, sampling.samples, BATCH):
        size = min(BATCH, sampling.samples - start)
        yield {code: _draw(generator, weights, size, sampling.spread) for code, weights in official.items()}


def _draw(generator: np.random.Generator, official: Array, size: int, spread: Fraction | None) -> Array:
    shape = (len(official), size)
    if spread is None:
        weights = generator.standard_exponential(shape)
        weights[official[:, 0] == 0] = 0
        return weights
    return generator.uniform(1 - float(spread), 1 + float(spread), shape) * official


def _shares(weights: Array) -> Array:
    """Weights that add up to 1; nothing stays nothing."""
    total = weights.sum(axis=0)
    return weights / np.where(total == 0, 1, total)


def _branch(evaluation: Evaluation, code: str) -> Branch:
    node = evaluation.node(code)
    if not isinstance(node, Branch):
        raise KeyError(code)
    return node


def _official(branch: Branch) -> Array:
    return np.array([[float(child.weight)] for child in branch.children])


class _Ranked:
    """All units that have a score, made ready to be ranked under many weightings."""

    def __init__(self, result: Result) -> None:
        self.evaluation = result.evaluation
        self.standings = [standing for standing in result.standings.values() if standing.score is not None]
        self.groups = [
            [row for row, standing in enumerate(self.standings) if standing.group == group.code]
            for group in self.evaluation.groups
        ]

    def ranks(self, sampling: Sampling) -> dict[str, Ranks]:
        """By unit its ranks, one per weighting."""
        if not self.standings:
            return {}
        mean = _Mean(self.evaluation.root, self.standings, sampling.branches)
        decimals = self.evaluation.policies.rank_decimals
        ranks = np.ones((len(self.standings), sampling.samples), np.int16)
        for number, weights in enumerate(draw_weights(self.evaluation, sampling)):
            scores = compared(mean.under(weights), decimals)
            batch = ranks[:, number * BATCH : (number + 1) * BATCH]
            for rows in self.groups:
                batch[rows] = _ranks(scores[rows])
        return {standing.unit: row for standing, row in zip(self.standings, ranks, strict=True)}


def compared(scores: Array, decimals: int | None) -> Array:
    """The scores, or rounded half up and away from zero, what is within the tolerance of a half as a half."""
    if decimals is None:
        return scores
    scale = 10.0**decimals
    return np.copysign(np.floor((np.abs(scores) + TOLERANCE) * scale + 0.5), scores)


def _ranks(scores: Array) -> Ranks:
    """Per weighting 1 + the number of units that are ahead by more than the tolerance."""
    ranks = np.ones(scores.shape, np.int16)
    for others in scores:
        ranks += scores < others - TOLERANCE
    return ranks


class _Mean:
    """The weighted mean of one branch for all units: what of it moves with the drawn weights and what stays."""

    def __init__(self, branch: Branch, standings: Sequence[Standing], drawn: frozenset[str]) -> None:
        scores = [[one.score_of(child.code) for child in branch.children] for one in standings]
        counts = np.array([[score is not None for score in row] for row in scores])
        self.code, self.official = branch.code, _official(branch)
        self.counts = None if counts.all() else counts.astype(float)
        self.moving = [
            (place, _Mean(child, standings, drawn))
            for place, child in enumerate(branch.children)
            if isinstance(child, Branch) and any(node.code in drawn for node in walk(child))
        ]
        self.steady = np.array([[float(score or 0) for score in row] for row in scores])
        self.steady[:, [place for place, _ in self.moving]] = 0
        self.bonus = np.array([[float(one.adjustments.get(branch.code, 0))] for one in standings])

    def under(self, drawn: Mapping[str, Array]) -> Array:
        """The mean with bonus and deduction, [unit, weighting]; one column where nothing below is drawn.

        For a unit of which nothing here counts it is without meaning, and counts for nothing above.
        """
        weights = drawn.get(self.code, self.official)
        if self.counts is None:
            weights = _shares(weights)
        total = _product(self.steady, weights)
        for place, mean in self.moving:
            part = mean.under(drawn) * weights[place]
            total = total + (part if self.counts is None else part * self.counts[:, place, None])
        if self.counts is not None:
            divisor = _product(self.counts, weights)
            total = total / np.where(divisor == 0, 1, divisor)
        return total + self.bonus if self.bonus.any() else total


def _product(rows: Array, columns: Array) -> Array:
    """The matrix product, in blocks so small that no thread is started for them: starting cost 100 times as much."""
    size = max(1, UNTHREADED // rows.size)
    product = np.empty((rows.shape[0], columns.shape[1]))
    for start in range(0, columns.shape[1], size):
        np.matmul(rows, columns[:, start : start + size], out=product[:, start : start + size])
    return product
