"""The parts of the screen of fields and indicators: from the whole to one indicator."""

from dataclasses import replace
from fractions import Fraction

import streamlit as st

from app.charts.heatmap import Cell, HeatRow, describe_heatmap, grade_cell, heatmap, score_cell, state_cell
from app.charts.month_line import MonthPoint, describe_month_line, month_line
from app.charts.theme import SCREEN
from app.charts.value_strip import Measure, Threshold, ValueDot, ValueLane, describe_value_strip, value_strip
from app.services.indicator import IndicatorDetail, MonthValue, indicator_detail
from app.services.indicator_tables import definition_rows, months_table, values_table
from app.services.status import FieldStatus, field_status
from app.services.status_tables import fields_table
from app.services.weak_tables import gap_to_next, weak_table
from app.services.wording import (
    cell_text,
    name_in,
    node_name,
    score_text,
    shared_place_text,
    signed_text,
    unit_name,
    value_text,
)
from app.views import cached
from app.views.figures import show_cells, show_chart
from app.views.frame import Screen, card, escaped, segments, select, show_finding, unit_label
from app.views.links import FIELD, INDICATOR, open_field, open_indicator
from app.views.tables import show_table
from scoring.derive import fields
from scoring.grade import Graded, yardstick
from scoring.model import Branch, Direction, Group, Indicator
from scoring.weak import describe_gap

EVERYTHING = ""
LONGEST_UNIT_IN_A_CHART = 2
WIDE = replace(SCREEN, width=820)
"""The narrowest that a chart over the whole width gets at a window of 1280 pixels."""


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
    rows = [
        HeatRow(
            unit_label(screen, standing.unit),
            tuple(_score_cell(standing.score_of(node.code), screen) for node in branches),
            standing.unit == screen.unit,
        )
        for group in groups
        for standing in result.group(group.code)
    ]
    with card(screen.text("indicator.heat_fields"), screen.text("indicator.heat_fields_explained")):
        clicked = show_cells(
            heatmap(columns, rows, screen.language, size=WIDE),
            "heat_fields",
            describe_heatmap(columns, rows, screen.language),
            columns=len(columns),
        )
        if clicked:
            open_field(branches[clicked[1]].code)
    with card(screen.text("status.fields")):
        table = fields_table(listed, screen.text("status.fields"), screen.language)
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


def _score_cell(score: Fraction | None, screen: Screen) -> Cell:
    return Cell("–", None) if score is None else score_cell(score, 1)


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
    rows = [
        HeatRow(
            unit_label(screen, standing.unit),
            tuple(_grade_cell(standing.grades[one.code], screen.language) for one in indicators),
            standing.unit == screen.unit,
        )
        for group in groups
        for standing in result.group(group.code)
    ]
    with card(screen.text("indicator.heat_indicators"), screen.text("indicator.heat_indicators_explained")):
        clicked = show_cells(
            heatmap(columns, rows, screen.language, size=WIDE),
            "heat_indicators",
            describe_heatmap(columns, rows, screen.language),
            columns=len(columns),
        )
        if clicked:
            open_indicator(screen, indicators[clicked[1]].code)
    gaps = tuple(describe_gap(result, screen.unit, one) for one in indicators)
    with card(node_name(field, screen.language), screen.text("weak.open_hint")):
        table = weak_table(
            gaps,
            node_name(field, screen.language),
            screen.language,
            rank=result.standings[screen.unit].rank,
            leave_out=frozenset({"rules", "field"}),
        )
        opened = show_table(screen, table, "field_indicators", openable=True)
        if opened:
            open_indicator(screen, opened)


def _grade_cell(cell: Graded, language: str) -> Cell:
    return state_cell(cell.state, language) if cell.step is None else grade_cell(cell.step.letter, cell.step.points)


def show_indicator(screen: Screen, code: str, groups: tuple[Group, ...]) -> None:
    """One indicator: the finding, its definition, its months, the values of all units."""
    view = screen.view
    detail = indicator_detail(
        view,
        screen.unit,
        code,
        months=cached.results_of(view.evaluation.code),
        last_year=cached.results_of(view.evaluation.previous) if view.evaluation.previous else (),
    )
    _show_indicator_finding(screen, detail)
    left, right = st.columns([1, 1.25])
    with left, card(screen.text("indicator.definition_card")):
        for label, words in definition_rows(detail, screen.unit, screen.language):
            st.markdown(f"**{escaped(label)}**  {escaped(words)}")
        st.caption(_source(screen, code))
    with right:
        _show_months(screen, detail)
    _show_values(screen, detail, groups)


