"""What a department takes home from a meeting on one page: what was said of it, its indicators, what it is to do."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from app.services.slides import Deck, Level, Paragraph, Slide


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator of a department; ``role`` says whether it leads, ``level`` adds a sign to the outlook."""

    name: str
    role: str
    now: str
    target: str
    outlook: str
    level: Level = Level.NONE


@dataclass(frozen=True, slots=True)
class InstructionLine:
    """One instruction or countermeasure, by when, and how far it is."""

    text: str
    due: str
    state: str


@dataclass(frozen=True, slots=True)
class Handout:
    """One department's page; every word is made before."""

    department: str
    messages: tuple[Paragraph, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    instructions: tuple[InstructionLine, ...] = ()


def messages_for(deck: Deck, indicators: Collection[str]) -> tuple[Paragraph, ...]:
    """What the slides say about some indicators, by their codes: the finding, and below it all that stands there."""
    return tuple(line for slide in deck.slides if slide.indicator in indicators for line in _said_of(slide))


def _said_of(slide: Slide) -> Iterator[Paragraph]:
    yield Paragraph(slide.title)
    if slide.line:
        yield Paragraph(slide.line, depth=1)
    for paragraph in slide.paragraphs:
        yield replace(paragraph, depth=paragraph.depth + 1)
