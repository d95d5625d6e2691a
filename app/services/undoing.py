"""Taking an act back: what would come back, what later acts touched and is left, and what it does to scores."""

from dataclasses import dataclass
from datetime import datetime

from app.services.backups import Reason, back_up_before
from app.services.effects import Effect, effect_of
from app.services.history import REDO, named_acts
from app.storage.records import Act, ImportReceipt, UndoPlan
from app.storage.store import Store
from scoring.model import Evaluation


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What undoing an act would do; ``what`` it would be called: 'undo', or 'redo' for the undo of an undo."""

    plan: UndoPlan
    effect: Effect
    what: str
    closed: bool
    empties: bool = False
    """Whether nothing would be left of the month, which then has no scores any more."""

    @property
    def possible(self) -> bool:
        """Whether there is anything to bring back, and the month is open."""
        return bool(self.plan.restored) and not self.closed


def preview_undo(store: Store, evaluation: Evaluation, number: int) -> UndoPreview:
    """What undoing an act would bring back, leave and change in scores; KeyError for an unknown act."""
    plan = store.plan_undo(number)
    month = plan.record.month
    effect = effect_of(store, evaluation, month, {change.key: change.new for change in plan.restored})
    named = named_acts(store.imports(evaluation.code, month))
    what = REDO if named[number] == Act.UNDO.value else Act.UNDO.value
    return UndoPreview(plan, effect, what, store.closing(evaluation.code, month) is not None, _empties(store, plan))


def _empties(store: Store, plan: UndoPlan) -> bool:
    """Whether every cell of the month goes."""
    going = {change.key for change in plan.restored if change.new is None}
    if not going or len(going) < len(plan.restored):
        return False
    return going == store.month_content(plan.record.evaluation, plan.record.month).keys()


def undo(store: Store, plan: UndoPlan, who: str, now: datetime) -> ImportReceipt:
    """Bring back what the plan says, nothing else, after a copy; once it is done, doing it again writes nothing.

    StoreChanged where the plan no longer holds, MonthClosed where the month was closed, NotBackedUp without a copy.
    """
    if not who:
        raise ValueError("an undo needs a name")
    back_up_before(store, Reason.UNDO, now)
    return store.apply_undo(plan.record.id, who, now, plan)
