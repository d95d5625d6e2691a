"""Bringing data in, last part: the name, the one button, and what came of pressing it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from app.services.applying import NotApplied, apply, refusals
from app.services.entry_words import moment_text
from app.services.preview import Preview
from app.services.preview_tables import SHOWN_ROWS, conflicts_table, own_effect_line, receipt_title
from app.services.problems import describe
from app.services.publishing import PublishedPlan, PublishedReading, publish, published_refusals
from app.storage.errors import StoreChanged, StoreError
from app.storage.records import ImportReceipt
from app.views import cached, state
from app.views.frame import Desk, card, escaped, show_desk_finding
from app.views.history import ACT
from app.views.person import ask_name, entered_name
from app.views.tables import show_download, show_rows
from app.views.upload import unit_looked_at
from app.views.upload_pressed import Dropped, Outcome, pressed
from app.views.upload_reading import HEIGHT_ROWS, heading_of
from scoring.problem import Problem

RANKING_PAGE, STATUS_PAGE = "pages/overview/ranking.py", "pages/overview/status.py"
PUBLISHED_PAGE, HISTORY_PAGE = "pages/overview/published.py", "pages/material/history.py"


Write = Callable[[str, datetime], ImportReceipt | None]
Missing = Callable[[str], tuple[Problem, ...]]
SOMEBODY = "somebody"


def show_apply(desk: Desk, seen: Preview, confirmed: frozenset[str], dropped: Dropped) -> None:
    """The name and the button for a file of values; what is missing is said while it can't be pressed."""

    def write(who: str, at: datetime) -> ImportReceipt:
        return apply(cached.store(), seen, who, at, confirmed)

    missing = partial(refusals, seen, confirmed)
    _ask_and_write(desk, missing, Outcome(dropped, seen.reading.file_name, seen=seen), write)


def show_publish(desk: Desk, found: tuple[PublishedReading, PublishedPlan], dropped: Dropped) -> None:
    """The question, the name and the button for a file of published results."""
    reading, plan = found
    confirmed = (
        plan.changes
        and not reading.problems
        and st.checkbox(desk.text("upload.published.confirm"), key=f"confirm_{dropped.file_id}")
    )

    def write(who: str, at: datetime) -> None:
        publish(cached.store(), reading, who, at)

    missing = partial(published_refusals, reading, plan, confirmed)
    _ask_and_write(desk, missing, Outcome(dropped, reading.file_name, published=plan), write)


def _ask_and_write(desk: Desk, missing: Missing, asked: Outcome, write: Write) -> None:
    """The button needs no name to be pressed: the field hands it over at that very moment, and then it is looked at."""
    with st.columns(2)[0]:
        who = ask_name(desk.language)
    st.button(
        desk.text("upload.apply"),
        key=f"apply_{asked.dropped.file_id}",
        type="primary",
        disabled=bool(missing(SOMEBODY)),
        on_click=_press,
        args=(asked, write),
    )
    reasons = " ".join(describe(problem, desk.language) for problem in missing(who))
    st.caption(escaped(desk.text("upload.waiting", reasons=reasons) if reasons else desk.text("upload.apply_note")))


def _press(asked: Outcome, write: Write) -> None:
    """Write once; a second click on a file that is in does nothing."""
    so_far, who = pressed(), entered_name()
    if asked.dropped.file_id not in so_far.done:
        so_far.note(_written(replace(asked, who=who, at=datetime.now(UTC)), write))


def _written(asked: Outcome, write: Write) -> Outcome:
    try:
        return replace(asked, receipt=write(asked.who, asked.at))
    except NotApplied as error:
        return replace(asked, problems=error.problems)
    except StoreChanged as error:
        return replace(asked, conflicts=error.conflicts, problems=() if error.conflicts else (error.problem,))
    except StoreError as error:
        return replace(asked, problems=(error.problem,))


def show_outcome(desk: Desk, files: Sequence[str]) -> bool:
    """What the last click did, or why it did nothing, until other files are dropped; whether the title says it."""
    outcome = pressed().outcome
    if outcome is None or (files and not set(files) & set(outcome.dropped.files)):
        return False
    if outcome.stopped:
        if files:
            _show_stopped(desk, outcome)
        return False
    if not files:
        show_desk_finding(_receipt_title(desk, outcome), _receipt_line(desk, outcome))
        _show_receipt(desk, outcome)
        return True
    with card(_receipt_title(desk, outcome)):
        st.markdown(escaped(_receipt_line(desk, outcome)))
        _show_receipt(desk, outcome)
    return False


def _receipt_title(desk: Desk, outcome: Outcome) -> str:
    if outcome.published is not None:
        return desk.text(
            "upload.title.done_published", added=outcome.published.added, removed=outcome.published.removed
        )
    if outcome.seen is None or outcome.receipt is None:
        return outcome.file_name
    return receipt_title(outcome.seen, outcome.receipt, desk.language)


def _receipt_line(desk: Desk, outcome: Outcome) -> str:
    return desk.text("upload.receipt", file=outcome.file_name, who=outcome.who, at=moment_text(outcome.at))


def _show_receipt(desk: Desk, outcome: Outcome) -> None:
    seen, receipt = outcome.seen, outcome.receipt
    if seen is not None and seen.evaluation is not None:
        effect = own_effect_line(seen.effect, unit_looked_at(desk, seen.evaluation), desk.language)
        st.markdown(escaped(effect))
    with st.container(horizontal=True):
        if outcome.published is not None:
            state.show_link_to(PUBLISHED_PAGE, desk.text("upload.published.see"), {})
        elif seen is not None and seen.evaluation is not None and receipt is not None:
            place = {state.EVALUATION: seen.evaluation.code, state.MONTH: seen.month}
            state.show_link_to(RANKING_PAGE, desk.text("upload.see_ranking"), place)
            state.show_link_to(STATUS_PAGE, desk.text("upload.see_status"), place)
            if receipt.import_id is not None:
                act = {ACT: str(receipt.import_id)}
                state.show_link_to(HISTORY_PAGE, desk.text("upload.undo"), place | act)


def _show_stopped(desk: Desk, outcome: Outcome) -> None:
    """Why nothing was written; where somebody else wrote meanwhile, who wrote what."""
    if not outcome.conflicts or outcome.seen is None or outcome.seen.evaluation is None:
        reasons = " ".join(describe(problem, desk.language) for problem in outcome.problems)
        st.error(escaped(f"{desk.text('upload.stopped')} {reasons}"))
        return
    count = len(outcome.conflicts)
    st.error(desk.text("upload.changed_meanwhile", count=f"{count:,}"))
    title = desk.text("upload.conflicts")
    table = conflicts_table(outcome.seen.evaluation, outcome.conflicts[:SHOWN_ROWS], title, desk.language)
    show_rows(table, "conflicts", height_rows=HEIGHT_ROWS)
    show_download(desk, table, "conflicts", heading_of(desk, outcome.seen, "conflicts"))
