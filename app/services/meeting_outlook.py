"""Slides of what is to come: where it leads by the cut-off, and the shortest way to the next rank."""

from collections.abc import Iterator, Sequence
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
from app.services.ways_tables import changes_table
from app.services.wording import chance_text, name_in, rank_text, signed_text
from app.text.catalogue import text
from scoring.shortest import Change

STEPS = {"indicator": 7, "change": 3, "needed": 5, "gap": 4, "lead": 5, "gain": 3}
RIGHT = ("needed", "gap", "gain")


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
    """The shortest way to the next better rank, the rivals as today, one row per grade to raise.

    Where no way leads there, all that can rise; none for a unit without a rank.
    """
    if view.result.standings[unit].rank is None:
        return
    question = Question(unit, default_aim(view, unit))
    found = answer(view, question)
    plan = found.ways[0].plan if found.ways else found.found.utmost
    title = ways_findings.title(view, question, found, language)
    for number, start in enumerate(range(0, max(len(plan.changes), 1), MOST_ROWS)):
        yield Slide(
            Part.SHORTEST if number == 0 else f"{Part.SHORTEST}.{number + 1}",
            Part.SHORTEST,
            title,
            ways_findings.line(view, question, found, language),
            table=_steps(view, unit, plan.changes[start : start + MOST_ROWS], language),
            notes=(text("meetings.shortest_note", language), *_other_ways(view, found, language)),
            jumps=(Jump(text("frame.page.plan", language), "plan"),),
        )


def _steps(view: MonthView, unit: str, changes: Sequence[Change], language: str) -> SlideTable | None:
    """One row per grade to raise: the indicator by its name, the value that it takes, who leads it."""
    if not changes:
        return None
    table = changes_table(view.result, unit, changes, "", language)
    labels = {column.key: column.label for column in table.columns}
    columns = tuple(SlideColumn(labels[key], width, key in RIGHT) for key, width in STEPS.items())
    names = {one.code: name_in(one.name, language) for one in view.evaluation.indicators()}
    rows = []
    for change, row in zip(changes, table.rows, strict=True):
        shown = {**row, "indicator": names[change.indicator], "gain": signed_text(change.gain)}
        rows.append(tuple(Words(str(shown[key]), strong=key == "indicator") for key in STEPS))
    return SlideTable(columns, tuple(rows))


def _other_ways(view: MonthView, found: Answer, language: str) -> Iterator[str]:
    """The next best ways for the speaker, by name."""
    for number, way in enumerate(found.ways[1:], 2):
        named = ways_findings.named_plan(view.evaluation, way.plan, language, len(way.plan.changes))
        yield f"{ways_findings.plan_title(way.plan, number, language)}: {named}"


def _percent(chance: float) -> Decimal:
    return round(Decimal(chance * 100), 2)
