"""What the native charts share: their frame, axes, labels and legend, all in the fonts of the house."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from lxml import etree
from pptx.enum.chart import XL_AXIS_CROSSES, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from app.charts import theme
from app.exports.pptx_text import Pen, add_words, colour_of, set_font
from app.exports.room import Box
from app.exports.scale import Scale

LARGEST, LEAST = 16, 10


def new_frame(slide: Any, kind: Any, data: Any, box: Box, language: str) -> Any:
    """The frame of a chart in its box, without title and legend."""
    frame = slide.shapes.add_chart(kind, *map(Pt, (box.left, box.top, box.width, box.height)), data)
    frame.chart.has_legend = False
    frame.chart.has_title = False
    _set_font(frame.chart.font, Pen(language, LEAST))
    return frame


def label_size(room: float) -> int:
    """The size of labels that have so many points of height each."""
    return int(min(max(room * 0.62, LEAST), LARGEST))


def set_scale(axis: Any, scale: Scale) -> None:
    """Ends and steps of a value axis."""
    # An axis takes floats; the numbers of the chart stay exact.
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = map(float, (scale.low, scale.high, scale.step))


def show_numbers(axis: Any, scale: Scale, title: str, pen: Pen) -> None:
    """A value axis with a thin grid, round numbers and its title."""
    set_scale(axis, scale)
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = colour_of(theme.GRID)
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    axis.tick_labels.number_format = "#,##0" + ("." + "0" * scale.decimals if scale.decimals else "")
    axis.tick_labels.number_format_is_linked = False
    pen = replace(pen, ink=theme.INK_MUTED)
    _set_font(axis.tick_labels.font, pen)
    if title:
        axis.has_title = True
        add_words(axis.axis_title.text_frame.paragraphs[0], title, pen)


def show_names(axis: Any, pen: Pen) -> None:
    """A category axis on which every name is written."""
    axis.has_major_gridlines = False
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = colour_of(theme.AXIS)
    _set_font(axis.tick_labels.font, pen)
    element = axis._element
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = etree.Element(qn(tag))
        skip.set("val", "1")
        element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def write_label(point: Any, words: str, pen: Pen, position: Any = None) -> None:
    """The label of one point; without a position it stands in the middle."""
    label = point.data_label
    frame = label.text_frame
    frame.word_wrap = False
    add_words(frame.paragraphs[0], words, pen)
    if position is not None:
        label.position = position


def move_label(point: Any, down: float) -> None:
    """Move a label down by a share of the chart's height."""
    if not down:
        return
    moved = (
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="0"/><c:y val="{down:.5f}"/></c:manualLayout></c:layout>'
    )
    point.data_label._dLbl.find(qn("c:idx")).addnext(parse_xml(moved))


def cover_behind(point: Any) -> None:
    """White behind a label, so that a line never runs through its words."""
    colour = theme.WHITE.removeprefix("#")
    white = f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'
    point.data_label._dLbl.find(qn("c:dLblPos")).addprevious(parse_xml(white))


def fill(thing: Any, colour: str) -> None:
    """Fill a point, a series or a marker with one colour."""
    thing.format.fill.solid()
    thing.format.fill.fore_color.rgb = colour_of(colour)


def add_legend(chart: Any, pen: Pen) -> None:
    """The names of the series above the plot."""
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _set_font(chart.legend.font, pen)


def lay_out_plot(chart: Any, left: float, top: float, width: float, height: float) -> None:
    """Where the axes are inside the chart, as shares of it, so that labels beside them keep their room."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    settings = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    settings |= {"x": f"{left:.4f}", "y": f"{top:.4f}", "w": f"{width:.4f}", "h": f"{height:.4f}"}
    for name, value in settings.items():
        etree.SubElement(manual, qn(f"c:{name}")).set("val", value)
    area.insert(0, layout)


def cross_at_end(axis: Any) -> None:
    """Put an axis to the end of the other one: where that is reversed, it would follow its small numbers."""
    axis._element.crosses.val = XL_AXIS_CROSSES.MAXIMUM


def wider(scale: Scale, *, low: bool, high: bool) -> Scale:
    """A scale with a step more at its ends, where labels stand."""
    nothing = Decimal(0)
    return Scale(
        scale.low - (scale.step if low else nothing), scale.high + (scale.step if high else nothing), scale.step
    )


def _set_font(font: Any, pen: Pen) -> None:
    font.size = Pt(pen.size)
    font.color.rgb = colour_of(pen.ink)
    set_font(font, pen.language)
