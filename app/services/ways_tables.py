"""Plans, slips and what a step costs, as tables."""

from collections.abc import Sequence
from dataclasses import replace

from app.services.months import MonthView
from app.services.tables import Cell, Column, Kind, Table
from app.services.ways import Answer, Step, step_of
from app.services.ways_findings import change_text, cost_text, plan_text
from app.services.weak_tables import GAIN_DECIMALS, department_name, gap_to_next
from app.services.wording import (
    NOTHING,
    cell_text,
    difference_in_unit,
    gap_text,
    name_in,
    rank_text,
    score_text,
    value_text,
)
from app.text.catalogue import text
from scoring.model import Direction, Indicator
from scoring.rounding import plain_decimal, round_half_up
from scoring.score import Result
from scoring.shortest import ONE, Change, Effort, Plan
from scoring.weak import WeakIndicator

INDICATOR_PIXELS = 290


def changes_table(result: Result, unit: str, changes: Sequence[Change], heading: str, language: str) -> Table:
    """One row per change of a plan: who leads it, the grade, the value it takes, what it brings and costs."""
    columns = [
        _indicator_column(language),
        _column("change", language),
        _column("needed", language, Kind.FIGURES),
        _column("gap", language, Kind.FIGURES),
        _column("gain", language, Kind.NUMBER, GAIN_DECIMALS),
        _column("lead", language),
        _column("steps", language, Kind.WHOLE),
    ]
    if any(change.cost != change.steps for change in changes):
        columns.append(_column("cost", language, Kind.FIGURES))
    return _table(result, unit, changes, Table(heading, tuple(columns), ()), language)


def slips_table(result: Result, unit: str, changes: Sequence[Change], heading: str, language: str) -> Table:
    """One row per grade that falls: who leads the indicator, the value at which it falls, how much room is left."""
    columns = (
        _indicator_column(language),
        _column("change", language),
        _column("falls_beyond", language, Kind.FIGURES),
        _column("room", language, Kind.FIGURES),
        _column("gain", language, Kind.NUMBER, GAIN_DECIMALS),
        _column("lead", language),
    )
    return _table(result, unit, changes, Table(heading, columns, ()), language)


def _table(result: Result, unit: str, changes: Sequence[Change], empty: Table, language: str) -> Table:
    keys = [column.key for column in empty.columns]
    cells = (_step_row(step_of(result, unit, change), language) for change in changes)
    rows = [{key: row[key] for key in keys} for row in cells]
    return replace(empty, rows=rows, codes=tuple(change.indicator for change in changes))


def _step_row(step: Step, language: str) -> dict[str, Cell]:
    indicator, change = step.indicator, step.change
    gap = difference_in_unit(indicator, step.gap, language)
    rises = (indicator.direction is Direction.HIGHER) == (change.gain > 0)
    return {
        "indicator": indicator_text(indicator, language),
        "lead": department_name(indicator.lead, language),
        "change": change_text(change, language),
        "needed": _reached_text(step, language),
        "gap": gap if step.gap is None else f"{'+' if rises else '−'}{gap}",
        "falls_beyond": _lost_text(step, language),
        "room": gap,
        "gain": round_half_up(change.gain, GAIN_DECIMALS),
        "steps": change.steps,
        "cost": cost_text(change.cost),
    }


def indicator_text(indicator: Indicator, language: str) -> str:
    """The code of an indicator with its name."""
    return f"{indicator.code} {name_in(indicator.name, language)}"


def _reached_text(step: Step, language: str) -> str:
    if step.any_value:
        return text("whatif_plan.value.any", language)
    if step.value is None:
        return text("weak.by_hand", language, letter=step.change.after)
    key = "at_least" if step.indicator.direction is Direction.HIGHER else "at_most"
    return text(f"whatif_plan.value.{key}", language, value=value_text(step.indicator, step.value, language))


