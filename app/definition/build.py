"""From checked entries to the values that scoring computes with."""

from decimal import Decimal
from typing import Any

from app.definition.calendar_entries import CalendarEntryEntry, PartsEntry, RuleEntry, Weekday
from app.definition.entries import IndicatorEntry, Names, ReferenceEntry, ScaleEntry
from app.definition.schema import (
    POLICIES,
    AwardEntry,
    BranchNode,
    DefinitionFile,
    EvaluationEntry,
    IndicatorNode,
    PoliciesEntry,
    ScoreNode,
    StatedPolicy,
    WeakRuleEntry,
)
from app.definition.tables import Tables, merged
from scoring.labels import NO_NAME, NO_REFERENCE
from scoring.model import (
    AwardTier,
    Branch,
    Definition,
    Department,
    Evaluation,
    GradeScale,
    GradeStep,
    Group,
    Indicator,
    IndicatorLeaf,
    Name,
    Node,
    Policies,
    Reference,
    ScoreLeaf,
    Unit,
    WeakRule,
)
from scoring.schedule import ALL_MONTHS, CalendarEntry, DayRule, EntryKind, WeekdayRule

ASSUMED = Reference(assumed=True)
SAME_NAME_FIELDS = (
    *("method", "direction", "accumulation", "decimals", "target", "maximum", "unit_targets"),
    *("pace", "path", "parts", "submit_by"),
)


def build(file: DefinitionFile, tables: Tables, checksum: str) -> Definition:
    """The definition of a file that passed all checks."""
    builder = _Builder(file, tables)
    evaluations = tuple(builder.evaluation(entry) for entry in file.evaluations)
    return Definition(
        evaluations,
        tuple(builder.units.values()),
        checksum,
        tuple(_calendar_entry(entry, NO_REFERENCE) for entry in file.calendar),
    )


class _Builder:
    """Builds shared things once, so that every evaluation holds the same unit, department and scale."""

    def __init__(self, file: DefinitionFile, tables: Tables) -> None:
        self.units = {entry.code: Unit(entry.code, _name(entry.name)) for entry in file.units}
        self._tables = tables
        self._departments = {entry.code: Department(entry.code, _name(entry.name)) for entry in file.departments}
        self._scales = {entry.code: _scale(entry) for entry in file.scales}
        self._indicators = {entry.code: self._indicator(entry) for entry in file.indicators}

    def evaluation(self, entry: EvaluationEntry) -> Evaluation:
        """One evaluation; a reference holds for everything below it that states none."""
        reference = _reference(entry.reference)
        root = self._branch(entry.tree, reference)
        return Evaluation(
            code=entry.code,
            name=_name(entry.name),
            period_start=entry.period.start,
            cutoff=entry.period.end,
            root=root,
            groups=self._groups(entry.grouping),
            awards=tuple(_award(award, reference) for award in entry.awards),
            policies=_policies(entry.policies, entry.reference),
            weak_rules=tuple(_weak_rule(rule, reference) for rule in entry.weak_rules),
            home=entry.home,
            previous=entry.previous,
            parts=_parts(entry.parts),
            parts_reference=_reference(entry.parts.reference if entry.parts else None, reference),
            submit_by=entry.submit_by or _submission_day(entry),
            calendar=tuple(_calendar_entry(each, reference) for each in entry.calendar),
            reference=reference,
        )

    def _groups(self, code: str) -> tuple[Group, ...]:
        grouping = self._tables.groupings[code]
        reference = _reference(grouping.reference)
        return tuple(
            Group(group.code, _name(group.name), tuple(self.units[unit] for unit in group.units), reference)
            for group in grouping.groups
        )

    def _branch(self, entry: BranchNode, above: Reference) -> Branch:
        reference = _reference(entry.reference, above)
        return Branch(
            code=entry.code,
            name=_name(entry.name),
            short_name=_name(entry.short_name or entry.name),
            children=tuple(self._node(child, reference) for child in entry.children),
            own_weight=entry.weight,
            accepts=frozenset(entry.accepts),
            reference=reference,
        )

    def _node(self, entry: str | IndicatorNode | ScoreNode | BranchNode, above: Reference) -> Node:
        if isinstance(entry, BranchNode):
            return self._branch(entry, above)
        if isinstance(entry, ScoreNode):
            return _score_leaf(entry, above)
        return self._leaf(IndicatorNode(indicator=entry) if isinstance(entry, str) else entry, above)

    def _leaf(self, entry: IndicatorNode, above: Reference) -> IndicatorLeaf:
        catalogue = self._tables.indicators[entry.indicator]
        whole = merged(catalogue, entry)
        indicator = self._indicators[entry.indicator] if whole is catalogue else self._indicator(whole)
        return IndicatorLeaf(indicator, entry.weight, _reference(whole.reference, above))

    def _indicator(self, entry: IndicatorEntry) -> Indicator:
        return Indicator(
            code=entry.code,
            name=_name(entry.name),
            scale=self._scales[entry.scale],
            cutoffs=_cutoffs(entry, self._tables.scales[entry.scale]),
            unit_of_measure=_optional_name(entry.unit_of_measure) or NO_NAME,
            lead=self._departments[entry.lead] if entry.lead else None,
            collaborating=tuple(self._departments[code] for code in entry.collaborating),
            origin=_optional_name(entry.origin),
            note=_optional_name(entry.note),
            reference=_reference(entry.reference),
            **{field: getattr(entry, field) for field in SAME_NAME_FIELDS},
        )


