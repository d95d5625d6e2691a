"""What one unit entered in an earlier month, held against the rules of a later one."""

from fractions import Fraction
from typing import NamedTuple

from scoring.aggregate import plan_of
from scoring.attribution import Points, Weighed, weighed
from scoring.grade import Graded, elapsed_share, grade, yardstick_at
from scoring.model import Evaluation, Indicator, MissingPolicy, Observation, State
from scoring.score import Result, Standing, points_of_leaves


class Carried(NamedTuple):
    """The leaves that an earlier month and a later evaluation have in common, matched by code.

    ``lettered`` are the points of the same letters on the later scales, ``regraded`` those of the same entries under
    the later targets, cut-offs, directions, scales and policies. What is absent cannot be held against the later rules.
    """

    lettered: Points
    regraded: Points


class Carrier:
    """Carries the entries of an earlier month over to a later evaluation, unit by unit."""

    def __init__(self, before: Result, after: Evaluation) -> None:
        """``before`` may rest on the same evaluation; then everything is carried as it is."""
        self._before, self._after = before, after
        self._same_policies = _policies(before.evaluation) == _policies(after)
        old = {one.code: one for one in before.evaluation.indicators()}
        self._pairs = [(old[one.code], one) for one in after.indicators() if one.code in old]
        scores = {leaf.code for leaf in before.evaluation.score_leaves()}
        self._scores = [leaf.code for leaf in after.score_leaves() if leaf.code in scores]
        self._elapsed = elapsed_share(before.evaluation, before.month)

    def carry(self, unit: str) -> Carried:
        """What one unit had; KeyError for a unit that the earlier month does not have.

        A value is graded anew as if it had been entered for the same part of the later period. A letter given by hand
        stays. A value in another unit of measure cannot be carried, nor a letter that the later scale does not have.
        """
        standing = self._before.standings[unit]
        if self._before.evaluation is self._after:
            return Carried(standing.points, standing.points)
        regraded = self._scores_of(standing)
        lettered = {code: standing.points[code] for code in self._scores}
        for old, new in self._pairs:
            code, points = new.code, standing.points[new.code]
            if old is new and self._same_policies:
                lettered[code] = regraded[code] = points
                continue
            anew = self._graded(standing.grades[code], old, new, unit)
            if anew is not None:
                lettered[code] = _points_of_letter(standing.grades[code], new, points)
                regraded |= points_of_leaves(self._after, {code: anew}, {})
        return Carried(lettered, regraded)

    def _scores_of(self, standing: Standing) -> dict[str, Fraction | None]:
        absent = Fraction(0) if self._after.policies.missing_score is MissingPolicy.ZERO else None
        return {code: absent if code in standing.missing_scores else standing.points[code] for code in self._scores}

    def _graded(self, cell: Graded, old: Indicator, new: Indicator, unit: str) -> Graded | None:
        """The cell under the later rules; None where they cannot grade it."""
        letter = cell.step.letter if cell.step is not None and cell.given else None
        measured = cell.state is State.SUBMITTED and letter is None
        if measured and old.unit_of_measure.ko != new.unit_of_measure.ko:
            return None
        try:
            observation = Observation(cell.state, cell.value, letter)
            return grade(observation, yardstick_at(self._after, new, unit, self._elapsed))
        except (KeyError, ValueError):
            return None


def _points_of_letter(cell: Graded, indicator: Indicator, points: Fraction | None) -> Fraction | None:
    letter = None if cell.step is None else cell.step.letter
    return next((step.points for step in indicator.scale.steps if step.letter == letter), points)


def _policies(evaluation: Evaluation) -> tuple[object, ...]:
    """The policies that decide what an entry is worth."""
    policies = evaluation.policies
    return policies.not_submitted, policies.lower_achievement, policies.interim_target


def under_method(before: Result, after: Result, unit: str, carried: Carried) -> Weighed:
    """What a unit had entered before under the later method; new indicators as they stand now.

    Where nothing of that counts, the later month itself.
    """
    old, new = before.standings[unit], after.standings[unit]
    root = after.evaluation.root
    branches = {branch.code for branch in plan_of(root)}
    kept = {code: points for code, points in old.adjustments.items() if code in branches}
    found = weighed(root, {**new.points, **carried.regraded}, kept)
    return found if found.score is not None else found.with_points(new.points, new.adjustments)
