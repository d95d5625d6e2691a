"""A closed month on the screen of closings: the proof, the same month scored anew, and the way to open it again."""

from datetime import UTC, datetime

import streamlit as st

from app.exports.xlsx import tables_workbook
from app.services.closing import Reproduction
from app.services.closing_acts import NotClosed, reopen_month
from app.services.closing_archive import archive_tables
from app.services.closing_comparison import Basis, Comparison, data_changes
from app.services.closing_findings import closed_title, comparison_title, own_line, proof_title
from app.services.closing_tables import data_changes_table, differences_table, obstacles_table, pairs_table, proof_lines
from app.services.definition_changes import definition_changes
from app.services.definition_tables import changes_table, changes_title
from app.services.months import Closed
from app.services.wording import month_text
from app.storage.errors import StoreError
from app.storage.records import Closing
from app.views import cached, state
from app.views.closing import ROWS_SHOWN, closed_count, say_stopped
from app.views.frame import Screen, card, escaped, segments, show_finding
from app.views.person import ask_name, entered_name
from app.views.said import say, show_said
from app.views.tables import XLSX, heading_of, show_table, show_wrapped_table

REASON = "closing_reason"
LONGEST_REASON = 500


def show_closed_finding(screen: Screen, closing: Closing) -> Reproduction:
    """Who closed the month and when, and whether it comes out the same."""
    reproduction = cached.reproduction_of(closing)
    show_finding(screen, closed_title(closing, reproduction, screen.language), closed_count(screen))
    show_said(screen)
    return reproduction


def show_proof(screen: Screen, closing: Closing, reproduction: Reproduction) -> None:
    """What was kept, its checksums, and what came out when it was scored again."""
    lines = _proof(screen, closing, reproduction)
    with card(screen.text("closing.proof.title"), proof_title(closing, reproduction, screen.language)):
        with st.container(gap="xsmall"):
            for label, words in lines:
                name, content = st.columns([1, 4.5], gap="small")
                name.markdown(f"**{escaped(label)}**")
                content.markdown(escaped(words))
        if reproduction.problems:
            title = screen.text("closing.proof.broken")
            show_wrapped_table(
                screen, obstacles_table(reproduction.problems, title, screen.language), "closing_problems"
            )
        if reproduction.differences:
            title = screen.text("closing.difference.title", count=f"{len(reproduction.differences):,}")
            table = differences_table(reproduction.differences, title, screen.language)
            show_table(screen, table, "closing_differences", height_rows=ROWS_SHOWN)
        _show_downloads(screen, closing, lines)


def _proof(screen: Screen, closing: Closing, reproduction: Reproduction) -> tuple[tuple[str, str], ...]:
    same = closing.definition_checksum == cached.definition().checksum
    return proof_lines(closing, reproduction, screen.language, same_definition=same)


def _show_downloads(screen: Screen, closing: Closing, lines: tuple[tuple[str, str], ...]) -> None:
    """The closing to be kept outside: what it says as a workbook, and the two texts to the byte."""
    name = f"{closing.evaluation}_{closing.month}"
    files = {
        "workbook": (f"{name}_closing.xlsx", XLSX, lambda: _workbook(screen, closing, lines)),
        "definition": (f"{name}_indicators.yaml", "application/yaml", lambda: closing.definition_text.encode()),
        "results": (f"{name}_results.json", "application/json", lambda: closing.results.encode()),
    }
    with st.container(horizontal=True):
        for key, (file, kind, made) in files.items():
            label = screen.text(f"closing.download.{key}")
            st.download_button(label, made, file, kind, key=f"closing_file_{key}", on_click="ignore", type="tertiary")


def _workbook(screen: Screen, closing: Closing, lines: tuple[tuple[str, str], ...]) -> bytes:
    tables = archive_tables(closing, screen.view.result, lines, screen.language)
    heading = heading_of(screen, "closing")
    return tables_workbook(tables, heading=heading.lines, marks=heading.marks, language=screen.language)


def show_anew(screen: Screen, closing: Closing) -> None:
    """The month scored by today's definition or with today's data beside what was kept, and what changed since."""
    names = {str(basis): screen.text(f"closing.anew.{basis}") for basis in Basis}
    with card(screen.text("closing.anew.title")):
        basis = Basis(segments("basis", screen.text("closing.anew.choose"), names, str(Basis.DEFINITION)))
        found = cached.comparison_of(closing, basis)
        _show_pairs(screen, found, basis)
        if basis is not Basis.DATA and found.now is not None:
            _show_definition_changes(screen, found)
        if basis is not Basis.DEFINITION:
            _show_data_changes(screen, closing, found)


def _show_pairs(screen: Screen, found: Comparison, basis: Basis) -> None:
    title = comparison_title(found, basis, screen.language)
    st.markdown(f"**{escaped(title)}**")
    own = own_line(found, screen.unit, screen.language)
    explained = screen.text(f"closing.anew.explained.{basis}")
    st.caption(escaped(f"{own} · {explained}" if own else explained))
    if found.now is None:
        show_wrapped_table(screen, obstacles_table(found.problems, title, screen.language), "closing_not_scored")
        return
    show_table(screen, pairs_table(found, title, screen.language), f"closing_{basis}", height_rows=ROWS_SHOWN)


def _show_definition_changes(screen: Screen, found: Comparison) -> None:
    if found.now is None:
        return
    changes = definition_changes(found.frozen.evaluation, found.now.evaluation)
    st.markdown(f"**{escaped(changes_title(changes, screen.language))}**")
    if changes:
        show_table(screen, changes_table(changes, screen.language), "closing_changes", height_rows=ROWS_SHOWN)


def _show_data_changes(screen: Screen, closing: Closing, found: Comparison) -> None:
    changes = data_changes(cached.store(), closing)
    key = "title" if changes else "none"
    title = screen.text(f"closing.data.{key}", **({"count": f"{len(changes):,}"} if changes else {}))
    st.markdown(f"**{escaped(title)}**")
    st.caption(escaped(screen.text("closing.data.explained")))
    if changes:
        table = data_changes_table(changes, found.frozen.evaluation, title, screen.language)
        show_table(screen, table, "closing_data", height_rows=ROWS_SHOWN)


def show_reopening(screen: Screen, closing: Closing) -> None:
    """The reason, the name and the button that opens the month again."""
    with card(screen.text("closing.reopen.title"), screen.text("closing.reopen.explained")):
        name, reason = st.columns([1, 2])
        with name:
            ask_name(screen.language)
        with reason:
            st.text_input(
                screen.text("closing.reopen.reason"),
                key=REASON,
                max_chars=LONGEST_REASON,
                placeholder=screen.text("closing.reopen.reason_example"),
            )
        st.button(
            screen.text("closing.reopen.button"),
            key=f"reopen_{closing.id}",
            on_click=_reopen,
            args=(screen.view.closed, (closing.evaluation, closing.month), screen.language),
        )


def _reopen(seen: Closed, place: tuple[str, str], language: str) -> None:
    try:
        signed = (entered_name(), datetime.now(UTC))
        reopen_month(cached.store(), seen, place, signed, str(state.held(REASON) or ""))
        say("closing.reopen.done", month=month_text(place[1], language))
    except NotClosed as error:
        say_stopped(error.problems, language)
    except StoreError as error:
        say_stopped((error.problem,), language)
