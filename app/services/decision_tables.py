"""Decisions as tables and sentences: the list, by department, and what became of one."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from app.services.decision_slides import department_name, since_text, state_words
from app.services.decisions import Kept, State, is_overdue, is_pending
from app.services.entry_words import moment_text
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import NOTHING, name_in
from app.text.catalogue import text
from scoring.score import Result

COLUMNS = ("state", "text", "department", "due", "indicator", "value", "meeting", "reason")
PENDING, OVERDUE, ALL = "pending", "overdue", "all"
CHOICES = (PENDING, OVERDUE, ALL)


def decisions_title(decisions: Sequence[Kept], today: date, language: str) -> str:
    """How many there are, how many are done and how many are late."""
    if not decisions:
        return text("decisions.title.none", language)
    late = sum(is_overdue(kept.content, today) for kept in decisions)
    counts = Counter(kept.content.state for kept in decisions)
    values = {"count": len(decisions), "done": counts[State.DONE], "late": late}
    return text("decisions.title.late" if late else "decisions.title.in_time", language, **values)


def chosen_of(decisions: Sequence[Kept], which: str, department: str, today: date) -> tuple[Kept, ...]:
    """Those still to be done, those overdue, or all; of one department where one is chosen. The earliest due first."""
    found = (
        kept
        for kept in decisions
        if department in ("", kept.content.department)
        and (which != PENDING or is_pending(kept.content))
        and (which != OVERDUE or is_overdue(kept.content, today))
    )
    return tuple(sorted(found, key=lambda kept: (kept.content.due or date.max, kept.key)))


def decisions_table(
    decisions: Sequence[Kept], beside: tuple[Result, str, date], meetings: dict[str, str], language: str
) -> Table:
    """One row for each; ``beside`` is the month as it stands now, the unit and the day; ``meetings`` their titles."""
    result, unit, today = beside
    names = {one.code: name_in(one.name, language) for one in result.evaluation.indicators()}

    def row(kept: Kept) -> dict[str, Cell]:
        decision = kept.content
        return {
            "state": state_words(decision, today, language).text,
            "text": decision.text,
            "department": department_name(result, decision.department, language),
            "due": NOTHING if decision.due is None else decision.due.isoformat(),
            "indicator": names.get(decision.indicator or "", NOTHING),
            "value": since_text(decision, result, unit, language),
            "meeting": meetings.get(decision.meeting, NOTHING),
            "reason": decision.reason or NOTHING,
        }

    columns = tuple(
        Column(key, text(f"decisions.column.{key}", language), Kind.WORDS, wide=key == "text") for key in COLUMNS
    )
    title = text("decisions.list", language)
    return Table(title, columns, [row(kept) for kept in decisions], tuple(kept.key for kept in decisions))


def history_table(steps: Sequence[Kept], today: date, language: str) -> Table:
    """What became of one decision, step by step."""
    columns = tuple(
        Column(key, text(f"decisions.column.{key}", language), wide=key == "text")
        for key in ("at", "who", "state", "text", "due", "reason")
    )
    rows = [
        {
            "at": moment_text(step.at),
            "who": step.who,
            "state": state_words(step.content, today, language).text,
            "text": step.content.text,
            "due": NOTHING if step.content.due is None else step.content.due.isoformat(),
            "reason": step.content.reason or NOTHING,
        }
        for step in steps
    ]
    return Table(text("decisions.history", language), columns, rows)