def _scale(entry: ScaleEntry) -> GradeScale:
    last = len(entry.grades) - 1
    steps = tuple(
        GradeStep(grade.letter, grade.points, None if index == last else grade.cutoff)
        for index, grade in enumerate(entry.grades)
    )
    return GradeScale(entry.code, steps, _reference(entry.reference))


def _cutoffs(entry: IndicatorEntry, scale: ScaleEntry) -> tuple[Decimal | None, ...]:
    if not entry.cutoffs:
        return ()
    return tuple(entry.cutoffs.get(grade.letter) for grade in scale.grades)


def _score_leaf(entry: ScoreNode, above: Reference) -> ScoreLeaf:
    return ScoreLeaf(
        code=entry.code,
        name=_name(entry.name),
        short_name=_name(entry.short_name or entry.name),
        weight=entry.weight,
        full_score=entry.full_score,
        reference=_reference(entry.reference, above),
    )


def _award(entry: AwardEntry, above: Reference) -> AwardTier:
    first, last = entry.places
    prize = _optional_name(entry.prize)
    return AwardTier(entry.code, _name(entry.name), first, last, prize, _reference(entry.reference, above))


def _policies(entry: PoliciesEntry, above: ReferenceEntry | None) -> Policies:
    """The stated policies; one that is not stated takes its default and counts as an assumption."""
    values: dict[str, Any] = {}
    references = dict.fromkeys(POLICIES, ASSUMED)
    for name in POLICIES:
        if name in entry.model_fields_set:
            stated = getattr(entry, name)
            own = stated.reference if isinstance(stated, StatedPolicy) else None
            values[name] = stated.value if isinstance(stated, StatedPolicy) else stated
            references[name] = _reference(own or entry.reference or above)
    return Policies(**values, references=references)


def _weak_rule(entry: WeakRuleEntry, above: Reference) -> WeakRule:
    return WeakRule(
        code=entry.code,
        kind=entry.kind,
        name=_name(entry.name),
        threshold=entry.threshold,
        indicators=frozenset(entry.indicators),
        level=entry.level,
        reference=_reference(entry.reference, above),
    )


def _parts(entry: PartsEntry | None) -> tuple[Unit, ...]:
    return tuple(Unit(unit.code, _name(unit.name)) for unit in entry.units) if entry else ()


def _submission_day(entry: EvaluationEntry) -> int | None:
    """The day on which the calendar has the submission of every month."""
    rules = [each.rule for each in entry.calendar if each.kind is EntryKind.SUBMISSION and each.rule]
    return next((rule.day for rule in rules if rule.day), None)


def _calendar_entry(entry: CalendarEntryEntry, above: Reference) -> CalendarEntry:
    return CalendarEntry(
        code=entry.code,
        kind=entry.kind,
        name=_name(entry.name),
        dates=tuple(sorted(set(entry.dates))),
        rule=None if entry.rule is None else _rule(entry.rule),
        reference=_reference(entry.reference, above),
    )


def _rule(entry: RuleEntry) -> WeekdayRule | DayRule | None:
    months = ALL_MONTHS if entry.months is None else frozenset(entry.months)
    if entry.week is not None and entry.weekday is not None:
        return WeekdayRule(entry.week, list(Weekday).index(entry.weekday), months)
    return None if entry.day is None else DayRule(entry.day, months)


def _name(label: str | Names) -> Name:
    return Name(label.ko, label.en) if isinstance(label, Names) else Name(label, label)


def _optional_name(label: str | Names | None) -> Name | None:
    return None if label is None else _name(label)


def _reference(entry: ReferenceEntry | None, above: Reference = NO_REFERENCE) -> Reference:
    if entry is None:
        return above
    return Reference(entry.assumed, entry.source, entry.since, _optional_name(entry.note))
