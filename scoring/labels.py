"""What everything in a definition carries: a name in two languages, and what a number rests on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Name:
    """A label in Korean and English; codes identify, names only label."""

    ko: str
    en: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a number comes from: a cited source with the date it holds from, or a stated assumption."""

    assumed: bool = False
    source: str | None = None
    since: date | None = None
    note: Name | None = None


NO_NAME = Name("", "")
NO_REFERENCE = Reference()
