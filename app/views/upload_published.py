"""Bringing in published results: how many there are, what would change, and what is wrong with them."""

import streamlit as st

from app.services.publishing import PublishedPlan, PublishedReading
from app.views.frame import Desk, card, escaped, show_desk_finding
from app.views.tables import Heading
from app.views.upload_pressed import Dropped
from app.views.upload_reading import show_problems_table
from app.views.upload_receipt import show_publish


def show_published(desk: Desk, found: tuple[PublishedReading, PublishedPlan], dropped: Dropped) -> None:
    """The finding, the problems, and what would change with the question and the button."""
    reading, plan = found
    key = "published_errors" if reading.problems else "published"
    count = len(reading.problems or reading.results)
    show_desk_finding(desk.text(f"upload.title.{key}", count=f"{count:,}"), reading.file_name)
    if reading.problems:
        with card(desk.text("upload.step.check")):
            heading = Heading("published_problems.xlsx", (reading.file_name,))
            show_problems_table(desk, reading.problems, heading, f"problems_{dropped.file_id}")
        return
    with card(desk.text("upload.step.change")):
        counts = {name: f"{getattr(plan, name):,}" for name in ("added", "removed", "unchanged")}
        st.markdown(escaped(desk.text("upload.published.count", **counts)))
        show_publish(desk, found, dropped)
