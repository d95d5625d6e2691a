"""The card of a weak indicator for a meeting: what its department says of the cause and means to do, until when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.services.applying import tidy_name
from app.services.written import Register, Written
from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Card:
    """Cause and countermeasure in the department's words; ``note`` is for the speaker alone."""

    cause: str = ""
    measure: str = ""
    due: date | None = None
    note: str = ""


Kept = Written[Card]
_REGISTER = Register("card", Card)


class Place(NamedTuple):
    """Which card: of an indicator for a meeting of an evaluation."""

    evaluation: str
    meeting: str
    indicator: str


def cards_of(store: Store, evaluation: str, meeting: str) -> dict[str, Kept]:
    """The cards of a meeting by indicator."""
    found = (one for one in _REGISTER.all(store, evaluation) if one.key.startswith(f"{meeting}:"))
    return {one.key.removeprefix(f"{meeting}:"): one for one in found}


def write_card(store: Store, place: Place, card: Card, seen: Kept | None, signed: tuple[str, datetime]) -> None:
    """Write a card, ``seen`` being what stood there; LedgerChanged where somebody else was faster."""
    draft = _REGISTER.draft(place.evaluation, f"{place.meeting}:{place.indicator}", card)
    _REGISTER.write(store, draft, None if seen is None else seen.entry, (tidy_name(signed[0]), signed[1]))
