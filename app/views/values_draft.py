"""The draft of the month at the top."""

from app.services.editing import Draft, begin_draft, changed_by_others, read_again
from app.views import cached
from app.views.frame import Screen
from app.views.unsaved import drafts, hold


def current_draft(screen: Screen) -> Draft:
    """What is typed for the month at the top; while nothing is, the draft follows what others write."""
    view = screen.view
    draft = drafts().get((view.evaluation.code, view.month))
    if draft is None:
        return hold(begin_draft(cached.store(), view.evaluation, view.month))
    if not draft.typed and changed_by_others(cached.store(), draft):
        return hold(read_again(cached.store(), draft))
    return draft
