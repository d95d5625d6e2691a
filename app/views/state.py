"""Every session key and query parameter. Choices stand in the address as codes, so that a view can be shared."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

LANGUAGE, EVALUATION, MONTH, UNIT = "lang", "evaluation", "month", "unit"
OF_THE_UNIT = ("group", "first", "second")
"""Choices that begin with the unit at the top: they start anew when another unit is chosen."""
_WRITTEN = "_address"


def resolve(name: str, options: Sequence[str], default: str) -> str:
    """The value of a choice: the address where it was changed from outside, else the last choice, else the default.

    A value that is not among the options gives way to the default.
    """
    address = st.query_params.get(name)
    changed = address is not None and address != _written().get(name)
    candidates = [address] if changed else [st.session_state.get(name), _written().get(name), address]
    return next((str(value) for value in candidates if value in options), default)


def seed(name: str, value: str) -> None:
    """Put a value under the key of a widget before the widget is drawn."""
    if st.session_state.get(name) != value:
        st.session_state[name] = value


def publish(name: str, value: str) -> None:
    """Write a choice to the address; an empty one is left out of it."""
    _written()[name] = value
    if not value:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def forget(name: str) -> None:
    """Take a choice out of the address and the session."""
    _written().pop(name, None)
    if name in st.query_params:
        del st.query_params[name]
    st.session_state.pop(name, None)


def chosen(name: str) -> str | None:
    """A choice that an opened link or an earlier screen left; None where there is none."""
    address = st.query_params.get(name)
    return address if address is not None else _written().get(name)


def turn_to(page: str, choices: dict[str, str]) -> None:
    """Go to a page with the choices of the frame and some of its own in the address; an empty one is taken back."""
    frame = {name: value for name, value in _written().items() if name in (LANGUAGE, EVALUATION, MONTH, UNIT)}
    for name in choices:
        forget(name)
    st.switch_page(page, query_params=frame | {name: value for name, value in choices.items() if value})


def keep(name: str, thing: Any) -> None:
    """Hand something of this run from the frame to the screen."""
    st.session_state[f"_{name}"] = thing


def kept(name: str) -> Any:
    """What the frame handed over in this run."""
    return st.session_state[f"_{name}"]


def _written() -> dict[str, str]:
    return st.session_state.setdefault(_WRITTEN, {})
