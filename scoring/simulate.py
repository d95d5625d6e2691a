"""Many finals drawn from the chances of the cells: how often each unit has each rank and each award.

Every cell has its own fixed random numbers, so that a what-if meets the very same finals, and cells that are certain
are not drawn. Chances are floating point numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import inf, sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.acceptability import TOLERANCE, Array, Ranks, compared
from scoring.forecast import CellOutlook
from scoring.model import Branch, Indicator, IndicatorLeaf, MissingPolicy, Node, walk
from scoring.pool import Pool
from scoring.score import Result

NORMAL = NormalDist()
DRAWS, SEED = 10_000, 2023
CORRELATION = 0.1
"""How much two indicators of one unit fare alike, by what is common to them: assumed, nothing published says it."""

ADJUSTMENT = "adjustment"
"""The key of bonus less deduction among the scores that are drawn."""


class Sampling(NamedTuple):
    """How finals are drawn; the same seed draws the same."""

    draws: int = DRAWS
    seed: int = SEED
    correlation: float = CORRELATION


USUAL = Sampling()

Cells = Mapping[str, Mapping[str, CellOutlook]]
Scores = Mapping[str, Mapping[str, Pool]]
"""By unit and leaf the imported scores that are not there yet; under ADJUSTMENT points of the final score."""


class Chances(NamedTuple):
    """The chance of every rank and award of one unit, and its mean score."""

    ranks: Mapping[int, float]
    prizes: Mapping[str, float]
    expected: float


@dataclass(frozen=True, slots=True)
class Finals:
    """The drawn finals: per unit its scores, one per final; a unit that cannot have a score is not in it."""

    result: Result
    sampling: Sampling
    cells: Cells
    scores: Mapping[str, Array]
    shares: Mapping[str, Mapping[str, float]] = field(repr=False)

    def chances(self, unit: str) -> Chances:
        """The chances of one unit. KeyError where it has no score in any final."""
        return self._chances(unit, self.scores[unit])

    def chance_if(self, unit: str, letters: Mapping[str, str]) -> Chances:
        """The same if some of its indicators ended with given letters: in the same finals, everybody else as drawn.

        KeyError for an unknown unit, indicator or letter.
        """
        scores = self.scores[unit].copy()
        indicators = {one.code: one for one in self.result.evaluation.indicators()}
        drawn = _Draw(self.result, unit, self.sampling)
        for code, letter in letters.items():
            steps = indicators[code].scale.steps
            points = float(steps[indicators[code].scale.position(letter)].points)
            was = drawn.points(indicators[code], self.cells[unit][code])
            scores += self.shares[unit][code] * (points - (float(was) if isinstance(was, Fraction) else was))
        return self._chances(unit, scores)

    def error(self, chance: float) -> float:
        """The standard error of a chance, root of p (1 - p) / draws."""
        return sqrt(chance * (1 - chance) / self.sampling.draws)

    def _chances(self, unit: str, scores: Array) -> Chances:
        ranks = self._ranks(unit, scores)
        counts = np.bincount(ranks, minlength=self._places(unit) + 1)
        shares = {rank: int(counts[rank]) / len(ranks) for rank in range(1, len(counts))}
        prizes = {
            tier.code: sum(share for rank, share in shares.items() if tier.first <= rank <= tier.last)
            for tier in self.result.evaluation.awards
        }
        return Chances(shares, prizes, float(scores.mean()))

    def _ranks(self, unit: str, scores: Array) -> Ranks:
        decimals = self.result.evaluation.policies.rank_decimals
        own = compared(scores, decimals)
        ranks = np.ones(len(scores), np.int16)
        for rival in self._rivals(unit):
            ranks += own < compared(self.scores[rival], decimals) - TOLERANCE
        return ranks

    def _rivals(self, unit: str) -> list[str]:
        group = self.result.evaluation.group_of(unit)
        return [one.code for one in group.units if one.code != unit and one.code in self.scores]

    def _places(self, unit: str) -> int:
        return len(self._rivals(unit)) + 1


def simulate(result: Result, cells: Cells, scores: Scores, sampling: Sampling = USUAL) -> Finals:
    """Draw the finals of all units.

    score = sum(share x points) + bonus - deduction. A grade is drawn by its chances: a normal number of the cell, mixed
    with one that the unit's cells share, falls into the part of the spread that belongs to the grade. Shares are those
    of the unit with everything in that applies to it; imported scores, bonus and deduction stand as they are unless
    ``scores`` draws them. ValueError without a draw, or for a correlation that is not from 0 to 1.
    """
    if sampling.draws < 1 or not 0 <= sampling.correlation <= 1:
        raise ValueError("at least one final has to be drawn, with a correlation from 0 to 1")
    drawn: dict[str, Array] = {}
    shares: dict[str, Mapping[str, float]] = {}
    for unit, row in cells.items():
        own = shares_of(result.evaluation.root, _counted(result, unit, row, scores.get(unit, {})))
        if own:
            drawn[unit] = _Draw(result, unit, sampling).scores(row, scores.get(unit, {}), own)
        shares[unit] = {code: float(share) for code, share in own.items()}
    return Finals(result, sampling, cells, drawn, shares)


def _counted(result: Result, unit: str, row: Mapping[str, CellOutlook], drawn: Mapping[str, Pool]) -> frozenset[str]:
    """The leaves that count for a unit at the cut-off."""
    left_out = result.evaluation.policies.not_submitted is MissingPolicy.LEAVE_OUT
    cells = (code for code, cell in row.items() if not (left_out and cell.missing == 1))
    points = result.standings[unit].points
    imported = (leaf.code for leaf in result.evaluation.score_leaves())
    return frozenset([*cells, *(code for code in imported if code in drawn or points[code] is not None)])


def shares_of(root: Node, counted: frozenset[str]) -> dict[str, Fraction]:
    """The share in the final score of every node below which one of the counted leaves stands; of the root 1."""
    counts = {node.code for node in walk(root) if _counts(node, counted)}
    shares = {root.code: Fraction(1)} if root.code in counts else {}
    for branch in walk(root):
        if not isinstance(branch, Branch) or branch.code not in shares:
            continue
        children = [child for child in branch.children if child.code in counts and child.weight]
        total = sum((child.weight for child in children), Fraction(0))
        shares |= {child.code: shares[branch.code] * child.weight / total for child in children}
    return shares


def _counts(node: Node, counted: frozenset[str]) -> bool:
    if not isinstance(node, Branch):
        return node.code in counted
    return any(child.weight and _counts(child, counted) for child in node.children)


class _Draw:
    """The random numbers of one unit."""

    def __init__(self, result: Result, unit: str, sampling: Sampling) -> None:
        self._standing, self._sampling, self._evaluation = result.standings[unit], sampling, result.evaluation
        self._unit = [one.code for one in result.evaluation.units].index(unit)
        self._places = {leaf.code: place for place, leaf in enumerate(_leaves(result.evaluation.root), start=2)}
        self._common = self._generator(0).standard_normal(sampling.draws, np.float32)
        self._common *= np.float32(sqrt(sampling.correlation))

    def scores(
        self, row: Mapping[str, CellOutlook], drawn: Mapping[str, Pool], shares: Mapping[str, Fraction]
    ) -> Array:
        """The final scores, one per draw."""
        certain = sum(
            (shares.get(code, 0) * points for code, points in self._standing.adjustments.items()), Fraction(0)
        )
        scores = np.zeros(self._sampling.draws)
        for leaf in _leaves(self._evaluation.root):
            share = shares.get(leaf.code)
            if share is None:
                continue
            if isinstance(leaf, IndicatorLeaf):
                points = self.points(leaf.indicator, row[leaf.code])
            elif leaf.code in drawn:
                points = self._from(drawn[leaf.code], self._places[leaf.code])
            else:
                points = self._standing.points[leaf.code] or Fraction(0)
            if isinstance(points, Fraction):
                certain += share * points
            else:
                scores += float(share) * points
        if ADJUSTMENT in drawn:
            scores += self._from(drawn[ADJUSTMENT], 1)
        return scores + float(certain)

    def points(self, indicator: Indicator, cell: CellOutlook) -> Array | Fraction:
        """The points of one cell: one number where it is certain, else one per draw."""
        worth = [(step.points, cell.chances[step.letter]) for step in indicator.scale.steps]
        outcomes = [(points, chance) for points, chance in (*worth, (Fraction(0), cell.missing)) if chance > 0]
        if len(outcomes) == 1:
            return outcomes[0][0]
        noise = self._noise(indicator.code)
        drawn = np.full(self._sampling.draws, float(outcomes[-1][0]))
        reached = 0.0
        for (points, chance), (worse, _) in pairwise(outcomes):
            reached += chance
            drawn += float(points - worse) * (noise < _normal_below(reached))
        return drawn

    def _noise(self, code: str) -> NDArray[np.float32]:
        own = self._generator(self._places[code]).standard_normal(self._sampling.draws, np.float32)
        own *= np.float32(sqrt(1 - self._sampling.correlation))
        own += self._common
        return own

    def _from(self, pool: Pool, place: int) -> Array:
        chances = self._generator(place).random(self._sampling.draws)
        return np.interp(chances, pool.chances, pool.values)

    def _generator(self, place: int) -> np.random.Generator:
        return np.random.default_rng([self._sampling.seed, self._unit, place])


def _leaves(root: Node) -> list[Node]:
    return [node for node in walk(root) if not isinstance(node, Branch)]


def _normal_below(chance: float) -> float:
    """The number below which a normal one lies with a chance."""
    return inf if chance >= 1 else NORMAL.inv_cdf(chance)
