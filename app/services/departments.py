"""The month by department: what each leads and works on, what came in, what it costs and what is asked by when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from app.services.progress import AWAITED, Counts, Course, Light, Submission, counts_of
from scoring.model import Department
from scoring.score import Result
from scoring.whatif import Outcome, with_grades


class Role(StrEnum):
    """Whether a department answers for an indicator or works on it with others."""

    LEAD = "lead"
    COLLABORATING = "collaborating"


class Asked(StrEnum):
    """What is asked of a department: hand in a value, reach the top grade by the cut-off, or keep up the pace."""

    SUBMIT = "submit"
    RAISE = "raise"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class DepartmentMonth:
    """One department in a month; ``department`` None stands for the indicators that no department leads.

    ``weak`` counts those led that a weak rule finds; ``lost`` is what they cost the final score, each alone, and
    ``turned`` the unit's score and rank if all of them had the top grade, None where all have it.
    """

    department: Department | None
    led: tuple[Course, ...]
    joined: tuple[Course, ...]
    weak: int
    lost: Fraction
    turned: Outcome | None

    @property
    def code(self) -> str:
        """The code of the department, ``none`` where there is none."""
        return code_of(self.department)

    @property
    def counts(self) -> Counts:
        """The counts of what it leads."""
        return counts_of(self.led)


def code_of(department: Department | None) -> str:
    """The code that an address holds for a department."""
    return department.code if department else NOBODY


NOBODY = "none"


def departments_of(
    result: Result, unit: str, courses: Sequence[Course], weak: frozenset[str]
) -> tuple[DepartmentMonth, ...]:
    """Every department with an indicator: those with most at risk first, then by what is lost, then by code."""
    found: dict[str, Department | None] = {}
    for course in courses:
        for department in (course.indicator.lead, *course.indicator.collaborating):
            found[code_of(department)] = department
    months = (_month(result, unit, courses, weak, department) for department in found.values())
    return tuple(sorted(months, key=_gravest_first))


def asked_of(course: Course) -> Asked | None:
    """What is asked for an indicator; None where it does not apply."""
    if course.submission is Submission.NOT_APPLICABLE:
        return None
    if course.submission in (*AWAITED, Submission.NOT_DUE):
        return Asked.SUBMIT
    if course.gap.next_step is not None or course.is_behind:
        return Asked.RAISE
    return Asked.KEEP


def asked_by(course: Course, cutoff: date) -> date | None:
    """The day by which it is asked: a value by its due day, a grade by the cut-off; None where no day is set."""
    asked = asked_of(course)
    if asked is Asked.SUBMIT:
        return course.due
    return None if asked is None else cutoff


def roles_of(month: DepartmentMonth) -> tuple[tuple[Role, Course], ...]:
    """Everything a department works on: what it leads first."""
    return (*((Role.LEAD, course) for course in month.led), *((Role.COLLABORATING, course) for course in month.joined))


def _month(
    result: Result, unit: str, courses: Iterable[Course], weak: frozenset[str], department: Department | None
) -> DepartmentMonth:
    led = tuple(course for course in courses if course.indicator.lead == department)
    joined = tuple(course for course in courses if department in course.indicator.collaborating)
    below = {one.indicator.code: one.indicator.scale.top for one in led if one.gap.next_step is not None}
    lost = sum((course.gap.gain_top for course in led), Fraction(0))
    turned = with_grades(result, unit, below) if below else None
    return DepartmentMonth(department, led, joined, sum(one.indicator.code in weak for one in led), lost, turned)


def _gravest_first(month: DepartmentMonth) -> tuple[int, int, Fraction, str]:
    lights = month.counts.lights
    return -lights[Light.RISK], -lights[Light.WATCH], -month.lost, month.code
