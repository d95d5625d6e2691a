"""What came of the last press of a button, said once on the next run."""

import streamlit as st

from app.views import state
from app.views.frame import Screen, escaped

SAID = "said"


def say(key: str, *, warning: bool = False, **values: object) -> None:
    """Note a text to be said, from the callback of a button."""
    state.remember(SAID, (key, values, warning))


def show_said(screen: Screen) -> None:
    """Say it, and forget it."""
    said = state.remembered(SAID)
    if said is None:
        return
    state.remember(SAID, None)
    key, values, warning = said
    show = st.warning if warning else st.success
    show(escaped(screen.text(key, **values)))
