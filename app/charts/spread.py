"""Where labels go so that none covers another: beside their anchors in order, on as many rows as it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

GAP = 8.0
LANE = 5.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label that belongs to an anchor; all numbers in pixels along the axis."""

    anchor: float
    width: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label went: above (1) or below (-1), the row counted outwards, its centre along the axis."""

    side: int
    row: int
    centre: float
    anchor: float


def place_on_two_sides(wanted: Sequence[Wanted], span: float, *, above: int | None = None) -> tuple[Spot, ...]:
    """Labels in the order of their anchors, in turn above and below; the one numbered ``above`` goes above.

    Labels of one side keep the order of their anchors, so the lines that lead to them never cross and labels
    that are clear of each other at this span stay so at every wider one.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index].anchor, index))
    turn = order.index(above) % 2 if above is not None else 0
    spots: dict[int, Spot] = {}
    for side, start in ((1, turn), (-1, 1 - turn)):
        members = order[start::2]
        placed = place_on_one_side([wanted[index] for index in members], span)
        spots |= {
            index: Spot(side, row, centre, wanted[index].anchor)
            for index, (row, centre) in zip(members, placed, strict=True)
        }
    return tuple(spots[index] for index in range(len(wanted)))


def place_on_one_side(wanted: Sequence[Wanted], span: float) -> list[tuple[int, float]]:
    """Row and centre of labels that are given in the order of their anchors, on the fewest rows that fit.

    The lines to outer rows pass between the labels of the inner ones; only where so many labels leave no room
    for that do they pass behind.
    """
    for lane in (LANE, None):
        for rows in range(1, len(wanted) + 1):
            centres = _centres(wanted, rows, span, lane=lane)
            if centres is not None:
                return [(index % rows, centre) for index, centre in enumerate(centres)]
    return [(index, span / 2) for index in range(len(wanted))]


def separate(positions: Sequence[float], extent: float, span: float) -> list[float]:
    """Positions moved apart to be at least one extent from each other, in their order, inside the span if it fits."""
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    wanted = [Wanted(positions[index], extent - GAP) for index in order]
    needed = extent * len(positions)
    centres = _centres(wanted, 1, max(span, needed)) or []
    moved = dict(zip(order, centres, strict=True))
    return [moved[index] for index in range(len(positions))]


def _centres(wanted: Sequence[Wanted], rows: int, span: float, *, lane: float | None = LANE) -> list[float] | None:
    """Halfway between everything pushed right and everything pushed left: both keep the distances, so does this."""
    distance = _distances(wanted, rows, lane)
    mirrored = [Wanted(span - one.anchor, one.width) for one in reversed(wanted)]
    count = len(wanted)
    right = _pushed(wanted, distance, span)
    left = _pushed(mirrored, lambda low, high: distance(count - 1 - high, count - 1 - low), span)
    if right is None or left is None:
        return None
    return [(one + span - other) / 2 for one, other in zip(right, reversed(left), strict=True)]


def _distances(wanted: Sequence[Wanted], rows: int, lane: float | None) -> Callable[[int, int], float]:
    """How far apart two centres must be: two labels in one row, or a label and the line to a row further out."""

    def distance(low: int, high: int) -> float:
        inner, outer = sorted((low, high), key=lambda index: index % rows)
        if inner % rows == outer % rows:
            return (wanted[low].width + wanted[high].width) / 2 + GAP
        return 0 if lane is None else wanted[inner].width / 2 + lane

    return distance


def _pushed(wanted: Sequence[Wanted], distance: Callable[[int, int], float], span: float) -> list[float] | None:
    """Every label at its anchor or as far right of it as its neighbours demand, pulled back inside the span."""
    centres: list[float] = []
    for index, one in enumerate(wanted):
        clear = [centres[before] + distance(before, index) for before in range(index)]
        centres.append(max([one.anchor, one.width / 2, *clear]))
    for index in reversed(range(len(wanted))):
        limits = [centres[after] - distance(index, after) for after in range(index + 1, len(wanted))]
        centres[index] = min([centres[index], span - wanted[index].width / 2, *limits])
    tolerance = 1e-6
    fits = all(centre >= one.width / 2 - tolerance for centre, one in zip(centres, wanted, strict=True))
    return centres if fits else None
