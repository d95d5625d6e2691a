"""What the screen of closings says in sentences: the finding, the warnings, what a comparison comes to."""

from collections.abc import Iterable

from app.services.closing import Reproduction
from app.services.closing_checks import Readiness
from app.services.closing_comparison import Basis, Comparison
from app.services.closing_results import count_numbers
from app.services.entry_words import unit_words
from app.services.months import Closed
from app.services.problems import describe
from app.services.wording import month_text, node_name, place_text, signed_text
from app.storage.records import Closing
from app.text.catalogue import text
from scoring.model import Evaluation
from scoring.problem import Problem

MOST_NAMES = 5


def date_text(closed: Closed) -> str:
    """The day of a closing by the clock of this office."""
    return f"{closed.at.astimezone():%Y-%m-%d}"


def closed_title(closing: Closing, reproduction: Reproduction, language: str) -> str:
    """Who closed the month and when, and whether it comes out the same when it is scored again."""
    key = "same" if reproduction.same else "differs" if reproduction.differences else "unproved"
    values = {
        "month": month_text(closing.month, language),
        "date": f"{closing.closed_at.astimezone():%Y-%m-%d}",
        "who": closing.closed_by,
    }
    return text(f"closing.title.{key}", language, count=f"{len(reproduction.differences):,}", **values)


def open_title(month: str, before: Closing | None, language: str) -> str:
    """That the month is open, and who opened it again where it had been closed."""
    named = month_text(month, language)
    if before is None or before.reopened_at is None:
        return text("closing.title.open", language, month=named)
    date = f"{before.reopened_at.astimezone():%Y-%m-%d}"
    return text("closing.title.reopened", language, month=named, date=date, who=before.reopened_by)


def closed_note(closing: Closing | None, language: str) -> tuple[str, ...]:
    """The line that goes with a frozen result wherever it is printed; none for an open month."""
    if closing is None:
        return ()
    return (text("closing.note", language, date=f"{closing.closed_at.astimezone():%Y-%m-%d}", who=closing.closed_by),)


def checks_title(ready: Readiness, language: str) -> str:
    """Whether a month can be closed."""
    if ready.errors:
        return text("closing.checks.errors", language, count=f"{len(ready.errors):,}")
    if ready.kinds:
        return text("closing.checks.questions", language, count=len(ready.kinds))
    counts = {"units": len(ready.evaluation.units), "indicators": len(ready.evaluation.indicators())}
    return text("closing.checks.ready", language, **counts)


def warning_text(problem: Problem, evaluation: Evaluation, language: str) -> str:
    """One warning with names in place of codes."""
    values = dict(problem.values)
    if "units" in values:
        values["units"] = _some([unit_words(evaluation, code, language) for code in values["units"].split()], language)
    if "months" in values:
        values["months"] = _span(values["months"].split(), language)
    if "node" in values:
        node = next((leaf for leaf in evaluation.score_leaves() if leaf.code == values["node"]), None)
        values["node"] = values["node"] if node is None else node_name(node, language)
    if "month" in values:
        values["month"] = month_text(values["month"], language)
    for count in ("count", "cells"):
        if count in values:
            values[count] = f"{int(values[count]):,}"
    return describe(Problem(problem.code, "", values), language)


def proof_title(closing: Closing, reproduction: Reproduction, language: str) -> str:
    """Whether everything came out again, digit by digit."""
    if reproduction.result is None:
        return text("closing.proof.broken", language)
    count = f"{count_numbers(closing.results):,}"
    if reproduction.differences:
        return text("closing.proof.differs", language, total=count, count=f"{len(reproduction.differences):,}")
    return text("closing.proof.same", language, count=count)


def comparison_title(found: Comparison, basis: Basis, language: str) -> str:
    """How many units would get another score and another rank."""
    named = text(f"closing.anew.{basis}", language)
    if found.now is None:
        return text("closing.anew.impossible", language, basis=named)
    scores = sum(pair.score_differs for pair in found.pairs)
    ranks = sum(pair.rank_differs for pair in found.pairs)
    key = "differs" if scores or ranks else "same"
    return text(f"closing.anew.{key}", language, basis=named, count=len(found.pairs), scores=scores, ranks=ranks)


def own_line(found: Comparison, unit: str, language: str) -> str:
    """What becomes of one unit; empty where it would stand as it was."""
    pair = next((one for one in found.pairs if one.unit == unit), None)
    if pair is None or pair.frozen is None or pair.now is None or not (pair.score_differs or pair.rank_differs):
        return ""
    values = {
        "unit": unit_words(found.frozen.evaluation, unit, language),
        "before": place_text(pair.frozen, language),
        "after": place_text(pair.now, language),
        "change": signed_text(pair.difference, 3),
    }
    return text("closing.anew.own", language, **values)


def _some(names: list[str], language: str) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    if len(names) <= MOST_NAMES:
        return shown
    return text("closing.more", language, names=shown, count=len(names) - MOST_NAMES)


def _span(months: Iterable[str], language: str) -> str:
    listed = list(months)
    if len(listed) <= 2:
        return ", ".join(month_text(month, language) for month in listed)
    ends = {"first": month_text(listed[0], language), "last": month_text(listed[-1], language)}
    return text("closing.more_months", language, **ends)
