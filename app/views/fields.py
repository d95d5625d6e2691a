"""The parts of the screen of fields and indicators: from the whole to one indicator."""

from collections.abc import Callable
from fractions import Fraction

import streamlit as st

from app.charts.heatmap import Cell, HeatRow, describe_heatmap, grade_cell, heatmap, score_cell, state_cell
from app.services.status import FieldStatus, field_status
from app.services.status_tables import fields_table
from app.services.tables import Column, Kind, Table
from app.services.weak_tables import weak_table
from app.services.wording import NOTHING, name_in, node_name, score_text, shared_place_text
from app.views.figures import WIDE, show_cells
from app.views.frame import Screen, card, segments, select, show_finding, unit_label
from app.views.links import FIELD, INDICATOR, open_field, open_indicator
from app.views.tables import filtered, show_table
from scoring.derive import fields
from scoring.grade import Graded
from scoring.model import Branch, Group
from scoring.score import Standing
from scoring.weak import describe_gap

EVERYTHING = ""
ROWS_SHOWN = 16


def choose_field(screen: Screen) -> Branch | None:
    """The field chosen, None for all of them."""
    branches = {node.code: node for node in fields(screen.view.evaluation.root) if isinstance(node, Branch)}
    names = {EVERYTHING: screen.text("indicator.all_fields")}
    names |= {code: node_name(node, screen.language) for code, node in branches.items()}
    return branches.get(select(FIELD, screen.text("indicator.choose_field"), names, EVERYTHING))


def choose_indicator(screen: Screen, field: Branch | None) -> str | None:
    """The indicator chosen inside a field, None for all of them."""
    names = {EVERYTHING: screen.text("indicator.all_indicators")}
    for leaf in field.children if field else ():
        names[leaf.code] = f"{leaf.code} {name_in(leaf.name, screen.language)}"
    return select(INDICATOR, screen.text("indicator.choose_indicator"), names, EVERYTHING) or None


def choose_group(screen: Screen) -> tuple[Group, ...]:
    """The groups shown: the home unit's by default, or another, or all."""
    groups = screen.view.evaluation.groups
    names = {group.code: name_in(group.name, screen.language) for group in groups}
    names["all"] = screen.text("indicator.all_groups")
    home = screen.view.result.standings[screen.unit].group
    code = segments("group", screen.text("indicator.choose_group"), names, home)
    return tuple(group for group in groups if code in ("all", group.code))


def show_all_fields(screen: Screen, groups: tuple[Group, ...]) -> None:
    """Every field: the heatmap of units and fields, and the home unit's fields as a table."""
    evaluation, result = screen.view.evaluation, screen.view.result
    branches = [node for node in fields(evaluation.root) if isinstance(node, Branch)]
    listed = tuple(field_status(result, screen.unit, node) for node in branches)
    _show_fields_finding(screen, listed)
    columns = [node_name(node, screen.language) for node in branches]
    with card(screen.text("indicator.heat_fields"), screen.text("indicator.heat_fields_explained")):
        clicked = _show_heatmap(
            screen,
            "heat_fields",
            columns,
            groups,
            lambda standing: [_score_cell(standing.score_of(node.code)) for node in branches],
        )
        if clicked is not None:
            open_field(branches[clicked].code)
    with card(screen.text("status.fields")):
        table = fields_table(listed, screen.text("status.fields"), screen.language)
        table = filtered(screen, table, {"frame.unit": unit_label(screen, screen.unit)})
        opened = show_table(screen, table, "fields", openable=True)
        if opened:
            open_field(opened)


def _show_fields_finding(screen: Screen, listed: tuple[FieldStatus, ...]) -> None:
    worst = max(listed, key=lambda one: one.lost, default=None)
    line = screen.text("indicator.fields_no_loss")
    if worst is not None and worst.lost > 0:
        field = node_name(worst.node, screen.language)
        line = screen.text("indicator.fields_line", field=field, lost=score_text(worst.lost, 3))
    group = screen.view.evaluation.group_of(screen.unit)
    title = screen.text(
        "indicator.fields_title",
        unit=unit_label(screen, screen.unit),
        count=len(listed),
        first=sum(1 for one in listed if one.place and one.place.rank == 1),
        group=name_in(group.name, screen.language),
    )
    show_finding(screen, title, line)


