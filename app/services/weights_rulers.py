"""Where the rank of a unit turns along every weight that can be moved: the strips under the sliders."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from app.services.weights import sets_of
from scoring.model import Evaluation, Node
from scoring.roots import Root
from scoring.rounding import decimals_that_tell_apart, round_half_up
from scoring.rulers import Overtaking, Ruler, ruler
from scoring.score import Result

FINE = 10**30
PERCENT = 100
MOST_DECIMALS = 8


class Turn(NamedTuple):
    """A weight at which the rank of a unit becomes another, seen from the weight as it stands now.

    ``above``: whether it is reached by growing; ``rank``: the one beyond it; ``overtakings``: who goes ahead of whom
    on the way there. ``level`` names the unit of the ruler where rounded scores are ranked: where it passes another,
    it may be tied with it as well. Empty where exact scores are ranked.
    """

    node: Node
    at: Root
    above: bool
    rank: int | None
    overtakings: tuple[Overtaking, ...]
    level: str = ""


def moved_nodes(evaluation: Evaluation) -> tuple[Node, ...]:
    """The nodes that have a slider: of two siblings the first, since the other takes the rest."""
    return tuple(
        child
        for branch in sets_of(evaluation)
        for child in (branch.children if len(branch.children) > 2 else branch.children[:1])
    )


def rulers_of(result: Result, unit: str, locked: frozenset[str] = frozenset()) -> dict[str, Ruler]:
    """The ruler of a unit for every node with a slider; locked siblings keep their weight."""
    return {
        node.code: ruler(result, node.code, unit, locked=locked - {node.code})
        for node in moved_nodes(result.evaluation)
    }


def turns_of(node: Node, found: Ruler) -> tuple[Turn, ...]:
    """All turns of a ruler in the order of the weight, each read in the direction away from the weight as it is."""
    share = Root(found.path.official)
    overtaken = dict(found.breakpoints)
    level = found.unit if found.rounded else ""
    turns = []
    for before, after in pairwise(found.stretches):
        above = not before.end < share
        passing = overtaken.get(before.end, ())
        seen = passing if above else tuple(Overtaking(passed, passes) for passes, passed in passing)
        turns.append(Turn(node, before.end, above, after.rank if above else before.rank, seen, level))
    return tuple(turns)


def nearest_turn(evaluation: Evaluation, rulers: Mapping[str, Ruler], *, better: bool = False) -> Turn | None:
    """The turn that takes the smallest change of one weight, only to a better rank if asked for; None without any."""
    turns = (
        (abs(nearly(turn.at) - found.path.official), turn)
        for node in moved_nodes(evaluation)
        for found in (rulers[node.code],)
        for turn in turns_of(node, found)
        if turn.rank != found.official and not (better and _worse(turn.rank, found.official))
    )
    return min(turns, key=_distance, default=(0, None))[1]


def _worse(rank: int | None, than: int | None) -> bool:
    return rank is None or than is None or rank > than


def _distance(found: tuple[Fraction, Turn]) -> Fraction:
    return found[0]


def nearly(at: Root) -> Fraction:
    """A share as a fraction: exact, or where it is irrational just below."""
    return Fraction(at.floor_of(FINE), FINE) if at.exact is None else at.exact


def decimals_of(found: Ruler) -> int:
    """How many decimals tell turns and the weight as it is apart in percent, whichever way they are rounded."""
    shares = {found.path.official, *(nearly(one.at) for one in found.breakpoints)}
    places = sorted(share * PERCENT for share in shares)
    least = decimals_that_tell_apart(places, 1, MOST_DECIMALS)
    enough = (
        decimals
        for decimals in range(least, MOST_DECIMALS)
        if all(_have_room(before, after, 10**decimals) for before, after in pairwise(places))
    )
    return next(enough, MOST_DECIMALS)


def _have_room(before: Fraction, after: Fraction, scale: int) -> bool:
    """Whether neither of two shares is rounded beyond the other, up or down."""
    return ceil(before * scale) < after * scale and floor(after * scale) > before * scale


def beyond_text(turn: Turn, decimals: int) -> str:
    """A turn in percent, rounded towards the far side, so that what is said of beyond it holds there."""
    scaled = nearly(turn.at) * PERCENT * 10**decimals
    whole = ceil(scaled) if turn.above else floor(scaled)
    return f"{round_half_up(Fraction(whole, 10**decimals), decimals)}%"


def exact_text(at: Root, digits: int = 15) -> str:
    """A share as it is: a fraction, or its first decimals where it is irrational or the fraction too long to read."""
    if at.exact is not None and len(str(at.exact)) <= 2 * digits:
        return str(at.exact)
    return f"{round_half_up(nearly(at), digits)}…"


def spread_labels(places: Iterable[tuple[float, float]], least: float) -> Iterator[bool]:
    """Which labels can stand without touching: places from 0 to 1 with how urgent each is, the smallest first."""
    listed = list(places)
    kept: list[float] = []
    shown = set()
    for index in sorted(range(len(listed)), key=lambda one: listed[one][1]):
        if all(abs(listed[index][0] - other) >= least for other in kept):
            kept.append(listed[index][0])
            shown.add(index)
    yield from (index in shown for index in range(len(listed)))
