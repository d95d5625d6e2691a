"""Slides of the indicators that a meeting talks about: all on one list, and one slide for each."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from app.services.months import MonthView
from app.services.progress import Course, Light
from app.services.progress_words import expected_text, forecast_text, lag_text, light_text
from app.services.slides import (
    Jump,
    Level,
    Line,
    Lines,
    PaceBar,
    Paragraph,
    Part,
    Slide,
    SlideCell,
    SlideColumn,
    SlideTable,
    Words,
)
from app.services.weak_tables import department_name
from app.services.wording import (
    NOTHING,
    difference_in_unit,
    name_in,
    percent_text,
    short_month_text,
    signed_text,
    value_text,
)
from app.text.catalogue import text
from scoring.derive import field_of
from scoring.model import State
from scoring.rounding import plain_decimal
from scoring.score import Result
from scoring.whatif import with_grades

LEVELS = {Light.RISK: Level.BAD, Light.WATCH: Level.WATCH, Light.GOOD: Level.GOOD, Light.NONE: Level.NONE}
COLUMNS = (("indicator", 6), ("lead", 3), ("value", 3), ("pace", 4), ("forecast", 3), ("gain", 2))
RIGHT = ("value", "gain")
ROWS = 5
"""Rows of the list on one slide; a pace bar takes more height than words."""


def weak_list_slides(view: MonthView, unit: str, chosen: Sequence[Course], language: str) -> Iterator[Slide]:
    """The indicators for this meeting, as many slides as they need, with what turning all of them would bring."""
    if not chosen:
        yield Slide(Part.WEAK_LIST, Part.WEAK_LIST, text("meetings.weak.none", language))
        return
    title = text("meetings.weak.title", language, count=len(chosen))
    columns = tuple(
        SlideColumn(text(f"meetings.column.{key}", language), width, key in RIGHT) for key, width in COLUMNS
    )
    for number, start in enumerate(range(0, len(chosen), ROWS)):
        rows = tuple(_row(course, language) for course in chosen[start : start + ROWS])
        yield Slide(
            Part.WEAK_LIST if number == 0 else f"{Part.WEAK_LIST}.{number + 1}",
            Part.WEAK_LIST,
            title,
            _all_at_top(view, unit, chosen, language),
            table=SlideTable(columns, rows),
            jumps=(Jump(text("frame.page.plan", language), "plan"),),
        )


def weak_slide(course: Course, months: Sequence[Result], unit: str, language: str) -> Slide:
    """One indicator: where it is, what is missing, how it came there; cause and countermeasure are added later."""
    indicator = course.indicator
    collaborating = [name_in(one.name, language) for one in indicator.collaborating]
    paragraphs = [
        _said("lead", department_name(indicator.lead, language), language),
        *([_said("collaborating", ", ".join(collaborating), language)] if collaborating else []),
        _said("forecast", forecast_text(course, language), language),
    ]
    lines = _course_of(course, months, unit, language)
    evaluation = months[-1].evaluation
    return Slide(
        f"{Part.WEAK}.{indicator.code}",
        Part.WEAK,
        _title(course, language),
        _line(course, language),
        paragraphs=tuple(paragraphs),
        figure=lines,
        figure_text="" if lines is None else _lines_text(lines),
        jumps=(
            Jump(
                text("meetings.jump.indicator", language),
                "fields",
                (("field", field_of(evaluation, indicator.code).code), ("indicator", indicator.code)),
            ),
            Jump(text("frame.page.grades", language), "grades"),
        ),
        indicator=indicator.code,
    )


def _row(course: Course, language: str) -> tuple[SlideCell, ...]:
    indicator = course.indicator
    return (
        Words(name_in(indicator.name, language), strong=True),
        Words(department_name(indicator.lead, language)),
        Words(value_text(indicator, course.cell.value, language)),
        _pace(course, language),
        Words(_forecast(course, language), LEVELS[course.light]),
        Words(signed_text(course.gap.gain_top)),
    )


def _forecast(course: Course, language: str) -> str:
    said = forecast_text(course, language)
    return light_text(course.light, language) if said == NOTHING else said


def _pace(course: Course, language: str) -> SlideCell:
    """A bar where a value and a target are there, the grade in words where a person grades."""
    if course.position is None:
        return Words(course.cell.step.letter if course.cell.step else NOTHING)
    tick = None if course.expected is None else _drawn(course.expected.share)
    target = text("meetings.weak.of_target", language, share=percent_text(course.position, 0))
    return PaceBar(_drawn(max(course.position, Fraction(0))), tick, target)


def _all_at_top(view: MonthView, unit: str, chosen: Sequence[Course], language: str) -> str:
    """The rank and the gain if every one of them had the top grade; everybody else as today."""
    top = {course.indicator.code: course.indicator.scale.top for course in chosen if course.gap.next_step is not None}
    outcome = with_grades(view.result, unit, top)
    before = view.result.standings[unit]
    if outcome.score is None or before.score is None or outcome.rank is None:
        return ""
    gain = signed_text(outcome.score - before.score)
    return text("meetings.weak.all_at_top", language, count=len(top), rank=outcome.rank, gain=gain)


def _title(course: Course, language: str) -> str:
    indicator = course.indicator
    name = name_in(indicator.name, language)
    if course.cell.state is State.NOT_SUBMITTED:
        return text("meetings.weak.not_submitted", language, name=name)
    grade = course.cell.step.letter if course.cell.step else NOTHING
    if course.cell.value is None:
        return text("meetings.weak.graded", language, name=name, grade=grade)
    values = {"name": name, "value": value_text(indicator, course.cell.value, language), "grade": grade}
    if course.gap.next_step is None:
        return text("meetings.weak.at_top", language, **values)
    gap = difference_in_unit(indicator, course.gap.gap, language)
    return text("meetings.weak.misses", language, gap=gap, next=course.gap.next_step.letter, **values)


def _line(course: Course, language: str) -> str:
    parts = []
    if course.target is not None:
        target = value_text(course.indicator, course.target, language)
        parts.append(text("meetings.weak.target", language, target=target))
    if course.expected is not None and course.expected.value is not None:
        paced = {"expected": expected_text(course, language), "lag": lag_text(course, language)}
        parts.append(text("meetings.weak.pace", language, **paced))
    if course.gap.next_step is not None:
        parts.append(text("meetings.weak.worth", language, gain=signed_text(course.gap.gain_top)))
    return " · ".join(parts)


def _course_of(course: Course, months: Sequence[Result], unit: str, language: str) -> Lines | None:
    """The values of the year; None where a person grades or only one month is known."""
    code = course.indicator.code
    values = tuple(one.standings[unit].grades[code].value for one in months if code in one.standings[unit].grades)
    if len(values) < 2 or sum(value is not None for value in values) < 2:
        return None
    names = tuple(short_month_text(one.month, language) for one in months if code in one.standings[unit].grades)
    lines = [Line(text("meetings.weak.values", language), values, home=True)]
    if course.target is not None:
        target = plain_decimal(course.target)
        lines.append(Line(text("meetings.weak.target_line", language), (target,) * len(values)))
    return Lines(names, tuple(lines), name_in(course.indicator.unit_of_measure, language))


def _lines_text(lines: Lines) -> str:
    shown = (f"{line.label} {', '.join('–' if v is None else f'{v:f}' for v in line.values)}" for line in lines.lines)
    return "; ".join(shown)


def _said(key: str, words: str, language: str) -> Paragraph:
    return Paragraph(words, label=text(f"meetings.said.{key}", language))


def _drawn(share: Fraction) -> Decimal:
    return round(Decimal(share.numerator) / Decimal(share.denominator), 4)
