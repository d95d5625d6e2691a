"""Closing a month and opening it again: only as it was seen, with a name, and never twice."""

import hashlib
from collections.abc import Collection
from datetime import datetime

from app.services.applying import tidy_name
from app.services.backups import Reason, back_up_before
from app.services.closing_checks import Readiness
from app.services.closing_results import results_text
from app.services.months import Closed
from app.storage.records import Closing, ClosingDraft
from app.storage.store import Store
from scoring.problem import Problem


class NotClosed(Exception):  # noqa: N818
    """Something stands in the way and nothing was written; ``problems`` says what."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


def close_month(
    store: Store, seen: Readiness, definition: bytes, signed: tuple[str, datetime], confirmed: Collection[str]
) -> Closing:
    """Freeze a month as it was seen; a copy of the store is made first.

    ``definition`` holds the bytes of the file as it stands, ``signed`` the person's name and the time. NotClosed
    where an error stands, a warning is not confirmed, the name is blank or the definition is another by now;
    StoreChanged or MonthClosed where somebody else was faster.
    """
    problems = refusals(seen, signed[0], confirmed)
    if hashlib.sha256(definition).hexdigest() != seen.definition_checksum:
        problems = (*problems, Problem("closing.refused.definition_changed", ""))
    if problems or seen.result is None:
        raise NotClosed(problems)
    demonstration = any(problem.code == "closing.warning.demonstration" for problem in seen.warnings)
    draft = ClosingDraft(
        seen.evaluation.code,
        seen.month,
        signed[1],
        tidy_name(signed[0]),
        seen.definition_checksum,
        definition.decode(),
        results_text(seen.result, demonstration=demonstration, confirmed=seen.warnings),
    )
    back_up_before(store, Reason.CLOSING, signed[1])
    return store.close_month(draft, seen.data_version)


def refusals(seen: Readiness, who: str, confirmed: Collection[str]) -> tuple[Problem, ...]:
    """What is still missing before a month can be closed, in the order in which a person would see to it."""
    found = []
    if seen.errors:
        found.append(Problem("closing.refused.errors", "", {"count": str(len(seen.errors))}))
    if unconfirmed := seen.unconfirmed(confirmed):
        found.append(Problem("closing.refused.unconfirmed", "", {"count": str(len(unconfirmed))}))
    return (*found, *_nameless(who))


def reopen_month(
    store: Store, seen: Closed, place: tuple[str, str], signed: tuple[str, datetime], reason: str
) -> Closing:
    """Open a closed month again; ``place`` is its evaluation and month. What was frozen stays in the list.

    NotClosed where the reason or the name is blank, or where the closing in force is another than the one seen;
    MonthOpen where somebody else has opened it.
    """
    problems = reopening_refusals(signed[0], reason)
    closing = store.closing(*place)
    if closing is not None and closing.id != seen.id:
        problems = (*problems, Problem("closing.refused.another", ""))
    if problems:
        raise NotClosed(problems)
    back_up_before(store, Reason.REOPENING, signed[1])
    return store.reopen_month(*place, tidy_name(signed[0]), signed[1], " ".join(reason.split()))


def reopening_refusals(who: str, reason: str) -> tuple[Problem, ...]:
    """What is still missing before a month can be opened again."""
    without_reason = () if reason.split() else (Problem("closing.refused.no_reason", ""),)
    return (*without_reason, *_nameless(who))


def _nameless(who: str) -> tuple[Problem, ...]:
    return () if tidy_name(who) else (Problem("closing.refused.nameless", ""),)
