"""All figures of a meeting as tables: what was said on which page, then the numbers and tables of each page."""

from collections.abc import Iterator

from app.services.paper_words import cell_words, figure_table, is_empty, paragraph_text
from app.services.slides import Deck, Slide, SlideTable
from app.services.tables import Cell, Column, Kind, Table
from app.text.catalogue import text


def deck_tables(deck: Deck) -> tuple[Table, ...]:
    """An overview with a row for each page, then a table for each figure and each table; not the speaker's notes."""
    return (_overview(deck), *_of_pages(deck))


def _overview(deck: Deck) -> Table:
    keys = ("page", "title", "line", "paragraphs")
    columns = tuple(
        Column(key, text(f"paper.overview.{key}", deck.language), Kind.WHOLE if key == "page" else Kind.WORDS)
        for key in keys
    )
    rows = [_page_row(number, slide, deck.language) for number, slide in enumerate(deck.slides, 1)]
    return Table(text("paper.overview.sheet", deck.language), columns, rows, filters=deck.filters)


def _page_row(number: int, slide: Slide, language: str) -> dict[str, Cell]:
    paragraphs = "\n".join(paragraph_text(one, language) for one in slide.paragraphs)
    return {"page": number, "title": slide.title, "line": slide.line, "paragraphs": paragraphs}


def _of_pages(deck: Deck) -> Iterator[Table]:
    for number, slide in enumerate(deck.slides, 1):
        if slide.figure is not None and not is_empty(slide.figure):
            title = text("paper.overview.figure", deck.language, page=number)
            table = figure_table(slide.figure, title, deck.language)
            yield Table(title, table.columns, table.rows, filters=_filters(slide, deck))
        if slide.table is not None:
            title = text("paper.overview.table", deck.language, page=number)
            yield _slide_table(slide.table, title, _filters(slide, deck))


def _filters(slide: Slide, deck: Deck) -> tuple[str, ...]:
    """What stands above the numbers of a page: its mark first, so that a sheet alone says what it is."""
    return tuple(filter(None, (slide.mark, slide.title, *deck.filters)))


def _slide_table(table: SlideTable, title: str, filters: tuple[str, ...]) -> Table:
    """The cells in words; of a bar its words."""
    columns = tuple(
        Column(str(place), column.label, Kind.FIGURES if column.right else Kind.WORDS)
        for place, column in enumerate(table.columns)
    )
    rows = [{str(place): cell_words(cell) for place, cell in enumerate(row)} for row in table.rows]
    return Table(title, columns, rows, filters=filters)
