"""The parts of the screen of weak indicators."""

from collections import Counter
from fractions import Fraction
from typing import NamedTuple

import streamlit as st

from app.services.findings import weak_title
from app.services.weak import GroupedBy, WeakGroup, grouped
from app.services.weak_tables import weak_table
from app.services.wording import name_in, score_text
from app.views.frame import Screen, card, segments, select, show_finding, unit_label
from app.views.links import open_indicator
from app.views.tables import filtered, show_table
from scoring.model import Branch
from scoring.weak import WeakIndicator
from scoring.whatif import with_grades

ALL_RULES = ""
SAID_BY_TITLE = {
    GroupedBy.NOTHING: frozenset[str](),
    GroupedBy.DEPARTMENT: frozenset({"lead"}),
    GroupedBy.FIELD: frozenset({"field"}),
}


def show_weak_finding(screen: Screen, weak: tuple[WeakIndicator, ...]) -> None:
    """How many indicators are weak and what the top grade of all of them together would bring."""
    standing = screen.view.result.standings[screen.unit]
    to_top = {one.indicator.code: one.indicator.scale.top for one in weak if one.next_step is not None}
    outcome = with_grades(screen.view.result, screen.unit, to_top)
    gain = (outcome.score or Fraction(0)) - (standing.score or Fraction(0))
    counts = Counter(rule.code for one in weak for rule in one.rules)
    names = {rule.code: name_in(rule.name, screen.language) for rule in screen.view.evaluation.weak_rules}
    line = " · ".join(screen.text("weak.line", rule=names[code], count=counts[code]) for code in names if counts[code])
    show_finding(screen, weak_title(screen.view, screen.unit, len(weak), gain, screen.language), line)


class Listed(NamedTuple):
    """The weak indicators that are shown, and the name of the rule they were chosen by."""

    rule: str
    weak: tuple[WeakIndicator, ...]


def choose_rule(screen: Screen, weak: tuple[WeakIndicator, ...]) -> Listed:
    """The weak indicators by one rule, or all of them."""
    fired = {rule.code for one in weak for rule in one.rules}
    names = {ALL_RULES: screen.text("weak.all_rules")}
    names |= {
        rule.code: name_in(rule.name, screen.language)
        for rule in screen.view.evaluation.weak_rules
        if rule.code in fired
    }
    code = select("rule", screen.text("weak.only_rule"), names, ALL_RULES)
    by_rule = (one for one in weak if code == ALL_RULES or code in {rule.code for rule in one.rules})
    return Listed(names[code], tuple(by_rule))


def choose_grouping(screen: Screen) -> GroupedBy:
    """One list, or by department or field."""
    names = _groupings(screen)
    return GroupedBy(segments("by", screen.text("weak.grouped_by"), names, GroupedBy.NOTHING.value))


def _groupings(screen: Screen) -> dict[str, str]:
    return {
        GroupedBy.NOTHING.value: screen.text("weak.group_none"),
        GroupedBy.DEPARTMENT.value: screen.text("weak.group_department"),
        GroupedBy.FIELD.value: screen.text("weak.group_field"),
    }


def show_weak(screen: Screen, listed: Listed, by: GroupedBy) -> None:
    """The list, divided as chosen; a row opens its indicator."""
    if not listed.weak:
        st.info(screen.text("weak.empty"))
    for group in grouped(listed.weak, by):
        title = _title(screen, group, by)
        with card(title, screen.text("weak.open_hint") if by is GroupedBy.NOTHING else ""):
            code = group.label.code if group.label else "none"
            table = weak_table(
                group.indicators, title, screen.language, rank=_rank(screen), leave_out=SAID_BY_TITLE[by]
            )
            table = filtered(screen, table, _filters(screen, listed, by, group))
            opened = show_table(screen, table, f"weak_{by.value}_{code}", height_rows=20, openable=True)
        if opened:
            open_indicator(screen, opened)


def _filters(screen: Screen, listed: Listed, by: GroupedBy, group: WeakGroup) -> dict[str, str]:
    grouping = _groupings(screen)[by.value]
    within = grouping if by is GroupedBy.NOTHING else f"{grouping} · {_label(screen, group, by)}"
    return {"frame.unit": unit_label(screen, screen.unit), "weak.only_rule": listed.rule, "weak.grouped_by": within}


def _label(screen: Screen, group: WeakGroup, by: GroupedBy) -> str:
    if group.label is None:
        return screen.text("weak.group_none" if by is GroupedBy.NOTHING else "weak.no_label")
    name = group.label.short_name if isinstance(group.label, Branch) else group.label.name
    return name_in(name, screen.language)


def _title(screen: Screen, group: WeakGroup, by: GroupedBy) -> str:
    label = _label(screen, group, by)
    gain = score_text(group.gain, 3)
    return screen.text("weak.group_title", label=label, count=len(group.indicators), gain=gain)


def _rank(screen: Screen) -> int | None:
    return screen.view.result.standings[screen.unit].rank
