"""All months of an evaluation: observations, prior-year scores, bonus and deduction."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from scoring.model import Adjustment, AdjustmentKind, Evaluation, MonthData, Observation
from scoring.rounding import round_half_up
from scoring.score import score_month
from scripts.sample.dice import Dice
from scripts.sample.finals import choose_grades
from scripts.sample.paths import Course, observe
from scripts.sample.profile import Catalogue

PRIOR, CURRENT = "prior", "current"
PRIOR_FROM = 5  # position of June, when the joint evaluation of the year before is known
ADJUSTED_FROM = 7  # position of August


def build_months(evaluation: Evaluation, catalogue: Catalogue) -> tuple[MonthData, ...]:
    """Every month of the period, so that the last one gives the final scores of the catalogue."""
    courses = {unit.code: _courses(evaluation, unit.code, catalogue) for unit in evaluation.units}
    last = _month(evaluation, courses, len(evaluation.months) - 1, {}, tuple(_adjustments(evaluation, catalogue)))
    priors = prior_scores(evaluation, last, catalogue)
    return tuple(
        _month(
            evaluation,
            courses,
            position,
            priors if position >= PRIOR_FROM else {},
            last.adjustments if position >= ADJUSTED_FROM else (),
        )
        for position in range(len(evaluation.months))
    )


def prior_scores(evaluation: Evaluation, last: MonthData, catalogue: Catalogue) -> dict[tuple[str, str], Decimal]:
    """The prior-year score: the published one, else the one with two decimals that leads to the final score.

    final = (w prior + v current) / (w + v), solved for prior.
    """
    result = score_month(evaluation, last)
    prior, current = (evaluation.node(code).weight for code in (PRIOR, CURRENT))
    scores = {}
    for unit, profile in catalogue.profiles[evaluation.code].items():
        reached = result.standings[unit].scores[CURRENT] or Fraction(0)
        needed = (Fraction(profile.final) * (prior + current) - current * reached) / prior
        scores[unit, PRIOR] = round_half_up(needed, 2) if profile.prior is None else profile.prior
    return scores


def _courses(evaluation: Evaluation, unit: str, catalogue: Catalogue) -> dict[str, tuple[Observation, ...]]:
    profile = catalogue.profiles[evaluation.code][unit]
    grades = choose_grades(evaluation, unit, catalogue)
    courses = {}
    for indicator in evaluation.indicators():
        dice = Dice(catalogue.seed, evaluation.code, unit, indicator.code)
        quarterly = indicator.code in catalogue.quarterly
        course = Course(evaluation, indicator, unit, profile, quarterly, dice)
        courses[indicator.code] = observe(course, grades.get(indicator.code))
    return courses


def _month(
    evaluation: Evaluation,
    courses: Mapping[str, Mapping[str, tuple[Observation, ...]]],
    position: int,
    scores: Mapping[tuple[str, str], Decimal],
    adjustments: tuple[Adjustment, ...],
) -> MonthData:
    observations = {
        unit: {code: course[position] for code, course in by_indicator.items()}
        for unit, by_indicator in courses.items()
    }
    return MonthData(evaluation.months[position], observations, scores, adjustments)


def _adjustments(evaluation: Evaluation, catalogue: Catalogue) -> Iterator[Adjustment]:
    for unit, profile in catalogue.profiles[evaluation.code].items():
        for kind, points in ((AdjustmentKind.BONUS, profile.bonus), (AdjustmentKind.DEDUCTION, profile.deduction)):
            if points:
                yield Adjustment(unit, CURRENT, kind, points, catalogue.reasons[kind])
