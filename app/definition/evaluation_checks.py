"""What must hold within one evaluation: period and groups, awards, rules, and a reference for every number."""

from datetime import date
from decimal import Decimal

from app.definition.calendar_checks import check_calendar, check_parts, check_submission
from app.definition.report import Path, Report, listed
from app.definition.schema import POLICIES, DefinitionFile, EvaluationEntry, StatedPolicy, WeakRuleEntry
from app.definition.shared_checks import check_days, check_once, grouped_units
from app.definition.tables import Tables, check_code
from app.definition.tree_checks import check_tree, indicators_of, require_reference
from scoring.model import WHOLE, Pace, WeakRuleKind

LONGEST_PERIOD_DAYS = 3660
THRESHOLDS = {
    WeakRuleKind.ACHIEVEMENT_AT_MOST: "…",
    WeakRuleKind.BEHIND_PACE: "≥ 0",
    WeakRuleKind.FORECAST_TO_MISS: "0–100",
    WeakRuleKind.FALLING: "1, 2, 3, …",
}
"""The kinds of rule that have a threshold, with the numbers that may stand there."""


def check_evaluations(file: DefinitionFile, tables: Tables, report: Report) -> None:
    """All checks of each evaluation."""
    for index, evaluation in enumerate(file.evaluations):
        path: Path = ("evaluations", index)
        _check_period(evaluation, path, tables, report)
        _check_home(evaluation, path, tables, report)
        _check_previous(evaluation, path, tables, report)
        _check_awards(evaluation, path, report)
        _check_policies(evaluation, path, report)
        _check_weak_rules(evaluation, path, report)
        check_parts(evaluation.parts, (*path, "parts"), evaluation.reference, report)
        cutoff = None if report.is_broken((*path, "period")) else evaluation.period.end
        check_calendar(evaluation.calendar, (*path, "calendar"), report, above=evaluation.reference, cutoff=cutoff)
        check_submission(evaluation, path, report)
        check_tree(evaluation, path, tables, report)
    check_calendar(file.calendar, ("calendar",), report)


def _check_period(evaluation: EvaluationEntry, path: Path, tables: Tables, report: Report) -> None:
    period = evaluation.period
    check_days(period.start, period.end, (*path, "period"), report)
    check_code(tables, report, "groupings", evaluation.grouping, (*path, "grouping"))
    if report.is_broken((*path, "period")):
        return
    if (period.end - period.start).days > LONGEST_PERIOD_DAYS:
        report.add("period_too_long", (*path, "period", "to"), start=period.start, end=period.end)
    if _grouping_broken(evaluation, tables, report):
        return
    grouping = tables.groupings[evaluation.grouping]
    end = grouping.end or date.max
    if grouping.start <= end and (grouping.start > period.start or end < period.end):
        valid = f"{grouping.start} ~ {grouping.end or '…'}"
        period_shown = f"{period.start} ~ {period.end}"
        here = (*path, "grouping")
        report.add("grouping_not_valid", here, grouping=grouping.code, valid=valid, period=period_shown)


def _check_home(evaluation: EvaluationEntry, path: Path, tables: Tables, report: Report) -> None:
    if evaluation.home is None:
        return
    here = (*path, "home")
    check_code(tables, report, "units", evaluation.home, here)
    if evaluation.home not in tables.declared["units"] or _grouping_broken(evaluation, tables, report):
        return
    grouping = tables.groupings[evaluation.grouping]
    grouped = grouped_units(grouping)
    if evaluation.home not in grouped:
        report.add("home_not_grouped", here, value=evaluation.home, grouping=grouping.code, allowed=listed(grouped))


def _check_previous(evaluation: EvaluationEntry, path: Path, tables: Tables, report: Report) -> None:
    if evaluation.previous is None:
        return
    here = (*path, "previous")
    if evaluation.previous != evaluation.code:
        others = tuple(code for code in tables.declared["evaluations"] if code != evaluation.code)
        apart = tables._replace(declared={**tables.declared, "evaluations": others})
        check_code(apart, report, "evaluations", evaluation.previous, here)
    previous = tables.evaluations.get(evaluation.previous)
    if previous is None or report.is_broken((*path, "period")):
        return
    earlier = previous.period.start < evaluation.period.start
    if not earlier and not report.is_broken(("evaluations",)):
        report.add("previous_not_earlier", here, value=previous.code, start=previous.period.start)


