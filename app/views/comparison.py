"""Two units held against each other on the ranking screen."""

import streamlit as st

from app.charts.difference_bars import Effect, Pair, describe_difference_bars, difference_bars
from app.services.comparison import SideBySide, side_by_side
from app.services.comparison_tables import comparison_table
from app.services.ranking import rival_of
from app.services.ranking_findings import EFFECT_DECIMALS, comparison_title
from app.services.wording import node_name
from app.views.figures import show_chart
from app.views.frame import Screen, card, select, unit_label
from app.views.links import open_indicator
from app.views.tables import filtered, show_table


def show_comparison(screen: Screen) -> None:
    """Two units field by field and indicator by indicator; the effects add up to the difference of their scores."""
    if len(screen.view.evaluation.units) < 2:
        st.info(screen.text("ranking.nothing_to_compare"))
        return
    first, second = _choose_pair(screen)
    pair = side_by_side(screen.view.result, first, second)
    if pair is None:
        names = {"first": unit_label(screen, first), "second": unit_label(screen, second)}
        st.info(screen.text("ranking.not_comparable", **names))
        return
    with card(comparison_title(screen.view.evaluation, pair, screen.language)):
        _show_bars(screen, pair)
    _show_indicators(screen, pair)


def _choose_pair(screen: Screen) -> tuple[str, str]:
    evaluation, result = screen.view.evaluation, screen.view.result
    names = {one.unit: unit_label(screen, one.unit) for group in evaluation.groups for one in result.group(group.code)}
    left, right, _ = st.columns([1, 1, 2])
    with left:
        first = select("first", screen.text("ranking.choose_first"), names, screen.unit)
    others = {code: name for code, name in names.items() if code != first}
    with right:
        second = select(
            "second", screen.text("ranking.choose_second"), others, rival_of(result, first) or next(iter(others))
        )
    return first, second


def _show_bars(screen: Screen, pair: SideBySide) -> None:
    effects = [Effect(node_name(one.node, screen.language), one.effect) for one in pair.by_field.differences]
    if pair.first.adjustments or pair.second.adjustments:
        effects.append(Effect(screen.text("ranking.sum.adjustment"), pair.by_field.adjustment))
    names = Pair(unit_label(screen, pair.first.unit), unit_label(screen, pair.second.unit))
    total = Effect(screen.text("ranking.sum.total"), pair.by_field.total)
    figure = difference_bars([*effects, total], screen.language, pair=names, decimals=EFFECT_DECIMALS)
    alternative = describe_difference_bars(effects, screen.language, pair=names, decimals=EFFECT_DECIMALS)
    show_chart(figure, "difference", alternative)
    st.caption(screen.text("ranking.effects_note"))


def _show_indicators(screen: Screen, pair: SideBySide) -> None:
    evaluation = screen.view.evaluation
    names = {"first": unit_label(screen, pair.first.unit), "second": unit_label(screen, pair.second.unit)}
    table = comparison_table(evaluation, pair, screen.text("ranking.differing_table", **names), screen.language)
    count = sum(1 for code in table.codes if code)
    key = "ranking.differing" if count else "ranking.differing_none"
    with card(screen.text(key, count=count), screen.text("ranking.open_indicator_hint") if count else ""):
        units = {"ranking.choose_first": names["first"], "ranking.choose_second": names["second"]}
        table = filtered(screen, table, units)
        opened = show_table(screen, table, "comparison", height_rows=16, openable=True)
    if opened:
        open_indicator(screen, opened)
