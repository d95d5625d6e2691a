"""Imported scores and bonuses that are not there yet, as they were in the year before."""

from math import sqrt
from statistics import mean

from scoring.derive import adjustment_in_final
from scoring.forecast import Years
from scoring.model import ScoreLeaf
from scoring.pool import Pool, normal_values, pool_of
from scoring.reach import is_decided
from scoring.score import Result
from scoring.simulate import ADJUSTMENT
from scoring.ways import ELEMENTS, FEWEST, Ways

KEPT = 0.5
"""How much of a unit's distance from the others in an imported score it keeps to the next year: assumed."""

SCORE_MEAN, SCORE_DEVIATION = 0.95, 0.02
"""Without an earlier year an imported score is spread like this, in shares of its full score: assumed."""


def forecast_scores(years: Years) -> dict[str, dict[str, Pool]]:
    """By unit and leaf the imported scores that are still missing, and under ADJUSTMENT bonus less deduction.

    A missing score is spread as those of all units in the year before, moved half-way towards the unit's own. Bonus and
    deduction are spread as in the year before as long as nobody has any; from the first one on they stand as they are.
    Nothing is missing any more in the cut-off month.
    """
    now, final = years.this_year[-1], Ways(years.last_year).final
    if is_decided(now.evaluation, now.month):
        return {}
    added = _adjustments(now, final)
    leaves = now.evaluation.score_leaves()
    found: dict[str, dict[str, Pool]] = {}
    for unit, standing in now.standings.items():
        missing = (leaf for leaf in leaves if leaf.code in standing.missing_scores)
        found[unit] = {leaf.code: _score(leaf, unit, final) for leaf in missing}
        if added is not None:
            found[unit][ADJUSTMENT] = added
    return found


def _adjustments(now: Result, final: Result | None) -> Pool | None:
    if final is None or any(one.adjustments for one in now.standings.values()):
        return None
    sums = [adjustment_in_final(final.evaluation, one) for one in final.standings.values()]
    return pool_of(map(float, sums)) if any(sums) else None


def _score(leaf: ScoreLeaf, unit: str, final: Result | None) -> Pool:
    scores = {} if final is None else _imported(leaf.code, final)
    if len(scores) < FEWEST:
        full = float(leaf.full_score)
        return pool_of(normal_values(SCORE_MEAN * full, SCORE_DEVIATION * full, ELEMENTS))
    middle = mean(scores.values())
    kept = KEPT if unit in scores else 0.0
    centre = middle + kept * (scores.get(unit, middle) - middle)
    return pool_of(centre + sqrt(1 - kept**2) * (score - middle) for score in scores.values())


def _imported(leaf: str, final: Result) -> dict[str, float]:
    points = {unit: one.points.get(leaf) for unit, one in final.standings.items() if leaf not in one.missing_scores}
    return {unit: float(score) for unit, score in points.items() if score is not None}
