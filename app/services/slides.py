"""What a meeting shows and prints, once for all of them: the projector and every paper draw the same slides.

A slide says one thing. Every word and number of it is made before; who draws it only lays it out.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.services.kept_text import KeptText

MOST_ROWS = 7
"""Rows of a table that can be read from the last row of a room."""
MOST_BARS = 11
"""Bars or dots of a figure: the units of the largest population group."""


class Part(StrEnum):
    """The parts of a meeting, in their usual order."""

    COVER = "cover"
    FOLLOW_UP = "follow_up"
    LAST_YEAR = "last_year"
    STANDING = "standing"
    CHANGE = "change"
    WEAK_LIST = "weak_list"
    WEAK = "weak"
    FORECAST = "forecast"
    SHORTEST = "shortest"
    SCENARIO = "scenario"
    INSTRUCTIONS = "instructions"
    OTHER = "other"


class Level(StrEnum):
    """How good or bad something is; always shown with its word and a sign, never by colour alone."""

    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Point:
    """One unit on a scale: its label, its value for the drawing, its value in words; ``home`` is highlighted."""

    label: str
    value: Decimal
    shown: str
    home: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the scale with a name, for example an award; None reaches to the end."""

    label: str
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class DotStrip:
    """Units on one scale, best first, every one named; the distance is what is read."""

    points: tuple[Point, ...]
    zones: tuple[Zone, ...] = ()
    axis: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from zero, in as many pieces as the figure has series; ``shown`` is its whole in words."""

    label: str
    pieces: tuple[Decimal, ...]
    shown: str
    home: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Zero-based bars, first on top; pieces may be negative (they then go the other way)."""

    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    axis: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One unit over the months; None where there is nothing."""

    label: str
    values: tuple[Decimal | None, ...]
    home: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Units over months; ``downward`` where the smaller number is the better one, as with ranks."""

    months: tuple[str, ...]
    lines: tuple[Line, ...]
    axis: str = ""
    downward: bool = False


Figure = DotStrip | Bars | Lines


@dataclass(frozen=True, slots=True)
class Words:
    """A cell with words; ``level`` adds a sign before them."""

    text: str
    level: Level = Level.NONE
    strong: bool = False


@dataclass(frozen=True, slots=True)
class PaceBar:
    """A cell that is a bar: filled to the value, with a tick where it should be today, both shares of the target.

    ``text`` says the same in words.
    """

    filled: Decimal
    tick: Decimal | None
    text: str


SlideCell = Words | PaceBar


@dataclass(frozen=True, slots=True)
class SlideColumn:
    """One column; figures stand to the right. ``width`` is its share of the room."""

    label: str
    width: int = 1
    right: bool = False


@dataclass(frozen=True, slots=True)
class SlideTable:
    """Rows of cells, one for each column."""

    columns: tuple[SlideColumn, ...]
    rows: tuple[tuple[SlideCell, ...], ...]

    def __post_init__(self) -> None:
        """Refuse rows of another length than the header, and more rows than can be read."""
        if len(self.rows) > MOST_ROWS or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a table of a slide has as many cells as columns and few rows")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of text; ``depth`` 0 to 2 is the step of the outline, ``label`` what it is about (cause, due date)."""

    text: str
    depth: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Jump:
    """Where a question leads: a screen of the dashboard with choices in its address."""

    label: str
    page: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Slide:
    """One message: ``title`` is a sentence with its number, ``line`` one more below it.

    ``key`` stays the same when the slide is drawn anew, so that a place and a note can be kept by it. ``figure_text``
    says in words what the figure shows. ``indicator`` is the indicator that the slide is about. ``mark`` says that the
    slide is not official: ``line`` begins with it, so that whoever draws the line draws the mark.
    """

    key: str
    part: Part
    title: str
    line: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    figure: Figure | None = None
    figure_text: str = ""
    table: SlideTable | None = None
    notes: tuple[str, ...] = ()
    jumps: tuple[Jump, ...] = ()
    indicator: str | None = None
    mark: str = ""

    def __post_init__(self) -> None:
        """Refuse a mark that would be overlooked."""
        if not self.line.startswith(self.mark):
            raise ValueError("the line of a slide begins with its mark")


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides of a meeting in one language, with what stands at the foot of every page.

    ``marks`` must not be overlooked: demonstration data, assumptions, what-if. ``filters`` say what was chosen.
    """

    language: str
    meeting: str
    held_on: str
    evaluation: str
    month: str
    data_date: str
    snapshot: str
    marks: tuple[str, ...]
    slides: tuple[Slide, ...]
    filters: tuple[str, ...] = ()


_DECK = KeptText(Deck)


def deck_text(deck: Deck) -> str:
    """A deck as JSON with exact numbers; the same deck always gives the same text."""
    return _DECK.written(deck)


def deck_of(text: str) -> Deck:
    """A deck from its text; ValueError where it is none."""
    return _DECK.read(text)
