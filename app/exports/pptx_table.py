"""A table of a slide as a native table; a pace bar is drawn with shapes beside its words."""

from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_VERTICAL_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from app.charts import theme
from app.exports.pptx_text import Pen, add_words, colour_of
from app.exports.room import BAR_SHARE, CELL_PAD_X, CELL_PAD_Y, Box, cell_size, column_widths, row_heights
from app.services.paper_words import cell_words
from app.services.slides import Level, PaceBar, SlideCell, SlideColumn, SlideTable

INKS = {Level.GOOD: theme.GOOD_INK, Level.WATCH: theme.WATCH_INK, Level.BAD: theme.BAD_INK, Level.NONE: theme.INK}
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style without fills and lines of its own."""
TALLEST_ROW = 46.0


def add_table(slide: Any, table: SlideTable, box: Box, alternative: str, language: str) -> None:
    """Columns as wide as the table says; the size of the letters follows from the room."""
    size = cell_size(table, box.width, box.height)
    heights = _spread(row_heights(table, box.width, size), box.height)
    widths = column_widths(table, box.width, size)
    frame = slide.shapes.add_table(len(heights), len(widths), *map(Pt, (box.left, box.top, box.width, sum(heights))))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alternative)
    grid = frame.table
    grid._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_STYLE
    grid.first_row, grid.horz_banding = True, False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(grid.rows, heights, strict=True):
        row.height = Pt(height)
    _write_header(grid, table, Pen(language, size, bold=True, ink=theme.INK_SOFT))
    tops = [box.top + top for top in accumulate(heights, initial=0.0)]
    lefts = [box.left + left for left in accumulate(widths, initial=0.0)]
    for number, cells in enumerate(table.rows, 1):
        for position, cell in enumerate(cells):
            area = Box(lefts[position], tops[number], widths[position], heights[number])
            written = grid.cell(number, position)
            _write_cell(written, cell, table.columns[position], Pen(language, size))
            if isinstance(cell, PaceBar):
                written.margin_left = Pt(area.width * BAR_SHARE)
                _add_bar(slide, cell, area)


def _spread(heights: list[float], room: float) -> list[float]:
    """Rows a little higher where there is room, so that they are read easily."""
    spare = max(room - sum(heights), 0) / len(heights)
    return [height + min(spare, max(TALLEST_ROW - height, 0)) for height in heights]


def _write_header(grid: Any, table: SlideTable, pen: Pen) -> None:
    for position, column in enumerate(table.columns):
        cell = _prepared(grid.cell(0, position), column, theme.INK, 1.5)
        add_words(cell.text_frame.paragraphs[0], column.label, pen)


def _write_cell(cell: Any, content: SlideCell, column: SlideColumn, pen: Pen) -> None:
    _prepared(cell, column, theme.LINE, 0.75)
    if not isinstance(content, PaceBar):
        pen = replace(pen, bold=content.strong or content.level is not Level.NONE, ink=INKS[content.level])
    add_words(cell.text_frame.paragraphs[0], cell_words(content), pen)


def _prepared(cell: Any, column: SlideColumn, line: str, width: float) -> Any:
    """A cell with the margins and the line below that all have."""
    cell.margin_left = cell.margin_right = Pt(CELL_PAD_X)
    cell.margin_top = cell.margin_bottom = Pt(CELL_PAD_Y)
    cell.vertical_anchor = MSO_VERTICAL_ANCHOR.MIDDLE
    cell.text_frame.word_wrap = True
    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if column.right else PP_ALIGN.LEFT
    properties = cell._tc.get_or_add_tcPr()
    border = etree.SubElement(properties, qn("a:lnB"))
    border.set("w", str(Pt(width)))
    fill = etree.SubElement(etree.SubElement(border, qn("a:solidFill")), qn("a:srgbClr"))
    fill.set("val", line.removeprefix("#"))
    return cell


def _add_bar(slide: Any, bar: PaceBar, area: Box) -> None:
    """Track, filled part and the tick of today over the left part of the cell; its words are in the cell."""
    width = area.width * BAR_SHARE - 2 * CELL_PAD_X
    height = min(area.height * 0.4, 16)
    track = Box(area.left + CELL_PAD_X, area.top + (area.height - height) / 2, width, height)
    end = max(Decimal(1), bar.filled, bar.tick or Decimal(0))
    pieces = [(track, theme.GRID), (_part(track, bar.filled / end), theme.HOME)]
    if bar.tick is not None:
        at = track.left + width * float(max(bar.tick, Decimal(0)) / end)
        pieces.append((Box(min(at, track.left + width) - 1.5, track.top - 5, 3, height + 10), theme.INK))
    group = slide.shapes.add_group_shape()
    group._element.nvGrpSpPr.cNvPr.set("descr", bar.text)
    for box, colour in pieces:
        if box.width <= 0:
            continue
        shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Pt, (box.left, box.top, box.width, box.height)))
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour_of(colour)
        shape.line.fill.background()
        shape._element.remove(shape._element.find(qn("p:style")))


def _part(track: Box, share: Decimal) -> Box:
    """The filled part of a track."""
    return Box(track.left, track.top, track.width * float(max(share, Decimal(0))), track.height)
