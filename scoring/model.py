"""What an evaluation is: units in groups, a weight tree over indicators, grades, awards and policies.

Everything here is a value: frozen, without files, clock or database. Weights and points are exact
fractions; values, targets and cut-offs are decimals as they were typed. Nothing is a float.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from scoring.labels import NO_NAME, NO_REFERENCE, Name, Reference
from scoring.schedule import CalendarEntry

PERCENT = "%"
WHOLE = Decimal(100)


class Direction(StrEnum):
    """Whether a higher or a lower value is the better one."""

    HIGHER = "higher"
    LOWER = "lower"


class Accumulation(StrEnum):
    """Whether a monthly value adds up from the start of the period or stands for itself."""

    CUMULATIVE = "cumulative"
    LEVEL = "level"


class Method(StrEnum):
    """Whether an indicator is measured or graded by hand."""

    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"


class State(StrEnum):
    """What stands in one cell of indicator x unit."""

    SUBMITTED = "submitted"
    NOT_SUBMITTED = "not_submitted"
    NOT_APPLICABLE = "not_applicable"


class MissingPolicy(StrEnum):
    """What a missing entry counts as: zero points, or left out with the remaining weights rescaled."""

    ZERO = "zero"
    LEAVE_OUT = "leave_out"


class LowerAchievement(StrEnum):
    """How the achievement rate of a lower-is-better indicator is taken.

    REFLECTED is 2 - value / target, INVERSE is target / value; both are 1 where the target is met.
    """

    REFLECTED = "reflected"
    INVERSE = "inverse"


class InterimTarget(StrEnum):
    """What a cumulative value is held against before the cut-off date: the whole target, or its share by months."""

    FULL = "full"
    LINEAR = "linear"


class Pace(StrEnum):
    """What a month's value is held against: the target by months passed, last year's course, or a planned path."""

    LINEAR = "linear"
    LAST_YEAR = "last_year"
    PATH = "path"


class Parts(StrEnum):
    """How the entries of the dong offices make the unit's value: added up, or done of total in percent."""

    SUM = "sum"
    RATIO = "ratio"


class AdjustmentKind(StrEnum):
    """Points added to or taken from the score of a named node."""

    BONUS = "bonus"
    DEDUCTION = "deduction"


class WeakRuleKind(StrEnum):
    """The ways in which an indicator can be called weak; there is no common rule, so each is a setting."""

    NOT_SUBMITTED = "not_submitted"
    NOT_TOP_GRADE = "not_top_grade"
    ACHIEVEMENT_AT_MOST = "achievement_at_most"
    TARGET_NOT_MET = "target_not_met"
    GRADE_FELL_FROM_LAST_MONTH = "grade_fell_from_last_month"
    GRADE_BELOW_LAST_YEAR = "grade_below_last_year"
    EXPECTED_WEAK = "expected_weak"
    BEHIND_PACE = "behind_pace"
    FORECAST_TO_MISS = "forecast_to_miss"
    FALLING = "falling"
    OVERTAKEN = "overtaken"


class WarningLevel(StrEnum):
    """How serious it is that a weak rule fires, most serious first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class GradeStep:
    """One letter, the points it is worth and the achievement rate in percent from which it is given."""

    letter: str
    points: Fraction
    cutoff: Decimal | None


@dataclass(frozen=True, slots=True)
class GradeScale:
    """The letters of an evaluation, best first; the last one takes whatever reaches no cut-off."""

    code: str
    steps: tuple[GradeStep, ...]
    reference: Reference = NO_REFERENCE

    @property
    def top(self) -> GradeStep:
        """The best grade."""
        return self.steps[0]

    def position(self, letter: str) -> int:
        """Place of a letter counted from the best, 0 first; KeyError for an unknown letter."""
        for index, step in enumerate(self.steps):
            if step.letter == letter:
                return index
        raise KeyError(letter)


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the home unit that leads an indicator or works on it."""

    code: str
    name: Name


