"""The values of one indicator in every unit, one lane per group, with the lines from which each grade is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from app.charts.measure import plain
from app.charts.numbers import Measure
from app.charts.strip import Band, Lane, Mark, bounds_of, draw_strip
from app.charts.theme import SCREEN, Size
from app.text.catalogue import text


@dataclass(frozen=True, slots=True)
class ValueDot:
    """One unit's value of the indicator and the letter it earned."""

    name: str
    value: Fraction
    grade: str = ""
    is_home: bool = False


@dataclass(frozen=True, slots=True)
class ValueLane:
    """The units of one group that have a value."""

    name: str
    dots: tuple[ValueDot, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """The value from which (to which, where lower is better) a grade is given."""

    letter: str
    value: Fraction


def value_strip(
    lanes: Sequence[ValueLane],
    language: str,
    *,
    thresholds: Sequence[Threshold] = (),
    measure: Measure,
    size: Size = SCREEN,
) -> go.Figure:
    """All values of an indicator by group, each dot with its name, value and letter, better to the right."""
    drawn = [Lane(plain(lane.name), tuple(_mark(dot, measure) for dot in lane.dots)) for lane in lanes]
    key = "charts.grade_to" if measure.lower_is_better else "charts.grade_from"
    bands = [
        Band(
            text(key, language, grade=line.letter, value=measure.print(line.value)),
            line.value,
            line.value,
            None,
        )
        for line in thresholds
    ]
    values = [dot.value for lane in lanes for dot in lane.dots] + [line.value for line in thresholds]
    return draw_strip(drawn, bands, bounds_of(values, reverse=measure.lower_is_better), size=size)


def describe_value_strip(lanes: Sequence[ValueLane], language: str, *, measure: Measure) -> str:
    """The chart in a sentence: how many values, from which to which, and the home unit's."""
    dots = [dot for lane in lanes for dot in lane.dots]
    if not dots:
        return text("charts.nothing", language)
    low, high = min(dots, key=lambda dot: dot.value), max(dots, key=lambda dot: dot.value)
    parts = [
        text(
            "charts.value_strip",
            language,
            count=len(dots),
            first=low.name,
            lowest=measure.print(low.value),
            last=high.name,
            highest=measure.print(high.value),
        )
    ]
    parts += [
        text("charts.home_value", language, unit=dot.name, value=measure.print(dot.value), grade=dot.grade)
        for dot in dots
        if dot.is_home
    ]
    return " ".join(parts)


def _mark(dot: ValueDot, measure: Measure) -> Mark:
    number = f"{measure.print(dot.value)} {dot.grade}".strip()
    return Mark(dot.value, plain(dot.name), number, dot.is_home, f"{plain(dot.name)}<br>{number}")
