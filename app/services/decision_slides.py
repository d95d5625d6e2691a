"""Decisions as slides: what became of the last ones, and what this meeting decided."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from app.services.decisions import Decision, Kept, State, is_overdue
from app.services.slides import MOST_ROWS, Level, Part, Slide, SlideCell, SlideColumn, SlideTable, Words
from app.services.wording import NOTHING, name_in, value_text
from app.text.catalogue import text
from scoring.model import Department
from scoring.score import Result

LEVELS = {State.DONE: Level.GOOD, State.IN_PROGRESS: Level.WATCH}
SHOWN = 60


def follow_up_slides(
    decisions: Sequence[Kept], now: Result, unit: str, today: date, language: str
) -> tuple[Slide, ...]:
    """What became of earlier decisions, overdue ones first, with what has happened to the value since."""
    if not decisions:
        return ()
    late = [kept for kept in decisions if is_overdue(kept.content, today)]
    rest = [kept for kept in decisions if kept not in late]
    counts = {state: sum(kept.content.state is state for kept in rest) for state in State}
    parts = [text("decisions.count.overdue", language, count=len(late))] if late else []
    parts += [text(f"decisions.count.{state}", language, count=count) for state, count in counts.items() if count]
    title = text("decisions.follow_up", language, count=len(decisions), parts=", ".join(parts))
    columns = _columns(("text", 6), ("department", 3), ("due", 3), ("state", 3), ("value", 4), language=language)
    rows = [_followed(kept.content, now, unit, today, language) for kept in (*late, *rest)]
    return tuple(_pages(Part.FOLLOW_UP, title, columns, rows))


def instruction_slides(decisions: Sequence[Kept], now: Result, language: str) -> tuple[Slide, ...]:
    """What this meeting has decided so far."""
    key = "decisions.instructions" if decisions else "decisions.no_instructions"
    title = text(key, language, count=len(decisions))
    if not decisions:
        return (Slide(Part.INSTRUCTIONS, Part.INSTRUCTIONS, title),)
    columns = _columns(("text", 7), ("indicator", 4), ("department", 3), ("due", 3), language=language)
    rows = [_decided(kept.content, now, language) for kept in decisions]
    return tuple(_pages(Part.INSTRUCTIONS, title, columns, rows))


def state_words(decision: Decision, today: date, language: str) -> Words:
    """The state with its sign; an overdue decision is called so."""
    if is_overdue(decision, today):
        return Words(text("decisions.state.overdue", language), Level.BAD)
    return Words(text(f"decisions.state.{decision.state}", language), LEVELS.get(decision.state, Level.NONE))


def department_name(now: Result, code: str, language: str) -> str:
    """The name of a department of the definition; its code where it is no longer in there."""
    found = {one.code: one for one in departments_of(now)}
    return name_in(found[code].name, language) if code in found else code


def departments_of(now: Result) -> tuple[Department, ...]:
    """Every department that leads or works on an indicator, in the order of the tree."""
    indicators = now.evaluation.indicators()
    named = (one for each in indicators for one in (each.lead, *each.collaborating) if one is not None)
    return tuple({one.code: one for one in named}.values())


def since_text(decision: Decision, now: Result, unit: str, language: str) -> str:
    """The indicator's value when it was decided and now; a dash where the decision is about none."""
    indicator = next((one for one in now.evaluation.indicators() if one.code == decision.indicator), None)
    if indicator is None:
        return NOTHING
    value = now.standings[unit].grades[indicator.code].value
    then = None if decision.value is None else Decimal(decision.value)
    values = {"then": value_text(indicator, then, language), "now": value_text(indicator, value, language)}
    return text("decisions.since", language, **values)


def _followed(decision: Decision, now: Result, unit: str, today: date, language: str) -> tuple[SlideCell, ...]:
    return (
        Words(shortened(decision.text), strong=True),
        Words(department_name(now, decision.department, language)),
        Words(_due(decision)),
        state_words(decision, today, language),
        Words(since_text(decision, now, unit, language)),
    )


def _decided(decision: Decision, now: Result, language: str) -> tuple[SlideCell, ...]:
    names = {one.code: name_in(one.name, language) for one in now.evaluation.indicators()}
    about = names.get(decision.indicator or "", NOTHING)
    department = department_name(now, decision.department, language)
    return Words(shortened(decision.text), strong=True), Words(about), Words(department), Words(_due(decision))


def _due(decision: Decision) -> str:
    return NOTHING if decision.due is None else decision.due.isoformat()


def shortened(words: str, longest: int = SHOWN) -> str:
    """The first signs of a long text, on one line; papers and screens beside hold it whole."""
    line = " ".join(words.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _columns(*shown: tuple[str, int], language: str) -> tuple[SlideColumn, ...]:
    return tuple(SlideColumn(text(f"decisions.column.{name}", language), width) for name, width in shown)


def _pages(
    part: Part, title: str, columns: tuple[SlideColumn, ...], rows: Sequence[tuple[SlideCell, ...]]
) -> Iterator[Slide]:
    """As many slides as the rows need; the first has the name of the part as its key."""
    for number, start in enumerate(range(0, len(rows), MOST_ROWS)):
        key = part if number == 0 else f"{part}.{number + 1}"
        yield Slide(key, part, title, table=SlideTable(columns, tuple(rows[start : start + MOST_ROWS])))