@dataclass(frozen=True, slots=True, eq=False)
class Indicator:
    """One indicator with everything needed to grade a value of it; compared by identity, so usable as a key.

    ``cutoffs`` holds thresholds in the indicator's own unit, aligned with the steps of its scale; where it is
    empty the scale's achievement rates apply to the target. ``maximum`` is the greatest value that can be; it
    only warns of a slip of the pen and never changes a grade.
    ``path`` says for months of the year, 1 to 12, what percent of the target is planned to stand at their end;
    linear between them, from 0 before the period to 100 at the cut-off where these are not stated. ``pace``
    None takes the policy. ``submit_by`` is a day of the following month; None takes that of the evaluation.
    """

    code: str
    name: Name
    scale: GradeScale
    method: Method = Method.QUANTITATIVE
    direction: Direction = Direction.HIGHER
    accumulation: Accumulation = Accumulation.LEVEL
    unit_of_measure: Name = NO_NAME
    decimals: int = 1
    target: Decimal | None = None
    maximum: Decimal | None = None
    unit_targets: Mapping[str, Decimal] = field(default_factory=dict)
    cutoffs: tuple[Decimal | None, ...] = ()
    lead: Department | None = None
    collaborating: tuple[Department, ...] = ()
    pace: Pace | None = None
    path: Mapping[int, Decimal] = field(default_factory=dict)
    parts: Parts | None = None
    submit_by: int | None = None
    origin: Name | None = None
    note: Name | None = None
    reference: Reference = NO_REFERENCE

    def target_of(self, unit: str) -> Decimal | None:
        """The target of one unit at the cut-off date: its own where there is one, else the common one."""
        return self.unit_targets.get(unit, self.target)

    @property
    def greatest(self) -> Decimal | None:
        """The greatest value that can be: the stated maximum, else 100 for a percentage that aims below 100.

        A percentage that aims at 100 or more may be one of achievement, which passes 100.
        """
        if self.maximum is not None or self.unit_of_measure.ko != PERCENT:
            return self.maximum
        aims = (self.target, *self.unit_targets.values(), *self.cutoffs)
        return None if any(aim is not None and aim >= WHOLE for aim in aims) else WHOLE


@dataclass(frozen=True, slots=True)
class IndicatorLeaf:
    """A leaf of the weight tree that is an indicator; its code is the indicator's."""

    indicator: Indicator
    weight: Fraction = Fraction(1)
    reference: Reference = NO_REFERENCE

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def name(self) -> Name:
        """The indicator's name."""
        return self.indicator.name

    @property
    def short_name(self) -> Name:
        """The indicator's name; an indicator has no shorter one."""
        return self.indicator.name


@dataclass(frozen=True, slots=True)
class ScoreLeaf:
    """A leaf of the weight tree whose score is imported per unit, for example the prior-year score."""

    code: str
    name: Name
    short_name: Name
    weight: Fraction
    full_score: Fraction = Fraction(100)
    reference: Reference = NO_REFERENCE


@dataclass(frozen=True, slots=True)
class Branch:
    """A node with children. Without a weight of its own it weighs the sum of its children's weights."""

    code: str
    name: Name
    short_name: Name
    children: tuple["Node", ...]
    own_weight: Fraction | None = None
    accepts: frozenset[AdjustmentKind] = frozenset()
    reference: Reference = NO_REFERENCE
    weight: Fraction = field(init=False, repr=False, compare=False)
    """The weight among its siblings, summed once."""

    def __post_init__(self) -> None:
        """Sum the weights of the children where the branch has none of its own."""
        summed = sum((child.weight for child in self.children), Fraction(0))
        object.__setattr__(self, "weight", summed if self.own_weight is None else self.own_weight)


Node = Branch | IndicatorLeaf | ScoreLeaf


