"""The way back to the meeting from a screen that answered a question: one click, or one key."""

import streamlit as st

from app.views.component.files import read

_back = st.components.v2.component("meeting_back", html=read("back.html"), css=read("back.css"), js=read("back.js"))


def show_back(words: str) -> bool:
    """Draw the way back; whether it was taken."""
    return bool(_back(key="meeting_back", data={"words": words}, on_asked_change=_listen).asked)


def _listen() -> None:
    """A component tells Python only what is listened to."""