def _lost_text(step: Step, language: str) -> str:
    if step.value is None:
        return text("whatif_plan.value.by_hand", language, letter=step.change.after)
    key = "below" if step.indicator.direction is Direction.HIGHER else "above"
    return text(f"whatif_plan.value.{key}", language, value=value_text(step.indicator, step.value, language))


def plans_table(found: Answer, heading: str, language: str) -> Table:
    """One row per plan, the best first: what it takes, where it leads and which changes it is made of."""
    columns = (
        _column("number", language, Kind.WHOLE),
        _column("steps", language, Kind.WHOLE),
        _column("cost", language, Kind.FIGURES),
        _column("score", language, Kind.FIGURES),
        _column("margin", language, Kind.FIGURES),
        _column("rank", language),
        _column("plan", language, wide=True),
    )
    rows = [_plan_row(number, way.plan, language) for number, way in enumerate(found.ways, 1)]
    return Table(heading, columns, rows)


def _plan_row(number: int, plan: Plan, language: str) -> dict[str, Cell]:
    return {
        "number": number,
        "steps": plan.steps,
        "cost": cost_text(plan.cost),
        "score": score_text(plan.score),
        "margin": gap_text(plan.margin),
        "rank": rank_text(plan.rank, False, language),
        "plan": plan_text(plan, language),
    }


def effort_rows(below_top: Sequence[WeakIndicator], effort: Effort, language: str) -> list[dict[str, Cell]]:
    """One row per indicator that can rise: what it is, what the next grade takes and brings, its cost."""
    return [
        {
            "indicator": indicator_text(weak.indicator, language),
            "cost_of_step": plain_decimal(effort.costs.get(weak.indicator.code, ONE)),
            "fixed": weak.indicator.code in effort.fixed,
            "grade": cell_text(weak.cell, language),
            "gap_to_next": gap_to_next(weak, language),
            "gain_next": round_half_up(weak.gain_next, GAIN_DECIMALS),
            "lead": department_name(weak.indicator.lead, language),
        }
        for weak in below_top
    ]


def effort_table(below_top: Sequence[WeakIndicator], effort: Effort, heading: str, language: str) -> Table:
    """The same rows for a download."""
    columns = (
        _column("indicator", language),
        _column("cost_of_step", language, Kind.FIGURES),
        _column("fixed", language),
        _column("grade", language),
        _column("gap_to_next", language, Kind.FIGURES),
        _column("gain_next", language, Kind.NUMBER, GAIN_DECIMALS),
        _column("lead", language),
    )
    fixed = text("whatif_plan.column.fixed", language)
    rows = [
        {**row, "cost_of_step": f"{row['cost_of_step']}", "fixed": fixed if row["fixed"] else NOTHING}
        for row in effort_rows(below_top, effort, language)
    ]
    return Table(heading, columns, rows, tuple(weak.indicator.code for weak in below_top))


def effort_filter(view: MonthView, effort: Effort, language: str) -> tuple[str, ...]:
    """What was typed of costs, for the head of what is downloaded."""
    known = {indicator.code: indicator for indicator in view.evaluation.indicators()}
    costs = [f"{code} {cost_text(cost)}" for code, cost in sorted(effort.costs.items()) if code in known]
    fixed = ", ".join(sorted(effort.fixed)) or NOTHING
    said = text(
        "whatif_plan.filter.costs", language, costs=", ".join(costs) or text("whatif_plan.filter.one", language)
    )
    return (said, text("whatif_plan.filter.fixed", language, codes=fixed))


def _indicator_column(language: str) -> Column:
    """Long names are cut at a width that leaves room for the department beside them on a laptop."""
    return replace(_column("indicator", language), pixels=INDICATOR_PIXELS)


def _column(key: str, language: str, kind: Kind = Kind.WORDS, decimals: int = 0, *, wide: bool = False) -> Column:
    label, tip = (text(f"whatif_plan.{part}.{key}", language) for part in ("column", "tip"))
    return Column(key, label, kind, decimals, tip, wide)
