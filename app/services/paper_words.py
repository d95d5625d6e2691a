"""What every paper of a meeting prints around and inside its slides, once for all of them."""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar, cast

from app.services.slides import (
    Bars,
    Deck,
    DotStrip,
    Figure,
    Level,
    Lines,
    PaceBar,
    Paragraph,
    Part,
    Slide,
    SlideCell,
    Zone,
)
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import month_text, number_text
from app.text.catalogue import text

Content = TypeVar("Content")
Row = tuple[Cell, ...]
CREATED = date(2000, 1, 1)
SEPARATOR = " · "
SIGNS = {Level.GOOD: "✓", Level.WATCH: "▲", Level.BAD: "●", Level.NONE: ""}
"""The sign before words of a level: three shapes that differ without their colours."""
BULLETS = ("□", "○", "-")
"""The signs of the three steps of an outline, as reports of city halls have them."""
UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def printable(content: Content) -> Content:
    """The same without signs that no document can hold: control characters and broken ones become spaces."""
    return cast(Content, _printable(content))


def foot_of(deck: Deck) -> str:
    """What stands at the foot of every page before its number; marks and filters are part of it."""
    return SEPARATOR.join((data_line(deck), *deck.marks, *deck.filters))


def marked(slide: Slide, mark: str) -> Slide:
    """The slide with a mark that it is not official, before its line."""
    return replace(slide, mark=mark, line=SEPARATOR.join(filter(None, (mark, slide.line))))


def data_line(deck: Deck) -> str:
    """What the data are of: evaluation, month, date and snapshot."""
    date_of_data = text("paper.foot.date", deck.language, date=deck.data_date)
    snapshot = text("paper.foot.snapshot", deck.language, snapshot=deck.snapshot)
    return SEPARATOR.join(filter(None, (deck.evaluation, month_of(deck), date_of_data, snapshot)))


def month_of(deck: Deck) -> str:
    """The month in words; one that is words already stays."""
    return month_text(deck.month, deck.language) if MONTH.fullmatch(deck.month) else deck.month


def document_date(deck: Deck) -> date:
    """The day a paper is dated: that of the meeting, else that of the data; never today, so that it stays the same."""
    return next(filter(None, map(_day, (deck.held_on, deck.data_date))), CREATED)


def paragraph_text(paragraph: Paragraph, language: str) -> str:
    """A paragraph with what it is about before it."""
    if not paragraph.label:
        return paragraph.text
    return text("paper.labelled", language, label=paragraph.label, text=paragraph.text)


def cell_words(cell: SlideCell) -> str:
    """A cell in words, with the sign of its level."""
    if isinstance(cell, PaceBar):
        return cell.text
    return " ".join(filter(None, (SIGNS[cell.level], cell.text)))


def zone_text(zone: Zone, language: str) -> str:
    """A stretch of the scale with its ends."""
    low, high = ("" if end is None else number_text(end) for end in (zone.low, zone.high))
    return text("paper.range", language, label=zone.label, low=low, high=high)


def alternative_of(slide: Slide) -> str:
    """What a reader who can't see the figure of a slide is told of it."""
    return slide.figure_text or slide.title


def is_cover(slide: Slide) -> bool:
    """Whether a slide is drawn as the first page of a paper."""
    return slide.part is Part.COVER and slide.figure is None and slide.table is None


def is_empty(figure: Figure) -> bool:
    """Whether there is nothing to draw."""
    if isinstance(figure, DotStrip):
        return not figure.points
    return not (figure.bars if isinstance(figure, Bars) else figure.lines)


def is_home(figure: Figure, label: Cell) -> bool:
    """Whether a unit of a figure is the one that is highlighted."""
    if isinstance(figure, DotStrip):
        return any(point.home and point.label == label for point in figure.points)
    return any(one.home and one.label == label for one in (figure.bars if isinstance(figure, Bars) else figure.lines))


def figure_table(figure: Figure, title: str, language: str) -> Table:
    """The numbers of a figure as rows, every digit of them; the zones of a scale follow its units."""
    unit = _unit(figure, language)
    if isinstance(figure, Lines):
        return _table(
            title, (unit, *map(_numbers, figure.months)), [(line.label, *line.values) for line in figure.lines]
        )
    shown = Column("", text("paper.figure.shown", language), Kind.FIGURES)
    if isinstance(figure, Bars):
        bars: list[Row] = [(bar.label, *bar.pieces, bar.shown) for bar in figure.bars]
        return _table(title, (unit, *map(_numbers, figure.series), shown), bars)
    value = _numbers(figure.axis or text("paper.figure.value", language))
    rows: list[Row] = [(point.label, point.value, point.shown) for point in figure.points]
    rows += [(zone_text(zone, language), None, None) for zone in figure.zones]
    if all(point.shown == number_text(point.value) for point in figure.points):
        return _table(title, (unit, value), [row[:2] for row in rows])
    return _table(title, (unit, value, shown), rows)


def shown_table(figure: Figure, title: str, language: str) -> Table:
    """The numbers of a figure as they are said, for a reader; values that only place a dot or a bar are left out."""
    if isinstance(figure, DotStrip):
        value = figure.axis or text("paper.figure.value", language)
        said: list[Row] = [(point.label, point.shown) for point in figure.points]
        said += [(zone_text(zone, language), None) for zone in figure.zones]
        return _table(title, (_unit(figure, language), Column("", value, Kind.FIGURES)), said)
    if isinstance(figure, Bars) and len(figure.series) == 1:
        columns = (_unit(figure, language), Column("", figure.series[0], Kind.FIGURES))
        return _table(title, columns, [(bar.label, bar.shown) for bar in figure.bars])
    return figure_table(figure, title, language)


def shown_cell(cell: Cell) -> str:
    """A cell of a table of numbers in words, with every digit; nothing where there is nothing."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else number_text(Decimal(cell))


def _printable(value: object) -> object:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return UNPRINTABLE.sub(" ", value.replace("\r\n", "\n"))
    if isinstance(value, tuple):
        return tuple(map(_printable, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _printable(getattr(value, field.name)) for field in fields(value)})
    return value


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _unit(figure: Figure, language: str) -> Column:
    """The column of the units, headed with what the others are measured in where their own labels do not say so."""
    name = text("paper.figure.unit", language)
    return Column("", name if isinstance(figure, DotStrip) or not figure.axis else f"{name} / {figure.axis}", wide=True)


def _numbers(label: str) -> Column:
    return Column("", label, Kind.NUMBER)


def _table(title: str, columns: tuple[Column, ...], rows: Sequence[Row]) -> Table:
    """Columns numbered as keys, each with as many decimals as its numbers have."""
    numbered = tuple(
        Column(str(place), column.label, column.kind, _decimals(rows, place), wide=column.wide)
        for place, column in enumerate(columns)
    )
    keyed = [{str(place): cell for place, cell in enumerate(row)} for row in rows]
    return Table(title, numbered, keyed)


def _decimals(rows: Sequence[Row], place: int) -> int:
    numbers = [row[place] for row in rows]
    return max((_after_point(number) for number in numbers if isinstance(number, Decimal)), default=0)


def _after_point(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
