"""How large text may be so that it fits its box, and where the boxes of a slide are; all in points, 960 by 540."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from unicodedata import category, east_asian_width

from app.charts.measure import text_width
from app.services.paper_words import cell_words
from app.services.slides import Level, PaceBar, Slide, SlideCell, SlideTable, Words

WIDTH, HEIGHT = 960.0, 540.0
SIDE = 44.0
TOP, BOTTOM = 26.0, 494.0
GAP = 14.0
SPACING = 1.22
TITLE_SIZES = ((32, 1), (30, 1), (28, 1), (26, 1), (28, 2), (24, 3), (20, 4), (16, 6))
LINE_SIZES = ((18, 1), (16, 1), (16, 2), (14, 4))
CELL_PAD_X, CELL_PAD_Y = 7.0, 5.0
SMALLEST = 12
"""Twelve points of a slide are 24 pixels of a projector with 1080 lines."""
SIZES = (24, 20, 18, 16, 14, SMALLEST, 10, 8, 6)
EASY = 16
SHALLOW_ROWS = 3
SAFE, SPACE = 0.95, 0.35
WIDEST, LIKELY = 1.04, 0.85
"""How wide Latin letters are, as shares of what is estimated for the screen: in DejaVu Sans, the widest that stands in
where Malgun Gothic is missing, and in a font of the house."""
SYMBOLS = ("So", "Sm")
"""Signs of levels, arrows and the like, as wide as Hangul."""
JOINT = 0.25
"""The gap that LibreOffice leaves between a Hangul and a Latin letter."""
BAR_SHARE = 0.5
"""The part of its cell that a pace bar takes; its words have the rest."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def above(self, height: float) -> "Box":
        """The upper part of a height."""
        return Box(self.left, self.top, self.width, height)

    def below(self, height: float) -> "Box":
        """What is left under a part of a height."""
        return Box(self.left, self.top + height, self.width, self.height - height)

    def halves(self, share: float) -> tuple["Box", "Box"]:
        """The left part of a share and the rest beside it, with a gap between."""
        left = (self.width - 2 * GAP) * share
        right = Box(self.left + left + 2 * GAP, self.top, self.width - left - 2 * GAP, self.height)
        return Box(self.left, self.top, left, self.height), right


@dataclass(frozen=True, slots=True)
class Room:
    """The boxes of one slide; None for what it does not have. Sizes are those of the letters."""

    title: Box
    title_size: int
    line: Box | None
    line_size: int
    figure: Box | None
    table: Box | None
    paragraphs: Box | None


def room_of(slide: Slide) -> Room:
    """Title and line as high as their words; figure, table and paragraphs share what is left.

    A low table stands above what else there is, a high one beside it; words stand beside a figure.
    """
    title, title_size = fitted(slide.title, TITLE_SIZES, TOP, bold=True)
    line, line_size = fitted(slide.line, LINE_SIZES, title.bottom + 2, bold=False)
    top = (line if slide.line else title).bottom + GAP
    rest = Box(SIDE, top, WIDTH - 2 * SIDE, BOTTOM - top)
    figure, table, paragraphs = _shared(slide, rest)
    return Room(title, title_size, line if slide.line else None, line_size, figure, table, paragraphs)


def _shared(slide: Slide, rest: Box) -> tuple[Box | None, Box | None, Box | None]:
    table: Box | None = None
    others = bool(slide.figure) + bool(slide.paragraphs)
    if slide.table is not None:
        if not others:
            return None, rest, None
        size = cell_size(slide.table, rest.width, rest.height * 0.6)
        height = sum(row_heights(slide.table, rest.width, size))
        half = rest.halves(0.5)
        if slide.figure is None or len(slide.table.rows) <= SHALLOW_ROWS or not _fits_whole(slide.table, half[0]):
            table, rest = rest.above(height), rest.below(height + GAP)
        else:
            table, rest = half
    if slide.figure is None:
        return None, table, rest if slide.paragraphs else None
    if not slide.paragraphs:
        return rest, table, None
    figure, paragraphs = rest.halves(0.6)
    return figure, table, paragraphs


def letters_width(words: str, *, bold: bool = False, latin: float = WIDEST) -> float:
    """The width of words in letters: Hangul a full one, others as wide as in the widest font that may stand in."""
    wide = [_is_wide(sign) for sign in words]
    full = [one or category(sign) in SYMBOLS for one, sign in zip(wide, words, strict=True)]
    narrow = "".join(sign for sign, one in zip(words, full, strict=True) if not one)
    joints = sum(
        one != other and " " not in words[place : place + 2] for place, (one, other) in enumerate(pairwise(wide))
    )
    return sum(full) + text_width(narrow, 1, bold=bold) * latin + joints * JOINT


def lines_of(words: str, size: float, width: float, *, bold: bool = False, latin: float = WIDEST) -> int:
    """How many lines words take, broken between words; a little too many rather than one too few."""
    room, lines = width / size, 0
    for line in words.split("\n"):
        needed = [letters_width(word, bold=bold, latin=latin) for word in line.split()]
        lines += _lines_of_one(needed, room)
    return lines


def _lines_of_one(words: Sequence[float], room: float) -> int:
    lines, left = 1, room
    for needed in words:
        if needed > left and left < room:
            lines, left = lines + 1, room
        further = max(ceil(needed / room) - 1, 0)
        lines, left = lines + further, left - (needed - further * room) - SPACE
    return lines


