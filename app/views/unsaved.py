"""What this visitor has typed and not saved, month by month; it stays while the browser stays on the dashboard."""

from app.services.editing import Draft
from app.text.catalogue import text
from app.views import state

DRAFTS, PAGE = "edit_drafts", "values"


def drafts() -> dict[tuple[str, str], Draft]:
    """All drafts of this visitor by evaluation and month."""
    held: dict[tuple[str, str], Draft] = state.remembered(DRAFTS, {})
    return held


def hold(draft: Draft) -> Draft:
    """Keep a draft in the place of the one before."""
    state.remember(DRAFTS, {**drafts(), (draft.evaluation, draft.month): draft})
    return draft


def with_unsaved(page: str, label: str, language: str) -> str:
    """An entry of the menu, with the number of cells that wait on its screen."""
    count = sum(len(draft.typed) for draft in drafts().values()) if page == PAGE else 0
    return text("edit.menu_unsaved", language, label=label, count=count) if count else label