def _show_indicator_finding(screen: Screen, detail: IndicatorDetail) -> None:
    cell, indicator = detail.gap.cell, detail.indicator
    values = {
        "unit": unit_label(screen, screen.unit),
        "name": name_in(indicator.name, screen.language),
        "grade": cell_text(cell, screen.language),
        "value": value_text(indicator, cell.value, screen.language),
    }
    if cell.step is None:
        title = screen.text("indicator.title_state", **{key: values[key] for key in ("unit", "name", "grade")})
    elif cell.value is None:
        title = screen.text("indicator.title_grade", **{key: values[key] for key in ("unit", "name", "grade")})
    else:
        title = screen.text("indicator.title_value", **values)
    line = screen.text("indicator.line_top")
    if detail.gap.next_step is not None:
        gain = signed_text(detail.gap.gain_next, 3)
        line = screen.text("indicator.line_gap", gap=gap_to_next(detail.gap, screen.language), gain=gain)
    show_finding(screen, title, line)


def _source(screen: Screen, code: str) -> str:
    view = screen.view
    source = cached.store().cell_source(view.evaluation.code, view.month, screen.unit, code)
    if source is None:
        return escaped(screen.text("indicator.source_none"))
    return escaped(
        screen.text("indicator.source_line", file=source.file, sheet=source.sheet, cell=source.cell, who=source.who)
    )


def _show_months(screen: Screen, detail: IndicatorDetail) -> None:
    indicator = detail.indicator
    before = {one.month[5:]: one for one in detail.last_year}
    points = [
        MonthPoint(
            one.month,
            None if one.cell.value is None else Fraction(one.cell.value),
            cell_text(one.cell, screen.language),
            one.measure.target,
            _last_value(before.get(one.month[5:])),
        )
        for one in detail.months
    ]
    with card(
        screen.text("indicator.months_card"), _with_unit(screen, screen.text("indicator.months_explained"), indicator)
    ):
        if any(point.value is not None for point in points):
            measure = _measure(indicator, screen.language)
            figure = month_line(points, screen.language, measure=measure)
            alternative = describe_month_line(points, screen.language, measure=measure)
            show_chart(figure, "months", alternative)
        else:
            st.caption(screen.text("indicator.no_values"))
        if not detail.last_year:
            st.caption(screen.text("indicator.new_indicator"))
        table = months_table(detail, screen.text("indicator.months_card"), screen.language)
        with st.expander(screen.text("indicator.table")):
            show_table(screen, table, f"months_{indicator.code}")


def _last_value(month: MonthValue | None) -> Fraction | None:
    value = month.cell.value if month else None
    return None if value is None else Fraction(value)


def _show_values(screen: Screen, detail: IndicatorDetail, groups: tuple[Group, ...]) -> None:
    indicator, evaluation = detail.indicator, screen.view.evaluation
    shown = {group.code for group in groups}
    lanes = [
        ValueLane(
            name_in(group.name, screen.language),
            tuple(
                ValueDot(
                    unit_name(evaluation, one.unit, screen.language),
                    Fraction(one.cell.value),
                    cell_text(one.cell, screen.language),
                    one.unit == screen.unit,
                )
                for one in detail.values
                if one.group == group.code and one.cell.value is not None
            ),
        )
        for group in evaluation.groups
        if group.code in shown
    ]
    with card(
        screen.text("indicator.values_card"), _with_unit(screen, screen.text("indicator.values_explained"), indicator)
    ):
        if any(lane.dots for lane in lanes):
            measure = _measure(indicator, screen.language)
            figure = value_strip(
                lanes, screen.language, thresholds=_thresholds(screen, indicator), measure=measure, size=WIDE
            )
            show_chart(figure, "values", describe_value_strip(lanes, screen.language, measure=measure))
        table = values_table(evaluation, detail, screen.text("indicator.values_card"), screen.language)
        show_table(screen, table, f"values_{indicator.code}", height_rows=12)


def _measure(indicator: Indicator, language: str) -> Measure:
    """How values are written in a chart; a long unit stands in the heading instead."""
    unit = name_in(indicator.unit_of_measure, language)
    short = unit if len(unit) <= LONGEST_UNIT_IN_A_CHART else ""
    return Measure(indicator.decimals, short, indicator.direction is Direction.LOWER)


def _with_unit(screen: Screen, explained: str, indicator: Indicator) -> str:
    unit = name_in(indicator.unit_of_measure, screen.language)
    return f"{explained} ({unit})" if len(unit) > LONGEST_UNIT_IN_A_CHART else explained


def _thresholds(screen: Screen, indicator: Indicator) -> tuple[Threshold, ...]:
    if indicator.unit_targets:
        return ()
    measure = yardstick(screen.view.evaluation, indicator, screen.unit, screen.view.month)
    return tuple(
        Threshold(step.letter, limit)
        for step, limit in zip(indicator.scale.steps, measure.thresholds, strict=True)
        if limit is not None
    )
