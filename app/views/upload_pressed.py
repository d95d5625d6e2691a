"""What clicks have brought in so far in the session of a visitor, and what came of the last one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.services.preview import Preview
from app.services.publishing import PublishedPlan
from app.storage.records import Conflict, ImportReceipt
from app.views import state
from scoring.problem import Problem

PRESSED = "upload_pressed"
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Dropped:
    """The file that a click is about, and all that were dropped with it."""

    file_id: str
    files: Sequence[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a click: what was written, or what stood in the way."""

    dropped: Dropped
    file_name: str
    seen: Preview | None = None
    published: PublishedPlan | None = None
    who: str = ""
    at: datetime = NEVER
    receipt: ImportReceipt | None = None
    problems: tuple[Problem, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether nothing was written because something stood in the way."""
        return bool(self.problems or self.conflicts)


@dataclass(slots=True)
class Pressed:
    """Held by the session as one thing that changes in place.

    A run ends wherever it touches the session while another click is waiting, so nothing may touch it between what a
    click has written and the note of it here: the second half of a double click would find the file still to do.
    """

    round: int = 0
    done: set[str] = field(default_factory=set)
    outcome: Outcome | None = None

    def note(self, outcome: Outcome) -> None:
        """Keep what came of a click; once all files dropped together are in, the uploader starts anew and empty."""
        self.outcome = outcome
        if outcome.stopped:
            return
        self.done.add(outcome.dropped.file_id)
        if set(outcome.dropped.files) <= self.done:
            self.round += 1


def pressed() -> Pressed:
    """What this visitor has brought in."""
    found: Pressed | None = state.remembered(PRESSED)
    if found is None:
        found = Pressed()
        state.remember(PRESSED, found)
    return found
