"""A file that was looked at, into the store: only as it was seen, with every question answered and somebody's name."""

from collections.abc import Collection
from datetime import datetime

from app.services.backups import Reason, back_up_before
from app.services.preview import Preview
from app.storage.records import ImportReceipt
from app.storage.store import Store
from scoring.problem import Problem


class NotApplied(Exception):  # noqa: N818
    """Something stands in the way and nothing was written; ``problems`` says what."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


def apply(
    store: Store, seen: Preview, who: str, now: datetime, confirmed: Collection[str] = frozenset()
) -> ImportReceipt:
    """Write a file as it was previewed: a copy of the store first, then one transaction with its audit entry.

    NotApplied where an error stands, a kind of warnings is not confirmed or the name is blank; StoreChanged, with who
    wrote what, where a cell of the file no longer says what the preview showed. A file that says nothing new writes
    nothing.
    """
    problems = refusals(seen, confirmed, who)
    if not problems and seen.plan is not None and seen.plan.changes:
        back_up_before(store, Reason.IMPORT, now)
    return write(store, seen, who, now, confirmed)


def write(
    store: Store, seen: Preview, who: str, now: datetime, confirmed: Collection[str] = frozenset()
) -> ImportReceipt:
    """The same without a copy, for a store that is only being made."""
    problems = refusals(seen, confirmed, who)
    batch = seen.reading.batch(tidy_name(who), now, note=", ".join(seen.warnings))
    if problems or batch is None or seen.plan is None:
        raise NotApplied(problems)
    return store.apply_import(batch, seen.plan.seen)


def refusals(seen: Preview, confirmed: Collection[str], who: str) -> tuple[Problem, ...]:
    """What is still missing before a file may be written, in the order in which a person would see to it."""
    found: list[Problem] = []
    if seen.blocked:
        found.append(Problem("upload.refused.errors", "", {"count": str(len(seen.errors))}))
    open_kinds = seen.unconfirmed(confirmed)
    if open_kinds:
        found.append(Problem("upload.refused.unconfirmed", "", {"count": str(len(open_kinds))}))
    return (*found, *refuse_nameless(who))


def refuse_nameless(who: str) -> tuple[Problem, ...]:
    """That a name is missing, where it is."""
    return () if tidy_name(who) else (Problem("upload.refused.nameless", ""),)


def tidy_name(who: str) -> str:
    """A person's name without spaces too many."""
    return " ".join(who.split())
