"""The last month: which indicators are below the top grade, and a value that earns exactly that grade."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from scoring.grade import yardstick
from scoring.model import Direction, Evaluation, Indicator, Method
from scripts.sample.dice import Dice
from scripts.sample.profile import Catalogue, Profile

SURPLUS = Fraction(8, 100)
SHORTFALL = Fraction(85, 100)
OUT_OF_100 = {"%", "points"}


def choose_grades(evaluation: Evaluation, unit: str, catalogue: Catalogue) -> dict[str, str | None]:
    """The final grade of every indicator that applies to a unit; None stays without a submission."""
    profile = catalogue.profiles[evaluation.code][unit]
    applicable = [one for one in evaluation.indicators() if one.code not in profile.not_applicable]
    grades: dict[str, str | None] = {one.code: one.scale.top.letter for one in applicable}
    grades.update(profile.named)
    weakest_first = sorted(applicable, key=lambda one: _strength(evaluation, unit, one, catalogue))
    free = [one for one in weakest_first if one.code not in profile.named]
    for letter in _letters_to_give(profile):
        taken = next(one for one in free if _can_have(evaluation, one, unit, letter))
        free.remove(taken)
        grades[taken.code] = letter
    return grades


def _letters_to_give(profile: Profile) -> Iterator[str | None]:
    yield from [None] * profile.missing
    for letter in sorted(profile.lost, reverse=True):
        yield from [letter] * profile.lost[letter]


def _strength(evaluation: Evaluation, unit: str, indicator: Indicator, catalogue: Catalogue) -> float:
    """Half of it lasts over the years, so that a weak indicator often stays weak."""
    lasting = Dice(catalogue.seed, unit, indicator.code).share()
    yearly = Dice(catalogue.seed, evaluation.code, unit, indicator.code, "strength").share()
    return lasting + yearly - (0.5 if indicator.code in catalogue.hard else 0)


def _can_have(evaluation: Evaluation, indicator: Indicator, unit: str, letter: str | None) -> bool:
    if letter is None or indicator.method is Method.QUALITATIVE:
        return True
    low, high = band(evaluation, indicator, unit, letter)
    return low <= high


def final_value(evaluation: Evaluation, indicator: Indicator, unit: str, letter: str, dice: Dice) -> Decimal:
    """A value inside the band of a grade, nearer to its better neighbour; a top value only a little above target."""
    low, high = band(evaluation, indicator, unit, letter)
    share = min(dice.share(), dice.share())
    near_high = (letter == indicator.scale.top.letter) != (indicator.direction is Direction.HIGHER)
    steps = int(share * (high - low + 1))
    return quantum(indicator) * (high - steps if near_high else low + steps)


def quantum(indicator: Indicator) -> Decimal:
    """The smallest step in which values of an indicator are written."""
    return Decimal(1).scaleb(-indicator.decimals)


def band(evaluation: Evaluation, indicator: Indicator, unit: str, letter: str) -> tuple[int, int]:
    """The lowest and highest value of a grade at the cut-off date, in steps of the indicator's decimals."""
    scale = Fraction(10) ** indicator.decimals
    thresholds = yardstick(evaluation, indicator, unit, evaluation.months[-1]).thresholds
    place = indicator.scale.position(letter)
    own = thresholds[place]
    better = thresholds[place - 1] if place else None
    if indicator.direction is Direction.HIGHER:
        low = own if own is not None else _known(better) * SHORTFALL
        high = floor(ceiling(indicator, low) * scale) if better is None else ceil(better * scale) - 1
        return ceil(low * scale), high
    high_value = own if own is not None else _known(better) * (2 - SHORTFALL)
    low_value = ceil(high_value * SHORTFALL * scale) if better is None else floor(better * scale) + 1
    return low_value, floor(high_value * scale)


def ceiling(indicator: Indicator, top: Fraction) -> Fraction:
    """How far a top value may go: rates and points end at 100 unless the target is 100 itself."""
    beyond = top * (1 + SURPLUS)
    ends_at_100 = indicator.unit_of_measure.en in OUT_OF_100 and top < 100
    if ends_at_100:
        return min(beyond, Fraction(100))
    return top * Fraction(104, 100) if indicator.unit_of_measure.en == "%" else beyond


def _known(threshold: Fraction | None) -> Fraction:
    if threshold is None:
        raise ValueError("two neighbouring grades without a threshold")
    return threshold
