"""What a department takes home from a meeting on one page: what was said of it, its indicators, what it is to do."""

from collections.abc import Collection
from dataclasses import dataclass

from app.services.slides import Deck, Level


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
    messages: tuple[str, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    instructions: tuple[InstructionLine, ...] = ()


def messages_for(deck: Deck, indicators: Collection[str]) -> tuple[str, ...]:
    """What the slides say about some indicators, by their codes."""
    return tuple(slide.title for slide in deck.slides if slide.indicator in indicators)
