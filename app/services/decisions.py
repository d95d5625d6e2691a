"""What a meeting decides: instructions and countermeasures with department, due date and state, and their history."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from app.services.applying import tidy_name
from app.services.written import Register, Written
from app.storage.store import Store
from scoring.problem import Problem

LONGEST = 500
"""Signs of a decision or a reason: what can be read on a screen of the meeting."""


class State(StrEnum):
    """How far a decision is; overdue is not stored but follows from the due date."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as it stands.

    ``value`` is what stood for the indicator when it was decided, as typed, in the month ``month``; ``reason`` says
    why it was dropped or how it was done.
    """

    meeting: str
    text: str
    department: str
    due: date | None = None
    indicator: str | None = None
    state: State = State.OPEN
    reason: str = ""
    month: str = ""
    value: str | None = None


Kept = Written[Decision]
_REGISTER = Register("decision", Decision)


class NotWritten(Exception):  # noqa: N818
    """Something is missing and nothing was written; ``problems`` says what."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


def decisions_of(store: Store, evaluation: str) -> tuple[Kept, ...]:
    """All decisions of an evaluation, first to last."""
    return _REGISTER.all(store, evaluation)


def history_of(store: Store, evaluation: str, key: str) -> tuple[Kept, ...]:
    """What became of one decision, step by step."""
    return _REGISTER.history(store, evaluation, key)


def record(store: Store, evaluation: str, decision: Decision, signed: tuple[str, datetime]) -> str:
    """Write down a new decision and give its key; NotWritten where text, department or name is missing."""
    decision, who = _checked(decision, signed[0])
    return _REGISTER.add_once(store, evaluation, decision, (who, signed[1]))


def change(store: Store, evaluation: str, kept: Kept, now: Decision, signed: tuple[str, datetime]) -> None:
    """Write a decision anew as it stands now; NotWritten as ``record``, LedgerChanged where somebody was faster."""
    decision, who = _checked(now, signed[0])
    _REGISTER.write(store, _REGISTER.draft(evaluation, kept.key, decision), kept.entry, (who, signed[1]))


def is_overdue(decision: Decision, today: date) -> bool:
    """Whether the due date has passed and the decision is neither done nor dropped."""
    return decision.due is not None and decision.due < today and is_pending(decision)


def is_pending(decision: Decision) -> bool:
    """Whether something is still to be done."""
    return decision.state in (State.OPEN, State.IN_PROGRESS)


def problems_of(decision: Decision, who: str) -> tuple[Problem, ...]:
    """What is missing before a decision can be written down, in the order of the form."""
    found = []
    if not decision.text:
        found.append(Problem("decisions.problem.text_missing", ""))
    if len(decision.text) > LONGEST or len(decision.reason) > LONGEST:
        found.append(Problem("decisions.problem.too_long", "", {"longest": str(LONGEST)}))
    if not decision.department:
        found.append(Problem("decisions.problem.department_missing", ""))
    if decision.state is State.DROPPED and not decision.reason:
        found.append(Problem("decisions.problem.reason_missing", ""))
    if not who:
        found.append(Problem("decisions.problem.name_missing", ""))
    return tuple(found)


def _checked(decision: Decision, who: str) -> tuple[Decision, str]:
    tidy = replace(decision, text=_tidy(decision.text), reason=_tidy(decision.reason))
    name = tidy_name(who)
    if problems := problems_of(tidy, name):
        raise NotWritten(problems)
    return tidy, name


def _tidy(words: str) -> str:
    return "\n".join(" ".join(line.split()) for line in words.strip().splitlines())
