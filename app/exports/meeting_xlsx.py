"""All figures of a meeting as a workbook, with the tables that say where they come from."""

from collections.abc import Sequence
from dataclasses import replace

from app.exports.xlsx import LONGEST_NAME, sheet_name, tables_workbook
from app.services.deck_tables import deck_tables
from app.services.paper_words import data_line, printable
from app.services.slides import Deck
from app.services.tables import Table


def deck_xlsx(deck: Deck, derivation: Sequence[Table] = ()) -> bytes:
    """A sheet with what each page says, one for each figure and table, then those of the derivation."""
    deck = printable(deck)
    tables = _with_names_of_their_own([*deck_tables(deck), *derivation])
    heading = (f"{deck.meeting} {deck.held_on}", data_line(deck))
    return tables_workbook(tables, heading=heading, marks=deck.marks, language=deck.language)


def _with_names_of_their_own(tables: Sequence[Table]) -> list[Table]:
    """Titles that would give two sheets the same name are numbered."""
    taken: set[str] = set()
    named = []
    for table in tables:
        title, number = table.title, 1
        while sheet_name(title).casefold() in taken:
            number += 1
            title = f"{table.title[: LONGEST_NAME - 5]} ({number})"
        taken.add(sheet_name(title).casefold())
        named.append(replace(table, title=title))
    return named
