"""Results turned into the charts that several screens share, and charts put on the screen."""

from dataclasses import replace
from fractions import Fraction

import streamlit as st

from app.charts import theme
from app.charts.dot_strip import Dot, Zone, describe_dot_strip, dot_strip
from app.charts.heatmap import cell_at
from app.charts.points_lost import Lost, describe_points_lost, points_lost
from app.services.status import LossRow, loss_rows
from app.services.wording import decimals_for, name_in, node_name
from app.services.zones import award_zones
from app.views import cached
from app.views.frame import Screen, unit_label

WIDE = replace(theme.SCREEN, width=820)
"""The narrowest that a chart over the whole width gets at a window of 1280 pixels."""


def show_chart(figure: theme.Figure, key: str, alternative: str) -> None:
    """Put a figure on the screen as it is, with its text alternative."""
    st.plotly_chart(figure, width="stretch", theme=None, config=theme.CONFIG, key=key, alt=alternative)


def show_cells(figure: theme.Figure, key: str, alternative: str, *, columns: int) -> tuple[int, int] | None:
    """Put a heatmap on the screen; row and column of the cell that was clicked, None where none was."""
    event = st.plotly_chart(
        figure,
        width="stretch",
        theme=None,
        config=theme.CONFIG,
        key=key,
        alt=alternative,
        on_select="rerun",
        selection_mode="points",
    )
    points = event.selection.points
    return cell_at(int(points[0]["point_index"]), columns) if points else None


def show_strip(screen: Screen, key: str) -> None:
    """The group of the unit on a line of scores with the award zones."""
    about = ("strip", screen.unit, screen.language)
    _show(cached.chart_of(screen.view, about, lambda: _strip(screen)), key)


def _strip(screen: Screen) -> cached.Chart:
    result = screen.view.result
    group = result.group(result.standings[screen.unit].group)
    scored = [one for one in group if one.score is not None and one.rank is not None]
    decimals = decimals_for(one.score for one in scored)
    dots = [
        Dot(
            unit_label(screen, one.unit),
            one.score or Fraction(0),
            one.rank or 0,
            one.tied,
            one.unit == screen.unit,
        )
        for one in scored
    ]
    zones = [
        Zone(name_in(zone.tier.name, screen.language), zone.low, zone.high)
        for zone in award_zones(screen.view.evaluation, group)
    ]
    figure = dot_strip(dots, screen.language, zones=zones, decimals=decimals)
    return cached.Chart(figure, describe_dot_strip(dots, screen.language, decimals=decimals))


def show_losses(screen: Screen, group: str, key: str, node: str | None = None) -> None:
    """What every unit of a group lost from the full score, by the children of a node."""
    about = ("losses", group, node or "", screen.unit, screen.language)
    _show(cached.chart_of(screen.view, about, lambda: _losses(screen, group, node)), key)


def _losses(screen: Screen, group: str, node: str | None) -> cached.Chart:
    rows = [_lost(screen, row) for row in loss_rows(screen.view.result, group, node)]
    return cached.Chart(points_lost(rows, screen.language), describe_points_lost(rows, screen.language))


def _show(chart: cached.Chart, key: str) -> None:
    show_chart(chart.figure, key, chart.alternative)


def _lost(screen: Screen, row: LossRow) -> Lost:
    return Lost(
        unit_label(screen, row.standing.unit),
        row.standing.rank or 0,
        tuple((node_name(loss.node, screen.language), loss.lost) for loss in row.losses),
        row.adjustment,
        row.standing.tied,
        row.standing.unit == screen.unit,
    )
