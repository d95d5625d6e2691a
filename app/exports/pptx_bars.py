"""Zero-based bars as a native chart, first on top."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION

from app.charts import theme
from app.exports import pptx_axis as axes
from app.exports.pptx_data import CategoryData
from app.exports.pptx_text import Pen
from app.exports.room import Box
from app.exports.scale import Scale, bars_scale
from app.services.slides import Bar, Bars
from app.services.wording import number_text

HOME_SIGN = "▶"
"""Stands before the name of the home unit, since one name of an axis can't be bold."""
WIDE_ENOUGH = 0.07
"""The share of the axis from which on a piece of a bar has room for its number."""
AXIS_AND_LEGEND = 3


def add_bars(slide: Any, figure: Bars, box: Box, language: str) -> Any:
    """The whole stands at the end of a bar of one piece, and beside the name of a bar of several."""
    single = len(figure.series) == 1
    data = CategoryData()
    data.categories = [_name(bar, single=single) for bar in figure.bars]
    for position, label in enumerate(figure.series):
        data.add_series(label, [bar.pieces[position] for bar in figure.bars])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if single else XL_CHART_TYPE.BAR_STACKED
    frame = axes.new_frame(slide, kind, data, box, language)
    pen = Pen(language, axes.label_size(box.height / (len(figure.bars) + AXIS_AND_LEGEND)))
    scale = bars_scale(figure)
    if single:
        scale = axes.wider(scale, low=scale.low < 0, high=True)
    _set_axes(frame.chart, scale, figure.axis, pen)
    for position, series in enumerate(frame.chart.plots[0].series):
        axes.fill(series, theme.PIECES[position % len(theme.PIECES)])
        series.invert_if_negative = False
        for number, bar in enumerate(figure.bars):
            _draw_piece(series.points[number], bar, position, scale, pen)
    if not single:
        axes.add_legend(frame.chart, pen)
    return frame


def _name(bar: Bar, *, single: bool) -> str:
    name = f"{HOME_SIGN} {bar.label}" if bar.home else bar.label
    return name if single else f"{name}  {bar.shown}"


def _set_axes(chart: Any, scale: Scale, title: str, pen: Pen) -> None:
    chart.plots[0].gap_width, chart.plots[0].overlap = 40, 100
    axes.show_names(chart.category_axis, pen)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.reverse_order = True
    axes.show_numbers(chart.value_axis, scale, title, pen)
    axes.cross_at_end(chart.value_axis)


def _draw_piece(point: Any, bar: Bar, position: int, scale: Scale, pen: Pen) -> None:
    colours = theme.HOME_PIECES if bar.home else theme.PIECES
    colour = colours[position % len(colours)]
    axes.fill(point, colour)
    piece = bar.pieces[position]
    if len(bar.pieces) == 1:
        axes.write_label(point, bar.shown, replace(pen, bold=bar.home), XL_LABEL_POSITION.OUTSIDE_END)
    elif abs(scale.share(piece) - scale.share(Decimal(0))) >= WIDE_ENOUGH:
        axes.write_label(point, number_text(piece), replace(pen, bold=bar.home, ink=theme.ink_on(colour)))