def _is_wide(sign: str) -> bool:
    return east_asian_width(sign) in "WF"


def fitted(words: str, sizes: Sequence[tuple[int, int]], top: float, *, bold: bool) -> tuple[Box, int]:
    """A box as wide as the slide for words in the largest size that keeps to its number of lines."""
    width = WIDTH - 2 * SIDE
    taken = [(size, lines_of(words, size, width, bold=bold), most) for size, most in sizes]
    size, lines, _ = next((one for one in taken if one[1] <= one[2]), taken[-1])
    return Box(SIDE, top, width, lines * size * SPACING + 4), size


def text_size(texts: Sequence[tuple[str, float]], width: float, height: float) -> int:
    """The largest size in which all lines of text fit below each other; each comes with its indent in letters."""
    for size in SIZES:
        lines = [lines_of(words, size, (width - indent * size) * SAFE) for words, indent in texts]
        if sum(lines) * size * SPACING + len(lines) * size * 0.4 <= height:
            return size
    return SIZES[-1]


def shared_widths(shares: Sequence[float], needed: Sequence[float], width: float) -> list[float]:
    """A width shared; columns with room to spare give to those that need more, where there is enough for all."""
    widths = [width * share / (sum(shares) or 1) for share in shares]
    spare = sum(max(one - need, 0) for one, need in zip(widths, needed, strict=True))
    missing = sum(max(need - one, 0) for one, need in zip(widths, needed, strict=True))
    if missing > spare:
        return widths
    given = missing / (spare or 1)
    return [max(one - (one - need) * given, need) for one, need in zip(widths, needed, strict=True)]


def column_widths(table: SlideTable, width: float, size: float) -> list[float]:
    """The room of each column, shared as the table says, but no single word broken where that can be helped."""
    needed = [_longest_word(table, place) * size + 2 * CELL_PAD_X for place in range(len(table.columns))]
    return shared_widths([column.width for column in table.columns], needed, width)


def cell_size(table: SlideTable, width: float, height: float) -> int:
    """The largest size of letters in which a table fits and no word is broken; a broken word before tiny letters.

    Letters that are a little smaller are better than more lines.
    """
    fitting = [size for size in SIZES if sum(row_heights(table, width, size)) <= height]
    whole = [size for size in fitting if size >= SMALLEST and _words_fit(table, width, size)]
    easy = [size for size in whole if size >= EASY]
    if easy:
        return min(easy, key=lambda size: _lines_in(table, width, size))
    return next(iter(whole or fitting), SIZES[-1])


def _lines_in(table: SlideTable, width: float, size: float) -> int:
    """How many lines all rows have together."""
    return sum(round((height - 2 * CELL_PAD_Y) / (size * SPACING)) for height in row_heights(table, width, size))


def row_heights(table: SlideTable, width: float, size: float) -> list[float]:
    """The height of the header and of each row; a cell that is a bar needs a line for it too."""
    widths = [room - 2 * CELL_PAD_X for room in column_widths(table, width, size)]
    header = max(
        (lines_of(column.label, size, room, bold=True) for column, room in zip(table.columns, widths, strict=True)),
        default=1,
    )
    rows = [
        max((_cell_lines(cell, size, room) for cell, room in zip(row, widths, strict=True)), default=1)
        for row in table.rows
    ]
    return [lines * size * SPACING + 2 * CELL_PAD_Y for lines in (header, *rows)]


def _fits_whole(table: SlideTable, box: Box) -> bool:
    """Whether a table fits a box in letters that can be read, without a broken word."""
    return sum(row_heights(table, box.width, SMALLEST)) <= box.height and _words_fit(table, box.width, SMALLEST)


def _words_fit(table: SlideTable, width: float, size: float) -> bool:
    """Whether every single word is narrower than its column."""
    return all(
        _longest_word(table, place) * size <= room - 2 * CELL_PAD_X + 0.01
        for place, room in enumerate(column_widths(table, width, size))
    )


def _longest_word(table: SlideTable, place: int) -> float:
    """The width in letters that the widest word of a column needs; the words of a bar stand beside it."""
    cells = [row[place] for row in table.rows]
    texts = [table.columns[place].label, *(cell.text for cell in cells if isinstance(cell, Words))]
    bars = [cell.text for cell in cells if isinstance(cell, PaceBar)]
    widest = max((letters_width(word, bold=True) for one in texts for word in one.split()), default=0)
    signed = max((_signed_width(cell) for cell in cells if isinstance(cell, Words)), default=0)
    beside = max((letters_width(word) for one in bars for word in one.split()), default=0)
    return max(widest, signed, beside / (1 - BAR_SHARE))


def _signed_width(cell: Words) -> float:
    """The sign of a level stays with the word behind it."""
    if cell.level is Level.NONE:
        return 0
    return sum(letters_width(word, bold=True) for word in cell_words(cell).split()[:2]) + SPACE


def _cell_lines(cell: SlideCell, size: float, width: float) -> int:
    if isinstance(cell, PaceBar):
        return lines_of(cell.text, size, width * (1 - BAR_SHARE))
    return lines_of(cell_words(cell), size, width, bold=cell.strong or cell.level is not Level.NONE)
