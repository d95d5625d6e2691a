"""The parts of the screen of one indicator."""

from fractions import Fraction

import streamlit as st

from app.charts.month_line import MonthPoint, describe_month_line, month_line
from app.charts.numbers import Measure
from app.charts.value_strip import Threshold, ValueDot, ValueLane, describe_value_strip, value_strip
from app.services.entry_words import moment_text, who_words
from app.services.indicator import IndicatorDetail, MonthValue, indicator_detail
from app.services.indicator_tables import definition_rows, months_table, values_table
from app.services.weak_tables import gap_to_next
from app.services.wording import LONGEST_UNIT_IN_A_CHART, cell_text, name_in, signed_text, unit_name, value_text
from app.views import cached
from app.views.cell_history import show_cell_history
from app.views.figures import WIDE, show_chart
from app.views.frame import Screen, card, escaped, show_finding, unit_label
from app.views.tables import filtered, show_table
from scoring.grade import yardstick
from scoring.model import Direction, Group, Indicator


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
    who = who_words(source.who, screen.language)
    if not source.file:
        return escaped(screen.text("indicator.source_typed", at=moment_text(source.at), who=who))
    return escaped(
        screen.text("indicator.source_line", file=source.file, sheet=source.sheet, cell=source.cell, who=who)
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
            table = filtered(screen, table, {"frame.unit": unit_label(screen, screen.unit)} | _named(screen, indicator))
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
        st.caption(screen.text("indicator.history_hint"))
        table = filtered(screen, table, _named(screen, indicator))
        clicked = show_table(screen, table, f"values_{indicator.code}", height_rows=12, openable=True)
    show_cell_history(screen, ("value", clicked or screen.unit, indicator.code))


def _named(screen: Screen, indicator: Indicator) -> dict[str, str]:
    return {"exports.chosen.indicator": f"{indicator.code} {name_in(indicator.name, screen.language)}"}


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