def _score_cell(score: Fraction | None) -> Cell:
    return Cell(NOTHING, None) if score is None else score_cell(score, 1)


def _show_heatmap(
    screen: Screen, key: str, columns: list[str], groups: tuple[Group, ...], cells: Callable[[Standing], list[Cell]]
) -> int | None:
    """The units of some groups against columns, and as a table; the column whose cell was clicked, None otherwise."""
    rows = [
        HeatRow(unit_label(screen, standing.unit), tuple(cells(standing)), standing.unit == screen.unit)
        for group in groups
        for standing in screen.view.result.group(group.code)
    ]
    figure = heatmap(columns, rows, screen.language, size=WIDE)
    clicked = show_cells(figure, key, describe_heatmap(columns, rows, screen.language), columns=len(columns))
    with st.expander(screen.text("ranking.as_table")):
        shown = {"indicator.choose_group": ", ".join(name_in(group.name, screen.language) for group in groups)}
        table = _table_of(screen, columns, rows, screen.text(f"indicator.{key}"))
        show_table(screen, filtered(screen, table, shown), f"{key}_table", height_rows=ROWS_SHOWN)
    return None if clicked is None else clicked[1]


def _table_of(screen: Screen, columns: list[str], rows: list[HeatRow], title: str) -> Table:
    """The words of a heatmap, for those who don't see it."""
    keys = [str(number) for number in range(len(columns))]
    described = [Column(key, label, Kind.FIGURES) for key, label in zip(keys, columns, strict=True)]
    cells = [dict(zip(keys, (cell.label for cell in row.cells), strict=True)) for row in rows]
    return Table(
        title,
        (Column("unit", screen.text("frame.unit")), *described),
        [{"unit": row.name, **shown} for row, shown in zip(rows, cells, strict=True)],
    )


def show_field(screen: Screen, field: Branch, groups: tuple[Group, ...]) -> None:
    """One field: the grades of every unit and indicator, and what the home unit lacks in it."""
    result = screen.view.result
    status = field_status(result, screen.unit, field)
    group = screen.view.evaluation.group_of(screen.unit)
    show_finding(
        screen,
        screen.text(
            "indicator.field_title",
            field=node_name(field, screen.language),
            unit=unit_label(screen, screen.unit),
            score=score_text(status.score),
            group=name_in(group.name, screen.language),
            rank=shared_place_text(status.place, screen.language),
        ),
        screen.text(
            "indicator.field_line", count=status.counted, below=status.not_top, lost=score_text(status.lost, 3)
        ),
    )
    indicators = [
        leaf.indicator for leaf in field.children if not isinstance(leaf, Branch) and hasattr(leaf, "indicator")
    ]
    columns = [f"{one.code} {name_in(one.name, screen.language)}" for one in indicators]
    with card(screen.text("indicator.heat_indicators"), screen.text("indicator.heat_indicators_explained")):
        clicked = _show_heatmap(
            screen,
            "heat_indicators",
            columns,
            groups,
            lambda standing: [_grade_cell(standing.grades[one.code], screen.language) for one in indicators],
        )
        if clicked is not None:
            open_indicator(screen, indicators[clicked].code)
    gaps = tuple(describe_gap(result, screen.unit, one) for one in indicators)
    with card(node_name(field, screen.language), screen.text("weak.open_hint")):
        table = weak_table(
            gaps,
            node_name(field, screen.language),
            screen.language,
            rank=result.standings[screen.unit].rank,
            leave_out=frozenset({"rules", "field"}),
        )
        chosen = {
            "frame.unit": unit_label(screen, screen.unit),
            "exports.chosen.field": node_name(field, screen.language),
        }
        opened = show_table(screen, filtered(screen, table, chosen), "field_indicators", openable=True)
        if opened:
            open_indicator(screen, opened)


def _grade_cell(cell: Graded, language: str) -> Cell:
    return state_cell(cell.state, language) if cell.step is None else grade_cell(cell.step.letter, cell.step.points)
