"""The meeting on the projector, one component of the browser that holds the whole deck: a key answers at once."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.views.component.files import read

SCRIPTS = ("elements.js", "stage_figures.js", "stage_slide.js", "stage_record.js", "stage.js")

_stage = st.components.v2.component("meeting_stage", html=read("stage.html"), css=read("stage.css"), js=read(*SCRIPTS))


def show_stage(data: Mapping[str, Any], key: str) -> Mapping[str, Any] | None:
    """Cover the screen with the deck; what was asked there in this run: to leave, to open a screen, to write down."""
    asked: Mapping[str, Any] | None = _stage(key=key, data=dict(data), on_asked_change=_listen).asked
    return asked


def _listen() -> None:
    """A component tells Python only what is listened to."""
