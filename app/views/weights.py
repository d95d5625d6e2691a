"""The screen of weights in a what-if: the sliders, and what Python makes of them when the hand lets go."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from app.services.problems import describe
from app.services.tables import Table
from app.services.weights import Setting, result_of, sets_of
from app.services.weights_findings import Moved, line, setting_lines, title
from app.services.weights_presets import KeptPresets
from app.services.weights_reply import UnreadableReplyError, agrees, setting_of
from app.services.weights_rulers import rulers_of
from app.services.weights_scenario import Opened, address_of, opened, without_sliders
from app.services.weights_tables import comparison_table, turns_table
from app.services.wording import name_in
from app.views import state
from app.views.component.weights import show_sliders
from app.views.frame import Screen, card, escaped, show_finding, unit_label
from app.views.ranking import choose_group
from app.views.tables import heading_of, show_download, show_rows
from app.views.weights_data import Shown, slider_data
from app.views.weights_presets import Data, hints_of, presets_on
from app.views.weights_strips import strip_data
from app.views.whatif import present_scenario
from scoring.model import Group
from scoring.rulers import Ruler
from scoring.score import Result

SCENARIO, RIVAL, NOBODY = "scenario", "rival", "none"


def show_weights(screen: Screen) -> None:
    """The whole screen for what the address says."""
    view = screen.view
    key = f"sliders_{view.evaluation.code}_{view.month}"
    reply = _reply(key)
    found = _opened(screen, reply)
    base = without_sliders(view.result, found.scenario)
    result = result_of(base, found.setting)
    rulers = rulers_of(result, screen.unit, found.setting.locked)
    moved = Moved(view.result, result, found.setting, screen.unit, rulers)
    show_finding(screen, title(moved, screen.language), line(moved, screen.language), what_if=True)
    _show_notes(screen, found)
    groups, rival = _choose(screen)
    presets, kept = presets_on(screen)
    shown = Shown(base, found.setting, groups, presets, int(reply.get("heard", 0)))
    strips = _strips(screen, result, rulers, rival, found.setting)
    show_sliders(slider_data(screen, shown, strips), key, partial(_note, screen, key))
    _show_hints(screen, rulers, kept)
    if reply and not agrees(reply, result) and _is_of(reply, screen, found):
        st.error(screen.text("whatif_weights.differs"))
    for group in groups:
        _show_comparison(screen, result, group, found)
    _show_turns(screen, result, rulers, found)


def _reply(key: str) -> Mapping[str, Any]:
    """What the sliders sent last, nothing before they sent anything."""
    held = state.held(key) or {}
    return held.get("moved") or {}


def _opened(screen: Screen, reply: Mapping[str, Any]) -> Opened:
    view = screen.view
    locked = frozenset(map(str, reply.get("locked", ())))
    # A scenario is of one evaluation: another one chosen at the top begins with its own rules.
    written = "" if state.used(state.EVALUATION) else state.written(SCENARIO)
    found = opened(written, view.evaluation, view.month, locked)
    state.publish(SCENARIO, "" if found.problem else written, "")
    return found


def _note(screen: Screen, key: str) -> None:
    """The hand let go: its setting goes into the scenario of the address, from where the run that follows reads it."""
    try:
        setting = setting_of(_reply(key), screen.view.evaluation)
    except UnreadableReplyError:
        return
    state.pin(SCENARIO, address_of(screen.view.evaluation, present_scenario(screen), setting))


def _is_of(reply: Mapping[str, Any], screen: Screen, found: Opened) -> bool:
    """Whether what the sliders sent is of the setting on the screen, and not of one from before the way back."""
    try:
        sent = setting_of(reply, screen.view.evaluation)
    except UnreadableReplyError:
        return False
    return (sent.weights, sent.points) == (found.setting.weights, found.setting.points)


def _show_notes(screen: Screen, found: Opened) -> None:
    if found.problem is not None:
        st.warning(escaped(screen.text("whatif_weights.unreadable", reason=describe(found.problem, screen.language))))
    grades = len(found.scenario.grades)
    moved = {child.code for branch in sets_of(screen.view.evaluation) for child in branch.children}
    inside = len(found.scenario.weights.keys() - moved)
    if grades or inside:
        st.info(screen.text("whatif_weights.others", grades=grades, weights=inside))
    if not sets_of(screen.view.evaluation):
        st.info(screen.text("whatif_weights.nothing"))


def _choose(screen: Screen) -> tuple[tuple[Group, ...], str]:
    """The groups that are drawn, and the rival whose strips are drawn too."""
    own = screen.view.evaluation.group_of(screen.unit)
    with st.container(horizontal=True, gap="large", vertical_alignment="center"):
        groups = choose_group(screen)
        names = {unit.code: unit_label(screen, unit.code) for unit in own.units if unit.code != screen.unit}
        with st.container(width=240):
            rival = _choose_rival(screen, names)
    return groups, rival


def _choose_rival(screen: Screen, names: Mapping[str, str]) -> str:
    """Written into the options what the choice is about, so that it takes one line."""
    labels = {unit: screen.text("whatif_weights.rival_name", unit=name) for unit, name in names.items()}
    options = {NOBODY: screen.text("whatif_weights.no_rival"), **labels}
    label = screen.text("whatif_weights.rival")
    value = state.resolve(RIVAL, tuple(options), NOBODY)
    state.seed(RIVAL, value)
    st.selectbox(label, tuple(options), format_func=options.get, key=RIVAL, label_visibility="collapsed")
    state.publish(RIVAL, value, NOBODY)
    return value


def _strips(
    screen: Screen, result: Result, rulers: Mapping[str, Ruler], rival: str, setting: Setting
) -> dict[str, list[Data]]:
    listed = [rulers] if rival == NOBODY else [rulers, rulers_of(result, rival, setting.locked)]
    drawn = [strip_data(screen, result.evaluation, one, named=len(listed) > 1) for one in listed]
    return {code: [strips[code] for strips in drawn] for code in rulers}


def _show_hints(screen: Screen, rulers: Mapping[str, Ruler], kept: KeptPresets) -> None:
    st.caption(escaped(screen.text("whatif_weights.hint", unit=unit_label(screen, screen.unit))))
    if any(found.rounded for found in rulers.values()):
        st.caption(screen.text("whatif_weights.hint_rounded"))
    if any(found.exact_only for found in rulers.values()):
        st.caption(screen.text("whatif_weights.hint_exact_only"))
    for hint in hints_of(screen, kept):
        st.caption(hint)


def _show_comparison(screen: Screen, result: Result, group: Group, found: Opened) -> None:
    table = comparison_table(screen.view.result, result, group, screen.unit, screen.language)
    with card(table.title):
        _show(screen, table, f"weights_{group.code}", found, name_in(group.name, screen.language))


def _show_turns(screen: Screen, result: Result, rulers: Mapping[str, Ruler], found: Opened) -> None:
    table = turns_table(result, rulers, screen.unit, screen.language)
    with card(table.title):
        if not table.rows:
            st.markdown(screen.text("whatif_weights.turns.none"))
            return
        _show(screen, table, "weights_turns", found, unit_label(screen, screen.unit))


def _show(screen: Screen, table: Table, key: str, found: Opened, about: str) -> None:
    """A table whose download says that it is a what-if, and every weight and letter that was moved."""
    said = setting_lines(screen.view.evaluation, found.setting, screen.language)
    table = replace(table, filters=(about, *(said or (screen.text("whatif_weights.untouched_filter"),))))
    heading = heading_of(screen, key)
    heading = replace(heading, marks=(screen.text("frame.what_if"), *heading.marks))
    show_rows(table, key)
    show_download(screen, table, key, heading)
