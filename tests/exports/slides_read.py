"""What a presentation holds, read back."""

import io
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from app.exports.pptx import deck_pptx
from app.services.slides import Deck


def opened(deck: Deck) -> Any:
    return Presentation(io.BytesIO(deck_pptx(deck)))


def chart_of(slide: Any) -> Any:
    return next(shape for shape in slide.shapes if shape.has_chart)


def roots_of(slide: Any) -> list[Any]:
    """The XML of a slide and of its charts."""
    return [slide._element, *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)]


def words_of(slide: Any) -> str:
    """Everything that a slide shows, in its own text, its tables and its charts."""
    return "\n".join(element.text or "" for root in roots_of(slide) for element in root.iter(qn("a:t"), qn("c:v")))
