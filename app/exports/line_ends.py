"""What stands where lines end: the names of the units, together where lines end too close for a label each."""

from dataclasses import dataclass
from decimal import Decimal

from app.exports.scale import Scale
from app.services.slides import Line, Lines
from app.services.wording import number_text


@dataclass(frozen=True, slots=True)
class End:
    """A label at a point: the number of its line and month, its words, and how far up the axis it stands."""

    line: int
    month: int
    words: str
    share: float
    home: bool


def ends_of(figure: Lines, scale: Scale, distance: float) -> tuple[End, ...]:
    """One label for every line that has values; those closer than a share of the height are joined.

    A joined label stands at the home unit's end where it is one of them. Lines that end in different months are joined
    too, since their labels stand beside each other.
    """
    single = [_end(figure, number, line, scale) for number, line in enumerate(figure.lines)]
    groups: list[list[End]] = []
    for end in sorted((one for one in single if one is not None), key=lambda one: one.share):
        if groups and end.share - groups[-1][-1].share < distance:
            groups[-1].append(end)
        else:
            groups.append([end])
    return tuple(_joined(group) for group in groups)


def _end(figure: Lines, number: int, line: Line, scale: Scale) -> End | None:
    months = [month for month, value in enumerate(line.values) if value is not None]
    if not months:
        return None
    value = line.values[months[-1]] or Decimal(0)
    return End(number, months[-1], f"{line.label} {number_text(value)}", scale.share(value), line.home)


def _joined(group: list[End]) -> End:
    place = next((end for end in group if end.home), group[0])
    return End(place.line, place.month, " · ".join(end.words for end in group), place.share, place.home)
