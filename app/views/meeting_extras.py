"""What the planner adds to a meeting: slides with text of his own, and kept scenarios."""

import streamlit as st

from app.services.kept_scenarios import kept_scenarios
from app.services.meeting_deck import Prepared
from app.services.meeting_scenarios import brought, offered
from app.services.meetings import LONGEST_TITLE, Kept, with_extra, without
from app.services.problems import parts_of
from app.services.wording import month_text
from app.storage.scenarios import SavedScenario
from app.views import cached, state
from app.views.frame import Screen, escaped
from app.views.meeting_acts import change
from app.views.said import say
from scoring.problem import Problem

TITLE, LINES, SCENARIO = "meeting_extra", "meeting_lines", "meeting_scenario"


def show_what_ifs(screen: Screen, kept: Kept, prepared: Prepared) -> None:
    """The scenarios of the meeting, and bringing in another one as it stands."""
    for one in prepared.what_ifs:
        if one.problem is not None:
            values = _refused(screen, prepared, one.what_if.name, one.problem)
            st.warning(escaped(screen.text("agenda.what_if_unread", **values)))
    with st.expander(screen.text("agenda.what_if_card")):
        st.markdown(escaped(screen.text("agenda.what_if_explained")))
        for one in prepared.what_ifs:
            note = f" — {one.what_if.note}" if one.what_if.note else ""
            _show_listed(screen, kept, one.what_if.key, f"{one.what_if.name}{note}")
        choice = {str(one.id): one for one in offered(kept.content, kept_scenarios(cached.store(), screen.view))}
        if not choice:
            st.caption(screen.text("agenda.what_if_none"))
            return
        words, button = st.columns([5, 1], vertical_alignment="bottom")
        words.selectbox(
            screen.text("agenda.what_if_choose"), choice, key=SCENARIO, format_func=lambda code: choice[code].label.name
        )
        about = (screen, kept, prepared, choice)
        button.button(screen.text("agenda.what_if_add"), key="add_what_if", on_click=_bring, args=about)


def show_extras(screen: Screen, kept: Kept) -> None:
    """Slides that the planner adds: a title and lines of text."""
    with st.expander(screen.text("agenda.extra_card")):
        for extra in kept.content.extras:
            _show_listed(screen, kept, extra.key, extra.title)
        st.text_input(screen.text("agenda.extra_title"), key=TITLE, max_chars=LONGEST_TITLE)
        st.text_area(screen.text("agenda.extra_lines"), key=LINES)
        st.button(screen.text("agenda.extra_add"), key="add_extra", on_click=_add, args=(screen, kept))


def _show_listed(screen: Screen, kept: Kept, key: str, name: str) -> None:
    words, button = st.columns([5, 1], vertical_alignment="center")
    words.markdown(escaped(name))
    button.button(screen.text("agenda.extra_drop"), key=f"drop_{key}", on_click=_drop, args=(screen, kept, key))


def _refused(screen: Screen, prepared: Prepared, name: str, problem: Problem) -> dict[str, str]:
    """What fills the sentence that says why a scenario is not on the agenda."""
    month = month_text(prepared.view.month, screen.language)
    return {"name": name, "month": month, "reason": parts_of(problem, screen.language).what}


def _bring(screen: Screen, kept: Kept, prepared: Prepared, choice: dict[str, SavedScenario]) -> None:
    saved = choice[str(state.held(SCENARIO) or next(iter(choice)))]
    now = brought(kept.content, saved, prepared.view)
    if isinstance(now, Problem):
        say("agenda.what_if_refused", warning=True, **_refused(screen, prepared, saved.label.name, now))
        return
    change(screen, kept, now, "what_if_added")


def _add(screen: Screen, kept: Kept) -> None:
    title = " ".join(str(state.held(TITLE) or "").split())
    if not title:
        say("agenda.extra_title_first", warning=True)
        return
    lines = tuple(line.strip() for line in str(state.held(LINES) or "").splitlines() if line.strip())
    change(screen, kept, with_extra(kept.content, title, lines), "extra_added")


def _drop(screen: Screen, kept: Kept, key: str) -> None:
    change(screen, kept, without(kept.content, key), "extra_dropped")
