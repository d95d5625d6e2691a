"""The grids in which values are typed, and what saving them would do, as rows and tables of words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.services.editing import About, Draft, EditPlan, Typed
from app.services.entry_words import (
    content_words,
    indicator_with,
    item_words,
    kind_words,
    touched_words,
    typed_words,
    unit_words,
)
from app.services.months import MonthView
from app.services.problems import parts_of
from app.services.tables import Cell, Column, Table
from app.services.wording import NOTHING, cell_text, name_in, node_name, number_text, value_text
from app.storage.records import CellSource, Content, Key
from app.storage.records import Kind as Points
from app.text.catalogue import text
from scoring.derive import field_of
from scoring.grade import yardstick
from scoring.model import AdjustmentKind, Evaluation, Indicator, Method, MonthData
from scoring.score import Result

NOW, REASON = "now", "reason"


@dataclass(frozen=True, slots=True)
class Grid:
    """What the rows of a grid are made from: the scored month, what was typed, who touched each cell last."""

    view: MonthView
    draft: Draft
    sources: Mapping[Key, CellSource]
    language: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One cell that can be typed in, and the words that stand beside it."""

    key: Key
    words: Mapping[str, str]


def rows_of_unit(grid: Grid, unit: str) -> tuple[GridRow, ...]:
    """One row for each indicator of a unit."""
    rows = []
    for indicator in grid.view.evaluation.indicators():
        key: Key = ("value", unit, indicator.code)
        about = {
            "item": item_words(grid.view.evaluation, key, grid.language),
            "measure": name_in(indicator.unit_of_measure, grid.language),
        }
        beside = {
            "field": node_name(field_of(grid.view.evaluation, indicator.code), grid.language),
            "allowed": allowed_words(indicator, grid.language),
        }
        rows.append(GridRow(key, about | _value_words(grid, key) | beside))
    return tuple(rows)


def rows_of_indicator(grid: Grid, indicator: str) -> tuple[GridRow, ...]:
    """One row for each unit in the order of the groups."""
    rows = []
    for group in grid.view.evaluation.groups:
        for unit in group.units:
            key: Key = ("value", unit.code, indicator)
            about = {"group": name_in(group.name, grid.language), "unit": name_in(unit.name, grid.language)}
            rows.append(GridRow(key, about | _value_words(grid, key)))
    return tuple(rows)


def rows_of_points(grid: Grid, in_force: MonthData, unit: str) -> tuple[GridRow, ...]:
    """One row for each imported score, bonus and deduction that a unit can have."""
    evaluation = grid.view.evaluation
    kinds: list[tuple[Points, str]] = [("score", leaf.code) for leaf in evaluation.score_leaves()]
    names: dict[AdjustmentKind, Points] = {AdjustmentKind.BONUS: "bonus", AdjustmentKind.DEDUCTION: "deduction"}
    kinds += [(names[kind], node.code) for node in evaluation.adjustable() for kind in sorted(node.accepts)]
    rows = []
    for kind, node in kinds:
        key: Key = (kind, unit, node)
        typed = typed_in(grid, key, None)
        words = {
            "item": node_name(evaluation.node(node), grid.language),
            "kind": kind_words(kind, grid.language),
            "force": _points_in_force(in_force, key),
            NOW: typed.text,
            REASON: typed.reason,
            "touched": touched_words(grid.sources.get(key), grid.language),
        }
        rows.append(GridRow(key, words))
    return tuple(rows)


def typed_in(grid: Grid, key: Key, indicator: Indicator | None) -> Typed:
    """What stands in a cell of the grid: what was typed, else what was seen, as it would be typed."""
    typed = grid.draft.typed.get(key)
    if typed is not None:
        return typed
    content = grid.draft.seen.get(key)
    return Typed(typed_words(indicator, content, grid.language), content.reason if content else "")


def _value_words(grid: Grid, key: Key) -> dict[str, str]:
    view, language = grid.view, grid.language
    _, unit, code = key
    indicator = indicator_with(view.evaluation, code)
    if indicator is None:
        raise KeyError(code)
    target = yardstick(view.evaluation, indicator, unit, view.month).target
    return {
        "target": value_text(indicator, target, language, with_unit=False),
        "last": _last_month(view.last_month, unit, indicator, language),
        NOW: typed_in(grid, key, indicator).text,
        "grade": cell_text(view.result.standings[unit].grades[code], language),
        "touched": touched_words(grid.sources.get(key), grid.language),
    }


def allowed_words(indicator: Indicator, language: str) -> str:
    """What may be typed: a grade, or a number or a grade; the states always may."""
    letters = "·".join(step.letter for step in indicator.scale.steps)
    key = "letters" if indicator.method is Method.QUALITATIVE else "number"
    return text(f"edit.allowed.{key}", language, letters=letters)


def _last_month(last: Result | None, unit: str, indicator: Indicator, language: str) -> str:
    standing = last.standings.get(unit) if last else None
    cell = standing.grades.get(indicator.code) if standing else None
    if cell is None:
        return NOTHING
    if cell.value is None:
        return cell_text(cell, language)
    return value_text(indicator, cell.value, language, with_unit=False)


def _points_in_force(data: MonthData, key: Key) -> str:
    kind, unit, node = key
    if kind == "score":
        score = data.scores.get((unit, node))
        return NOTHING if score is None else number_text(score)
    found = next((one for one in data.adjustments if (one.kind, one.unit, one.node) == key), None)
    return NOTHING if found is None else number_text(found.points)


def grid_table(rows: tuple[GridRow, ...], title: str, language: str) -> Table:
    """The rows of a grid as a table to take away."""
    columns = _columns("grid", rows[0].words, language)
    return Table(title, columns, [dict(row.words) for row in rows])


def _columns(group: str, keys: Iterable[str], language: str) -> tuple[Column, ...]:
    return tuple(Column(key, text(f"edit.{group}.{key}", language)) for key in keys)


def planned_table(evaluation: Evaluation, plan: EditPlan, title: str, language: str) -> Table:
    """One row per cell that saving would change: what was seen and what is wanted."""
    columns = _columns("planned", ("unit", "item", "old", "new"), language)
    rows: list[dict[str, Cell]] = [
        {
            "unit": unit_words(evaluation, change.unit, language),
            "item": item_words(evaluation, change.key, language),
            "old": content_words(evaluation, change.key, change.old, language),
            "new": content_words(evaluation, change.key, change.new, language),
        }
        for change in plan.changes
    ]
    return Table(title, columns, rows)


def problems_table(evaluation: Evaluation, found: Iterable[About], title: str, language: str) -> Table:
    """One row per problem of a typed cell: where, what was typed, what is wrong, expected and to do."""
    columns = _columns("problem", ("unit", "item", "typed", "what", "expected", "do"), language)
    rows: list[dict[str, Cell]] = []
    for about in found:
        parts = parts_of(about.problem, language)
        rows.append(
            {
                "unit": unit_words(evaluation, about.key[1], language),
                "item": item_words(evaluation, about.key, language),
                "typed": about.typed.text,
                "what": parts.what,
                "expected": parts.expected,
                "do": parts.do,
            }
        )
    return Table(title, columns, rows)


def said_by(evaluation: Evaluation, key: Key, content: Content | None, source: CellSource | None, language: str) -> str:
    """What stands in a cell, and who put it there when."""
    shown = content_words(evaluation, key, content, language)
    return shown if source is None else f"{shown} ({touched_words(source, language)})"
