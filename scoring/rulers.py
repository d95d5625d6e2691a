"""Rulers of a weight: over which range of it a unit holds which rank, and the exact weights where that changes.

One weight moves along its path while its siblings make room. The final scores of two units are equal where two curves
meet, which is found by solving an equation of the first or second degree, not by stepping, all along the path.
Source: Triantaphyllou and Sanchez, "A sensitivity analysis approach for some deterministic multi-criteria
decision-making methods", Decision Sciences 28 (1997); O'Shea et al., Expert Systems with Applications (2026),
doi 10.1016/j.eswa.2025.128460.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, groupby, product
from operator import itemgetter
from typing import NamedTuple

from scoring.curves import Curve, corners_of, curves_of, curves_on, difference, views_of
from scoring.derive import parent_of
from scoring.model import Branch, walk
from scoring.paths import Path, Room, path_of
from scoring.rank import rank_within_group
from scoring.reweigh import with_weights
from scoring.roots import Ratio, Root, crossings_between
from scoring.score import Result
from scoring.staircase import Span, staircase


class Overtaking(NamedTuple):
    """Two units that change places when the weight grows: ``passing`` goes ahead of ``passed``."""

    passing: str
    passed: str


class Breakpoint(NamedTuple):
    """An exact weight at which units of a group are equal, with another order just before it than just after it."""

    at: Root
    overtakings: tuple[Overtaking, ...]


class Stretch(NamedTuple):
    """A range of the weight in which a unit holds one rank; None where it has no score."""

    start: Root
    end: Root
    rank: int | None


@dataclass(frozen=True, slots=True)
class Ruler:
    """The ranks of one unit for every share that one weight may have.

    ``stretches`` cover the path from low to high; where two meet, and at every breakpoint, units are tied and share
    the better rank. ``breakpoints`` are those at which somebody passes the unit or is passed by it; where one does
    each at the same weight, the rank stays and with it the stretch. ``official``, ``at_low`` and ``at_high`` are the
    ranks at exactly those shares: at an end a unit may have no score, or do without a branch of which nothing that
    counts has any weight.

    ``rounded``: ranks are those of rounded scores, as the rules say; at a breakpoint another unit gets ahead of this
    one, or is ahead no longer, so that this one passes it or is tied with it. At exactly that share rounding decides.
    ``exact_only``: the rules rank rounded scores and the ruler exact ones, since too many ranks would alternate
    (``scoring/staircase.py``).
    """

    unit: str
    path: Path
    stretches: tuple[Stretch, ...]
    breakpoints: tuple[Breakpoint, ...]
    official: int | None
    at_low: int | None
    at_high: int | None
    rounded: bool
    exact_only: bool


def ruler(
    result: Result, node: str, unit: str, *, room: Room = Room.PROPORTIONAL, locked: Collection[str] = frozenset()
) -> Ruler:
    """The ruler of one unit for the weight of any node but the root.

    rank = 1 + number of units of the group with a higher score, at every share of the node among its siblings. The
    sum of the siblings' weights stays, so a branch that weighs the sum of its children keeps its weight. A weight
    that can't move has one stretch without length. At a single weight inside a stretch a unit may be tied with
    another that comes up to it and falls back; nobody overtakes there. KeyError for the root, an unknown node or unit.

    >>> from decimal import Decimal
    >>> from scoring.examples import TWO_PARTS, submitted
    >>> from scoring.model import MonthData
    >>> from scoring.score import score_month
    >>> cells = {"a": {"R": submitted("90")}, "b": {"R": submitted("81")}}  # S and A: 100 and 90
    >>> data = MonthData("2023-09", cells, {("a", "prior"): Decimal(92), ("b", "prior"): Decimal(98)})
    >>> found = ruler(score_month(TWO_PARTS, data), "prior", "a")  # 100 - 8 t = 90 + 8 t
    >>> [(str(one.start.exact), str(one.end.exact), one.rank) for one in found.stretches]
    [('0', '5/8', 1), ('5/8', '1', 2)]
    """
    path = path_of(parent_of(result.evaluation, node), node, room, locked)
    members = result.group(result.standings[unit].group)
    curves = curves_of(path, result.evaluation.root, members)
    decimals = result.evaluation.policies.rank_decimals
    rounded = _on_rounded(path, curves, unit, decimals)
    first, changes = rounded or _on_exact(path, curves, unit)
    places = ({one.unit: one.score for one in members}, *_scores_at_ends(result, path, curves))
    official, at_low, at_high = (_rank(scores, unit, decimals if rounded else None) for scores in places)
    stretches = tuple(_stretches(path, first, changes, unit))
    told = rounded is not None, decimals is not None and rounded is None
    return Ruler(unit, path, stretches, changes, official, at_low, at_high, *told)


Scores = Mapping[str, Fraction | None]
Order = tuple[int | None, tuple[Breakpoint, ...]]
"""The rank of a unit just after the low end of a path, and every change after it."""


def _on_exact(path: Path, curves: Mapping[str, Curve], unit: str) -> Order:
    return _rank_at_the_start(path, curves, unit), breakpoints(curves, path.low, path.high, of=unit)


def _on_rounded(path: Path, curves: Mapping[str, Curve], unit: str, decimals: int | None) -> Order | None:
    """None where the rules rank exact scores, and where too many steps would tell the order."""
    if decimals is None:
        return None
    if unit not in curves:
        return None, ()
    found = staircase(curves, unit, Span(path.low, path.high, 10**decimals))
    if found is None:
        return None
    changes = (
        Breakpoint(
            Root(at), tuple(Overtaking(other, unit) if ahead else Overtaking(unit, other) for _, other, ahead in same)
        )
        for at, same in groupby(found.turnings, key=itemgetter(0))
    )
    return 1 + found.ahead, tuple(changes)


def _scores_at_ends(result: Result, path: Path, curves: Mapping[str, Curve]) -> Iterator[Scores]:
    """The scores at both ends; where some unit has nothing that counts there, everything is scored anew."""
    for share in (path.low, path.high):
        if all(curve.c + curve.d * share for curve in curves.values()):
            yield {unit: curve.at(share) for unit, curve in curves.items()}
        else:
            anew = with_weights(result, path.weights_at(share)).standings
            yield {unit: anew[unit].score for unit in curves}


def _rank(scores: Scores, unit: str, decimals: int | None) -> int | None:
    place = rank_within_group(scores, decimals).get(unit)
    return place.rank if place else None


def _stretches(path: Path, rank: int | None, changes: Iterable[Breakpoint], unit: str) -> Iterator[Stretch]:
    start = Root(path.low)
    for at, overtakings in changes:
        assert rank is not None
        after = rank + sum(-1 if passing == unit else 1 for passing, _ in overtakings)
        if after != rank:
            yield Stretch(start, at, rank)
            start, rank = at, after
    yield Stretch(start, Root(path.high), rank)


def _rank_at_the_start(path: Path, curves: Mapping[str, Curve], unit: str) -> int | None:
    """1 + the number of units that are above just after the low end of the path."""
    if unit not in curves:
        return None
    others = (curve for other, curve in curves.items() if other != unit)
    return 1 + sum(1 for other in others if _sign_after(path.low, difference(other, curves[unit])) > 0)


def _sign_after(share: Fraction, polynomial: tuple[int, int, int]) -> Fraction:
    """A number with the sign that a polynomial has just after a share: its value there, or else its slope, or bend."""
    constant, linear, quadratic = polynomial
    signs = constant + share * (linear + share * quadratic), linear + 2 * share * quadratic, Fraction(quadratic)
    return next((sign for sign in signs if sign), Fraction(0))


def all_breakpoints(result: Result, room: Room = Room.PROPORTIONAL) -> dict[str, dict[str, tuple[Breakpoint, ...]]]:
    """All breakpoints of every weight in the tree, by node and group, in the order of the weight."""
    root = result.evaluation.root
    groups = {group.code: result.group(group.code) for group in result.evaluation.groups}
    views = {one.unit: views_of(root, one) for one in result.standings.values()}
    found: dict[str, dict[str, tuple[Breakpoint, ...]]] = {}
    for branch in walk(root):
        if not isinstance(branch, Branch):
            continue
        of_branch = {unit: seen[branch.code] for unit, seen in views.items()}
        corners = {group: corners_of(branch, of_branch, members) for group, members in groups.items()}
        for child in branch.children:
            path = path_of(branch, child.code, room)
            found[child.code] = {
                group: breakpoints(curves_on(path, at), path.low, path.high) for group, at in corners.items()
            }
    return found


def breakpoints(
    curves: Mapping[str, Curve], low: Fraction, high: Fraction, *, of: str | None = None
) -> tuple[Breakpoint, ...]:
    """All shares strictly between low and high at which two units change their order, in order of the share.

    ``of`` names a unit that must be one of the two. Units that only come up to each other and part again change
    nothing, nor do units that are equal all along. What happens at an end is no change of order on the path.
    """
    cells: dict[int, list[tuple[Root, Overtaking]]] = {}
    for place in _overtakings(curves, low, high, of):
        cells.setdefault(place[0].cell, []).append(place)
    return tuple(one for cell in sorted(cells) for one in _told_apart(cells[cell]))


def _told_apart(places: list[tuple[Root, Overtaking]]) -> Iterator[Breakpoint]:
    """Places that lie in one cell, mostly a single one, by their exact shares."""
    if len(places) == 1:
        ((at, overtaking),) = places
        yield Breakpoint(at, (overtaking,))
        return
    for at, same in groupby(sorted(places, key=itemgetter(0)), key=itemgetter(0)):
        yield Breakpoint(at, tuple(sorted(overtaking for _, overtaking in same)))


class _Line(NamedTuple):
    """A curve by its unit, with its numerators and denominators at both ends of the path, times those of the ends."""

    unit: str
    curve: Curve
    at_low: int
    at_high: int
    below: tuple[int, int]


def _line(unit: str, curve: Curve, low: Ratio, high: Ratio) -> _Line:
    a, b, c, d = curve
    ends = [(a * down + b * up, c * down + d * up) for up, down in (low, high)]
    return _Line(unit, curve, ends[0][0], ends[1][0], (ends[0][1], ends[1][1]))


def _overtakings(
    curves: Mapping[str, Curve], low: Fraction, high: Fraction, of: str | None
) -> Iterator[tuple[Root, Overtaking]]:
    ends = low.as_integer_ratio(), high.as_integer_ratio()
    lines = [_line(unit, curve, *ends) for unit, curve in curves.items()]
    for (first, one, before, after, below), (second, other, others_before, others_after, weights) in _pairs(lines, of):
        if below == weights:  # two straight lines, which meet where their order turns
            if before < others_before and after > others_after:
                yield Root(Fraction(other.a - one.a, one.b - other.b)), Overtaking(first, second)
            elif before > others_before and after < others_after:
                yield Root(Fraction(one.a - other.a, other.b - one.b)), Overtaking(second, first)
            continue
        start = before * weights[0] - others_before * below[0]
        end = after * weights[1] - others_after * below[1]
        for at, rises in crossings_between(difference(one, other), (start, end), *ends):
            yield at, Overtaking(first, second) if rises else Overtaking(second, first)


def _pairs(lines: list[_Line], of: str | None) -> Iterable[tuple[_Line, _Line]]:
    if of is None:
        return combinations(lines, 2)
    return product((line for line in lines if line.unit == of), (line for line in lines if line.unit != of))
