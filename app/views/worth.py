"""The parts of the screen of the indicators most worth turning."""

import streamlit as st

from app.services.shortlist import Shortlist
from app.services.tables import Table
from app.services.worth import Worths
from app.services.worth_findings import chances_line, rule_text, worth_line, worth_title
from app.services.worth_tables import lost_table, worth_table
from app.views import cached
from app.views.frame import Screen, card, escaped, show_finding, unit_label
from app.views.links import open_indicator
from app.views.tables import filtered, show_table

ROWS_SHOWN = 10


def show_worth_finding(screen: Screen, worths: Worths | None) -> None:
    """What is most worth doing now; below it how much time is left and how many are likely to miss."""
    title = worth_title(screen.view, screen.unit, worths, screen.language)
    show_finding(screen, title, worth_line(worths, screen.language))


def show_worths(screen: Screen, worths: Worths, shortlist: Shortlist) -> None:
    """The indicators in their order with the rule of it; a row opens its indicator."""
    if worths.listed:
        table = worth_table(screen.view, screen.unit, worths, shortlist.codes, screen.language)
        with card(table.title, screen.text("worth.open_hint")):
            st.caption(escaped(rule_text(screen.language)))
            draws = cached.outlook_of(screen.view).draws
            _show(screen, table, "worth", chances_line(screen.view, worths, draws, screen.language))
    if worths.lost:
        table = lost_table(screen.view, screen.unit, worths, shortlist.codes, screen.language)
        with card(table.title, screen.text("worth.open_hint")):
            _show(screen, table, "worth_lost", "" if worths.listed else screen.text("worth.over_note"))


def _show(screen: Screen, table: Table, key: str, note: str) -> None:
    named = filtered(screen, table, {"frame.unit": unit_label(screen, screen.unit)})
    opened = show_table(screen, named, key, height_rows=ROWS_SHOWN, openable=True)
    if note:
        st.caption(escaped(note))
    if opened:
        open_indicator(screen, opened)
