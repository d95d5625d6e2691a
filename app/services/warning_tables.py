"""Early warnings as tables: one line per indicator, and one line per rule that is set."""

from collections import Counter

from app.services.tables import Cell, Column, Kind, Table
from app.services.warning_lists import DividedBy, Division, Line
from app.services.warning_words import level_text, rule_text, since_text, state_text, why_text
from app.services.warnings import LEVELS, Warnings, WarningState
from app.services.weak_tables import department_name
from app.services.wording import NOTHING, name_in
from app.text.catalogue import text
from scoring.model import Evaluation, WeakRule, WeakRuleKind

SAID_BY_TITLE = {
    DividedBy.LEVEL: frozenset({"level"}),
    DividedBy.DEPARTMENT: frozenset({"lead"}),
    DividedBy.RULE: frozenset({"rules", "level"}),
}
SAID_BY_RESOLVED = frozenset({"state"})
WIDE = ("why",)
KIND = WeakRuleKind


def warnings_table(division: Division, by: DividedBy, evaluation: Evaluation, title: str, language: str) -> Table:
    """One row per indicator: level, state, rules, why, since when, who leads it.

    What the title says of all rows stands in no column. The code of a row is its indicator's, empty for the unit.
    """
    said = SAID_BY_TITLE[by] if division.code is not None else SAID_BY_RESOLVED
    keys = [key for key in ("level", "state", "indicator", "why", "since", "lead", "rules") if key not in said]
    rows = []
    for line in division.lines:
        row = _row(line, evaluation, language)
        rows.append({key: row[key] for key in keys})
    columns = tuple(_column(key, language) for key in keys)
    return Table(title, columns, rows, tuple(line.indicator.code if line.indicator else "" for line in division.lines))


def _column(key: str, language: str, kind: Kind = Kind.WORDS) -> Column:
    label, tip = text(f"warnings.column.{key}", language), text(f"warnings.tip.{key}", language)
    return Column(key, label, kind, 0, tip, key in WIDE)


def _row(line: Line, evaluation: Evaluation, language: str) -> dict[str, Cell]:
    indicator, first = line.indicator, line.warned[0]
    resolved = line.state is WarningState.RESOLVED
    return {
        "level": level_text(line.level, language),
        "state": state_text(line.state, language),
        "indicator": name_in(indicator.name, language) if indicator else text("warnings.of_unit", language),
        "rules": ", ".join(name_in(one.rule.name, language) for one in line.warned),
        "why": why_text(line, evaluation, language),
        "since": since_text(line.since, first.month, language, resolved=resolved),
        "lead": department_name(first.lead, language),
    }


def division_name(division: Division, by: DividedBy, language: str) -> str:
    """The level, department or rule of a division, or that it is resolved."""
    if division.code is None:
        return state_text(WarningState.RESOLVED, language)
    first = division.first
    if by is DividedBy.LEVEL:
        return level_text(first.rule.level, language)
    if by is DividedBy.RULE:
        return f"{name_in(first.rule.name, language)} ({level_text(first.rule.level, language)})"
    return name_in(first.lead.name, language) if first.lead else text("warnings.no_department", language)


def rules_table(evaluation: Evaluation, warnings: Warnings, title: str, language: str) -> Table:
    """One row per rule that is set, gravest first, also those that fired nowhere, with how often they fired."""
    keys = ("level", "rule", "says")
    counts = ("standing", "new", "resolved")
    columns = (
        *(_column(key, language) for key in keys),
        *(_column(key, language, Kind.WHOLE) for key in counts),
        _column("limits", language),
    )
    rules = sorted(evaluation.weak_rules, key=lambda rule: LEVELS.index(rule.level))
    return Table(title, columns, [_rule_row(rule, warnings, language) for rule in rules])


def _rule_row(rule: WeakRule, warnings: Warnings, language: str) -> dict[str, Cell]:
    states = Counter(one.state for one in warnings.listed if one.rule.code == rule.code)
    return {
        "level": level_text(rule.level, language),
        "rule": name_in(rule.name, language),
        "says": rule_text(rule, language),
        "standing": states[WarningState.NEW] + states[WarningState.OPEN],
        "new": states[WarningState.NEW],
        "resolved": states[WarningState.RESOLVED],
        "limits": _limits(rule, warnings, language),
    }


def _limits(rule: WeakRule, warnings: Warnings, language: str) -> str:
    """What the rule could not look at in this month."""
    if rule.kind is KIND.GRADE_BELOW_LAST_YEAR and warnings.without_last_year:
        return text("warnings.limits.no_last_year", language, count=len(warnings.without_last_year))
    if rule.kind in (KIND.GRADE_FELL_FROM_LAST_MONTH, KIND.OVERTAKEN) and warnings.last_month is None:
        return text("warnings.limits.no_last_month", language)
    if rule.kind is KIND.FALLING and rule.threshold is not None and warnings.months <= rule.threshold:
        return text("warnings.limits.too_few_months", language, count=int(rule.threshold) + 1)
    return NOTHING
