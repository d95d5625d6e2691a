"""From one screen to the next: what is opened stands in the address, so that the way back is the browser's."""

from app.views import state
from app.views.frame import Screen
from scoring.derive import field_of

FIELD, INDICATOR = "field", "indicator"
FIELDS_PAGE, RANKING_PAGE = "pages/overview/fields.py", "pages/overview/ranking.py"
DEPARTMENT, DEPARTMENTS_PAGE = "department", "pages/review/departments.py"


def open_field(code: str) -> None:
    """Open a field on the screen of fields and indicators."""
    state.turn_to(FIELDS_PAGE, {FIELD: code, INDICATOR: ""})


def open_indicator(screen: Screen, code: str) -> None:
    """Open one indicator."""
    field = field_of(screen.view.evaluation, code).code
    state.turn_to(FIELDS_PAGE, {FIELD: field, INDICATOR: code})


def open_department(code: str) -> None:
    """Open one department."""
    state.turn_to(DEPARTMENTS_PAGE, {DEPARTMENT: code})


def open_ranking() -> None:
    """Open the ranking of the group."""
    state.turn_to(RANKING_PAGE, {})
