"""What differs between the evaluation that was frozen and today's: a readable list, in the order of the tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from app.services.calendar_words import days_text
from app.text.catalogue import LANGUAGES
from scoring.model import Branch, Evaluation, Indicator, IndicatorLeaf, Name, Node, ScoreLeaf, walk


class Subject(StrEnum):
    """What of a definition a change is about; those of LABELS never move a score."""

    NODE = "node"
    WEIGHT = "weight"
    PARENT = "parent"
    TARGET = "target"
    UNIT_TARGET = "unit_target"
    CUTOFFS = "cutoffs"
    SCALE = "scale"
    SCALE_OF = "scale_of"
    DIRECTION = "direction"
    ACCUMULATION = "accumulation"
    METHOD = "method"
    FULL_SCORE = "full_score"
    ACCEPTS = "accepts"
    GROUP = "group"
    AWARD = "award"
    POLICY = "policy"
    PERIOD = "period"
    WEAK_RULE = "weak_rule"
    LEVEL = "level"
    PACE = "pace"
    PATH = "path"
    PARTS = "parts"
    SUBMIT_BY = "submit_by"
    DONG = "dong"
    CALENDAR = "calendar"
    NAME = "name"
    LEAD = "lead"


COURSE = frozenset({Subject.LEVEL, Subject.PACE, Subject.PATH, Subject.PARTS, Subject.SUBMIT_BY})
LABELS = COURSE | {Subject.WEAK_RULE, Subject.DONG, Subject.CALENDAR, Subject.NAME, Subject.LEAD}
APART = frozenset({Subject.GROUP, Subject.AWARD, Subject.POLICY, Subject.PERIOD, Subject.WEAK_RULE, Subject.SCALE})
APART |= {Subject.LEVEL, Subject.DONG, Subject.CALENDAR}
"""What is not said of a node of the tree."""

Fact: TypeAlias = "str | Name | Fraction | Decimal | tuple[Fact, ...] | None"
"""What a definition says of one thing: a code or word, a name, a number, or several of these."""

Key = tuple[Subject, str, str]
"""What is said, of which code, and of which unit or letter where one thing has several."""


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """One thing that the definition says otherwise; ``before`` or ``after`` is None where one of them is silent.

    ``code`` and ``name`` are those of the node, unit, award or rule it is about; ``part`` the unit or letter.
    """

    subject: Subject
    code: str
    name: Name | None
    part: str
    before: Fact
    after: Fact

    @property
    def moves_scores(self) -> bool:
        """Whether a score, a rank or an award can be another through this change."""
        return self.subject not in LABELS


def definition_changes(before: Evaluation, after: Evaluation) -> tuple[DefinitionChange, ...]:
    """Everything that two definitions of one evaluation say otherwise; matched by code.

    A node that is new or gone is one change, whatever was said of it.
    """
    old, new = dict(_facts(before)), dict(_facts(after))
    names = _names(before) | _names(after)
    whole = {code for subject, code, _ in old.keys() ^ new.keys() if subject is Subject.NODE}
    return tuple(
        DefinitionChange(
            key[0],
            key[1],
            names.get(_named(key)),
            key[2],
            _fact_named(key, old.get(key), names),
            _fact_named(key, new.get(key), names),
        )
        for key in _merged(old, new)
        if old.get(key) != new.get(key) and (key[0] is Subject.NODE or key[0] in APART or key[1] not in whole)
    )


def _merged(old: dict[Key, Fact], new: dict[Key, Fact]) -> list[Key]:
    """The keys of both by subject, in the order of the newer definition, then what only the older one has."""
    order = list(Subject)
    return sorted([*new, *(key for key in old if key not in new)], key=lambda key: order.index(key[0]))


def _named(key: Key) -> tuple[Subject, str]:
    """One code may name a node, a unit and an award."""
    return (key[0] if key[0] in APART else Subject.NODE), key[1]


def _fact_named(key: Key, fact: Fact, names: dict[tuple[Subject, str], Name]) -> Fact:
    """A field is compared by its code and shown by its name."""
    return names.get((Subject.NODE, fact), fact) if key[0] is Subject.PARENT and isinstance(fact, str) else fact


def _names(evaluation: Evaluation) -> dict[tuple[Subject, str], Name]:
    named = {(Subject.GROUP, unit.code): unit.name for unit in evaluation.units}
    named |= {(Subject.AWARD, tier.code): tier.name for tier in evaluation.awards}
    for subject in (Subject.WEAK_RULE, Subject.LEVEL):
        named |= {(subject, rule.code): rule.name for rule in evaluation.weak_rules}
    named |= {(Subject.CALENDAR, entry.code): entry.name for entry in evaluation.calendar}
    return named | {(Subject.NODE, node.code): node.name for node in walk(evaluation.root)}


def _facts(evaluation: Evaluation) -> Iterator[tuple[Key, Fact]]:
    yield (Subject.PERIOD, "", ""), (evaluation.period_start.isoformat(), evaluation.cutoff.isoformat())
    yield from _of_tree(evaluation.root, "")
    for scale in dict.fromkeys(indicator.scale for indicator in evaluation.indicators()):
        for step in scale.steps:
            yield (Subject.SCALE, scale.code, step.letter), (step.points, step.cutoff)
    for group in evaluation.groups:
        for unit in group.units:
            yield (Subject.GROUP, unit.code, ""), group.name
    for tier in evaluation.awards:
        yield (Subject.AWARD, tier.code, ""), (str(tier.first), str(tier.last))
    for rule in evaluation.weak_rules:
        yield (Subject.WEAK_RULE, rule.code, ""), (rule.kind, rule.threshold, *sorted(rule.indicators))
        yield (Subject.LEVEL, rule.code, ""), rule.level
    yield from _of_policies(evaluation)
    yield from _of_year(evaluation)


def _of_policies(evaluation: Evaluation) -> Iterator[tuple[Key, Fact]]:
    policies = evaluation.policies
    decimals = policies.rank_decimals
    yield (Subject.POLICY, "not_submitted", ""), policies.not_submitted
    yield (Subject.POLICY, "missing_score", ""), policies.missing_score
    yield (Subject.POLICY, "rank_decimals", ""), "exact" if decimals is None else str(decimals)
    yield (Subject.POLICY, "lower_achievement", ""), policies.lower_achievement
    yield (Subject.POLICY, "interim_target", ""), policies.interim_target


def _of_year(evaluation: Evaluation) -> Iterator[tuple[Key, Fact]]:
    """What is said of the year's course, its dates and the dong offices."""
    yield (Subject.PACE, "", ""), evaluation.policies.pace
    yield (Subject.SUBMIT_BY, "", ""), _day(evaluation.submit_by)
    for part in evaluation.parts:
        yield (Subject.DONG, part.code, ""), part.name
    for entry in evaluation.calendar:
        yield (Subject.CALENDAR, entry.code, ""), Name(*(days_text(entry, language) for language in LANGUAGES))


