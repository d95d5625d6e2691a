"""The change of a score in the few parts that a chart can show."""

from dataclasses import dataclass
from fractions import Fraction

from app.services.moved import Movement
from scoring.decompose import Cause, Split

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of the change: a cause, with the code of one leaf or the number of indicators that it stands for."""

    cause: Cause
    points: Fraction
    code: str = ""
    count: int = 0


MOST_PIECES = 8


def pieces_of(movement: Movement) -> tuple[Piece, ...]:
    """The change in at most about eight parts that add up to it: method, imported scores, bonus, then indicators.

    An indicator stands alone where it moved the score more than every one that does not; the others are summed up,
    those that rose apart from those that fell.
    """
    split = movement.split
    fixed = [*_method_pieces(movement), *_imported(split)]
    adjustment = split.of(Cause.ADJUSTMENT)
    if adjustment:
        fixed.append(Piece(Cause.ADJUSTMENT, adjustment))
    own = sorted((one for one in split.effects if one.cause is Cause.OWN), key=lambda one: (-abs(one.points), one.code))
    room = max(MOST_PIECES - len(fixed) - 2, 1)
    least = abs(own[room].points) if len(own) > room else ZERO
    alone = [one for one in own[:room] if abs(one.points) > least]
    rest = own[len(alone) :]
    pieces = [*fixed, *(Piece(Cause.OWN, one.points, one.code, 1) for one in alone)]
    for sign in (1, -1):
        some = [one.points for one in rest if one.points * sign > 0]
        if some:
            pieces.append(Piece(Cause.OWN, sum(some, ZERO), "", len(some)))
    return tuple(pieces)


def _method_pieces(movement: Movement) -> list[Piece]:
    pieces = []
    for cause in (Cause.LETTER, Cause.RULE, Cause.DROPPED, Cause.NEW, Cause.WEIGHTS):
        effects = [one.points for one in movement.split.effects if one.cause is cause]
        if any(effects):
            pieces.append(Piece(cause, sum(effects, ZERO)))
    return pieces


def _imported(split: Split) -> list[Piece]:
    return [Piece(Cause.IMPORTED, one.points, one.code) for one in split.effects if one.cause is Cause.IMPORTED]
