"""Makes data/templates/report.hwpx: the report into which the papers of a meeting are filled.

A city hall may replace the file by its own. It needs the same places, each written as {{name}}, which
docs/decisions/025-papers.md lists. The paragraph around a place is the pattern for all of its kind: its sign, font,
size, indent and spacing are kept.
"""

import sys
from pathlib import Path
from typing import Any

from hwpx import HwpxDocument

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from app.charts import theme  # noqa: E402
from app.exports.hwpx_places import NAMESPACE, place_name  # noqa: E402
from app.services.paper_words import BULLETS  # noqa: E402
from app.text.catalogue import text  # noqa: E402

TARGET = ROOT / "data" / "templates" / "report.hwpx"
LANGUAGE = "ko"
MM = 283
"""Units of the format in a millimetre."""
SIDE = 20 * MM
SIGN = 6
"""Room for the sign of a level in millimetres; further lines begin behind it."""
PAGE_WIDTH = 210 * MM - 2 * SIDE
THIN: dict[str, Any] = {"border_color": theme.AXIS, "border_width": "0.12 mm"}
LEVELS = (
    ("level1", BULLETS[0], 15, True, 0, 10),
    ("level2", BULLETS[1], 13, False, 4, 4),
    ("level3", BULLETS[2], 12, False, 9, 2),
)
"""Place, sign, size in points, bold, left indent in millimetres, spacing before in points."""


def main() -> None:
    """Write the template."""
    made = HwpxDocument.new()
    made.page.set_margins(left=SIDE, right=SIDE, top=15 * MM, bottom=15 * MM, header=10 * MM, footer=10 * MM)
    _title_box(made)
    _line(made, place_name("date", LANGUAGE), size=12, alignment="RIGHT", spacing_before_pt=6, spacing_after_pt=6)
    for name, sign, size, bold, indent, before in LEVELS:
        words = f"{sign} {place_name(name, LANGUAGE)}"
        own = {
            "indent_left_mm": indent + SIGN,
            "first_line_indent_mm": -SIGN,
            "spacing_before_pt": before,
            "keep_with_next": name == "level1",
            "alignment": "LEFT" if name == "level1" else "JUSTIFY",
        }
        _line(made, words, size=size, bold=bold, **own)
    _pattern_table(made)
    _line(
        made,
        place_name("attachment", LANGUAGE),
        size=14,
        bold=True,
        alignment="LEFT",
        spacing_before_pt=10,
        keep_with_next=True,
    )
    _foot(made)
    made.parts.clear_document_metadata()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    made.save_to_path(TARGET)
    print(TARGET.relative_to(ROOT).as_posix())


def _title_box(made: HwpxDocument) -> None:
    fill = made.styles.ensure_border_fill(border_color=theme.INK, border_width="0.4 mm", fill_color=theme.CELL)
    table = made.add_table(1, 1, width=PAGE_WIDTH, height=4500, border_fill_id_ref=fill)
    cell = table.cell(0, 0)
    cell.set_text(place_name("title", LANGUAGE))
    _format(made, cell.paragraphs[0], size=20, bold=True, alignment="CENTER", spacing_before_pt=4, spacing_after_pt=4)


def _pattern_table(made: HwpxDocument) -> None:
    """Two rows: how the header of a table looks, and how its other cells do."""
    head = made.styles.ensure_border_fill(fill_color=theme.GRID, **THIN)
    plain = made.styles.ensure_border_fill(**THIN)
    table = made.add_table(2, 1, width=PAGE_WIDTH, border_fill_id_ref=plain)
    for row, (name, fill, bold) in enumerate((("table_head", head, True), ("table_cell", plain, False))):
        cell = table.cell(row, 0)
        cell.set_text(place_name(name, LANGUAGE))
        table.set_cell_border_fill(row, 0, fill)
        _format(made, cell.paragraphs[0], size=10.5, bold=bold, line_spacing_percent=130, alignment="LEFT")


def _foot(made: HwpxDocument) -> None:
    """What the data are of and the number of the page; the numbers stand here, not in a control of their own."""
    children = [
        {"type": "run", "text": place_name("foot", LANGUAGE) + "  "},
        {"page_number": "page/total", "position": "NONE"},
    ]
    foot = made.page.set_footer(content=[{"align": "CENTER", "children": children}])
    run = made.styles.ensure_run(size=8)
    for element in foot.element.iter(f"{NAMESPACE}run"):
        element.set("charPrIDRef", run)


def _line(made: HwpxDocument, words: str, *, size: float, bold: bool = False, **layout: Any) -> None:
    _format(
        made, made.add_paragraph(words, style=text("paper.template.style", LANGUAGE)), size=size, bold=bold, **layout
    )


def _format(made: HwpxDocument, paragraph: Any, *, size: float, bold: bool = False, **layout: Any) -> None:
    run = made.styles.ensure_run(size=size, bold=bold)
    paragraph.char_pr_id_ref = run
    made.styles.apply_paragraph_format(paragraphs=[paragraph], **layout)


if __name__ == "__main__":
    main()