@dataclass(frozen=True, slots=True)
class Unit:
    """What is ranked: a municipality, a department, a dong office."""

    code: str
    name: Name


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are ranked among each other, as they were grouped for one evaluation."""

    code: str
    name: Name
    units: tuple[Unit, ...]
    reference: Reference = NO_REFERENCE


@dataclass(frozen=True, slots=True)
class AwardTier:
    """An award for the places first..last of every group."""

    code: str
    name: Name
    first: int
    last: int
    prize: Name | None = None
    reference: Reference = NO_REFERENCE


@dataclass(frozen=True, slots=True)
class WeakRule:
    """One rule by which an indicator counts as weak, with its threshold or its list of indicators.

    The threshold is in percent of the target (achievement), percentage points of the target (behind pace),
    percent (chance to miss) or months running (falling). Overtaken is of the unit, not of an indicator.
    """

    code: str
    kind: WeakRuleKind
    name: Name
    threshold: Decimal | None = None
    indicators: frozenset[str] = frozenset()
    level: WarningLevel = WarningLevel.MEDIUM
    reference: Reference = NO_REFERENCE


@dataclass(frozen=True, slots=True)
class Policies:
    """The choices that change scores, ranks or warnings; each is shown on screen.

    ``rank_decimals`` None ranks exact scores; n ranks scores rounded half up to n decimals. ``pace`` is that of
    all indicators that state none, and never changes a score.
    """

    not_submitted: MissingPolicy = MissingPolicy.ZERO
    missing_score: MissingPolicy = MissingPolicy.LEAVE_OUT
    rank_decimals: int | None = None
    lower_achievement: LowerAchievement = LowerAchievement.REFLECTED
    interim_target: InterimTarget = InterimTarget.FULL
    pace: Pace = Pace.LINEAR
    references: Mapping[str, Reference] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """One evaluation of one year: period, tree, groups, awards, policies; compared by identity.

    ``parts`` are the dong offices of the home unit. ``submit_by`` is the day of the following month until which
    the values of a month are to be submitted.
    """

    code: str
    name: Name
    period_start: date
    cutoff: date
    root: Branch
    groups: tuple[Group, ...]
    awards: tuple[AwardTier, ...] = ()
    policies: Policies = Policies()
    weak_rules: tuple[WeakRule, ...] = ()
    home: str | None = None
    previous: str | None = None
    parts: tuple[Unit, ...] = ()
    parts_reference: Reference = NO_REFERENCE
    submit_by: int | None = None
    calendar: tuple[CalendarEntry, ...] = ()
    reference: Reference = NO_REFERENCE

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the period as YYYY-MM, first to last."""
        return _months_between(self.period_start, self.cutoff)

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units in the order of their groups."""
        return tuple(unit for group in self.groups for unit in group.units)

    def group_of(self, unit: str) -> Group:
        """The group in which a unit is ranked; KeyError where it is in none."""
        for group in self.groups:
            if any(member.code == unit for member in group.units):
                return group
        raise KeyError(unit)

    def unit(self, code: str) -> Unit:
        """The unit with a code; KeyError where there is none."""
        for unit in self.units:
            if unit.code == code:
                return unit
        raise KeyError(code)

    def node(self, code: str) -> Node:
        """The node of the tree with a code; KeyError where there is none."""
        for node in walk(self.root):
            if node.code == code:
                return node
        raise KeyError(code)

    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in the order of the tree."""
        return tuple(node.indicator for node in walk(self.root) if isinstance(node, IndicatorLeaf))

    def score_leaves(self) -> tuple[ScoreLeaf, ...]:
        """All leaves whose score is imported."""
        return tuple(node for node in walk(self.root) if isinstance(node, ScoreLeaf))

    def adjustable(self) -> tuple[Branch, ...]:
        """All branches that take a bonus or a deduction."""
        return tuple(node for node in walk(self.root) if isinstance(node, Branch) and node.accepts)


@dataclass(frozen=True, slots=True)
class Definition:
    """All evaluations of one definition file, with the units they share and the dates of other evaluations."""

    evaluations: tuple[Evaluation, ...]
    units: tuple[Unit, ...]
    checksum: str = ""
    calendar: tuple[CalendarEntry, ...] = ()

    def evaluation(self, code: str) -> Evaluation:
        """The evaluation with a code; KeyError where there is none."""
        for evaluation in self.evaluations:
            if evaluation.code == code:
                return evaluation
        raise KeyError(code)


class Observation(NamedTuple):
    """What was entered for one indicator and unit: a value as typed, a grade given by hand, or a state."""

    state: State
    value: Decimal | None = None
    grade: str | None = None


NOT_SUBMITTED = Observation(State.NOT_SUBMITTED)
NOT_APPLICABLE = Observation(State.NOT_APPLICABLE)


class Adjustment(NamedTuple):
    """A bonus or a deduction, in points of the node it is added to; ``points`` is never negative."""

    unit: str
    node: str
    kind: AdjustmentKind
    points: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MonthData:
    """Everything entered for one evaluation and month.

    ``observations`` maps unit -> indicator -> observation; a pair that is absent was not submitted.
    ``scores`` maps (unit, node) -> imported score.
    """

    month: str
    observations: Mapping[str, Mapping[str, Observation]]
    scores: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    adjustments: tuple[Adjustment, ...] = ()


@lru_cache(maxsize=64)
def _months_between(first: date, last: date) -> tuple[str, ...]:
    """Asked for with every cell that is held against its month, so made once."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(f"{index // 12:04d}-{index % 12 + 1:02d}" for index in months)


def walk(node: Node) -> Iterator[Node]:
    """A node and all its descendants, parents before children, siblings in the order of the definition."""
    yield node
    if isinstance(node, Branch):
        for child in node.children:
            yield from walk(child)
