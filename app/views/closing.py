"""The parts of the screen of closings: an open month with what must be seen, and the list of all months."""

from datetime import UTC, datetime

import streamlit as st

from app.definition import DefinitionError, read_definition
from app.services.closing_acts import NotClosed, close_month, refusals
from app.services.closing_checks import Readiness
from app.services.closing_findings import checks_title, open_title, warning_text
from app.services.closing_tables import months_table, obstacles_table
from app.services.problems import describe
from app.services.wording import month_text
from app.storage.errors import StoreError
from app.storage.records import Closing
from app.views import cached
from app.views.frame import Screen, card, escaped, show_finding
from app.views.person import ask_name, entered_name
from app.views.said import say, show_said
from app.views.tables import show_table, show_wrapped_table
from scoring.problem import Problem

SOMEBODY = "somebody"
MEANING = ("frozen", "locked", "reopening")
ROWS_SHOWN = 12


def closing_of(screen: Screen) -> Closing | None:
    """The closing that is in force for the month at the top."""
    closed = screen.view.closed
    return next((one for one in cached.closings() if closed is not None and one.id == closed.id), None)


def show_open_month(screen: Screen) -> None:
    """An open month: what closing does, what stands in the way, the name and the button."""
    view = screen.view
    earlier = [one for one in cached.closings() if (one.evaluation, one.month) == (view.evaluation.code, view.month)]
    line = closed_count(screen)
    if earlier:
        line = screen.text("closing.line_reopened", reason=earlier[0].reason, line=line)
    show_finding(screen, open_title(view.month, earlier[0] if earlier else None, screen.language), line)
    show_said(screen)
    with card(screen.text("closing.meaning.title")):
        st.markdown("\n".join(f"- {escaped(screen.text(f'closing.meaning.{key}'))}" for key in MEANING))
    ready = cached.readiness_of(view.evaluation, view.month, datetime.now(UTC).astimezone().date())
    with card(screen.text("closing.checks.title"), checks_title(ready, screen.language)):
        if ready.errors:
            _show_errors(screen, ready)
        else:
            confirmed = _ask_to_confirm(screen, ready)
            _show_button(screen, ready, confirmed)


def closed_count(screen: Screen) -> str:
    """How many of the months that hold data are closed."""
    months = screen.view.months
    closed = cached.closed_months(screen.view.evaluation.code)
    return screen.text("closing.line", count=len(months), closed=sum(month in closed for month in months))


def _show_errors(screen: Screen, ready: Readiness) -> None:
    table = obstacles_table(ready.errors, screen.text("closing.checks.title"), screen.language)
    show_wrapped_table(screen, table, "closing_errors")


def _ask_to_confirm(screen: Screen, ready: Readiness) -> frozenset[str]:
    return frozenset(kind for kind, problems in ready.kinds.items() if _is_confirmed(screen, ready, kind, problems))


def _is_confirmed(screen: Screen, ready: Readiness, kind: str, problems: tuple[Problem, ...]) -> bool:
    """A tick counts for what was shown when it was made: other data or another definition ask again."""
    shown = f"{ready.evaluation.code}_{ready.month}_{ready.data_version}_{ready.definition_checksum[:12]}"
    said = " ".join(warning_text(problem, ready.evaluation, screen.language) for problem in problems)
    return st.checkbox(escaped(said), key=f"closing_{kind}_{shown}")


def _show_button(screen: Screen, ready: Readiness, confirmed: frozenset[str]) -> None:
    """The name is handed over at the moment of the press, so the button waits only for the ticks."""
    with st.columns(2)[0]:
        who = ask_name(screen.language)
    st.button(
        screen.text("closing.button", month=month_text(ready.month, screen.language)),
        key=f"close_{ready.evaluation.code}_{ready.month}",
        type="primary",
        disabled=bool(refusals(ready, SOMEBODY, confirmed)),
        on_click=_close,
        args=(ready, confirmed, screen.language),
    )
    missing = refusals(ready, who, confirmed)
    if missing:
        st.caption(escaped(" ".join(describe(problem, screen.language) for problem in missing)))


def _close(ready: Readiness, confirmed: frozenset[str], language: str) -> None:
    try:
        content = read_definition(cached.definition_path())
        close_month(cached.store(), ready, content, (entered_name(), datetime.now(UTC)), confirmed)
        say("closing.done", month=month_text(ready.month, language))
    except (NotClosed, DefinitionError) as error:
        say_stopped(error.problems, language)
    except StoreError as error:
        say_stopped((error.problem,), language)


def say_stopped(problems: tuple[Problem, ...], language: str) -> None:
    """Note why nothing was written."""
    reasons = " ".join(describe(Problem(one.code, "", one.values), language) for one in problems)
    say("closing.stopped", warning=True, reasons=reasons)


def show_months(screen: Screen) -> None:
    """Every month with its state, and closings that were taken back."""
    with card(screen.text("closing.months.title")):
        table = months_table(cached.available(), cached.closings(), cached.definition().checksum, screen.language)
        show_table(screen, table, "closings", height_rows=ROWS_SHOWN)
