"""The words that make up a monthly workbook, in both languages, and how they are found again."""

import unicodedata
from enum import StrEnum
from functools import cache

from app.text.catalogue import LANGUAGES, text

# The workbook itself is written in the language of those who fill it in.
WRITTEN_IN = "ko"
INFO_LABELS = ("evaluation", "month", "kind", "prepared_by")
VALUE_COLUMNS = ("code", "name", "field", "unit_of_measure", "method", "target")
# Sheets that stand beside the data for people: they are never read, and nothing is said about them.
FOR_PEOPLE = ("guide", "last_month", "findings")
# Programs and web pages leave them behind; nobody who looks at a cell can know that they are there. The marks that turn
# the direction of writing round are not among them: what is seen is then not what stands there.
UNSEEN = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF))
NOTES = ("codes", "values", "percent", "grades", "adjustments")


class SheetKind(StrEnum):
    """The sheets of a monthly workbook."""

    INFO = "info"
    VALUES = "values"
    SCORES = "scores"
    ADJUSTMENTS = "adjustments"


def word(key: str, language: str = WRITTEN_IN, **values: object) -> str:
    """A word of the layout as it is written into a workbook."""
    return text(f"intake.layout.{key}", language, **values)


@cache
def words(key: str) -> frozenset[str]:
    """What a word of the layout can be in every language, as it is compared with what stands in a file."""
    return frozenset(fold(one) for language in LANGUAGES for one in word(key, language).split(","))


def is_for_people(sheet: str) -> bool:
    """Whether a sheet of this name is one that this program adds for those who fill in a workbook."""
    names = {fold(text(f"template.sheet.{name}", language)) for name in FOR_PEOPLE for language in LANGUAGES}
    return fold(sheet) in names


def fold(written: str) -> str:
    """Written text without what the eye does not see: composed letters, usual width, no spaces, no case."""
    if written.isascii():
        return "".join(written.split()).lower()
    return "".join(visible(unicodedata.normalize("NFKC", written)).split()).casefold()


def tidy(written: str) -> str:
    """Written text with composed letters of usual width and single spaces."""
    return " ".join((written if written.isascii() else visible(unicodedata.normalize("NFKC", written))).split())


def visible(written: str) -> str:
    """Written text without marks that have no width: joiners, marks of a direction and of the byte order."""
    return written.translate(UNSEEN)


def is_seen(written: str) -> bool:
    """Whether anything is left for the eye."""
    return bool(written.strip()) and (written.isascii() or bool(visible(written).strip()))