def _check_awards(evaluation: EvaluationEntry, path: Path, report: Report) -> None:
    awards = (*path, "awards")
    check_once([(award.code, (*awards, i, "code")) for i, award in enumerate(evaluation.awards)], report, "awards")
    for index, award in enumerate(evaluation.awards):
        here = (*awards, index)
        first, last = award.places
        require_reference((award.reference, evaluation.reference), here, award.code, report)
        if first > last:
            report.add("places_reversed", (*here, "places"), award=award.code, start=first, end=last)
        for other in evaluation.awards[:index]:
            if first <= other.places[1] and other.places[0] <= last:
                report.add("places_overlap", (*here, "places"), award=award.code, other=other.code)


def _check_policies(evaluation: EvaluationEntry, path: Path, report: Report) -> None:
    policies = evaluation.policies
    for name in POLICIES:
        stated = getattr(policies, name)
        if name in policies.model_fields_set:
            own = stated.reference if isinstance(stated, StatedPolicy) else None
            chain = (own, policies.reference, evaluation.reference)
            require_reference(chain, (*path, "policies", name), name, report)
    pace = policies.pace.value if isinstance(policies.pace, StatedPolicy) else policies.pace
    if pace is Pace.PATH:
        report.add("path_of_all", (*path, "policies", "pace"))


def _check_weak_rules(evaluation: EvaluationEntry, path: Path, report: Report) -> None:
    rules = (*path, "weak_rules")
    codes = [(rule.code, (*rules, index, "code")) for index, rule in enumerate(evaluation.weak_rules)]
    check_once(codes, report, "weak_rules")
    in_tree = indicators_of(evaluation.tree)
    complete = not report.is_broken((*path, "tree"))
    for index, rule in enumerate(evaluation.weak_rules):
        here = (*rules, index)
        if not report.is_broken(here):
            _check_needs(rule, here, report)
        for position, code in enumerate(rule.indicators):
            if code not in in_tree and complete:
                near, place = (code, in_tree), (*here, "indicators", position)
                report.add("not_in_tree", place, near, value=code, evaluation=evaluation.code)


def _check_needs(rule: WeakRuleEntry, path: Path, report: Report) -> None:
    """A threshold or a list stands exactly where the kind of rule uses it."""
    for key, used, stated in (
        ("threshold", rule.kind in THRESHOLDS, rule.threshold is not None),
        ("indicators", rule.kind is WeakRuleKind.EXPECTED_WEAK, bool(rule.indicators)),
    ):
        if used and not stated:
            report.add("rule_needs", path, rule=rule.code, kind=rule.kind.value, key=key)
        if stated and not used:
            report.add("rule_does_not_use", (*path, key), rule=rule.code, kind=rule.kind.value, key=key)
    if rule.threshold is not None and not _is_allowed(rule.kind, rule.threshold):
        values = {"rule": rule.code, "value": rule.threshold, "allowed": THRESHOLDS[rule.kind]}
        report.add("threshold_out_of_range", (*path, "threshold"), None, **values)


def _is_allowed(kind: WeakRuleKind, threshold: Decimal) -> bool:
    """Percentages of a chance end at 100, months are counted; what achievement a rule asks for is left open."""
    if kind is WeakRuleKind.FALLING:
        return threshold >= 1 and threshold == threshold.to_integral_value()
    if kind is WeakRuleKind.FORECAST_TO_MISS:
        return 0 <= threshold <= WHOLE
    return kind is not WeakRuleKind.BEHIND_PACE or threshold >= 0


def _grouping_broken(evaluation: EvaluationEntry, tables: Tables, report: Report) -> bool:
    return evaluation.grouping not in tables.groupings or report.is_broken(("groupings",))
