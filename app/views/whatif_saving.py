"""Saving the what-if of the address: under a name of its own, or in place of one that is kept."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from app.services.kept_scenarios import Kept, label_of, same_changes, save, save_over
from app.services.problems import describe
from app.services.scenario_words import changes_in_words
from app.services.scenarios import LONGEST_NAME, LONGEST_NOTE, Scenario
from app.storage.errors import StoreError
from app.storage.scenarios import Label, SavedScenario
from app.views import cached, state
from app.views.frame import Screen, card, escaped
from app.views.person import entered_name
from app.views.said import say
from scoring.problem import Problem

NAME, NOTE = "scenario_name", "scenario_note"
OVER, SURE_OVER = "scenario_over", "scenario_over_sure"
LIST_HEIGHT, MANY = 240, 8
GRADES_PAGE, WEIGHTS_PAGE = "pages/whatif/grades.py", "pages/whatif/weights.py"


def show_saving(screen: Screen, kept: tuple[Kept, ...], present: Scenario) -> None:
    """What the address changes, a name, a note and one button."""
    with card(screen.text("whatif_scenarios.save_card")):
        if present.changes_nothing:
            st.markdown(screen.text("whatif_scenarios.nothing_to_save"))
            show_ways(screen, "")
            return
        show_changes(screen, present)
        same = [one for one in kept if one.scenario is not None and same_changes(one.scenario, present)]
        if same:
            st.info(escaped(screen.text("whatif_scenarios.already", name=same[0].saved.label.name)))
            return
        ask_label(screen, (NAME, NOTE), Label("", ""))
        st.button(
            screen.text("whatif_scenarios.save"),
            key="save_scenario",
            type="primary",
            on_click=_save,
            args=(screen, present),
        )
        if kept:
            _show_saving_over(screen, kept, present)


def _show_saving_over(screen: Screen, kept: tuple[Kept, ...], present: Scenario) -> None:
    """The what-if of the address in place of a kept one; the one that was opened is chosen."""
    with st.expander(screen.text("whatif_scenarios.save_over")):
        names = {str(one.saved.id): one.saved.label.name for one in kept}
        if state.held(OVER) not in names:
            opened = (code for code, name in names.items() if name == present.name)
            state.seed(OVER, next(opened, next(iter(names))))
        label = screen.text("whatif_scenarios.choose_over")
        chosen = st.selectbox(label, tuple(names), format_func=lambda code: names.get(code, code), key=OVER)
        one = next(each for each in kept if str(each.saved.id) == chosen)
        sure = f"{SURE_OVER}_{one.saved.id}"
        st.checkbox(escaped(screen.text("whatif_scenarios.over_sure", name=one.saved.label.name)), key=sure)
        st.button(
            screen.text("whatif_scenarios.save_over"),
            key="save_over",
            on_click=_save_over,
            args=(one.saved, present, sure),
        )


def show_changes(screen: Screen, scenario: Scenario) -> None:
    lines = changes_in_words(screen.view, scenario, screen.language)
    with st.container(height=LIST_HEIGHT if len(lines) > MANY else "content", border=False):
        st.markdown("\n".join(f"- {escaped(line)}" for line in lines))


def show_ways(screen: Screen, written: str) -> None:
    """To the screens on which weights and grades are changed, with a scenario or with none."""
    with st.container(horizontal=True):
        for page, key in ((WEIGHTS_PAGE, "open_weights"), (GRADES_PAGE, "open_grades")):
            state.show_link_to(
                page, screen.text(f"whatif_scenarios.{key}"), {state.SCENARIO: written} if written else {}
            )


def ask_label(screen: Screen, keys: tuple[str, str], label: Label) -> None:
    for key, name, longest, now in zip(keys, ("name", "note"), (LONGEST_NAME, LONGEST_NOTE), label, strict=True):
        st.text_input(
            screen.text(f"whatif_scenarios.{name}"),
            value=now,
            key=key,
            max_chars=longest,
            placeholder=screen.text(f"whatif_scenarios.{name}_example"),
        )


def label_in(screen: Screen, keys: tuple[str, str]) -> Label | None:
    """The name and the note that were typed; None, after saying why, where they can't be kept."""
    name, note = (str(state.held(key) or "") for key in keys)
    label = label_of(name, note)
    if isinstance(label, Problem):
        say("whatif_scenarios.not_done", warning=True, reason=describe(label, screen.language))
        return None
    return label


def _save(screen: Screen, present: Scenario) -> None:
    label, who = label_in(screen, (NAME, NOTE)), entered_name()
    if label is not None:
        act(lambda: save(cached.store(), present, label, who, datetime.now(UTC)), "saved", who)


def _save_over(saved: SavedScenario, present: Scenario, sure: str) -> None:
    who = entered_name()
    if not state.held(sure):
        say("whatif_scenarios.over_first", warning=True)
        return
    act(lambda: save_over(cached.store(), saved, present, who, datetime.now(UTC)), "saved_over", who)


def act(act: Callable[[], SavedScenario], done: str, who: str) -> None:
    """Do it and say what was done; nothing without a name."""
    if not who:
        say("whatif_scenarios.person_first", warning=True)
        return
    try:
        saved = act()
    except StoreError as error:
        say(error.problem.code, warning=True, **error.problem.values)
    else:
        say(f"whatif_scenarios.{done}", name=saved.label.name)
