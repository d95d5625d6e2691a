"""The parts of the screen of early warnings."""

import streamlit as st

from app.services.warning_findings import warnings_line, warnings_title
from app.services.warning_lists import ANY, Chosen, DividedBy, Division, chosen_of, divided
from app.services.warning_tables import division_name, rules_table, warnings_table
from app.services.warning_words import level_text, state_text
from app.services.warnings import LEVELS, Warnings, WarningState
from app.services.wording import name_in
from app.views.frame import Screen, card, segments, select, show_finding, unit_label
from app.views.links import open_indicator, open_ranking
from app.views.tables import filtered, show_table
from scoring.model import WeakRuleKind

HEIGHT_ROWS = 12


def show_warnings_finding(screen: Screen, warnings: Warnings) -> None:
    """How many warnings stand, how many are new, how many were resolved."""
    title = warnings_title(screen.view, screen.unit, warnings, screen.language)
    line = warnings_line(warnings, screen.language) if screen.view.evaluation.weak_rules else ""
    show_finding(screen, title, line)


def choose_warnings(screen: Screen, warnings: Warnings) -> Chosen:
    """The warnings of a level, a state, a department or a rule, or all."""
    options = _options(screen, warnings)
    chosen = {}
    for name, column in zip(options, st.columns(len(options)), strict=True):
        with column:
            named = {ANY: screen.text(f"warnings.all.{name}")} | options[name]
            chosen[name] = select(name, screen.text(f"warnings.choose.{name}"), named, ANY)
    return Chosen(**chosen)


def _options(screen: Screen, warnings: Warnings) -> dict[str, dict[str, str]]:
    """What can be chosen: every level and state, and the departments and rules that fired."""
    language = screen.language
    leads = {one.lead.code: name_in(one.lead.name, language) for one in warnings.listed if one.lead}
    fired = {one.rule.code for one in warnings.listed}
    rules = {rule.code: name_in(rule.name, language) for rule in screen.view.evaluation.weak_rules}
    return {
        "level": {level.value: level_text(level, language) for level in LEVELS},
        "state": {state.value: state_text(state, language) for state in WarningState},
        "department": dict(sorted(leads.items(), key=lambda one: one[1])),
        "rule": {code: name for code, name in rules.items() if code in fired},
    }


def choose_division(screen: Screen) -> DividedBy:
    """By level, department or rule."""
    names = {by.value: screen.text(f"warnings.by.{by.value}") for by in DividedBy}
    return DividedBy(segments("by", screen.text("warnings.divided_by"), names, DividedBy.LEVEL.value))


def show_warnings(screen: Screen, warnings: Warnings, chosen: Chosen, by: DividedBy) -> None:
    """The warnings that were chosen, divided; a row opens its indicator."""
    listed = chosen_of(warnings.listed, chosen)
    if not listed:
        st.info(screen.text("warnings.nothing_chosen" if warnings.listed else "warnings.nothing_fired"))
    filters = _filters(screen, warnings, chosen)
    for division in divided(listed, by):
        _show_division(screen, division, by, filters)


def _show_division(screen: Screen, division: Division, by: DividedBy, filters: dict[str, str]) -> None:
    title = screen.text("warnings.group", name=division_name(division, by, screen.language), count=division.count)
    with card(title, screen.text("warnings.group_explained", lines=len(division.lines))):
        table = warnings_table(division, by, screen.view.evaluation, title, screen.language)
        key = f"warnings_{by.value}_{division.code or 'none'}" if division.code is not None else "warnings_resolved"
        opened = show_table(screen, filtered(screen, table, filters), key, height_rows=HEIGHT_ROWS, openable=True)
    if opened == "":
        open_ranking()
    elif opened:
        open_indicator(screen, opened)


def _filters(screen: Screen, warnings: Warnings, chosen: Chosen) -> dict[str, str]:
    """What was chosen, for the downloads."""
    said = {"frame.unit": unit_label(screen, screen.unit)}
    for name, options in _options(screen, warnings).items():
        said[f"warnings.choose.{name}"] = options.get(getattr(chosen, name), "")
    return said


def show_rules(screen: Screen, warnings: Warnings) -> None:
    """Every rule that is set, with how often it fired and what it could not look at."""
    with card(screen.text("warnings.rules_card"), screen.text("warnings.rules_explained")):
        table = rules_table(screen.view.evaluation, warnings, screen.text("warnings.rules_card"), screen.language)
        filters = {"frame.unit": unit_label(screen, screen.unit)}
        show_table(screen, filtered(screen, table, filters), "warning_rules")
        if any(rule.kind is WeakRuleKind.FORECAST_TO_MISS for rule in screen.view.evaluation.weak_rules):
            st.caption(screen.text("warnings.forecast_note"))
