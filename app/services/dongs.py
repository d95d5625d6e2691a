"""Values per dong office: what each has entered, the value that they make together, and which of them lags.

A sum adds the values of the dongs; a ratio is what is done in all dongs of the total in all dongs, in percent. Both are
exact; a ratio that does not end is rounded half up to two decimals more than the indicator is shown with.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.services.months import MonthView
from app.services.written import Register, Written
from app.storage.records import Content, Key
from app.storage.store import Store
from scoring.model import Direction, Evaluation, Indicator, Parts, State, Unit
from scoring.rounding import plain_decimal, round_half_up

DECIMALS_BEHIND = 2
WHOLE = Fraction(100)


@dataclass(frozen=True, slots=True)
class Part:
    """What one dong office entered: a value of a sum, or done and total of a ratio."""

    value: Decimal | None = None
    done: Decimal | None = None
    total: Decimal | None = None

    def numbers(self, kind: Parts) -> tuple[Decimal | None, ...]:
        """The numbers in the order of their columns."""
        return (self.value,) if kind is Parts.SUM else (self.done, self.total)

    def is_whole(self, kind: Parts) -> bool:
        """Whether everything is there that the indicator asks for."""
        return None not in self.numbers(kind)


Kept = Written[Part]
REGISTER = Register("part", Part)


@dataclass(frozen=True, slots=True)
class Place:
    """Which indicator of which unit in which month."""

    evaluation: str
    unit: str
    month: str
    indicator: str

    def key(self, dong: str) -> str:
        """The key of a dong's entry in the ledger; it begins with the month, which a closing looks at."""
        return f"{self.month}:{self.indicator}:{dong}"

    @property
    def cell(self) -> Key:
        """The cell of the unit's own value."""
        return "value", self.unit, self.indicator


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands for one indicator: the entry of every dong, that of the month before, and the unit's own value.

    ``strangers`` counts entries of dongs that the definition no longer has; they are not added.
    """

    place: Place
    indicator: Indicator
    kind: Parts
    dongs: tuple[Unit, ...]
    parts: Mapping[str, Kept]
    before: Mapping[str, Part]
    city: Content | None
    strangers: int

    @property
    def entered(self) -> dict[str, Part]:
        """What stands for each dong that has entered all that is asked for."""
        return {dong: kept.content for dong, kept in self.parts.items() if kept.content.is_whole(self.kind)}

    @property
    def made(self) -> Decimal | None:
        """The value that all dongs make together; None as long as one is missing."""
        return value_of(self.indicator, self.kind, self.entered, self.dongs)

    @property
    def city_value(self) -> Decimal | None:
        """The value of the unit as it stands."""
        return None if self.city is None or self.city.state is not State.SUBMITTED else self.city.value

    @property
    def agrees(self) -> bool:
        """Whether the unit's value is the one that the dongs make, or nothing can be compared yet."""
        return self.made is None or self.made == self.city_value


def indicators_by_dong(evaluation: Evaluation) -> tuple[Indicator, ...]:
    """The indicators that are worked by dong offices."""
    return tuple(one for one in evaluation.indicators() if one.parts is not None)


def sheet_of(store: Store, view: MonthView, unit: str, indicator: Indicator) -> Sheet:
    """What stands for one indicator in a month. ValueError for one that is not worked by dong offices."""
    if indicator.parts is None:
        raise ValueError(f"{indicator.code} is not worked by dong offices")
    evaluation = view.evaluation
    place = Place(evaluation.code, unit, view.month, indicator.code)
    dongs = [dong.code for dong in evaluation.parts]
    written = REGISTER.all(store, evaluation.code)
    parts = _of_month(written, place)
    last = view.last_month.month if view.last_month else None
    before = _of_month(written, Place(evaluation.code, unit, last, indicator.code)) if last else {}
    return Sheet(
        place=place,
        indicator=indicator,
        kind=indicator.parts,
        dongs=evaluation.parts,
        parts={dong: kept for dong, kept in parts.items() if dong in dongs},
        before={dong: kept.content for dong, kept in before.items() if kept.content.is_whole(indicator.parts)},
        city=store.month_content(evaluation.code, view.month).get(place.cell),
        strangers=len(parts.keys() - set(dongs)),
    )


def _of_month(written: Iterable[Kept], place: Place) -> dict[str, Kept]:
    start = place.key("")
    return {kept.key.removeprefix(start): kept for kept in written if kept.key.startswith(start)}


def together(kind: Parts, parts: Collection[Part]) -> Fraction | None:
    """The sum, or what is done of the total in percent; None without parts or without a total."""
    if not parts:
        return None
    sums = [
        sum(map(Fraction, filter(None, numbers)), Fraction(0))
        for numbers in zip(*(part.numbers(kind) for part in parts), strict=True)
    ]
    if kind is Parts.SUM:
        return sums[0]
    done, total = sums
    return WHOLE * done / total if total else None


def value_of(indicator: Indicator, kind: Parts, entered: Mapping[str, Part], dongs: Iterable[Unit]) -> Decimal | None:
    """The value to be written for the unit; None as long as a dong is missing or there is nothing to divide by."""
    parts = [entered.get(dong.code) for dong in dongs]
    exact = together(kind, [part for part in parts if part is not None]) if None not in parts else None
    return None if exact is None else rounded(indicator, kind, exact)


def rounded(indicator: Indicator, kind: Parts, exact: Fraction) -> Decimal:
    """A sum as it is; a ratio with at most two decimals more than the indicator is shown with, half up."""
    if kind is Parts.SUM:
        return plain_decimal(exact)
    return plain_decimal(Fraction(round_half_up(exact, indicator.decimals + DECIMALS_BEHIND)))


@dataclass(frozen=True, slots=True)
class Stand:
    """One dong beside the others: its value or ratio, what it is held against, and by how much it is behind.

    Of a sum it is held against its equal share of what should stand in the month, of a ratio against that of all
    dongs together. ``short`` is above 0 where it lags, in the indicator's own unit; None without an entry.
    """

    dong: Unit
    figure: Fraction | None
    mark: Fraction | None
    short: Fraction | None

    @property
    def lags(self) -> bool:
        """Whether it is behind."""
        return self.short is not None and self.short > 0


def stands_of(sheet: Sheet, expected: Fraction | None) -> tuple[Stand, ...]:
    """Every dong, the farthest behind first, those without an entry last; ``expected`` should stand for the unit."""
    entered = sheet.entered
    if sheet.kind is Parts.RATIO:
        mark = together(Parts.RATIO, list(entered.values()))
    else:
        aim = expected if expected is not None else _target(sheet)
        mark = None if aim is None else aim / len(sheet.dongs)
    stands = [_stand(sheet, dong, entered.get(dong.code), mark) for dong in sheet.dongs]
    return tuple(sorted(stands, key=lambda stand: (stand.short is None, -(stand.short or Fraction(0)))))


def _target(sheet: Sheet) -> Fraction | None:
    target = sheet.indicator.target_of(sheet.place.unit)
    return None if target is None else Fraction(target)


def _stand(sheet: Sheet, dong: Unit, part: Part | None, mark: Fraction | None) -> Stand:
    figure = None if part is None else together(sheet.kind, [part])
    if figure is None or mark is None:
        return Stand(dong, figure, mark, None)
    higher = sheet.indicator.direction is Direction.HIGHER
    return Stand(dong, figure, mark, mark - figure if higher else figure - mark)
