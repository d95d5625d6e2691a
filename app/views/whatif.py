"""The what-if in the address: read, changed from a callback, and marked wherever it is shown or downloaded."""

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from app.services.problems import describe
from app.services.scenario_words import changes_in_words
from app.services.scenarios import Scenario, decode, encode
from app.services.tables import Table
from app.views import state
from app.views.frame import Screen, escaped
from app.views.tables import show_download, show_rows
from app.views.whatif_mark import what_if_heading
from scoring.problem import Problem


def opened_scenario(screen: Screen) -> Scenario:
    """The scenario of the address, taken over to the month at the top; what can't be read is told and left out."""
    view = screen.view
    nothing = Scenario(view.evaluation.code, view.month)
    # A scenario is of one evaluation: another one chosen at the top begins with its own data.
    written = "" if state.used(state.EVALUATION) else state.written(state.SCENARIO)
    found = decode(written, view.evaluation) if written else nothing
    if isinstance(found, Problem):
        state.publish(state.SCENARIO, "", "")
        st.warning(escaped(describe(found, screen.language)))
        return nothing
    state.publish(state.SCENARIO, written, "")
    return replace(found, month=view.month)


def present_scenario(screen: Screen) -> Scenario:
    """The scenario of the address as it stands, for a callback: what was drawn may be older than the last click."""
    view = screen.view
    written = state.written(state.SCENARIO)
    found = decode(written, view.evaluation) if written else None
    if not isinstance(found, Scenario):
        return Scenario(view.evaluation.code, view.month)
    return replace(found, month=view.month)


def change_to(scenario: Scenario) -> None:
    """Put a scenario into the address, from a callback: the run that follows shows it."""
    state.pin(state.SCENARIO, address_of(scenario))


def address_of(scenario: Scenario) -> str:
    """The scenario as it stands in an address; empty where it changes nothing."""
    return "" if scenario.changes_nothing else encode(scenario)


def show_what_if_table(screen: Screen, table: Table, key: str, *, height_rows: int | None = None) -> None:
    """Draw a table; its download carries the mark of a what-if."""
    show_rows(table, key, height_rows=height_rows)
    show_download(screen, table, key, what_if_heading(screen, key))


def with_changes(screen: Screen, table: Table, scenario: Scenario) -> Table:
    """The table with everything that the scenario changes above it in its download."""
    return said_above(table, changes_in_words(screen.view, scenario, screen.language))


def said_above(table: Table, lines: Iterable[str]) -> Table:
    """The table with lines above it in its download."""
    return replace(table, filters=(*table.filters, *lines))
