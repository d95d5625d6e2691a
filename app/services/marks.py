"""What a reader of a month must not overlook, in words: below the title of a screen and at the foot of a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.services.assumptions import assumptions_of
from app.services.closing_findings import date_text
from app.services.months import MonthView
from app.services.wording import name_in
from app.text.catalogue import text


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark; ``key`` says which, ``explained`` what it means."""

    key: str
    words: str
    explained: str


def marks_of(view: MonthView, unit: str, language: str) -> tuple[Mark, ...]:
    """Demonstration data, assumptions, a closed or an unfinished month, missing scores and cells of the unit."""
    return tuple(
        Mark(key, text(key, language, **values), text(f"{key}_help", language, **values))
        for key, values in _found(view, unit, language)
    )


def _found(view: MonthView, unit: str, language: str) -> Iterator[tuple[str, dict[str, object]]]:
    if view.provenance.demonstration:
        yield "frame.demonstration", {}
    if count := len(assumptions_of(view.evaluation)):
        yield "frame.assumptions", {"count": count}
    interim = view.month < view.evaluation.months[-1]
    if view.closed is not None:
        key = "closing.mark_interim" if interim else "closing.mark"
        yield key, {"date": date_text(view.closed), "who": view.closed.who}
    elif interim:
        yield "frame.interim", {}
    standing = view.result.standings[unit]
    if standing.missing_scores:
        absent = [leaf for leaf in view.evaluation.score_leaves() if leaf.code in standing.missing_scores]
        yield "frame.missing_score", {"names": ", ".join(name_in(leaf.short_name, language) for leaf in absent)}
    if standing.not_submitted:
        yield "frame.not_submitted", {"count": len(standing.not_submitted)}
