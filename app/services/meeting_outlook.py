"""Slides of what is to come: where it leads by the cut-off, and the shortest way to the next rank."""

from collections.abc import Iterator
from decimal import Decimal

from app.services import outlook_findings, ways_findings
from app.services.months import MonthView
from app.services.outlook import Outlook
from app.services.slides import (
    MOST_ROWS,
    Bar,
    Bars,
    Jump,
    Part,
    Slide,
    SlideColumn,
    SlideTable,
    Words,
)
from app.services.ways import Answer, Question, answer, default_aim
from app.services.ways_findings import plan_text
from app.services.wording import chance_text, rank_text, signed_text
from app.text.catalogue import text


def forecast_slides(view: MonthView, unit: str, outlook: Outlook | None, language: str) -> Iterator[Slide]:
    """The chance of every final rank; none where no outlook can be made or everything is settled."""
    if outlook is None or outlook.decided or unit not in outlook.ranks:
        return
    chances = sorted(outlook.ranks[unit].items())
    likeliest = max(chance for _, chance in chances)
    bars = tuple(
        Bar(rank_text(rank, False, language), (_percent(chance),), chance_text(chance), chance == likeliest)
        for rank, chance in chances
    )
    yield Slide(
        Part.FORECAST,
        Part.FORECAST,
        outlook_findings.outlook_title(view, unit, outlook, language),
        outlook_findings.outlook_line(view, unit, outlook, language),
        figure=Bars((text("meetings.axis.chance", language),), bars, text("meetings.axis.chance", language)),
        figure_text=", ".join(f"{bar.label} {bar.shown}" for bar in bars),
        notes=(text("meetings.forecast_note", language, draws=outlook.draws, seed=outlook.seed),),
        jumps=(Jump(text("frame.page.outlook", language), "outlook"),),
    )


def shortest_slides(view: MonthView, unit: str, language: str) -> Iterator[Slide]:
    """The shortest ways to the next better rank, the rivals as today; none for a unit without a rank."""
    if view.result.standings[unit].rank is None:
        return
    question = Question(unit, default_aim(view, unit))
    found = answer(view, question)
    yield Slide(
        Part.SHORTEST,
        Part.SHORTEST,
        ways_findings.title(view, question, found, language),
        ways_findings.line(view, question, found, language),
        table=_ways(view, unit, found, language),
        notes=(text("meetings.shortest_note", language),),
        jumps=(Jump(text("frame.page.plan", language), "plan"),),
    )


def _ways(view: MonthView, unit: str, found: Answer, language: str) -> SlideTable | None:
    rows = []
    before = view.result.standings[unit].score
    for number, way in enumerate(found.ways[:MOST_ROWS], 1):
        plan = way.plan
        if not plan.changes or before is None or plan.score is None:
            continue
        gain = signed_text(plan.score - before)
        rows.append((Words(str(number)), Words(plan_text(plan, language), strong=number == 1), Words(gain)))
    columns = (
        SlideColumn(text("meetings.column.number", language), 2),
        SlideColumn(text("meetings.column.way", language), 15),
        SlideColumn(text("meetings.column.gain", language), 3, right=True),
    )
    return SlideTable(columns, tuple(rows)) if rows else None


def _percent(chance: float) -> Decimal:
    return round(Decimal(chance * 100), 2)
