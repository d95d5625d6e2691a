"""The months before the last one: values that lead to it, reported sooner or later."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from scoring.grade import yardstick
from scoring.model import (
    NOT_APPLICABLE,
    NOT_SUBMITTED,
    Accumulation,
    Direction,
    Evaluation,
    Indicator,
    Method,
    Observation,
    State,
)
from scripts.sample.dice import Dice
from scripts.sample.finals import OUT_OF_100, final_value, quantum
from scripts.sample.profile import Profile

MOCK_EVALUATION = 5  # position of June, when cases are graded by hand for the first time
QUARTER = 3
USUAL_DELAY = 2.2
SPREAD_OF_RATES = 0.3  # the share of the target between the first and the last cut-off


@dataclass(frozen=True, slots=True)
class Course:
    """What the course of one indicator and unit through the year depends on."""

    evaluation: Evaluation
    indicator: Indicator
    unit: str
    profile: Profile
    quarterly: bool
    dice: Dice


def observe(course: Course, letter: str | None) -> tuple[Observation, ...]:
    """What is entered in every month of the period, ending with a final grade; None is never submitted."""
    if course.indicator.code in course.profile.not_applicable:
        return (NOT_APPLICABLE,) * len(course.evaluation.months)
    if letter is None:
        return (NOT_SUBMITTED,) * len(course.evaluation.months)
    if course.indicator.method is Method.QUALITATIVE:
        return tuple(_graded_by_hand(course, letter))
    final = final_value(course.evaluation, course.indicator, course.unit, letter, course.dice)
    cumulative = course.indicator.accumulation is Accumulation.CUMULATIVE
    values = _cumulative(course, final) if cumulative else _level(course, final)
    return tuple(_reported(course, values))


def _graded_by_hand(course: Course, letter: str) -> Iterator[Observation]:
    """Nothing before the mock evaluation; then grades that rise to the final one."""
    steps = [step.letter for step in course.indicator.scale.steps]
    place = course.indicator.scale.position(letter)
    months = len(course.evaluation.months)
    places = [place]
    for _ in range(months - 1 - MOCK_EVALUATION):
        lower = course.dice.happens(0.12 - course.profile.pace)
        places.insert(0, min(places[0] + lower, len(steps) - 1))
    first = MOCK_EVALUATION + course.dice.happens(0.06 * course.profile.late)
    for month in range(months):
        known = month >= first
        grade = steps[places[month - MOCK_EVALUATION]] if known else None
        yield Observation(State.SUBMITTED, None, grade) if known else NOT_SUBMITTED


def _reported(course: Course, values: list[Decimal]) -> Iterator[Observation]:
    """Values from the first report on; now and then a month is left out, never the last."""
    last = len(values) - 1
    delay = int(course.dice.share() * course.dice.share() * USUAL_DELAY * course.profile.late)
    for month, value in enumerate(values):
        skipped = course.dice.happens((0.012 if month < MOCK_EVALUATION else 0.006) * course.profile.late)
        known = month == last or (month >= delay and not skipped)
        yield Observation(State.SUBMITTED, value) if known else NOT_SUBMITTED


def _cumulative(course: Course, final: Decimal) -> list[Decimal]:
    """A share of the final value that grows evenly, bent by pace, and never falls."""
    ahead = course.dice.between(-0.24, 0.26) + course.profile.pace
    bend = ahead if course.indicator.direction is Direction.HIGHER else -ahead
    months = len(course.evaluation.months)
    values: list[Decimal] = []
    for month in range(1, months):
        passed = month / months
        share = (passed + bend * passed * (1 - passed)) * course.dice.between(0.985, 1.015)
        value = _written(course.indicator, float(final) * share)
        values.append(min(max([value, *values[-1:]]), final))
    return [*values, final]


def _level(course: Course, final: Decimal) -> list[Decimal]:
    """A rate that moves to its final value; a quarterly one changes only in the last month of a quarter."""
    spread = _spread(course)
    drift = (course.dice.between(-0.02, 0.10) - course.profile.pace / 2) * spread
    worse = -1 if course.indicator.direction is Direction.HIGHER else 1
    months = len(course.evaluation.months)
    values: list[Decimal] = []
    for month in range(1, months):
        counted = max(1, month - month % QUARTER) if course.quarterly else month
        noise = course.dice.between(-0.008, 0.008) * spread
        value = _written(course.indicator, float(final) + worse * drift * (1 - counted / months) + noise)
        held = course.quarterly and counted != month and values
        values.append(values[-1] if held else _within_limits(course.indicator, value))
    return [*values, final]


def _spread(course: Course) -> float:
    """The distance from the top grade to the lowest cut-off, as the target it would be a usual share of."""
    last = course.evaluation.months[-1]
    known = [float(one) for one in yardstick(course.evaluation, course.indicator, course.unit, last).thresholds if one]
    return abs(known[0] - known[-1]) / SPREAD_OF_RATES


def _within_limits(indicator: Indicator, value: Decimal) -> Decimal:
    ends_at_100 = indicator.unit_of_measure.en in OUT_OF_100 and (indicator.target or 0) < 100
    return max(Decimal(0), min(value, Decimal(100))) if ends_at_100 else max(Decimal(0), value)


def _written(indicator: Indicator, value: float) -> Decimal:
    return Decimal(value).quantize(quantum(indicator), rounding=ROUND_HALF_EVEN)
