"""The way back to the meeting from a screen that answered a question."""

from app.text.catalogue import text
from app.views import state
from app.views.component.back import show_back

MEETING_PAGES = frozenset({"agenda", "present", "speaker"})
PRESENT_PAGE = "pages/meeting/present.py"
BETWEEN = "~"


def place_to_come_back_to(meeting: str, slide: str) -> str:
    """A meeting and a slide as they stand in an address."""
    return f"{meeting}{BETWEEN}{slide}"


def show_way_back(page: str, language: str) -> None:
    """A button and a key that lead back to the slide from which a question led here; nothing on other ways."""
    place = state.written(state.BACK)
    if not place or page in MEETING_PAGES:
        return
    state.publish(state.BACK, place)
    if show_back(text("present.back", language)):
        meeting, _, slide = place.partition(BETWEEN)
        state.withdraw(state.BACK)
        state.turn_to(PRESENT_PAGE, {state.MEETING: meeting, state.SLIDE: slide})
