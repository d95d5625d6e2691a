"""The indicators that a meeting talks about: proposed by their worth, until the planner adds, removes and orders."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app.services.applying import tidy_name
from app.services.written import Register, Written
from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Shortlisted:
    """The codes of the indicators, in their order."""

    codes: tuple[str, ...]


Kept = Written[Shortlisted]
_REGISTER = Register("shortlist", Shortlisted)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose list it is: of an evaluation, a unit and a month."""

    evaluation: str
    unit: str
    month: str

    @property
    def key(self) -> str:
        """The key of the list in the ledger."""
        return f"{self.month}:{self.unit}"


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The list as it stands; ``kept`` says who decided on it and when, None while it is the proposal."""

    place: Place
    codes: tuple[str, ...]
    kept: Kept | None

    def with_added(self, code: str) -> tuple[str, ...]:
        """The codes with one more at the end."""
        return self.codes if code in self.codes else (*self.codes, code)

    def without(self, code: str) -> tuple[str, ...]:
        """The codes without one."""
        return tuple(one for one in self.codes if one != code)

    def moved(self, code: str, by: int) -> tuple[str, ...]:
        """The codes with one moved down, or up where ``by`` is negative; at either end it stays there."""
        rest = list(self.without(code))
        rest.insert(min(max(self.codes.index(code) + by, 0), len(rest)), code)
        return tuple(rest)


def read_shortlist(store: Store, place: Place, proposal: tuple[str, ...]) -> Shortlist:
    """What was decided on for a unit and month, else the proposal."""
    found = next((one for one in _REGISTER.all(store, place.evaluation) if one.key == place.key), None)
    return Shortlist(place, proposal if found is None else found.content.codes, found)


def shortlist_of(store: Store, evaluation: str, unit: str, month: str, proposal: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of the list of a unit and month, in order."""
    return read_shortlist(store, Place(evaluation, unit, month), proposal).codes


def history_of(store: Store, place: Place) -> tuple[Kept, ...]:
    """Every list that was decided on, first to last."""
    return _REGISTER.history(store, place.evaluation, place.key)


def decide(store: Store, seen: Shortlist, codes: Collection[str], signed: tuple[str, datetime]) -> None:
    """Write the list anew; LedgerChanged where it is no longer what was seen, ValueError without a name."""
    _write(store, seen, Shortlisted(tuple(dict.fromkeys(codes))), signed)


def propose_again(store: Store, seen: Shortlist, signed: tuple[str, datetime]) -> None:
    """Take back what was decided on, so that the proposal counts; raises as ``decide``."""
    _write(store, seen, None, signed)


def _write(store: Store, seen: Shortlist, now: Shortlisted | None, signed: tuple[str, datetime]) -> None:
    who, at = tidy_name(signed[0]), signed[1]
    if not who:
        raise ValueError("a list needs a name beside it")
    draft = _REGISTER.draft(seen.place.evaluation, seen.place.key, now)
    _REGISTER.write(store, draft, None if seen.kept is None else seen.kept.entry, (who, at))
