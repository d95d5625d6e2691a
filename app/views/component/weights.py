"""The sliders of the what-if as one component of the browser: registered once, fed with whole numbers."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from app.views.component.files import read

SCRIPTS = ("elements.js", "exact.js", "rows.js", "controls.js", "weights.js")


# A second registration under the same name warns, so it is made where the module is read: once.
_sliders = st.components.v2.component(
    "whatif_weights", html=read("weights.html"), css=read("weights.css"), js=read(*SCRIPTS)
)


def show_sliders(data: Mapping[str, Any], key: str, on_moved: Callable[[], None]) -> None:
    """Draw the sliders; ``on_moved`` is called when the hand let go, with what they sent under the key."""
    _sliders(key=key, data=dict(data), on_moved_change=on_moved)