def _day(day: int | None) -> Fact:
    return None if day is None else str(day)


def _of_tree(node: Node, parent: str) -> Iterator[tuple[Key, Fact]]:
    code = node.code
    yield (Subject.NODE, code, ""), code
    yield (Subject.NAME, code, ""), node.name
    yield (Subject.PARENT, code, ""), parent
    if parent:
        yield (Subject.WEIGHT, code, ""), node.weight
    if isinstance(node, IndicatorLeaf):
        yield from _of_indicator(node.indicator)
    elif isinstance(node, ScoreLeaf):
        yield (Subject.FULL_SCORE, code, ""), node.full_score
    elif isinstance(node, Branch):
        yield (Subject.ACCEPTS, code, ""), tuple(sorted(node.accepts))
        for child in node.children:
            yield from _of_tree(child, code)


def _of_indicator(indicator: Indicator) -> Iterator[tuple[Key, Fact]]:
    code = indicator.code
    yield (Subject.TARGET, code, ""), indicator.target
    for unit, target in indicator.unit_targets.items():
        yield (Subject.UNIT_TARGET, code, unit), target
    yield (Subject.CUTOFFS, code, ""), indicator.cutoffs
    yield (Subject.SCALE_OF, code, ""), indicator.scale.code
    yield (Subject.DIRECTION, code, ""), indicator.direction
    yield (Subject.ACCUMULATION, code, ""), indicator.accumulation
    yield (Subject.METHOD, code, ""), indicator.method
    yield (Subject.LEAD, code, ""), None if indicator.lead is None else indicator.lead.name
    yield (Subject.PACE, code, ""), indicator.pace
    yield (Subject.PATH, code, ""), tuple(f"{month}: {share}%" for month, share in sorted(indicator.path.items()))
    yield (Subject.PARTS, code, ""), indicator.parts
    yield (Subject.SUBMIT_BY, code, ""), _day(indicator.submit_by)
