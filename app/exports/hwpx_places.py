"""The places of a report template: which there are, what they are called, and where they stand in a file."""

from collections.abc import Iterator
from typing import Any

from app.text.catalogue import LANGUAGES, text

PLACES = ("title", "date", "level1", "level2", "level3", "table_head", "table_cell", "attachment", "foot")
NAMESPACE = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
PARAGRAPH, TABLE, TEXT = f"{NAMESPACE}p", f"{NAMESPACE}tbl", f"{NAMESPACE}t"


def place_name(place: str, language: str) -> str:
    """What is written in the template where something is filled in."""
    return "{{" + text(f"paper.place.{place}", language) + "}}"


def place_names(place: str) -> tuple[str, ...]:
    """The names of a place in every language; a template may use either."""
    return tuple(place_name(place, language) for language in LANGUAGES)


def paragraph_words(paragraph: Any) -> str:
    """The words of a paragraph itself, not of a table or box inside it."""
    return "".join(_words(paragraph))


def name_in(words: str, place: str) -> str | None:
    """The name under which a place stands in words."""
    return next((name for name in place_names(place) if name in words), None)


def missing_places(roots: list[Any]) -> list[str]:
    """The places that stand in no paragraph of a template."""
    found = [paragraph_words(paragraph) for root in roots for paragraph in root.iter(PARAGRAPH)]
    return [place for place in PLACES if not any(name_in(words, place) for words in found)]


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == TEXT:
            yield "".join(child.itertext())
        elif child.tag not in (PARAGRAPH, TABLE):
            yield from _words(child)
