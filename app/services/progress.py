"""One month of one unit, indicator by indicator: has it come in, how old is it, is it where it should be by now."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.services.findings import data_date
from app.services.months import MonthView
from app.services.timeline import Timeline, expected_of, same_measure
from app.storage.arrivals import Arrival
from scoring.forecast import CellOutlook
from scoring.grade import Graded, achievement_rate, grade, yardstick_of_share
from scoring.model import Evaluation, GradeStep, Indicator, Observation, State
from scoring.pace import Expected, Lag, lag
from scoring.schedule import submission_day
from scoring.score import Result
from scoring.weak import WeakIndicator, describe_gap


class Submission(StrEnum):
    """Whether the value of a month has come in; missing: it has not, and no day is set until which it is due."""

    SUBMITTED = "submitted"
    LATE = "late"
    NOT_DUE = "not_due"
    OVERDUE = "overdue"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class Light(StrEnum):
    """The traffic light of an indicator, gravest first."""

    RISK = "risk"
    WATCH = "watch"
    NONE = "none"
    GOOD = "good"


STANDING_IN = (Submission.SUBMITTED, Submission.LATE)
AWAITED = (Submission.OVERDUE, Submission.MISSING)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a month is looked at beside: the other months of both years, arrivals, the outlook, and the day."""

    timeline: Timeline
    arrivals: Mapping[str, Arrival]
    today: date
    outlook: Mapping[str, CellOutlook] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Course:
    """How one indicator of one unit stands in a month.

    ``since`` is the month from which the value stands unchanged, of one that is missing the last month that had one.
    ``expected`` is what should stand by now, ``lag`` how far the value is from it, ``paced`` the grade that it has
    when held against it; ``last_year`` is the cell of the same month of the year before. ``position`` is how far the
    value has come on the way to the target, 1 at the target; at ``expected.share`` it is on pace. ``finish`` is the
    value from which the top grade is given at the cut-off.
    """

    gap: WeakIndicator
    submission: Submission
    due: date | None
    arrival: Arrival | None
    since: str | None
    target: Fraction | None
    expected: Expected | None
    lag: Lag | None
    paced: GradeStep | None
    last_year: Graded | None
    light: Light
    position: Fraction | None
    outlook: CellOutlook | None
    finish: Fraction | None

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.gap.indicator

    @property
    def cell(self) -> Graded:
        """The entry of the month and the grade it has today."""
        return self.gap.cell

    @property
    def is_behind(self) -> bool:
        """Whether the value is worse than what should stand by now."""
        return self.lag is not None and self.lag.own < 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many indicators of a list apply, came in, came late, are awaited past their day, and are behind pace."""

    applicable: int
    submitted: int
    late: int
    overdue: int
    behind: int
    lights: Mapping[Light, int]


def progress_of(view: MonthView, unit: str, beside: Beside) -> tuple[Course, ...]:
    """Every indicator of a unit in a month, the gravest light first, then what costs most, then by code."""
    earlier = tuple((one.month, _cells(one, unit)) for one in beside.timeline.this_year[-2::-1])
    expected = expected_of(beside.timeline, view.result, unit)
    looked = _Looked(view, unit, beside, earlier, expected, _same_month_last_year(view, unit, beside.timeline))
    courses = (_course(looked, indicator) for indicator in view.evaluation.indicators())
    order = tuple(Light)
    return tuple(
        sorted(courses, key=lambda one: (order.index(one.light), -one.gap.gain_top, _worst(one), one.indicator.code))
    )


def counts_of(courses: Iterable[Course]) -> Counts:
    """What a heading says of a list of indicators."""
    listed = tuple(courses)
    states = Counter(course.submission for course in listed)
    return Counts(
        applicable=len(listed) - states[Submission.NOT_APPLICABLE],
        submitted=sum(states[state] for state in STANDING_IN),
        late=states[Submission.LATE],
        overdue=sum(states[state] for state in AWAITED),
        behind=sum(course.is_behind for course in listed),
        lights=Counter(course.light for course in listed),
    )


@dataclass(frozen=True, slots=True)
class _Looked:
    view: MonthView
    unit: str
    beside: Beside
    before: tuple[tuple[str, Mapping[str, Graded]], ...]
    expected: Mapping[str, Expected]
    last_year: Mapping[str, Graded]

    @property
    def evaluation(self) -> Evaluation:
        return self.view.evaluation


def _worst(course: Course) -> Fraction:
    """Relative to what should stand, the farthest behind first."""
    if course.position is None or course.expected is None:
        return Fraction(0)
    return course.position - course.expected.share


def _course(looked: _Looked, indicator: Indicator) -> Course:
    gap = describe_gap(looked.view.result, looked.unit, indicator)
    due = _due(looked.evaluation, indicator, looked.view.month)
    arrival = looked.beside.arrivals.get(indicator.code)
    submission = _submission(gap.cell, arrival, due, looked)
    expected = looked.expected.get(indicator.code)
    paced = _paced(looked, indicator, gap.cell, expected)
    target, value = indicator.target_of(looked.unit), gap.cell.value
    behind = None if value is None or expected is None else lag(indicator, looked.unit, value, expected)
    return Course(
        gap=gap,
        submission=submission,
        due=due,
        arrival=arrival,
        since=_since(looked, indicator.code, gap.cell),
        target=None if target is None else Fraction(target),
        expected=expected,
        lag=behind,
        paced=paced,
        last_year=looked.last_year.get(indicator.code),
        light=_light(indicator, submission, paced, behind),
        position=_position(looked.evaluation, indicator, value, expected),
        outlook=looked.beside.outlook.get(indicator.code),
        finish=yardstick_of_share(looked.evaluation, indicator, looked.unit, Fraction(1)).thresholds[0],
    )


def _due(evaluation: Evaluation, indicator: Indicator, month: str) -> date | None:
    day = indicator.submit_by or evaluation.submit_by
    return None if day is None else submission_day(month, day)


def _submission(cell: Graded, arrival: Arrival | None, due: date | None, looked: _Looked) -> Submission:
    if cell.state is State.NOT_APPLICABLE:
        return Submission.NOT_APPLICABLE
    if cell.state is State.SUBMITTED:
        at = arrival.at if arrival else None
        late = at is not None and due is not None and at.astimezone().date() > due
        return Submission.LATE if late else Submission.SUBMITTED
    if looked.beside.today <= (due or date.fromisoformat(data_date(looked.view.month))):
        return Submission.NOT_DUE
    return Submission.MISSING if due is None else Submission.OVERDUE


def _paced(looked: _Looked, indicator: Indicator, cell: Graded, expected: Expected | None) -> GradeStep | None:
    """The grade held against what should stand by now; one given by hand stands as given."""
    if cell.given or cell.value is None or expected is None or cell.state is not State.SUBMITTED:
        return cell.step
    measure = yardstick_of_share(looked.evaluation, indicator, looked.unit, expected.share)
    return grade(Observation(State.SUBMITTED, cell.value), measure).step


def _light(indicator: Indicator, submission: Submission, paced: GradeStep | None, behind: Lag | None) -> Light:
    """At risk: awaited past its day, or two grades or more below the top at its pace. Watch: one grade, or behind."""
    if submission in AWAITED:
        return Light.RISK
    if submission not in STANDING_IN or paced is None:
        return Light.NONE
    below = indicator.scale.steps.index(paced)
    if below > 1:
        return Light.RISK
    return Light.WATCH if below or (behind is not None and behind.own < 0) else Light.GOOD


def _position(
    evaluation: Evaluation, indicator: Indicator, value: Decimal | None, expected: Expected | None
) -> Fraction | None:
    """The share of what should stand, times its share of the target: for a higher-is-better value, value / target."""
    if value is None or expected is None or not expected.value:
        return None
    rate = achievement_rate(indicator, value, expected.value, evaluation.policies.lower_achievement)
    return None if rate is None else expected.share * rate / 100


def _since(looked: _Looked, code: str, cell: Graded) -> str | None:
    if cell.state is not State.SUBMITTED:
        stood = (month for month, cells in looked.before if code in cells and cells[code].state is State.SUBMITTED)
        return next(stood, None)
    since = looked.view.month
    for month, cells in looked.before:
        if code not in cells or _said(cells[code]) != _said(cell):
            return since
        since = month
    return since


def _said(cell: Graded) -> tuple[State, Decimal | None, str | None]:
    """What was entered: the value, and the letter where a person gave it."""
    return cell.state, cell.value, cell.step.letter if cell.given and cell.step else None


def _cells(result: Result, unit: str) -> Mapping[str, Graded]:
    return result.standings[unit].grades if unit in result.standings else {}


def _same_month_last_year(view: MonthView, unit: str, timeline: Timeline) -> Mapping[str, Graded]:
    """The cells of the same month of the year before, of indicators that were measured alike."""
    for result in timeline.last_year:
        if result.month[5:] == view.month[5:]:
            alike = same_measure(result.evaluation, view.evaluation)
            return {code: cell for code, cell in _cells(result, unit).items() if code in alike}
    return {}
