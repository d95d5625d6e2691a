"""The dashboard: page set-up, the choices at the top and the menu; every screen is a script below pages/."""

from pathlib import Path

import streamlit as st

from app.text.catalogue import text
from app.views.frame import choose_language, finish, show_choices, show_menu, show_page
from app.views.meeting_back import show_way_back

SECTIONS = {
    "overview": ("status", "ranking", "fields", "published"),
    "review": ("month", "warnings", "weak", "moved", "outlook", "worth", "departments", "dongs", "calendar"),
    "whatif": ("weights", "grades", "plan", "firmness", "scenarios"),
    "meeting": ("agenda", "present", "decisions", "papers", "speaker"),
    "material": ("upload", "values", "history", "closing", "backups", "method"),
}
WITHOUT_DATA, WITHOUT_STORE = ("upload", "backups", "present", "speaker"), ("backups",)
NOT_IN_MENU = ("speaker",)
READING = Path(__file__).parent / "app" / "views" / "reading.css"

language = choose_language()
st.set_page_config(
    page_title=text("frame.product", language),
    page_icon="static/favicon.png",
    layout="wide",
    initial_sidebar_state=240,
)
st.html(READING)
menu = {
    text(f"frame.section.{section}", language): [
        (
            st.Page(
                f"pages/{section}/{page}.py",
                title=text(f"frame.page.{page}", language),
                url_path=page,
                default=page == "status",
            ),
            text(f"frame.page.{page}", language),
        )
        for page in pages
    ]
    for section, pages in SECTIONS.items()
}
opened = st.navigation([page for pages in menu.values() for page, _ in pages], position="hidden")
screen = show_choices(
    language,
    needs_data=opened.url_path not in WITHOUT_DATA,
    needs_store=opened.url_path not in WITHOUT_STORE,
)
listed = {
    section: [(page, label) for page, label in pages if page.url_path not in NOT_IN_MENU]
    for section, pages in menu.items()
}
show_menu(listed, opened, screen, language)
show_way_back(opened.url_path, language)
show_page(opened, screen, language)
finish()
