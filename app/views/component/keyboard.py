"""What the keyboard needs on every screen: a sign of where it is, and tables whose rows open with Enter."""

import streamlit as st

from app.views.component.files import read

# Its styles are those of the whole page: what they mark belongs to Streamlit.
_keyboard = st.components.v2.component(
    "keyboard", html="<span></span>", css=read("keyboard.css"), js=read("keyboard.js"), isolate_styles=False
)


def listen_to_keyboard(hint: str) -> None:
    """Nothing to be seen until a table is reached with Tab; then the hint stands below it."""
    _keyboard(key="keyboard", data={"hint": hint})
