"""The figures of a slide as native charts that can be edited: their numbers stand in a workbook behind them."""

from typing import Any

from app.exports.pptx_bars import add_bars
from app.exports.pptx_dots import add_dots
from app.exports.pptx_lines import add_lines
from app.exports.room import Box
from app.services.slides import Bars, DotStrip, Figure


def add_chart(slide: Any, figure: Figure, box: Box, alternative: str, language: str) -> None:
    """A figure as a chart in its box; ``alternative`` says in words what it shows."""
    if isinstance(figure, DotStrip):
        frame = add_dots(slide, figure, box, language)
    elif isinstance(figure, Bars):
        frame = add_bars(slide, figure, box, language)
    else:
        frame = add_lines(slide, figure, box, language)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alternative)
