"""Why a unit's score and rank moved: which months it can be held against, and what the change is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.services.definition_changes import DefinitionChange, Subject, definition_changes
from app.services.months import Choice, MonthView
from scoring.compare import letter_or_state
from scoring.decompose import METHOD, Split, decompose
from scoring.grade import Graded
from scoring.model import Evaluation, Indicator
from scoring.score import Result

ZERO = Fraction(0)


class Against(StrEnum):
    """What the month looked at is held against."""

    LAST_MONTH = "last_month"
    SAME_MONTH = "same_month"
    CUTOFF = "cutoff"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Start:
    """A month to begin at; ``same`` where it is of the evaluation looked at."""

    evaluation: Evaluation
    month: str
    same: bool

    @property
    def code(self) -> str:
        """What stands in the address."""
        return f"{self.evaluation.code}.{self.month}"


def starts_of(found: Iterable[Choice], view: MonthView) -> tuple[Start, ...]:
    """Every month before the one looked at, newest first: of its evaluation, then of those that went before it."""
    by_code = {choice.evaluation.code: choice for choice in found}
    starts = [Start(view.evaluation, month, True) for month in reversed(view.months) if month < view.month]
    seen, code = {view.evaluation.code}, view.evaluation.previous
    while code in by_code and code not in seen:
        seen.add(code)
        choice = by_code[code]
        starts += [Start(choice.evaluation, month, False) for month in reversed(choice.months)]
        code = choice.evaluation.previous
    return tuple(starts)


def usual_starts(starts: tuple[Start, ...], view: MonthView) -> dict[Against, Start]:
    """The months that are mostly asked for, as far as there are any; each of them once."""
    usual: dict[Against, Start] = {}
    if starts and starts[0].same:
        usual[Against.LAST_MONTH] = starts[0]
    before = [start for start in starts if start.evaluation.code == view.evaluation.previous]
    same = next((start for start in before if start.month[-2:] == view.month[-2:]), None)
    last = before[0] if before else None
    if same and same != last:
        usual[Against.SAME_MONTH] = same
    if last:
        usual[Against.CUTOFF] = last
    return usual


class Unsplit(StrEnum):
    """Why a change can't be split."""

    NOT_THERE = "not_there"
    NO_SCORE_BEFORE = "no_score_before"
    NO_SCORE_NOW = "no_score_now"


class Change(StrEnum):
    """What happened to an indicator between the two months' rules."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class MovedIndicator:
    """One indicator before and now, and what it added: by what the unit did and by the change of method.

    ``rules`` are what its definition says otherwise; they need not have moved the score.
    """

    indicator: Indicator
    change: Change
    before: Graded | None
    after: Graded | None
    own: Fraction
    method: Fraction
    rules: tuple[DefinitionChange, ...]

    @property
    def total(self) -> Fraction:
        """What it added in all."""
        return self.own + self.method


@dataclass(frozen=True, slots=True)
class Movement:
    """The two months and everything between them; ``indicators`` that moved or changed, largest effect first."""

    before: Result
    after: Result
    split: Split
    indicators: tuple[MovedIndicator, ...]

    @property
    def same_evaluation(self) -> bool:
        """Whether both months are of one evaluation."""
        return self.before.evaluation.code == self.after.evaluation.code

    @property
    def method_moved(self) -> bool:
        """Whether the rules of the two months differ, as far as it can be seen in the result."""
        return not self.same_evaluation or any(one.cause in METHOD for one in self.split.effects)


def movement_of(before: Result, after: Result, unit: str) -> Movement | Unsplit:
    """The change of a unit between two months, or why there is none to show."""
    if unit not in before.standings:
        return Unsplit.NOT_THERE
    if before.standings[unit].score is None:
        return Unsplit.NO_SCORE_BEFORE
    if after.standings[unit].score is None:
        return Unsplit.NO_SCORE_NOW
    split = decompose(before, after, unit)
    rules = _rules(before.evaluation, after.evaluation, unit)
    rows = (_moved(before, after, split, one, rules.get(one.code, ())) for one in _indicators(before, after))
    moved = (one for one in rows if one.change is not Change.SAME or one.total or _differs(one))
    return Movement(before, after, split, tuple(sorted(moved, key=_largest_first)))


RULES = frozenset(
    {
        *(Subject.TARGET, Subject.UNIT_TARGET, Subject.CUTOFFS, Subject.SCALE_OF),
        *(Subject.DIRECTION, Subject.ACCUMULATION, Subject.METHOD),
    }
)
"""What of an indicator's definition decides its grade."""


def _rules(before: Evaluation, after: Evaluation, unit: str) -> Mapping[str, tuple[DefinitionChange, ...]]:
    """By indicator what its definition says otherwise for a unit."""
    found: dict[str, tuple[DefinitionChange, ...]] = {}
    for change in () if before is after else definition_changes(before, after):
        if change.subject in RULES and (change.subject is not Subject.UNIT_TARGET or change.part == unit):
            found[change.code] = (*found.get(change.code, ()), change)
    return found


def _indicators(before: Result, after: Result) -> tuple[Indicator, ...]:
    """Those of the later evaluation, then those that it dropped."""
    later = {one.code: one for one in after.evaluation.indicators()}
    return (*later.values(), *(one for one in before.evaluation.indicators() if one.code not in later))


def _moved(
    before: Result, after: Result, split: Split, indicator: Indicator, rules: tuple[DefinitionChange, ...]
) -> MovedIndicator:
    code = indicator.code
    old, new = before.standings[split.unit].grades.get(code), after.standings[split.unit].grades.get(code)
    effects = [one for one in split.effects if one.code == code]
    method = sum((one.points for one in effects if one.cause in METHOD), ZERO)
    own = sum((one.points for one in effects if one.cause not in METHOD), ZERO)
    causes = {one.cause for one in effects}
    change = Change.CHANGED if rules or causes & METHOD else Change.SAME
    if old is None:
        change = Change.NEW
    elif new is None:
        change = Change.DROPPED
    return MovedIndicator(indicator, change, old, new, own, method, rules)


def _differs(one: MovedIndicator) -> bool:
    return not one.before or not one.after or letter_or_state(one.before) != letter_or_state(one.after)


def _largest_first(one: MovedIndicator) -> tuple[Fraction, str]:
    return -abs(one.total), one.indicator.code
