"""What this visitor has typed and not saved, month by month; it stays while the browser stays on the dashboard."""

from app.services.editing import Draft, begin_draft, changed_by_others, read_again
from app.views import cached, state
from app.views.frame import Screen

DRAFTS = "edit_drafts"


def current_draft(screen: Screen) -> Draft:
    """The draft of the month at the top; while nothing is typed it follows what others write."""
    view = screen.view
    draft = drafts().get((view.evaluation.code, view.month))
    if draft is None:
        return hold(begin_draft(cached.store(), view.evaluation, view.month))
    if not draft.typed and changed_by_others(cached.store(), draft):
        return hold(read_again(cached.store(), draft))
    return draft


def drafts() -> dict[tuple[str, str], Draft]:
    """All drafts of this visitor by evaluation and month."""
    held: dict[tuple[str, str], Draft] = state.remembered(DRAFTS, {})
    return held


def hold(draft: Draft) -> Draft:
    """Keep a draft in the place of the one before."""
    state.remember(DRAFTS, {**drafts(), (draft.evaluation, draft.month): draft})
    return draft
