"""Units on one scale as a native scatter chart: a series each, so that its workbook says which number is whose."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from app.charts import theme
from app.exports import pptx_axis as axes
from app.exports.pptx_data import XyData
from app.exports.pptx_text import Pen, colour_of
from app.exports.room import Box
from app.exports.scale import Scale, scale_of
from app.services.paper_words import zone_text
from app.services.slides import DotStrip, Point, Zone

SCALE_LINES = 2


def add_dots(slide: Any, figure: DotStrip, box: Box, language: str) -> Any:
    """A dot for each unit in a row of its own, best on top, name and value beside it; zones begin at dashed lines."""
    zones = [(zone, start) for zone in figure.zones if (start := _start(zone)) is not None]
    rows = len(figure.points) + len(zones)
    data = XyData()
    for place, point in enumerate(figure.points):
        data.add_series(point.label).add_data_point(point.value, len(figure.points) - place)
    for place, (zone, start) in enumerate(zones):
        data.add_series(zone.label).add_data_point(start, rows - place)
    frame = axes.new_frame(slide, XL_CHART_TYPE.XY_SCATTER, data, box, language)
    pen = Pen(language, axes.label_size(box.height / (rows + SCALE_LINES)))
    ends = [end for zone, _ in zones for end in (zone.low, zone.high) if end is not None]
    scale = scale_of([*(point.value for point in figure.points), *ends])
    _set_axes(frame.chart, scale, figure.axis, rows, pen)
    series = list(frame.chart.plots[0].series)
    for one, point in zip(series, figure.points, strict=False):
        _draw_dot(one, point, _side(scale, point.value), pen)
    for place, (zone, start) in enumerate(zones):
        own = series[len(figure.points) + place]
        _draw_line_down(own, rows - place)
        axes.write_label(
            own.points[0], zone_text(zone, language), replace(pen, ink=theme.INK_MUTED), _side(scale, start)
        )
    return frame


def _set_axes(chart: Any, scale: Scale, title: str, rows: int, pen: Pen) -> None:
    axes.show_numbers(chart.category_axis, scale, title, pen)
    axes.set_scale(chart.value_axis, Scale(Decimal(0), Decimal(rows + 1), Decimal(1)))
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.visible = False


def _draw_dot(series: Any, point: Point, side: Any, pen: Pen) -> None:
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.DIAMOND if point.home else XL_MARKER_STYLE.CIRCLE
    series.marker.size = 15 if point.home else 10
    colour = theme.HOME if point.home else theme.OTHER_DOT
    axes.fill(series.marker, colour)
    series.marker.format.line.color.rgb = colour_of(colour)
    pen = replace(pen, bold=point.home, ink=theme.HOME if point.home else theme.INK)
    axes.write_label(series.points[0], f"{point.label}  {point.shown}", pen, side)
    axes.cover_behind(series.points[0])


def _draw_line_down(series: Any, height: int) -> None:
    """A dashed line from the point to the axis: an error bar, since LibreOffice wants series of one length."""
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.fill.background()
    colour = theme.INK_MUTED.removeprefix("#")
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="fixedVal"/>'
        f'<c:noEndCap val="1"/><c:val val="{height}"/><c:spPr><a:ln w="15875"><a:solidFill><a:srgbClr val="{colour}"/>'
        '</a:solidFill><a:prstDash val="dash"/></a:ln></c:spPr></c:errBars>'
    )
    series._element.find(qn("c:xVal")).addprevious(bars)


def _start(zone: Zone) -> Decimal | None:
    """Where the line of a zone is drawn: at its lower end where it has one."""
    return zone.high if zone.low is None else zone.low


def _side(scale: Scale, value: Decimal) -> Any:
    """Labels stand towards the middle, where there is room."""
    return XL_LABEL_POSITION.LEFT if scale.share(value) > 0.5 else XL_LABEL_POSITION.RIGHT
