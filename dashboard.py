"""The dashboard: page set-up, the choices at the top and the menu; every screen is a script below pages/."""

import streamlit as st

from app.text.catalogue import text
from app.views.frame import choose_language, keep_screen, show_choices

SECTIONS = {
    "overview": ("status", "ranking", "fields", "published"),
    "review": ("weak",),
    "material": ("method",),
}

language = choose_language()
st.set_page_config(
    page_title=text("frame.product", language),
    page_icon="static/favicon.png",
    layout="wide",
    initial_sidebar_state=240,
)
menu = st.navigation(
    {
        text(f"frame.section.{section}", language): [
            st.Page(
                f"pages/{section}/{page}.py",
                title=text(f"frame.page.{page}", language),
                url_path=page,
                default=page == "status",
            )
            for page in pages
        ]
        for section, pages in SECTIONS.items()
    },
    expanded=True,
)
screen = show_choices(language)
if screen is not None:
    keep_screen(screen)
    menu.run()
