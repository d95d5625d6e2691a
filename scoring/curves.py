"""The final scores of the units of a group while one weight moves: exact curves in whole numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm
from operator import mul
from typing import NamedTuple

from scoring.derive import path_to
from scoring.model import Branch
from scoring.paths import Path
from scoring.score import Standing

ZERO = Fraction(0)


class Curve(NamedTuple):
    """The final score of a unit along a path: (a + b t) / (c + d t) at the share t, all whole numbers.

    c + d t is above zero strictly inside the path; it may be zero at an end.
    """

    a: int
    b: int
    c: int
    d: int

    def at(self, share: Fraction) -> Fraction | None:
        """The final score at a share; None where nothing that counts for the unit in the branch has any weight."""
        weight = self.c + self.d * share
        return (self.a + self.b * share) / weight if weight else None


def difference(first: Curve, second: Curve) -> tuple[int, int, int]:
    """A polynomial that is above zero inside the path exactly where the first curve is above the second."""
    (a, b, c, d), (e, f, g, h) = first, second
    return a * g - e * c, a * h + b * g - e * d - f * c, b * h - f * d


class View(NamedTuple):
    """What one branch means for the final score of a unit: share x score of the branch + rest, if it has a score."""

    share: Fraction
    rest: Fraction


WHOLE = View(Fraction(1), ZERO)


class Corner(NamedTuple):
    """The final score of a unit if one child after the other had the whole weight of their branch.

    ``values`` are those scores times the divisor, in the order of the children, 0 in the ``gaps``: the children
    without a score. ``otherwise`` is the final score by the rules, which stays where no child with a score can
    have any weight.
    """

    values: Sequence[int]
    gaps: Sequence[int]
    otherwise: Fraction | None


class Corners(NamedTuple):
    """The corners of the units of a group at one branch, over one divisor."""

    divisor: int
    units: Mapping[str, Corner]


def views_of(root: Branch, standing: Standing) -> dict[str, View | None]:
    """What every branch means for the final score of a unit; None where the unit has no score whatever it scored.

    A branch that has no score by the rules is seen as if it had one, since another weight may give it one.
    """
    found: dict[str, View | None] = {root.code: WHOLE}
    _look_below(root, standing, found)
    return found


def _look_below(branch: Branch, standing: Standing, found: dict[str, View | None]) -> None:
    found |= _views_below(branch, found[branch.code], standing)
    for child in branch.children:
        if isinstance(child, Branch):
            _look_below(child, standing, found)


def view_of(root: Branch, code: str, standing: Standing) -> View | None:
    """What one branch means for the final score of a unit, as in ``views_of``."""
    view: View | None = WHOLE
    for parent, child in pairwise(path_to(root, code)):
        assert isinstance(parent, Branch)
        view = dict(_views_below(parent, view, standing))[child.code]
    return view


def _views_below(branch: Branch, view: View | None, standing: Standing) -> Iterator[tuple[str, View | None]]:
    below = [child for child in branch.children if isinstance(child, Branch)]
    if not below:
        return
    scores = {child.code: standing.score_of(child.code) for child in branch.children}
    scored = [(child.weight, score) for child in branch.children if (score := scores[child.code]) is not None]
    counted = sum((weight for weight, _ in scored), ZERO)
    total = sum((weight * score for weight, score in scored), ZERO)
    adjustment = standing.adjustments.get(branch.code, ZERO)
    for child in below:
        score = scores[child.code]
        weight, others = (
            (counted, total - child.weight * score) if score is not None else (counted + child.weight, total)
        )
        if view is None or not weight:
            yield child.code, _without(standing)
        else:
            share = view.share * child.weight / weight
            yield child.code, View(share, view.rest + view.share * (others / weight + adjustment))


def _without(standing: Standing) -> View | None:
    """A branch whose score changes nothing, since nothing above it has any weight."""
    return None if standing.score is None else View(ZERO, standing.score)


def corners_of(branch: Branch, views: Mapping[str, View | None], standings: Iterable[Standing]) -> Corners:
    """The corners of the units of a group, seen as in ``views``; a unit without a view has none."""
    rows = {one.unit: _row(branch, view, one) for one in standings if (view := views[one.unit]) is not None}
    divisor = lcm(*(row.divisor for row in rows.values()))
    return Corners(divisor, {unit: row.corner(divisor) for unit, row in rows.items()})


class _Row(NamedTuple):
    """The scores of the children of a branch as numerator and denominator, and what the branch means."""

    share: tuple[int, int]
    rest: tuple[int, int]
    scores: Sequence[tuple[int, int] | None]
    otherwise: Fraction | None

    @property
    def divisor(self) -> int:
        """The least number over which all corners of the unit are whole."""
        below = {score[1] for score in self.scores if score is not None}
        return lcm(self.rest[1], self.share[1] * lcm(*below))

    def corner(self, divisor: int) -> Corner:
        """Share x score of the child + rest, for every child, times the divisor."""
        (up, down), rest = self.share, self.rest[0] * (divisor // self.rest[1])
        values = [0 if one is None else rest + one[0] * up * (divisor // (down * one[1])) for one in self.scores]
        return Corner(values, [index for index, one in enumerate(self.scores) if one is None], self.otherwise)


def _row(branch: Branch, view: View, standing: Standing) -> _Row:
    scores = [standing.score_of(child.code) for child in branch.children]
    rest = view.rest + view.share * standing.adjustments.get(branch.code, ZERO)
    ratios = [None if score is None else score.as_integer_ratio() for score in scores]
    return _Row(view.share.as_integer_ratio(), rest.as_integer_ratio(), ratios, standing.score)


def curves_on(path: Path, corners: Corners) -> dict[str, Curve]:
    """The final score of every unit along a path; a unit that has no score anywhere on it has no curve."""
    found = {}
    start = sum(path.starts)
    for unit, (values, gaps, otherwise) in corners.units.items():
        weight = start - sum(path.starts[index] for index in gaps) if gaps else start
        slope = -sum(path.slopes[index] for index in gaps) if gaps else 0
        if weight or slope:
            a, b = sum(map(mul, path.starts, values)), sum(map(mul, path.slopes, values))
            found[unit] = Curve(a, b, weight * corners.divisor, slope * corners.divisor)
        elif otherwise is not None:
            found[unit] = Curve(otherwise.numerator, 0, otherwise.denominator, 0)
    return found


def curves_of(path: Path, root: Branch, standings: Iterable[Standing]) -> dict[str, Curve]:
    """The final scores of some units along a path, from their standings in one result with this root.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.paths import path_of
    >>> from scoring.score import score_month
    >>> data = MonthData("2023-09", {"a": {"R": submitted("81")}}, {("a", "prior"): Decimal(98)})  # 98 and grade A, 90
    >>> standing = score_month(TWO_PARTS, data).standings["a"]
    >>> curve = curves_of(path_of(TWO_PARTS.root, "prior"), TWO_PARTS.root, [standing])["a"]
    >>> curve.at(Fraction(1, 2)), curve.at(Fraction(1))
    (Fraction(94, 1), Fraction(98, 1))
    """
    members = tuple(standings)
    views = {one.unit: view_of(root, path.branch.code, one) for one in members}
    return curves_on(path, corners_of(path.branch, views, members))
