"""What is downloaded from a what-if says so, on the sheet and at the foot of every page."""

from dataclasses import replace

from app.views.frame import Screen
from app.views.tables import Heading, heading_of


def what_if_heading(screen: Screen, key: str) -> Heading:
    """The heading of a download with the mark of a what-if before all other marks."""
    heading = heading_of(screen, key)
    return replace(heading, marks=(screen.text("frame.what_if"), *heading.marks))
