"""Every session key and query parameter. Choices stand in the address as codes, so that a view can be shared."""

from collections.abc import Sequence
from typing import Any, NoReturn

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

LANGUAGE, EVALUATION, MONTH, UNIT = "lang", "evaluation", "month", "unit"
OF_THE_UNIT = ("group", "first", "second")
"""Choices that begin with the unit at the top: they start anew when another unit is chosen."""
SCENARIO, OF_WHAT_IF = "scenario", frozenset({"weights", "grades", "plan", "firmness", "scenarios"})
MEETING, SLIDE, BACK = "meeting", "slide", "back"
"""A meeting, its slide, and both as the place to come back to from a screen that answers a question."""
_WRITTEN, _CHOICES, _FORGOTTEN = "_written", "_choices", "_forgotten"


def begin() -> None:
    """Start a run: nothing is chosen yet."""
    st.session_state[_CHOICES] = {}
    st.session_state[_FORGOTTEN] = set()


def resolve(name: str, options: Sequence[str], default: str) -> str:
    """The value of a choice: the widget where it was just used, else the address, else the default.

    The address alone remembers, so that the browser's way back and a shared link show what they showed. A value
    that is not among the options gives way to the default.
    """
    candidates = [st.session_state.get(name)] if used(name) else []
    if name not in st.session_state[_FORGOTTEN]:
        candidates.append(st.query_params.get(name))
    return next((str(value) for value in candidates if value in options), default)


def written(name: str) -> str:
    """What the address says of a choice that has no list of options; empty where it says nothing."""
    return "" if name in st.session_state[_FORGOTTEN] else st.query_params.get(name, "")


def used(name: str) -> bool:
    """Whether the widget of a choice holds another value than the last finished run left."""
    value = st.session_state.get(name)
    return value is not None and value != st.session_state.get(_WRITTEN, {}).get(name, value)


def seed(name: str, value: str) -> None:
    """Put a value under the key of a widget before the widget is drawn."""
    if st.session_state.get(name) != value:
        st.session_state[name] = value


def publish(name: str, value: str, default: str | None = None) -> None:
    """Note a choice for the address; a default is left out of it."""
    st.session_state[_CHOICES][name] = (value, value != default)


def withdraw(name: str) -> None:
    """Take back what was noted for the address."""
    st.session_state[_CHOICES].pop(name, None)


def forget(name: str) -> None:
    """Begin a choice anew in this run, whatever the address says."""
    st.session_state.pop(name, None)
    st.session_state[_FORGOTTEN].add(name)


def pin(name: str, value: str) -> None:
    """Keep a choice that was only a default, from a callback: what is written then may move the default."""
    st.query_params[name] = value


def drop(name: str) -> None:
    """Empty a widget for its next drawing, from a callback."""
    st.session_state.pop(name, None)


def held(name: str, default: Any = None) -> Any:
    """What a widget holds, for a callback that runs before the widget is drawn."""
    return st.session_state.get(name, default)


def address() -> dict[str, str]:
    """The choices of the frame, for links to other screens; what a screen chose for itself stays behind."""
    chosen = st.session_state.get(_CHOICES, {})
    return {name: chosen[name][0] for name in (LANGUAGE, EVALUATION, MONTH, UNIT, BACK) if name in chosen}


def write_address() -> None:
    """Write all choices of a finished run to the address at once: one step of the browser's history."""
    chosen = st.session_state[_CHOICES]
    shown = {name: value for name, (value, told) in chosen.items() if told}
    st.session_state[_WRITTEN] = {name: value for name, (value, _) in chosen.items()}
    if st.query_params.to_dict() != shown:
        st.query_params.from_dict(shown)


def turn_to(page: str, choices: dict[str, str]) -> NoReturn:
    """Go to a page with the choices of the frame and some of its own in the address."""
    for name in choices:
        st.session_state.pop(name, None)
    st.switch_page(page, query_params=address() | {name: value for name, value in choices.items() if value})


def show_link(page: StreamlitPage, label: str) -> None:
    """Draw a link to a page with the choices of the frame in its address; the what-if goes along to its own pages."""
    st.page_link(page, label=label, query_params=address() | _what_if(page.url_path), width="stretch")


def _what_if(page: str) -> dict[str, str]:
    """The scenario of the address for a page that can show it; it ends where another evaluation is chosen."""
    scenario = "" if used(EVALUATION) or page not in OF_WHAT_IF else written(SCENARIO)
    return {SCENARIO: scenario} if scenario else {}


def keep(name: str, thing: Any) -> None:
    """Hand something of this run from the frame to the screen."""
    st.session_state[f"_{name}"] = thing


def kept(name: str) -> Any:
    """What the frame handed over in this run."""
    return st.session_state[f"_{name}"]


def remember(name: str, thing: Any) -> None:
    """Hold something of this visitor from one run to the next, on whatever screen."""
    st.session_state[f"_held_{name}"] = thing


def remembered(name: str, default: Any = None) -> Any:
    """What is held of this visitor."""
    return st.session_state.get(f"_held_{name}", default)


def show_link_to(path: str, label: str, choices: dict[str, str]) -> None:
    """Draw a link to the page of a script with the choices of the frame and some of its own in its address."""
    st.page_link(path, label=label, query_params=address() | choices)
