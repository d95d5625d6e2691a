"""From scores to ranks inside a group: exact or rounded as the rules say, ties share the better rank."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from scoring.model import AwardTier, Evaluation
from scoring.rounding import round_half_up


class Place(NamedTuple):
    """A rank inside a group and whether it is shared."""

    rank: int
    tied: bool


def rank_within_group(scores: Mapping[str, Fraction | None], decimals: int | None = None) -> dict[str, Place | None]:
    """The place of every unit of one group, the highest score first.

    rank = 1 + number of units with a higher score, so ties share the better rank (1, 2, 2, 4). ``decimals`` None
    compares exact scores, n compares scores rounded half up to n decimals. A unit without a score has no place.

    >>> places = rank_within_group({"a": Fraction(99), "b": Fraction(98), "c": Fraction(98), "d": Fraction(97)})
    >>> [places[unit].rank for unit in "abcd"]
    [1, 2, 2, 4]
    """
    compared = {unit: _compared(score, decimals) for unit, score in scores.items() if score is not None}
    ordered = sorted(compared, key=compared.__getitem__, reverse=True)
    places: dict[str, Place | None] = dict.fromkeys(scores)
    rank = 1
    for _, equal in groupby(ordered, key=compared.__getitem__):
        units = tuple(equal)
        places |= dict.fromkeys(units, Place(rank, len(units) > 1))
        rank += len(units)
    return places


def _compared(score: Fraction, decimals: int | None) -> Fraction | Decimal:
    return score if decimals is None else round_half_up(score, decimals)


def award_of(evaluation: Evaluation, place: Place | None) -> AwardTier | None:
    """The award of a place; units that share a place share its award. None below the last award line."""
    if place is None:
        return None
    return next((tier for tier in evaluation.awards if tier.first <= place.rank <= tier.last), None)
