"""Who is at the desk: the name that stands in the audit trail beside everything that is written."""

import streamlit as st

from app.text.catalogue import text
from app.views import state

LONGEST = 60
NAME = "person"


def ask_name(language: str) -> str:
    """Ask for the person's name, kept while the browser stays on the dashboard; blank where none was given."""
    st.text_input(
        text("frame.person", language),
        key=NAME,
        max_chars=LONGEST,
        placeholder=text("frame.person_example", language),
        help=text("frame.person_help", language),
        persist_state="session",
    )
    return entered_name()


def entered_name() -> str:
    """The name as it stands, for the callback of a button too."""
    return " ".join((state.held(NAME) or "").split())


def remember_name(name: str) -> None:
    """Keep a name that was entered elsewhere than in the field of the desk."""
    state.seed(NAME, name)
