"""Units over the months as a native line chart, named where their lines end."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from app.charts import theme
from app.charts.measure import text_width
from app.exports import pptx_axis as axes
from app.exports.line_ends import End, ends_of
from app.exports.pptx_data import CategoryData
from app.exports.pptx_text import Pen, colour_of
from app.exports.room import SPACING, Box
from app.exports.scale import Scale, lines_scale
from app.services.slides import Line, Lines
from app.services.wording import number_text

ROWS = 14
TOP, BOTTOM = 0.04, 0.14
WIDEST_ENDS = 0.4


def add_lines(slide: Any, figure: Lines, box: Box, language: str) -> Any:
    """The home unit in a thick line; names of lines that end close together stand apart."""
    data = CategoryData()
    data.categories = figure.months
    for line in figure.lines:
        data.add_series(line.label, line.values)
    frame = axes.new_frame(slide, XL_CHART_TYPE.LINE_MARKERS, data, box, language)
    pen = Pen(language, axes.label_size(box.height / ROWS))
    scale = lines_scale(figure)
    height = 1 - TOP - BOTTOM
    ends = ends_of(figure, scale, pen.size * SPACING / (box.height * height))
    room = max((text_width(end.words, 1, bold=True) * pen.size for end in ends), default=0) + 2 * pen.size
    share = min(room / box.width, WIDEST_ENDS)
    left = _room_of_numbers(scale, figure, pen) / box.width
    axes.lay_out_plot(frame.chart, left, TOP, 1 - left - share, height)
    _set_axes(frame.chart, figure, scale, pen)
    for series, line in zip(frame.chart.plots[0].series, figure.lines, strict=True):
        _draw_line(series, line)
    _write_ends(frame.chart, ends, pen)
    return frame


def _room_of_numbers(scale: Scale, figure: Lines, pen: Pen) -> float:
    """What stands left of the plot: the numbers of the axis and, on its side, its title."""
    widest = max(text_width(number_text(mark), 1) for mark in scale.marks()) * pen.size
    return widest + pen.size * (2.4 if figure.axis else 1)


def _set_axes(chart: Any, figure: Lines, scale: Scale, pen: Pen) -> None:
    axes.show_names(chart.category_axis, pen)
    axes.show_numbers(chart.value_axis, scale, figure.axis, pen)
    if figure.downward:
        chart.value_axis.reverse_order = True
        axes.cross_at_end(chart.category_axis)
    else:
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def _draw_line(series: Any, line: Line) -> None:
    colour = theme.HOME if line.home else theme.OTHER_DOT
    series.smooth = False
    series.format.line.color.rgb = colour_of(colour)
    series.format.line.width = Pt(4 if line.home else 1.75)
    series.marker.style = XL_MARKER_STYLE.DIAMOND if line.home else XL_MARKER_STYLE.CIRCLE
    series.marker.size = 13 if line.home else 7
    axes.fill(series.marker, colour)
    series.marker.format.line.color.rgb = colour_of(colour)


def _write_ends(chart: Any, ends: Sequence[End], pen: Pen) -> None:
    series = list(chart.plots[0].series)
    for end in ends:
        own = replace(pen, bold=end.home, ink=theme.HOME if end.home else theme.INK)
        point = series[end.line].points[end.month]
        axes.write_label(point, end.words, own, XL_LABEL_POSITION.RIGHT)
        axes.move_label(point, (end.label - end.down) * (1 - TOP - BOTTOM))
