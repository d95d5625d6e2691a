"""From one screen to the next: what is opened stands in the address, so that the way back is the browser's."""

from app.views import state
from app.views.frame import Screen
from scoring.derive import field_of

FIELD, INDICATOR = "field", "indicator"
FIELDS_PAGE, RANKING_PAGE = "pages/overview/fields.py", "pages/overview/ranking.py"
QUESTIONS = {
    "fields": FIELDS_PAGE,
    "ranking": RANKING_PAGE,
    "weights": "pages/whatif/weights.py",
    "grades": "pages/whatif/grades.py",
    "scenarios": "pages/whatif/scenarios.py",
    "plan": "pages/whatif/plan.py",
    "outlook": "pages/review/outlook.py",
    "moved": "pages/review/moved.py",
}
"""The screens that answer a question of a meeting, by the name that a slide gives them."""
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


def page_of(name: str) -> str:
    """The script of a screen that a slide leads to; the ranking where that screen is there no more."""
    return QUESTIONS.get(name, RANKING_PAGE)
