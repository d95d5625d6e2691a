"""An empty presentation of the house: wide slides, one layout, Korean and Latin fonts, in the words of a language."""

from copy import deepcopy
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from app.charts import theme
from app.exports.room import HEIGHT, SIDE, WIDTH, Box
from app.services.paper_words import BULLETS
from app.text.catalogue import text

LATIN = "Malgun Gothic"
TITLE_AND_CONTENT = 1
CONTENT, FOOTER, NUMBER, LINE = 1, 11, 12, 13
"""The placeholders of the layout by their index: paragraphs, foot, number of the page, the line below the title."""
FOOT = Box(SIDE, 500, WIDTH - 2 * SIDE - 80, 32)
PAGE = Box(WIDTH - SIDE - 76, 500, 76, 32)
FOOT_SIZE = 12
THEME_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
SCHEME = {
    "dk1": theme.INK,
    "lt1": theme.WHITE,
    "dk2": theme.INK_SOFT,
    "lt2": theme.CELL,
    "accent1": theme.HOME,
    "accent2": theme.OTHER,
    "accent3": theme.LAST_YEAR,
    "accent4": theme.GOOD_INK,
    "accent5": theme.WATCH_INK,
    "accent6": theme.BAD_INK,
}


def empty_presentation(language: str) -> Any:
    """A presentation without slides whose first layout is the only one."""
    made = Presentation()
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _keep_one_layout(made)
    _set_theme(made.slide_master, language)
    _set_styles(made.slide_master)
    _set_layout(made.slide_layouts[0], language)
    for shape in made.slide_master.placeholders:
        place(shape, Box(SIDE, HEIGHT / 4, WIDTH - 2 * SIDE, HEIGHT / 2))
    return made


def place(shape: Any, box: Box) -> None:
    """Put a shape into its box."""
    shape.left, shape.top, shape.width, shape.height = map(Pt, (box.left, box.top, box.width, box.height))


def east_asian_font(language: str) -> str:
    """The name of the Korean font as programs of the language list it."""
    return text("paper.font", language)


def _keep_one_layout(made: Any) -> None:
    layouts = made.slide_layouts
    for layout in [one for place, one in enumerate(layouts) if place != TITLE_AND_CONTENT]:
        layouts.remove(layout)


def _set_theme(master: Any, language: str) -> None:
    """Fonts and colours of the house, so that what somebody adds looks alike."""
    part = master.part.part_related_by(THEME_TYPE)
    root = etree.fromstring(part.blob)
    for kind in ("majorFont", "minorFont"):
        fonts = next(root.iter(qn(f"a:{kind}")))
        fonts.find(qn("a:latin")).set("typeface", LATIN)
        fonts.find(qn("a:ea")).set("typeface", east_asian_font(language))
    for name, colour in SCHEME.items():
        holder = next(root.iter(qn(f"a:{name}")))
        holder.clear()
        etree.SubElement(holder, qn("a:srgbClr")).set("val", colour.removeprefix("#"))
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_layout(layout: Any, language: str) -> None:
    layout.name = text("paper.kind", language)
    for shape in list(layout.placeholders):
        if shape.placeholder_format.idx not in (0, CONTENT, FOOTER, NUMBER):
            shape._element.getparent().remove(shape._element)
    holders = {shape.placeholder_format.idx: shape for shape in layout.placeholders}
    line = deepcopy(holders[CONTENT]._element)
    line.nvSpPr.cNvPr.set("id", "20")
    line.nvSpPr.cNvPr.set("name", "Line")
    line.nvSpPr.nvPr.find(qn("p:ph")).set("type", "body")
    line.nvSpPr.nvPr.find(qn("p:ph")).set("idx", str(LINE))
    holders[CONTENT]._element.addnext(line)
    place(holders[0], Box(SIDE, 30, WIDTH - 2 * SIDE, 60))
    place(holders[CONTENT], Box(SIDE, 140, WIDTH - 2 * SIDE, 340))
    place(holders[FOOTER], FOOT)
    place(holders[NUMBER], PAGE)


def _set_styles(master: Any) -> None:
    """Titles to the left and bold; paragraphs with the signs of an outline."""
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "3200")
    title.find(qn("a:defRPr")).set("b", "1")
    body = styles.find(qn("p:bodyStyle"))
    for depth, bullet in enumerate(BULLETS, 1):
        level = body.find(qn(f"a:lvl{depth}pPr"))
        level.find(qn("a:buChar")).set("char", bullet)
        level.find(qn("a:defRPr")).set("sz", str(2000 - 200 * (depth - 1)))
