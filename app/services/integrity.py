"""Whether the store can be trusted: every value follows from its trail, every score from its values, copies open."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from app.services.backups import kept
from app.services.closing import reproduce
from app.services.months import UnscorableError, score
from app.storage.records import Closing
from app.storage.store import Store
from scoring.model import Branch, Evaluation
from scoring.problem import Problem, Severity
from scoring.rounding import round_half_up
from scoring.score import Result, Standing

ZERO = Fraction(0)


def check_trail(store: Store) -> tuple[Problem, ...]:
    """Values, origins and closings that do not follow from what the store says was done."""
    return store.audit()


def check_scores(store: Store, evaluation: Evaluation, month: str) -> tuple[Problem, ...]:
    """Scores and ranks of a month that do not come out when they are taken again, node by node and unit by unit.

    A month that can't be scored has none; why not is said where its values are checked.
    """
    try:
        result = score(store, evaluation, month)
    except UnscorableError:
        return ()
    place = f"{evaluation.code} {month}"
    wrong = [*_nodes_that_do_not_add_up(result), *_ranks_that_differ(result)]
    return tuple(Problem("backup.not_reproduced", place, {"unit": unit, "node": node}) for unit, node in wrong)


def check_closings(store: Store) -> tuple[Problem, ...]:
    """Closed months that no longer come out as they were frozen."""
    return tuple(problem for closing in store.closings() for problem in _check_closing(closing))


def check_copies(database: Path) -> tuple[Problem, ...]:
    """Copies that can't be opened or read; the store itself is none the worse for it."""
    return tuple(
        Problem("backup.copy_broken", str(copy.path), severity=Severity.WARNING)
        for copy in kept(database)
        if not copy.sound
    )


def _check_closing(closing: Closing) -> Iterator[Problem]:
    found = reproduce(closing)
    yield from found.problems
    if found.differences:
        place = f"{closing.evaluation} {closing.month}"
        yield Problem("backup.closing_differs", place, {"count": str(len(found.differences))})


def _nodes_that_do_not_add_up(result: Result) -> Iterator[tuple[str, str]]:
    branches = tuple(_branches(result.evaluation.root))
    for unit, standing in result.standings.items():
        for branch in branches:
            if added_up(branch, standing) != standing.scores[branch.code]:
                yield unit, branch.code


def added_up(branch: Branch, standing: Standing) -> Fraction | None:
    """The score of a node out of what stands below it, by the weights as the definition states them.

    Written on its own, so that it does not share a mistake with the method, which computes in whole numbers.
    """
    scored = [
        (child.weight, score) for child in branch.children if (score := standing.score_of(child.code)) is not None
    ]
    weights = sum((weight for weight, _ in scored), ZERO)
    if not weights:
        return None
    mean = sum((weight / weights * score for weight, score in scored), ZERO)
    return mean + standing.adjustments.get(branch.code, ZERO)


def _ranks_that_differ(result: Result) -> Iterator[tuple[str, str]]:
    decimals = result.evaluation.policies.rank_decimals
    for standing in result.standings.values():
        others = [_compared(other.score, decimals) for other in result.group(standing.group) if other.score is not None]
        own = _compared(standing.score, decimals) if standing.score is not None else None
        if standing.rank != (None if own is None else 1 + sum(other > own for other in others)):
            yield standing.unit, result.evaluation.root.code


def _compared(score: Fraction, decimals: int | None) -> Fraction:
    return score if decimals is None else Fraction(round_half_up(score, decimals))


def _branches(branch: Branch) -> Iterator[Branch]:
    yield branch
    for child in branch.children:
        if isinstance(child, Branch):
            yield from _branches(child)
