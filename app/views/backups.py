"""The parts of the screen of the copies: those there are, the rule, the way back, and what is done unasked."""

from datetime import UTC, datetime

import streamlit as st

from app.services.backup_tables import copies_table, inbox_table, rule_text, size_line, title_text
from app.services.backups import LATEST, Copy, Reason, back_up_before, kept
from app.services.entry_words import moment_text
from app.services.inbox import inbox_of
from app.services.inbox_report import result_line
from app.services.keeper import State, at_work
from app.services.problems import describe
from app.storage.errors import StoreError
from app.storage.store import Store
from app.views import cached
from app.views.frame import Desk, card, escaped, show_desk_finding
from app.views.tables import show_rows

ROWS_SHOWN, FILES_SHOWN = 10, 5


def show_store(desk: Desk) -> None:
    """The button that makes a copy at once and what came of it, or why the database can't be used."""
    try:
        store = cached.store()
        if st.button(desk.text("backup.make"), key="back_up_now", type="primary"):
            _make_now(desk, store)
    except StoreError as error:
        st.error(escaped(describe(error.problem, desk.language)))


def copies_now() -> tuple[Copy, ...]:
    """The copies as the folder holds them now."""
    return kept(cached.database_path())


def show_backups_finding(desk: Desk, copies: tuple[Copy, ...]) -> None:
    """When the last copy was made and whether all of them open."""
    line = size_line(copies, cached.database_path(), desk.language) if copies else desk.text("backup.empty_do")
    show_desk_finding(title_text(copies, desk.language), line)


def show_copies(desk: Desk, copies: tuple[Copy, ...]) -> str:
    """All copies; gives the name of the one that was clicked, or the word for the newest."""
    with card(desk.text("backup.copies"), desk.text("backup.copies_explained")):
        table = copies_table(copies, desk.text("backup.copies"), desk.language)
        return show_rows(table, "copies", height_rows=ROWS_SHOWN, openable=True) or LATEST


def show_way_back(desk: Desk, copy: str) -> None:
    """How to bring a copy back: a command, since the dashboard holds the file."""
    with card(desk.text("backup.restore_title")):
        st.markdown(escaped(desk.text("backup.restore")))
        st.code(_command(copy), language=None, wrap_lines=True)


def show_rule(desk: Desk) -> None:
    """Which copies are made and which are kept."""
    with card(desk.text("backup.rule_title")):
        st.markdown(escaped(desk.text("backup.when")))
        st.markdown(rule_text(desk.language))


def show_keeper(desk: Desk) -> None:
    """What the dashboard does unasked: when it looked last, and what stood in its way."""
    keeper = at_work()
    with card(desk.text("backup.keeper_title")):
        if keeper is None:
            st.info(desk.text("backup.keeper_none"))
        else:
            _show_state(desk, keeper.state())


def show_inbox(desk: Desk) -> None:
    """The files of the inbox and what became of each."""
    folder = inbox_of(cached.database_path())
    with card(desk.text("backup.inbox_title")):
        st.markdown(escaped(desk.text("backup.inbox", folder=folder)))
        table = inbox_table(folder, desk.text("backup.inbox_title"), desk.language)
        if table.rows:
            show_rows(table, "inbox_files", height_rows=FILES_SHOWN)
        else:
            st.caption(desk.text("backup.inbox_empty"))


def _make_now(desk: Desk, store: Store) -> None:
    copy = back_up_before(store, Reason.HAND, datetime.now(UTC))
    if copy is None:
        st.info(desk.text("backup.nothing"))
    else:
        st.success(escaped(desk.text("backup.made", file=copy.path.name)))


def _show_state(desk: Desk, state: State) -> None:
    for failure in state.failures:
        said = [desk.text("backup.keeper_failed", at=moment_text(failure.at))]
        said += [describe(problem, desk.language) for problem in failure.problems]
        st.error(escaped(" ".join(said)))
    for taken in state.taken:
        if not taken.reported:
            st.warning(escaped(desk.text("backup.unreported", result=result_line(taken, desk.language))))
    if state.looked is None:
        st.caption(desk.text("backup.keeper_waits"))
    elif not state.failures:
        st.markdown(escaped(desk.text("backup.keeper_looked", at=moment_text(state.looked))))


def _command(copy: str) -> str:
    database = cached.database_path()
    named = "" if database == cached.ROOT / "data" / database.name else f' --database "{database}"'
    return f"python manage.py restore {copy}{named}"
