"""What is said of an indicator in a month: its light, whether it has come in, its pace, the year before, its age."""

from fractions import Fraction

from app.services.entry_words import date_text
from app.services.months import MonthView
from app.services.progress import Beside, Counts, Course, Light, Submission
from app.services.wording import (
    LONGEST_UNIT_IN_A_CHART,
    NOTHING,
    cell_text,
    chance_text,
    difference_in_unit,
    name_in,
    unit_name,
    value_text,
)
from app.text.catalogue import text
from scoring.model import Accumulation, Direction, Indicator, Pace, State
from scoring.pace import Expected
from scoring.ways import Basis


def light_text(light: Light, language: str) -> str:
    """The sign and the word of a light."""
    return text(f"month.light.{light}", language)


def submission_text(submission: Submission, language: str) -> str:
    """Whether a value has come in."""
    return text(f"month.submission.{submission}", language)


def progress_title(view: MonthView, unit: str, counts: Counts, language: str) -> str:
    """How many values have come in, and how many indicators are behind their pace."""
    month = text(f"words.months.m{view.month[5:]}", language)
    if not counts.applicable:
        return text("month.title_none", language, month=month, unit=unit_name(view.evaluation, unit, language))
    pace = text("month.behind", language, count=counts.behind) if counts.behind else text("month.on_pace", language)
    values = {"month": month, "count": counts.applicable, "pace": pace}
    if counts.submitted == counts.applicable:
        return text("month.title_all", language, **values)
    return text("month.title", language, submitted=counts.submitted, **values)


def progress_line(courses: tuple[Course, ...], counts: Counts, language: str) -> str:
    """What is awaited, what came late, and the day until which all of it was due."""
    states = [course.submission for course in courses]
    said = {
        "awaited": states.count(Submission.OVERDUE),
        "missing": states.count(Submission.MISSING),
        "not_due": states.count(Submission.NOT_DUE),
        "late": counts.late,
    }
    parts = [text(f"month.line_{key}", language, count=count) for key, count in said.items() if count]
    days = {course.due for course in courses if course.due is not None}
    if len(days) == 1:
        parts.append(text("month.line_due", language, due=days.pop().isoformat()))
    return " · ".join(parts)


def arrival_note(view: MonthView, beside: Beside, language: str) -> str:
    """How the day of arrival is taken, or why it is not."""
    dated = any(arrival.at is not None for arrival in beside.arrivals.values())
    unknown = view.provenance.demonstration and not dated
    return text("month.arrival_unknown" if unknown else "month.arrival_rule", language)


def lag_text(course: Course, language: str, *, with_unit: bool = True) -> str:
    """How far the value is from what should stand, in the indicator's own unit."""
    if course.lag is None:
        return NOTHING
    if not course.lag.own:
        return text("month.lag.same", language)
    gap = difference_in_unit(course.indicator, abs(course.lag.own), language, with_unit=with_unit)
    return text("month.lag.ahead" if course.lag.own > 0 else "month.lag.behind", language, gap=gap)


def bar_text(course: Course, language: str) -> str:
    """The value and how far it is from what should stand, short enough for a chart: without a long unit."""
    short = len(name_in(course.indicator.unit_of_measure, language)) <= LONGEST_UNIT_IN_A_CHART
    value = value_text(course.indicator, course.cell.value, language, with_unit=short)
    return text("month.chart_label", language, value=value, lag=lag_text(course, language, with_unit=short))


def expected_text(course: Course, language: str) -> str:
    """What should stand by now."""
    value = course.expected.value if course.expected else None
    return value_text(course.indicator, value, language)


def pace_text(course: Course, language: str) -> str:
    """What sets the pace, and why it is not what the definition asks for where it is not."""
    return pace_word(course.indicator, course.expected, language)


def pace_word(indicator: Indicator, expected: Expected | None, language: str) -> str:
    """What set the value that should stand by now, and why it is not what the definition asks for."""
    if expected is None or expected.value is None:
        return NOTHING
    if expected.fallback is not None:
        return text(f"month.pace.{expected.fallback}", language)
    whole = expected.pace is Pace.LINEAR and indicator.accumulation is Accumulation.LEVEL
    return text("month.pace.target" if whole else f"month.pace.{expected.pace}", language)


def last_year_text(course: Course, language: str) -> str:
    """The value of the same month of the year before; the grade where there is no value."""
    cell = course.last_year
    if cell is None:
        return NOTHING
    return cell_text(cell, language) if cell.value is None else value_text(course.indicator, cell.value, language)


def year_text(course: Course, language: str) -> str:
    """How much better or worse than in the same month of the year before."""
    before, now = course.last_year, course.cell
    if before is None or before.value is None or now.value is None:
        return NOTHING
    change = Fraction(now.value) - Fraction(before.value)
    if not change:
        return text("month.year.same", language)
    better = (change < 0) == (course.indicator.direction is Direction.LOWER)
    gap = difference_in_unit(course.indicator, abs(change), language)
    return text("month.year.better" if better else "month.year.worse", language, gap=gap)


def forecast_text(course: Course, language: str) -> str:
    """The likeliest grade at the cut-off with its chance; settled where nothing can move it any more."""
    if course.outlook is None or not course.outlook.chances:
        return NOTHING
    letter, chance = max(course.outlook.chances.items(), key=lambda one: one[1])
    if course.outlook.missing > chance:
        missing = text("words.not_submitted", language)
        return text("month.forecast", language, grade=missing, chance=chance_text(course.outlook.missing))
    if course.outlook.basis is Basis.DECIDED:
        return text("month.settled", language, grade=letter)
    return text("month.forecast", language, grade=letter, chance=chance_text(chance))


def top_text(course: Course) -> str:
    """The chance of the top grade at the cut-off."""
    if course.outlook is None or not course.outlook.chances:
        return NOTHING
    return chance_text(course.outlook.chances[course.indicator.scale.top.letter])


def since_text(course: Course, month: str, language: str) -> str:
    """From which month on the value is the same; of a missing one, when there was one last."""
    if course.cell.state is State.NOT_APPLICABLE:
        return NOTHING
    if course.cell.state is State.NOT_SUBMITTED:
        return text("month.last_seen", language, month=course.since) if course.since else text("month.never", language)
    if course.since in (None, month):
        return text("month.since_now", language)
    return text("month.since", language, month=course.since, count=_months(str(course.since), month))


def arrived_text(course: Course, language: str) -> str:
    """The day a value came in, of demonstration data none, and the file it comes from."""
    arrival = course.arrival
    if arrival is None:
        return NOTHING
    date = "" if arrival.at is None else date_text(arrival.at)
    file = arrival.file or text("month.typed", language)
    return text("month.arrived", language, date=date, file=file).strip()


def _months(first: str, last: str) -> int:
    """How many months from the first to the last, both counted."""
    years = int(last[:4]) - int(first[:4])
    return 12 * years + int(last[5:]) - int(first[5:]) + 1
