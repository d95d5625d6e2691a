"""The shortest way and the smallest slip in words."""

from decimal import Decimal
from fractions import Fraction

from app.services.months import MonthView
from app.services.ways import Aim, Answer, Question, RivalsAs
from app.services.ways_alike import Way
from app.services.wording import gap_text, name_in, number_text, rank_text, score_text, unit_name
from app.text.catalogue import text
from scoring.model import Evaluation
from scoring.rounding import plain_decimal
from scoring.shortest import Change, Plan

NAMED_IN_A_TITLE = 2


def aim_text(aim: Aim, language: str) -> str:
    """A rank, or an award with the rank that its line is at."""
    rank = rank_text(aim.rank, False, language)
    if aim.award is None:
        return rank
    return text("whatif_plan.aim.award", language, award=name_in(aim.award.name, language), rank=rank)


def title(view: MonthView, question: Question, found: Answer, language: str) -> str:
    """The finding: the shortest way, or that there is none and how far it goes, or that nothing has to be done."""
    finding = _finding(view, question, found, language)
    if question.rivals is RivalsAs.TODAY:
        return finding
    return text(f"whatif_plan.title.rivals_{question.rivals}", language, finding=finding)


def _finding(view: MonthView, question: Question, found: Answer, language: str) -> str:
    aim = aim_text(question.aim, language)
    if not found.ways:
        utmost = found.found.utmost
        key = "beyond_reach" if utmost.changes else "nothing_to_raise"
        best = rank_text(utmost.rank, False, language)
        return text(f"whatif_plan.title.{key}", language, aim=aim, count=len(utmost.changes), best=best)
    way = found.ways[0]
    plan = way.plan
    if not plan.changes:
        unit = unit_name(view.evaluation, question.unit, language)
        rank = rank_text(found.there, False, language)
        return text("whatif_plan.title.there", language, unit=unit, rank=rank, aim=aim)
    named = named_plan(view.evaluation, plan, language)
    changes = named if way.alone else text("whatif_plan.for_example", language, plan=named)
    key = "shortest" if plan.cost == plan.steps else "cheapest"
    return text(
        f"whatif_plan.title.{key}", language, aim=aim, steps=plan.steps, cost=cost_text(plan.cost), plan=changes
    )


def line(view: MonthView, question: Question, found: Answer, language: str) -> str:
    """Where the unit stands and where the best way, or everything together, would take it."""
    standing = view.result.standings[question.unit]
    now = text(
        "whatif_plan.line.now",
        language,
        rank=rank_text(standing.rank, standing.tied, language),
        score=score_text(standing.score),
    )
    plan = found.ways[0].plan if found.ways else found.found.utmost
    if not plan.changes:
        return now
    values = {"rank": rank_text(plan.rank, False, language), "score": score_text(plan.score)}
    if found.ways:
        then = text("whatif_plan.line.then", language, **values)
        return f"{now} → {then}{_margin(plan, language)}"
    missing = gap_text(None if plan.margin is None else abs(plan.margin))
    aim = aim_text(question.aim, language)
    return f"{now} → {text('whatif_plan.line.utmost', language, aim=aim, missing=missing, **values)}"


def _margin(plan: Plan, language: str) -> str:
    if plan.margin is None:
        return ""
    return f" · {text('whatif_plan.line.margin', language, margin=gap_text(plan.margin))}"


def plan_text(plan: Plan, language: str) -> str:
    """All changes of a plan by code."""
    return ", ".join(f"{one.indicator} {change_text(one, language)}" for one in plan.changes)


def named_plan(evaluation: Evaluation, plan: Plan, language: str, most: int = NAMED_IN_A_TITLE) -> str:
    """The changes of a plan by the names of their indicators; those beyond the first ``most`` counted."""
    names = {one.code: name_in(one.name, language) for one in evaluation.indicators()}
    named = [f"{names[one.indicator]} {change_text(one, language)}" for one in plan.changes]
    if len(named) <= most:
        return ", ".join(named)
    kept = ", ".join(named[: most - 1])
    return text("whatif_plan.and_others", language, named=kept, count=len(named) - most + 1)


def change_text(change: Change, language: str) -> str:
    """From which grade to which; what was not submitted by its word."""
    return f"{change.before or text('words.not_submitted', language)}→{change.after}"


def cost_text(cost: Fraction) -> str:
    """A cost with all its digits."""
    return number_text(plain_decimal(cost))


def plan_title(plan: Plan, number: int, language: str) -> str:
    """What a plan takes and where it leads."""
    key = "whatif_plan.plan" if plan.cost == plan.steps else "whatif_plan.plan_with_cost"
    words = text(
        key,
        language,
        number=number,
        steps=plan.steps,
        cost=cost_text(plan.cost),
        rank=rank_text(plan.rank, False, language),
        score=score_text(plan.score),
    )
    return f"{words}{_margin(plan, language)}"


def instead_title(way: Way, language: str) -> str:
    """How many indicators can take the place of one of a plan, and how many plans that makes."""
    key = "whatif_plan.instead" if way.sets else "whatif_plan.instead_uncounted"
    return text(key, language, count=len(way.instead), sets=number_text(Decimal(way.sets or 0)))


def slip_title(view: MonthView, question: Question, found: Answer, language: str) -> str:
    """How little loses the rank of today; that it is lost already, or cannot be lost."""
    standing = view.result.standings[question.unit]
    rank = rank_text(standing.rank, standing.tied, language)
    if not found.slips:
        return text("whatif_plan.slip.never", language, rank=rank)
    first = found.slips[0]
    changes = len(first.plan.changes)
    values = {"rank": rank, "steps": first.plan.steps, "number": changes, "count": len(slip_changes(found))}
    if not changes:
        return text("whatif_plan.slip.lost", language, there=rank_text(found.there, False, language), **values)
    if values["count"] == changes:
        return text("whatif_plan.slip.together", language, **values)
    return text("whatif_plan.slip.any" if changes == 1 else "whatif_plan.slip.some", language, **values)


def slip_changes(found: Answer) -> tuple[Change, ...]:
    """The falls that lose the rank: all that do so alone, else those of which some do so together."""
    if not found.slips:
        return ()
    first = found.slips[0]
    if len(first.plan.changes) == 1:
        return tuple(change for way in found.slips for change in (*way.plan.changes, *way.instead))
    return (*first.plan.changes, *(first.instead if first.of_one_kind else ()))
