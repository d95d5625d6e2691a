"""What a deck says, to look for in a paper; decks that are hard to lay out; and programs that read papers back."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from app.services.paper_words import cell_words, zone_text
from app.services.slides import (
    Bar,
    Bars,
    Deck,
    DotStrip,
    Figure,
    Line,
    Lines,
    Paragraph,
    Part,
    Point,
    Slide,
    SlideTable,
    Words,
    Zone,
)
from tests.meeting.decks import deck_in

INSTALL = (
    "The tests of the papers need: apt-get install libreoffice-impress-nogui poppler-utils fonts-noto-cjk "
    "(Windows: LibreOffice and poppler, both on the PATH)"
)
HOSTILE = "<&>\"\x00\x0b\ud800\ufffe =1+1 #x *y* $z$ `q` @r \\ // /* */ [a](b) {{제목}} {1} _u_ ~ ' -- ==== ]]> &amp;"
PRINTED = "=1+1 #x *y* $z$ `q` @r \\ // /* */ [a](b)"


def said_in(deck: Deck) -> Iterator[str]:
    """Every word that a paper must have, piece by piece."""
    for slide in deck.slides:
        yield from (slide.title, slide.line)
        for paragraph in slide.paragraphs:
            yield from (paragraph.label, *paragraph.text.split("\n"))
        if slide.figure is not None:
            yield from _of_figure(slide.figure, deck.language)
        if slide.table is not None:
            yield from (column.label for column in slide.table.columns)
            yield from (cell_words(cell) for row in slide.table.rows for cell in row)


def foot_parts(deck: Deck) -> tuple[str, ...]:
    """What must stand at the foot of every page."""
    month = "2023년 7월" if deck.language == "ko" else "July 2023"
    return (deck.evaluation, month, deck.data_date, deck.snapshot, *deck.marks, *deck.filters)


def numbers_in(figure: Figure) -> tuple[Decimal, ...]:
    """Every number that a figure draws."""
    if isinstance(figure, DotStrip):
        return tuple(point.value for point in figure.points)
    if isinstance(figure, Bars):
        return tuple(piece for bar in figure.bars for piece in bar.pieces)
    return tuple(value for line in figure.lines for value in line.values if value is not None)


def hard_deck(language: str) -> Deck:
    """Everything together on one slide, long titles, tied ends, many rows, empty parts and hostile words."""
    deck = deck_in(language)
    standing, weak, lost, _, card = deck.slides
    table = weak.table
    assert table is not None
    assert isinstance(standing.figure, DotStrip)
    assert isinstance(lost.figure, Bars)
    zones = (Zone("가", Decimal("99.7"), None), Zone("나", Decimal(99), Decimal("99.7")), Zone("다", None, Decimal(98)))
    dots = replace(
        standing.figure, points=(*standing.figure.points, Point("경기광주시", Decimal("99.375"), "99.375")), zones=zones
    )
    single = Bars(("건",), tuple(Bar(bar.label, bar.pieces[1:], bar.shown, bar.home) for bar in lost.figure.bars), "건")
    months = tuple(f"{month}월" for month in range(1, 10))
    lines = Lines(
        months,
        tuple(
            Line(bar.label, tuple(bar.pieces[1] + month for month in range(9)), bar.home) for bar in lost.figure.bars
        ),
    )
    tied = Lines(
        months[:2],
        (Line("A", (Decimal(1), Decimal(2))), Line("B", (None, Decimal(2)), True), Line("C", (None, None))),
        "위",
        True,
    )
    two, seven = replace(table, rows=table.rows[:2]), replace(table, rows=(table.rows * 2)[:7])
    many = tuple(
        Paragraph(f"{number} {one.text * 6}", one.depth, one.label) for number in range(4) for one in card.paragraphs
    )
    every = card.paragraphs
    slides = [
        Slide("all", Part.OTHER, card.title * 4, standing.title * 3, every, dots, "설명", two),
        Slide("beside", Part.OTHER, card.title, table=seven, figure=single, figure_text="설명"),
        Slide("lines", Part.OTHER, card.title, figure=lines, figure_text="설명"),
        Slide("tied", Part.OTHER, card.title, paragraphs=every, figure=tied, figure_text="설명"),
        Slide("many", Part.OTHER, card.title, paragraphs=many, table=seven),
        Slide("word", Part.OTHER, "A" * 200, "가" * 200, (Paragraph("줄\n바꿈", 7, "항목"),)),
        Slide("empty", Part.OTHER, ""),
        *(
            Slide(f"none{number}", Part.OTHER, "빈 그림", figure=figure)
            for number, figure in enumerate((DotStrip(()), Bars((), ()), Lines((), ())))
        ),
        Slide("header", Part.OTHER, "빈 표", table=SlideTable(table.columns, ())),
        Slide("cover", Part.COVER, card.title * 2, standing.title * 2, many[:9]),
        Slide("bare", Part.COVER, "A" * 80),
    ]
    return replace(deck, slides=tuple(slides))


def hostile_deck(language: str) -> Deck:
    """Words that XML, markup or a spreadsheet could take for something else, everywhere."""
    deck = deck_in(language)
    word = Words(HOSTILE, strong=True)
    table = deck.slides[1].table
    assert table is not None
    figures: tuple[Figure, ...] = (
        DotStrip((Point(HOSTILE, Decimal(1), HOSTILE, True),), (Zone(HOSTILE, Decimal(1), None),), HOSTILE),
        Bars((HOSTILE,), (Bar(HOSTILE, (Decimal(1),), HOSTILE, True),), HOSTILE),
        Lines((HOSTILE,), (Line(HOSTILE, (Decimal(1),), True),), HOSTILE),
    )
    slides = tuple(
        Slide("x", Part.OTHER, HOSTILE, HOSTILE, (Paragraph(HOSTILE, 0, HOSTILE),), figure, HOSTILE, notes=(HOSTILE,))
        for figure in figures
    )
    columns = tuple(replace(column, label=HOSTILE) for column in table.columns)
    last = Slide("y", Part.OTHER, HOSTILE, table=SlideTable(columns, ((word,) * len(columns),)))
    return replace(
        deck, meeting=HOSTILE, evaluation=HOSTILE, marks=(HOSTILE,), filters=(HOSTILE,), slides=(*slides, last)
    )


def pdf_text(data: bytes, folder: Path) -> tuple[str, ...]:
    """The words of each page of a PDF, in the order in which they are read."""
    file = folder / "read.pdf"
    file.write_bytes(data)
    pages = _run("pdftotext", "-raw", str(file), "-").split("\f")
    return tuple(pages[:-1])


def pdf_facts(data: bytes, folder: Path) -> dict[str, str]:
    """What a PDF says of itself."""
    file = folder / "facts.pdf"
    file.write_bytes(data)
    lines = (line.split(":", 1) for line in _run("pdfinfo", str(file)).splitlines() if ":" in line)
    return {name: value.strip() for name, value in lines}


def pdf_fonts(data: bytes, folder: Path) -> str:
    """The fonts of a PDF and whether they are in it."""
    file = folder / "fonts.pdf"
    file.write_bytes(data)
    return _run("pdffonts", str(file))


def rendered(presentations: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """What LibreOffice, started once, makes of presentations, as PDF by their names."""
    files = [folder / f"{name}.pptx" for name in presentations]
    for file, content in zip(files, presentations.values(), strict=True):
        file.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files))
    return {file.stem: file.with_suffix(".pdf").read_bytes() for file in files}


@dataclass(frozen=True)
class Placed:
    """A word of a page and where it is, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def pdf_words(data: bytes, folder: Path) -> tuple[tuple[Placed, ...], ...]:
    """The words of each page of a PDF with their places."""
    file = folder / "words.pdf"
    file.write_bytes(data)
    root = etree.fromstring(_run("pdftotext", "-bbox", str(file), "-").encode())
    return tuple(
        tuple(
            Placed(word.text or "", *(float(word.get(side, "0")) for side in ("xMin", "yMin", "xMax", "yMax")))
            for word in page.iter("{*}word")
        )
        for page in root.iter("{*}page")
    )


def squeezed(words: str) -> str:
    """Words without any space, since programs that read pages set their own."""
    return "".join(words.split()).replace("\u200b", "")


def _of_figure(figure: Figure, language: str) -> Iterator[str]:
    yield figure.axis
    if isinstance(figure, DotStrip):
        for point in figure.points:
            yield from (point.label, point.shown)
        yield from (zone_text(zone, language) for zone in figure.zones)
    elif isinstance(figure, Bars):
        yield from figure.series
        for bar in figure.bars:
            yield from (bar.label, bar.shown)
    else:
        yield from (*figure.months, *(line.label for line in figure.lines))


def _run(program: str, *arguments: str) -> str:
    """What a program prints; the test says what to install where it is missing."""
    path = shutil.which(program)
    if path is None:
        pytest.fail(f"{program}: {INSTALL}", pytrace=False)
    done = subprocess.run([path, *arguments], capture_output=True, timeout=180, check=True)
    return done.stdout.decode("utf-8", errors="replace")
