"""The parts of the screen of scenarios: kept ones beside each other and the official result, and what can be done."""

from datetime import UTC, datetime

import streamlit as st

from app.services.entry_words import moment_text
from app.services.kept_scenarios import (
    Compared,
    Kept,
    compared,
    deleted_scenarios,
    kept_scenarios,
    same_changes,
)
from app.services.kept_tables import (
    comparison_table,
    deleted_words,
    group_table,
    legend_lines,
    neighbours,
    scenarios_title,
    short_lines,
    unread_lines,
    without_words,
)
from app.services.scenarios import Scenario, encode, result_of
from app.services.wording import month_text, name_in, place_text, score_text
from app.storage.scenarios import SavedScenario
from app.views import cached, state
from app.views.frame import Screen, card, escaped, select, show_finding
from app.views.person import ask_name, entered_name
from app.views.said import say
from app.views.tables import show_download, show_rows
from app.views.whatif import address_of, said_above, show_what_if_table
from app.views.whatif_mark import what_if_heading
from app.views.whatif_saving import act, ask_label, label_in, show_changes, show_ways
from scoring.score import Result

SURE, KEPT = "scenario_sure", "kept"
RENAMED, NOTED = "scenario_renamed", "scenario_noted"


def kept_now(screen: Screen) -> tuple[Kept, ...]:
    """The scenarios on the list."""
    return kept_scenarios(cached.store(), screen.view)


def beside(screen: Screen, kept: tuple[Kept, ...], present: Scenario) -> tuple[Compared, ...]:
    """What is compared: the what-if of the address where it is not on the list, then the list."""
    listed = compared(kept, lambda scenario: _result(screen, scenario))
    if present.changes_nothing or any(same_changes(present, one.scenario) for one in listed):
        return listed
    return (Compared(screen.text("whatif_scenarios.present"), present, _result(screen, present)), *listed)


def _result(screen: Screen, scenario: Scenario) -> Result:
    about = ("scenario", encode(scenario))
    return cached.found_of(screen.view, about, lambda: result_of(screen.view, scenario))


def show_scenarios_finding(screen: Screen, kept: tuple[Kept, ...], found: tuple[Compared, ...]) -> None:
    """Which scenario lifts the unit most."""
    unread = sum(one.problem is not None for one in kept)
    official = screen.view.result.standings[screen.unit]
    show_finding(
        screen,
        scenarios_title(screen.view, screen.unit, found, unread, screen.language),
        screen.text(
            "whatif_scenarios.line", rank=place_text(official, screen.language), score=score_text(official.score)
        ),
        what_if=True,
    )


def show_comparison(screen: Screen, found: tuple[Compared, ...]) -> None:
    """The official result and every scenario, for the unit and its neighbours, then for the whole group."""
    view, language = screen.view, screen.language
    title = screen.text("whatif_scenarios.compare_card")
    explained = screen.text("whatif_scenarios.compare_explained", month=month_text(view.month, language))
    with card(title, explained):
        units = (screen.unit, *neighbours(view.result, screen.unit))
        lines = legend_lines(view, found, language)
        table = comparison_table(view, units, found, title, language)
        show_rows(without_words(table), "whatif_scenarios")
        if found:
            st.markdown("\n".join(f"- {escaped(line)}" for line in short_lines(view, found, language)))
        heading = what_if_heading(screen, "whatif_scenarios")
        show_download(screen, said_above(table, lines), "whatif_scenarios", heading)
        if found:
            group = view.evaluation.group_of(screen.unit)
            title = screen.text("whatif_scenarios.group_card", group=name_in(group.name, language))
            with st.expander(title):
                table = group_table(view, screen.unit, found, title, language)
                show_what_if_table(screen, said_above(table, lines), "whatif_group")


def show_one(screen: Screen, kept: tuple[Kept, ...]) -> None:
    """One scenario of the list: what it changes, where to open it, another name, deleting it."""
    if not kept:
        return
    with card(screen.text("whatif_scenarios.one_card")):
        names = {str(one.saved.id): one.saved.label.name for one in kept}
        code = select(KEPT, screen.text("whatif_scenarios.choose"), names, next(iter(names)))
        one = next(each for each in kept if str(each.saved.id) == code)
        _show_details(screen, one)
        with st.expander(screen.text("whatif_scenarios.rename")):
            keys = (f"{RENAMED}_{code}", f"{NOTED}_{code}")
            ask_label(screen, keys, one.saved.label)
            st.button(
                screen.text("whatif_scenarios.rename"),
                key=f"rename_{code}",
                on_click=_rename,
                args=(screen, one.saved, keys),
            )
        with st.expander(screen.text("whatif_scenarios.delete")):
            sure = f"{SURE}_{code}"
            st.checkbox(escaped(screen.text("whatif_scenarios.delete_sure", name=one.saved.label.name)), key=sure)
            st.button(
                screen.text("whatif_scenarios.delete"), key=f"delete_{code}", on_click=_delete, args=(one.saved, sure)
            )


def show_person(screen: Screen) -> None:
    """The name that stands beside whatever is saved, renamed or deleted."""
    with st.container(width=360):
        ask_name(screen.language)


def show_rest(screen: Screen, kept: tuple[Kept, ...]) -> None:
    """Scenarios that can't be read any more, and those that were deleted, with the way back."""
    unread = unread_lines(kept, screen.language)
    if unread:
        with card(screen.text("whatif_scenarios.unread_card", count=len(unread))):
            st.markdown("\n".join(f"- {escaped(line)}" for line in unread))
    gone = deleted_scenarios(cached.store(), screen.view)
    if gone:
        with st.expander(screen.text("whatif_scenarios.deleted_card", count=len(gone))):
            for one in gone:
                words, button = st.columns([4, 1], vertical_alignment="center")
                words.markdown(escaped(deleted_words(one, screen.language)))
                button.button(
                    screen.text("whatif_scenarios.bring_back"),
                    key=f"bring_back_{one.id}",
                    on_click=_bring_back,
                    args=(one,),
                )


def _show_details(screen: Screen, one: Kept) -> None:
    if one.scenario is None:
        st.warning(unread_lines((one,), screen.language)[0])
        return
    values = {
        "at": moment_text(one.saved.saved_at),
        "who": one.saved.saved_by,
        "month": month_text(one.scenario.month, screen.language),
    }
    st.markdown(escaped(one.saved.label.note or screen.text("whatif_scenarios.no_note")))
    st.caption(escaped(screen.text("whatif_scenarios.kept_words", **values)))
    show_changes(screen, one.scenario)
    show_ways(screen, address_of(one.scenario))


def _rename(screen: Screen, saved: SavedScenario, keys: tuple[str, str]) -> None:
    label, who = label_in(screen, keys), entered_name()
    if label is not None:
        act(lambda: cached.store().rename_scenario(saved.id, label, who, datetime.now(UTC)), "renamed", who)


def _delete(saved: SavedScenario, sure: str) -> None:
    who = entered_name()
    if not state.held(sure):
        say("whatif_scenarios.delete_first", warning=True)
        return
    act(lambda: cached.store().delete_scenario(saved.id, who, datetime.now(UTC)), "deleted", who)


def _bring_back(saved: SavedScenario) -> None:
    act(lambda: cached.store().bring_back_scenario(saved.id), "brought_back", entered_name())
