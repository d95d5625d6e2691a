"""What of an evaluation is published and cited, and what is assumed: listed for the screen, nothing hidden."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.services.calendar_words import days_text
from app.services.wording import name_in, number_text, percent_text
from app.text.catalogue import LANGUAGES, text
from scoring.model import Branch, Evaluation, GradeScale, IndicatorLeaf, Name, Reference, walk
from scoring.rounding import plain_decimal


class Topic(StrEnum):
    """What a statement is about."""

    EVALUATION = "evaluation"
    GROUPS = "groups"
    WEIGHT = "weight"
    SCALE = "scale"
    POLICY = "policy"
    AWARD = "award"
    WEAK_RULE = "weak_rule"
    PARTS = "parts"
    CALENDAR = "calendar"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Statement:
    """One rule or number of the definition with what it rests on."""

    topic: Topic
    subject: Name
    content: Name
    reference: Reference


def statements_of(evaluation: Evaluation) -> tuple[Statement, ...]:
    """Every rule and number of an evaluation, cited or assumed, in the order of the definition."""
    return (
        Statement(
            Topic.EVALUATION, evaluation.name, _both("method.period", *_period(evaluation)), evaluation.reference
        ),
        *_groups(evaluation),
        *_weights(evaluation),
        *_scales(evaluation),
        *_policies(evaluation),
        *_awards(evaluation),
        *_weak_rules(evaluation),
        *_parts(evaluation),
        *_calendar(evaluation),
    )


def assumptions_of(evaluation: Evaluation) -> tuple[Statement, ...]:
    """The statements that are assumed."""
    return tuple(statement for statement in statements_of(evaluation) if statement.reference.assumed)


def assumed_indicators(evaluation: Evaluation) -> tuple[str, ...]:
    """The codes of the indicators whose definition is assumed, for example made for demonstration."""
    return tuple(indicator.code for indicator in evaluation.indicators() if indicator.reference.assumed)


def _period(evaluation: Evaluation) -> tuple[str, str]:
    return evaluation.period_start.isoformat(), evaluation.cutoff.isoformat()


def _both(key: str, first: str, second: str = "") -> Name:
    return Name(*(text(key, language, first=first, second=second) for language in LANGUAGES))


def _groups(evaluation: Evaluation) -> Iterator[Statement]:
    for group in evaluation.groups:
        names = Name(*(", ".join(name_in(unit.name, language) for unit in group.units) for language in LANGUAGES))
        yield Statement(Topic.GROUPS, group.name, names, group.reference)


def _weights(evaluation: Evaluation) -> Iterator[Statement]:
    for node in walk(evaluation.root):
        if not isinstance(node, Branch):
            continue
        total = sum(child.weight for child in node.children)
        for child in node.children:
            if not isinstance(child, IndicatorLeaf) and child.reference != Reference():
                share = percent_text(child.weight / total, 2)
                weight = number_text(plain_decimal(child.weight))
                yield Statement(Topic.WEIGHT, child.name, _both("method.weight", weight, share), child.reference)


def _scales(evaluation: Evaluation) -> Iterator[Statement]:
    scales: dict[str, GradeScale] = {one.scale.code: one.scale for one in evaluation.indicators()}
    for scale in scales.values():
        steps = " · ".join(
            f"{step.letter} {number_text(plain_decimal(step.points))}"
            + (f" (≥{number_text(step.cutoff)}%)" if step.cutoff is not None else "")
            for step in scale.steps
        )
        yield Statement(Topic.SCALE, _both("method.scale", scale.code), Name(steps, steps), scale.reference)


def _policies(evaluation: Evaluation) -> Iterator[Statement]:
    policies = evaluation.policies
    decimals = "exact" if policies.rank_decimals is None else "rounded"
    chosen = {
        "not_submitted": policies.not_submitted.value,
        "missing_score": policies.missing_score.value,
        "rank_decimals": decimals,
        "lower_achievement": policies.lower_achievement.value,
        "interim_target": policies.interim_target.value,
        "pace": policies.pace.value,
    }
    for policy, value in chosen.items():
        content = _both(f"method.policy.{policy}.{value}", str(policies.rank_decimals))
        yield Statement(
            Topic.POLICY,
            _both(f"method.policy.{policy}.name", ""),
            content,
            policies.references.get(policy, Reference()),
        )
    for policy in ("not_applicable", "ties"):
        yield Statement(
            Topic.POLICY,
            _both(f"method.policy.{policy}.name", ""),
            _both(f"method.policy.{policy}.always", ""),
            policies.references.get(policy, Reference()),
        )


def _awards(evaluation: Evaluation) -> Iterator[Statement]:
    for tier in evaluation.awards:
        places = f"{tier.first}" if tier.first == tier.last else f"{tier.first}–{tier.last}"
        prize = tier.prize or Name("", "")
        content = Name(
            *(text("method.places", language, places=places, prize=name_in(prize, language)) for language in LANGUAGES)
        )
        yield Statement(Topic.AWARD, tier.name, content, tier.reference)


def _weak_rules(evaluation: Evaluation) -> Iterator[Statement]:
    for rule in evaluation.weak_rules:
        yield Statement(
            Topic.WEAK_RULE,
            rule.name,
            _both(f"method.weak.{rule.kind.value}", _detail(rule.threshold, rule.indicators)),
            rule.reference,
        )


def _parts(evaluation: Evaluation) -> Iterator[Statement]:
    if evaluation.parts:
        names = Name(*(", ".join(name_in(part.name, language) for part in evaluation.parts) for language in LANGUAGES))
        yield Statement(Topic.PARTS, _both("method.parts", ""), names, evaluation.parts_reference)


def _calendar(evaluation: Evaluation) -> Iterator[Statement]:
    for entry in evaluation.calendar:
        days = Name(*(days_text(entry, language) for language in LANGUAGES))
        yield Statement(Topic.CALENDAR, entry.name, days, entry.reference)


def _detail(threshold: object, indicators: frozenset[str]) -> str:
    return ", ".join(sorted(indicators)) if indicators else ("" if threshold is None else str(threshold))
